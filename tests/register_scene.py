"""What the stories of the register have in common: decisions that came of a proposal, and what is kept of them."""

from datetime import datetime
from typing import Any

from bot.ground import Ground
from handlers.members.desk import MembersDesk
from handlers.register.desk import RegisterDesk
from storage.database import Transaction
from storage.register import StoredRegister
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import ids

LAUNDRY = "La buanderie ouverte jusqu'à 21 h le samedi"
DECIDED = paris("2027-03-08", "19:25")
REVIEW = paris("2027-06-08", "20:00")


def desk_of(tx: Transaction, now: datetime) -> RegisterDesk:
    """The desk that other features are given."""
    ground = Ground(tx, now)
    return RegisterDesk(StoredRegister(tx), MembersDesk(ground.members), ground.posts, ground.alarms)


async def decides(
    neighbours: Neighbourhood, text: str = LAUNDRY, *, author: str | None = "Karim", **more: Any
) -> tuple[int, str]:
    """A decision by consent, as proposals have it kept."""
    known = await ids(neighbours)
    fields = {"method": "consent", "decided_at": neighbours.now, "source": "proposals:5", **more}
    async with neighbours.program.database.writing() as tx:
        desk = desk_of(tx, neighbours.now)
        kept = await desk.record(1, text, author=known[author] if author else None, **fields)
    await neighbours.settle()
    return kept


async def laundry(neighbours: Neighbourhood, **more: Any) -> tuple[int, str]:
    """The laundry of transcripts §3: on trial for three months, with a reservation."""
    return await decides(
        neighbours,
        why="En semaine, ceux qui travaillent n'ont plus de créneau.",
        versions=(
            ("La buanderie ouverte jusqu'à 22 h le samedi", paris("2027-03-01", "19:00")),
            (LAUNDRY, paris("2027-03-07", "11:00")),
        ),
        reservations=(("Pas pendant les révisions du bac.", "Inès"),),
        **{"voices": 12, "answered": 12, "relayed": 1, "review_at": REVIEW, "trial": True, **more},
    )
