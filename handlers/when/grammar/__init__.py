"""The grammar: each file finds one kind of phrase at a place in a text."""
