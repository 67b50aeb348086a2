"""A private room stays that of the person for whom it was made, whoever passes through it."""

from typing import Any

from bot.platforms.matrix.membership import Membership
from bot.platforms.matrix.rooms import Rooms
from tests.bot.matrix.test_rooms import KARIM, LEA, ME, NADIA, member

ALONE = "!alone"


class Kept:
    """What the door keeps of private rooms."""

    def __init__(self) -> None:
        self.left: list[str] = []

    async def keep_private(self, room: str, account: str, state: str) -> None:
        self.left.append(account)


async def _changed(rooms: Rooms, membership: Membership, account: str, what: str) -> None:
    rooms.room(ALONE).learn(member(account, what))
    await membership.private_changed(ALONE, account)


async def test_of_two_guests_in_a_private_room_the_first_to_leave_does_not_take_it_along() -> None:
    rooms, kept = Rooms(), Kept()
    none: Any = None  # nothing else is asked
    rooms.begin(ME, {ALONE: (LEA, "joined")})
    for account in (ME, LEA):
        rooms.room(ALONE).learn(member(account, "join"))
    membership = Membership(none, none, kept, rooms, none, none, none, none)  # type: ignore[arg-type]
    for account in (NADIA, KARIM):
        await _changed(rooms, membership, account, "join")
    for account in (NADIA, KARIM):
        await _changed(rooms, membership, account, "leave")
    assert (rooms.owner(ALONE), rooms.private_room(LEA), kept.left) == (LEA, ALONE, [])
