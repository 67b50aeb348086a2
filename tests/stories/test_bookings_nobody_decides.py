"""A booking that needs somebody's word, where nobody looks after the space and nobody runs the group."""

from dataclasses import replace

from handlers.bookings.charter import NEW
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.homes import gets
from tests.stories.spaces import booking, books, shares, told

MARCH = paris("2027-03-02", "12:10")
BY_CONTACT = replace(NEW, approval="contact")
BY_SILENCE = replace(NEW, approval="silence", objecting=2)
AT_ONCE = "En ce moment, personne ne peut dire oui ou non : c'est confirmé tout de suite."


async def purged(neighbours: Neighbourhood) -> None:
    """Once a day, what is over is put away."""
    await neighbours.program.clock.purge()
    await neighbours.settle()


async def test_where_nobody_can_say_yes_it_is_confirmed_at_once_and_says_so_before(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT)
        await gets(neighbours, "Nadia", "resident")
        karim = neighbours["Karim"]
        read = await karim.says("/reserver atelier samedi 20 mars de 14h à 16h")
        assert AT_ONCE in read.private.lines
        assert (await karim.taps("Réserver")).private.lines[0].startswith("✅ C'est réservé : atelier")
        series = await karim.says("/reserver atelier tous les mardis 18h-19h30 jusqu'au 30 mars")
        assert AT_ONCE in series.private.lines, series.private.lines
        assert (await karim.taps("Réserver")).private.lines[0].startswith("✅ C'est réservé : atelier")
        await karim.presses("bookings:move:1")
        await karim.answers("dimanche 21 mars")
        moved = await karim.taps("Changer les dates")
        assert moved.private.lines[0].startswith("✅ C'est réservé : atelier, dimanche 21 mars")
        await karim.presses("bookings:free:1")
        assert (await karim.taps("Annuler")).private.lines[0].startswith("✅ C'est réservé")


async def test_where_somebody_can_nothing_else_is_said(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT, contact="Léa")
        await gets(neighbours, "Nadia", "resident")
        read = await neighbours["Karim"].says("/reserver atelier samedi 20 mars de 14h à 16h")
        assert AT_ONCE not in read.private.lines
        assert (await neighbours["Karim"].taps("Réserver")).private.lines[0].startswith("⏳ Demandé")


async def test_the_neighbours_still_have_their_days_and_one_objection_is_enough(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Jardin", "hours", BY_SILENCE)
        await gets(neighbours, "Nadia", "resident")
        read = await neighbours["Karim"].says("/reserver jardin samedi 6 mars de 14h à 16h")
        assert AT_ONCE not in read.private.lines
        assert (await neighbours["Karim"].taps("Réserver")).private.lines[0].startswith("⏳ Demandé")
        await books(neighbours, "Sarah", "jardin dimanche 7 mars de 14h à 16h")
        await neighbours["Inès"].presses("bookings:object:1")
        got = await neighbours["Inès"].answers("Le bruit, un samedi.")
        assert got.private.lines == [
            "Personne n'anime le groupe : votre objection suffit. La personne qui a demandé la lit."
        ]
        assert (await booking(neighbours, 1)).state == "refused"
        assert "La raison : « Le bruit, un samedi. »" in await told(neighbours, "Karim")
        assert (await neighbours["Inès"].presses("bookings:object:1")).toast == "C'est déjà décidé."
        await neighbours.at(paris("2027-03-04", "12:11"))
        assert (await booking(neighbours, 2)).state == "confirmed"


async def test_what_begins_before_they_have_had_their_days_is_confirmed_at_once(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Jardin", "hours", BY_SILENCE)
        await gets(neighbours, "Nadia", "resident")
        read = await neighbours["Karim"].says("/reserver jardin mercredi 3 mars de 14h à 16h")
        assert AT_ONCE in read.private.lines
        assert (await neighbours["Karim"].taps("Réserver")).private.lines[0].startswith("✅ C'est réservé")


async def test_what_was_asked_of_somebody_who_is_gone_is_not_asked_for_ever(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT)
        await shares(neighbours, "Jardin", "hours", BY_SILENCE)
        await books(neighbours, "Karim", "atelier samedi 20 mars de 14h à 16h")
        await books(neighbours, "Karim", "jardin samedi 20 mars de 14h à 16h")
        await neighbours["Inès"].presses("bookings:object:2")
        await neighbours["Inès"].answers("Le bruit, un samedi.")
        await books(neighbours, "Sarah", "jardin dimanche 21 mars de 14h à 16h")
        await purged(neighbours)
        assert [(await booking(neighbours, number)).state for number in (1, 2, 3)] == ["asked"] * 3
        await gets(neighbours, "Nadia", "resident")
        await neighbours.sleeps_until(paris("2027-03-03", "12:11"))
        await purged(neighbours)
        states = [(await booking(neighbours, number)).state for number in (1, 2, 3)]
        assert states == ["confirmed", "refused", "asked"], "the third has its days still"
