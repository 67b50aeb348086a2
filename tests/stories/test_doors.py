"""Two groups become one, by a code that one gives and the other confirms; nobody finds it by trying."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from handlers.conversation.events import Chat
from handlers.conversation.topic import Topic
from handlers.members.model import Group
from storage.codes import StoredCodes
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.salon import StoredSalon
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import Neighbour, Neighbourhood

GARDEN = "jardin"
WRONG = "Ce code ne marche pas, ou plus. Demandez-en un nouveau."
OFTEN = "Cinq codes en une heure, c'est le maximum. Réessayez plus tard."


@dataclass
class Both:
    """Les Tilleuls, which Nadia accompanies, and « Jardin », which Rose runs and Yves is in."""

    tilleuls: Neighbourhood
    rose: Neighbour
    yves: Neighbour

    @property
    def nadia(self) -> Neighbour:
        return self.tilleuls["Nadia"]

    async def code(self) -> str:
        """The code that Nadia is given."""
        got = await self.nadia.presses("groups:join:1")
        assert got.private.lines[0].startswith("Dans l'autre salle, écrivez : /groupe "), got
        return got.private.lines[0].rsplit(" ", 1)[1]

    async def is_one(self) -> bool:
        async with self.tilleuls.program.database.reading() as tx:
            return len(await StoredMembers(tx, self.tilleuls.now).chats(1)) == 2


@asynccontextmanager
async def both(tilleuls: Opens, url: str = "") -> AsyncIterator[Both]:
    async with tilleuls(url=url) as neighbours:
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            group = await members.add_group(Group(0, "Jardin", "Europe/Paris", "fr", None, demo=True))
            await StoredSalon(tx).open_room(GARDEN)
            await members.add_chat(group, Chat("salon", GARDEN), lists_members=True)
            for name in ("Rose", "Yves"):
                person = await members.add_person(name)
                await members.add_account(person.id, "salon", str(person.id))
                await members.add_member(group, person.id, "facilitator" if name == "Rose" else "resident")
            await StoredPosts(tx).put(Topic("help", group, "welcome"), [Chat("salon", GARDEN)])
        await neighbours.settle()
        base = f"{neighbours.program.address}/{GARDEN}"
        yield Both(
            neighbours,
            Neighbour("Rose", f"{base}/rose", neighbours),
            Neighbour("Yves", f"{base}/yves", neighbours),
        )


async def test_a_code_joins_two_groups(tilleuls: Opens, url: str) -> None:
    async with both(tilleuls, url) as here:
        await here.rose.says("/sondage Pizza ou crêpes ?")
        old = (await here.yves.last()).buttons["Pizza"]
        got = await here.nadia.presses("groups:join:1")
        assert got.private.lines[1] == (
            "Il faut animer cet autre groupe pour l'écrire. Il sert une seule fois, pendant dix minutes. "
            "Ses salles rejoindront alors « Les Tilleuls »."
        )
        code = got.private.lines[0].rsplit(" ", 1)[1]
        assert len(code) == 6
        got = await here.rose.says(f"/groupe {code[:3]} {code[3:]}")
        assert got.private.lines == [
            "Les salles de « Jardin » rejoignent « Les Tilleuls » : mêmes voisins, mêmes sondages."
        ]
        assert list(got.private.buttons) == ["Relier", "Laisser"]
        assert not await here.is_one(), "nothing has happened yet"
        got = await here.rose.taps("Relier")
        assert got.toast == "C'est fait : tout le monde est dans « Les Tilleuls »."
        told = await here.nadia.last()
        assert told.lines == ["Rose a relié les salles de « Jardin » à « Les Tilleuls »."]
        assert list(told.buttons) == ["Voir le groupe"]
        await here.tilleuls["Karim"].says("/sondage On peint la porte en bleu ou en vert ?")
        for one in (here.yves, here.tilleuls["Léa"]):
            assert list((await one.last()).buttons) == ["Bleu", "Vert", "⋯ Plus"]
        assert (await here.yves.taps("Vert")).toast.startswith("Noté : vert.")
        for one in (here.yves, here.tilleuls["Léa"]):
            assert "vert 1" in (await one.last()).text
        assert (await here.yves.presses(old)).toast.startswith("Noté : Pizza."), "its own polls go on"
        lines = (await here.yves.says("/groupe")).private.lines
        assert lines[0] == "Les Tilleuls"
        assert "Nadia accompagne. Rose anime jusqu'au mercredi 2 juin." in lines[1]


async def test_the_welcome_in_the_joined_room_counts_the_whole_group(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        code = await here.code()
        await here.rose.says(f"/groupe {code}")
        await here.rose.taps("Relier")
        await here.tilleuls["Léa"].presses("households:hello")
        (welcome,) = [message for message in await here.yves.sees() if "Bonjour à tous" in message.text]
        assert "👋 1 voisin a dit bonjour." in welcome.text


async def test_leaving_it_changes_nothing(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        await here.rose.says(f"/groupe {await here.code()}")
        assert (await here.rose.taps("Laisser")).toast == "Rien n'a changé."
        assert not await here.is_one()


async def test_a_code_is_spent_once_and_lasts_ten_minutes(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        code = await here.code()
        await here.rose.says(f"/groupe {code}")
        await here.tilleuls.at(TUESDAY_NOON + timedelta(minutes=10))
        assert (await here.rose.taps("Relier")).toast == WRONG
        assert not await here.is_one()
        first = await here.code()
        second = await here.code()
        if first != second:
            assert (await here.rose.says(f"/groupe {first}")).toast == WRONG, "a new code replaces the older"
        await here.rose.says(f"/groupe {second}")
        await here.rose.taps("Relier")
        assert await here.is_one()
        assert (await here.rose.presses(f"groups:unite:2:{second}")).refused
        async with here.tilleuls.program.database.reading() as tx:
            assert await StoredCodes(tx).look("room", second, here.tilleuls.now) is None, (
                "nor does a third group use it"
            )


async def test_nobody_finds_a_code_by_trying(tilleuls: Opens, url: str) -> None:
    async with both(tilleuls, url) as here:
        code = await here.code()
        other = [f"{(int(code) + 1 + step) % 10**6:06}" for step in range(6)]
        for at, typed in enumerate(other):
            if at % 2:
                got = await here.rose.presses(f"groups:unite:2:{typed}")
            else:
                got = await here.rose.says(f"/groupe {typed}")
            assert got.refused
            assert got.toast == (WRONG if at < 5 else OFTEN), at
        assert (await here.rose.says(f"/groupe {code}")).toast == OFTEN
        assert (await here.rose.presses(f"groups:unite:2:{code}")).toast == OFTEN
        assert not await here.is_one()
        await here.tilleuls.at(TUESDAY_NOON + timedelta(minutes=61))
        assert (await here.rose.says(f"/groupe {await here.code()}")).private.buttons


async def test_who_does_not_run_the_other_group_joins_nothing(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        code = await here.code()
        refusal = "Seules les personnes qui animent le groupe peuvent relier ses salles à d'autres."
        assert (await here.yves.says(f"/groupe {code}")).toast == refusal
        assert (await here.yves.presses(f"groups:unite:2:{code}")).toast == refusal
        assert (await here.yves.presses("groups:join:2")).toast == refusal
        for who, data in (
            (here.rose, f"groups:unite:1:{code}"),
            (here.rose, "groups:join:1"),
            (here.tilleuls["Karim"], f"groups:unite:2:{code}"),
            (here.nadia, f"groups:unite:2:{code}"),
        ):
            assert (await who.presses(data)).toast == "Cela concerne un autre groupe.", data
        assert not await here.is_one()
        assert (await here.rose.says(f"/groupe {code}")).private.buttons, "the code is still good"


async def test_who_no_longer_runs_the_first_group_gives_nothing(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        code = await here.code()
        await here.rose.says(f"/groupe {code}")
        await here.nadia.presses("groups:stop:1:surely")
        assert (await here.rose.taps("Relier")).toast == WRONG
        assert (await here.rose.says(f"/groupe {code}")).toast == WRONG
        assert not await here.is_one()
        assert (await here.nadia.presses("groups:join:1")).refused, "nobody runs it: nobody joins it"


async def test_a_group_is_not_joined_to_itself(tilleuls: Opens) -> None:
    async with both(tilleuls) as here:
        code = await here.code()
        got = await here.nadia.says(f"/groupe {code}")
        assert got.toast == "Ce code est celui de ce groupe. Écrivez-le dans l'autre salle."
        assert (await here.nadia.presses(f"groups:unite:1:{code}")).toast == WRONG


@pytest.mark.parametrize("typed", ["48291", "4829137", "0", "482 91"])
async def test_what_is_no_code_is_said_to_be_none(tilleuls: Opens, typed: str) -> None:
    async with both(tilleuls) as here:
        assert (await here.rose.says(f"/groupe {typed}")).toast == WRONG


@pytest.mark.parametrize(
    "data",
    [
        "kind:1:housing",
        "mine:1:decide",
        "ready:1",
        "perfect:1",
        "settings:1",
        "set:1:language:en",
        "roles:1",
        "pick:1:0",
        "person:1:1",
        "terms:1:1",
        "give:1:1:guest",
        "give:1:6:facilitator:12",
        "undo:1:1",
        "agree:1",
        "decline:1",
        "stop:1:surely",
        "leave:1",
        "language:1",
        "zones:1:0",
        "night:1",
        "votes:1",
        "voices:1",
        "agreement:1",
        "quorum:1",
        "kinds:1",
        "kind",
        "give",
    ],
)
async def test_no_button_of_the_other_group_does_anything(tilleuls: Opens, data: str) -> None:
    async with both(tilleuls) as here:
        got = await here.rose.presses(f"groups:{data}")
        assert got.refused
        assert got.toast == "Cela concerne un autre groupe."
        for answer in ("admit", "refuse"):
            assert (await here.rose.presses(f"groups:{answer}:1")).toast == (
                "Seule la personne qui m'héberge peut répondre."
            )
        async with here.tilleuls.program.database.reading() as tx:
            members = StoredMembers(tx, here.tilleuls.now)
            assert sorted(role for _, role in await members.people(1)) == ["accompaniment", *["resident"] * 4]
            assert (await members.group(1)).kind == ""
