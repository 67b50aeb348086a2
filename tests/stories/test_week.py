"""« Une semaine aux Tilleuls »: one of everything, from Monday to Sunday, and how little of it is heard."""

import asyncio
from collections import Counter
from datetime import date

from pydantic import SecretStr

from bot.config import Telegram
from handlers.conversation.events import Chat
from handlers.conversation.quiet import Night
from tests.bot.telegram.scenes import words
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.peers.telegram import bot_api
from tests.poll_people import arrives, together
from tests.stories.consent import none_at_night, proposes, sent, taps
from tests.stories.spaces import shares

MOST_MESSAGES, MOST_A_DAY = 12, 3
"""transcripts.md, « How quiet »."""
MONDAY = paris("2027-03-08", "12:00")
PEOPLE = ("Léa", "Inès", "Tomás")


async def at(neighbours: Neighbourhood, day: int, clock: str) -> None:
    await neighbours.at(paris(f"2027-03-{day:02}", clock))


async def monday(neighbours: Neighbourhood) -> None:
    """A date is looked for, and a question is asked."""
    await neighbours["Nadia"].says(
        "/atelier Chantier jardin : samedi 13 matin ou dimanche 14 matin\nIl faut des gants et un repas"
    )
    await at(neighbours, 8, "18:00")
    await neighbours["Léa"].says("/sondage On peint la porte en bleu ou en vert ?")
    await taps(neighbours, "Vert", *PEOPLE)
    for name in PEOPLE:
        await neighbours[name].presses("workshops:all:1")


async def tuesday(neighbours: Neighbourhood) -> None:
    """The bin is somebody's turn; the guest room is booked; a proposal is made."""
    await neighbours["Karim"].says("/tour bac jaune, chaque mardi à 19h")
    await neighbours["Karim"].taps("C'est bon")
    await neighbours["Inès"].says("/reserver salle commune samedi 13 de 15h à 18h")
    await neighbours["Inès"].taps("Réserver")
    await at(neighbours, 9, "12:30")
    await proposes(neighbours, "Karim", form="Rapide")
    await at(neighbours, 9, "19:30")


async def wednesday(neighbours: Neighbourhood) -> None:
    """The garden is to be watered by whoever can; everybody answers what is asked."""
    await neighbours["Tomás"].says("/rappel arroser le potager demain à 18h")
    await neighbours["Tomás"].taps("Pour le groupe")
    await neighbours["Léa"].says("/rappel dans 20 minutes sortir le pain")
    await taps(neighbours, "✅ Pas d'objection", *PEOPLE)


async def thursday(neighbours: Neighbourhood) -> None:
    await at(neighbours, 11, "18:30")
    await neighbours["Inès"].presses("reminders:done:2")


async def friday(neighbours: Neighbourhood) -> None:
    """The date is fixed; everybody says what they bring."""
    await at(neighbours, 12, "12:00")
    await neighbours["Nadia"].presses("workshops:fix:1:1")
    await neighbours["Karim"].presses("workshops:come:1")
    await neighbours["Karim"].presses("workshops:with:1:0:2:2")


async def saturday(neighbours: Neighbourhood) -> None:
    """The work day, and what is kept of it."""
    await at(neighbours, 13, "12:30")
    await neighbours["Nadia"].answers("Haie taillée. Prochain chantier en avril.")
    await neighbours["Nadia"].taps("Publier")
    for name in PEOPLE:
        await neighbours[name].presses("evaluation:mark:1:0:4")


async def goes_by(neighbours: Neighbourhood) -> None:
    await together(neighbours, "Karim", "Sarah")
    await arrives(neighbours, "Tomás")
    await shares(neighbours, "Salle commune")
    await neighbours.program.clock.purge()
    for day in (monday, tuesday, wednesday, thursday, friday, saturday):
        await day(neighbours)
    await at(neighbours, 14, "20:00")


async def test_one_of_everything(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await goes_by(neighbours)
        heard = await sent(neighbours)
        assert 9 <= len(heard) <= MOST_MESSAGES
        ringing = Counter[date](when.astimezone(neighbours.now.tzinfo).date() for when, rings in heard if rings)
        assert max(ringing.values()) <= MOST_A_DAY, ringing
        await none_at_night(neighbours)
        summary = (await neighbours["Léa"].last()).text
        assert summary.startswith("🗓️ Semaine du lundi 15 mars"), "one message for everything"
        assert not heard[-1][1]


async def test_as_few_in_a_telegram_group_beside_the_salon(tilleuls: Opens) -> None:
    """Everybody acts in the salon; in the other room of the same group as much is seen, and as little is heard."""
    async with bot_api(flood=False) as api:  # a week goes by in no time; the pace has its own tests
        nadia = api.person("Nadia")
        room = api.group("Les Tilleuls", members=[nadia, api.person("Paul")])
        room.add_bot(by=nadia)
        chat, door = Chat("telegram", str(room.id)), Telegram(token=SecretStr(api.token), api_url=api.url)
        async with tilleuls(MONDAY, night=Night(), also=[chat], telegram=door) as neighbours:
            telegram = neighbours.program.telegram
            assert telegram is not None
            listening = asyncio.create_task(telegram.run())
            await telegram.caught_up.wait()
            await goes_by(neighbours)
            await neighbours.settle()
            await api.until(lambda: "Semaine du lundi 15 mars" in words(room.from_bot()[-1]))
            seen = [message for message in room.from_bot() if "Je suis Palabre" not in words(message)]
            listening.cancel()
            heard = await sent(neighbours)
            assert len(seen) == len(heard) <= MOST_MESSAGES
            assert sum(not message.silent for message in seen) == sum(rings for _, rings in heard)
