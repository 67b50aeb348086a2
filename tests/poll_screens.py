"""Every screen that a poll can show, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from handlers.conversation.text import t
from handlers.conversation.views import LABEL_LENGTH, View
from handlers.members.electorate import Silent
from handlers.members.model import Group, Person
from handlers.polls import results, screens, sheets, views, voices
from handlers.polls.model import Ballot, Correction, Option, Poll, Stock
from handlers.polls.remembering import ahead_in

NOW = datetime(2027, 3, 2, 12, 10, tzinfo=ZoneInfo("Europe/Paris"))
GROUP = Group(1, "Les Tilleuls de la rue de l'Abbé-Groult", "Europe/Paris", "fr", None)
HUGE = 10**15
WORDS = (
    "Bleu",
    "b" * LABEL_LENGTH,
    "b" * (LABEL_LENGTH + 1),
    "🗳️" * 60,
    "les murs et le plafond de la cage d'escalier",
)
STOCKS: tuple[Stock, ...] = (
    "",
    "yes",
    "no",
    "both",
    "neither",
    "neither_she",
    "for",
    "against",
    "salty",
    "sweet",
    "tastes",
)
MODULES = (views, results, screens, sheets, voices)


def a_poll(words: str, choices: int, **other: object) -> Poll:
    """A poll with `choices` choices whose ids are as large as they may ever be, in no order."""
    options = tuple(
        Option(HUGE - 7 * (at % 3) * 100 - at, words, STOCKS[at % len(STOCKS)], ballots=choices - at)
        for at in range(choices)
    )
    fields = {
        "id": HUGE,
        "group": 1,
        "author": 2,
        "credited": "",
        "question": "On peint la porte ?",
        "state": "open",
        "opened_at": NOW,
        "ends_at": NOW + timedelta(days=2),
        "closing_at": NOW + timedelta(days=2),
        "closed_at": None,
        "reminded_at": None,
        "options": options,
        "secret": "f" * 32,
        "voices": 12,
        "replies": 7,
    }
    return Poll(**{**fields, **other})  # type: ignore[arg-type]


def cards() -> Iterator[tuple[Poll, View]]:
    """The card of every kind of open poll."""
    for words, choices in product(WORDS, (2, 3, 8, 20)):
        poll = a_poll(words, choices)
        for shown in (
            poll,
            replace(poll, credited="Inès"),
            replace(poll, reminded_at=NOW),
            replace(poll, closing_at=NOW + timedelta(minutes=15)),
            replace(poll, blank=3),
            replace(poll, kind="vote", voice="lot", weighs=True),
            replace(poll, kind="vote", prolonged=True, quorum=8, voice="household"),
            replace(poll, style="several", most=3),
            replace(poll, style="availability"),
            replace(poll, style="signup", options=tuple(replace(o, places=2) for o in poll.options)),
            replace(poll, kind="trial", options=poll.options[:3]),
        ):
            card = views.card(shown, GROUP, "Karim", NOW, {poll.options[0].id: ["Léa", "Inès"]})
            yield shown, card
            if shown.hidden:
                yield shown, voices.ballot(shown, GROUP, card.buttons)


def shown_to_all() -> Iterator[View]:
    """Results, and what is told about a poll."""
    for words, choices in product(WORDS, (2, 8, 20)):
        poll = replace(a_poll(words, choices), state="closed", closed_at=NOW)
        vote = replace(poll, kind="vote", voice="household", quorum=9)
        tied = replace(poll, options=tuple(replace(option, ballots=5) for option in poll.options))
        for one, late in product(
            (poll, vote, tied, replace(vote, quorum=0), replace(tied, tie="meeting")), (True, False)
        ):
            yield results.result(one, GROUP, late)
            if ahead_in(one) is not None:
                for becomes in (results.Becomes(ahead=True), results.Becomes(kept=(HUGE, "D-2027-006"))):
                    yield results.result(one, GROUP, late, None, becomes)
        yield results.closed_card(poll)
        yield results.closed_card(replace(poll, kind="trial"))
        yield results.drawn(replace(tied, tie="drawn", drawn=tied.options[0].id))
        yield views.corrected(poll, Correction(1, HUGE, "Karim", "On peint la porte ?", words))
    yield results.withdrawn_card()


def shown_to_one() -> Iterator[View]:
    """What one person alone sees."""
    for words, choices in product(WORDS, (2, 8, 20)):
        poll = a_poll(words, choices)
        vote, closed = replace(poll, kind="vote", voice="household"), replace(poll, state="closed")
        option = poll.options[0]
        relayed = Ballot(3, "Odette", option.id, entered_by="Léa", receipt=12, words=words)
        for one, ballot in product((poll, vote, closed), (None, Ballot(3, "Léa", option.id), relayed)):
            yield from (screens.opened(one, GROUP, appears) for appears in (None, NOW))
            yield from (screens.mine(one, ballot, open) for open in (True, False))
            yield voices.ours(one, ballot)
        for one, runs, speaks in product(
            (poll, vote, closed, replace(poll, grows=True)), (True, False), (True, False)
        ):
            yield screens.more(one, runs=runs, speaks_for_others=speaks)
            yield screens.others(one, runs=runs, speaks_for_others=speaks)
        yield screens.who_answered(poll, [relayed, Ballot(4, "", None), Ballot(5, "Paul", option.id, advice=True)])
        yield screens.who_answered(poll, [])
        yield screens.withdrawn(poll)
        yield voices.our_voice(vote, "Karim")
        yield from (voices.voice_is_given(vote, "Karim", one) for one in (None, option))
        yield voices.voice_changed(vote, "Sarah")
        yield from (screens.what_is_this(one) for one in (poll, vote))
        yield screens.if_tied(poll, "0" * 64)
        for one, in_the_open in product((poll, vote, replace(vote, weighs=True)), (True, False)):
            yield screens.who_sees_what(one, in_the_open)
        yield voices.missing(vote, [Silent(1, "Lot 12", ((3, "Léa"),))], ["Tomás"])
        yield voices.missing(vote, [], [])
        yield voices.nudge(poll, GROUP, "Tomás", ())
        yield sheets.tune(poll)
        yield sheets.how_many(poll)
        yield from (sheets.what_to_correct(poll, page) for page in (0, 1, 9))
        yield sheets.ask_new_question(words)
        yield from (sheets.ask_new_choice(one) for one in ("", words))
        yield sheets.meaning_is_fixed(poll, option, words, t("There is no tie."))
        yield sheets.ask_words(Person(3, "Odette"), t("none of them"))
        yield sheets.said_for(poll, Person(3, "Odette"), relayed)
        yield sheets.answered_for(poll, relayed)
        yield sheets.no_longer_known(vote)
        yield sheets.contested(poll, "Odette")
        yield sheets.refuse_advice(poll, option, t("There is no tie."))
        yield sheets.check_draw(poll, "0" * 64, "f" * 32 + words)
        yield from (sheets.united(poll, twice) for twice in (True, False))
        people = [
            (Person(HUGE, name), state)
            for name in ("Odette", "O" * 40)
            for state in ("", "told", "answered", "unreachable")
        ]
        yield from (sheets.whom_for(poll, people, page) for page in (0, 1, 9))
    yield from (screens.ask_question(kind, style) for kind in ("poll", "vote") for style in ("one", "signup"))
    yield screens.ask_choices("On peint la porte ?")
    yield from (screens.ask_until("On peint la porte ?", why) for why in (None, t("There is no tie.")))


def questions() -> Iterator[View]:
    """Screens that ask one question, and may have as many buttons as a card."""
    for words, choices in product(WORDS, (2, 3, 8, 20)):
        poll = a_poll(words, choices)
        marks = {option.id: at % 3 for at, option in enumerate(poll.options)}
        order = [option.id for option in poll.options]
        for style, page in product(("one", "several", "availability", "signup"), (0, 1, 9)):
            one = replace(poll, style=style)  # type: ignore[arg-type]
            yield sheets.sheet(one, order, Ballot(3, "Léa", None, marks), page)
            yield sheets.sheet(one, order, None, page)
        for ballot in (
            None,
            Ballot(3, "Odette", order[0], entered_by="Léa", receipt=1),
            Ballot(3, "Odette", None),
        ):
            yield sheets.in_their_words(poll, Person(HUGE, "Odette"), ballot, 0)
