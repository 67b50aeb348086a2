"""What the desk of bookings must have done, worked out in the simplest way: a list of intervals, and counting."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.bookings.charter import Limit, Rules
from handlers.bookings.model import Slot, Wish

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Unit:
    id: int
    number: int
    retired: bool = False


@dataclass
class Shared:
    """A space. `units` in their order, also those that went."""

    id: int
    slot: Slot
    rules: Rules
    units: list[Unit]

    @property
    def there(self) -> list[int]:
        return [unit.id for unit in self.units if not unit.retired]


@dataclass(frozen=True)
class Stay:
    """A booking, in seconds; `cleaned`: until when nobody else can begin; `left`: times given up too late."""

    id: int
    space: int
    person: int
    starts: int
    ends: int
    cleaned: int
    amount: int
    units: tuple[int, ...]
    counts: bool
    made: int
    collective: bool = False
    state: str = "confirmed"
    left: tuple[tuple[int, int], ...] = ()

    @property
    def lives(self) -> bool:
        return self.state == "confirmed"

    @property
    def spans(self) -> list[tuple[int, int]]:
        """What counts for limits."""
        now = [(self.starts, self.ends)] if self.counts and self.state != "displaced" else []
        return merged([*self.left, *now])


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits; `units` are held for them until `cleaned`."""

    id: int
    wish: Wish
    person: int
    state: str = "waits"
    units: tuple[int, ...] = ()
    cleaned: int = 0


