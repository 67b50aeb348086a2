"""Minutes: what is pure, and every screen."""
