"""A workshop in the common room: held on every date, had on the one that is fixed, moved with it, and freed."""

from tests.conftest import Opens
from tests.neighbours import Neighbourhood
from tests.stories.spaces import shares
from tests.stories.test_workshops import MONDAY

ASKED = "/atelier Chantier bois : samedi 6 matin ou dimanche 7 matin, salle commune"
HALL = "/reserver salle commune"


async def asks(neighbours: Neighbourhood) -> None:
    await shares(neighbours, "Salle commune")
    await neighbours["Nadia"].says(ASKED)
    await neighbours["Karim"].taps("Toutes me vont")


async def week(neighbours: Neighbourhood) -> str:
    return (await neighbours["Léa"].says("/agenda")).private.text


async def is_free(neighbours: Neighbourhood, words: str) -> bool:
    return "C'est pris" not in (await neighbours["Inès"].says(f"{HALL} {words}")).private.text


async def test_held_on_every_date_and_freed_but_for_the_one_that_is_fixed(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asks(neighbours)
        assert not await is_free(neighbours, "samedi 6 de 9h à 12h")
        assert not await is_free(neighbours, "dimanche 7 de 9h à 12h")
        assert "chantier bois ?" in (await week(neighbours)).casefold(), "only asked"
        fixed = await neighbours["Nadia"].presses("workshops:fix:1:1")
        assert fixed.toast == "C'est fixé : samedi 6 mars, de 9 h à midi."
        assert "Où : salle commune." in (await neighbours["Léa"].last()).text
        assert await is_free(neighbours, "dimanche 7 de 9h à 12h")
        assert "chantier bois ?" not in (await week(neighbours)).casefold()
        assert (await week(neighbours)).count("Chantier bois") == 1


async def test_freed_in_the_planning_it_is_said_no_more_and_the_workshop_stays_in_the_agenda(
    tilleuls: Opens,
) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asks(neighbours)
        await neighbours["Nadia"].presses("workshops:fix:1:1")
        freed = await neighbours["Nadia"].presses("bookings:free:1")
        if "Libérer" in freed.private.buttons:
            await neighbours["Nadia"].taps("Libérer")
        assert await is_free(neighbours, "samedi 6 de 9h à 12h")
        shown = await neighbours["Léa"].presses("workshops:see:1")
        assert "Où :" not in shown.private.text
        assert "Chantier bois" in await week(neighbours)


async def test_it_moves_with_the_workshop_even_by_an_hour(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asks(neighbours)
        await neighbours["Nadia"].presses("workshops:fix:1:1")
        await neighbours["Nadia"].presses("workshops:move:1")
        moved = await neighbours["Nadia"].answers("samedi 6 à 10h")
        assert moved.toast == "C'est maintenant samedi 6 mars, de 10 h à 13 h. Le groupe est prévenu."
        assert await is_free(neighbours, "samedi 6 de 8h à 10h")
        assert not await is_free(neighbours, "samedi 6 de 12h à 13h")
        await neighbours["Karim"].says(f"{HALL} samedi 6 de 15h à 17h")
        await neighbours["Karim"].taps("Réserver")
        await neighbours["Nadia"].presses("workshops:move:1")
        lost = await neighbours["Nadia"].answers("samedi 6 de 15h à 18h")
        assert lost.toast.endswith("Le groupe est prévenu. La salle commune n'est pas libre à ce moment-là."), (
            lost.toast
        )
        assert "Où :" not in (await neighbours["Léa"].last()).text


async def test_another_title_is_the_bookings_too(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asks(neighbours)
        await neighbours["Nadia"].presses("workshops:fix:1:1")
        await neighbours["Nadia"].presses("workshops:rename:1")
        await neighbours["Nadia"].answers("Ranger le bois")
        said = await week(neighbours)
        assert "Ranger le bois" in said
        assert "Chantier bois" not in said


async def test_cancelled_and_kept_after_all_it_is_held_again(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY) as neighbours:
        await asks(neighbours)
        await neighbours["Nadia"].presses("workshops:cancelyes:1")
        assert await is_free(neighbours, "samedi 6 de 9h à 12h")
        await neighbours["Nadia"].presses("workshops:revive:1")
        assert not await is_free(neighbours, "samedi 6 de 9h à 12h")
        assert not await is_free(neighbours, "dimanche 7 de 9h à 12h")
