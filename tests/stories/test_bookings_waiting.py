"""Who waits for a space: in order, told alone, for a while that does not run out at night."""

from datetime import timedelta

from handlers.bookings.charter import Limit
from handlers.conversation.quiet import Night
from storage.bookings import StoredBookings
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.waits import books, frees, guest_room, planned, told, waits, words

MARCH = paris("2027-03-02", "12:10")
UNDONE = MARCH + timedelta(minutes=11)
OFFER = "La chambre d'amis se libère du 13 au 16 mars. Je vous la garde jusqu'à mercredi 10 h."


async def test_two_wait_and_the_first_does_not_need_it_any_more(tilleuls: Opens) -> None:
    async with tilleuls(MARCH, night=Night()) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        before = await words(neighbours, "Sarah")
        first = await waits(neighbours, "Léa", "du 13 au 16 mars")
        assert first.private.lines == [
            "Je vous préviens si la chambre d'amis se libère du samedi 13 au mardi 16 mars. "
            "Vous êtes en tête de la liste.",
            "Vous aurez douze heures pour réserver ; ce délai ne finit jamais la nuit.",
        ]
        assert list(first.private.buttons) == ["Ne plus attendre"]
        second = await waits(neighbours, "Inès", "du 13 au 16 mars")
        assert second.private.lines[0].endswith("Vous êtes 2e sur la liste.")
        again = await waits(neighbours, "Inès", "du 13 au 16 mars")
        assert again.private.lines == second.private.lines, "twice is once"
        freed = await frees(neighbours, "Karim")
        assert freed.private.lines[-1] == (
            "Vous pouvez revenir en arrière pendant dix minutes. Quelqu'un attend : je lui fais signe ensuite."
        )
        assert await words(neighbours, "Léa") == []
        await neighbours.at(UNDONE)
        assert await words(neighbours, "Léa") == [OFFER]
        assert await words(neighbours, "Inès") == await words(neighbours, "Sarah") == before
        sarah = await neighbours["Sarah"].says("/reserver chambre d'amis du 13 au 16 mars")
        assert sarah.private.lines[0] == "🛏️ C'est pris : la chambre d'amis."
        left = await neighbours["Léa"].taps("Je n'en ai plus besoin")
        assert left.private.lines == ["Vous n'attendez plus la chambre d'amis du samedi 13 au mardi 16 mars."]
        assert await words(neighbours, "Inès") == [OFFER]
        got = await neighbours["Inès"].taps("Réserver")
        assert got.private.lines[0] == "✅ C'est réservé : chambre d'amis, du samedi 13 au mardi 16 mars."
        again = await neighbours["Inès"].presses("bookings:take:2")
        assert again.private.lines == got.private.lines, "two taps are one booking"
        late = await neighbours["Léa"].presses("bookings:take:1")
        assert late.refused
        assert await planned(neighbours) == ["Inès 13-16"]


async def test_who_does_not_answer_loses_it_to_the_next(tilleuls: Opens) -> None:
    async with tilleuls(MARCH, night=Night()) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await waits(neighbours, "Inès", "du 14 au 15 mars")
        await frees(neighbours, "Karim")
        await neighbours.at(paris("2027-03-03", "09:59"))
        assert (await told(neighbours, "Léa"))[0].buttons
        await neighbours.at(paris("2027-03-03", "10:01"))
        assert await words(neighbours, "Léa") == [
            "Je ne garde plus la chambre d'amis pour vous du samedi 13 au mardi 16 mars. "
            "Le délai est passé. /reserver montre ce qui est libre."
        ]
        assert not (await told(neighbours, "Léa"))[0].buttons
        assert (await words(neighbours, "Inès"))[0].startswith("La chambre d'amis se libère du 14 au 15 mars.")
        gone = await neighbours["Léa"].presses("bookings:take:1")
        assert gone.refused
        assert gone.toast == "Ce n'est plus gardé pour vous. /reserver montre ce qui est libre."


async def test_what_is_freed_at_night_is_told_in_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "22:00"), night=Night()) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await frees(neighbours, "Karim")
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert await words(neighbours, "Léa") == []
        await neighbours.at(paris("2027-03-03", "08:01"))
        assert (await words(neighbours, "Léa"))[0].endswith("Je vous la garde jusqu'à mercredi 20 h.")


async def test_what_is_freed_can_be_taken_back_though_somebody_waits(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await frees(neighbours, "Karim")
        assert await planned(neighbours) == ["held"]
        back = await neighbours["Karim"].taps("Annuler")
        assert back.private.lines[0] == "✅ C'est réservé : chambre d'amis, du vendredi 12 au lundi 15 mars."
        await neighbours.at(UNDONE)
        assert await words(neighbours, "Léa") == []
        assert await planned(neighbours) == ["Karim 12-15"]
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE + timedelta(minutes=11))
        late = await neighbours["Karim"].presses("bookings:back:1")
        assert late.refused
        assert len(await words(neighbours, "Léa")) == 1


