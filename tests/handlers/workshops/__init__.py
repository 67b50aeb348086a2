"""Workshops: what is pure."""
