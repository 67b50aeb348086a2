"""A series that was booked is seen again: a date added, awaited, moved or freed, and all of it freed."""

from storage.bookings import StoredBookings
from tests.conftest import Opens
from tests.neighbours import Got, Neighbour, Neighbourhood, paris
from tests.stories.spaces import HALL, books, made, shares_both

WORDS = "/reserver salle commune tous les mardis 18h-19h30 jusqu'au 13 avril"


def buttons(got: Got) -> list[str]:
    return [label for label in got.private.buttons if label != "Envoyer"]


async def booked(neighbours: Neighbourhood) -> Neighbour:
    """Karim has every Tuesday but the 16th, which is Léa's."""
    await shares_both(neighbours)
    await books(neighbours, "Léa", "salle commune mardi 16 mars de 19h à 21h")
    await neighbours["Karim"].says(WORDS)
    await neighbours["Karim"].taps("Réserver les autres")
    return neighbours["Karim"]


async def test_its_dates_three_at_a_time(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        got = await karim.taps("Voir les dates")
        assert got.private.lines == [
            "🗓️ Salle commune, plusieurs dates",
            "Tous les mardis de 18 h à 19 h 30, du 2 mars au 13 avril 2027.",
            "6 dates à venir sur 7 sont réservées. Il manque mardi 16 mars.",
            "Mardi 2 mars : réservé.",
            "Mardi 9 mars : réservé.",
            "Mardi 16 mars : pas réservé.",
        ]
        assert buttons(got) == [
            "Mardi 2 mars",
            "Mardi 9 mars",
            "Mardi 16 mars",
            "Les autres dates",
            "Libérer la série",
        ]
        assert (await karim.taps("Les autres dates")).private.lines[3] == "Mardi 23 mars : réservé."
        await karim.taps("Les autres dates")
        assert (await karim.taps("Les autres dates")).private.lines == got.private.lines
        await neighbours.at(paris("2027-03-10", "09:00"))
        got = await karim.presses("bookings:series:1:0")
        assert got.private.lines[3] == "Mardi 16 mars : pas réservé.", "the next to come is first"
        got = await karim.presses("bookings:series:1:1")
        assert got.private.lines[3:5] == ["Mardi 2 mars : passé.", "Mardi 9 mars : passé."]
        assert (await karim.answers("9 mars")).private.lines[0].startswith("✅ C'est réservé"), "still theirs"
        await karim.presses("bookings:series:1:0")
        assert (await karim.answers("mercredi 10 mars")).toast == "Elle n'a pas de date ce jour-là."
        assert (await karim.answers("plus tard")).refused
        for press in ("bookings:series:9:0", "bookings:date:1:5", "bookings:extend:1:0", "bookings:freeall:7"):
            assert (await karim.presses(press)).toast == "Ce n'est plus ici.", press


async def test_nobody_else_changes_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        seen = await karim.taps("Voir les dates")
        inside = [
            seen.private.buttons[label] for label in ("Mardi 9 mars", "Les autres dates", "Libérer la série")
        ]
        for press in (*inside, "bookings:extend:1:30086940", "bookings:alert:1:30086940", "bookings:icsall:1"):
            got = await neighbours["Léa"].presses(press)
            assert got.refused, press
        assert sum(one.lives for one in await made(neighbours)) == 6


async def test_a_skipped_date_is_awaited_then_added(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        await karim.taps("Voir les dates")
        got = await karim.taps("Mardi 16 mars")
        assert got.private.lines[1] == "Mardi 16 mars, de 18 h à 19 h 30 : c'est pris."
        assert buttons(got) == ["Me prévenir si libre", "Toute la série"]
        add = got.private.buttons["Me prévenir si libre"].replace("alert", "extend")
        assert (await karim.presses(add)).private.lines[1].endswith("c'est pris."), "a button proves nothing"
        got = await karim.presses(add.replace("extend", "alert"))
        assert got.private.lines == [
            "C'est noté. Je vous préviens si cela se libère : mardi 16 mars, de 18 h à 19 h 30."
        ]
        first = (await made(neighbours))[0]
        async with neighbours.program.database.reading() as tx:
            elsewhere = await StoredBookings(tx).waiting(HALL, first.times)
        assert elsewhere == [], "it waits for that date alone"
        async with neighbours.program.database.reading() as tx:
            found = await StoredBookings(tx).find_wait(1)
        assert found is not None
        assert found.series == 1
        async with neighbours.program.database.writing() as tx:
            await StoredBookings(tx).end_wait(1, "gone")
        await neighbours["Léa"].presses("bookings:free:1")
        await karim.presses("bookings:series:1:0")
        got = await karim.taps("Mardi 16 mars")
        assert buttons(got) == ["Ajouter cette date", "Toute la série"]
        tap = got.private.buttons["Ajouter cette date"]
        got = await karim.presses(tap)
        assert got.private.lines[0] == "✅ C'est réservé : salle commune, mardi 16 mars, de 18 h à 19 h 30."
        assert (await karim.presses(tap)).private.lines == got.private.lines
        dates = await made(neighbours)
        assert len(dates) == 7
        assert all(one.was == one.times.starts for one in dates)
        assert (await karim.taps("Toute la série")).private.lines[2] == "7 dates à venir sur 7 sont réservées."


async def test_one_date_is_moved_and_one_freed_without_the_rest(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        await karim.taps("Voir les dates")
        got = await karim.taps("Mardi 9 mars")
        assert buttons(got) == [
            "Mettre dans mon agenda",
            "Changer les dates",
            "Toute la série",
            "Libérer la salle",
        ]
        await karim.taps("Changer les dates")
        got = await karim.answers("mercredi 10 mars")
        assert got.private.lines[1] == (
            "Jusqu'ici : mardi 9 mars, de 18 h à 19 h 30. Désormais : mercredi 10 mars, de 18 h à 19 h 30."
        )
        await karim.taps("Changer les dates")
        got = await karim.taps("Toute la série")
        assert got.private.lines[4] == "Mardi 9 mars : déplacé, mercredi 10 mars, de 18 h à 19 h 30."
        await karim.answers("23 mars")
        await karim.taps("Libérer la salle")
        got = await karim.presses("bookings:series:1:2")
        assert (
            got.private.lines[2]
            == "5 dates à venir sur 7 sont réservées. Il manque mardi 16 mars et mardi 23 mars."
        )
        assert got.private.lines[5] == "Mardi 23 mars : libéré."
        assert buttons(await karim.answers("23 mars")) == ["Ajouter cette date", "Toute la série"]
        await karim.taps("Ajouter cette date")
        dates = await made(neighbours)
        assert sum(one.lives for one in dates) == 6
        assert dates[1].was == paris("2027-03-09", "18:00")
        got = await karim.presses("bookings:series:1:0")
        assert got.private.lines[2] == "6 dates à venir sur 7 sont réservées. Il manque mardi 16 mars."


async def test_all_dates_to_come_are_freed_and_taken_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        await neighbours.at(paris("2027-03-10", "09:00"))
        got = await karim.presses("bookings:freeall:1")
        assert got.private.lines == [
            "La salle commune est de nouveau libre : 4 dates, du mardi 23 mars au mardi 13 avril.",
            "Vous pouvez revenir en arrière pendant dix minutes.",
        ]
        assert [one.lives for one in await made(neighbours)] == [True, True, False, False, False, False]
        undo = got.private.buttons["Annuler"]
        assert (await karim.presses("bookings:freeall:1")).private == got.private, "a second tap shows the same"
        await books(neighbours, "Inès", "salle commune mardi 30 mars de 18h à 19h")
        got = await karim.presses(undo)
        assert got.private.lines == [
            "3 dates sont réservées de nouveau : Salle commune. Quelqu'un d'autre a maintenant mardi 30 mars."
        ]
        await karim.presses(undo)
        assert sum(one.lives for one in await made(neighbours)) == 5
        got = await karim.presses("bookings:freeall:1")
        await neighbours.at(paris("2027-03-10", "09:11"))
        assert (await karim.presses(got.private.buttons["Annuler"])).toast.startswith("Dix minutes ont passé.")


async def test_what_was_freed_before_does_not_come_back_with_the_series(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        karim = await booked(neighbours)
        first = (await made(neighbours))[0]
        await karim.presses(f"bookings:free:{first.id}")
        await neighbours.at(paris("2027-03-02", "12:12"))
        await karim.presses("bookings:freeall:1")
        await karim.taps("Annuler")
        assert [one.lives for one in await made(neighbours)] == [False, True, True, True, True, True]
