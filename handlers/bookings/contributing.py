"""What each household gives for what it had: its own lines; all of them for those who run the group."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.events import Press
from handlers.conversation.spreadsheet import spreadsheet
from handlers.conversation.text import Text, t
from handlers.conversation.views import File
from handlers.members.model import Here
from handlers.when.calendar.almanac import at

from . import contributing_views, sentences
from .box import Box, zone_of
from .limits import beginning, following
from .model import Booking, Space

Say = Callable[[Text, str], str]
"""Says a text in a language."""


class Contributing:
    """No household sees what another gives."""

    def __init__(self, box: Box, say: Say) -> None:
        self.box = box
        self.say = say

    async def statement(self, press: Press) -> Answer:
        """« Ma participation »: `bookings:share:<first day of the quarter, or 0>`."""
        here = await self.box.here(press)
        begins = self._quarter(press, here)
        people = await self.box.household(here.group, here.person.id)
        lines = [line for line in await self._lines(here, begins, press.at) if line[0].person in people]
        return Answer(view=contributing_views.statement(lines, *self._days(here, begins), runs=here.runs))

    async def table(self, press: Press) -> Answer:
        """« Tout en tableau », for those who run the group: `bookings:shares:<first day of the quarter>`."""
        here = await self.box.here(press)
        if not here.runs:
            raise Refused(t("Only those who run the group can do that."))
        begins = self._quarter(press, here)
        language = await self.box.language(here)
        rows = [[self.say(head, language) for head in _HEAD]]
        lines = await self._lines(here, begins, press.at)
        people = await self.box.names(here.group, {booking.person for booking, _, _ in lines})
        for booking, space, cost in lines:
            names = [
                name if isinstance(name, str) else self.say(name, language) for name in people[booking.person]
            ]
            rows.append(_row(here, booking, space, cost, ", ".join(names)))
        name = f"participations-{begins.year}-T{(begins.month + 2) // 3}.csv"
        file = File(name, "text/csv", spreadsheet(rows), t("Contributions, as a table"))
        return Answer(view=contributing_views.table(file, *self._days(here, begins)))

    def _quarter(self, press: Press, here: Here) -> date:
        today = here.group.local(press.at).date()
        number = press.number(0)
        day = date.fromordinal(number) if 700_000 < number <= today.toordinal() else today
        return beginning(day, "quarter")

    def _days(self, here: Here, begins: date) -> tuple[datetime, datetime]:
        """Noon of the first and of the last day of the quarter."""
        last = following(begins, "quarter") - timedelta(days=1)
        first, end = (at(day, 12, 0, zone_of(here.group)) for day in (begins, last))
        return first, end

    async def _lines(self, here: Here, begins: date, now: datetime) -> Sequence[tuple[Booking, Space, int]]:
        """What was had in the quarter, is over and costs something, in cents."""
        quarter = (begins, following(begins, "quarter"))
        since, until = (at(day, 0, 0, zone_of(here.group)) for day in quarter)
        lines = []
        for booking in await self.box.bookings.given(here.group.id, since, until):
            # What it cost is what the rules of its day say, whatever they have become.
            space = await self.box.bookings.space(booking.space, booking.times.starts)
            if space is None or booking.times.ends.timestamp() > now.timestamp():
                continue
            distance = (booking.meter_in or 0) - (booking.meter_out or 0)
            cost = booking.cost if booking.cost is not None else sentences.cost(space, booking.wish, distance)
            if cost is not None:
                lines.append((booking, space, cost))
        return lines


_HEAD = (
    t("household"),
    t("space"),
    t("from"),
    t("until"),
    t("nights"),
    t("kilometres"),
    t("amount in euros"),
)


def _row(here: Here, booking: Booking, space: Space, cost: int, names: str) -> list[str]:
    nights = str(booking.times.nights) if space.slot == "nights" else ""
    measured = booking.meter_in is not None and booking.meter_out is not None
    return [
        names,
        space.name,
        f"{booking.times.starts:%Y-%m-%d %H:%M}",
        f"{booking.times.ends:%Y-%m-%d %H:%M}",
        nights,
        str((booking.meter_in or 0) - (booking.meter_out or 0)) if measured else "",
        f"{cost // 100},{cost % 100:02}",
    ]
