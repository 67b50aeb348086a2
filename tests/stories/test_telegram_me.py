"""Oneself on Telegram: two accounts, one's own language, one's own data, and what is thrown away."""

import json
import re
from pathlib import Path

from storage.database import open_database
from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message, Person

ENGLISH = {"GROUP__LANGUAGE": "en"}


async def answer(here: Street, person: Person, said: str) -> Message:
    """What comes back in private for these words."""
    before = len(person.private.messages)
    person.says(person.private, said)
    await here.api.until(lambda: len(person.private.messages) >= before + 2)
    return person.private.messages[before + 1]


async def known_in_private(here: Street, name: str) -> Person:
    """Somebody of the group who has opened the private conversation."""
    person = here[name]
    await here.taps(name, here.group.from_bot()[0], "👋 Say hello")
    before = len(person.private.messages)
    person.starts()
    await here.api.until(lambda: len(person.private.messages) >= before + 2)
    return person


async def test_in_private_the_file_comes_below_the_screen(tmp_path: Path) -> None:
    async with scene(tmp_path, **ENGLISH) as here:
        lea = await known_in_private(here, "Léa")
        screen = await answer(here, lea, "/mesdonnees")
        assert words(screen).startswith("What I keep about you")
        await here.api.until(lambda: lea.private.messages[-1].document)
        file = lea.private.messages[-1]
        assert (file.document["file_name"], file.text) == ("palabre.json", "The same as a file")
        read = json.loads(file.attached)
        assert (read["person"], read["groups"]) == ("Léa", ["Les Tilleuls"])
        assert f"Telegram: {lea.id}" in [line for kind in read["held"] for line in kind["lines"]]
        assert not any(message.document for message in here.group.messages)


async def test_in_the_group_no_file_stands_and_a_button_leads_to_it(tmp_path: Path) -> None:
    async with scene(tmp_path, **ENGLISH) as here:
        lea = await known_in_private(here, "Léa")
        said = len(lea.private.messages)
        lea.says(here.group, "/mesdonnees", ephemeral=True)
        await here.api.until(lambda: "The file: in private." in words(here.screens("Léa")[0]))
        whispered = here.screens("Léa")[0]
        assert whispered.receiver is lea
        assert "The file: in private." in words(whispered)
        assert not whispered.document
        assert labels(whispered)[0] == "Open the private chat"
        assert len(lea.private.messages) == said
        lea.starts(re.sub(r".*start=", "", whispered.buttons[labels(whispered)[0]]))
        await here.api.until(lambda: lea.private.messages[-1].document)
        assert json.loads(lea.private.messages[-1].attached)["person"] == "Léa"
        assert not any(message.document for message in here.group.messages)


async def test_without_whispers_the_answer_goes_to_the_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false", **ENGLISH) as here:
        lea = await known_in_private(here, "Léa")
        lea.says(here.group, "/mesdonnees")
        await here.api.until(lambda: lea.private.messages[-1].document)
        assert len(here.group.from_bot()) == 1, "the welcome alone"


async def test_a_second_account_becomes_the_firsts_from_the_group_or_in_private(tmp_path: Path) -> None:
    async with scene(tmp_path, **ENGLISH) as here:
        karim, tomas = await known_in_private(here, "Karim"), here["Tomás"]
        await answer(here, karim, "/moi")
        karim.taps(karim.private.messages[-1], "Another device")
        await here.api.until(lambda: "/moi " in words(karim.private.messages[-1]))
        found = re.search(r"/moi (\d{6})", words(karim.private.messages[-1]))
        assert found is not None
        asked = await here.alone("Tomás", lambda: tomas.says(here.group, f"/moi {found[1]}", ephemeral=True))
        assert words(asked).startswith("Is this account really yours? I join it with Karim")
        await here.alone("Tomás", lambda: tomas.taps(asked, "Yes, it is me"))
        assert words(here.screens("Tomás")[0]).startswith("It is done: you are Karim, here too.")
        await here.api.until(lambda: "Your other account is joined" in words(karim.private.messages[-1]))
        assert "You come by: Telegram." in words(karim.private.messages[-1])
        card = await here.card("Tomás", "/sondage Blue or green?")
        assert "Poll by Karim" in words(card)
        assert len(here.group.from_bot()) == 2, "nobody else is told"


async def test_private_lines_speak_the_persons_language_and_cards_the_groups(tmp_path: Path) -> None:
    async with scene(tmp_path, **ENGLISH) as here:
        lea = await known_in_private(here, "Léa")
        card = await here.card("Karim", "/sondage Blue or green?")
        assert (await here.taps("Léa", card, "Blue")).startswith("Noted: Blue.")
        screen = await answer(here, lea, "/moi")
        lea.taps(screen, "⋯ More")
        await here.api.until(lambda: "My language" in labels(lea.private.messages[-1]))
        lea.taps(lea.private.messages[-1], "My language")
        await here.api.until(lambda: "Français (tu)" in labels(lea.private.messages[-1]))
        toast = await here.taps("Léa", lea.private.messages[-1], "Français (tu)")
        assert toast != "", toast
        menu = await answer(here, lea, "/menu")
        assert "Que veux-tu faire ?" in words(menu), "in private at once"
        assert (await here.taps("Inès", card, "Blue")).startswith("Noted: Blue.")
        assert words(card).startswith("🗳️ Blue or green?")
        assert "Everyone sees who answered what." in words(card)
        assert (await here.taps("Léa", card, "Green")).startswith("Noté : green. Tu peux changer")
        await here.api.until(lambda: "Blue 1, green 1." in words(card))


async def test_what_is_not_for_palabre_is_counted_and_nothing_else_of_it_kept(tmp_path: Path) -> None:
    async with scene(tmp_path, **ENGLISH) as here:
        stranger = here.api.group("Le Verger", members=[here["Léa"]])
        here.api.privacy_mode = False
        for said in ("Il fait beau", "Oui, très beau", "/autre chose"):
            here["Léa"].says(here.group, said)
        await here.card("Karim", "/sondage Blue or green?")
        here["Léa"].says(here.group, "Encore un mot")
        await here.api.settled()
        assert stranger.from_bot() == []
    database = open_database(f"sqlite:///{tmp_path}/palabre.db")
    await database.open()
    async with database.reading() as tx:
        rows = await tx.rows("SELECT chat, messages FROM discarded")
        found = [(row["chat"], row["messages"]) for row in rows]
    await database.close()
    assert found == [(str(here.group.id), 4)]
