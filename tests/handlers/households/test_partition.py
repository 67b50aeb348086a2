"""Whatever people say, leave, come back or become: everybody who decides is in one household, and in one only."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.assembly import every_feature
from bot.dispatch import Dispatch
from bot.ground import Ground
from handlers.conversation.events import Chat, Event, Joined, Left, Press, Said, Sender, Standing
from handlers.members.model import Group, Role
from storage.database import Database, open_database
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON
from tests.peers.ready import ready_file

CHAT = Chat("salon", "les-tilleuls")
NAMES = ("Nadia", "Karim", "Sarah", "Inès", "Léa", "Zoé")
ROLES: tuple[Role, ...] = ("resident", "facilitator", "guest", "accompaniment")

RUN_BY_NADIA = ("put", "place", "hold", "askrelay", "remove", "restore", "keep", "add", "paste", "person")
ACTS = (
    *("hello", "with", "couple", "yes", "no", "unclaim", "leave", "alone", "write", "number", "agree", "stop"),
    *(*RUN_BY_NADIA, "report", "joined", "left", "forgotten", "role", "kind", "united"),
)
acts = st.tuples(st.sampled_from(ACTS), st.integers(0, 99), st.integers(0, 99))


# To shrink a failure takes minutes here, and the list of acts reads well enough as it is.
@settings(max_examples=60, deadline=None, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, min_size=20, max_size=60))
def test_households_part_those_who_decide(said: Sequence[tuple[str, int, int]]) -> None:
    asyncio.run(_played(said))


async def _played(said: Sequence[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await ready_file(Path(folder) / "palabre.db")
        database = open_database(f"sqlite:///{Path(folder)}/palabre.db")
        await database.open()
        try:
            village = _Village(database)
            await village.settle()
            for act, by, about in said:
                await village.play(act, by, about)
                await village.must_be_parted()
        finally:
            await database.close()


class _Village:
    """Six people, one room, and everything that can happen to a roll."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.dispatch = Dispatch(database, lambda: None)
        self.now = TUESDAY_NOON

    async def settle(self) -> None:
        async with self.database.writing() as tx:
            members = StoredMembers(tx, self.now)
            group = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", None))
            await members.add_chat(group, CHAT, lists_members=True)
            for name in NAMES:
                person = await members.add_person(name)
                await members.add_account(person.id, CHAT.platform, name)
                await members.add_member(group, person.id, "accompaniment" if name == "Nadia" else "resident")

    async def play(self, act: str, by: int, about: int) -> None:
        """One act of somebody; the numbers choose among those whom, and what, there is."""
        async with self.database.reading() as tx:
            members = StoredMembers(tx, self.now)
            people = [member.person for member in await members.members(1)]
            claims, homes = await members.claims(1), await members.households(1)
            relays = await members.relays(1)
        one, other = people[by % len(people)], people[about % len(people)]
        claim = claims[about % len(claims)] if claims else None
        home, relay = homes[about % len(homes)] if homes else None, relays[about % len(relays)] if relays else None
        who = "Nadia" if act in RUN_BY_NADIA else NAMES[by % len(NAMES)]
        match act:
            case "joined" | "left" | "forgotten" | "role" | "kind" | "united":
                await self._happens(act, NAMES[by % len(NAMES)], about)
            case "with" | "remove" | "restore" | "report" | "person":
                await self._presses(who, act, other.id)
            case "couple":
                await self._presses(one.name, "with", other.id)
                async with self.database.reading() as tx:
                    newest = (await StoredMembers(tx, self.now).claims(1))[-1:]
                await self._presses(other.name, "yes", *(made.id for made in newest))
            case "yes" | "no" | "unclaim" if claim is not None:
                answering = [person.name for person in people if person.id == claim.person]
                said_by = claim.claimant.name if act == "unclaim" else (answering or ["Nadia"])[0]
                await self._presses(said_by, act, claim.id)
            case "put" | "askrelay":
                await self._presses(who, act, one.id, other.id * (about < 80))
            case "place" | "hold" if home is not None:
                ids = (one.id, home.id) if act == "place" else (home.id, *(m.person.id for m in home.people[:1]))
                await self._presses(who, act, *ids)
            case "agree" | "stop" if relay is not None:
                await self._presses(relay.relay.name, act, relay.person.id)
            case "write" | "add" | "paste" | "number":
                words = {"write": other.name.upper(), "add": f"Odette {about}", "number": str(about % 4)}
                lots = f"{about % 4};10;{other.name}\n{by};5;Marcel\n7;1;{other.name}"
                await self._presses(who, act)
                await self._hand_in(Said(self._next(), self.now, CHAT, _sender(who), words.get(act, lots)))
            case _:
                await self._presses(who, act)

    def _next(self) -> str:
        self.now += timedelta(seconds=1)
        return f"act:{self.now.timestamp()}"

    async def _presses(self, name: str, act: str, *ids: int) -> None:
        data = "help:forget:surely" if act == "forget" else ":".join(("households", act, "1", *map(str, ids)))
        await self._hand_in(Press(self._next(), self.now, CHAT, _sender(name), data))

    async def _happens(self, act: str, name: str, about: int) -> None:
        if act == "forgotten" and name == "Zoé":  # one of them, or soon nobody would be left
            await self._presses(name, "forget")
        elif act in ("joined", "left"):
            kind = Joined if act == "joined" or name == "Nadia" else Left
            await self._hand_in(kind(self._next(), self.now, CHAT, _sender(name)))
        elif act in ("role", "kind", "united"):
            await self._becomes(act, name, about)

    async def _hand_in(self, event: Event) -> None:
        answer = await self.dispatch.handle(event)
        assert answer.toast is None or not answer.toast.sentence.startswith("I failed"), event

    async def _becomes(self, act: str, name: str, about: int) -> None:
        async with self.database.writing() as tx:
            ground = Ground(tx, self.now)
            person = await ground.members.account_of(CHAT.platform, name)
            if act == "kind":
                kinds = ("", "housing", "place", "condominium")
                group = await ground.members.group(1)
                await ground.members.settle(replace(group, kind=kinds[about % 4]))  # type: ignore[arg-type]
            elif person is not None and act == "role" and name != "Nadia":
                await ground.members.give_role(1, person.id, ROLES[about % 4])
            elif person is not None and act == "united":
                people = [member.person.id for member in await ground.members.members(1)]
                gone = people[about % len(people)]
                if gone != person.id:
                    await every_feature(ground).unite(person.id, gone)

    async def must_be_parted(self) -> None:
        async with self.database.reading() as tx:
            members = StoredMembers(tx, self.now)
            deciding = [member for member in await members.members(1) if member.decides]
            homes = await members.households(1)
            placed = [member.person.id for home in homes for member in home.people]
            assert sorted(placed) == sorted(member.person.id for member in deciding), "each once, nobody else"
            assert len({home.id for home in homes}) == len(homes)
            assert all(home.people or home.label for home in homes)
            for claim in await members.claims(1):
                assert claim.person != claim.claimant.id
            for relay in await members.relays(1):
                assert relay.person != relay.relay


def _sender(name: str) -> Sender:
    return Sender(name, name, Standing("member", TUESDAY_NOON))
