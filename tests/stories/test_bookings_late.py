"""What is freed, or left for other dates, too late goes on counting (bookings.md R15); what is taken back does not."""

from typing import Any

from handlers.bookings.charter import Limit, Rules
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris
from tests.stories.spaces import booking, books, shares

FIVE = Rules(limits=(Limit("nights", 5, "quarter"),), cancel=48)
EARLY, LATE = paris("2027-03-02", "12:10"), paris("2027-03-11", "12:00")
COUNTS = "Si tard, ce que vous laissez compte quand même pour votre foyer."


async def stays(neighbours: Neighbourhood, rules: Rules = FIVE) -> None:
    """Karim has the guest room from 12 to 15 March."""
    await shares(neighbours, "Chambre d'amis", "nights", rules)
    await books(neighbours, "Karim", "chambre d'amis du 12 au 15 mars")


async def moves(neighbours: Neighbourhood, dates: str, *, number: int = 1) -> Got:
    """« Changer les dates », as it is read back; and the tap."""
    await neighbours["Karim"].presses(f"bookings:move:{number}")
    got = await neighbours["Karim"].answers(dates)
    if "Changer les dates" in got.private.buttons:
        await neighbours["Karim"].taps("Changer les dates")
    return got


async def remains(neighbours: Neighbourhood, nights: int, dates: tuple[str, str]) -> None:
    """So many nights of the quarter remain: one more is refused. `dates`: with as many, and with one more."""
    fits, too_many = dates
    assert (await neighbours["Karim"].says(f"/reserver chambre d'amis {too_many}")).private.text.count("foyer"), (
        nights
    )
    assert "Réserver" not in neighbours["Karim"].screen.buttons, (nights, neighbours["Karim"].screen)
    if nights:
        await neighbours["Karim"].says(f"/reserver chambre d'amis {fits}")
        assert "Réserver" in neighbours["Karim"].screen.buttons, (nights, neighbours["Karim"].screen)


async def test_r15_what_is_left_too_late_is_said_before_and_counts_afterwards(tilleuls: Opens) -> None:
    async with tilleuls(EARLY) as neighbours:
        await stays(neighbours)
        await neighbours.at(LATE)
        got = await moves(neighbours, "du 19 au 21 mars")
        assert COUNTS in got.private.lines
        assert (await booking(neighbours, 1)).times.starts == paris("2027-03-19", "16:00")
        await remains(neighbours, 0, ("", "du 23 au 24 mars"))
        await neighbours["Karim"].presses("bookings:free:1")
        await remains(neighbours, 2, ("du 23 au 25 mars", "du 23 au 26 mars"))


async def test_r15_in_time_other_dates_cost_nothing(tilleuls: Opens) -> None:
    async with tilleuls(EARLY) as neighbours:
        await stays(neighbours)
        got = await moves(neighbours, "du 19 au 21 mars")
        assert COUNTS not in got.private.lines
        await remains(neighbours, 3, ("du 23 au 26 mars", "du 23 au 27 mars"))


async def test_r15_what_stays_the_same_counts_once(tilleuls: Opens) -> None:
    """Two nights of three are kept: three and the new one count, however often it is moved about."""
    async with tilleuls(EARLY) as neighbours:
        await stays(neighbours)
        await neighbours.at(LATE)
        for dates in ("du 13 au 16 mars", "du 12 au 15 mars", "du 13 au 15 mars", "du 12 au 16 mars"):
            await moves(neighbours, dates)
            assert f"{(await booking(neighbours, 1)).times.starts.day}" in dates
        await remains(neighbours, 1, ("du 23 au 24 mars", "du 23 au 25 mars"))


async def test_r15_more_nights_of_the_same_stay_leave_nothing(tilleuls: Opens) -> None:
    async with tilleuls(EARLY) as neighbours:
        await stays(neighbours)
        await neighbours.at(LATE)
        got = await moves(neighbours, "du 12 au 16 mars")
        assert COUNTS not in got.private.lines
        assert (await booking(neighbours, 1)).given_up == ()
        got = await moves(neighbours, "du 13 au 14 mars")
        assert COUNTS in got.private.lines, "a shorter stay"
        await remains(neighbours, 1, ("du 23 au 24 mars", "du 23 au 25 mars"))


