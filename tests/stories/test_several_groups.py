"""Two groups on one bot never see each other, whatever somebody tries from the other room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from handlers.conversation.events import Chat
from handlers.members.model import Group
from storage.members import StoredMembers
from storage.salon import StoredSalon
from tests.conftest import Opens
from tests.neighbours import Neighbour, Neighbourhood

OTHER = "le-verger"


@asynccontextmanager
async def both(tilleuls: Opens, url: str) -> AsyncIterator[tuple[Neighbourhood, Neighbour]]:
    """Les Tilleuls with a poll by Karim that Léa answered, and Odette, who runs « Le Verger »."""
    async with tilleuls(url=url) as neighbours:
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            group = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None, demo=True))
            await StoredSalon(tx).open_room(OTHER)
            await members.add_chat(group, Chat("salon", OTHER), lists_members=True)
            person = await members.add_person("Odette")
            await members.add_account(person.id, "salon", str(person.id))
            await members.add_member(group, person.id, "facilitator")
        await neighbours["Karim"].says("/sondage On peint la porte en bleu ou en vert ?")
        await neighbours["Léa"].taps("Bleu")
        yield neighbours, Neighbour("Odette", f"{neighbours.program.address}/{OTHER}/odette", neighbours)


async def test_no_button_of_the_other_group_does_anything(tilleuls: Opens, url: str) -> None:
    async with both(tilleuls, url) as (neighbours, odette):
        card = await neighbours["Léa"].last()
        vote = card.buttons["Vert"]
        poll = vote.split(":")[2]
        acts = (
            "vote",
            "blank",
            "retract",
            "more",
            "mine",
            "who",
            "what",
            "extend",
            "close",
            "withdraw",
            "restore",
        )
        for data in (vote, *(f"polls:{act}:{poll}" for act in acts)):
            got = await odette.presses(data)
            assert got.refused, data
            assert got.toast == "Cela concerne un autre groupe."
            assert not got.private.lines
        assert (await neighbours["Léa"].last()) == card


async def test_no_reply_reaches_a_card_or_a_message_of_the_other_room(tilleuls: Opens, url: str) -> None:
    async with both(tilleuls, url) as (neighbours, odette):
        card = await neighbours["Léa"].last()
        await neighbours["Inès"].says("On mange samedi ou dimanche ?")
        said = await neighbours["Léa"].last()
        await odette.says("vert", reply_to=card.id)
        await odette.says("/sondage", reply_to=said.id)
        assert "Votre question, et les choix ?" in odette.screen.text
        assert not any("samedi" in message.text for message in await odette.sees())
        assert (await neighbours["Léa"].sees())[0] == card
        async with neighbours.http.get(f"{odette.base}?reply={said.id}") as page:
            assert "samedi" not in await page.text()


async def test_neither_messages_nor_pictures_nor_answers_are_seen_from_the_other_room(
    tilleuls: Opens, url: str
) -> None:
    async with both(tilleuls, url) as (neighbours, odette):
        await neighbours["Karim"].says("/aide", event="karims-own-event")
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Terminer")
        ((source, _), *_) = (await neighbours["Léa"].last()).pictures
        name = source.rsplit("/", 1)[1]
        assert await odette.sees() == []
        for path, status in ((f"/picture/{name}", 404), ("?answer=karims-own-event", 200), ("/since/0", 200)):
            async with neighbours.http.get(odette.base + path) as response:
                assert response.status == status
                words = (await response.read()).decode("utf-8", "replace")
                for private in ("porte", "Karim", "Léa", "Voici ce que je comprends"):
                    assert private not in words


async def test_one_is_a_stranger_in_the_other_room(tilleuls: Opens, url: str) -> None:
    async with both(tilleuls, url) as (neighbours, odette):
        for address in (
            odette.base.replace(OTHER, "les-tilleuls"),
            neighbours["Léa"].base.replace("les-tilleuls", OTHER),
        ):
            async with neighbours.http.get(address) as response:
                assert response.status == 403


@pytest.mark.parametrize(
    "data", ["polls:vote:999:1", "polls:vote", "polls:more:0", "polls:more:-1", "polls:vote:1:999"]
)
async def test_a_button_of_nothing_is_refused_in_words(tilleuls: Opens, url: str, data: str) -> None:
    async with both(tilleuls, url) as (neighbours, _):
        got = await neighbours["Léa"].presses(data)
        assert got.refused
        assert got.toast
