"""A half-finished dialogue survives a restart of the program, and is gone after a day."""

from datetime import timedelta

import aiohttp

from bot.config import Config, Salon, Storage
from bot.program import Program
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import ROOM, Neighbourhood


async def test_the_question_is_still_asked_after_a_restart(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says("/sondage Que mange-t-on samedi ?")
    config = Config(storage=Storage(url=url), salon=Salon(port=0))
    later = TUESDAY_NOON + timedelta(hours=23)
    program = Program(config, now=lambda: later)
    try:
        await program.open()
        await program.serve()

        async with aiohttp.ClientSession() as http:
            again = Neighbourhood(program, http, later)
            again.invite("Karim")
            async with http.get(f"{program.address}/{ROOM}/karim") as page:
                assert "Quels sont les choix" in await page.text()
            await again["Karim"].answers("des crêpes, une soupe")
            assert list((await again["Karim"].last()).buttons) == ["Des crêpes", "Une soupe", "⋯ Plus"]
    finally:
        await program.stop()


async def test_after_a_day_nothing_is_asked_any_more(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says("/sondage")
        await neighbours.at(TUESDAY_NOON + timedelta(hours=24))
        got = await neighbours["Karim"].answers("Pizza ou crêpes ?")
        assert got.refused
        assert got.toast.startswith("Je n'attends pas de réponse ici.")
        assert await neighbours["Léa"].sees() == []


async def test_a_new_question_takes_the_place_of_the_old_one(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Que mange-t-on samedi ?")
        await neighbours["Karim"].says("/sondage Où va-t-on dimanche ?")
        await neighbours["Karim"].answers("à la mer, en forêt")
        (card,) = await neighbours["Léa"].sees()
        assert card.lines[0] == "🗳️ Où va-t-on dimanche ?"


async def test_a_refused_answer_leaves_the_question_open(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Que mange-t-on samedi ?")
        assert (await neighbours["Karim"].answers("des crêpes")).refused
        await neighbours["Karim"].answers("des crêpes, une soupe")
        assert len(await neighbours["Léa"].sees()) == 1


async def test_ones_draft_is_nobody_elses(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Que mange-t-on samedi ?")
        assert (await neighbours["Léa"].answers("des crêpes, une soupe")).refused
