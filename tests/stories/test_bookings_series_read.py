"""The read-back of a rhythm: its pages, holidays that nobody knows yet, names that a group keeps to itself."""

from dataclasses import replace

from storage.bookings import StoredBookings
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris
from tests.stories.homes import GROUP, number_of
from tests.stories.spaces import booking, books, made, shares_both

YOGA = "/reserver salle commune tous les mardis 18h-19h30 jusqu'au 30 juin, hors vacances scolaires"


def buttons(got: Got) -> list[str]:
    return [label for label in got.private.buttons if label != "Envoyer"]


async def opened(neighbours: Neighbourhood) -> None:
    await shares_both(neighbours)


async def test_a_long_list_has_pages(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await books(neighbours, "Léa", "salle commune mardi 9 mars de 18h à 19h")
        for day in ("16 mars", "23 mars", "30 mars", "6 avril", "13 avril", "20 avril", "27 avril", "4 mai"):
            who = "Inès" if day in ("16 mars", "30 mars", "13 avril", "27 avril") else "Léa"
            await books(neighbours, who, f"salle commune mardi {day} de 18h à 19h")
        karim = neighbours["Karim"]
        first = await karim.says(YOGA.replace(", hors vacances scolaires", ""))
        assert "Les autres dates" in first.private.buttons
        assert "Mardi 4 mai : Léa l'a." not in first.private.lines
        more = await karim.taps("Les autres dates")
        assert "Mardi 4 mai : Léa l'a." in more.private.lines
        assert (await karim.taps("Les autres dates")).private.lines == first.private.lines
        await karim.taps("Réserver les autres")
        assert len(await made(neighbours)) == 9


async def test_holidays_that_are_not_published_yet_are_said(tilleuls: Opens) -> None:
    async with tilleuls(paris("2028-02-01", "12:10")) as neighbours:
        await opened(neighbours)
        got = await neighbours["Karim"].says(
            "/reserver salle commune tous les mardis 18h-19h jusqu'au 30 novembre, hors vacances scolaires"
        )
        assert (
            "À partir de mardi 5 septembre, les vacances ne sont pas encore publiées. Revoyez ces dates plus tard."
            in got.private.lines
        )


async def test_a_group_may_hide_who_has_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        async with neighbours.program.database.writing() as tx:
            store = StoredBookings(tx)
            await store.set_customs(GROUP, replace(await store.customs(GROUP), names=False))
        await books(neighbours, "Léa", "salle commune mardi 16 mars de 19h à 21h")
        got = await neighbours["Karim"].says(YOGA)
        assert "Mardi 16 mars : occupé." in got.private.lines


async def test_a_series_in_somebody_elses_name(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            odette = (await members.add_person("Odette")).id
            await members.add_member(GROUP, odette, "resident")
        nadia = neighbours["Nadia"]
        got = await nadia.says("/reserver salle commune tous les mardis 15h-16h jusqu'au 30 avril pour Odette")
        assert "Au nom d'Odette." in got.private.lines
        got = await nadia.taps("Réserver")
        assert "Au nom d'Odette." in got.private.lines
        nadias = await number_of(neighbours, "Nadia")
        assert {(one.person, one.entered_by) for one in await made(neighbours)} == {(odette, nadias)}
        assert (await neighbours["Léa"].presses("bookings:series:1:0")).refused


async def test_two_nights_each_friday_are_the_length_of_each_stay(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await shares_both(neighbours)
        karim = neighbours["Karim"]
        read = await karim.says("/reserver chambre d'amis tous les vendredis, 2 nuits, jusqu'au 26 mars")
        assert "2 nuits à chaque fois." in read.private.text, read.private.text
        assert "4 dates" in read.private.text
        got = await karim.taps("Réserver")
        assert got.private.text.startswith("✅ C'est réservé : chambre d'amis, 4 dates"), got.private.text
        times = (await booking(neighbours, 2)).times
        assert (times.starts, times.ends) == (paris("2027-03-12", "16:00"), paris("2027-03-14", "11:00"))
