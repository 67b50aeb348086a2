"""The words of the page itself, in the room's language."""

from bot.texts import Voice
from handlers.conversation.text import t


def labels(voice: Voice) -> dict[str, str]:
    """Every label of the templates by its short name."""
    return {
        name: voice(text)
        for name, text in {
            "skip": t("Go to the message field"),
            "conversation": t("Conversation"),
            "private": t("For you alone"),
            "private_note": t("You alone see this."),
            "close": t("✖️ Close"),
            "reply": t("Reply"),
            "cancel_reply": t("Do not reply"),
            "write": t("Your message"),
            "send": t("Send"),
            "menu": t("Menu"),
            "change": t("Be somebody else"),
            "neighbours": t("Neighbours"),
            "newest": t("New messages"),
            "refresh": t("Refresh"),
            "offline": t("The connection is lost. I am trying again."),
            "forgotten": t("A former neighbour"),
            "erased": t("Message erased."),
        }.items()
    }
