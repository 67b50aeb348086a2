"""What the stories of decisions by consent have in common: twelve households, a proposal, what the room was told."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from storage.database import moment
from tests.neighbours import Got, Neighbourhood, Seen
from tests.poll_people import arrives as counts
from tests.poll_people import ids, relay_for, rows, together
from tests.stories.homes import arrives

TEXT = "La buanderie ouverte jusqu'à 22 h le samedi"
WHY = "En semaine, ceux qui travaillent n'ont plus de créneau."
OTHERS = ("M. Roux", "Tomás", "Claire", "Yanis", "Rosa", "Paul", "Mme Petit", "Amina")
HOUSEHOLDS = ("Karim", "Inès", "Léa", *OTHERS)
"""One person of each household that has somebody in the room; Odette is the twelfth."""


async def twelve(neighbours: Neighbourhood) -> None:
    """Twelve households: Karim and Sarah are one; Odette has no account, and Léa answers for her."""
    await together(neighbours, "Karim", "Sarah")
    for name in OTHERS:
        await arrives(neighbours, name)
    await counts(neighbours, "Odette", account=False)
    await relay_for(neighbours, "Odette", "Léa")


async def proposes(neighbours: Neighbourhood, name: str = "Karim", *, form: str = "") -> Seen:
    """The laundry of Saturdays, sent to the group; the card."""
    await neighbours[name].says(f"/proposition {TEXT}")
    await neighbours[name].answers(WHY)
    if form:
        await neighbours[name].taps("Changer quelque chose")
        await neighbours[name].taps("La façon de décider")
        await neighbours[name].taps(form)
    got = await neighbours[name].taps("Envoyer au groupe")
    assert not got.refused, got.toast
    return await card(neighbours)


async def asked(neighbours: Neighbourhood) -> Seen:
    """A proposal in the quick form: the question alone, until Thursday evening where it is Monday."""
    return await proposes(neighbours, form="Rapide")


async def taps(neighbours: Neighbourhood, label: str, *names: str) -> Got:
    """One after the other, on the card; what the last one was told."""
    got = None
    for name in names:
        neighbours[name].screen.buttons.clear()  # whatever they looked at before
        got = await neighbours[name].taps(label)
        assert not got.refused, f"{name}: {got.toast}"
    assert got is not None
    return got


async def objects(
    neighbours: Neighbourhood, name: str, risk: str = "Le bruit.", remedy: str = "", *, named: bool = True
) -> Got:
    """« J'ai une objection », in this person's own name."""
    await taps(neighbours, "✋ J'ai une objection", name)
    await neighbours[name].answers(risk)
    await (neighbours[name].answers(remedy) if remedy else neighbours[name].taps("Je ne sais pas encore"))
    return await neighbours[name].taps("Envoyer avec mon nom" if named else "Envoyer sans mon nom")


async def rewrites(neighbours: Neighbourhood, text: str, name: str = "Karim") -> Got:
    """« Je la modifie », from wherever it stands lowest."""
    await neighbours[name].presses("proposals:modify:1")
    await neighbours[name].answers(text)
    return await neighbours[name].taps("Envoyer au groupe")


async def for_odette(neighbours: Neighbourhood, name: str = "Léa") -> Got:
    """« ⋯ Plus », « Répondre pour quelqu'un », and Odette."""
    await taps(neighbours, "⋯ Plus", name)
    if "Autre chose" in neighbours[name].screen.buttons:
        await neighbours[name].taps("Autre chose")
    await neighbours[name].taps("Répondre pour quelqu'un")
    label = next(one for one in neighbours[name].screen.buttons if one.startswith("Odette"))
    return await neighbours[name].taps(label)


async def card(neighbours: Neighbourhood, name: str = "Léa") -> Seen:
    """The lowest message of the room that is about the proposal for everybody and has « ⋯ Plus »."""
    seen = await room(neighbours, name)
    return [message for message in seen if "⋯ Plus" in message.buttons][-1]


async def room(neighbours: Neighbourhood, name: str = "Léa") -> list[Seen]:
    """What everybody sees, oldest first."""
    return [one for one in await neighbours[name].sees() if "Personne d'autre ne voit ceci." not in one.meta]


async def alone(neighbours: Neighbourhood, name: str) -> list[Seen]:
    """What this person alone sees among the messages, oldest first."""
    return [one for one in await neighbours[name].sees() if "Personne d'autre ne voit ceci." in one.meta]


async def sent(neighbours: Neighbourhood, audience: str = "everyone") -> Sequence[tuple[datetime, bool]]:
    """Every message of Palabre for everybody: when it came, and whether it rang."""
    every: Sequence[dict[str, Any]] = await rows(
        neighbours,
        f"SELECT said_at, rings FROM salon_messages WHERE person IS NULL AND audience = '{audience}' ORDER BY id",
    )
    return [(moment(one["said_at"]), bool(one["rings"])) for one in every]


async def none_at_night(neighbours: Neighbourhood) -> None:
    """Nobody, and not the room, was told anything between 20:30 and 8:00."""
    for person in ("everyone", *map(str, (await ids(neighbours)).values())):
        for at, _ in await sent(neighbours, person):
            assert time(8) <= at.astimezone(neighbours.now.tzinfo).time() < time(20, 30), at
