"""Gathers the phrases of a text, and puts them together into one meaning."""
