"""Every screen of the house fits a phone, and every button reaches somebody who answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from inspect import isfunction
from itertools import product
from types import CodeType

from bot.assembly import BY_NAME, FEATURES
from bot.keeps import HOUSE_KEEPS
from bot.texts import LANGUAGES, voice
from handlers.agenda import afterwards_views, showing_views, sunday_views
from handlers.agenda import views as agenda_views
from handlers.conversation.events import Chat, Press, Sender, Standing
from handlers.conversation.feature import Held, MenuEntry, Waiting
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.topic import Topic
from handlers.conversation.views import DATA_BYTES, LABEL_LENGTH, File, View
from handlers.groups import role_views, rules_views
from handlers.groups import views as groups_views
from handlers.help import views as help_views
from handlers.households import adding_views, correcting_views, greeting_views, lots_views
from handlers.households import views as households_views
from handlers.me import views as me_views
from handlers.me.absences import Away
from handlers.members import views as members_views
from handlers.members.model import Here, Household, Member, Person, Role
from tests import (
    bookings_around_screens,
    bookings_rules_screens,
    bookings_screens,
    poll_screens,
    proposals_screens,
)
from tests import households_screens as households
from tests import register_screens as register
from tests.handlers.agenda.screens import agenda_screens, ahead_screens
from tests.handlers.course import screens as course
from tests.handlers.course.screens import course_screens
from tests.handlers.downtime import screens as downtime
from tests.handlers.downtime.screens import downtime_screens
from tests.handlers.evaluation import screens as evaluation
from tests.handlers.evaluation.screens import evaluation_screens
from tests.handlers.groups.screens import groups_screens, role_screens, room_screens, settings_screens
from tests.handlers.minutes import screens as minutes
from tests.handlers.minutes.screens import minutes_screens
from tests.handlers.programme import screens as programme
from tests.handlers.programme.screens import programme_screens
from tests.handlers.reminders import screens as reminders
from tests.handlers.reminders import turns_screens as turns
from tests.handlers.reminders.screens import reminders_screens
from tests.handlers.reminders.turns_screens import turns_screens
from tests.handlers.workshops import screens as workshops
from tests.handlers.workshops.screens import workshops_screens
from tests.households_screens import households_screens
from tests.poll_screens import GROUP, HUGE, NOW, WORDS, cards, questions, shown_to_all, shown_to_one
from tests.register_screens import register_cards, register_screens

ROLES: tuple[Role, ...] = ("resident", "facilitator", "accompaniment", "professional", "guest")
KEEPS = (*HOUSE_KEEPS, *(kept for placed in FEATURES for kept in placed.feature.keeps))
MOST_BUTTONS = 5
"""On any screen but a question's card (DESIGN §4)."""
MOST_ANSWERS = 8


def help_screens() -> Iterator[View]:
    commands = [(line.names[0], line.help) for placed in FEATURES for line in placed.feature.commands]
    yield help_views.help_screen(commands)
    for yes in (True, False):
        entries = [entry for placed in FEATURES for entry in placed.feature.menu]
        yield from (help_views.menu(GROUP.name, entries, 12 * yes, yes, page) for page in (0, 1, 9))
        yield from (help_views.welcome(yes, 9 * yes, hears_all) for hears_all in (True, False))
        host = verbatim("@nadia") if yes else None
        yield from (help_views.privacy(KEEPS, host, yes, 1234 * yes, hears_all) for hears_all in (True, False))
        yield from (help_views.administrator(yes, hears_all) for hears_all in (True, False))
    launches = [entry for placed in FEATURES for entry in placed.feature.launches]
    for entries in (launches[:4], launches, launches * 2):
        yield from (help_views.launch(entries, page) for page in (0, 1, 2, 9))
    questions = [Waiting(1, Topic("polls", HUGE), verbatim("On peint la porte ? " * 9), f"polls:card:{HUGE}")] * 9
    yield from (help_views.to_answer(questions, [("Les Mésanges", 2)], page) for page in (0, 1, 2, 9))
    yield help_views.to_answer([], [], 0)
    yield help_views.private_welcome("Karim", GROUP.name)
    yield help_views.how_long(KEEPS)
    file = File("palabre.json", "application/json", "{}", t("The same as a file"))
    yield help_views.my_data([Held(t("Your name and your groups"), (verbatim("Karim"),))], file)
    yield help_views.my_data([], file)
    yield from (help_views.confirm_forget(second) for second in (True, False))


