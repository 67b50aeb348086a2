"""What the Matrix door keeps, in SQL: signs under messages, reactions, private rooms, sealed messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .database import Row, moment, stamp
from .matrix_signs import StoredSigns

BUTTONS_KEPT = timedelta(days=180)
"""A message older than that is looked for by nobody; the longest subject lasts three months."""
REACTIONS_KEPT = timedelta(days=61)
"""So long after the end of a poll it is known who answered what: here, not longer than that after the tap."""
MOST_SEALED = 50
"""Messages of one room whose key is awaited: one who sends thousands that nobody can read keeps nobody waiting."""
SEALED_KEPT = timedelta(days=1)
"""A key that has not come by then never comes."""
_ACCOUNTS = "(SELECT account FROM accounts WHERE person = :person AND platform = 'matrix')"
_NEIGHBOURS = (
    "(SELECT r.room FROM memberships mine JOIN memberships theirs ON theirs.group_id = mine.group_id "
    "JOIN accounts a ON a.person = theirs.person AND a.platform = 'matrix' "
    "JOIN matrix_private_rooms r ON r.account = a.account WHERE mine.person = :person)"
)


@dataclass(frozen=True)
class KeptReaction:
    """A reaction that stands under a message: whose, and what it presses."""

    reaction: str
    room: str
    message: str
    account: str
    data: str


class StoredMatrix(StoredSigns):
    """The tables matrix_*."""

    # Reactions of residents

    async def react(self, reaction: KeptReaction, at: datetime) -> None:
        """Of those of one person under one message, the one that is kept later is the later one."""
        row = await self._tx.row(
            "SELECT max(at) AS last FROM matrix_reactions WHERE message = :message AND account = :account",
            message=reaction.message,
            account=reaction.account,
        )
        last = 0 if row is None or row["last"] is None else int(row["last"])
        await self._tx.run(
            "INSERT INTO matrix_reactions (reaction, room, message, account, data, at) "
            "VALUES (:reaction, :room, :message, :account, :data, :at) ON CONFLICT (reaction) DO NOTHING",
            reaction=reaction.reaction,
            room=reaction.room,
            message=reaction.message,
            account=reaction.account,
            data=reaction.data,
            at=max(stamp(at), last + 1),
        )

    async def reaction(self, reaction: str) -> KeptReaction | None:
        row = await self._tx.row("SELECT * FROM matrix_reactions WHERE reaction = :reaction", reaction=reaction)
        return None if row is None else _reaction(row)

    async def standing(self, message: str, account: str) -> Sequence[KeptReaction]:
        """Those of one person under one message, the oldest first."""
        rows = await self._tx.rows(
            "SELECT * FROM matrix_reactions WHERE message = :message AND account = :account ORDER BY at, reaction",
            message=message,
            account=account,
        )
        return [_reaction(row) for row in rows]

    async def unreact(self, reaction: str) -> None:
        await self._tx.run("DELETE FROM matrix_reactions WHERE reaction = :reaction", reaction=reaction)

    # Private rooms

    async def keep_private(self, room: str, account: str, state: str, now: datetime) -> None:
        """`state`: invited, joined, or left. The room that was last joined is the one that is spoken in."""
        await self._tx.run(
            "INSERT INTO matrix_private_rooms (room, account, state, at) VALUES (:room, :account, :state, :now) "
            "ON CONFLICT (room) DO UPDATE SET state = excluded.state, at = excluded.at",
            room=room,
            account=account,
            state=state,
            now=stamp(now),
        )

    async def drop_private(self, room: str) -> None:
        """This room is nobody's private one any more."""
        await self._tx.run("DELETE FROM matrix_private_rooms WHERE room = :room", room=room)

    async def private_rooms(self) -> dict[str, tuple[str, str]]:
        """Every private room, with its account and its state, the oldest first."""
        rows = await self._tx.rows("SELECT room, account, state FROM matrix_private_rooms ORDER BY at, room")
        return {row["room"]: (row["account"], row["state"]) for row in rows}

    async def owe(self, account: str, event: str) -> None:
        """Of an event the answer is told once this person has come; of several, the last."""
        await self._tx.run(
            "INSERT INTO matrix_owed (account, event) VALUES (:account, :event) "
            "ON CONFLICT (account) DO UPDATE SET event = excluded.event",
            account=account,
            event=event,
        )

    async def owed(self, account: str) -> str | None:
        row = await self._tx.row("SELECT event FROM matrix_owed WHERE account = :account", account=account)
        return None if row is None else str(row["event"])

    async def all_owed(self) -> Sequence[str]:
        """The accounts of those who have not been told yet what came of their last act."""
        return [row["account"] for row in await self._tx.rows("SELECT account FROM matrix_owed ORDER BY account")]

    async def settle(self, account: str, event: str) -> None:
        """The answer to this event is owed no more; one to a later event is."""
        await self._tx.run(
            "DELETE FROM matrix_owed WHERE account = :account AND event = :event", account=account, event=event
        )

    # Messages whose key has not come yet

    async def seal(self, room: str, event: str, at: datetime) -> None:
        await self._tx.run(
            "INSERT INTO matrix_sealed (event, room, at) SELECT :event, :room, :at "
            "WHERE (SELECT count(*) FROM matrix_sealed WHERE room = :room) < :most ON CONFLICT (event) DO NOTHING",
            event=event,
            room=room,
            at=stamp(at),
            most=MOST_SEALED,
        )

    async def sealed(self) -> Sequence[tuple[str, str, datetime]]:
        """(room, event, since when), the oldest first."""
        rows = await self._tx.rows("SELECT room, event, at FROM matrix_sealed ORDER BY at, event")
        return [(row["room"], row["event"], moment(row["at"])) for row in rows]

    async def unseal(self, event: str) -> None:
        await self._tx.run("DELETE FROM matrix_sealed WHERE event = :event", event=event)

    # The house

    async def held_about(self, person: int) -> tuple[int, int]:
        """How many reactions of somebody are known, and how many private rooms."""
        row = await self._tx.row(
            f"SELECT (SELECT count(*) FROM matrix_reactions WHERE account IN {_ACCOUNTS}) AS reactions, "  # noqa: S608
            f"(SELECT count(*) FROM matrix_private_rooms WHERE account IN {_ACCOUNTS}) AS rooms",
            person=person,
        )
        return (0, 0) if row is None else (int(row["reactions"]), int(row["rooms"]))

    async def forget(self, person: int, name: str) -> None:
        """Nothing of this person's accounts is kept any more, nor their name on what a neighbour alone was shown.
        To be asked while their accounts and groups are still known."""
        await self._tx.run(
            "UPDATE matrix_buttons SET label = '' "  # noqa: S608 - our words
            f"WHERE replace(label, :name, '') <> label AND room IN {_NEIGHBOURS}",
            name=name,
            person=person,
        )
        await self._tx.run(
            "DELETE FROM matrix_buttons WHERE room IN "  # noqa: S608 - our words
            f"(SELECT room FROM matrix_private_rooms WHERE account IN {_ACCOUNTS})",
            person=person,
        )
        for table in ("matrix_reactions", "matrix_private_rooms", "matrix_owed"):
            await self._tx.run(f"DELETE FROM {table} WHERE account IN {_ACCOUNTS}", person=person)  # noqa: S608

    async def purge(self, now: datetime) -> int:
        """Takes away what is past its time; gives how many rows. An answer that is owed goes with the answer, and
        the private room that somebody left with the account, once it is nobody's."""
        gone = 0
        for table, kept in (
            ("matrix_buttons", BUTTONS_KEPT),
            ("matrix_reactions", REACTIONS_KEPT),
            ("matrix_sealed", SEALED_KEPT),
        ):
            gone += await self._tx.run(f"DELETE FROM {table} WHERE at < :before", before=stamp(now - kept))  # noqa: S608
        gone += await self._tx.run("DELETE FROM matrix_owed WHERE event NOT IN (SELECT event FROM heard)")
        return gone + await self._tx.run(
            "DELETE FROM matrix_private_rooms WHERE state = 'left' "
            "AND account NOT IN (SELECT account FROM accounts WHERE platform = 'matrix')"
        )


def _reaction(row: Row) -> KeptReaction:
    return KeptReaction(row["reaction"], row["room"], row["message"], row["account"], row["data"])
