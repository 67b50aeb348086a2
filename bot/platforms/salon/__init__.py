"""The built-in room: a page that looks and feels like a group chat on a phone."""
