"""The bot in Matrix rooms, the encrypted ones included."""
