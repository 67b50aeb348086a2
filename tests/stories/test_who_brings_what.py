"""Who brings what: choices with places."""

import asyncio
import re

from tests.conftest import Opens
from tests.neighbours import paris

BRINGS = "/sondage Qui apporte quoi ? Gâteau (1 place), Boissons (2 places)"


async def test_who_brings_what_with_places(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(BRINGS)
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ Qui apporte quoi ?"
        assert card.lines[2:] == ["Gâteau : reste 1 place", "Boissons : restent 2 places"]
        assert (await neighbours["Léa"].taps("Gâteau")).toast.startswith("Noté : Gâteau. ")
        got = await neighbours["Inès"].taps("Gâteau")
        assert got.refused
        assert got.toast == "Il n'y a plus de place pour « Gâteau »."
        await neighbours["Inès"].taps("Boissons")
        await neighbours["Léa"].taps("Boissons")
        card = await neighbours["Sarah"].last()
        assert card.lines[2:] == [
            "Gâteau : Léa. Complet.",
            "Boissons : Inès et Léa. Complet.",
            "2 personnes ont répondu.",
        ]
        await neighbours["Léa"].taps("Gâteau")
        assert "Gâteau : reste 1 place" in (await neighbours["Sarah"].last()).lines
        await neighbours.at(paris("2027-03-04", "20:00"))
        result = await neighbours["Léa"].last()
        assert result.lines == [
            "🗳️ Qui apporte quoi ?",
            "Il manque encore : Gâteau.",
            "Gâteau : reste 1 place",
            "Boissons : Inès et Léa. Complet.",
            "2 personnes ont répondu.",
        ], "a list has no winner, and decides nothing"
        assert result.pictures == []
        assert (await neighbours["Léa"].sees())[-2].lines[1] == "Ce sondage est fini. Il manque encore : Gâteau."


async def test_who_gives_everything_back_is_no_longer_in_the_list(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(BRINGS)
        await neighbours["Léa"].taps("Gâteau")
        got = await neighbours["Léa"].taps("Gâteau")
        assert got.toast == "Votre réponse est retirée."
        assert "répondu." not in (await neighbours["Sarah"].last()).text


async def test_four_people_for_saturday(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/menu")
        await neighbours["Karim"].taps("Lancer quelque chose")
        await neighbours["Karim"].taps("⋯ Plus")
        got = await neighbours["Karim"].taps("Qui apporte quoi ?")
        assert got.private.text == (
            "Pour quoi, et que faut-il ? Une ligne chacun, avec les places : « Gâteau (2 places) »."
        )
        await neighbours["Karim"].answers(
            "Qui aide à monter les meubles ?\nSamedi : 4 personnes\nDimanche 1 place"
        )
        assert (await neighbours["Léa"].last()).lines[2:] == [
            "Samedi 6 mars : restent 4 places",
            "Dimanche 7 mars : reste 1 place",
        ]


async def test_a_number_in_a_choice_is_not_always_places(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Quelle tente ? Une tente 4 places, une tente 6 places")
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Une tente 4 places", "Une tente 6 places", "⋯ Plus"]
        assert "Une voix par personne." in card.text


async def test_the_last_place_is_taken_once(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(BRINGS)
        data = (await neighbours["Léa"].last()).buttons["Gâteau"]
        for _ in range(5):
            names = ("Léa", "Inès", "Sarah", "Karim")
            got = await asyncio.gather(*(neighbours[name].presses(data) for name in names))
            assert sorted(one.refused for one in got) == [False, True, True, True]
            (taken,) = [name for name, one in zip(names, got, strict=True) if not one.refused]
            card = await neighbours["Nadia"].last()
            assert f"Gâteau : {taken}. Complet." in card.lines
            assert re.findall(r"\d+ personnes?", card.lines[-1]) == ["1 personne"]
            await neighbours[taken].presses(data)