async def test_where_nobody_waits_it_is_free_at_once(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        freed = await frees(neighbours, "Karim")
        assert freed.private.lines[-1] == "Vous pouvez revenir en arrière pendant dix minutes."
        got = await books(neighbours, "Léa", "du 13 au 16 mars")
        assert got.private.lines[0].startswith("✅ C'est réservé")


async def test_only_a_wish_that_is_free_as_a_whole_is_served(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await books(neighbours, "Sarah", "du 17 au 19 mars")
        await waits(neighbours, "Léa", "du 14 au 18 mars")
        await waits(neighbours, "Inès", "du 10 au 13 mars")
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        assert await words(neighbours, "Léa") == [], "Sarah still has a part of it"
        assert (await words(neighbours, "Inès"))[0].startswith("La chambre d'amis se libère du 10 au 13 mars.")


async def test_the_rules_are_those_of_the_minute_at_which_it_is_taken(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours, limits=(Limit("nights", 4, "quarter"),))
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        await books(neighbours, "Léa", "du 20 au 22 mars")
        lea = (await told(neighbours, "Léa"))[0]
        got = await neighbours["Léa"].presses(lea.buttons["Réserver"])
        assert got.refused
        assert "il en reste 2" in got.toast
        assert await planned(neighbours) == ["Léa 20-22", "held"]


async def test_who_books_what_they_wait_for_waits_no_more(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        mine = await neighbours["Léa"].presses("bookings:all:0")
        assert mine.private.lines == ["Vous attendez 1 réservation."]
        listed = await neighbours["Léa"].taps("Ce que j'attends")
        assert listed.private.lines == ["Vous attendez :", "Chambre d'amis, du samedi 13 au mardi 16 mars"]
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        mine = await neighbours["Léa"].presses("bookings:all:0")
        assert mine.private.lines == ["Vous attendez 1 réservation.", "1 est gardée pour vous."]
        open_ = await neighbours["Léa"].says("/menu")
        assert "À répondre : 1" in open_.private.buttons
        listed = await neighbours["Léa"].presses("bookings:waits:0")
        assert listed.private.lines[1] == "Chambre d'amis, du samedi 13 au mardi 16 mars : gardé pour vous"
        await neighbours["Léa"].taps("Du 13 au 16 mars")
        await neighbours["Léa"].taps("Réserver")
        assert (await neighbours["Léa"].presses("bookings:waits:0")).private.lines == ["Vous n'attendez rien."]
        assert "À répondre : 1" not in (await neighbours["Léa"].says("/menu")).private.buttons
        await neighbours.at(paris("2027-03-04", "12:00"))
        assert await planned(neighbours) == ["Léa 13-16"]


async def test_a_unit_held_beside_what_they_booked_is_the_next_ones(tilleuls: Opens) -> None:
    """Léa has one of two rooms held for her and books the other one: what was held is Inès's to take."""
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        async with neighbours.program.database.writing() as tx:
            await StoredBookings(tx).set_units(1, 2, MARCH)
        for name in ("Karim", "Sarah"):
            await books(neighbours, name, "du 12 au 15 mars")
        for name in ("Léa", "Inès"):
            await waits(neighbours, name, "du 12 au 15 mars")
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        assert (len(await words(neighbours, "Léa")), await words(neighbours, "Inès")) == (1, [])
        async with neighbours.program.database.writing() as tx:
            await StoredBookings(tx).set_units(1, 3, MARCH)  # a third room: nobody is served with it
        await books(neighbours, "Léa", "du 12 au 15 mars")
        assert (await words(neighbours, "Léa"))[0].startswith("✅ C'est réservé")
        assert len(await words(neighbours, "Inès")) == 1
        assert await planned(neighbours) == ["Sarah 12-15", "Léa 12-15", "held"]


async def test_nobody_touches_what_another_waits_for(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await frees(neighbours, "Karim")
        await neighbours.at(UNDONE)
        for act in ("take", "leave", "unwait", "waited"):
            assert (await neighbours["Inès"].presses(f"bookings:{act}:1")).refused, act
            assert (await neighbours["Inès"].presses(f"bookings:{act}:99")).toast == "Ce n'est plus ici."
        for bad in (
            "bookings:wait:1",
            "bookings:wait:1:X.y:1:0",
            "bookings:wait:99:hwrt0.33o:1:0",
            "bookings:take",
        ):
            assert (await neighbours["Inès"].presses(bad)).toast == "Ce n'est plus ici.", bad
        nadia = await neighbours["Nadia"].presses("bookings:wait:1:hwrt0.33o:1:0")
        assert nadia.refused, "who accompanies has nothing"
        assert await planned(neighbours) == ["held"]


async def test_who_waits_for_what_has_begun_waits_no_more(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await guest_room(neighbours)
        await books(neighbours, "Karim", "du 12 au 15 mars")
        await waits(neighbours, "Léa", "du 13 au 16 mars")
        await neighbours.at(paris("2027-03-13", "16:01"))
        async with neighbours.program.database.reading() as tx:
            (row,) = await tx.rows("SELECT state FROM booking_waits")
        assert row["state"] == "gone"
        assert await words(neighbours, "Léa") == []
