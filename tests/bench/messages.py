"""How many new messages a group gets for one poll: what rings in people's pockets, not what it costs."""

from collections.abc import Sequence
from pathlib import Path

from tests.neighbours import neighbourhood, paris

from .figures import Figure

TARGET = 3


async def measure(folder: Path) -> Sequence[Figure]:
    """The card, the card come back, the result; edits are not new messages."""
    async with neighbourhood(folder, paris("2027-03-02", "12:10")) as neighbours:
        await neighbours["Karim"].says("/sondage On peint la porte en bleu, en vert ou en jaune ?")
        for name, choice in (("Léa", "Vert"), ("Inès", "Bleu"), ("Sarah", "Bleu")):
            await neighbours[name].taps(choice)
        await neighbours.at(paris("2027-03-04", "20:01"))
        messages = await neighbours["Léa"].sees()
    assert messages[-1].pictures, "the poll has reached its result"
    told = len(messages)
    return [Figure("new messages in the group for one poll", str(told), f"= {TARGET}", told == TARGET)]
