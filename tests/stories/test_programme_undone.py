"""What is undone while a programme goes on, and what can be undone no more."""

from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.programmes import alone, at, card, met, taps


async def test_what_was_before_a_pause_is_not_undone_in_it(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await taps(lea, "+5 min")
        await taps(lea, "Pause")
        assert (await lea.presses("programme:undo:1")).toast == "Il n'y a rien à annuler."
        assert "En pause depuis 18 h 30" in await card(neighbours)


async def test_ended_before_its_time_and_that_undone(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:45"))
        await taps(lea, "⋯ Plus")
        ended = await lea.taps("Terminer")
        assert ended.private.text == "C'est fini depuis 18 h 45."
        assert await card(neighbours) == "⏱️ Réunion : c'est fini depuis 18 h 45."
        assert (await lea.presses("programme:plus:1:1")).toast == "C'est terminé."
        assert (await lea.presses(ended.private.buttons["Annuler"])).toast == "C'est annulé. Fin à 20 h 15."
        assert "Maintenant : Tour de table, jusqu'à 19 h." in await card(neighbours)
        await neighbours.at(at("18:59"))
        assert (await alone(neighbours, "Léa"))[0].text.startswith("⏳ 1 minute avant : Dîner partagé.")


async def test_ended_in_a_pause_and_that_undone(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:32"))
        await taps(lea, "Pause")
        await neighbours.at(at("19:02"))
        await taps(lea, "⋯ Plus")
        ended = await lea.taps("Terminer")
        assert ended.private.text == "C'est fini depuis 18 h 32."
        undo = ended.private.buttons["Annuler"]
        await neighbours.at(at("19:05"))
        assert (await lea.presses(undo)).toast == "C'est annulé. En pause depuis 18 h 32."
        assert (await card(neighbours)).startswith("⏱️ Réunion. En pause depuis 18 h 32 : Accueil.")
        assert (await lea.presses(undo)).toast == "Il n'y a rien à annuler."
        assert await taps(lea, "Reprendre") == "Accueil jusqu'à 19 h 13. Repas à 19 h 33. Fin à 20 h 48."


async def test_an_end_in_a_pause_is_not_undone_the_day_after(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await taps(lea, "Pause")
        await taps(lea, "⋯ Plus")
        undo = (await lea.taps("Terminer")).private.buttons["Annuler"]
        await neighbours.at(paris("2027-03-03", "06:30"))
        late = await lea.presses(undo)
        assert (late.refused, late.toast) == (True, "C'est trop tard pour annuler.")
        assert await card(neighbours) == "⏱️ Réunion : c'est fini depuis 18 h 30."


async def test_what_would_be_past_is_not_undone(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("20:13"))
        await taps(lea, "+5 min")
        await neighbours.at(at("20:17"))
        more = await lea.presses("programme:more:1")
        assert "Annuler" not in more.private.buttons
        late = await lea.presses("programme:undo:1")
        assert (late.refused, late.toast) == (True, "C'est trop tard pour annuler.")
        assert "Maintenant : Bilan, jusqu'à 20 h 20." in await card(neighbours)
        undo = (await lea.presses("programme:end:1")).private.buttons["Annuler"]
        await neighbours.at(at("20:21"))
        late = await lea.presses(undo)
        assert (late.refused, late.toast) == (True, "C'est trop tard pour annuler.")
        assert await card(neighbours) == "⏱️ Réunion : c'est fini depuis 20 h 17."
