"""Programmes: lines and arithmetic."""
