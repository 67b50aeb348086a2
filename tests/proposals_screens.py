"""Every screen that a proposal can show, with the longest words and the largest numbers there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import get_args

from handlers.conversation.text import Text, t
from handlers.conversation.views import View
from handlers.members import hours
from handlers.members.electorate import Unit, Voice
from handlers.members.model import Here, Person, Role, Silence
from handlers.proposals import asking, leading_views, lists, notices, rules, screens, sheets, told, views
from handlers.proposals.listening import LONGEST_WORDS
from handlers.proposals.model import (
    Deliberation,
    Fate,
    Form,
    Kind,
    Objection,
    Opinion,
    Position,
    Proposal,
    Question,
    Review,
    State,
)
from handlers.proposals.opening import TEXT_LENGTH
from tests.poll_screens import GROUP, NOW

HUGE = 10**12
"""Of three such ids in one button, none ever comes near."""
MODULES = (views, notices, told, sheets, asking, lists, screens, leading_views)
STATES: tuple[State, ...] = get_args(State)
FORMS: tuple[Form, ...] = get_args(Form)
SILENCES: tuple[Silence, ...] = get_args(Silence)
VOICES: tuple[Voice, ...] = get_args(Voice)
ROLES: tuple[Role, ...] = ("resident", "facilitator")
LONG = ("On laisse la buanderie ouverte. " * 20)[:TEXT_LENGTH]
SAID = ("Le bruit réveille les enfants. " * 20)[:LONGEST_WORDS]
TEXTS = ("la buanderie ouverte jusqu'à 22 h le samedi", LONG, "b" * TEXT_LENGTH, "🗳️" * 60)
NAMES = ("Odette", "Marie-Antoinette de la Rochefoucauld", "")
UNTIL = hours.until(GROUP, NOW + timedelta(days=3), NOW)
REVIEWS = (Review(), Review(2), Review(12, trial=False), Review(3, trial=False), Review(1, date(2027, 6, 30)))
MANY = 113
"""Questions, opinions and objections: as many as ten neighbours could write."""


def a_proposal(**other: object) -> Proposal:
    fields: dict[str, object] = {
        "id": HUGE,
        "group": GROUP.id,
        "author": 2,
        "form": "week",
        "state": "opinions",
        "silence": "nothing",
        "voice": "household",
        "voices": 12,
        "text": TEXTS[0],
        "why": "On rentre tard.",
        "version": 1,
        "opened_at": NOW,
        "round_at": NOW,
        "ends_at": NOW + timedelta(days=3),
        "closing_at": NOW + timedelta(days=3),
    }
    return Proposal(**{**fields, **other})  # type: ignore[arg-type]


def proposals() -> Iterator[Proposal]:
    """In every state and form, with every silence and voice; then with all that else may have happened to it."""
    yield from in_every_state()
    for state, silence, voice in product(("objections", "undecided"), SILENCES, VOICES):
        yield a_proposal(state=state, silence=silence, voice=voice, asked=1)
        yield a_proposal(state=state, silence=silence, voice=voice, asked=1, extended=True)
    for state, text, version in product(STATES, TEXTS, (1, 2, 99)):
        yield a_proposal(state=state, text=text, version=version, asked=version, extended=version > 1)
        yield a_proposal(state=state, text=text, version=version, asked=2, loops=3, commission="Léa et Tomás")
        yield a_proposal(state=state, text=text, asked=1, closing_at=NOW + timedelta(minutes=15))
        yield a_proposal(state=state, text=text, asked=1, closing_at=NOW + timedelta(days=9))
    for state, review in product(STATES, REVIEWS):
        yield a_proposal(state=state, review=review, asked=1)


def in_every_state() -> Iterator[Proposal]:
    for state, form in product(STATES, FORMS):
        over = state in ("adopted", "withdrawn", "undecided")
        for version in (1, 99):
            one = a_proposal(state=state, form=form, version=version, closed_at=NOW if over else None)
            yield replace(one, decision=HUGE, number="D-2027-006") if state == "adopted" else one


def an_objection(**other: object) -> Objection:
    fields: dict[str, object] = {
        "id": HUGE,
        "proposal": HUGE,
        "version": 1,
        "person": 3,
        "name": "Odette",
        "risk": SAID,
        "remedy": "Fermer à 20 h.",
        "named": True,
        "state": "open",
        "made_at": NOW,
    }
    return Objection(**{**fields, **other})  # type: ignore[arg-type]


def objections() -> Iterator[Objection]:
    """Of every fate; of somebody who gave their name, or none, or is nobody any more."""
    fates: tuple[Fate, ...] = get_args(Fate)
    for state, name, named in product(fates, NAMES, (True, False)):
        yield an_objection(state=state, name=name, named=named)
        yield an_objection(state=state, name=name, named=named, remedy="", parked=True, relayed=True)
        yield an_objection(state=state, named=named, person=None, name="", orphaned=True)


def positions(turns: int) -> list[Position]:
    kinds: tuple[Kind, ...] = get_args(Kind)
    return [
        Position(at, kinds[at % len(kinds)], at, SAID, NAMES[at % 3], relayed=at % 2 == 0, entered_by="Léa")
        for at in range(1, turns + 1)
    ]


def questions() -> list[Question]:
    answers = ("", "Oui, toute l'année.", SAID)
    return [Question(HUGE + at, HUGE, at, NAMES[at % 3], SAID, answers[at % 3]) for at in range(MANY)]


def opinions() -> list[Opinion]:
    return [Opinion(at, NAMES[at % 3], SAID if at % 2 else "Très bien.") for at in range(1, MANY)]


def shown() -> Iterator[views.Shown]:
    """Each of them with nobody, somebody and everybody heard."""
    authors: tuple[str | Text, ...] = ("Karim", t("a neighbour"))
    for proposal, (answers, author) in product(proposals(), zip((0, 5, 12), (*authors, NAMES[1]), strict=True)):
        met = [an_objection(state="lifted" if at else "open", named=at != 1) for at in range(answers // 4)]
        given = positions(answers)
        units = [Unit(at, (at,)) for at in range(1, 13)]
        counted = rules.count(Deliberation(proposal, units, given, met, opinions()[:answers], reached={}))
        before = LONG if answers else ""
        yield views.Shown(
            *(proposal, GROUP, author, counted, questions()[:answers]),
            before=before,
            replaced=before,
            met=met,
            heard=answers > 0,
            following=author if isinstance(author, str) else "",
        )


def proposal_cards() -> Iterator[View]:
    """What everybody sees."""
    for of in shown():
        yield views.card(of)
        yield from (notices.opinions(of, opinions()[:many]) for many in (1, 2, 4, MANY))
        yield from (notices.stands(of, helpers) for helpers in ([], ["Nadia"], ["Nadia", "Paul"]))
        yield from (notices.decided(of, [(SAID, name)] * many) for many in (0, 1, 12) for name in NAMES)
        yield from (notices.undecided(of, meeting) for meeting in (None, NOW + timedelta(days=9)))
        yield told.withdrawn(of)
        yield told.nudge(of, NAMES[1])
        yield from (told.call(of, HUGE, name, NAMES[1]) for name in NAMES)


def told_alone() -> Iterator[View]:
    """What one person is told without having asked."""
    for proposal in in_every_state():
        for one, yes in product((True, False), (True, False)):
            yield told.turn(proposal, "Karim", opinions()[: 6 * one], author=yes)
        yield told.turn(proposal, "Karim", opinions()[:1], author=True)
        yield from (told.orphan(proposal, asked=yes) for yes in (True, False))
        yield told.talk(proposal, HUGE, NAMES[1])
        yield told.answered_for(proposal, None, "")
        yield told.answered_for(proposal, opinions()[0], NAMES[1])
        yield from (told.answered_for(proposal, given, "Léa") for given in positions(5))
    yield from (told.asked(question) for question in questions()[:3])
    for objection, yes in product(objections(), (True, False)):
        yield told.alert(a_proposal(), objection, may_know=yes)
        yield told.solve(a_proposal(), [objection] * 9, may_know=yes, another_way=yes)
        yield told.parking(a_proposal(), objection)


def answering() -> Iterator[View]:
    """The screens on which one answers, for oneself and for others."""
    somebody = (None, Person(HUGE, "Odette"), Person(HUGE, NAMES[1]))
    for proposal in in_every_state():
        for person, named in product(somebody, (True, False)):
            number = 0 if person is None else person.id
            yield sheets.opinion_noted(proposal, SAID, UNTIL, named=named)
            yield sheets.reserved(proposal, number, SAID, named=named)
            yield sheets.other_answers(proposal, person)
            yield sheets.objection_noted(proposal, HUGE, person, list(NAMES[:2]) * 2, UNTIL)
            yield sheets.own_objection(proposal, an_objection(parked=named), person)
        for person in (somebody[1], somebody[2]):
            assert person is not None
            yield sheets.answer_for(proposal, person)
            yield sheets.opinion_for(proposal, person)
            yield from (
                sheets.opinion_noted_for(proposal, person, SAID, UNTIL, named=yes) for yes in (True, False)
            )
        yield sheets.sure_to_withdraw(proposal)
        yield sheets.sure_to_meet(proposal)
        yield from (sheets.other_ways(proposal, runs=runs) for runs in (True, False))
    people = [
        (Person(HUGE + at, name), state)
        for at, (name, state) in enumerate(
            product(("Odette", "O" * 40, "O" * 24, ""), ("", "told", "answered", "unreachable"))
        )
    ]
    for many, page in product((1, 3, 4, len(people)), (0, 1, 9)):
        yield sheets.whom_for(a_proposal(), people[:many], page)


def asked() -> Iterator[View]:
    """The questions that words are typed to."""
    for text, name, remedy in product(TEXTS, NAMES, ("", SAID)):
        notes = {"proposal": str(HUGE), "text": text, "name": name, "words": SAID}
        notes |= {"risk": SAID, "remedy": remedy, "becomes": LONG}
        yield asking.ask_question(notes)
        yield asking.ask_opinion(notes)
        yield asking.ask_opinion_of(notes)
        yield asking.ask_reply(notes)
        yield asking.ask_reservation(notes)
        yield asking.ask_risk(notes)
        yield asking.ask_remedy(notes)
        yield asking.read_objection_back(notes)
        yield asking.ask_version(notes)
        yield asking.read_version_back(notes)
        yield asking.ask_commission(notes)


def looked_up() -> Iterator[View]:
    """What one looks up about a proposal."""
    for proposal in in_every_state():
        yield lists.more(proposal)
        yield from (
            lists.others(proposal, speaks_for_others=speaks, runs=runs)
            for speaks, runs in product((True, False), (True, False))
        )
        yield from (lists.my_opinion(proposal, mine) for mine in (None, *opinions()[:2], Opinion(1, "", "")))
        yield from (lists.my_answer(proposal, mine) for mine in (None, *positions(5)))
        yield from (lists.missing(proposal, names) for names in ([], list(NAMES[:2]) * 9))
        yield lists.what_is_objecting(proposal)
        yield lists.who_sees_what(proposal)
    for many, page in product((0, 1, 5, 6, MANY), (0, 1, 2, 35, 999)):
        yield lists.opinions(a_proposal(), opinions()[:many], page)
        yield from (
            lists.questions(a_proposal(), questions()[:many], page, may_reply=yes) for yes in (True, False)
        )
    for (objection, role), (state, person), yes in product(
        product(objections(), ROLES), product(("objections", "treatment", "adopted"), (2, 3, 9)), (True, False)
    ):
        proposal = a_proposal(state=state)
        here, every = Here(GROUP, Person(person, "Léa"), role), [objection] * (9 if yes else 1)
        yield lists.objection(proposal, every, 0, here, may_know=here.runs, has_voice=yes)
        yield lists.solve(proposal, objection, runs=here.runs)


def leading() -> Iterator[View]:
    """What whoever leads a meeting sees."""
    people = [Person(HUGE + at, NAMES[at % 3]) for at in range(MANY)]
    for proposal in in_every_state():
        yield from (leading_views.panel(proposal, talks=talks) for talks in (True, False))
        yield leading_views.time_is_over(proposal)
        yield leading_views.objection_stands(proposal)
        for many, page in product((0, 1, 3, 4, MANY), (0, 1, 9, 999)):
            yield leading_views.turns(proposal, people[:many], page)
    for silence, voice, answers in product(SILENCES, VOICES, (0, 1, 5, 7)):
        proposal = a_proposal(form="meeting", state="objections", silence=silence, voice=voice)
        units = [Unit(at, (at,)) for at in range(1, 13)]
        counted = rules.count(Deliberation(proposal, units, positions(answers), reached={}))
        yield leading_views.absent(proposal, counted)


def shaping() -> Iterator[View]:
    """What a proposal is made on, before anybody sees it."""
    for form, review, silence, voice in product(FORMS, REVIEWS, SILENCES, VOICES):
        shape = a_proposal(form=form, review=review, silence=silence)
        yield from (screens.preview(GROUP, shape, voice, every, before) for every, before in ((2, ""), (12, LONG)))
        yield from (screens.sent(replace(shape, voice=voice), GROUP, appears) for appears in (None, NOW))
    yield screens.alter()
    yield screens.forms()
    yield from (screens.ask_text(before) for before in ("", *TEXTS))
    for text in TEXTS:
        yield screens.ask_why(text)
        yield screens.waiting_to_be_sent(text, LONG)
    yield screens.ask_day()
    yield screens.silences()
    yield screens.lengths()


def proposals_screens() -> Iterator[View]:
    for draw in (proposal_cards, told_alone, answering, asked, looked_up, leading, shaping):
        yield from draw()
