"""Decisions by consent, told once more from consent.md, to be compared with the real thing."""
