"""What Telegram lets a bot read in a group that has not made it an administrator."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .messages import Message


def reaches(message: "Message") -> bool:
    """Whether the bot gets this message: commands, replies to it, mentions of it, and what happened to the group; an
    administrator gets everything, and so does a bot whose privacy mode is off."""
    room, api = message.room, message.room.api
    if room.kind == "private" or message.service or message.ephemeral_id or not api.privacy_mode:
        return True
    if getattr(room, "bot_status", "") == "administrator":
        return True
    if message.reply is not None and message.reply.from_bot:
        return True
    return any(_addressed(message, entity["type"], word) for entity, word in _marked(message))


def _marked(message: "Message") -> list[tuple[dict[str, int | str], str]]:
    units = message.text.encode("utf-16-le")
    return [
        (entity, units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"))
        for entity in message.entities
    ]


def _addressed(message: "Message", kind: int | str, word: str) -> bool:
    name = f"@{message.room.api.bot.username}".lower()
    if kind == "mention":
        return word.lower() == name
    if kind != "bot_command":
        return False
    _, at, to = word.partition("@")
    if at:
        return f"@{to}".lower() == name
    # Telegram gives a bare command to the bot that spoke last; here that is ours unless a test says otherwise.
    return not getattr(message.room, "other_bot_spoke_last", False)