@dataclass
class Model:
    """Who has what. `homes`: the people with whom somebody lives."""

    homes: dict[int, tuple[int, ...]]
    spaces: dict[int, Shared]
    stays: dict[int, Stay] = field(default_factory=dict)
    waits: dict[int, Waiting] = field(default_factory=dict)

    # What is taken

    def occupied(self) -> list[tuple[int, int, int, str, int | None, int | None]]:
        """Every row that must be there: unit, beginning, end, kind, booking, wait."""
        rows: list[tuple[int, int, int, str, int | None, int | None]] = []
        for stay in self.stays.values():
            for unit in stay.units if stay.lives else ():
                rows.append((unit, stay.starts, stay.ends, "stay", stay.id, None))
                if stay.cleaned > stay.ends:
                    rows.append((unit, stay.ends, stay.cleaned, "buffer", stay.id, None))
        for wait in self.waits.values():
            starts, ends = seconds(wait.wish.times.starts), seconds(wait.wish.times.ends)
            for unit in wait.units if wait.state == "held" else ():
                rows.append((unit, starts, ends, "hold", None, wait.id))
                if wait.cleaned > ends:
                    rows.append((unit, ends, wait.cleaned, "buffer", None, wait.id))
        return sorted(rows, key=lambda row: row[:3])

    def free(self, wish: Wish, *, but: int = 0, wait: int = 0) -> list[int]:
        """The units that nobody has then, minute after minute if need be."""
        space = self.spaces[wish.space]
        starts, ends = seconds(wish.times.starts), seconds(wish.times.ends) + space.rules.buffer * 60
        busy = {
            unit
            for unit, begins, stops, _, booking, held in self.occupied()
            if not (stops <= starts or begins >= ends)
            and (not but or booking != but)
            and (not wait or held != wait)
        }
        return [unit for unit in space.there if unit not in busy]

    def given(self, wish: Wish, *, but: int = 0, wait: int = 0) -> tuple[int, ...] | None:
        free = self.free(wish, but=but, wait=wait)
        if but:
            mine = self.stays[but].units
            free = [unit for unit in free if unit in mine] + [unit for unit in free if unit not in mine]
        return tuple(sorted(free[: wish.amount])) if len(free) >= wish.amount else None

    # What the rules say

    def allowed(self, wish: Wish, person: int, now: datetime, *, but: int = 0) -> bool | None:
        """Whether it counts; None where the rules do not allow it."""
        space, rules = self.spaces[wish.space], self.spaces[wish.space].rules
        starts, ends = wish.times.starts, wish.times.ends
        ahead = seconds(starts) - seconds(now)
        if seconds(ends) <= seconds(starts) or ahead < -600 or ends.date() > months_later(now, 24):
            return None
        if wish.amount > len(space.there):
            return None
        if space.slot == "hours" and not self._open(rules, starts, ends):
            return None
        if rules.notice and ahead < rules.notice * 60:
            return None
        horizon = rules.horizon_collective if wish.collective else rules.horizon
        if horizon and ends.date() > months_later(now, horizon):
            return None
        if rules.longest:
            if space.slot == "nights" and len(nights(starts, ends)) > rules.longest:
                return None
            minutes = (seconds(ends) - seconds(starts)) / 60
            if space.slot == "hours" and minutes > rules.longest and not wish.collective:
                return None
        if (rules.late and ahead < rules.late * 3600) or wish.collective:
            return False
        had = [one for one in self.had(wish.space, person) if one.id != but]
        spans = [span for one in had for span in one.spans]
        mine = (seconds(starts), seconds(ends))
        for span in merged([mine, *(self.left_by(self.stays[but], now) if but else ())]):
            if span[0] <= mine[0] and mine[1] <= span[1]:
                mine = span
            else:
                spans.append(span)
        for limit in rules.limits:
            before = sum((used(limit, *span) for span in spans), Counter[tuple[int, ...]]())
            for period, more in used(limit, *mine).items():
                if before[period] + more > limit.most:
                    return None
        coming = [one for one in had if one.counts and one.lives and one.starts > seconds(now)]
        return None if rules.future and len(coming) >= rules.future else True

    def had(self, space: int, person: int) -> list[Stay]:
        """What counts for the limits of somebody's household."""
        return [
            one
            for one in self.stays.values()
            if one.space == space and one.person in self.homes[person] and one.spans
        ]

    @staticmethod
    def _open(rules: Rules, starts: datetime, ends: datetime) -> bool:
        """By the clock on the wall: it begins and ends while it is open."""
        wall, out = starts.replace(tzinfo=None), ends.replace(tzinfo=None)
        if rules.step and (wall.minute % rules.step or out.minute % rules.step):
            return False
        if rules.shortest and seconds(ends) - seconds(starts) < rules.shortest * 60:
            return False
        if rules.opens is None or rules.closes is None:
            return True

        def hours(day: date) -> tuple[datetime, datetime]:
            late = rules.closes_late if day.weekday() in (4, 5) else None
            return datetime.combine(day, rules.opens or time()), datetime.combine(
                day, late or rules.closes or time()
            )

        (opens, closes), (opened, shuts) = hours(wall.date()), hours(out.date())
        return opens <= wall < closes and opened < out <= shuts

    # What changes it

    def free_counts(self, stay: Stay, state: str, now: datetime) -> bool:
        """Whether what is freed now goes on counting."""
        if state != "cancelled" or not stay.counts or seconds(now) - stay.made < 600:
            return False
        return stay.starts - seconds(now) < self.spaces[stay.space].rules.cancel * 3600

    def left_by(self, stay: Stay, now: datetime) -> tuple[tuple[int, int], ...]:
        """What goes on counting of a stay that is moved now."""
        late = self.free_counts(stay, "cancelled", now)
        return tuple(merged([*stay.left, (stay.starts, stay.ends)])) if late else stay.left

    def change(self, id: int, **what: object) -> None:
        self.stays[id] = replace(self.stays[id], **what)  # type: ignore[arg-type]

    def wait_no_more(self, wish: Wish, person: int, now: datetime) -> bool:
        """Who has what they waited for waits for it no longer; whether it was held for them beside it."""
        held = False
        for wait in self.waits.values():
            same = (wait.wish, wait.person) == (replace(wish, title=""), person)
            if same and wait.state in ("waits", "held") and seconds(wish.times.starts) > seconds(now):
                held = held or wait.state == "held"
                self.waits[wait.id] = replace(wait, state="served", units=())
        return held

    def set_units(self, space: int, units: int, made: Sequence[int]) -> None:
        """`made`: the ids of those that are new. Who has one that goes keeps it."""
        shared = self.spaces[space]
        known = len(shared.units)
        shared.units += [Unit(id, known + at + 1) for at, id in enumerate(made)]
        for unit in shared.units:
            unit.retired = unit.number > units


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that meet are one."""
    found: list[tuple[int, int]] = []
    for begins, ends in sorted(spans):
        if found and begins < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def months_later(now: datetime, months: int) -> date:
    """On the last day of a month that is too short."""
    month = now.year * 12 + now.month - 1 + months
    day = now.day
    while True:
        try:
            return date(month // 12, month % 12 + 1, day)
        except ValueError:
            day -= 1


def nights(starts: datetime, ends: datetime) -> list[date]:
    """Their evenings."""
    return [starts.date() + timedelta(days=at) for at in range((ends.date() - starts.date()).days)]


def used(limit: Limit, starts: int, ends: int) -> Counter[tuple[int, ...]]:
    """How much of a limit these times use in each period, counted one by one."""
    counted: Counter[tuple[int, ...]] = Counter()
    begins, stops = (datetime.fromtimestamp(at, UTC).astimezone(PARIS) for at in (starts, ends))
    match limit.counted:
        case "nights":
            counted.update(_period(limit, night) for night in nights(begins, stops) if _is_meant(limit, night))
        case "bookings":
            days = {(begins + timedelta(days=at)).date() for at in range((stops.date() - begins.date()).days + 1)}
            if stops.replace(tzinfo=None).time() == datetime.min.time():
                days.discard(stops.date())
            if any(_is_meant(limit, day) for day in days):
                counted[_period(limit, begins.date())] += 1
        case "hours":
            minutes: Counter[tuple[int, ...]] = Counter()
            for at in range(starts, ends, 900):  # the model books by quarters of an hour
                day = datetime.fromtimestamp(at, UTC).astimezone(PARIS).date()
                if _is_meant(limit, day):
                    minutes[_period(limit, day)] += 15
            for period, spent in minutes.items():
                counted[period] = (spent + 59) // 60
    return counted


def _is_meant(limit: Limit, day: date) -> bool:
    return not limit.weekend or day.isoweekday() > 5


def _period(limit: Limit, day: date) -> tuple[int, ...]:
    match limit.period:
        case "week":
            return tuple(day.isocalendar()[:2])
        case "month":
            return day.year, day.month
        case "quarter":
            return day.year, (day.month + 2) // 3
        case "year":
            return (day.year,)
