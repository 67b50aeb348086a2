"""Minutes and what somebody is to do afterwards, in SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from handlers.minutes.model import Action, Due, How, Minutes, Task
from handlers.when.calendar.almanac import on_the_wall

from .database import Row, Transaction, Value, moment, moment_or_none, stamp, stamp_or_none
from .minutes_people import StoredDoers

_WALL = "%Y-%m-%dT%H:%M"


class StoredMinutes(StoredDoers):
    """handlers.minutes.store.MinutesStore over SQL."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, minutes: Minutes) -> int:
        row = await self._tx.row(
            "INSERT INTO minutes (group_id, workshop, author, title, zone, held, held_at, adults, children, "
            "words, attached, state, made_at, published_at, corrected_at, again, handed) "
            "VALUES (:group_id, :workshop, :author, :title, :zone, :held, :held_at, :adults, :children, "
            ":words, :attached, :state, :made_at, :published_at, :corrected_at, :again, :handed) RETURNING id",
            group_id=minutes.group,
            workshop=minutes.workshop,
            title=minutes.title,
            zone=minutes.zone.key,
            held=minutes.at.strftime(_WALL),
            held_at=stamp(minutes.at),
            made_at=stamp(minutes.made_at),
            **_changing(minutes),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def find(self, id: int, *, lock: bool = False) -> Minutes | None:
        if lock:
            await self._tx.lock("minutes", id)
        found = await self._those("id = :id", id=id)
        return found[0] if found else None

    async def keep(self, minutes: Minutes) -> None:
        await self._tx.run(
            "UPDATE minutes SET author = :author, adults = :adults, children = :children, words = :words, "
            "attached = :attached, state = :state, published_at = :published_at, "
            "corrected_at = :corrected_at, again = :again, handed = :handed WHERE id = :id",
            id=minutes.id,
            **_changing(minutes),
        )

    async def remove(self, id: int) -> None:
        await self._tx.run("DELETE FROM minutes_actions WHERE minutes = :id", id=id)
        await self._tx.run("DELETE FROM minutes WHERE id = :id", id=id)

    async def of_workshop(self, workshop: int) -> Minutes | None:
        found = await self._those("workshop = :workshop", workshop=workshop)
        return found[0] if found else None

    async def published(self, group: int) -> Sequence[Minutes]:
        which = "group_id = :group_id AND state = 'published' ORDER BY held_at DESC, id DESC"
        return await self._those(which, group_id=group)

    async def unpublished(self, group: int, author: int) -> Sequence[Minutes]:
        which = "group_id = :group_id AND author = :author AND state <> 'published' ORDER BY made_at DESC, id DESC"
        return await self._those(which, group_id=group, author=author)

    async def _those(self, which: str, **values: Value) -> list[Minutes]:
        rows = await self._tx.rows(f"SELECT * FROM minutes WHERE {which}", **values)  # noqa: S608 - our own words
        return [_minutes(row, await self._actions(row)) for row in rows]

    # What is to be done

    async def of_action(self, action: int) -> int:
        row = await self._tx.row("SELECT minutes FROM minutes_actions WHERE id = :id", id=action)
        return 0 if row is None else int(row["minutes"])

    async def add_action(self, minutes: int, task: Task) -> int:
        row = await self._tx.row(
            "INSERT INTO minutes_actions (minutes, words, said, state, person, due, due_how, timed, over_at) "
            "VALUES (:minutes, :words, :said, :state, :person, :due, :due_how, :timed, :over_at) RETURNING id",
            minutes=minutes,
            words=task.words,
            said=task.said,
            state="open" if task.person is None else "asked",
            person=task.person,
            **_until(task.due),
        )
        assert row is not None, "INSERT … RETURNING gives its row"
        return int(row["id"])

    async def keep_action(self, action: Action) -> None:
        await self._tx.run(
            "UPDATE minutes_actions SET words = :words, said = :said, state = :state, person = :person, "
            "due = :due, due_how = :due_how, timed = :timed, over_at = :over_at WHERE id = :id",
            id=action.id,
            words=action.words,
            said=action.said,
            state=action.state,
            person=action.person,
            **_until(action.due),
        )

    async def remove_action(self, action: int) -> None:
        await self._tx.run("DELETE FROM minutes_actions WHERE id = :id", id=action)

    async def due(self, group: int, begins: datetime, ends: datetime) -> Sequence[tuple[Action, Minutes]]:
        return await self._doing(
            "m.group_id = :group_id AND a.state <> 'done' AND a.over_at > :begins AND a.over_at <= :ends "
            "ORDER BY a.over_at, a.id",
            group_id=group,
            begins=stamp(begins),
            ends=stamp(ends),
        )

    async def tasks(self, group: int, person: int) -> Sequence[tuple[Action, Minutes]]:
        return await self._doing(
            "m.group_id = :group_id AND a.person = :person AND a.state IN ('asked', 'agreed') "
            "ORDER BY a.over_at IS NULL, a.over_at, a.id",
            group_id=group,
            person=person,
        )

    async def unanswered(self, people: Sequence[int]) -> Sequence[tuple[Action, Minutes]]:
        found: list[tuple[Action, Minutes]] = []
        for person in people:
            found += await self._doing("a.person = :person AND a.state = 'asked' ORDER BY a.id", person=person)
        return found

    async def _doing(self, which: str, **values: Value) -> list[tuple[Action, Minutes]]:
        """Of published minutes."""
        rows = await self._tx.rows(
            "SELECT a.id, a.minutes FROM minutes_actions a JOIN minutes m ON m.id = a.minutes "  # noqa: S608 - ours
            f"WHERE m.state = 'published' AND {which}",
            **values,
        )
        found = []
        for row in rows:
            minutes = await self.find(row["minutes"])
            action = None if minutes is None else minutes.action(row["id"])
            assert minutes is not None, "its action names it"
            assert action is not None, "it was just read"
            found.append((action, minutes))
        return found

    async def _actions(self, minutes: Row) -> Sequence[Action]:
        rows = await self._tx.rows(
            "SELECT * FROM minutes_actions WHERE minutes = :minutes ORDER BY id", minutes=minutes["id"]
        )
        return tuple(_action(row, ZoneInfo(minutes["zone"])) for row in rows)


def _changing(minutes: Minutes) -> dict[str, Value]:
    """The columns that minutes may change."""
    return {
        "author": minutes.author,
        "adults": minutes.adults,
        "children": minutes.children,
        "words": minutes.words,
        "attached": minutes.attached,
        "state": minutes.state,
        "published_at": stamp_or_none(minutes.published_at),
        "corrected_at": stamp_or_none(minutes.corrected_at),
        "again": int(minutes.again),
        "handed": int(minutes.handed),
    }


def _until(due: Due | None) -> dict[str, Value]:
    if due is None:
        return {"due": None, "due_how": "", "timed": 0, "over_at": None}
    wall = due.at.strftime(_WALL)
    return {"due": wall, "due_how": due.how, "timed": int(due.timed), "over_at": stamp(due.over_at)}


def _minutes(row: Row, actions: Sequence[Action]) -> Minutes:
    return Minutes(
        id=row["id"],
        group=row["group_id"],
        title=row["title"],
        at=moment(row["held_at"]).astimezone(ZoneInfo(row["zone"])),
        state=row["state"],
        made_at=moment(row["made_at"]),
        workshop=row["workshop"],
        author=row["author"],
        adults=row["adults"],
        children=row["children"],
        words=row["words"],
        attached=row["attached"],
        published_at=moment_or_none(row["published_at"]),
        corrected_at=moment_or_none(row["corrected_at"]),
        again=bool(row["again"]),
        handed=bool(row["handed"]),
        actions=actions,
    )


def _action(row: Row, zone: ZoneInfo) -> Action:
    due = None
    if row["due"] is not None:
        at = on_the_wall(datetime.fromisoformat(row["due"]), zone)
        due = Due(at, cast("How", row["due_how"]), bool(row["timed"]))
    return Action(row["id"], row["minutes"], row["words"], row["said"], row["state"], row["person"], due)
