"""Shared spaces and their bookings: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.text import t
from handlers.conversation.views import data

from .choosing import Choosing
from .handler import BookingsHandler, of
from .holding import Holding
from .moving import Moving
from .repeating import Repeating
from .reserving import Reserving
from .seeing import Seeing
from .series import Following
from .spaces import ManySpaces

feature: Feature[BookingsHandler] = Feature(
    name="bookings",
    held_about=BookingsHandler.held_about,
    forget=BookingsHandler.forget,
    keeps=(
        Kept(
            t("What you book"),
            t("your group sees it in the planning, with your name if it chose so."),
            t("one year after, then without your name."),
        ),
    ),
    show=BookingsHandler.show,
    purge=BookingsHandler.purge,
    entries=BookingsHandler.entries,
    united=BookingsHandler.united,
    annexed=BookingsHandler.annexed,
    left=BookingsHandler.left,
    commands=(
        CommandLine(("reserver", "book"), t("book a shared space"), of(Reserving, Reserving.start)),
        CommandLine(("planning", "schedule"), t("who has which space this week"), of(Seeing, Seeing.planning)),
        CommandLine(
            ("espaces", "spaces"), t("the shared spaces and their rules"), of(ManySpaces, ManySpaces.list)
        ),
    ),
    presses={
        # choosing
        "begin": of(Choosing, Choosing.begin),
        "space": of(Reserving, Reserving.chosen),
        "day": of(Choosing, Choosing.day),
        "nights": of(Choosing, Choosing.nights),
        "more": of(Choosing, Choosing.more_nights),
        "slots": of(Choosing, Choosing.slots),
        "slot": of(Choosing, Choosing.slot),
        # booking
        "dates": of(Choosing, Choosing.dates),
        "group": of(Reserving, Reserving.for_the_group),
        "book": of(Reserving, Reserving.book),
        "close": of(Reserving, Reserving.close),
        # what one has
        "mine": of(Holding, Holding.mine),
        "ics": of(Holding, Holding.calendar_file),
        "free": of(Holding, Holding.free),
        "back": of(Holding, Holding.take_back),
        "move": of(Moving, Moving.begin),
        "moveto": of(Moving, Moving.offered),
        "moved": of(Moving, Moving.move),
        # series
        "until": of(Repeating, Repeating.until),
        "repeats": of(Repeating, Repeating.page),
        "rhythm": of(Repeating, Repeating.change),
        "forall": of(Repeating, Repeating.for_the_group),
        "repeat": of(Repeating, Repeating.book),
        "series": of(Following, Following.show),
        "date": of(Following, Following.date),
        "extend": of(Following, Following.extend),
        "alert": of(Following, Following.alert),
        "freeall": of(Following, Following.free_all),
        "backall": of(Following, Following.take_back_all),
        "icsall": of(Following, Following.calendar_file),
        # seeing
        "week": of(Seeing, Seeing.week),
        "all": of(Seeing, Seeing.mine),
        # spaces
        "spaces": of(ManySpaces, ManySpaces.page),
        "sheet": of(ManySpaces, ManySpaces.show),
        "add": of(ManySpaces, ManySpaces.add),
        "slotkind": of(ManySpaces, ManySpaces.slot),
    },
    said={
        "which": of(Reserving, Reserving.which_typed),
        "when": of(Reserving, Reserving.when_typed),
        "title": of(Reserving, Reserving.title_typed),
        "hours": of(Repeating, Repeating.hours_typed),
        "until": of(Repeating, Repeating.until_typed),
        "rhythm": of(Reserving, Reserving.rhythm_typed),
        "named": of(Reserving, Reserving.named_typed),
        "dated": of(Following, Following.dated),
        "move": of(Moving, Moving.typed),
        "name": of(ManySpaces, ManySpaces.name_typed),
        "slot": of(ManySpaces, ManySpaces.slot_typed),
    },
    asks={
        "which": of(Reserving, Reserving.asks_which),
        "when": of(Reserving, Reserving.asks_when),
        "title": of(Reserving, Reserving.asks_title),
        "hours": of(Repeating, Repeating.asks_hours),
        "until": of(Repeating, Repeating.asks_until),
        "rhythm": of(Repeating, Repeating.asks_rhythm),
        "named": of(Reserving, Reserving.asks_title),
        "dated": of(Following, Following.asks_dated),
        "move": of(Moving, Moving.asks),
        "name": of(ManySpaces, ManySpaces.asks_name),
        "slot": of(ManySpaces, ManySpaces.asks_slot),
    },
    menu=(MenuEntry(t("Book"), data("bookings", "begin", 0)),),
    mine=(MenuEntry(t("My bookings"), data("bookings", "all", 0)),),
)
