"""What was done together, in three lines: written by one person, read by all, with who takes care of what."""
