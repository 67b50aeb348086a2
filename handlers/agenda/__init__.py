"""What the next meeting is about: its date, and the topics that residents bring."""
