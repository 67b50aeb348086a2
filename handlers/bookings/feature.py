"""Shared spaces and their bookings: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.parts import of
from handlers.conversation.text import t
from handlers.conversation.views import data

from .approving import Approving
from .arranging import Arranging
from .changing import Changing
from .choosing import Choosing
from .contributing import Contributing
from .customs import ManyCustoms
from .departing import Departing
from .handler import BookingsHandler
from .holding import Holding
from .measuring import Measuring
from .moving import Moving
from .prevailing import Prevailing
from .repeating import Repeating
from .reserving import Reserving
from .ruling import Ruling
from .seeing import Seeing
from .series import Following
from .sharing import Sharing
from .spaces import ManySpaces
from .staying import Staying
from .subscribing import Subscribing
from .waiting import Waiting

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
        # waiting
        "wait": of(Waiting, Waiting.wait),
        "waited": of(Waiting, Waiting.waited),
        "waits": of(Waiting, Waiting.list),
        "unwait": of(Waiting, Waiting.leave),
        "leave": of(Waiting, Waiting.leave),
        "take": of(Waiting, Waiting.take),
        "keep": of(Waiting, Waiting.keep),
        # arranging
        "ask": of(Arranging, Arranging.ask),
        "demand": of(Arranging, Arranging.demand),
        "keepdates": of(Arranging, Arranging.decline),
        "offer": of(Arranging, Arranging.propose),
        "swap": of(Arranging, Arranging.swap),
        "slip": of(Holding, Holding.slip),
        # around a stay
        "here": of(Staying, Staying.here),
        "fine": of(Staying, Staying.fine),
        "trouble": of(Staying, Staying.ask_trouble),
        "meter": of(Measuring, Measuring.ask),
        "meterok": of(Measuring, Measuring.surprising),
        "share": of(Contributing, Contributing.statement),
        "shares": of(Contributing, Contributing.table),
        # somebody's word
        "agree": of(Approving, Approving.agree),
        "decline": of(Approving, Approving.decline),
        "declined": of(Approving, Approving.without_reason),
        "asked": of(Approving, Approving.waiting),
        "pending": of(Approving, Approving.one),
        "object": of(Approving, Approving.object),
        # events of the group
        "plead": of(Prevailing, Prevailing.plead),
        "cede": of(Prevailing, Prevailing.leave),
        "uncede": of(Prevailing, Prevailing.keep),
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
        "equity": of(Sharing, Sharing.quarter),
        "table": of(Sharing, Sharing.table),
        "all": of(Seeing, Seeing.mine),
        "beside": of(Seeing, Seeing.beside),
        # in one's own calendar
        "feed": of(Subscribing, Subscribing.show),
        "newfeed": of(Subscribing, Subscribing.renew),
        # spaces
        "spaces": of(ManySpaces, ManySpaces.page),
        "sheet": of(ManySpaces, ManySpaces.show),
        "add": of(ManySpaces, ManySpaces.add),
        "slotkind": of(ManySpaces, ManySpaces.slot),
        "customs": of(ManyCustoms, ManyCustoms.show),
        "custom": of(ManyCustoms, ManyCustoms.set),
        "closed": of(ManyCustoms, ManyCustoms.closed),
        # rules
        "rules": of(Ruling, Ruling.show),
        "proposed": of(Ruling, Ruling.proposed),
        "charter": of(Ruling, Ruling.charter),
        "takecharter": of(Ruling, Ruling.take),
        "rulemenu": of(Ruling, Ruling.menu),
        "rulegroup": of(Ruling, Ruling.group),
        "rule": of(Ruling, Ruling.rule),
        "set": of(Ruling, Ruling.set),
        "review": of(Ruling, Ruling.review),
        "rulewhen": of(Ruling, Ruling.when),
        "ruleday": of(Ruling, Ruling.day),
        "enact": of(Ruling, Ruling.enact),
        "propose": of(Ruling, Ruling.propose),
        # changing a space
        "change": of(Changing, Changing.menu),
        "reword": of(Changing, Changing.ask),
        "contact": of(Changing, Changing.contact),
        "namecontact": of(Changing, Changing.name_contact),
        "people": of(Changing, Changing.people),
        "listperson": of(Changing, Changing.list_person),
        "retire": of(Changing, Changing.retire),
        "retired": of(Changing, Changing.retired),
        "reopen": of(Changing, Changing.again),
    },
    said={
        "trouble": of(Staying, Staying.trouble_typed),
        "meterout": of(Measuring, Measuring.out_typed),
        "meterin": of(Measuring, Measuring.in_typed),
        "decline": of(Approving, Approving.decline_typed),
        "object": of(Approving, Approving.object_typed),
        "which": of(Reserving, Reserving.which_typed),
        "when": of(Reserving, Reserving.when_typed),
        "title": of(Reserving, Reserving.title_typed),
        "swap": of(Arranging, Arranging.typed),
        "hours": of(Repeating, Repeating.hours_typed),
        "until": of(Repeating, Repeating.until_typed),
        "rhythm": of(Reserving, Reserving.rhythm_typed),
        "named": of(Reserving, Reserving.named_typed),
        "dated": of(Following, Following.dated),
        "move": of(Moving, Moving.typed),
        "name": of(ManySpaces, ManySpaces.name_typed),
        "slot": of(ManySpaces, ManySpaces.slot_typed),
        "rule": of(Ruling, Ruling.rule_typed),
        "since": of(Ruling, Ruling.since_typed),
        "rename": of(Changing, Changing.name_typed),
        "units": of(Changing, Changing.units_typed),
        "info": of(Changing, Changing.info_typed),
    },
    asks={
        "trouble": of(Staying, Staying.asks_trouble),
        "meterout": of(Measuring, Measuring.asks_out),
        "meterin": of(Measuring, Measuring.asks_in),
        "decline": of(Approving, Approving.asks_decline),
        "object": of(Approving, Approving.asks_object),
        "which": of(Reserving, Reserving.asks_which),
        "when": of(Reserving, Reserving.asks_when),
        "title": of(Reserving, Reserving.asks_title),
        "swap": of(Arranging, Arranging.asks_swap),
        "hours": of(Repeating, Repeating.asks_hours),
        "until": of(Repeating, Repeating.asks_until),
        "rhythm": of(Repeating, Repeating.asks_rhythm),
        "named": of(Reserving, Reserving.asks_title),
        "dated": of(Following, Following.asks_dated),
        "move": of(Moving, Moving.asks),
        "name": of(ManySpaces, ManySpaces.asks_name),
        "slot": of(ManySpaces, ManySpaces.asks_slot),
        "rule": of(Ruling, Ruling.asks_rule),
        "since": of(Ruling, Ruling.asks_since),
        "rename": of(Changing, Changing.asks_name),
        "units": of(Changing, Changing.asks_units),
        "info": of(Changing, Changing.asks_info),
    },
    alarms={
        "held": of(Waiting, Waiting.held),
        "settle": of(Waiting, Waiting.settle),
        "freed": of(Departing, Departing.freed),
        "keep": of(Waiting, Waiting.ask_to_keep),
        "info": of(Staying, Staying.info_due),
        "begin": of(Staying, Staying.begin_due),
        "absent": of(Staying, Staying.absent_due),
        "over": of(Staying, Staying.over_due),
        "after": of(Staying, Staying.after_due),
        "silence": of(Approving, Approving.silence_due),
        "unanswered": of(Prevailing, Prevailing.unanswered),
    },
    waiting=BookingsHandler.waiting,
    menu=(MenuEntry(t("Book"), data("bookings", "begin", 0)),),
    mine=(MenuEntry(t("My bookings"), data("bookings", "all", 0)),),
)
