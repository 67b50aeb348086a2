"""What is kept of somebody: who sees it, for how long, all of it on one screen and in one file."""

import base64
import json
import re
from datetime import timedelta

from handlers.conversation.answer import NOTHING
from handlers.conversation.events import Chat
from storage.heard import StoredHeard
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Neighbour, Neighbourhood, paris

SPARE = "the-event-of-lea"


async def test_who_sees_what_fits_one_screen(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        for typed in ("/confidentialite", "/privacy"):
            screen = (await neighbours["Léa"].says(typed)).private
            assert screen.lines[0] == "Who sees what?"
            assert len(screen.lines) <= 8
            assert "Your name, your household, your role: your group sees them." in screen.lines
            assert not any("thrown away" in line for line in screen.lines)
            assert screen.lines[-1] == (
                "Whoever installed me hosts me. Your rights: /mesdonnees and /effacer, answered within a month. "
                "The CNIL can receive your complaints."
            )
        assert list(screen.buttons) == ["For how long?", "My data", "Erase everything"]
        table = (await neighbours["Léa"].taps("For how long?")).private
        assert "My answers to you: thirty days." in table.lines
        assert "Your answers to polls: two months after the end, then only numbers." in table.lines
        assert (await neighbours["Léa"].taps("↩️ Back")).private.lines == screen.lines


async def test_what_was_thrown_away_this_week_is_told_as_a_number(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        room = Chat("elsewhere", "-7")
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            await members.add_chat(1, room, lists_members=False)
            await members.discard(room, 41)
            await members.discard(room, 1)
            await StoredMembers(tx, neighbours.now - timedelta(days=20)).discard(room, 1000)
        screen = (await neighbours["Léa"].says("/confidentialite")).private
        assert "This week, 42 messages of the room were sent to me and thrown away at once." in screen.lines
        assert len(screen.lines) <= 8


async def the_file(neighbours: Neighbourhood, who: Neighbour) -> dict[str, object]:
    """The file that this person is offered now, as a browser would keep it."""
    async with neighbours.http.get(f"{who.base}?answer={SPARE}") as page:
        found = re.search(
            r'<a class="file" href="data:application/json;base64,([^"]+)" download="palabre.json">([^<]+)</a>',
            await page.text(),
        )
    assert found is not None
    assert found[2] == "The same as a file"
    read: dict[str, object] = json.loads(base64.b64decode(found[1].replace("&#43;", "+").replace("&#47;", "/")))
    return read


async def test_all_that_is_kept_is_on_one_screen_and_in_one_file(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        lea = neighbours["Léa"]
        await neighbours["Karim"].says("/sondage Blue or green?")
        await lea.taps("Green")
        await lea.says("/absent from 3 to 20 March")
        await lea.taps("Somebody answers for me")
        await lea.taps("Inès")
        screen = (await lea.says("/mesdonnees", event=SPARE)).private
        for line in (
            "Léa, Les Tilleuls, since Tuesday 2 March 2027",
            "Away: from Wednesday 3 March until Saturday 20 March",
            "Inès answers for Léa.",
            "Salon: 4",
        ):
            assert line in screen.lines, screen.lines
        assert not any("Karim" in line for line in screen.lines)
        read = await the_file(neighbours, lea)
        assert (read["person"], read["groups"]) == ("Léa", ["Les Tilleuls"])
        assert read["made_at"] == "2027-03-02T12:10:00+01:00"
        held = read["held"]
        assert isinstance(held, list)
        told = [line for kind in held for line in kind["lines"]]
        assert set(told) <= set(screen.lines)
        assert {"what", "lines"} == set(held[0])
        assert "Green" in " ".join(told)


async def test_the_file_speaks_the_language_of_the_person(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Léa"].presses("me:speak:en")
        await neighbours["Léa"].says("/mesdonnees", event=SPARE)
        read = await the_file(neighbours, neighbours["Léa"])
        assert "I speak to you in: English" in str(read["held"])


async def test_the_copy_that_was_answered_is_gone_after_ten_minutes(tilleuls: Opens, url: str) -> None:
    """A page without script shows the stored answer in a second step; nobody needs it later."""
    async with tilleuls(language="en", url=url) as neighbours:
        await neighbours["Léa"].says("/mesdonnees", event=SPARE)
        await neighbours.at(paris("2027-03-02", "12:19"))
        assert await the_file(neighbours, neighbours["Léa"])
        await neighbours.at(paris("2027-03-02", "12:20"))
        async with neighbours.program.database.reading() as tx:
            assert await StoredHeard(tx).answer_to(f"salon:4:{SPARE}") == NOTHING
            rows = await tx.rows("SELECT answer FROM heard")
        assert not any("palabre.json" in row["answer"] for row in rows)


async def test_nobody_is_given_somebody_elses_file(tilleuls: Opens) -> None:
    async with tilleuls(language="en") as neighbours:
        await neighbours["Léa"].says("/mesdonnees", event=SPARE)
        async with neighbours.http.get(f"{neighbours['Karim'].base}?answer={SPARE}") as page:
            assert 'class="file"' not in await page.text()
        for name in ("Karim", "Léa"):
            assert await neighbours[name].sees() == []
