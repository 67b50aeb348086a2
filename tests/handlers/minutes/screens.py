"""Every screen of minutes, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from handlers.conversation.text import Text
from handlers.conversation.views import View
from handlers.minutes import doing_views, paper, views
from handlers.minutes.box import Drawn
from handlers.minutes.model import Action, Doing, Due, How, Minutes, State
from handlers.workshops.past import Happened
from tests.neighbours import paris
from tests.poll_screens import GROUP, HUGE, NOW

MODULES = (views, doing_views)
SATURDAY = paris("2027-03-20", "00:00")
HOWS: tuple[How, ...] = ("before", "by", "on")
DOING: tuple[Doing, ...] = ("asked", "agreed", "open", "done")
STATES: tuple[State, ...] = ("asked", "draft", "published")
NAMES = {HUGE: "Marie-Antoinette de la Tour", 2: "M. Roux"}
TITLES = ("Chantier jardin", "Atelier", "Repas de quartier", "Fête", "Réunion", "a" * 80, "")
WORDS = ("réparer le composteur", "s'occuper de la haie", "pompe en panne", "b" * 120)


def some_actions() -> Iterator[Action]:
    dues = [None, *(Due(SATURDAY, how) for how in HOWS), Due(SATURDAY + timedelta(hours=18), "before", timed=True)]
    for at, due in enumerate(dues):
        for words in WORDS:
            for state in DOING:
                person = None if state == "open" else HUGE
                yield Action(HUGE + at, HUGE, words, "Cassé, M. Roux s'en occupe." * (at % 2), state, person, due)


def some_minutes() -> Iterator[Minutes]:
    actions = tuple(some_actions())
    for title in TITLES:
        for state in STATES:
            one = Minutes(HUGE, GROUP.id, title, paris("2027-03-13", "09:00"), state, NOW)
            yield one
            yield replace(one, words="Haie taillée. " * 40, adults=99, children=99, corrected_at=NOW)
            yield replace(one, words="Karim a taillé la haie.", children=1, actions=actions[:1])
            yield replace(one, adults=1, actions=actions[1:9], published_at=NOW)


def minutes_screens() -> Iterator[View]:
    happened = [Happened(HUGE, GROUP.id, title, NOW, NOW, 1, 0, [2]) for title in TITLES[3:6]]
    yield views.choose(happened)
    yield views.choose([], list(some_minutes()))
    yield views.choose(happened, list(some_minutes())[-3:])
    yield views.ask_words()
    yield views.ask_again("")
    yield views.ask_again("Haie taillée.")
    for one in some_minutes():
        drawn = Drawn(one, GROUP, NAMES)
        yield views.question(one)
        yield views.card(drawn)
        yield views.is_published(one)
        for page in range(3):
            yield views.fix(drawn, page)
        for may in (False, True):
            yield views.preview(drawn, publishes=may)
            yield views.read(drawn, runs=may)
        yield views.printed(drawn, paper.page(drawn, said))
        yield doing_views.choose_open(one)
    yield from tasks_screens()


def said(text: Text) -> str:
    return text.sentence


def tasks_screens() -> Iterator[View]:
    yield doing_views.ask_task()
    actions = list(some_actions())
    for page in range(3):
        yield doing_views.mine(actions[:8], page)
    yield doing_views.mine([], 0)
    for one in actions:
        yield doing_views.asked(one)
        yield doing_views.asked(one, "Odette")
        for name in ("", "Marie-Antoinette de la Tour"):
            yield doing_views.agreed(one, name)
            yield doing_views.reminder(one, name)
            yield doing_views.not_yours(one, name)
            yield doing_views.one_of_mine(one, name)
        yield doing_views.done(one)
        yield doing_views.given_back(one)
        yield doing_views.taken_from(one)
        yield doing_views.taken_up(one, NAMES)
        yield doing_views.task(one, NAMES, may_be_text=True)
        yield doing_views.task(one, NAMES, may_be_text=False)
