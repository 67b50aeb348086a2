"""What keeps Palabre from its Matrix server, and how its host can mend it. Pure."""

from handlers.conversation.text import Text, t

from .failures import LIMITED, NotMatrix, Refusal, Unreachable


def lost_keys() -> Text:
    """The sentence for a session whose keys are gone, or are those of an older day."""
    return t("The keys of this Matrix session are lost. Log in anew, and give the new [matrix] access_token.")


def advice(error: Refusal | Unreachable, address: str) -> Text:
    """What the host should know and do. `address` is that of the server."""
    match error:
        case Refusal(code="M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN"):
            return t(
                "{address} knows this session no more. Give a new [matrix] access_token, or the password.",
                address=address,
            )
        case Refusal(code="M_USER_DEACTIVATED" | "M_USER_LOCKED" | "M_USER_SUSPENDED"):
            return t("This account is closed at {address}. Ask those who run that server.", address=address)
        case Refusal(code="M_FORBIDDEN"):
            return t("{address} does not know this user with this password.", address=address)
        case NotMatrix() | Refusal(code="M_UNRECOGNIZED" | "M_NOT_FOUND"):
            return t(
                "What answers at {address} is no Matrix server. Look at [matrix] homeserver.", address=address
            )
        case Refusal(code=code) if code == LIMITED:
            return t("{address} asks to wait. I go on by myself.", address=address)
        case Unreachable():
            return t(
                "I cannot reach {address} ({reason}). Is this machine connected to the Internet?",
                address=address,
                reason=str(error),
            )
    return t(
        "{address} answers with an error ({reason}). It is not your fault: I try again by myself.",
        address=address,
        reason=str(error),
    )
