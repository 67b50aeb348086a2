"""What is to be remembered: said again at the right moment, to one person or to the group."""
