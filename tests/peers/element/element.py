"""Residents on Element: the real matrix-js-sdk with its Rust encryption, asked by lines of JSON."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from tests.peers.synapse import Account

from .install import HERE, NODE
from .seen import DeviceStatus, Seen, UserStatus

PATIENCE = 30.0
"""Seconds until an answer or a message must be there; on a free machine each takes well under one."""

_LONGEST = 16 * 1024 * 1024  # bytes in one line


class ElementRefused(Exception):
    """Element could not do it; the text is its error with the trace."""


class Element:
    """One session of one account. `seen` holds the newest state of every event, by its id; `whispers` what came
    encrypted from device to device, as (user, device, type)."""

    def __init__(self, process: "Elements", name: str) -> None:
        self._process = process
        self._name = name
        self.seen: dict[str, Seen] = {}
        self.whispers: set[tuple[str, str, str]] = set()
        self._news = asyncio.Event()
        self.user = ""
        self.device = ""
        self.recovery_key = ""

    async def _do(self, deed: str, **given: Any) -> Any:
        return await self._process.ask(self._name, deed, **given)

    def heard(
        self, seen: dict[str, Any] | None = None, whisper: list[str] | None = None, trust: bool = False
    ) -> None:
        """Something is new: of an event, of what no room shows, or of what is known of people and devices."""
        if seen:
            self.seen[seen["event"]] = Seen(**seen)
        if whisper:
            sender, device, type = whisper
            self.whispers.add((sender, device, type))
        self._news.set()
        self._news = asyncio.Event()

    async def sees(self, wanted: Callable[[Seen], bool]) -> Seen:
        """The first event of which this is true, now or soon. Raises AssertionError with what is seen instead."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    news = self._news
                    if found := next(filter(wanted, self.seen.values()), None):
                        return found
                    await news.wait()
        except TimeoutError:
            raise AssertionError("\n".join(map(str, self.seen.values())) or "nothing is seen") from None

    async def reads(self, body: str) -> Seen:
        """The message with exactly these words, once it is readable."""
        return await self.sees(lambda seen: seen.body == body and not seen.failure)

    async def event(self, event: str) -> Seen:
        """This event, once it has arrived."""
        return await self.sees(lambda seen: seen.event == event)

    async def set_up_identity(self) -> str:
        """A new account's own identity and secret storage; gives the recovery key, and keeps it."""
        self.recovery_key = await self._do("setUpIdentity")
        return self.recovery_key

    async def reset_identity(self) -> None:
        await self._do("resetIdentity")

    async def verify_with(self, recovery_key: str) -> None:
        """This session becomes a verified one of the account, as by typing the recovery key."""
        await self._do("verifyWith", key=recovery_key)

    async def sign_device(self, device: str) -> None:
        """Another session of the same account is verified by this one, once this one has heard of it."""
        await self.knows_device(self.user, device, signed=False)
        await self._do("signDevice", device=device)

    async def exclude_insecure(self, yes: bool = True) -> None:
        """The setting « Exclude insecure devices when sending or receiving messages »."""
        await self._do("excludeInsecure", yes=yes)

    async def create_room(
        self,
        *invite: str,
        name: str = "",
        version: str = "",
        encrypted: bool = True,
        direct: bool = False,
    ) -> str:
        """The new room's id. Without a version it is the server's default."""
        given = {"name": name, "version": version, "encrypted": encrypted, "direct": direct}
        return str(await self._do("createRoom", invite=list(invite), **given))

    async def invite(self, room: str, user: str) -> None:
        await self._do("invite", room=room, user=user)

    async def join(self, room: str) -> None:
        await self._do("join", room=room)

    async def quit(self, room: str) -> None:
        await self._do("quit", room=room)

    async def say(self, room: str, body: str) -> str:
        """The event's id, as for each of the next."""
        return str(await self._do("say", room=room, body=body))

    async def reply(self, room: str, event: str, body: str) -> str:
        return str(await self._do("reply", room=room, event=event, body=body))

    async def edit(self, room: str, event: str, body: str) -> str:
        return str(await self._do("edit", room=room, event=event, body=body))

    async def react(self, room: str, event: str, key: str) -> str:
        return str(await self._do("react", room=room, event=event, key=key))

    async def redact(self, room: str, event: str) -> str:
        return str(await self._do("redact", room=room, event=event))

    async def send(self, room: str, type: str, content: dict[str, Any]) -> str:
        """Any event, as a poll of MSC3381."""
        return str(await self._do("sendEvent", room=room, type=type, content=content))

    async def renew_key(self, room: str) -> None:
        """The next message is encrypted by a new key."""
        await self._do("renewKey", room=room)

    async def accept_identity(self, user: str) -> None:
        """The resident accepts that this person's identity has changed."""
        await self._do("pin", user=user)

    async def user_status(self, user: str) -> UserStatus:
        said = await self._do("userStatus", user=user)
        return UserStatus(**{**said, "identity": next(iter(said["identity"].values()), "")})

    async def devices(self, user: str) -> list[DeviceStatus]:
        """Asks the server first where nothing is known of this person."""
        return [DeviceStatus(**said) for said in await self._do("devices", user=user)]

    async def device_status(self, user: str, device: str) -> DeviceStatus | None:
        """None where the device is unknown or has no keys."""
        said = await self._do("deviceStatus", user=user, device=device)
        return DeviceStatus(**said) if said else None

    async def knows_device(self, user: str, device: str, *, signed: bool) -> None:
        """Returns once it knows that the device is signed by its owner, or is not. Raises AssertionError."""

        async def known() -> bool:
            status = await self.device_status(user, device)
            return status is not None and status.signed_by_owner == signed

        await self._learns(known, lambda: self.devices(user))

    async def sees_identity(self, user: str, *, changed: bool) -> None:
        """Returns once it sees that the identity is not the first one any more, or is. Raises AssertionError."""

        async def seen() -> bool:
            status = await self.user_status(user)
            return status.known and status.changed == changed

        await self._learns(seen, lambda: self.user_status(user))

    async def _learns(self, ask: Callable[[], Awaitable[bool]], instead: Callable[[], Awaitable[Any]]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    news = self._news
                    if await ask():
                        return
                    await news.wait()
        except TimeoutError:
            raise AssertionError(f"what is known instead: {await instead()}") from None

    async def is_greeted(self, user: str, device: str) -> None:
        """Returns once this device has opened an encrypted line to this one (m.dummy). Raises AssertionError."""

        async def heard() -> bool:
            return (user, device, "m.dummy") in self.whispers

        async def instead() -> set[tuple[str, str, str]]:
            return self.whispers

        await self._learns(heard, instead)

    async def leave(self) -> None:
        """The session stops; its device stays in the account."""
        await self._do("leave")


class Elements:
    """The process; `log_in` starts a session in it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._sessions: dict[str, Element] = {}

    async def log_in(self, account: Account) -> Element:
        """Opens the app on the device that the account is logged in with; for another one of the same account see
        `another_device`. It has no identity yet: see `set_up_identity` and `verify_with`."""
        name = f"{account.name}#{next(self._numbers)}"
        session = self._sessions[name] = Element(self, name)
        # The password is asked for once more where an identity is reset.
        given = {"token": account.token, "password": account.password}
        me = await self.ask(name, "log_in", homeserver=account.synapse.url, **given)
        session.user, session.device = me["user"], me["device"]
        return session

    async def resident(self, account: Account) -> Element:
        """A new account's first device, with its identity, as Element Web makes it."""
        session = await self.log_in(account)
        await session.set_up_identity()
        return session

    async def ask(self, session: str, deed: str, **given: Any) -> Any:
        """The answer. Raises ElementRefused, and TimeoutError where none comes."""
        number = next(self._numbers)
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        line = json.dumps({"id": number, "session": session, "do": deed, **given})
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        return await asyncio.wait_for(answer, PATIENCE)

    async def listen(self) -> None:
        """Until the process ends; whoever still waits for an answer is told so."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            if "id" not in said:
                self._sessions[said.pop("session")].heard(**said)
                continue
            answer = self._asked.pop(said["id"])
            if answer.done():  # nobody waits any more
                continue
            if "refused" in said:
                answer.set_exception(ElementRefused(said["refused"]))
            else:
                answer.set_result(said["answer"])
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(ElementRefused("the process of Element has ended"))


@asynccontextmanager
async def elements() -> AsyncIterator[Elements]:
    """The process, for sessions on any server of this machine. ELEMENT_TALKS=1 lets it say what it does."""
    if not (HERE / "node_modules").is_dir():
        raise LookupError("Element is not installed: python -m tests.peers.element, which make test does")
    process = await asyncio.create_subprocess_exec(
        NODE,
        HERE / "element.mjs",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ,
        limit=_LONGEST,
    )
    there = Elements(process)
    listening = asyncio.create_task(there.listen())
    try:
        yield there
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 5)
        except TimeoutError:
            process.kill()
            await process.wait()
        await listening
