"""Whoever animates is named, with an end; says yes or no; and is told before the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from handlers.groups.model import ROLES
from storage.database import Transaction
from storage.members import StoredMembers
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import Neighbourhood, Seen, paris

WHO = ("Karim", "Sarah", "Inès", "Léa", "Nadia")


async def ids(tx: Transaction) -> dict[str, int]:
    return {person.name: person.id for person, _ in await StoredMembers(tx, TUESDAY_NOON).people(1)}


async def role(neighbours: Neighbourhood, name: str) -> str:
    """The role of somebody as it holds now."""
    async with neighbours.program.database.reading() as tx:
        people = await StoredMembers(tx, neighbours.now).people(1)
    return next(role for person, role in people if person.name == name)


@asynccontextmanager
async def with_ids(
    tilleuls: Opens, url: str = "", **how: Any
) -> AsyncIterator[tuple[Neighbourhood, dict[str, int]]]:
    async with tilleuls(url=url, **how) as neighbours:
        async with neighbours.program.database.reading() as tx:
            known = await ids(tx)
        yield neighbours, known


async def told(neighbours: Neighbourhood, name: str) -> list[Seen]:
    """What stands before this person alone."""
    everybody = [message.id for message in await neighbours["Sarah"].sees()]
    return [
        message
        for message in await neighbours[name].sees()
        if message.id not in everybody and message.lines != ["Message effacé."]
    ]


async def test_somebody_is_named_step_by_step(tilleuls: Opens, url: str) -> None:
    async with with_ids(tilleuls, url) as (neighbours, _):
        nadia = neighbours["Nadia"]
        await nadia.says("/groupe")
        await nadia.taps("Qui anime ?")
        assert nadia.screen.lines == ["Qui anime ?", "Nadia accompagne."]
        assert list(nadia.screen.buttons) == ["Nommer quelqu'un", "Je n'accompagne plus", "↩️ Retour"]
        await nadia.taps("Nommer quelqu'un")
        assert list(nadia.screen.buttons) == ["Karim", "Sarah", "Inès", "D'autres personnes", "↩️ Retour"]
        await nadia.taps("D'autres personnes")
        assert list(nadia.screen.buttons) == ["Léa", "Nadia", "D'autres personnes", "↩️ Retour"]
        await nadia.taps("D'autres personnes")
        await nadia.taps("Karim")
        assert nadia.screen.lines == ["Karim n'a pas de rôle particulier. Que devient Karim ?"]
        assert list(nadia.screen.buttons) == [
            "Anime et vote",
            "Accompagne sans voter",
            "Donne un avis (pro)",
            "Invité",
            "Voisin, sans rôle",
        ]
        await nadia.taps("Anime et vote")
        assert nadia.screen.lines == ["Pour combien de temps Karim anime ?"]
        assert list(nadia.screen.buttons) == ["1 mois", "3 mois", "6 mois", "1 an"]
        got = await nadia.taps("3 mois")
        assert got.private.lines == ["C'est noté. Karim anime jusqu'au mercredi 2 juin. Je le lui dis."]
        (message,) = await told(neighbours, "Karim")
        assert message.lines == [
            "Nadia a changé votre rôle dans « Les Tilleuls ». Vous animez et vous votez, jusqu'au mercredi 2 juin."
        ]
        assert list(message.buttons) == ["D'accord", "Non merci"]
        assert (await neighbours["Karim"].taps("D'accord")).toast == "Merci !"
        lines = (await neighbours["Léa"].says("/groupe")).private.lines
        assert "Nadia accompagne. Karim anime jusqu'au mercredi 2 juin." in lines[1]


async def test_whoever_named_takes_it_back(tilleuls: Opens, url: str) -> None:
    async with with_ids(tilleuls, url) as (neighbours, known):
        nadia = neighbours["Nadia"]
        await nadia.presses(f"groups:give:1:{known['Karim']}:guest")
        assert await role(neighbours, "Karim") == "guest"
        await neighbours.at(TUESDAY_NOON + timedelta(minutes=9))
        got = await nadia.taps("Annuler")
        assert got.private.lines == ["C'est comme avant. Karim n'a pas de rôle particulier."]
        assert await role(neighbours, "Karim") == "resident"
        assert await told(neighbours, "Karim") == [], "what is not so any more is not told any more"
        assert (await nadia.presses(f"groups:undo:1:{known['Karim']}")).refused, "once"


@pytest.mark.parametrize("minutes", [0, 11])
async def test_nobody_else_takes_it_back_and_nobody_for_ever(tilleuls: Opens, minutes: int) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        await neighbours.at(TUESDAY_NOON + timedelta(minutes=minutes))
        for name in WHO if minutes else WHO[:-1]:
            got = await neighbours[name].presses(f"groups:undo:1:{known['Karim']}")
            assert got.toast == "C'est trop tard pour annuler. On peut encore changer le rôle de Karim.", name
        assert await role(neighbours, "Karim") == "facilitator"


async def test_what_somebody_else_has_changed_meanwhile_stays(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        await neighbours["Karim"].presses(f"groups:give:1:{known['Léa']}:guest")
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Léa']}:professional")
        got = await neighbours["Karim"].presses(f"groups:undo:1:{known['Léa']}")
        assert got.refused
        assert await role(neighbours, "Léa") == "professional"


async def test_who_was_named_would_rather_not(tilleuls: Opens, url: str) -> None:
    async with with_ids(tilleuls, url) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:12")
        got = await neighbours["Karim"].taps("Non merci")
        assert got.toast == "C'est noté, et je le dis."
        assert await role(neighbours, "Karim") == "resident"
        assert await told(neighbours, "Karim") == []
        (message,) = await told(neighbours, "Nadia")
        assert message.lines == ["Karim préfère ne pas avoir ce rôle dans « Les Tilleuls »."]
        assert list(message.buttons) == ["Nommer quelqu'un"]
        assert (await neighbours["Karim"].presses("groups:decline:1")).toast == "Vous n'avez plus ce rôle."


async def test_a_guest_makes_nothing_else_of_themselves(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Léa']}:guest")
        (message,) = await told(neighbours, "Léa")
        assert list(message.buttons) == ["D'accord"]
        for data in ("decline:1", "stop:1:surely", f"give:1:{known['Léa']}:resident", f"undo:1:{known['Léa']}"):
            assert (await neighbours["Léa"].presses(f"groups:{data}")).refused, data
        assert await role(neighbours, "Léa") == "guest"


async def test_the_last_one_is_told_what_follows_and_may_go(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        nadia = neighbours["Nadia"]
        await nadia.presses("groups:stop:1")
        assert nadia.screen.lines == [
            "Vous n'accompagnerez plus le groupe, et vous voterez. "
            "Plus personne n'animera : chacun pourra nommer quelqu'un."
        ]
        assert list(nadia.screen.buttons) == ["↩️ Retour", "Je n'accompagne plus"]
        assert await role(neighbours, "Nadia") == "accompaniment", "nothing has happened yet"
        got = await nadia.taps("Je n'accompagne plus")
        assert got.private.lines == [
            "C'est noté : vous n'avez plus ce rôle. Personne n'anime : chacun peut nommer quelqu'un."
        ]
        assert "Personne n'anime" in (await neighbours["Léa"].says("/groupe")).private.text
        await neighbours["Léa"].presses(f"groups:give:1:{known['Inès']}:facilitator:6")
        assert await role(neighbours, "Inès") == "facilitator"
        got = await neighbours["Léa"].taps("Annuler")
        assert await role(neighbours, "Inès") == "resident", "whoever named takes it back, whoever that is"
        await neighbours["Léa"].presses(f"groups:give:1:{known['Léa']}:facilitator:6")
        assert (await neighbours["Inès"].presses(f"groups:give:1:{known['Inès']}:facilitator:6")).refused
        await neighbours["Léa"].presses("groups:stop:1")
        assert neighbours["Léa"].screen.lines[0].startswith("Vous n'animerez plus.")


async def test_only_the_accompaniment_changes_the_accompaniment(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:3")
        for given in ROLES:
            got = await neighbours["Karim"].presses(f"groups:give:1:{known['Nadia']}:{given}:3")
            assert got.toast == "Nadia accompagne le groupe : l'accompagnement passe avant.", given
        assert await role(neighbours, "Nadia") == "accompaniment"


async def test_the_end_is_told_a_week_before_and_then_to_those_who_run_the_group(
    tilleuls: Opens, url: str
) -> None:
    async with with_ids(tilleuls, url) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        await neighbours["Karim"].taps("D'accord")
        end = TUESDAY_NOON + timedelta(days=31)
        neighbours.now = end - timedelta(days=7, minutes=2)
        await neighbours.at(end - timedelta(days=7, minutes=1))
        assert len(await told(neighbours, "Karim")) == 1
        await neighbours.at(end - timedelta(days=7))
        message = (await told(neighbours, "Karim"))[-1]
        assert message.lines == [
            "Vous animez « Les Tilleuls » jusqu'au vendredi 2 avril. Qui continue ensuite, vous ou quelqu'un d'autre ?"
        ]
        neighbours.now = end - timedelta(minutes=1)
        assert (await neighbours["Karim"].presses("groups:votes:1")).private.lines, "to the last minute"
        await neighbours.at(end + timedelta(hours=1))
        assert await role(neighbours, "Karim") == "resident"
        assert (await neighbours["Karim"].presses("groups:votes:1")).refused
        (message,) = await told(neighbours, "Nadia")
        assert message.lines == ["Karim n'anime plus « Les Tilleuls » : le temps prévu est passé."]
        assert not any("Vous animez" in message.text for message in await told(neighbours, "Karim"))


async def test_where_nobody_runs_the_group_any_more_the_last_one_is_told(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        await neighbours["Nadia"].presses("groups:stop:1:surely")
        neighbours.now = TUESDAY_NOON + timedelta(days=31) - timedelta(minutes=1)
        await neighbours.at(TUESDAY_NOON + timedelta(days=31))
        message = (await told(neighbours, "Karim"))[-1]
        assert message.lines == [
            "Vous n'animez plus « Les Tilleuls » : le temps prévu est passé. "
            "Personne n'anime : chacun peut nommer quelqu'un."
        ]


async def test_a_longer_term_is_told_at_its_own_end(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        give = f"groups:give:1:{known['Karim']}:facilitator"
        await neighbours["Nadia"].presses(f"{give}:1")
        await neighbours["Nadia"].presses(f"{give}:6")
        neighbours.now = TUESDAY_NOON + timedelta(days=40) - timedelta(minutes=1)
        await neighbours.at(TUESDAY_NOON + timedelta(days=40))
        assert await told(neighbours, "Nadia") == []
        assert await role(neighbours, "Karim") == "facilitator"
        assert not any("jusqu'au vendredi 2 avril" in one.text for one in await told(neighbours, "Karim"))


async def test_who_gives_up_earlier_is_not_told_about_later(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        await neighbours["Karim"].presses("groups:stop:1:surely")
        neighbours.now = TUESDAY_NOON + timedelta(days=31) - timedelta(minutes=1)
        await neighbours.at(TUESDAY_NOON + timedelta(days=31, minutes=1))
        for name in ("Karim", "Nadia"):
            assert await told(neighbours, name) == []


async def test_at_night_the_end_waits_for_the_morning(tilleuls: Opens) -> None:
    from handlers.conversation.quiet import Night

    night = paris("2027-03-02", "20:40")
    async with with_ids(tilleuls, night=Night(), start=night) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        assert await told(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert len(await told(neighbours, "Karim")) == 1


async def test_who_is_forgotten_is_named_nowhere(tilleuls: Opens, url: str) -> None:
    async with with_ids(tilleuls, url) as (neighbours, known):
        await neighbours["Nadia"].presses(f"groups:give:1:{known['Inès']}:facilitator:1")
        await neighbours["Inès"].presses(f"groups:give:1:{known['Karim']}:facilitator:1")
        await neighbours["Karim"].taps("Non merci")
        await neighbours["Inès"].presses(f"groups:give:1:{known['Léa']}:professional")
        await neighbours["Inès"].presses("help:forget:surely")
        assert "Inès" not in " ".join(message.text for message in await told(neighbours, "Léa"))
        await neighbours["Karim"].presses("help:forget:surely")
        for name in ("Léa", "Nadia"):
            assert "Karim" not in " ".join(message.text for message in await told(neighbours, name))


async def test_nobody_of_another_group_is_named(tilleuls: Opens) -> None:
    async with with_ids(tilleuls) as (neighbours, _):
        for data in ("give:1:999:guest", "person:1:999", "terms:1:999", "undo:1:999", "give:1:0:guest", "give:1"):
            got = await neighbours["Nadia"].presses(f"groups:{data}")
            assert got.toast == "Ce n'est plus ici.", data
