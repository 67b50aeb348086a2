"""What the vectors of consent begin with, and how what came of them is read."""

from tests.neighbours import paris
from tests.proposals_world import FIRSTS, Tilleuls, told, words

THURSDAY, SUNDAY = paris("2027-03-04", "20:00"), paris("2027-03-07", "20:00")
"""The end of the question that is asked on Monday evening, and of its one extension."""


async def follow(here: Tilleuls, *names: str) -> None:
    for name in names:
        answer = await here.other(name, "Je suivrai le groupe")
        assert not answer.refused, told(answer)


async def five_yes_two_follow(here: Tilleuls) -> int:
    """K02: seven of the eight that it takes."""
    number = await here.proposes()
    await here.consent(*FIRSTS[:5])
    await follow(here, *FIRSTS[5:7])
    await here.at(THURSDAY)
    return number


async def eleven_yes_one_objects(here: Tilleuls) -> int:
    """K05. Odette's answer comes from Léa."""
    number = await here.proposes()
    await here.consent(*FIRSTS[:10])
    await here.presses("Léa", f"proposals:consent:{number}:1:{here.ids['Odette']}")
    await here.object("Yann", "Le bruit dans la cour.", "Arrêter à 21 h.")
    assert "12 foyers sur 12. Résultat à 19 h 15, le temps de changer d'avis." in words(here.card())
    await here.round_ends(number)
    return number


async def the_decision(here: Tilleuls) -> dict[str, object]:
    """The one that was noted, as its row stands."""
    (row,) = await here.decisions()
    return {name: row[name] for name in ("words", "method", "voices", "answered", "relayed", "reached", "state")}


def says(here: Tilleuls) -> str:
    """The message about what was decided or not: the lowest in the room."""
    return words(here.shown()[-1])
