"""Nobody's name stands in the group before they have said yes, and a yes holds for what it was said to."""

from tests.conftest import Opens
from tests.neighbours import paris
from tests.poll_people import leaves, rows
from tests.stories.work_days import CARD, DOES, MONDAY, THREE_LINES, TO_DO, published, work_day


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


async def test_a_yes_holds_for_what_it_was_said_to(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        nadia, roux, lea = (neighbours[name] for name in ("Nadia", "M. Roux", "Léa"))
        await roux.taps("D'accord")
        await nadia.presses("minutes:retask:1")
        await nadia.answers("réparer le composteur, M. Roux, avant le 20")
        assert DOES in (await lea.last()).text
        await nadia.presses("minutes:retask:1")
        await nadia.answers("repeindre tout le local, M. Roux, avant le 16")
        assert "Roux" not in (await lea.last()).text
        assert (await roux.last()).text == "Vous repeignez tout le local avant mardi 16 mars ?"
        assert list((await roux.last()).buttons) == ["D'accord", "Pas moi"]
        await roux.taps("D'accord")
        await nadia.presses("minutes:retask:1")
        await nadia.answers("repeindre tout le local, M. Roux, avant le 18")
        assert (await roux.last()).text == "Vous repeignez tout le local avant jeudi 18 mars ?"


async def test_whoever_had_said_yes_is_told_that_somebody_else_is_meant(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        nadia, roux = neighbours["Nadia"], neighbours["M. Roux"]
        await roux.taps("D'accord")
        await neighbours["Nadia"].says("Merci à tous !")
        await nadia.presses("minutes:retask:1")
        await nadia.answers("réparer le composteur, Karim, avant le 20")
        gone = "Ce n'est plus pour vous : réparer le composteur avant samedi 20 mars."
        assert (await roux.last()).text == gone
        assert [seen.text for seen in await roux.sees()].count(gone) == 1
        await nadia.presses("minutes:retask:1")
        await nadia.answers("réparer le composteur, M. Roux, avant le 20")
        assert (await roux.last()).text == "Vous réparez le composteur avant samedi 20 mars ?"
        assert gone not in [seen.text for seen in await roux.sees()]


async def test_after_a_year_nobody_is_named_and_what_is_not_done_is_open(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await published(neighbours)
        await neighbours["M. Roux"].taps("D'accord")
        await neighbours.sleeps_until(paris("2028-03-20", "12:00"))
        await neighbours.program.clock.purge()
        await neighbours.settle()
        lea = neighbours["Léa"]
        assert (await lea.last()).text == CARD.format(task=TO_DO)
        read = await lea.presses("minutes:read:1")
        assert "Je peux aider" in read.private.buttons
