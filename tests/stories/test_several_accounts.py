"""One person with two accounts: six digits, one question, and one voice from then on."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp

from handlers.conversation.events import Chat, Command, Press, Sender, Standing
from storage.members import StoredMembers
from storage.salon import StoredSalon
from tests.conftest import Opens
from tests.neighbours import PEOPLE, ROOM, Neighbour, Neighbourhood

UNKNOWN = "I do not know this code. It lasts ten minutes and serves once: ask for another one."


@asynccontextmanager
async def hamlet(tilleuls: Opens, **how: Any) -> AsyncIterator[Neighbourhood]:
    """Les Tilleuls in English: what is said is what the code says."""
    async with tilleuls(language="en", **how) as neighbours:
        yield neighbours


async def code_of(neighbours: Neighbourhood, name: str) -> str:
    """The six digits that this person is shown."""
    await neighbours[name].says("/moi")
    shown = (await neighbours[name].taps("Another device")).private
    found = re.search(r"/moi (\d{6})", shown.text)
    assert found is not None, shown.lines
    assert shown.lines[0] == f"{found[1][:3]} {found[1][3:]}"
    return found[1]


async def test_a_second_account_becomes_the_firsts(tilleuls: Opens, url: str) -> None:
    async with hamlet(tilleuls, url=url) as neighbours:
        code = await code_of(neighbours, "Karim")
        asked = await neighbours["Sarah"].says(f"/moi {code}")
        assert asked.private.lines == ["Is this account really yours? I join it with Karim (« Les Tilleuls »)."]
        assert list(asked.private.buttons) == ["Yes, it is me", "No"]
        got = await neighbours["Sarah"].taps("Yes, it is me")
        assert got.toast == "It is done: you are Karim, here too."
        async with neighbours.http.get(neighbours["Sarah"].base) as page:
            assert page.status == 403, "there is no Sarah any more"
        told = [seen for seen in await neighbours["Karim"].sees() if "Your other account" in seen.text]
        assert [seen.lines for seen in told] == [
            ["Your other account is joined with this one. You come by: Salon."],
        ]
        assert await neighbours["Léa"].sees() == [], "nobody else is told"
        async with neighbours.program.database.reading() as tx:
            members = StoredMembers(tx, neighbours.now)
            assert [person.name for person, _ in await members.people(1)] == ["Karim", "Inès", "Léa", "Nadia"]


async def test_the_code_is_typed_in_the_message_field_and_nobody_sees_it(tilleuls: Opens) -> None:
    async with hamlet(tilleuls) as neighbours:
        code = await code_of(neighbours, "Karim")
        for typed in ("/moi 000000", f"/moi {code[:3]} {code[3:]}", f"/me {code}"):
            await neighbours["Sarah"].says(typed)
        for name in PEOPLE:
            assert await neighbours[name].sees() == []


async def test_a_code_serves_whoever_types_it_first_and_no_other(tilleuls: Opens) -> None:
    async with hamlet(tilleuls) as neighbours:
        code = await code_of(neighbours, "Karim")
        await neighbours["Sarah"].says(f"/moi {code}")
        late = await neighbours["Léa"].says(f"/moi {code}")
        assert (late.refused, late.toast) == (True, UNKNOWN)
        assert (await neighbours["Léa"].presses("me:unite")).toast == (
            "This code has run out. Ask for another one on the other account."
        )
        assert (await neighbours["Sarah"].taps("No")).toast == "Nothing is changed."
        assert (await neighbours["Sarah"].presses("me:unite")).refused
        assert (await neighbours["Sarah"].says(f"/moi {code}")).toast == UNKNOWN


async def test_a_code_lasts_ten_minutes_and_so_does_the_question(tilleuls: Opens) -> None:
    async with hamlet(tilleuls) as neighbours:
        code = await code_of(neighbours, "Karim")
        await neighbours.at(neighbours.now + timedelta(minutes=10))
        assert (await neighbours["Sarah"].says(f"/moi {code}")).toast == UNKNOWN
        await neighbours["Sarah"].says(f"/moi {await code_of(neighbours, 'Karim')}")
        await neighbours.at(neighbours.now + timedelta(minutes=11))
        got = await neighbours["Sarah"].taps("Yes, it is me")
        assert (got.refused, got.toast) == (
            True,
            "This code has run out. Ask for another one on the other account.",
        )


async def test_five_tries_an_hour_then_a_clear_refusal(tilleuls: Opens) -> None:
    async with hamlet(tilleuls) as neighbours:
        code = await code_of(neighbours, "Karim")
        for at in range(5):
            assert (await neighbours["Sarah"].says(f"/moi {at}00000")).toast == UNKNOWN
        for typed in ("/moi 999999", f"/moi {code}"):
            assert (
                await neighbours["Sarah"].says(typed)
            ).toast == "You have tried five codes. Try again in an hour."
        await neighbours.at(neighbours.now + timedelta(minutes=61))
        asked = await neighbours["Sarah"].says(f"/moi {await code_of(neighbours, 'Karim')}")
        assert "Is this account really yours?" in asked.private.text


async def test_ones_own_code_is_for_the_other_account(tilleuls: Opens) -> None:
    async with hamlet(tilleuls) as neighbours:
        code = await code_of(neighbours, "Karim")
        got = await neighbours["Karim"].says(f"/moi {code}")
        assert (got.refused, got.toast) == (True, "This account is yours already. Write it from the other one.")
        assert "really yours" in (await neighbours["Sarah"].says(f"/moi {code}")).private.text, "and is not spent"


async def test_two_doors_one_person(tilleuls: Opens) -> None:
    """The group is on another platform too: the same person answers there and here, and counts once."""
    async with hamlet(tilleuls) as neighbours:
        dispatch, room = neighbours.program.dispatch, Chat("elsewhere", "-7")
        async with neighbours.program.database.writing() as tx:
            await StoredMembers(tx, neighbours.now).add_chat(1, room, lists_members=False)
        count = iter(range(100))

        def sender() -> Sender:
            return Sender("77", "K.", Standing("member", neighbours.now))

        async def says(name: str, words: str, chat: Chat = room) -> str:
            event = Command(f"elsewhere:77:{next(count)}", neighbours.now, chat, sender(), name, words)
            answer = await dispatch.handle(event)
            return "" if answer.toast is None else answer.toast.sentence

        await says("moi", f"{await code_of(neighbours, 'Karim')}")
        press = Press("elsewhere:77:x", neighbours.now, room, sender(), "me:unite")
        answer = await dispatch.handle(press)
        assert answer.toast is not None
        assert answer.toast.args["name"] == "Karim"
        assert (await neighbours["Karim"].says("/moi")).private.lines == [
            "You are Karim, in « Les Tilleuls ».",
            "You come by: Elsewhere and Salon. I speak to you in: English, like the group.",
        ]
        private = Chat("elsewhere", "77", private=True)
        await says("moi", "", private)
        again = await dispatch.handle(press)
        assert again == answer, "the same event again gets the same answer"


async def test_a_personal_link_leads_to_the_other_person_from_then_on(tilleuls: Opens) -> None:
    async with hamlet(tilleuls) as neighbours:
        async with neighbours.program.database.writing() as tx:
            sarah = next(
                one for one, _ in await StoredMembers(tx, neighbours.now).people(1) if one.name == "Sarah"
            )
            secret = await StoredSalon(tx).make_link(ROOM, sarah.id, neighbours.now)
        code = await code_of(neighbours, "Karim")
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as phone:
            neighbours.http = phone
            async with phone.get(f"{neighbours.program.address}/entrer/{secret}") as page:
                assert "You are Sarah." in await page.text()
            base = f"{neighbours.program.address}/{ROOM}/moi"
            linked = Neighbour("Sarah", base, neighbours)
            await linked.says(f"/moi {code}")
            got = await linked.taps("Yes, it is me")
            assert got.status == 200
            async with phone.get(base) as page:
                assert "You are Karim." in await page.text()
            assert (await linked.says("/sondage Blue or green?")).status == 200
            assert "Poll by Karim" in (await neighbours["Léa"].last()).text
