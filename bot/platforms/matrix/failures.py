"""What a Matrix server refuses, and what that means for a message: later, another one, or nowhere. Pure."""

from dataclasses import dataclass

from nio import ErrorResponse

from bot.platforms.platform import ChatGone, MessageGone, PlatformFailed

LIMITED = "M_LIMIT_EXCEEDED"
_OUT = ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED", "M_USER_SUSPENDED")
_NOT_HERE = ("M_FORBIDDEN", "M_UNSUPPORTED_ROOM_VERSION", "M_INCOMPATIBLE_ROOM_VERSION")


@dataclass
class Refusal(Exception):
    """The server says no. `code` is that of the specification (§2.1), `status` that of HTTP; `retry_after` in
    seconds where it asks to be left alone. Its words stay unsaid: they may quote."""

    code: str
    status: int = 0
    retry_after: float | None = None
    words: str = ""

    def __str__(self) -> str:
        return f"{self.code or 'unknown'} ({self.status})"

    @property
    def shut_out(self) -> bool:
        """Whether the account may not speak to the server any more."""
        return self.code in _OUT

    @property
    def temporary(self) -> bool:
        """Whether the same may succeed later."""
        return self.code == LIMITED or self.status >= 500 or not self.code


class Unreachable(Exception):
    """The server does not answer: what came instead, in a few words that quote nobody."""


class NotMatrix(Unreachable):
    """Something answers, and it is no Matrix server."""


class NotReady(Exception):
    """The room is not known yet, or its keys could not be handed out: a moment later they can."""


def refusal(response: ErrorResponse) -> Refusal:
    """The refusal of a response of matrix-nio."""
    status = getattr(response.transport_response, "status", 0) or 0
    asked = response.retry_after_ms
    return Refusal(
        response.status_code or "", status, None if asked is None else asked / 1000, str(response.message)[:200]
    )


def failure(error: Refusal | Unreachable | NotReady) -> Exception:
    """The error as delivery understands it; what the server will never take stays itself: that post alone
    rests."""
    match error:
        case Unreachable():
            return PlatformFailed(str(error))
        case NotReady():
            return PlatformFailed(str(error) or "the room is not ready", retry_after=1.0)
        case Refusal(code=code, retry_after=asked) if code == LIMITED:
            return PlatformFailed("too many messages", retry_after=asked or 5.0)
        case Refusal(code="M_NOT_FOUND"):
            return MessageGone(str(error))
        case Refusal(code=code) if code in _NOT_HERE:
            return ChatGone(str(error))
        case Refusal() if error.temporary or error.shut_out:
            return PlatformFailed(str(error))
    return error
