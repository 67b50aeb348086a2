"""« /moi »: who one is here, in one screen; and the language of what one reads alone."""

from datetime import timedelta

import pytest

from bot.every_feature import EveryFeature
from handlers.conversation.feature import MenuEntry
from handlers.conversation.text import verbatim
from handlers.members.model import Role
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris

OWN = ["My absences", "Another device", "My language"]


async def change(neighbours: Neighbourhood, name: str, role: Role, days: int = 0) -> None:
    async with neighbours.program.database.writing() as tx:
        members = StoredMembers(tx, neighbours.now)
        person = next(one for one, _ in await members.people(1) if one.name == name)
        await members.give_role(1, person.id, role, neighbours.now + timedelta(days=days) if days else None)


async def test_one_screen_says_who_one_is(tilleuls: Opens, url: str) -> None:
    async with tilleuls(language="en", url=url) as neighbours:
        for typed in ("/moi", "/me"):
            screen = (await neighbours["Karim"].says(typed)).private
            assert screen.lines == [
                "You are Karim, in « Les Tilleuls ».",
                "You come by: Salon. I speak to you in: English, like the group.",
            ]
            found = [label for label in screen.buttons if label in OWN]
            following = (await neighbours["Karim"].taps("⋯ More")).private
            found += [label for label in following.buttons if label in OWN]
            assert found == OWN
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            await members.live_with(1, 2, 1)
            await members.be_away(1, 1, neighbours.now, paris("2027-03-06", "00:00"))
        assert (await neighbours["Karim"].says("/moi")).private.lines[:2] == [
            "You are Karim, of the household Karim and Sarah, in « Les Tilleuls ».",
            "Your absence: from Tuesday 2 March to Friday 5 March.",
        ]
        assert await neighbours["Léa"].sees() == []


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("facilitator", "You facilitate until Thursday 1 April."),
        ("accompaniment", "You accompany the group: you do not vote."),
        ("professional", "You advise the group: your voice is counted apart."),
        ("guest", "You are a guest: you do not vote."),
    ],
)
async def test_a_role_is_said_with_its_end(tilleuls: Opens, role: Role, said: str) -> None:
    async with tilleuls(language="en") as neighbours:
        await change(neighbours, "Karim", role, 30 if role == "facilitator" else 0)
        assert said in (await neighbours["Karim"].says("/moi")).private.lines[0]


async def test_a_lot_is_called_by_its_name(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            await members.live_in(1, 1, await members.add_lot(1, "Lot 12", 40))
        assert "You are Karim, of « Lot 12 », in" in (await neighbours["Karim"].says("/moi")).private.text


async def test_what_features_offer_is_paged(tilleuls: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = [MenuEntry(verbatim(f"Entry {at}"), f"me:screen:{at}") for at in range(11)]
    monkeypatch.setattr(EveryFeature, "mine", lambda self: offered)
    async with tilleuls(language="en") as neighbours:
        seen: list[str] = []
        await neighbours["Karim"].says("/moi")
        for _ in range(3):
            labels = list(neighbours["Karim"].screen.buttons)
            assert len(labels) <= 5
            seen += [label for label in labels if label != "⋯ More"]
            await neighbours["Karim"].taps("⋯ More")
        assert seen == [entry.label.args["words"] for entry in offered]
        assert next(iter(neighbours["Karim"].screen.buttons)) == "Entry 0", "and again from the beginning"


async def test_me_is_in_the_menu(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        await neighbours["Karim"].says("/menu")
        assert "You are Karim" in (await neighbours["Karim"].taps("Me")).private.text


async def test_private_lines_speak_ones_own_language(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea, karim = neighbours["Léa"], neighbours["Karim"]
        await karim.says("/sondage On mange dehors ou dedans ?")
        choices = (await lea.presses("me:language")).private.buttons
        assert list(choices)[:3] == ["Français (vous)", "Français (tu)", "English"]
        got = await lea.taps("English")
        assert got.toast == "Noted: I speak to you like this.", "in the new language already"
        assert (await lea.taps("Dehors")).toast == "Noted: dehors. You can change until Thursday 8 pm."
        assert (await lea.says("/menu")).private.lines[1] == "What would you like to do?"
        assert (await karim.taps("Dehors")).toast.startswith("Noté : dehors.")
        assert (await lea.last()).lines == (await karim.last()).lines, "the card speaks the group's language"
        assert "Sondage de Karim" in (await lea.last()).text
        await lea.presses("me:speak:tu")
        assert (await lea.says("/menu")).private.lines[1] == "Que veux-tu faire ?"
        await lea.presses("me:speak:group")
        assert (await lea.says("/menu")).private.lines[1] == "Que voulez-vous faire ?"


async def test_what_is_told_to_one_person_is_told_in_their_language(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        await neighbours["Léa"].presses("me:speak:vous")
        await neighbours["Karim"].says("/absent until Friday")
        await neighbours["Karim"].presses("me:ask:4")
        assert list((await neighbours["Léa"].last()).buttons) == ["Oui", "Non"]
