"""Who lives with whom, who answers for whom, and whom nobody has reached yet."""