def members_screens() -> Iterator[View]:
    for groups in (1, 4, 5, 9):
        yield from (members_views.which_group([replace(GROUP, id=HUGE)] * groups, page) for page in (0, 1, 7))


def me_screens() -> Iterator[View]:
    away = Away(NOW.date(), NOW.date() + timedelta(days=17))
    people = [Member(Person(HUGE - at, WORDS[at % len(WORDS)] or "?"), "resident", 1, True) for at in range(7)]
    household = Household(HUGE, "", None, None, tuple(people[:2]))
    own = [entry for placed in FEATURES for entry in placed.feature.mine]
    for role, page, lot in product(ROLES, (0, 1, 2, 9), ("", "Lot 12")):
        here, member = Here(GROUP, Person(1, "Karim"), role), replace(people[0], role=role, role_ends_at=NOW)
        home = replace(household, label=lot)
        for entries in (own, own * 2, own * 3):
            yield me_views.me(here, member, home, ["salon"], "fr@tu", t("Absent."), entries, page)
            yield me_views.me(here, None, None, ["salon"], None, None, entries, page)
    yield me_views.ask_absence()
    yield from (me_views.noted(away, NOW.date(), ["Léa"] * relays, new=bool(relays)) for relays in (0, 3))
    for few in range(8):
        yield from (me_views.choose_relay(people[:few], page) for page in (0, 1, 2, 9))
    yield me_views.asked_relay("Karim", away, NOW.date(), HUGE, HUGE)
    yield me_views.relaying("Karim", HUGE, HUGE)
    yield from (me_views.relay_answered("Léa", agreed) for agreed in (True, False))
    yield me_views.device("482913")
    yield me_views.confirm_union("Karim", GROUP.name)
    yield me_views.united("Karim")
    yield me_views.joined(["salon", "salon"])
    yield me_views.languages()


SCREENS: dict[str, Callable[[], list[View]]] = {
    "polls": lambda: [*(view for _, view in cards()), *shown_to_all(), *shown_to_one(), *questions()],
    "proposals": lambda: list(proposals_screens.proposals_screens()),
    "groups": lambda: list(groups_screens()),
    "households": lambda: list(households_screens()),
    "me": lambda: list(me_screens()),
    "register": lambda: [*register_cards(), *register_screens()],
    "help": lambda: list(help_screens()),
    "members": lambda: list(members_screens()),
    "agenda": lambda: list(agenda_screens()),
    "bookings": lambda: list(bookings_screens.bookings_screens()),
    "downtime": lambda: list(downtime_screens()),
    "reminders": lambda: [*reminders_screens(), *turns_screens()],
    "workshops": lambda: list(workshops_screens()),
    "evaluation": lambda: list(evaluation_screens()),
    "course": lambda: list(course_screens()),
    "programme": lambda: list(programme_screens()),
    "minutes": lambda: list(minutes_screens()),
}


DRAWN: tuple[Callable[[], Iterator[object]], ...] = (
    *(cards, shown_to_all, shown_to_one, questions),
    *(settings_screens, room_screens, role_screens),
    *(draw for draw in vars(households).values() if isfunction(draw)),
    *(draw for draw in vars(proposals_screens).values() if isfunction(draw)),
    *(draw for draw in vars(bookings_screens).values() if isfunction(draw)),
    *(draw for draw in vars(bookings_around_screens).values() if isfunction(draw)),
    *(draw for draw in vars(bookings_rules_screens).values() if isfunction(draw)),
    *(
        draw
        for made in (downtime, reminders, turns, workshops, evaluation, course, programme, minutes)
        for draw in vars(made).values()
        if isfunction(draw)
    ),
    *(help_screens, members_screens, me_screens, agenda_screens, ahead_screens, register_cards, register_screens),
)
MODULES = (
    *poll_screens.MODULES,
    *proposals_screens.MODULES,
    *register.MODULES,
    *bookings_screens.MODULES,
    *(*downtime.MODULES, *reminders.MODULES, *turns.MODULES, *workshops.MODULES),
    *(*evaluation.MODULES, *course.MODULES, *programme.MODULES, *minutes.MODULES),
    *(households_views, greeting_views, lots_views, correcting_views, adding_views),
    *(groups_views, role_views, rules_views, help_views, members_views, me_views, agenda_views, afterwards_views),
    *(showing_views, sunday_views),
)


