"""What the house keeps of people that is no feature's, as /confidentialite says it."""

from handlers.conversation.feature import Kept
from handlers.conversation.text import t

HOUSE_KEEPS = (
    Kept(
        t("Your words in the built-in room"),
        t("your group reads them again."),
        t("as long as the group, or until you erase them."),
    ),
    Kept(t("My answers to you"), t("you alone."), t("thirty days.")),
    Kept(t("A question that you did not finish"), t("you alone."), t("one day.")),
    Kept(t("How many messages were not for me"), t("your group, by number."), t("eight days.")),
    Kept(t("Your reactions under my messages"), t("everybody in that room sees them."), t("two months.")),
)
"""What no feature keeps, but the house around them."""
