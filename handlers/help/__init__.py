"""Help: what can be done here, who sees what, and what is kept about whom."""
