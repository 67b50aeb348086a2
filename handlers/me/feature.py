"""Oneself: what it answers to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .handler import MeHandler

feature: Feature[MeHandler] = Feature(
    name="me",
    held_about=MeHandler.held_about,
    forget=MeHandler.forget,
    show=MeHandler.show,
    united=MeHandler.united,
    keeps=(
        Kept(
            t("Your absences, your language, your accounts"),
            t("you alone, and whoever you ask to answer for you."),
            t("until you change them, or leave."),
        ),
    ),
    commands=(
        CommandLine(("moi", "me"), t("who I am here, and my settings"), MeHandler.me, personal=True),
        CommandLine(("absent", "away"), t("say that I am away"), MeHandler.absent, personal=True),
    ),
    presses={
        "screen": MeHandler.screen,
        "absences": MeHandler.absences,
        "dates": MeHandler.dates,
        "back": MeHandler.back,
        "relay": MeHandler.relay,
        "ask": MeHandler.ask,
        "agree": MeHandler.agree,
        "decline": MeHandler.decline,
        "device": MeHandler.device,
        "unite": MeHandler.unite,
        "other": MeHandler.other,
        "language": MeHandler.language,
        "speak": MeHandler.speak,
    },
    said={"absence": MeHandler.absence_typed, "unite": MeHandler.union_typed},
    asks={"absence": MeHandler.asks_absence, "unite": MeHandler.asks_union},
    alarms={"back": MeHandler.back_due, "end": MeHandler.relay_ends},
    menu=(MenuEntry(t("Me"), data("me", "screen", 0)),),
    mine=(
        MenuEntry(t("My absences"), data("me", "absences")),
        MenuEntry(t("Another device"), data("me", "device")),
        MenuEntry(t("My language"), data("me", "language")),
    ),
)
