"""A calendar of 2,000 events, as a phone asks for it: the first time, and when all is known."""

import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.calendars import StoredCalendars
from bot.texts import voice
from handlers.bookings.model import Booking, Times, Wish
from handlers.conversation.text import t
from handlers.members.model import Group
from storage.bookings import StoredBookings
from storage.database import Transaction, open_database
from storage.members import StoredMembers
from storage.migrate import migrate
from tests.neighbours import paris

from .figures import Figure, middle

NOW = paris("2027-03-02", "12:10")
SPACES, DAYS, A_DAY, HOUSEHOLDS, ROUNDS = 4, 125, 4, 12, 9
MOST = 150
"""Milliseconds."""


async def measure(folder: Path) -> Sequence[Figure]:
    database = open_database(f"sqlite:///{folder}/feeds.db")
    await database.open()
    try:
        await migrate(database, NOW)
        secret = await database.write(_plant)
        calendars = StoredCalendars(database, lambda: NOW)
        voice("fr")(t("occupied"))  # the catalogues are read once, long before anybody subscribes
        spent = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            content = await calendars.read(secret)
            spent.append((time.perf_counter() - begun) * 1000)
        assert content is not None
        events = content.count("BEGIN:VEVENT")
        assert events == SPACES * DAYS * A_DAY == 2000, events
    finally:
        await database.close()
    name = f"feeds: a calendar of {events} events"
    return [
        Figure(f"{name}, the first time", f"{spent[0]:.0f} ms", f"< {MOST} ms", spent[0] < MOST),
        Figure(f"{name}, then", f"{middle(spent[1:]):.0f} ms", f"< {MOST} ms", middle(spent[1:]) < MOST),
    ]


async def _plant(tx: Transaction) -> str:
    """Households of two that book, from three months ago on."""
    members, bookings = StoredMembers(tx, NOW), StoredBookings(tx)
    group = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", None))
    people = []
    for number in range(HOUSEHOLDS):
        pair = [await members.add_person(f"Voisin {number}{half}") for half in "ab"]
        for person in pair:
            await members.add_member(group, person.id, "resident")
        await members.live_with(group, pair[1].id, pair[0].id)
        people.append(pair[0].id)
    for number in range(SPACES):
        id = await bookings.add_space(group, f"Salle commune {number}", "hours", 1, NOW)
        space = await bookings.space(id, NOW)
        assert space is not None
        for place in range(DAYS * A_DAY):
            starts = paris("2027-01-05", "08:00") + timedelta(days=place // A_DAY, hours=place % A_DAY * 3)
            times = Times(starts, starts + timedelta(hours=2))
            booking = Booking(0, Wish(id, times), people[place % HOUSEHOLDS], NOW, NOW)
            await bookings.add(booking, space.units, times.ends)
    return await bookings.calendar_link("group", group, NOW)
