"""Every screen of evaluations, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from handlers.conversation.text import t
from handlers.conversation.topic import Topic
from handlers.conversation.views import File, View, paragraph
from handlers.evaluation import results_views, views
from handlers.evaluation.desk import give_button
from handlers.evaluation.model import About, Figures, Given
from handlers.evaluation.rules import WORDS
from handlers.help import views as help_views
from tests.poll_screens import GROUP, HUGE, NOW

MODULES = (views, results_views)
LONG = "a" * WORDS
CARD = Topic("workshops", HUGE)
FILE = File("palabre.json", "application/json", "{}", t("The same as a file"))


@dataclass(frozen=True)
class Took:
    """A gathering that took place."""

    title: str
    id: int = HUGE
    group: int = GROUP.id
    author: int | None = HUGE
    over_at: datetime | None = NOW
    card: Topic = CARD


TITLES = (Took("Chantier jardin"), Took("a" * 80))
GIVEN = (Given(), Given((1, 0, 0)), Given((2, 3, 4)), Given((4, 4, 4), LONG))
COUNTS = ((HUGE, HUGE, HUGE, HUGE), (5, 0, 0, 0), (0, 0, 0, 5))
FIGURES = (
    *(Figures(few) for few in range(3)),
    Figures(3, leanings=("good", "good", "good")),
    Figures(4, leanings=("poor", "poor", "poor")),
    Figures(HUGE, COUNTS),
    Figures(HUGE, COUNTS, words=("Bien", "Trop long")),
    Figures(HUGE, COUNTS, words=(LONG,) * 9),
)


def evaluation_screens() -> Iterator[View]:
    yield from asked_screens()
    yield from read_screens()


def asked_screens() -> Iterator[View]:
    for of in TITLES:
        yield View((paragraph(),), (give_button(of.id),))
        for given, came, reads in product(GIVEN, (True, False), (True, False)):
            yield from (views.question(of, asked, given, came=came, reads=reads) for asked in range(3))
            yield views.own(of, given, NOW + timedelta(days=7), reads=reads)
        yield help_views.to_answer([views.waiting(of)] * 5, [], 0)
    yield from (views.ask_words(HUGE, before) for before in ("", LONG))
    yield help_views.my_data(views.held([About("Chantier jardin", given) for given in GIVEN]), FILE)


def read_screens() -> Iterator[View]:
    for of, figures in product(TITLES, FIGURES):
        yield results_views.ready(of, figures)
        yield results_views.results(of, figures)
        yield from (results_views.words(of, figures, page) for page in (0, 1, 2, 9))
    for of, enough in product(TITLES, (True, False)):
        yield results_views.not_yet(of, NOW, enough=enough)