async def test_r15_what_is_too_much_with_what_is_left_is_said_so(tilleuls: Opens) -> None:
    async with tilleuls(EARLY) as neighbours:
        await stays(neighbours)
        await neighbours.at(LATE)
        got = await moves(neighbours, "du 19 au 22 mars")
        assert got.refused
        assert got.toast.startswith(COUNTS), got.toast
        assert "il en reste 2" in got.toast
        assert (await booking(neighbours, 1)).times.starts == paris("2027-03-12", "16:00")
        got = await neighbours["Karim"].presses("bookings:move:1")
        assert all("19" not in label for label in got.private.buttons), "nothing is offered that is refused"


async def test_r15_an_hour_shifted_is_one_booking(tilleuls: Opens) -> None:
    """A limit of bookings: what meets the time that one had is the same one, what does not is another."""
    async with tilleuls(EARLY) as neighbours:
        rules = Rules(limits=(Limit("bookings", 2, "month"),), cancel=48)
        await shares(neighbours, "Salle commune", "hours", rules)
        await books(neighbours, "Karim", "salle commune vendredi 12 mars de 14h à 18h")
        await neighbours.at(LATE)
        await moves(neighbours, "vendredi 12 mars de 15h à 19h")
        await moves(neighbours, "vendredi 19 mars de 15h à 19h")
        assert (await booking(neighbours, 1)).times.starts == paris("2027-03-19", "15:00")
        got = await neighbours["Karim"].says("/reserver salle commune vendredi 26 mars de 14h à 18h")
        assert "Réserver" not in got.private.buttons


async def test_what_is_taken_back_counts_as_it_did(tilleuls: Opens) -> None:
    """A last-minute booking counts in no limit (R06), also once it was freed and taken back."""
    async with tilleuls(LATE) as neighbours:
        await stays(neighbours, Rules(limits=(Limit("nights", 5, "quarter"),), late=120))
        assert not (await booking(neighbours, 1)).counts
        await books(neighbours, "Karim", "chambre d'amis du 20 au 22 mars")
        for number in (1, 2):
            await neighbours["Karim"].presses(f"bookings:free:{number}")
            await neighbours["Karim"].taps("Annuler")
        assert [(await booking(neighbours, number)).counts for number in (1, 2)] == [False, True]
        assert [(await booking(neighbours, number)).state for number in (1, 2)] == ["confirmed", "confirmed"]


async def test_what_a_space_that_is_shared_again_gives_back_counts_as_it_did(tilleuls: Opens) -> None:
    async with tilleuls(LATE) as neighbours:
        await stays(neighbours, Rules(limits=(Limit("nights", 5, "quarter"),), late=120))
        nadia: Any = neighbours["Nadia"]
        await nadia.presses("bookings:retire:1")
        got = await nadia.presses("bookings:retired:1")
        again = next(data for data in got.private.buttons.values() if data.startswith("bookings:reopen"))
        await nadia.presses(again)
        assert ((await booking(neighbours, 1)).state, (await booking(neighbours, 1)).counts) == (
            "confirmed",
            False,
        )


async def test_an_exchange_that_was_asked_for_costs_nothing(tilleuls: Opens) -> None:
    async with tilleuls(EARLY) as neighbours:
        await stays(neighbours)
        await neighbours.at(LATE)
        await neighbours["Léa"].says("/reserver chambre d'amis du 13 au 15 mars")
        await neighbours["Léa"].taps("S'arranger avec Karim")
        await neighbours["Karim"].taps("Proposer d'autres dates")
        await neighbours["Karim"].answers("du 19 au 22 mars")
        got = await neighbours["Karim"].taps("Échanger")
        assert not got.refused, got.toast
        assert (await booking(neighbours, 1)).times.starts == paris("2027-03-19", "16:00")
        await remains(neighbours, 2, ("du 23 au 25 mars", "du 23 au 26 mars"))
