"""Shared spaces, booked in one sentence and never twice."""
