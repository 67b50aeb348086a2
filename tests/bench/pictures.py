"""How long the picture of a week takes: it is drawn while somebody waits for it."""

import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.pictures.week import draw_week
from bot.texts import voice
from handlers.bookings.model import Booking, Space, Times, Wish
from handlers.bookings.week_views import Seen, week
from handlers.conversation.views import Week

from .figures import Figure, middle

TARGET = 60.0
SPACES, EACH, DRAWN = 6, 5, 50
MONDAY = datetime(2027, 3, 1, tzinfo=ZoneInfo("Europe/Paris"))
COLD = "from tests.bench.pictures import spent; print(spent())"


async def measure(folder: Path) -> Sequence[Figure]:
    """Six spaces and thirty bookings: the first picture of a process, and the median of many."""
    cold = float(subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout)
    warm = middle([spent(at) for at in range(DRAWN)])
    return [
        Figure("a week picture, 6 spaces, 30 bookings", f"{warm:.0f} ms", f"< {TARGET:g} ms", warm < TARGET),
        Figure("the same, the first of a process", f"{cold:.0f} ms"),
    ]


def spent(later: int = 0) -> float:
    """Milliseconds from the block of a week so many weeks later to its PNG: never the same one twice."""
    begun, shown = time.perf_counter(), _week(later)
    draw_week(shown, voice("fr"))
    return (time.perf_counter() - begun) * 1000


def _week(later: int) -> Week:
    monday = MONDAY + timedelta(weeks=later)
    names = ("Chambre d'amis", "Salle commune", "Buanderie", "Voiture partagée", "Atelier", "Jardin")
    spaces = [Space(at, 1, name, "hours" if at else "nights", (at,)) for at, name in enumerate(names[:SPACES])]
    bookings = [_booking(space, monday, at) for space in spaces for at in range(EACH)]
    seen = Seen(
        begins=monday,
        today=MONDAY.date(),
        spaces=spaces,
        bookings=bookings,
        names={one.id: (f"Karim {later}", "Sarah") for one in bookings},
        yours=frozenset(one.id for one in bookings if one.id % 5 == 0),
        held={},
    )
    return next(block for block in week(seen).blocks if isinstance(block, Week))


def _booking(space: Space, monday: datetime, at: int) -> Booking:
    begins = monday + timedelta(days=at, hours=16 if space.slot == "nights" else 9 + 2 * (at % 4))
    lasts = timedelta(hours=19) if space.slot == "nights" else timedelta(hours=2)
    title = "Fête des voisins" if at == EACH - 1 and space.id == 1 else ""
    wish = Wish(space.id, Times(begins, begins + lasts), 1, title)
    return Booking(space.id * EACH + at, wish, 1, MONDAY, MONDAY, "asked" if at == 2 else "confirmed")
