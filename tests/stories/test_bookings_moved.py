"""A booking gets other dates: the nearest free ones, or those that are typed."""

from dataclasses import replace

from handlers.bookings.charter import NEW
from tests.conftest import Opens
from tests.neighbours import Got, Neighbour, Neighbourhood, paris
from tests.stories.spaces import HALL, books, rules_are, shares_both


def buttons(got: Got) -> list[str]:
    return [label for label in got.private.buttons if label != "Envoyer"]


async def booked(neighbours: Neighbourhood) -> Neighbour:
    await shares_both(neighbours)
    await books(neighbours, "Karim", "salle commune samedi 13 mars de 14h à 18h")
    return neighbours["Karim"]


async def test_the_nearest_free_times_are_a_tap(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        got = await karim.presses("bookings:move:1")
        assert buttons(got) == ["Samedi 13, 13 h 30", "Samedi 13, 14 h 30", "Je garde mes dates"]
        assert "Vous l'avez samedi 13 mars, de 14 h à 18 h." in got.private.lines
        got = await karim.taps("Samedi 13, 14 h 30")
        assert "Désormais : samedi 13 mars, de 14 h 30 à 18 h 30." in got.private.text
        tap = got.private.buttons["Changer les dates"]
        got = await karim.presses(tap)
        assert got.private.lines == ["✅ C'est réservé : salle commune, samedi 13 mars, de 14 h 30 à 18 h 30."]
        assert (await karim.presses(tap)).private.lines == got.private.lines
        await books(neighbours, "Léa", "salle commune samedi 13 mars de 13h à 14h30")


async def test_a_day_keeps_the_hours_and_an_hour_the_length(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        for words, then in (
            ("dimanche 14 mars", "dimanche 14 mars, de 14 h à 18 h"),
            ("dimanche 28 mars", "dimanche 28 mars, de 14 h à 18 h"),
            ("vendredi 12 mars à 9h", "vendredi 12 mars, de 9 h à 13 h"),
            ("lundi 15 mars de 10h à 11h", "lundi 15 mars, de 10 h à 11 h"),
        ):
            await karim.presses("bookings:move:1")
            assert f"Désormais : {then}." in (await karim.answers(words)).private.text, words
        for words in ("bientôt", "tous les mardis", "demain à 25h"):
            await karim.presses("bookings:move:1")
            assert (await karim.answers(words)).refused, words
        await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
        await karim.presses("bookings:move:2")
        got = await karim.answers("19 mars")
        assert "Désormais : du vendredi 19 au lundi 22 mars." in got.private.text


async def test_what_is_taken_or_forbidden_leaves_the_booking_as_it_was(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        await books(neighbours, "Léa", "salle commune dimanche 14 mars de 14h à 18h")
        await karim.presses("bookings:move:1")
        got = await karim.answers("dimanche 14 mars")
        assert (
            "Ce n'est pas libre à ce moment-là. Vous l'avez samedi 13 mars, de 14 h à 18 h." in got.private.lines
        )
        assert buttons(got)[-1] == "Je garde mes dates"
        await karim.presses("bookings:move:1")
        moved = (await karim.answers("lundi 15 mars")).private.buttons["Changer les dates"]
        await books(neighbours, "Inès", "salle commune lundi 15 mars de 17h à 19h")
        assert "Ce n'est pas libre à ce moment-là." in (await karim.presses(moved)).private.text
        await rules_are(neighbours, HALL, replace(NEW, longest=60))
        await karim.presses("bookings:move:1")
        assert (await karim.answers("mardi 16 mars")).toast == "Trop long : 1 heure au plus."
        kept = await karim.presses("bookings:mine:1")
        assert kept.private.lines == ["✅ C'est réservé : salle commune, samedi 13 mars, de 14 h à 18 h."]


async def test_only_its_household_moves_it_and_only_before_it_begins(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        for press in ("bookings:move:1", "bookings:moveto:1:hwnfi.2i", "bookings:moved:1:hwnfi.2i"):
            assert (await neighbours["Léa"].presses(press)).refused, press
        assert (await karim.presses("bookings:moved:1:zz")).refused
        assert (await karim.presses("bookings:move:9")).toast == "Ce n'est plus ici."
        await neighbours.at(paris("2027-03-13", "14:01"))
        assert (
            await karim.presses("bookings:move:1")
        ).toast == "Cette réservation a commencé, ou elle est passée."


async def test_where_it_is_agreed_to_other_dates_are_asked_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        await rules_are(neighbours, HALL, replace(NEW, approval="contact"))
        await karim.presses("bookings:move:1")
        await karim.answers("lundi 15 mars")
        got = await karim.taps("Changer les dates")
        assert got.private.lines[0].startswith("⏳ Demandé : salle commune, lundi 15 mars")
