"""Acts at the desk of bookings, chosen at random, each beside what the model says of it."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from handlers.bookings.charter import COMMON_ROOM, GUEST_ROOM, LAUNDRY, NEW, Limit, Rules
from handlers.bookings.model import Booking, Slot, State, Times, Wait, Wish
from handlers.conversation.answer import Refused
from handlers.when.calendar.almanac import on_the_wall
from storage.bookings import StoredBookings
from storage.database import Database, Transaction
from storage.portable import in_order
from tests.storage.booked import hamlet, space_of
from tests.storage.bookings_compared import compare, holds_are_right
from tests.storage.bookings_model import PARIS, Model, Shared, Stay, Unit, Waiting, seconds
from tests.storage.desks import desk

SPACES: tuple[tuple[str, Slot, int, Rules], ...] = (
    ("Salle commune", "hours", 1, COMMON_ROOM),
    (
        "Chambre d'amis",
        "nights",
        1,
        replace(
            GUEST_ROOM, buffer=60, future=4, limits=(Limit("nights", 4, "quarter"), Limit("nights", 3, "week"))
        ),
    ),
    ("Buanderie", "hours", 2, replace(LAUNDRY, future=3, limits=(Limit("bookings", 3, "week"),))),
    ("Atelier", "hours", 1, Rules(limits=(Limit("hours", 4, "week"), Limit("hours", 3, "month", weekend=True)))),
    ("Chaises", "hours", 5, NEW),
)
HOMES = (1, 2, 3)
"""So few, and so little for each, that they often have had it all."""
STARTS = (datetime(2027, 3, 22, 9, tzinfo=PARIS), datetime(2027, 10, 20, 20, tzinfo=PARIS))
"""Each some days before the clock changes, the first near the end of a quarter."""


class Walk:
    """One neighbourhood, its model, and what has come of the acts so far."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)
        self.now = STARTS[seed % len(STARTS)]
        self.came: Counter[str] = Counter()
        self.model = Model({}, {})

    async def begin(self) -> None:
        """In a neighbourhood of its own: what an earlier walk has left goes."""
        async with self.database.writing() as tx:
            tables = in_order(await self.database.tables(tx), await self.database.references(tx))
            for table in reversed(tables):
                if table != "schema_versions":
                    await tx.run(f"DELETE FROM {table}")
        home = await self.database.write(lambda tx: hamlet(tx, HOMES, SPACES, self.now))
        self.model.homes = dict(home.homes)
        async with self.database.reading() as tx:
            for (_, slot, _, rules), id in zip(SPACES, home.spaces, strict=True):
                rows = await tx.rows("SELECT id, number FROM space_units WHERE space = :id ORDER BY number", id=id)
                self.model.spaces[id] = Shared(id, slot, rules, [Unit(row["id"], row["number"]) for row in rows])

    async def act(self) -> None:
        acts: tuple[tuple[int, Callable[[], Awaitable[str]]], ...] = (
            (40, self.grants),
            (14, self.moves),
            (16, self.frees),
            (10, self.waits),
            (6, self.takes_what_is_held),
            (4, self.lets_go),
            (5, self.time_passes),
            (2, self.units_change),
            (2, self.rules_change),
        )
        does = self.chance.choices([one for _, one in acts], [weight for weight, _ in acts])[0]
        self.came[f"{does.__name__} {await does()}"] += 1
        await compare(self.database, self.model, self.now, self.wish(), self.somebody())

    # What somebody wants

    def wish(self, space: int = 0) -> Wish:
        shared = self.model.spaces[space or self.chance.choice(list(self.model.spaces))]
        rules, day = (
            shared.rules,
            (self.now + timedelta(days=self.chance.choice([0, 1, 1, 2, 3, 4, 5, 7, 9, 14, 30]))).date(),
        )
        if self.chance.random() < 0.05:
            day += timedelta(days=self.chance.choice([-40, -1, 130, 700, 800]))
        if shared.slot == "nights":
            nights = self.chance.choice([0, 1, 1, 2, 2, 3, 4, 7, 8])
            walls = (
                datetime.combine(day, rules.arrives),
                datetime.combine(day + timedelta(days=nights), rules.leaves),
            )
        else:
            begins = datetime.combine(day, time()) + timedelta(
                minutes=15 * self.chance.choice([*range(28, 92, 2), *range(96)])
            )
            lasts = self.chance.choice([15, 30, 60, 60, 90, 120, 120, 180, 240, 480, 540, 0, 1500])
            walls = (begins, begins + timedelta(minutes=lasts))
        amount = (
            self.chance.choice([1, 1, 1, 2, 3, 6])
            if len(shared.units) > 2
            else self.chance.choice([1, 1, 1, 1, 2])
        )
        title = "Fête" if self.chance.random() < 0.1 else ""
        return Wish(shared.id, Times(*(on_the_wall(wall, PARIS) for wall in walls)), amount, title)

    def somebody(self) -> int:
        return self.chance.choice(list(self.model.homes))

    def _living(self) -> Stay | None:
        living = [one for one in self.model.stays.values() if one.lives]
        # Mostly of what is ahead, now and then of what has begun or is over.
        ahead = [one for one in living if one.starts > seconds(self.now)]
        choice = ahead if ahead and self.chance.random() < 0.9 else living
        return self.chance.choice(choice) if choice else None

    def _asked_at(self, wish: Wish) -> datetime:
        """Of what is held: where the group waits for somebody to come, what has begun is judged as at its beginning
        (bookings.md R12)."""
        begun = seconds(wish.times.starts) <= seconds(self.now) < seconds(wish.times.ends)
        return wish.times.starts if begun and self.model.spaces[wish.space].rules.presence else self.now

    # Acts

    async def grants(self, wish: Wish | None = None, person: int = 0, wait: int = 0) -> str:
        waiting = [one for one in self.model.waits.values() if one.state in ("waits", "held")]
        if wish is None and waiting and self.chance.random() < 0.1:  # who waits looks by themselves
            one = self.chance.choice(waiting)
            wish, person = one.wish, one.person
        wish, person = wish or self.wish(), person or self.somebody()
        counts = self.model.allowed(wish, person, self._asked_at(wish) if wait else self.now)
        units = self.model.given(wish, wait=wait)

        async def act(tx: Transaction) -> Booking | None:
            space = await space_of(tx, wish.space, self.now)
            return await desk(tx, self.now).grant(space, wish, person, person, self.now, wait=wait)

        try:
            booking = await self.database.write(act)
        except Refused:
            assert counts is None, ("refused, but allowed", wish)
            return "refused"
        assert counts is not None, ("allowed, but against the rules", wish, self.now)
        if booking is None:
            assert units is None, ("taken, but free", wish)
            return "taken"
        assert units is not None, ("granted, but taken", wish)
        starts, ends = seconds(wish.times.starts), seconds(wish.times.ends)
        cleaned = ends + self.model.spaces[wish.space].rules.buffer * 60
        self.model.stays[booking.id] = Stay(
            booking.id, wish.space, person, starts, ends, cleaned, wish.amount, units, counts, seconds(self.now),
            wish.collective,
        )  # fmt: skip
        if wait:
            self.model.waits[wait] = replace(self.model.waits[wait], state="served", units=())
        ended = self.model.wait_no_more(wish, person, self.now)
        if ended:  # what was held for them beside it is the next one's
            await self._look_at_holds(self.model.stays[booking.id])
            return "granted, and a hold ends"
        return "granted"

    async def moves(self) -> str:
        stay = self._living()
        if stay is None:
            return "nothing"
        other = self.wish(stay.space).times
        if self.chance.random() < 0.5:  # by a little, so that it meets itself
            shift = timedelta(days=1) if self.model.spaces[stay.space].slot == "nights" else timedelta(minutes=30)
            shift *= self.chance.choice([-1, 1, 2])
            walls = [
                datetime.fromtimestamp(at, PARIS).replace(tzinfo=None, fold=0) + shift
                for at in (stay.starts, stay.ends)
            ]
            other = Times(*(on_the_wall(wall, PARIS) for wall in walls))
        wish = Wish(stay.space, other, stay.amount, "Fête" if stay.collective else "")
        counts = self.model.allowed(wish, stay.person, self.now, but=stay.id)
        units = self.model.given(wish, but=stay.id)

        async def act(tx: Transaction) -> Booking | None:
            booking = await StoredBookings(tx).find(stay.id, lock=True)
            assert booking is not None
            return await desk(tx, self.now).move(
                await space_of(tx, stay.space, self.now), booking, other, self.now
            )

        try:
            moved = await self.database.write(act)
        except Refused:
            assert counts is None, ("refused, but allowed", wish, stay)
            return "refused"
        assert counts is not None, ("allowed, but against the rules", wish, stay)
        if moved is None:
            assert units is None, ("taken, but free", wish, stay)
            return "taken"
        assert units is not None, ("moved, but taken", wish, stay)
        starts, ends = seconds(other.starts), seconds(other.ends)
        cleaned = ends + self.model.spaces[stay.space].rules.buffer * 60
        late = (starts > stay.starts or ends < stay.ends) and self.model.free_counts(stay, "cancelled", self.now)
        left = self.model.left_by(stay, self.now) if late else stay.left
        self.model.change(
            stay.id, starts=starts, ends=ends, cleaned=cleaned, units=units, counts=counts, left=left
        )
        await self._look_at_holds(stay)
        return f"moved{', too late' if late else ''}"

    async def frees(self) -> str:
        stay = self._living()
        if stay is None:
            return "nothing"
        state: State = self.chance.choice(["cancelled", "cancelled", "cancelled", "displaced", "missed"])
        counts = self.model.free_counts(stay, state, self.now)

        async def act(tx: Transaction) -> bool:
            booking = await StoredBookings(tx).find(stay.id, lock=True)
            assert booking is not None
            return await desk(tx, self.now).free(
                await space_of(tx, stay.space, self.now), booking, self.now, state
            )

        assert await self.database.write(act) == counts, ("counts on", stay)
        self.model.change(stay.id, state=state, counts=counts)
        await self._look_at_holds(stay)
        return f"{state}{', counts' if counts else ''}"

    async def _look_at_holds(self, freed: Stay) -> None:
        self.came["held"] += await holds_are_right(self.database, self.model, self.now, freed)

    async def waits(self) -> str:
        """For what somebody has, or a part of it, or more."""
        stay = self._living()
        if stay is None:
            return "nothing"
        wish, person = self.wish(stay.space), self.somebody()
        if self.chance.random() < 0.7:
            times = [datetime.fromtimestamp(at, PARIS) for at in (stay.starts, stay.ends)]
            wish = Wish(stay.space, Times(*times), min(stay.amount, self.chance.randint(1, 2)))
        wish = replace(wish, title="")
        if seconds(wish.times.ends) <= seconds(wish.times.starts):
            return "nothing"
        wait = Wait(0, wish, person, self.now)
        id = await self.database.write(lambda tx: StoredBookings(tx).wait(wait))
        known = [
            one
            for one in self.model.waits.values()
            if one.state in ("waits", "held") and (one.wish, one.person) == (wish, person)
        ]
        if known:
            assert [one.id for one in known] == [id]
            return "already"
        self.model.waits[id] = Waiting(id, wish, person)
        return "waits"

    async def takes_what_is_held(self) -> str:
        held = [one for one in self.model.waits.values() if one.state == "held"]
        if not held:
            return "nothing"
        wait = self.chance.choice(held)
        return await self.grants(wait.wish, wait.person, wait.id)

    async def lets_go(self) -> str:
        held = [one for one in self.model.waits.values() if one.state in ("waits", "held")]
        if not held:
            return "nothing"
        wait = self.chance.choice(held)
        await self.database.write(lambda tx: StoredBookings(tx).end_wait(wait.id, "gone"))
        self.model.waits[wait.id] = replace(wait, state="gone", units=())
        return wait.state

    async def time_passes(self) -> str:
        minutes = self.chance.choice([1, 5, 11, 60, 600, 1440, 3 * 1440])
        self.now = (self.now.astimezone(tz=None) + timedelta(minutes=minutes)).astimezone(PARIS)
        return "on"

    async def units_change(self) -> str:
        space = [one for one in self.model.spaces.values() if len(one.units) > 1][self.chance.randrange(2)]
        units = self.chance.randint(1, 6)
        await self.database.write(lambda tx: StoredBookings(tx).set_units(space.id, units, self.now))
        async with self.database.reading() as tx:
            rows = await tx.rows("SELECT id FROM space_units WHERE space = :id ORDER BY number", id=space.id)
        self.model.set_units(space.id, units, [row["id"] for row in rows][len(space.units) :])
        return "changed"

    async def rules_change(self) -> str:
        """What was booked before stays as it is."""
        space = self.model.spaces[self.chance.choice(list(self.model.spaces))]
        rules = replace(
            space.rules,
            buffer=self.chance.choice([0, 15, 30, 60]),
            future=self.chance.choice([space.rules.future, 0, 3]),
            cancel=self.chance.choice([0, 24, 48]),
        )
        await self.database.write(lambda tx: StoredBookings(tx).set_rules(space.id, rules, self.now, None, ""))
        space.rules = rules
        return "changed"
