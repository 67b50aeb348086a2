"""The words of time of each language, and how they are found in what was typed."""
