"""Every screen of households, with names and numbers as long as they may ever be."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from handlers.conversation.text import verbatim
from handlers.conversation.views import View
from handlers.households import adding_views, correcting_views, greeting_views, lots_views, pasted, views
from handlers.members.model import Claim, Group, Here, Household, Kind, Member, Person, Relay

BIG = 10**12
"""Of three such ids in one button, none ever comes near."""
NAMES = ("Léa", "b" * 24, "b" * 25, "Marie-Antoinette de la Rochefoucauld", "🗳️" * 60, "")
KINDS: tuple[Kind, ...] = ("", "housing", "place", "condominium", "other")
GROUP = Group(BIG, "Les Tilleuls", "Europe/Paris", "fr", None)


def somebody(at: int, name: str, *, reached: bool = True) -> Member:
    return Member(Person(BIG + at, name), "resident", BIG + at, reached)


def a_home(people: tuple[Member, ...], label: str = "", parts: int | None = None) -> Household:
    return Household(BIG, label, parts, people[0].person.id if people else None, people)


def households_screens() -> Iterator[View]:
    yield from roll_screens()
    for name in NAMES:
        yield from greeting_screens(name)
        yield from lot_screens(name)
        yield from correcting_screens(name)
        yield from adding_screens(name)


def roll_screens() -> Iterator[View]:
    members = [somebody(at, NAMES[at % len(NAMES)], reached=at % 3 > 0) for at in range(60)]
    apart = [Member(Person(BIG + 99, "Nadia"), "accompaniment", BIG, True)]
    for kind, number, page, runs in product(KINDS, (0, 1, 25, 60), (0, 1, 7), (True, False)):
        label = "Lot 12" if kind == "condominium" else ""
        homes = [a_home((member,), label, 40) for member in members[:number]]
        shown = views.Roll(
            group=replace(GROUP, kind=kind),
            households=[*homes, a_home((), label)] if label else homes,
            members=[*members, *apart],
            claims=[Claim(BIG, members[0].person, id, "Sarah") for id in (None, BIG + 1)],
            relays=[Relay(members[0].person, members[1].person, agreed=True)],
            to_tell=[(member.person, {"": 2, "told": 1}) for member in members[:number]],
        )
        here = Here(shown.group, members[0].person, "facilitator" if runs else "resident")
        yield views.roll(shown, here, page, speaks=True)
    for page in (0, 1):
        yield views.whom_to_tell(BIG, [member.person for member in members], page)
    questions = [(state, verbatim("On peint la porte ?")) for state in views.STATES]
    yield from (views.to_tell(BIG, members[0].person, asked) for asked in (questions, []))


def greeting_screens(name: str) -> Iterator[View]:
    people = [somebody(at, name) for at in range(9)]
    yield greeting_views.anybody_else(BIG, name)
    for many, page in product((1, 4, 5, 9), (0, 1, 2)):
        yield greeting_views.who(BIG, people[:many], page)
    yield greeting_views.ask_name()
    yield greeting_views.which_of(BIG, people)
    for claims, hello in product(([], [name] * 6), ("", name)):
        yield greeting_views.home(BIG, [name, name], claims, hello)
    said = greeting_views.claimed(name, people[0])
    back = views.undo("unclaim", BIG, BIG)
    yield from (greeting_views.noted(BIG, *said, private=private, back=back) for private in (True, False))
    yield greeting_views.noted(BIG, *greeting_views.named(name, name), private=False, back=None)
    yield greeting_views.private_chat()
    claim = Claim(BIG, people[0].person, people[1].person.id, name)
    for reached in (True, False):
        yield greeting_views.same_home(BIG, claim, replace(people[1], reached=reached))


def lot_screens(name: str) -> Iterator[View]:
    lots = [Household(BIG + at, f"Lot {at} {name}", 3, None) for at in range(9)]
    for many, page, hello in product((0, 4, 9), (0, 1), ("", name)):
        yield greeting_views.which_lot(BIG, lots[:many], page, hello)
    yield greeting_views.ask_lot()
    for waits in (True, False):
        yield greeting_views.your_lot(BIG, name, "Lot 12", waits)
    claim = Claim(BIG, Person(BIG, name), None, "Lot 12")
    yield greeting_views.confirm_lot(BIG, claim)
    yield greeting_views.lot_confirmed(BIG, claim, [somebody(1, name, reached=False)], more=True)
    yield lots_views.ask_list()
    for listed in ("12;40;Odette\n13;zéro", "douze", "12;40", "\n".join(f"{at};zéro" for at in range(30))):
        yield lots_views.summary(BIG, pasted.read(listed))
    yield lots_views.kept(BIG, pasted.read("12;40;Odette"))


def correcting_screens(name: str) -> Iterator[View]:
    people = tuple(somebody(at, name) for at in range(9))
    guest = Member(Person(BIG, name), "guest", BIG, True)
    for kind in KINDS:
        group = replace(GROUP, kind=kind)
        yield correcting_views.wrong(group)
        for home in (a_home(people), a_home(people, "Lot 12"), a_home(people[:1]), None):
            yield correcting_views.person(group, people[0], home)
        yield correcting_views.person(group, guest, None)
    yield correcting_views.missing(BIG)
    lots = [Household(BIG + at, f"Lot {at}", 3, None) for at in range(9)]
    for page in (0, 1, 5):
        yield correcting_views.too_many(BIG, people, page)
        yield correcting_views.people(BIG, people, page)
        yield correcting_views.move(BIG, people[0], people[1:], page)
        yield correcting_views.move_to_lot(BIG, people[0], lots, page)
        yield correcting_views.holder(BIG, a_home(people), page)
    for waiting in (0, 99):
        yield correcting_views.correct(BIG, waiting)
    for home in (a_home(people), a_home(people, "Lot 12")):
        yield correcting_views.moved(BIG, home, views.undo("put", BIG, BIG, 0))
        yield correcting_views.moved(BIG, home, views.undo("place", BIG, BIG, BIG))
        yield correcting_views.now_lives(BIG, home, name)
    yield correcting_views.report(BIG, name, people[0].person)
    yield correcting_views.removed(BIG, people[0].person)
    yield correcting_views.has_own_home(BIG, name)
    yield from (correcting_views.says_yes(replace(people[0], reached=yes), [name]) for yes in (True, False))
    yield correcting_views.says_no(BIG, name)
    yield correcting_views.lives_with(BIG, name, name)
    yield correcting_views.lot_is("Lot 12")
    yield correcting_views.lot_is_not(BIG)


def adding_screens(name: str) -> Iterator[View]:
    people, odette = [somebody(at, name) for at in range(9)], Person(BIG, name)
    yield adding_views.ask_newcomer()
    for page, relays in product((0, 1, 2), ((), (odette, odette))):
        yield adding_views.who_answers(BIG, odette, people, page, relays)
    yield adding_views.asked(BIG, name, odette, BIG)
    yield adding_views.agreed(BIG, odette)
    yield adding_views.declined(BIG, name, odette)
