"""Around a stay: how one comes in, « J'y suis », whether all is in order (transcripts §4.4; R12, R13, R14)."""

from dataclasses import replace
from typing import Any

from structlog.testing import capture_logs

from handlers.bookings.charter import CAR, GUEST_ROOM, LAUNDRY, NEW
from handlers.bookings.model import Times, Wait, Wish
from storage.bookings import StoredBookings
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.homes import gets, is_told, number_of
from tests.stories.spaces import CODE, booking, books, shares, told

MARCH = paris("2027-03-02", "12:10")


async def where_the_code_stands(neighbours: Neighbourhood) -> set[str]:
    """Every column of every table in which the code stands."""
    found, database = set(), neighbours.program.database
    async with database.reading() as tx:
        for table in await database.tables(tx):
            for row in await tx.rows(f"SELECT * FROM {table}"):
                found |= {f"{table}.{name}" for name in row.keys() if "4821" in str(row[name])}  # noqa: SIM118
    return found


async def test_on_the_morning_the_holder_alone_is_told_how_to_come_in(tilleuls: Opens) -> None:
    logged: list[Any]
    with capture_logs() as logged:
        async with tilleuls(MARCH) as neighbours:
            await shares(neighbours, "Chambre d'amis", "nights", GUEST_ROOM, info=CODE)
            karim, nadia, lea = (neighbours[name] for name in ("Karim", "Nadia", "Léa"))
            await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
            assert await where_the_code_stands(neighbours) == {"spaces.info"}
            await neighbours.at(paris("2027-03-11", "23:59"))
            assert "4821" not in (await karim.presses("bookings:mine:1")).private.text, "not before that day"
            await neighbours.at(paris("2027-03-12", "08:59"))
            assert await is_told(neighbours, "Karim") == []
            await neighbours.at(paris("2027-03-12", "09:01"))
            assert await is_told(neighbours, "Karim") == [
                f"Bonjour Karim. La chambre d'amis est à vous dès 16 h. {CODE} Départ lundi 15 mars avant 11 h."
            ]
            mine = await karim.taps("Ma réservation")
            assert CODE in mine.private.lines
            for other in (nadia, lea):
                assert all("4821" not in seen.text for seen in await other.sees())
                got = await other.presses("bookings:mine:1")
                assert "4821" not in (got.toast or "") + got.private.text, "not even those who run the group"
            assert "4821" not in (await lea.says("/planning")).private.text
            standing = await where_the_code_stands(neighbours)
            assert standing == {"spaces.info", "salon_messages.content", "heard.answer"}, (
                "his own page and answers"
            )
            await neighbours.at(paris("2027-03-15", "11:01"))
            assert await where_the_code_stands(neighbours) == {"spaces.info"}
            assert "4821" not in (await karim.presses("bookings:mine:1")).private.text
    assert "4821" not in repr(logged)


