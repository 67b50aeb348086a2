"""What Odette, who has no account, is to do: those who answer for her are asked and reminded, in her name."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import arrives, relay_for
from tests.stories.homes import gets
from tests.stories.work_days import MONDAY, published, texts

SEEDS = "Odette va arroser les semis avant le 20. Haie taillée."
DOES = "Odette arrose les semis avant samedi 20 mars."
ASKED = "Odette s'en charge : arroser les semis avant samedi 20 mars ? Vous répondez avec ses mots."


async def odette(neighbours: Neighbourhood) -> None:
    await arrives(neighbours, "Odette", account=False)


async def test_whoever_answers_for_somebody_is_reminded_of_it_in_their_name(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await odette(neighbours)
        await relay_for(neighbours, "Odette", "Léa")
        await published(neighbours, SEEDS)
        lea = neighbours["Léa"]
        assert (await lea.last()).text == ASKED
        await lea.taps("D'accord")
        assert (await lea.last()).text == f"{DOES} Merci."
        assert (await lea.presses("minutes:answer:1")).private.text == DOES
        many = len(await neighbours["Nadia"].sees())
        await neighbours.at(paris("2027-03-19", "09:00"))
        assert (await lea.last()).text == f"{DOES} C'est fait ?"
        assert len(await neighbours["Nadia"].sees()) == many
        await lea.taps("Je ne peux pas")
        gone = "Ce n'est plus pour Odette : arroser les semis avant samedi 20 mars."
        assert (await texts(neighbours, "Léa")).count(gone) == 2


async def test_without_a_relay_those_who_run_the_group_are_asked_and_reminded(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await odette(neighbours)
        await neighbours["Léa"].says("/atelier Repas partagé : vendredi 12 à 19h")
        await neighbours.at(paris("2027-03-12", "23:00"))
        await neighbours["Léa"].answers(SEEDS)
        await neighbours["Léa"].taps("Publier")
        nadia = neighbours["Nadia"]
        assert ASKED not in await texts(neighbours, "Léa"), "she could not answer"
        assert (await nadia.last()).text == ASKED
        assert not (await nadia.taps("D'accord")).refused
        await neighbours.at(paris("2027-03-19", "09:00"))
        assert (await nadia.last()).text == f"{DOES} C'est fait ?"
        assert not (await nadia.taps("C'est fait")).refused


async def test_where_nobody_runs_the_group_whoever_publishes_is_asked(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await odette(neighbours)
        await gets(neighbours, "Nadia", "resident")
        await neighbours["Karim"].says(f"/note {SEEDS}")
        await neighbours["Karim"].taps("Publier")
        assert ASKED in await texts(neighbours, "Karim")
