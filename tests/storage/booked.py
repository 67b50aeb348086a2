"""A neighbourhood with something to share, for the tests of storage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.bookings.charter import Rules
from handlers.bookings.model import Booking, Slot, Space, Times, Wish
from handlers.conversation.quiet import Night
from handlers.members.model import Group
from storage.bookings import StoredBookings
from storage.database import Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import Settled, settle

HOUR = timedelta(hours=1)


def hours(starts: datetime, length: float = 1) -> Times:
    return Times(starts, starts + length * HOUR)


@dataclass(frozen=True)
class Shared:
    """A group, and the ids of what it shares."""

    here: Settled
    room: int
    chairs: int
    guests: int

    def wish(self, times: Times, space: int = 0, **more: object) -> Wish:
        return Wish(space or self.room, times, **more)  # type: ignore[arg-type]

    def booking(self, times: Times, space: int = 0, **more: object) -> Booking:
        """One of Léa's, not kept yet."""
        return Booking(0, self.wish(times, space), self.here.lea, TUESDAY_NOON, TUESDAY_NOON, **more)  # type: ignore[arg-type]


async def share(tx: Transaction) -> Shared:
    """Les Tilleuls with a room, three chairs and a guest room, without rules."""
    here, bookings = await settle(tx), StoredBookings(tx)
    return Shared(
        here,
        await bookings.add_space(here.group, "Salle commune", "hours", 1, TUESDAY_NOON),
        await bookings.add_space(here.group, "Chaises", "hours", 3, TUESDAY_NOON),
        await bookings.add_space(here.group, "Chambre d'amis", "nights", 1, TUESDAY_NOON),
    )


async def space_of(tx: Transaction, id: int, now: datetime = TUESDAY_NOON) -> Space:
    space = await StoredBookings(tx).space(id, now)
    assert space is not None
    return space


@dataclass(frozen=True)
class Hamlet:
    """Households of several people, by their numbers; and spaces, by their rules."""

    group: int
    homes: Mapping[int, tuple[int, ...]]
    spaces: Mapping[int, Rules] = field(default_factory=dict)


async def hamlet(
    tx: Transaction, homes: tuple[int, ...], spaces: tuple[tuple[str, Slot, int, Rules], ...], now: datetime
) -> Hamlet:
    """`homes`: how many people live in each; `spaces`: name, slot, units and rules of each."""
    members, bookings = StoredMembers(tx, now), StoredBookings(tx)
    group = await members.add_group(Group(0, "Le Hameau", "Europe/Paris", "fr", Night()))
    lived: dict[int, tuple[int, ...]] = {}
    for size in homes:
        people = [(await members.add_person(f"Voisin {len(lived)}-{number}")).id for number in range(size)]
        for person in people:
            await members.add_member(group, person, "resident")
            if person != people[0]:
                await members.live_with(group, person, people[0])
        lived |= dict.fromkeys(people, tuple(people))
    shared = {}
    for name, slot, units, rules in spaces:
        id = await bookings.add_space(group, name, slot, units, now)
        await bookings.set_rules(id, rules, now - timedelta(days=1), None, "")
        shared[id] = rules
    return Hamlet(group, lived, shared)
