"""Telegram's server as a test holds it: the residents, their groups, and all that the bot asked."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Literal

from . import official
from .calls import Call, Json, Refusal
from .chats import Chat
from .door import Door
from .faults import Drop, Fault, Faults
from .flood import Flood
from .messages import Message
from .methods_bot import CommandKey, Commands
from .people import Person
from .presses import Press
from .rooms import Room
from .updates import Updates
from .webhook import Webhook


class BotApi:
    """`calls`: what the bot asked, in order; `asked`: how many of them were not for news; `violations`: what was said that the official documentation refuses;
    `commands`: (scope, chat, language) → (name, description, ephemeral); `descriptions`: (which, language) → words;
    `ephemeral`: False as a server of before, « refuse » as one where they are turned off; `callback_lifetime` and
    `ephemeral_window`: seconds; `privacy_mode`: off, the bot reads everything; `date`: the Unix time of messages."""

    def __init__(self, token: str, username: str, *, flood: bool, flood_speed: float, strict: bool) -> None:
        self.token = token
        self.strict = strict
        self.revoked = False
        self.calls: list[Call] = []
        self.asked = 0
        self.violations: list[str] = []
        self.commands: dict[CommandKey, Commands] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.ephemeral: bool | Literal["refuse"] = True
        self.ephemeral_window = 15.0
        self.callback_lifetime = 15 * 60.0
        self.privacy_mode = True
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Person] = {}
        self.presses: dict[str, Press] = {}
        self.windows: dict[tuple[int, int], float] = {}
        """(chat, person) → when that person last said something to the bot alone."""
        self.files: dict[str, bytes] = {}
        self.faults = Faults()
        self.flood = Flood(flood, flood_speed, self.clock)
        self.updates = Updates(700_001, self._wake_webhook, self._check_update)
        self._webhook: Webhook | None = None
        self._stopping: list[asyncio.Task[None]] = []
        self._door = Door(self)
        self._accounts: dict[str, Person] = {}
        self._people, self._rooms, self._messages, self._queries = 1000, 2_000_000, 0, 4_000_000_000_000
        self.bot = Person(self, int(token.split(":")[0]), "Palabre", username=username)
        self.bot.is_bot = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.port}"

    @property
    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.updates.waiting)

    @property
    def polled(self) -> bool:
        """Whether the bot is asking for news at this moment."""
        return self.updates.polled

    @property
    def flooded(self) -> int:
        """How many calls came too fast."""
        return self.flood.flooded

    @property
    def webhook(self) -> Json | None:
        """None, or the url, secret_token, max_connections and allowed_updates that were set."""
        hook = self._webhook
        if hook is None:
            return None
        named = self.updates.named
        return {
            "url": hook.url,
            "secret_token": hook.secret,
            "max_connections": hook.connections,
            "allowed_updates": named,
        }

    def clock(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def date(self) -> int:
        """Unix time."""
        return int(time.time())

    # --- the residents and their groups

    def person(self, name: str, *, last_name: str = "", username: str = "", language_code: str = "fr") -> Person:
        """Somebody with an account, who has not met the bot."""
        self._people += 1
        person = Person(self, self._people, name, last_name, username, language_code)
        self.people[person.id] = person
        self.chats[person.id] = person.private
        return person

    def account(self, id: int, name: str, username: str) -> Person:
        """The account of a bot other than ours; the same for the same name. `id`: 0 for the next free one."""
        if name not in self._accounts:
            self._people += 1
            self._accounts[name] = Person(self, id or self._people, name, username=username)
            self._accounts[name].is_bot = True
        return self._accounts[name]

    def group(
        self,
        title: str,
        members: Iterable[Person] = (),
        *,
        supergroup: bool = True,
        forum: bool = False,
        public: bool = False,
        creator: Person | None = None,
    ) -> Room:
        """A group without the bot. Everybody is an ordinary member, but the `creator` if one is named."""
        room = self.empty_room(title, supergroup=supergroup or forum, forum=forum, public=public)
        room.members = {person.id: "member" for person in members}
        if creator is not None:
            room.members[creator.id] = "creator"
        return room

    def empty_room(self, title: str, *, supergroup: bool, forum: bool = False, public: bool = False) -> Room:
        """A group with nobody in it."""
        self._rooms += 1
        number = -1_000_000_000_000 - self._rooms if supergroup else 1_996_000 - self._rooms
        username = f"groupe_{self._rooms}" if public else ""
        room = Room(self, number, title, supergroup=supergroup, forum=forum, username=username)
        self.chats[number] = room
        return room

    def age(self, message: Message, hours: float) -> None:
        """Makes it older."""
        message.date -= round(hours * 3600)

    def expire(self, press: Press) -> None:
        """It is too late to answer it."""
        press.expired = True

    # --- what the bot asked

    def calls_of(self, method: str) -> list[Call]:
        """Those of this method, in order."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    async def until(self, condition: Callable[[], object], seconds: float = 60) -> None:
        """Waits until it holds. Raises AssertionError where it does not in that time."""
        ends = self.clock() + seconds
        while not condition():
            assert self.clock() < ends, f"still not so after {seconds} s. {self._situation()}"
            await asyncio.sleep(0.005)

    async def settled(self, quiet: float = 0.05, seconds: float = 60) -> None:
        """Waits until the bot has confirmed everything, and has asked nothing but news for `quiet` seconds."""
        ends, count, since = self.clock() + seconds, -1, self.clock()
        while self.pending or count != self.asked or self.clock() - since < quiet:
            if self.pending or count != self.asked:
                count, since = self.asked, self.clock()
            assert self.clock() < ends, f"not settled after {seconds} s. {self._situation()}"
            await asyncio.sleep(0.005)

    # --- what goes wrong

    def fault(
        self,
        method: str = "*",
        status: int | None = None,
        body: bytes | None = None,
        times: int = 1,
        retry_after: int | None = None,
        delay: float = 0.0,
        drop: Drop = None,
        chat: Chat | int | None = None,
    ) -> Fault:
        """Orders what goes wrong next (see Fault). Alone, `delay` is a slow answer; with nothing at all it is 500."""
        if status is None and drop is None and (body is not None or retry_after is not None or not delay):
            status = 200 if body is not None else 429 if retry_after is not None else 500
        made = Fault(
            method, status, body, times, retry_after, delay, drop, chat.id if isinstance(chat, Chat) else chat
        )
        self.faults.add(made)
        return made

    def stop_listening(self) -> None:
        """The server is down: connections are refused, and those there are break."""
        self._door.shut()

    async def listen_again(self) -> None:
        """It is back, on the same port."""
        await self._door.listen()

    def revoke_token(self) -> None:
        """The token is worth nothing any more."""
        self.revoked = True
        self.updates.end_polling(Refusal(401, "Unauthorized"))

    def restore_token(self) -> None:
        self.revoked = False

    # --- for the other parts of the simulator

    def next_message_id(self) -> int:
        """The account's own count, for private chats and basic groups."""
        self._messages += 1
        return self._messages

    def next_query_id(self) -> str:
        self._queries += 7919
        return str(self._queries)

    def start_webhook(self, url: str, secret: str, connections: int) -> None:
        """In place of the one there was."""
        self.stop_webhook()
        self.updates.end_polling(Refusal(409, "Conflict: terminated by setWebhook request"))
        self._webhook = Webhook(url, secret, connections, self.updates)
        self._webhook.start()

    def stop_webhook(self) -> None:
        if self._webhook is not None:
            self._stopping.append(asyncio.create_task(self._webhook.stop()))
            self._webhook = None

    def webhook_errors(self) -> Json:
        return {} if self._webhook is None else self._webhook.as_json()

    async def open(self) -> None:
        await self._door.listen()

    async def close(self) -> None:
        self.stop_webhook()
        await asyncio.gather(*self._stopping)
        await self._door.close()

    def _wake_webhook(self) -> None:
        if self._webhook is not None:
            self._webhook.wake()

    def _check_update(self, update: Json) -> None:
        if self.strict:
            self.violations += official.wrong_update(update)

    def _situation(self) -> str:
        last = [str(call) for call in self.calls if call.method != "getUpdates"][-8:]
        return f"{self.pending} updates wait. Last calls:\n" + "\n".join(last or ["none"])


@asynccontextmanager
async def bot_api(
    *,
    token: str = "42:TEST-TOKEN-abc",
    username: str = "palabre_bot",
    flood: bool = True,
    flood_speed: float = 1.0,
    strict: bool = True,
    check: bool = True,
) -> AsyncIterator[BotApi]:
    """A server on a free port of this machine. `flood`: with limits, whose windows `flood_speed` 10 makes ten times
    shorter; `strict`: all that is said is held against the documentation; `check`: violations raise AssertionError at
    the end."""
    api = BotApi(token, username, flood=flood, flood_speed=flood_speed, strict=strict)
    await api.open()
    try:
        yield api
    finally:
        await api.close()
    assert not check or not api.violations, "\n".join(api.violations)
