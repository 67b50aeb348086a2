"""The group itself: what it is, who runs it, its language and its rules, and the rooms in which it talks."""
