"""Workshops: what they answer to."""

from handlers.conversation.feature import CommandLine, Feature, Kept, MenuEntry
from handlers.conversation.parts import of
from handlers.conversation.text import t
from handlers.conversation.views import data

from .attending import Attending
from .bringing import Bringing
from .dating import Dating
from .fixing import Fixing
from .handler import WorkshopsHandler
from .opening import Opening
from .repeating import Repeating
from .running import Running
from .scheduling import Scheduling

feature: Feature[WorkshopsHandler] = Feature(
    name="workshops",
    held_about=WorkshopsHandler.held_about,
    forget=WorkshopsHandler.forget,
    keeps=(
        Kept(
            t("Whether you come to workshops, and what you bring"),
            t("your group."),
            t("one year after it is over."),
        ),
    ),
    show=WorkshopsHandler.show,
    purge=WorkshopsHandler.purge,
    entries=WorkshopsHandler.entries,
    missed=WorkshopsHandler.missed,
    waiting=WorkshopsHandler.waiting,
    united=WorkshopsHandler.united,
    annexed=WorkshopsHandler.annexed,
    left=WorkshopsHandler.left,
    commands=(
        CommandLine(("atelier", "workshop"), t("find a date, and see who comes"), of(Opening, Opening.begin)),
    ),
    presses={
        # beginning
        "new": of(Opening, Opening.new),
        "called": of(Opening, Opening.called),
        "pick": of(Opening, Opening.pick),
        "picked": of(Opening, Opening.picked),
        "send": of(Opening, Opening.send),
        "again": of(Opening, Opening.again),
        # the dates
        "mine": of(Dating, Dating.mine),
        "turn": of(Dating, Dating.turn),
        "all": of(Dating, Dating.all),
        "none": of(Dating, Dating.none),
        "done": of(Dating, Dating.done),
        # the choice
        "choose": of(Fixing, Fixing.choose),
        "fix": of(Fixing, Fixing.fix),
        "askmore": of(Fixing, Fixing.ask_more),
        # who comes
        "come": of(Attending, Attending.come),
        "maybe": of(Attending, Attending.maybe),
        "no": of(Attending, Attending.no),
        "many": of(Attending, Attending.many),
        "with": of(Attending, Attending.party),
        "who": of(Attending, Attending.who),
        # what they bring
        "bring": of(Bringing, Bringing.ask),
        "thing": of(Bringing, Bringing.thing),
        "nothing": of(Bringing, Bringing.nothing),
        # running it
        "see": of(Running, Running.see),
        "more": of(Running, Running.more),
        "for": of(Running, Running.whom),
        "whodates": of(Running, Running.who_dates),
        "change": of(Running, Running.change),
        "needs": of(Running, Running.needs),
        "places": of(Running, Running.places),
        "rename": of(Running, Running.rename),
        "cancel": of(Running, Running.cancel),
        "cancelyes": of(Running, Running.cancel_surely),
        "revive": of(Running, Running.revive),
        # its dates
        "askdates": of(Scheduling, Scheduling.dates),
        "adddate": of(Scheduling, Scheduling.add_date),
        "remove": of(Scheduling, Scheduling.remove),
        "removed": of(Scheduling, Scheduling.removed),
        "until": of(Scheduling, Scheduling.until),
        "move": of(Scheduling, Scheduling.move),
        # what comes back
        "dates": of(Repeating, Repeating.dates),
        "rhythm": of(Repeating, Repeating.rhythm),
        "stop": of(Repeating, Repeating.stop),
        "stopyes": of(Repeating, Repeating.stop_surely),
    },
    takes_back={
        "all": of(Dating, Dating.take_back),
        "none": of(Dating, Dating.take_back),
        "come": of(Attending, Attending.take_back),
        "maybe": of(Attending, Attending.take_back),
        "no": of(Attending, Attending.take_back),
    },
    said={
        "what": of(Opening, Opening.what_typed),
        "title": of(Opening, Opening.title_typed),
        "dates": of(Opening, Opening.dates_typed),
        "read": of(Opening, Opening.read_typed),
        "numbers": of(Dating, Dating.numbers_typed),
        "party": of(Attending, Attending.party_typed),
        "bring": of(Bringing, Bringing.bring_typed),
        "needs": of(Running, Running.needs_typed),
        "places": of(Running, Running.places_typed),
        "rename": of(Running, Running.rename_typed),
        "adddate": of(Scheduling, Scheduling.add_date_typed),
        "until": of(Scheduling, Scheduling.until_typed),
        "move": of(Scheduling, Scheduling.move_typed),
        "rhythm": of(Repeating, Repeating.rhythm_typed),
    },
    asks={
        "what": of(Opening, Opening.asks_what),
        "title": of(Opening, Opening.asks_title),
        "dates": of(Opening, Opening.asks_dates),
        "read": of(Opening, Opening.asks_read),
        "numbers": of(Dating, Dating.asks_numbers),
        "party": of(Attending, Attending.asks_party),
        "bring": of(Bringing, Bringing.asks_bring),
        "needs": of(Running, Running.asks_needs),
        "places": of(Running, Running.asks_places),
        "rename": of(Running, Running.asks_rename),
        "adddate": of(Scheduling, Scheduling.asks_add_date),
        "until": of(Scheduling, Scheduling.asks_until),
        "move": of(Scheduling, Scheduling.asks_move),
        "rhythm": of(Repeating, Repeating.asks_rhythm),
    },
    replied=of(Dating, Dating.replied),
    alarms={
        "deadline": of(Fixing, Fixing.deadline),
        "again": of(Fixing, Fixing.again),
        "lapse": of(Fixing, Fixing.lapse),
        "eve": of(Attending, Attending.eve),
        "over": of(Attending, Attending.over),
    },
    launches=(MenuEntry(t("A workshop, a date"), data("workshops", "new")),),
)