def test_every_screen_is_drawn_here() -> None:
    """A view function that is not drawn above is one that nobody measures."""
    assert set(SCREENS) == set(BY_NAME)
    drawn = set().union(*(_called_in(draw.__code__) for draw in DRAWN if isfunction(draw)))
    for module in MODULES:
        shown = {name for name, made in vars(module).items() if _gives_a_view(made)}
        assert shown - drawn == set(), module.__name__


def _called_in(code: CodeType) -> set[str]:
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return set(code.co_names).union(*(_called_in(one) for one in inner))


def _gives_a_view(made: object) -> bool:
    return isfunction(made) and made.__annotations__.get("return") is View and not made.__name__.startswith("_")


@dataclass
class Offered:
    """Every button of every screen, each label and each data once; and screens that have too many of them."""

    labels: dict[str, Text] = field(default_factory=dict)
    data: set[str] = field(default_factory=set)
    crowded: dict[str, View] = field(default_factory=dict)

    def add(self, label: Text, data: str) -> None:
        self.labels.setdefault(repr(label), label)
        self.data.add(data)


@cache
def offered() -> Offered:
    """Drawn once for all tests: there are a hundred thousand screens."""
    found = Offered()
    for name, draw in SCREENS.items():
        for view in draw():
            if len(view.buttons) > MOST_BUTTONS:
                found.crowded[name] = view
            for button in view.buttons:
                found.add(button.label, button.data)
    for placed in FEATURES:
        for entry in (*placed.feature.menu, *placed.feature.launches, *placed.feature.mine):
            found.add(entry.label, entry.data)
    return found


def test_labels_are_short_in_every_language() -> None:
    long = {
        (language, said)
        for label in offered().labels.values()
        for language in LANGUAGES
        if len(said := voice(language)(label)) > LABEL_LENGTH or not said.strip()
    }
    assert long == set()


def test_data_is_short_and_reaches_an_action() -> None:
    for data in offered().data:
        assert len(data.encode()) <= DATA_BYTES
        press = Press("e", NOW, Chat("here", "1"), Sender("1", "Léa", Standing("member", NOW)), data)
        assert press.feature in BY_NAME, data
        assert press.action in BY_NAME[press.feature].feature.presses, data


def test_buttons_carry_ids_and_never_positions() -> None:
    for poll, view in cards():
        votes = [button.data.split(":") for button in view.buttons if ":vote:" in button.data]
        if not votes:
            continue  # the answer is given on a sheet of one's own
        assert [int(data[-1]) for data in votes] == [option.id for option in poll.options]
        others = [button.data for button in view.buttons if ":vote:" not in button.data]
        assert all(data.split(":")[2] == str(poll.id) for data in others)
        press = Press(
            "e", NOW, Chat("here", "1"), Sender("1", "Léa", Standing("member", NOW)), ":".join(votes[-1])
        )
        assert (press.number(0), press.number(1)) == (poll.id, poll.options[-1].id)


def test_screens_have_few_buttons() -> None:
    for poll, view in cards():
        assert len(view.buttons) <= max(MOST_BUTTONS, min(len(poll.options), MOST_ANSWERS) + 2)
    for view in questions():
        assert len(view.buttons) <= MOST_ANSWERS, view
    for view in shown_to_all():
        assert len(view.buttons) <= MOST_BUTTONS, view
    assert offered().crowded.keys() <= {"polls"}, "the card of a poll has a button for each answer"
    for draw in (
        shown_to_all,
        shown_to_one,
        help_screens,
        members_screens,
        groups_screens,
        households_screens,
        proposals_screens.proposals_screens,
        me_screens,
        register_cards,
        register_screens,
        agenda_screens,
        bookings_screens.bookings_screens,
        downtime_screens,
        reminders_screens,
        turns_screens,
        workshops_screens,
        programme_screens,
    ):
        for view in draw():
            assert len(view.buttons) <= MOST_BUTTONS, view


def test_every_action_is_offered_by_some_button() -> None:
    """An action without a button can only be reached by somebody who invents its data."""
    reached = {tuple(data.split(":")[:2]) for data in offered().data}
    for placed in FEATURES:
        for action in placed.feature.presses:
            assert (placed.feature.name, action) in reached, action


def test_menu_entries_are_sentences_of_their_own() -> None:
    entries: list[MenuEntry] = [entry for placed in FEATURES for entry in placed.feature.menu]
    assert len({entry.data for entry in entries}) == len(entries) >= 1
