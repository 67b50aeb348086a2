"""What Palabre promises, shown by real processes, real databases and a real browser."""
