"""Who is in a group, under which roles, and who may do what."""
