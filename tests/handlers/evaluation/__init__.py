"""What was thought of a workshop."""
