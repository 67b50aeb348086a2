"""Every screen of the group feature, with names and ids as long as they may get."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import product
from zoneinfo import ZoneInfo

from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from handlers.conversation.views import View
from handlers.groups import role_views, rules_views, views
from handlers.groups.model import ROLES, Invitation
from handlers.groups.rules import KINDS, SILENCES, ZONES
from handlers.members.model import Agreement, Group, Here, Member, Person

NOW = datetime(2027, 3, 1, 18, 3, tzinfo=ZoneInfo("Europe/Paris"))
HUGE = 10**15
GROUP = Group(HUGE, "Les Tilleuls de la rue de l'Abbé-Groult", "Europe/Paris", "fr", Night())
AGREEMENTS: tuple[Agreement, ...] = ("last", "majority", "holder")


def members() -> list[Member]:
    """One person of each role, and some whose names are long or nothing."""
    names = ("Karim", "Nadia", "Paul", "Zoé", "Marie-Antoinette de la Tour", "", "Léa")
    roles = (*ROLES.values(), "resident", "resident")
    return [
        Member(
            Person(HUGE + at, name),
            role,
            1,
            reached=True,
            role_ends_at=NOW + timedelta(days=92 + 365 * at) if role == "facilitator" else None,
        )
        for at, (name, role) in enumerate(zip(names, roles, strict=True))
    ]


def groups() -> Iterator[Group]:
    """Groups of every kind, with every rule."""
    for kind, agreement in product(("", *KINDS), AGREEMENTS):
        yield replace(GROUP, kind=kind, agreement=agreement, quorum=Fraction(2, 3), school="B")
        yield replace(GROUP, kind=kind, voices="adult", language="fr@tu", zone="Etc/GMT-3", night=None)


def settings_screens() -> Iterator[View]:
    for group in groups():
        for yes in (True, False):
            yield views.screen(group, members() if yes else [], NOW, settles=yes, joins=yes)
        yield views.which_kind(group, "Marie-Antoinette")
        yield views.and_you(group)
        for role, until in (("accompaniment", None), ("facilitator", NOW + timedelta(days=92))):
            yield views.everyone_here(group, role_views.noted(group, ROLES[role], until, NOW))
        yield views.ready(group)
        yield views.customs(group)
        yield views.language(group)
        yield views.school(group)
        yield from (views.zones(group, page) for page in range(-1, len(ZONES)))
        yield views.night(group)
        yield from (views.sunday(replace(group, sunday=on)) for on in (True, False))
        yield rules_views.votes(group)
        yield rules_views.voices(group)
        yield rules_views.agreement(group)
        yield rules_views.quorum(group)
        yield from (rules_views.silence(replace(group, silence=one)) for one in SILENCES)
        yield views.kinds(group)


def room_screens() -> Iterator[View]:
    asked = Invitation(HUGE, Chat("here", "-7"), GROUP.name, False, "1001", "Léa")
    for one in (asked, replace(asked, name="", account="")):
        yield views.asks_host(one)
        yield from (views.answered(one, admitted) for admitted in (True, False))
    yield views.code(GROUP, "042917")
    yield views.join(GROUP, replace(GROUP, name="Jardin"), "042917")
    yield views.joined("Jardin", GROUP, "Inès")


def role_screens() -> Iterator[View]:
    everybody = members()
    for role, yes in product(ROLES.values(), (True, False)):
        here = Here(GROUP, everybody[0].person, role)
        yield role_views.roles(here, everybody if yes else [], NOW, names=yes)
        yield role_views.stop(here, yes)
        yield role_views.stopped(GROUP, yes)
        yield role_views.ended(GROUP, everybody[0].person, own=yes, running=not yes)
    for page in (-1, 0, 1, 2, 7):
        yield role_views.pick(GROUP, everybody, page)
    yield role_views.pick(GROUP, everybody[:3], 0)
    for member, yes in product(everybody, (True, False)):
        yield role_views.what_for(GROUP, member, NOW, facilitates_only=yes)
        yield role_views.how_long(GROUP, member)
        for own in (True, False):
            yield role_views.given(GROUP, member, NOW, own=own, running=yes, undo=not own)
        yield role_views.undone(GROUP, member, NOW)
        yield role_views.named(GROUP, member, "Nadia", NOW)
    yield role_views.named(GROUP, replace(everybody[0], role_ends_at=None), "Nadia", NOW)
    yield role_views.declined(GROUP, "Karim")
    yield role_views.ending(GROUP, NOW + timedelta(days=7), NOW)


def groups_screens() -> Iterator[View]:
    yield from settings_screens()
    yield from room_screens()
    yield from role_screens()
