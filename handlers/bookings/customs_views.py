"""What those who run the group choose for all its spaces."""

from handlers.conversation.text import t
from handlers.conversation.views import Button, Title, View, data, paragraph

from .model import Customs


def customs(of: Customs) -> View:
    """How it is, and the other way of each."""
    names = (
        t("The planning says who has what.") if of.names else t("The planning says « occupied », without names.")
    )
    sets = (
        t("The group decides about rules, by proposals.")
        if of.rules_by == "proposal"
        else t("Those who run the group set the rules.")
    )
    return View(
        (Title(t("The shared spaces: settings")), paragraph(names), paragraph(sets)),
        (
            Button(t("Without names"), data("bookings", "custom", "masked"))
            if of.names
            else Button(t("With names"), data("bookings", "custom", "names")),
            Button(t("We set the rules"), data("bookings", "custom", "facilitation"))
            if of.rules_by == "proposal"
            else Button(t("The group decides"), data("bookings", "custom", "proposal")),
            Button(t("Closed spaces"), data("bookings", "closed", 0)),
            Button(t("↩️ Back"), data("bookings", "spaces", 0)),
        ),
    )
