"""What is told and asked around a stay follows the rules that hold when it begins, also for what was booked before."""

from dataclasses import replace
from datetime import datetime

from handlers.bookings.charter import NEW, Offer, Rules
from handlers.bookings.enacting import Enacting
from storage.bookings import StoredBookings
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.storage.desks import desk
from tests.stories.homes import is_told
from tests.stories.spaces import CODE, announces, booking, books, shares, told

MARCH = paris("2027-03-02", "12:10")


async def become(neighbours: Neighbourhood, before: Rules, becomes: Rules, since: datetime) -> None:
    """The rules of the first space change."""
    async with neighbours.program.database.writing() as tx:
        space = await StoredBookings(tx).space(1, neighbours.now)
        assert space is not None
        enacting = Enacting(desk(tx, neighbours.now).box)
        await enacting.enact(Offer(0, 1, before, becomes), space, since, "", neighbours.now)


async def test_a_list_set_later_is_asked_for_of_what_begins_after_it(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
        await books(neighbours, "Sarah", "chambre d'amis du 22 au 24 mars")
        listed = replace(NEW, checklist=("Draps au lavage",))
        await become(neighbours, NEW, listed, paris("2027-03-20", "00:00"))
        await books(neighbours, "Léa", "chambre d'amis du 26 au 28 mars")
        await neighbours.at(paris("2027-03-15", "20:00"))
        assert await told(neighbours, "Karim") == "", "his stay began before"
        await neighbours.at(paris("2027-03-24", "18:00"))
        assert "Draps au lavage" in await told(neighbours, "Sarah")
        await neighbours.at(paris("2027-03-28", "18:00"))
        assert "Draps au lavage" in await told(neighbours, "Léa"), "booked after they were set, before they held"


async def test_a_rule_that_goes_asks_nothing_any_more(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        presence = replace(NEW, presence=15)
        await shares(neighbours, "Buanderie", "hours", presence)
        await books(neighbours, "Karim", "buanderie mercredi 3 mars de 8h à 10h")
        await become(neighbours, presence, NEW, MARCH)
        await neighbours.at(paris("2027-03-03", "09:00"))
        assert await told(neighbours, "Karim") == ""
        assert (await booking(neighbours, 1)).state == "confirmed", "it is not lost either"


async def test_presence_that_is_asked_for_later_reaches_what_was_booked(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Buanderie", "hours", NEW)
        await books(neighbours, "Karim", "buanderie mercredi 3 mars de 8h à 10h")
        await become(neighbours, NEW, replace(NEW, presence=15, longest=30), MARCH)
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert "Sans « J'y suis » avant 8 h 15" in await told(neighbours, "Karim")
        await neighbours.at(paris("2027-03-03", "08:16"))
        assert (await booking(neighbours, 1)).state == "missed"


async def test_how_one_comes_in_written_later_reaches_whoever_has_it(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await shares(neighbours, "Salle commune", "hours", replace(NEW, announced=1))
        await books(neighbours, "Karim", "chambre d'amis du 2 au 5 mars")
        await announces(neighbours, "Inès", "salle commune samedi 6 mars de 14h à 18h", "Fête")
        await neighbours["Inès"].taps("Réserver")
        await neighbours.at(paris("2027-03-02", "17:00"))
        nadia = neighbours["Nadia"]
        for space in (1, 2):
            await nadia.presses(f"bookings:reword:{space}:info")
            await nadia.answers(CODE)
        await neighbours.at(paris("2027-03-02", "17:01"))
        assert CODE in await told(neighbours, "Karim")
        known = len(await is_told(neighbours, "Karim"))
        await nadia.presses("bookings:reword:1:info")
        await nadia.answers("Boîte à clés : 1111.")
        await neighbours.at(paris("2027-03-02", "17:03"))
        assert "1111" in await told(neighbours, "Karim")
        assert len(await is_told(neighbours, "Karim")) == known, "the same message, and what is so now"
        await neighbours.at(paris("2027-03-06", "09:01"))
        assert CODE in await told(neighbours, "Inès"), "an event of the group too"
