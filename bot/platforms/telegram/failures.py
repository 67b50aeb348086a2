"""What an error of the Bot API means for a message: try later, post it again, leave the room alone. Pure."""

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.platforms.platform import ChatGone, MessageGone, PlatformFailed

from .troubles import reason

UNCHANGED = "message is not modified"
NO_TEXT = "there is no text in the message to edit"
_MESSAGE_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message_id_invalid",
)
_CHAT_GONE = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_",
    "need administrator rights",
    "group chat was deactivated",
    "group is deactivated",
    "peer_id_invalid",
    "bot is not a member",
    "user is deactivated",
)
_THREAD_GONE = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
_NO_PICTURES = ("to send photos", "to send media", "chat_send_photos_forbidden", "chat_send_media_forbidden")
_NOT_THERE = ("user_not_participant", "participant_id_invalid", "user not found")
_TOO_OLD = ("query is too old", "query id is invalid")


def says(error: TelegramError, *words: str) -> bool:
    """Whether the error's text holds one of these, whatever the case of its letters."""
    said = error.message.casefold()
    return any(word in said for word in words)


def thread_gone(error: TelegramError) -> bool:
    """The part of the room in which something stood is closed or deleted; the room itself is not."""
    return isinstance(error, BadRequest) and says(error, *_THREAD_GONE)


def too_old(error: TelegramError) -> bool:
    """The tap can no longer be answered, or has been."""
    return isinstance(error, BadRequest) and says(error, *_TOO_OLD)


def no_pictures(error: TelegramError) -> bool:
    """The room takes words and no pictures; its members may have wanted it so."""
    return isinstance(error, BadRequest) and says(error, *_NO_PICTURES)


def not_there(error: TelegramError) -> bool:
    """The person is not in the room, or cannot be reached there."""
    return isinstance(error, BadRequest) and says(error, *_NOT_THERE)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to be left alone."""
    asked = error.retry_after
    return float(asked) if isinstance(asked, int) else asked.total_seconds()


def failure(error: TelegramError) -> Exception:
    """The error as delivery understands it; a BadRequest that says nothing of this stays itself: the message
    is malformed, and that post alone rests."""
    match error:
        case RetryAfter():
            return PlatformFailed("too many messages", retry_after=seconds(error))
        case ChatMigrated():
            return PlatformFailed("the group has become a supergroup", retry_after=0.1)
        case Forbidden():
            return ChatGone(error.message)
        case BadRequest() if says(error, *_MESSAGE_GONE):
            return MessageGone(error.message)
        case BadRequest() if says(error, *_CHAT_GONE):
            return ChatGone(error.message)
        case BadRequest():
            return error
        case InvalidToken():
            return PlatformFailed("the token is refused")  # its message quotes the token
    return PlatformFailed(reason(error))
