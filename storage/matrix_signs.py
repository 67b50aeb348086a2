"""The signs that stand for buttons under messages in Matrix rooms, in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .database import Transaction, stamp


@dataclass(frozen=True)
class KeptButton:
    """A button of a message, and the sign that stands for it there."""

    sign: str
    label: str
    data: str


class StoredSigns:
    """The part of StoredMatrix about one message: what it shows, and what Palabre has still to put there."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def keep_buttons(
        self, room: str, message: str, buttons: Sequence[KeptButton], to_place: int, now: datetime
    ) -> None:
        """What a message shows; what it has shown before stays known. The first `to_place` signs are to be put
        under it."""
        stands_at = await self._order(room, message, now)
        for at, button in enumerate(buttons):
            await self._tx.run(
                "INSERT INTO matrix_buttons (room, message, sign, place, label, data, to_place, at) "
                "VALUES (:room, :message, :sign, :place, :label, :data, :to_place, :stands_at) "
                "ON CONFLICT (room, message, sign) "
                "DO UPDATE SET label = excluded.label, data = excluded.data, place = excluded.place",
                room=room,
                message=message,
                sign=button.sign,
                place=at,
                label=button.label,
                data=button.data,
                to_place=int(at < to_place),
                stands_at=stands_at,
            )

    async def _order(self, room: str, message: str, now: datetime) -> int:
        """When this message came: a redrawn one stays where it was; of two in one second the later is later."""
        row = await self._tx.row(
            "SELECT min(CASE WHEN message = :message THEN at END) AS own, max(at) AS last FROM matrix_buttons "
            "WHERE room = :room",
            room=room,
            message=message,
        )
        if row is None or row["last"] is None:
            return stamp(now)
        return int(row["own"]) if row["own"] is not None else max(stamp(now), int(row["last"]) + 1)

    async def announce(
        self, room: str, transaction: str, buttons: Sequence[KeptButton], to_place: int, now: datetime
    ) -> None:
        """What a message will show that is about to be sent under this transaction."""
        await self._tx.run(
            "DELETE FROM matrix_buttons WHERE room = :room AND message = :transaction",
            room=room,
            transaction=transaction,
        )
        await self.keep_buttons(room, transaction, buttons, 0, now)
        await self._tx.run(
            "UPDATE matrix_buttons SET to_place = 2 WHERE room = :room AND message = :transaction AND place < :n",
            room=room,
            transaction=transaction,
            n=to_place,
        )

    async def arrived(self, room: str, transaction: str, message: str) -> None:
        """The message that was sent under this transaction is called so."""
        known = {"room": room, "transaction": transaction, "message": message}
        await self._tx.run(
            "DELETE FROM matrix_buttons WHERE room = :room AND message = :transaction AND sign IN "
            "(SELECT sign FROM matrix_buttons WHERE room = :room AND message = :message)",
            **known,
        )
        await self._tx.run(
            "UPDATE matrix_buttons SET message = :message, "
            "to_place = CASE WHEN to_place = 2 THEN 1 ELSE to_place END "
            "WHERE room = :room AND message = :transaction",
            **known,
        )

    async def announced(self) -> Sequence[tuple[str, str]]:
        """(room, transaction) of messages of which it is not known whether they were sent. The ids of events
        begin with « $ » (specification, appendix 4.2.4), transactions never do."""
        rows = await self._tx.rows("SELECT DISTINCT room, message FROM matrix_buttons WHERE message NOT LIKE '$%'")
        return [(row["room"], row["message"]) for row in rows]

    async def buttons(self, room: str, message: str) -> Sequence[KeptButton]:
        rows = await self._tx.rows(
            "SELECT sign, label, data FROM matrix_buttons "
            "WHERE room = :room AND message = :message ORDER BY place",
            room=room,
            message=message,
        )
        return [KeptButton(row["sign"], row["label"], row["data"]) for row in rows]

    async def newest_buttons(self, room: str) -> Sequence[KeptButton]:
        """Those of the last message of the room that had any."""
        row = await self._tx.row(
            "SELECT message FROM matrix_buttons WHERE room = :room AND message LIKE '$%' "
            "ORDER BY at DESC, message LIMIT 1",
            room=room,
        )
        return () if row is None else await self.buttons(room, row["message"])

    async def all_buttons(self, room: str, most: int) -> Sequence[KeptButton]:
        """Those of the messages of the room, the newest first."""
        rows = await self._tx.rows(
            "SELECT sign, label, data FROM matrix_buttons WHERE room = :room ORDER BY at DESC, place LIMIT :most",
            room=room,
            most=most,
        )
        return [KeptButton(row["sign"], row["label"], row["data"]) for row in rows]

    async def to_place(self) -> Sequence[tuple[str, str, str]]:
        """(room, message, sign) of reactions that Palabre has still to put, in the order in which they came."""
        rows = await self._tx.rows(
            "SELECT room, message, sign FROM matrix_buttons WHERE to_place = 1 ORDER BY at, message, place"
        )
        return [(row["room"], row["message"], row["sign"]) for row in rows]

    async def placed(self, room: str, message: str, sign: str) -> None:
        await self._tx.run(
            "UPDATE matrix_buttons SET to_place = 0 WHERE room = :room AND message = :message AND sign = :sign",
            room=room,
            message=message,
            sign=sign,
        )

    async def unplaced(self, room: str, message: str) -> None:
        """The message needs no more signs of Palabre's."""
        await self._tx.run(
            "UPDATE matrix_buttons SET to_place = 0 WHERE room = :room AND message = :message",
            room=room,
            message=message,
        )
