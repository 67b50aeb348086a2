"""Polls: a question, its choices, one answer each, a result that everyone sees."""
