"""Telegram groups and private conversations, through the Bot API."""
