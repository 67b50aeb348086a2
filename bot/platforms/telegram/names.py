"""People's names as cards can show them, whatever they put into them. Pure."""

from telegram import User

from bot.platforms.names import seen


def shown_name(user: User) -> str:
    """First and last name as far as they can be seen; the public name where nothing of them can be."""
    name = seen(f"{user.first_name} {user.last_name or ''}") or seen(user.username or "")
    return name or f"n° {user.id % 10_000}"
