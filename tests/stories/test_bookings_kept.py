"""Who waits for a space: whether its holder keeps it, those who go, those for whom others answer."""

from datetime import timedelta

import pytest

from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import GROUP
from tests.stories.waits import books, frees, guest_room, planned, ruled, told, waits, words

MARCH = paris("2027-03-02", "12:10")
UNDONE = MARCH + timedelta(minutes=11)


@pytest.mark.parametrize("holds", [True, False])
async def test_what_is_forgotten_is_the_next_ones(tilleuls: Opens, holds: bool) -> None:
    """Who is forgotten has it, or it is held for them."""
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        if holds:
            await waits(neighbours, "Léa", "du 13 au 16 mars")
        await waits(neighbours, "Inès", "du 13 au 16 mars")
        if holds:
            await frees(neighbours, "Karim")
            await neighbours.at(UNDONE)
            assert await words(neighbours, "Inès") == []
        gone = "Léa" if holds else "Karim"
        await neighbours[gone].says("/effacer")
        await neighbours[gone].taps("Tout effacer")
        await neighbours[gone].taps("Oui, tout effacer")
        await neighbours.at(neighbours.now + timedelta(minutes=1))
        assert len(await words(neighbours, "Inès")) == 1
        await neighbours["Inès"].taps("Réserver")
        assert await planned(neighbours) == ["Inès 13-16"]


async def test_whether_it_is_kept_is_asked_only_where_somebody_waits(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await books(neighbours, "Sarah", "du 16 au 18 mars")
        await waits(neighbours, "Léa", "du 13 au 15 mars")
        await neighbours.at(paris("2027-03-10", "17:59"))
        assert await words(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-10", "18:01"))
        (asked,) = await told(neighbours, "Karim")
        assert asked.text == (
            "Léa attend la chambre d'amis au cas où. Vous la gardez, du vendredi 12 au lundi 15 mars ? "
            "Sans réponse, rien ne change."
        )
        assert list(asked.buttons) == ["Je la garde", "Je la libère"]
        assert (await neighbours["Inès"].presses("bookings:keep:1")).refused
        kept = await neighbours["Karim"].taps("Je la garde")
        assert kept.private.lines == [
            "C'est noté : vous gardez la chambre d'amis du vendredi 12 au lundi 15 mars."
        ]
        assert await words(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-14", "18:30"))
        assert await words(neighbours, "Karim") == await words(neighbours, "Sarah") == []


async def test_the_question_goes_away_with_those_who_waited(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await neighbours.at(paris("2027-03-10", "18:01"))
        await waits(neighbours, "Inès", "du 14 au 17 mars")
        assert (await words(neighbours, "Karim"))[0].startswith(
            "Léa et Inès attendent la chambre d'amis au cas où."
        )
        await neighbours["Léa"].presses("bookings:unwait:1")
        assert (await words(neighbours, "Karim"))[0].startswith("Inès attend la chambre d'amis au cas où.")
        await neighbours["Inès"].presses("bookings:unwait:2")
        assert await words(neighbours, "Karim") == []


async def test_it_is_freed_from_the_question(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await neighbours.at(paris("2027-03-10", "18:01"))
        await neighbours["Karim"].taps("Je la libère")
        assert await words(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-10", "18:15"))
        assert len(await words(neighbours, "Léa")) == 1


async def test_the_cleaning_between_is_freed_with_it(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        nadia = neighbours["Nadia"]
        await nadia.says("/espaces")
        await nadia.taps("Ajouter un espace")
        await nadia.answers("salle commune")
        await nadia.taps("À l'heure")
        await ruled(neighbours, buffer=30)
        await neighbours["Karim"].says("/reserver salle commune dimanche 14 mars de 14h à 18h")
        await neighbours["Karim"].taps("Réserver")
        await neighbours["Léa"].says("/reserver salle commune dimanche 14 mars de 18h à 20h")
        await neighbours["Léa"].taps("Me prévenir si libre")
        await neighbours["Karim"].presses("bookings:free:1")
        await neighbours.at(UNDONE)
        assert await words(neighbours, "Léa") == [
            "La salle commune se libère dimanche 14 mars, de 18 h à 20 h. Je vous la garde jusqu'à mercredi 0 h 20."
        ]


async def test_whoever_answers_for_somebody_is_told(tilleuls: Opens) -> None:
    """Odette has no account; Nadia, who accompanies, writes it down for her."""
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, MARCH)
            odette = await members.add_person("Odette")
            await members.add_member(GROUP, odette.id, "resident")
        await books(neighbours, "Karim", "du 12 au 15 mars")
        got = await neighbours["Nadia"].presses(f"bookings:wait:1:hwrt0.33o:1:{odette.id}")
        assert "Vous êtes en tête" in got.private.text
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        assert (await neighbours["Inès"].presses("bookings:take:1")).refused
        await neighbours["Nadia"].taps("Réserver")
        assert await planned(neighbours) == ["Odette 13-16"]


async def test_a_date_that_a_series_could_not_have_is_added_to_it(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        async with neighbours.program.database.writing() as tx:
            await tx.run(
                "INSERT INTO booking_series (id, space, person, rule, starts, ends, zone, without, made_at) "
                "SELECT 1, space, person, 'FREQ=WEEKLY;COUNT=2', starts, ends, zone, '{}', made_at FROM booking_waits"
            )
            await tx.run("UPDATE booking_waits SET series = 1")
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        await neighbours["Léa"].taps("Réserver")
        async with neighbours.program.database.reading() as tx:
            (row,) = await tx.rows("SELECT series, was, starts FROM bookings WHERE state = 'confirmed'")
        assert (row["series"], row["was"]) == (1, row["starts"])


async def test_who_has_left_the_group_is_passed_over(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await waits(neighbours, "Inès", "du 13 au 16 mars")
        async with neighbours.program.database.writing() as tx:
            members = StoredMembers(tx, neighbours.now)
            lea = next(m.person.id for m in await members.members(GROUP) if m.person.name == "Léa")
            await members.remove_member(GROUP, lea)
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        assert len(await words(neighbours, "Inès")) == 1
