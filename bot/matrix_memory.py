"""The house's memory as the Matrix door asks for it: the server's stream, reactions, private rooms."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from bot.platforms.matrix.incoming import PLATFORM
from bot.platforms.matrix.keys import Key
from bot.platforms.matrix.store import Tap
from handlers.conversation.events import Chat
from storage.database import Transaction
from storage.matrix import KeptReaction, StoredMatrix
from storage.matrix_signs import KeptButton
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.settings import keep_word, kept_word, new_word

from .memory import StoredMemory

T = TypeVar("T")


class MatrixMemory(StoredMemory):
    """bot.platforms.matrix.store.Memory: each method is one transaction."""

    # The conversation with the server

    async def token(self) -> str | None:
        async with self._database.reading() as tx:
            return await kept_word(tx, "matrix_token") or None

    async def keep_token(self, token: str) -> None:
        await self._database.write(lambda tx: keep_word(tx, "matrix_token", token))

    async def era(self, *, anew: bool = False) -> str:
        return await self._database.write(lambda tx: new_word(tx, "matrix_era", anew=anew))

    async def boots(self) -> tuple[int, int]:
        async with self._database.reading() as tx:
            last, _, begun = (await kept_word(tx, "matrix_boots") or "0 0").partition(" ")
            return int(last), int(begun)

    async def keep_boots(self, last: int, begun: int) -> None:
        await self._database.write(lambda tx: keep_word(tx, "matrix_boots", f"{last} {begun}"))

    # The house

    async def accounts_in(self, chat: Chat) -> Sequence[str]:
        async with self._database.reading() as tx:
            return await StoredMembers(tx, self._now()).accounts_in(chat)

    async def has_group(self, chat: Chat) -> bool:
        async with self._database.reading() as tx:
            return await StoredMembers(tx, self._now()).group_of(chat) is not None

    async def rooms(self) -> Sequence[Chat]:
        async with self._database.reading() as tx:
            return await StoredMembers(tx, self._now()).rooms_on(PLATFORM)

    async def open_private(self, chat: Chat, account: str) -> None:
        await self._database.write(lambda tx: StoredMembers(tx, self._now()).open_private(chat, account))

    async def taken_away(self, chat: Chat, native: str) -> None:
        await self._database.write(lambda tx: StoredPosts(tx).taken_away(chat, native))

    # Signs and reactions

    async def keep_buttons(self, room: str, message: str, keys: Sequence[Key], to_place: int) -> None:
        await self._write(lambda matrix: matrix.keep_buttons(room, message, _kept(keys), to_place, self._now()))

    async def announce(self, room: str, transaction: str, keys: Sequence[Key], to_place: int) -> None:
        await self._write(lambda matrix: matrix.announce(room, transaction, _kept(keys), to_place, self._now()))

    async def arrived(self, room: str, transaction: str, message: str) -> None:
        await self._write(lambda matrix: matrix.arrived(room, transaction, message))

    async def announced(self) -> Sequence[tuple[str, str]]:
        return await self._read(lambda matrix: matrix.announced())

    async def buttons(self, room: str, message: str) -> Sequence[Key]:
        return _keys(await self._read(lambda matrix: matrix.buttons(room, message)))

    async def newest_buttons(self, room: str) -> Sequence[Key]:
        return _keys(await self._read(lambda matrix: matrix.newest_buttons(room)))

    async def all_buttons(self, room: str, most: int) -> Sequence[Key]:
        return _keys(await self._read(lambda matrix: matrix.all_buttons(room, most)))

    async def to_place(self) -> Sequence[tuple[str, str, str]]:
        return await self._read(lambda matrix: matrix.to_place())

    async def placed(self, room: str, message: str, sign: str) -> None:
        await self._write(lambda matrix: matrix.placed(room, message, sign))

    async def unplaced(self, room: str, message: str) -> None:
        await self._write(lambda matrix: matrix.unplaced(room, message))

    async def react(self, taps: Sequence[tuple[Tap, datetime]]) -> None:
        async def keep(tx: Transaction) -> None:
            matrix = StoredMatrix(tx)
            for tap, at in taps:
                kept = KeptReaction(tap.reaction, tap.room, tap.message, tap.account, tap.data)
                await matrix.react(kept, at)

        await self._database.write(keep)

    async def reaction(self, reaction: str) -> Tap | None:
        found = await self._read(lambda matrix: matrix.reaction(reaction))
        return None if found is None else _tap(found)

    async def standing(self, message: str, account: str) -> Sequence[Tap]:
        return [_tap(one) for one in await self._read(lambda matrix: matrix.standing(message, account))]

    async def unreact(self, reaction: str) -> None:
        await self._write(lambda matrix: matrix.unreact(reaction))

    # Private rooms

    async def private_rooms(self) -> dict[str, tuple[str, str]]:
        return await self._read(lambda matrix: matrix.private_rooms())

    async def keep_private(self, room: str, account: str, state: str) -> None:
        await self._write(lambda matrix: matrix.keep_private(room, account, state, self._now()))

    async def drop_private(self, room: str) -> None:
        await self._write(lambda matrix: matrix.drop_private(room))

    async def owe(self, account: str, event: str) -> None:
        await self._write(lambda matrix: matrix.owe(account, event))

    async def owed(self, account: str) -> str | None:
        return await self._read(lambda matrix: matrix.owed(account))

    async def all_owed(self) -> Sequence[str]:
        return await self._read(lambda matrix: matrix.all_owed())

    async def settle(self, account: str, event: str) -> None:
        await self._write(lambda matrix: matrix.settle(account, event))

    # Messages whose key has not come yet

    async def seal(self, room: str, event: str) -> None:
        await self._write(lambda matrix: matrix.seal(room, event, self._now()))

    async def sealed(self) -> Sequence[tuple[str, str, datetime]]:
        return await self._read(lambda matrix: matrix.sealed())

    async def unseal(self, event: str) -> None:
        await self._write(lambda matrix: matrix.unseal(event))

    async def _read(self, look: Callable[[StoredMatrix], Awaitable[T]]) -> T:
        async with self._database.reading() as tx:
            return await look(StoredMatrix(tx))

    async def _write(self, act: Callable[[StoredMatrix], Awaitable[None]]) -> None:
        await self._database.write(lambda tx: act(StoredMatrix(tx)))


def _kept(keys: Sequence[Key]) -> list[KeptButton]:
    return [KeptButton(key.sign, key.label, key.data) for key in keys]


def _keys(buttons: Sequence[KeptButton]) -> list[Key]:
    return [Key(button.sign, button.label, button.data) for button in buttons]


def _tap(kept: KeptReaction) -> Tap:
    return Tap(kept.reaction, kept.room, kept.message, kept.account, kept.data)
