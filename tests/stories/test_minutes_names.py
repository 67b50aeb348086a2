"""Nobody's name stands in the group before they have said yes, and a yes holds for what it was said to."""

from tests.conftest import Opens
from tests.poll_people import leaves, rows
from tests.stories.work_days import CARD, MONDAY, THREE_LINES, TO_DO, published, work_day


async def test_the_name_of_whoever_has_not_said_yes_does_not_come_back_into_the_text(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        nadia, lea = neighbours["Nadia"], neighbours["Léa"]
        assert list((await nadia.presses("minutes:task:1")).private.buttons) == [
            "L'écrire autrement",
            "Enlever",
            "↩️ Retour",
        ]
        refused = await nadia.presses("minutes:untask:1")
        assert refused.refused
        assert refused.toast == "La personne nommée n'a pas dit oui. Enlevez la tâche, ou écrivez-la autrement."
        assert (await lea.last()).text == CARD.format(task=TO_DO)
        await neighbours["M. Roux"].taps("D'accord")
        assert "Ce n'est pas une tâche" in (await nadia.presses("minutes:task:1")).private.buttons
        await nadia.taps("Ce n'est pas une tâche")
        assert "M. Roux s'en occupe" in (await lea.last()).text


async def test_a_no_takes_the_name_out_of_what_is_kept(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        await neighbours["M. Roux"].taps("Pas moi")
        assert await rows(neighbours, "SELECT said, person FROM minutes_actions") == [{"said": "", "person": None}]
        await neighbours["Nadia"].presses("minutes:untask:1")
        assert "Roux" not in (await neighbours["Léa"].last()).text


async def test_whoever_was_gone_before_it_was_published_is_not_named(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await work_day(neighbours)
        await neighbours["Nadia"].answers(THREE_LINES)
        await leaves(neighbours, "M. Roux")
        await neighbours["Nadia"].taps("Publier")
        assert await rows(neighbours, "SELECT said, state FROM minutes_actions") == [{"said": "", "state": "open"}]
