"""Every screen that the register can show, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import get_args

from handlers.conversation.text import t
from handlers.conversation.views import File, Page, View
from handlers.register import lists, screens, views
from handlers.register.model import Decision, Leaf, Method, Objection, Outcome, Reservation, Review, State, Version
from tests.poll_screens import GROUP, HUGE, NOW, WORDS

MODULES = (views, screens, lists)
PAGE = Page("D-2027-006.pdf", t("The page to print"), t("Decided"))
FILE = File("D-2027-006.md", "text/markdown", "# D-2027-006", t("The page to print"))


def a_decision(words: str = "On range les vélos", **other: object) -> Decision:
    fields = {
        "id": HUGE,
        "group": 1,
        "year": 2027,
        "rank": 1006,
        "words": words,
        "method": "consent",
        "decided_at": NOW - timedelta(days=91),
        "noted_at": NOW - timedelta(days=91),
        "author": 2,
        "why": words,
        "source": "proposals:5",
        "review_at": NOW + timedelta(days=14),
        "length": 91,
    }
    return Decision(**{**fields, **other})  # type: ignore[arg-type]


def leaves() -> Iterator[Leaf]:
    """Decisions of every kind and state, alone and with everything beside them."""
    for words, state, method in product(WORDS, get_args(State), get_args(Method)):
        one = a_decision(words, state=state, method=method)
        yield Leaf(one, "")
        full = replace(one, answered=12, voices=12, relayed=2, trial=True, overdue=True, former="D-2026-001")
        yield Leaf(
            full,
            "Karim",
            (Version(1, words, NOW), Version(2, words, NOW)),
            (Reservation(words, "Inès"), Reservation(words, "")),
            (Objection(1, HUGE, 3, words, True, NOW, "Léa"), Objection(2, HUGE, None, words, False, NOW)),
            replace(one, id=HUGE - 1),
            replace(one, id=HUGE - 2),
        )
        yield Leaf(replace(one, answered=0, reached=12), "Karim")


def reviews() -> Iterator[Review]:
    for outcome, again, numbers in product(get_args(Outcome), (True, False), ((0, 0, 0), (5, 1, 1))):
        yield Review(HUGE, HUGE, NOW, NOW + timedelta(days=3), again, NOW if outcome else None, outcome, *numbers)


def register_cards() -> Iterator[View]:
    """What stands in the room."""
    for leaf, doubtable, doubted in product(leaves(), (True, False), (True, False)):
        yield views.noted(leaf, GROUP, doubtable=doubtable, doubted=doubted)
    yield views.withdrawn()
    for words, review in product(WORDS, reviews()):
        one = a_decision(words)
        yield views.asks_review(one, review, GROUP)
        yield views.asks_review(replace(one, decided_at=NOW), review, GROUP)
        yield views.review_over(one, review)
        yield views.reviewed(one, review, GROUP)
        yield views.reviewed(replace(one, length=0), review, GROUP)


def register_screens() -> Iterator[View]:
    """What one person alone sees."""
    review = next(reviews())
    for leaf, corrects, asks, open in product(leaves(), (True, False), (True, False), (review, None)):
        own = screens.own_acts(leaf.decision, open, corrects=corrects, asks=asks)
        yield screens.decision(leaf, GROUP, own)
        yield screens.more(leaf, own)
    for leaf in leaves():
        yield screens.versions(leaf, GROUP)
        yield screens.printed(leaf, GROUP, PAGE)
    for words in WORDS:
        one, title = a_decision(words), t("{number}: {text}", number="D-2027-006", text=words)
        yield from (screens.kept(one, appears) for appears in (None, NOW))
        yield screens.ask_doubt(title)
        yield from (screens.doubted(one, name, words) for name in ("Léa", ""))
        yield screens.doubt_settled(one)
        yield screens.ask_correction(title)
        yield screens.ask_objection(title)
        yield screens.ask_name(HUGE, title, words)
        for name, at in product(("Léa", ""), (NOW, None)):
            yield screens.sent(one, GROUP, at)
            yield screens.objected(replace(one, review_at=at), name, words, GROUP)
        yield screens.soon(one, GROUP)
        for number, page in product((0, 1, 3, 4, 9), (0, 1, 2, 9)):
            yield lists.latest([one] * number, page)
            yield from (lists.found([one] * number, words, key, page, asks=True) for key in ("velo-local", ""))
    yield screens.ask_decision()
    yield lists.ask_word()
    yield lists.list_more()
    yield from (lists.taken_along(number, [FILE, FILE]) for number in (0, 1, 7))
