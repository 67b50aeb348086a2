"""What keeps Palabre from Telegram, and how its host can mend it. Pure."""

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from handlers.conversation.text import Text, t

from .transport import NotTelegram, Unreachable


def reason(error: TelegramError) -> str:
    """A few words for a log. Never the token, which the library quotes, nor what a stranger answered."""
    if isinstance(error, InvalidToken):
        return "the token is refused"
    return error.message.split(". Parsing", 1)[0][:100]


def advice(error: TelegramError, address: str) -> Text:
    """What the host should know and do. `address` is the server's root, without the token."""
    match error:
        case InvalidToken() if "not found" in str(error.__cause__ or error).casefold():
            return t(
                "Nothing is found at {address}. Look at [telegram] api_url, and copy the token from @BotFather.",
                address=address,
            )
        case InvalidToken():
            return t("Telegram does not know this token. Copy it again from @BotFather into [telegram] token.")
        case Conflict():
            return t("Another program receives the messages of this bot. One copy at a time: stop the other one.")
        case RetryAfter():
            return t("Telegram asks to wait. I go on by myself.")
        case NotTelegram():
            return t("What answers at {address} is not Telegram. Look at [telegram] api_url.", address=address)
        case TimedOut():
            return t("Telegram does not answer at {address}. I try again by myself.", address=address)
        case Unreachable():
            return t(
                "I cannot reach {address} ({reason}). Is this machine connected to the Internet?",
                address=address,
                reason=reason(error),
            )
    return t(
        "Telegram answers with an error ({reason}). It is not your fault: I try again by myself.",
        reason=reason(error),
    )
