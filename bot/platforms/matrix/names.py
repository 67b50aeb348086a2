"""People's names as cards can show them. Pure."""

from bot.platforms.names import seen


def shown_name(name: str, account: str) -> str:
    """The name that somebody has in the room, as far as it can be seen; else that of the account, « léa » of
    « @léa:example.org »."""
    return seen(name) or seen(account.removeprefix("@").partition(":")[0]) or "?"