async def test_the_code_of_what_is_freed_is_read_no_longer(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", NEW, info=CODE)
        await books(neighbours, "Karim", "chambre d'amis du 2 au 5 mars")
        assert "heard.answer" in await where_the_code_stands(neighbours)
        await neighbours.at(paris("2027-03-02", "17:00"))
        await neighbours["Karim"].presses("bookings:free:1")
        await neighbours.settle()
        assert await where_the_code_stands(neighbours) == {"spaces.info"}


async def test_the_list_of_the_group_is_asked_for_on_the_evening(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        rules = replace(GUEST_ROOM, checklist=("Draps au lavage", "Fenêtres fermées"))
        await shares(neighbours, "Chambre d'amis", "nights", rules, contact="Léa")
        await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
        early = await neighbours["Karim"].presses("bookings:fine:1")
        assert early.toast == "Ce n'est pas encore commencé."
        await neighbours.at(paris("2027-03-15", "17:59"))
        assert await told(neighbours, "Karim") == ""
        await neighbours.at(paris("2027-03-15", "18:00"))
        assert await told(neighbours, "Karim") == (
            "Tout est en ordre dans la chambre ? Draps au lavage Fenêtres fermées"
        )
        before = len(await neighbours["Inès"].sees())
        await neighbours["Karim"].taps("Signaler un souci")
        assert (await neighbours["Karim"].answers("…")).refused
        assert (await neighbours["Karim"].answers("x" * 301)).toast == "C'est trop long : 300 caractères au plus."
        got = await neighbours["Karim"].answers("Une ampoule est grillée.")
        assert got.private.lines == ["Merci. Seule la personne qui s'occupe de l'espace est prévenue."]
        assert "« Une ampoule est grillée. »" in await told(neighbours, "Léa")
        assert await told(neighbours, "Nadia") == "", "whoever looks after it alone"
        assert len(await neighbours["Inès"].sees()) == before
        for name, data in (("Inès", "fine"), ("Nadia", "trouble")):
            assert (await neighbours[name].presses(f"bookings:{data}:1")).refused, "it was not their stay"


async def test_without_a_list_nothing_is_asked(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", GUEST_ROOM)
        await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
        await neighbours.at(paris("2027-03-15", "20:00"))
        assert await is_told(neighbours, "Karim") == []


async def test_r12_whoever_does_not_come_loses_it_to_those_who_wait(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        laundry = await shares(neighbours, "Buanderie", "hours", LAUNDRY)
        await books(neighbours, "Inès", "buanderie mercredi 3 mars de 8h à 10h")
        wish = Wish(laundry, Times(paris("2027-03-03", "09:00"), paris("2027-03-03", "10:00")))
        async with neighbours.program.database.writing() as tx:
            await StoredBookings(tx).wait(Wait(0, wish, await number_of(neighbours, "Léa"), neighbours.now))
        assert (await neighbours["Inès"].presses("bookings:here:1")).toast == "Ce n'est pas encore commencé."
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert "Sans « J'y suis » avant 8 h 15" in await told(neighbours, "Inès")
        assert (await neighbours["Léa"].presses("bookings:here:1")).refused
        await neighbours.at(paris("2027-03-03", "08:14"))
        assert (await booking(neighbours, 1)).state == "confirmed"
        await neighbours.at(paris("2027-03-03", "08:16"))
        assert (await booking(neighbours, 1)).state == "missed"
        assert "Personne n'a touché « J'y suis »" in await told(neighbours, "Inès")
        async with neighbours.program.database.reading() as tx:
            held = await StoredBookings(tx).find_wait(1)
        assert held is not None
        assert held.state == "held"
        assert (await neighbours["Inès"].presses("bookings:here:1")).refused, "too late"


async def test_r12_those_who_wait_for_the_very_slot_are_offered_what_is_left_of_it_in_turn(
    tilleuls: Opens,
) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Buanderie", "hours", LAUNDRY)
        await books(neighbours, "Inès", "buanderie mercredi 3 mars de 10h à 12h")
        for name in ("Léa", "Karim"):
            await neighbours[name].says("/reserver buanderie mercredi 3 mars de 10h à 12h")
            await neighbours[name].taps("Me prévenir si libre")
        await neighbours.at(paris("2027-03-03", "10:14"))
        assert await is_told(neighbours, "Léa") == []
        await neighbours.at(paris("2027-03-03", "10:15"))
        assert await told(neighbours, "Léa") == (
            "La buanderie se libère mercredi 3 mars, de 10 h à midi. Je vous la garde jusqu'à mercredi 10 h 30."
        )
        assert await is_told(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-03", "10:31"))
        assert "jusqu'à mercredi 10 h 45" in await told(neighbours, "Karim")
        assert (await neighbours["Léa"].presses("bookings:take:1")).refused
        got = await neighbours["Karim"].taps("Réserver")
        assert got.private.lines[0].startswith("✅ C'est réservé : buanderie, mercredi 3 mars")
        await neighbours.at(paris("2027-03-03", "11:30"))
        assert (await booking(neighbours, 2)).state == "confirmed", "whoever has just taken it is there"


async def test_r12_nobody_waits_any_longer_once_the_holder_is_there(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Buanderie", "hours", LAUNDRY)
        await books(neighbours, "Inès", "buanderie mercredi 3 mars de 10h à 12h")
        await neighbours["Léa"].says("/reserver buanderie mercredi 3 mars de 10h à 12h")
        await neighbours["Léa"].taps("Me prévenir si libre")
        await neighbours.at(paris("2027-03-03", "10:05"))
        await neighbours["Inès"].taps("J'y suis")
        await neighbours.at(paris("2027-03-03", "10:20"))
        async with neighbours.program.database.reading() as tx:
            wait = await StoredBookings(tx).find_wait(1)
        assert wait is not None
        assert wait.state == "gone"
        assert await is_told(neighbours, "Léa") == []


async def test_r12_one_tap_keeps_it_and_nothing_is_asked_without_the_rule(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Buanderie", "hours", LAUNDRY)
        await shares(neighbours, "Atelier", "hours", NEW)
        await books(neighbours, "Inès", "buanderie mercredi 3 mars de 8h à 10h")
        await books(neighbours, "Karim", "atelier mercredi 3 mars de 8h à 10h")
        await neighbours.at(paris("2027-03-03", "08:01"))
        assert (await neighbours["Inès"].taps("J'y suis")).toast == "Merci, c'est à vous."
        assert (await neighbours["Inès"].presses("bookings:here:1")).toast == "Merci, c'est à vous."
        await neighbours.at(paris("2027-03-03", "09:00"))
        assert [(await booking(neighbours, number)).state for number in (1, 2)] == ["confirmed", "confirmed"]
        assert await is_told(neighbours, "Karim") == []


async def test_r13_only_declared_drivers(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        car = await shares(neighbours, "Voiture", "hours", CAR)
        got = await neighbours["Inès"].says("/reserver voiture mercredi 3 mars de 14h à 16h")
        assert "conducteurs déclarés" in got.private.text
        assert "Demandez à la facilitation de vous inscrire." in got.private.text, "how one is declared"
        async with neighbours.program.database.writing() as tx:
            await StoredBookings(tx).list_person(car, await number_of(neighbours, "Inès"), listed=True)
        await books(neighbours, "Inès", "voiture mercredi 3 mars de 14h à 16h")


async def test_r14_sixty_kilometres_cost_twenty_euros_forty(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Voiture", "hours", replace(CAR, listed=False))
        await shares(neighbours, "Chambre d'amis", "nights", GUEST_ROOM)
        karim, lea, nadia = (neighbours[name] for name in ("Karim", "Léa", "Nadia"))
        await books(neighbours, "Karim", "voiture mercredi 3 mars de 14h à 16h")
        await books(neighbours, "Léa", "voiture mercredi 3 mars de 17h à 18h")
        await books(neighbours, "Karim", "chambre d'amis du 5 au 7 mars")
        await neighbours.at(paris("2027-03-03", "16:01"))
        assert await told(neighbours, "Karim") == "La voiture : que dit le compteur ?"
        asked = await karim.taps("Noter le compteur")
        assert asked.private.lines == ["Compteur au départ ?"]
        for words in ("beaucoup", "-3", "10240,5,2", "12345678"):
            assert (await karim.answers(words)).refused, words
        await karim.answers("10 240 km")
        less = await karim.answers("10 239")
        assert less.toast == "À l'arrivée, le compteur dit au moins ce qu'il disait au départ : 10 240 km."
        assert (await karim.answers("103000")).toast == "C'est très loin : 92 760 km. Regardez encore le compteur."
        done = await karim.answers("10.300")
        assert done.private.lines == [
            "De 10 240 à 10 300 km. 60 km : 20,40 €. C'est noté dans votre participation."
        ]
        await neighbours.at(paris("2027-03-03", "18:01"))
        await lea.taps("Noter le compteur")
        warned = await lea.answers("10290")
        assert warned.private.lines == ["Dernier relevé connu : 10 300 km. Vous écrivez 10 290 km : c'est moins."]
        await lea.taps("Oui, c'est bien cela")
        await lea.answers("10310")
        assert (await booking(neighbours, 2)).cost == 20 * 34
        # What each gives, and the table
        await neighbours.at(paris("2027-03-08", "12:00"))
        await karim.presses("bookings:all:0")
        mine = await karim.taps("Ma participation")
        assert mine.private.lines[1:4] == [
            "Voiture, mercredi 3 mars, de 14 h à 16 h : 20,40 €",
            "Chambre d'amis, du vendredi 5 au dimanche 7 mars : 10,00 €",
            "En tout : 30,40 €.",
        ]
        assert "Tout en tableau" not in mine.private.buttons
        assert "20,40" not in (await lea.presses("bookings:share:0")).private.text, "no balances of others"
        assert (await lea.presses("bookings:shares:0")).refused
        assert "Les participations, en tableau" in (await nadia.presses("bookings:shares:0")).private.lines
        await gets(neighbours, "Sarah", "facilitator")
        assert "Tout en tableau" in (await neighbours["Sarah"].presses("bookings:share:0")).private.buttons
        for stale in ("bookings:share:99999999999", "bookings:share:1", "bookings:share:x"):
            assert (await karim.presses(stale)).private.lines[3] == "En tout : 30,40 €."
        before = await karim.taps("Trimestre précédent")
        assert before.private.lines[1] == "Rien à donner pour ce trimestre."
