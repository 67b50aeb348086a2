"""What Palabre says in a Matrix room for one poll and for one hidden vote: a server lets ten events through at once,
then one every five seconds."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.bot.matrix.scenes import Hands, alone, counts, picks, screen, street_with_a_clock
from tests.bot.matrix.street import Street
from tests.peers.synapse import synapse_server, town

from .figures import Figure

NAMES = ("Nadia", "Karim", "Léa", "Inès", "Marc", "Rose")
VOTERS = NAMES[1:]
ROOF = "!vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"
LONGEST = 120.0
"""Seconds for what waits for a purse that refills every five."""
SIXTEEN_MINUTES = timedelta(minutes=16)
"""Once all have answered, a quarter of an hour is left for second thoughts."""
MESSAGES, REACTIONS = 8, 4
"""Of one poll with three choices, edits included; its three signs and that of « Plus »."""
ROOM, EACH = 8, 2
"""Of a hidden vote: in the room the card, its result, and an edit for each five seconds in which somebody answers; to
each in private, the ballot and its receipt."""


async def measure(folder: Path) -> Sequence[Figure]:
    """Counted by a resident who has the app open, decrypted as they see it."""
    with synapse_server(folder / "synapse") as synapse:
        async with (
            town(synapse) as people,
            street_with_a_clock(folder, people, names=NAMES) as (here, hands),
        ):
            await here.signed("Nadia", await here.sees("Nadia", "Bonjour à tous"), 3, LONGEST)
            before = _spent(here)
            karims = await _poll(here)
            after = _spent(here)
            poll = after - before
            answers = await _vote(here, hands, karims)
            vote = _spent(here) - after
    messages, reactions = poll["m.room.message"], poll["m.reaction"]
    each = max(answers)
    return [
        _at_most("matrix: messages for one poll, edits included", messages, MESSAGES),
        _at_most("matrix: reactions for one poll", reactions, REACTIONS),
        _at_most("matrix: messages for one hidden vote, in the room", vote["m.room.message"], ROOM),
        _at_most("matrix: reactions for one hidden vote", vote["m.reaction"], 0),
        _at_most("matrix: messages for one hidden vote, to each alone", each, EACH),
    ]


def _at_most(name: str, value: int, most: int) -> Figure:
    return Figure(name, str(value), f"≤ {most}", value <= most)


def _spent(here: Street, room: str = "", name: str = "Nadia") -> Counter[str]:
    return Counter(here[name].rooms[room or here.room].spent(here.bot.id))


async def _poll(here: Street) -> str:
    """Three choices; opened, answered by five, ended by its author, whose private room it gives."""
    card = await here.card(signs=0)
    await here.signed("Karim", card, REACTIONS, LONGEST)
    for number, name in enumerate(VOTERS):
        await here[name].reacts(here.room, card.id, ("1️⃣", "2️⃣")[number % 2])
    await counts(here, card, "Bleu 3, vert 2, jaune 0", LONGEST)
    await here["Karim"].reacts(here.room, card.id, "➕")
    private = await alone(here, "Karim")
    await picks(here, "Karim", await screen(here, "Karim", private, "Terminer", LONGEST), private, "Terminer")
    await here.sees("Nadia", "Bleu est en tête.", within=LONGEST, but=(card.id,))
    await here.becomes("Nadia", card, "Ce sondage est fini.", LONGEST)
    return private


async def _vote(here: Street, hands: Hands, karims: str) -> list[int]:
    """Answered by all in private, and over. Gives how many messages each of them got there for it."""
    await here["Karim"].says(here.room, ROOF)
    card = await here.sees("Nadia", "🗳️ Vote", within=LONGEST)
    got = []
    for name in NAMES:
        private = karims if name == "Karim" else await here[name].accepts(here.bot, LONGEST)
        ballot = await screen(here, name, private, "Toits du Sud", LONGEST)
        before = _spent(here, private, name)["m.room.message"] - 1  # the ballot is one of them
        await picks(here, name, ballot, private, "Toits du Sud")
        await screen(here, name, private, "Noté pour votre foyer", LONGEST)
        got.append(_spent(here, private, name)["m.room.message"] - before)
    await here.becomes("Nadia", card, "Résultat à", LONGEST)
    hands.passes(SIXTEEN_MINUTES)
    await here.sees("Nadia", "Toits du Sud est en tête.", within=LONGEST, but=(card.id,))
    await here.becomes("Nadia", card, "Ce vote est fini.", LONGEST)
    return got
