"""Booked for Odette, on paper; and what becomes of bookings whose holder leaves the group (R18, R19)."""

from dataclasses import replace

from handlers.bookings.charter import NEW
from handlers.bookings.model import Times, Wait, Wish
from handlers.conversation.events import Chat, Left, Sender, Standing
from storage.bookings import StoredBookings
from tests.conftest import Opens
from tests.neighbours import ROOM, Neighbourhood, paris
from tests.poll_people import arrives, relay_for, together
from tests.poll_people import leaves as taken_out
from tests.stories.homes import number_of
from tests.stories.spaces import CODE, booking, books, shares, told

MARCH = paris("2027-03-02", "12:10")


async def waits(neighbours: Neighbourhood, name: str, space: int) -> None:
    wish = Wish(space, Times(paris("2027-03-12", "16:00"), paris("2027-03-15", "11:00")))
    async with neighbours.program.database.writing() as tx:
        await StoredBookings(tx).wait(Wait(0, wish, await number_of(neighbours, name), neighbours.now))


async def state_of_wait(neighbours: Neighbourhood) -> str:
    async with neighbours.program.database.reading() as tx:
        wait = await StoredBookings(tx).find_wait(1)
    assert wait is not None
    return wait.state


async def test_r18_lea_books_for_odette_and_prints_a_slip(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await arrives(neighbours, "Odette", account=False)
        await relay_for(neighbours, "Odette", "Léa")
        await shares(neighbours, "Chambre d'amis", "nights", NEW, info=CODE)
        lea = neighbours["Léa"]
        await lea.says("/reserver chambre d'amis du 12 au 15 mars pour Odette")
        got = await lea.taps("Réserver")
        assert "Au nom d'Odette." in got.private.lines
        nadia = await neighbours["Nadia"].presses("bookings:mine:1")
        assert "Au nom d'Odette, saisi par Léa." in nadia.private.lines
        printed = await lea.taps("Imprimer")
        assert "La page à imprimer" in printed.private.lines
        assert "4821" not in printed.private.text
        await neighbours.at(paris("2027-03-12", "09:01"))
        assert "4821" in await told(neighbours, "Léa"), "Odette has no account: whoever wrote it down tells her"
        assert (await neighbours["Inès"].presses("bookings:slip:1")).refused
        await books(neighbours, "Inès", "chambre d'amis du 20 au 22 mars")
        assert (await neighbours["Inès"].presses("bookings:slip:2")).refused, "her own needs no paper"


async def leaves(neighbours: Neighbourhood, name: str) -> None:
    """They leave the room, as a platform tells it."""
    known = Sender(str(await number_of(neighbours, name)), name, Standing("left", neighbours.now))
    await neighbours.program.dispatch.handle(Left(f"left:{name}", neighbours.now, Chat("salon", ROOM), known))
    await neighbours.settle()


async def test_r19_whoever_leaves_frees_what_was_theirs_and_those_who_wait_are_served(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        room = await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await books(neighbours, "Inès", "chambre d'amis du 12 au 15 mars")
        await waits(neighbours, "Léa", room)
        await leaves(neighbours, "Inès")
        assert (await booking(neighbours, 1)).state == "cancelled"
        assert await state_of_wait(neighbours) == "held"


async def test_r19_what_a_household_has_stays_with_those_who_stay(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        room = await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await together(neighbours, "Karim", "Sarah")
        await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
        await waits(neighbours, "Léa", room)
        await leaves(neighbours, "Karim")
        kept = await booking(neighbours, 1)
        assert (kept.state, kept.person) == ("confirmed", await number_of(neighbours, "Sarah"))
        assert await state_of_wait(neighbours) == "waits"
        await neighbours["Sarah"].presses("bookings:free:1")
        await neighbours.at(paris("2027-03-02", "12:21"))
        assert await state_of_wait(neighbours) == "held", "she can free it"


async def test_r19_whoever_waits_and_leaves_gives_their_place_to_the_next(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        room = await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await waits(neighbours, "Léa", room)
        await leaves(neighbours, "Léa")
        assert await state_of_wait(neighbours) == "gone"


async def test_whoever_was_taken_out_of_the_group_is_found_by_night(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await books(neighbours, "Inès", "chambre d'amis du 12 au 15 mars")
        await taken_out(neighbours, "Inès")
        assert (await booking(neighbours, 1)).state == "confirmed"
        await neighbours.at(paris("2027-03-03", "12:10"))
        await neighbours.program.clock.purge()
        assert (await booking(neighbours, 1)).state == "cancelled"


async def test_whoever_is_forgotten_frees_it_too(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        room = await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await books(neighbours, "Inès", "chambre d'amis du 12 au 15 mars")
        await waits(neighbours, "Léa", room)
        await neighbours["Inès"].says("/effacer")
        await neighbours["Inès"].taps("Tout effacer")
        await neighbours["Inès"].taps("Oui, tout effacer")
        await neighbours.at(paris("2027-03-02", "12:11"))
        gone = await booking(neighbours, 1)
        assert (gone.state, gone.person) == ("cancelled", None)
        assert await state_of_wait(neighbours) == "held"


async def test_whoever_is_forgotten_changes_nothing_of_what_was(tilleuls: Opens) -> None:
    """What is over stays as it was without the name; what has begun is taken until its end; what was to come is
    free."""
    async with tilleuls(paris("2027-03-02", "12:10")) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", NEW)
        for dates in ("3 au 5 mars", "6 au 9 mars", "12 au 15 mars"):
            await books(neighbours, "Inès", f"chambre d'amis du {dates}")
        await neighbours.at(paris("2027-03-07", "10:00"))
        before = [await booking(neighbours, number) for number in (1, 2, 3)]
        await neighbours["Inès"].says("/effacer")
        await neighbours["Inès"].taps("Tout effacer")
        await neighbours["Inès"].taps("Oui, tout effacer")
        await neighbours.at(paris("2027-03-07", "10:01"))
        over, begun, ahead = [await booking(neighbours, number) for number in (1, 2, 3)]
        assert over == replace(before[0], person=None)
        assert begun == replace(before[1], person=None)
        assert (ahead.state, ahead.person, ahead.revision) == ("cancelled", None, before[2].revision + 1)
        assert ahead.changed_at == paris("2027-03-07", "10:01"), "when a calendar sees it cancelled"
        got = await neighbours["Léa"].says("/reserver chambre d'amis du 7 au 8 mars")
        assert "Réserver" not in got.private.buttons, "nobody walks in on her"
        assert (await books(neighbours, "Léa", "chambre d'amis du 12 au 15 mars")).startswith("✅")
        await neighbours.at(paris("2027-03-09", "11:01"))
        assert (await booking(neighbours, 2)).state == "confirmed"


async def test_whoever_is_forgotten_leaves_it_to_their_household(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Chambre d'amis", "nights", NEW)
        await together(neighbours, "Karim", "Sarah")
        await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")
        sarah = await number_of(neighbours, "Sarah")
        await neighbours["Karim"].says("/effacer")
        await neighbours["Karim"].taps("Tout effacer")
        await neighbours["Karim"].taps("Oui, tout effacer")
        kept = await booking(neighbours, 1)
        assert (kept.state, kept.person) == ("confirmed", sarah)
