"""Rows of bookings as the records of the heart, and back. Times are what the clock on the wall shows."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.bookings.model import Booking, Times, Wish
from handlers.when.calendar.almanac import on_the_wall

from .database import Row, Value, moment, stamp

WALL = "%Y-%m-%dT%H:%M"


def times_values(times: Times) -> dict[str, Value]:
    """The columns in which they are kept."""
    return {
        "starts": times.starts.strftime(WALL),
        "ends": times.ends.strftime(WALL),
        "zone": times.zone.key,
        "starts_at": stamp(times.starts),
        "ends_at": stamp(times.ends),
    }


def times_of(row: Row) -> Times:
    """The same minutes on the wall; of an hour that comes twice in autumn the seconds say which it was."""
    zone = ZoneInfo(row["zone"])
    return Times(_minute(row["starts"], zone, row["starts_at"]), _minute(row["ends"], zone, row["ends_at"]))


def _minute(wall: str, zone: ZoneInfo, seconds: int) -> datetime:
    known = moment(seconds).astimezone(zone)
    return known if known.isoformat()[:16] == wall else on_the_wall(datetime.fromisoformat(wall), zone)


def wish_of(row: Row, times: Times) -> Wish:
    return Wish(row["space"], times, row["amount"], row["title"], row["attending"])


def booking_of(row: Row) -> Booking:
    times = times_of(row)
    was: Any = row["was"]
    return Booking(
        id=row["id"],
        wish=wish_of(row, times),
        person=row["person"],
        made_at=moment(row["made_at"]),
        changed_at=moment(row["changed_at"]),
        state=row["state"],
        entered_by=row["entered_by"],
        counts=bool(row["counts"]),
        series=row["series"],
        was=on_the_wall(datetime.fromisoformat(was), times.zone) if was else None,
        revision=row["revision"],
        seen=row["seen_at"] is not None,
        left_as=row["left_as"],
        meter_out=row["meter_out"],
        meter_in=row["meter_in"],
        cost=row["cost"],
        counted=bool(row["counted"]),
        given_up=_given_up(row["given_up"], times.zone),
    )


def given_up_value(given_up: Sequence[Times]) -> str:
    """Of an hour that comes twice in autumn it is not kept which it was: it is only counted."""
    if not given_up:
        return ""
    return json.dumps([[one.starts.strftime(WALL), one.ends.strftime(WALL)] for one in given_up])


def _given_up(kept: str, zone: ZoneInfo) -> tuple[Times, ...]:
    walls = json.loads(kept) if kept else []
    return tuple(Times(*(on_the_wall(datetime.fromisoformat(one), zone) for one in pair)) for pair in walls)
