"""A group that votes, told once more in plain Python, and the real one beside it."""
