"""The Telegram door, against a strict simulator of the Bot API."""
