"""A series in a space that needs somebody's word: its dates are asked for, and decided, together."""

from dataclasses import replace

from handlers.bookings.charter import NEW
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.spaces import booking, books, shares, told

MARCH = paris("2027-03-02", "12:10")
BY_CONTACT = replace(NEW, approval="contact")
BY_SILENCE = replace(NEW, approval="silence", objecting=2)
FIVE = "tous les mardis de 18h à 19h30 du 9 mars au 6 avril"
SAID = "mardi 9 mars, de 18 h à 19 h 30, et 4 autres dates jusqu'au mardi 6 avril"


async def states(neighbours: Neighbourhood) -> list[str]:
    return [(await booking(neighbours, number)).state for number in range(1, 6)]


async def test_one_tap_confirms_every_date_and_it_is_told_once(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT, contact="Léa")
        assert (await books(neighbours, "Karim", f"atelier {FIVE}")).startswith("⏳ Demandé : atelier, 5 dates")
        assert await told(neighbours, "Léa") == f"Karim demande l'atelier, {SAID}."
        before = len(await neighbours["Karim"].sees())
        await neighbours["Léa"].taps("Confirmer")
        assert await states(neighbours) == ["confirmed"] * 5
        assert await told(neighbours, "Karim") == f"✅ C'est réservé : atelier, {SAID}."
        assert len(await neighbours["Karim"].sees()) == before + 1, "five dates, one message"
        assert await told(neighbours, "Léa") == f"Confirmé : atelier, {SAID}."


async def test_a_refusal_frees_every_date_and_says_why_once(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT, contact="Léa")
        await books(neighbours, "Karim", f"atelier {FIVE}")
        await neighbours["Léa"].taps("Refuser")
        await neighbours["Léa"].answers("Le mardi, c'est le cours de poterie.")
        assert await states(neighbours) == ["refused"] * 5
        karim = await told(neighbours, "Karim")
        assert karim.startswith(f"C'est refusé : atelier, {SAID}.")
        assert "« Le mardi, c'est le cours de poterie. »" in karim


async def test_a_date_freed_or_moved_meanwhile_is_not_decided_with_the_others(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT, contact="Léa")
        await books(neighbours, "Karim", f"atelier {FIVE}")
        await neighbours["Karim"].presses("bookings:free:1")
        assert await told(neighbours, "Léa") == (
            "Karim demande l'atelier, mardi 16 mars, de 18 h à 19 h 30, et 3 autres dates jusqu'au mardi 6 avril."
        ), "the question is still open, about what is left"
        await neighbours["Léa"].taps("Confirmer")
        assert await states(neighbours) == ["cancelled", *["confirmed"] * 4]


async def test_silence_confirms_them_together_and_an_objection_holds_them_all(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Jardin", "hours", BY_SILENCE)
        await books(neighbours, "Karim", f"jardin {FIVE}")
        ines = neighbours["Inès"]
        await ines.says("/planning")
        listed = await ines.presses("bookings:asked:0")
        assert list(listed.private.buttons) == ["Mardi 9, 18 h"], "one line for the series"
        before = len(await neighbours["Karim"].sees())
        await neighbours.at(paris("2027-03-04", "12:11"))
        assert await states(neighbours) == ["confirmed"] * 5
        assert len(await neighbours["Karim"].sees()) == before + 1
        await books(neighbours, "Karim", "jardin tous les mercredis de 18h à 19h30 du 10 mars au 31 mars")
        await ines.presses("bookings:object:8")
        await ines.answers("Trop de soirées prises.")
        await neighbours.at(paris("2027-03-08", "12:00"))
        assert [(await booking(neighbours, number)).state for number in range(6, 10)] == ["asked"] * 4
        await neighbours["Nadia"].taps("Confirmer")
        assert [(await booking(neighbours, number)).state for number in range(6, 10)] == ["confirmed"] * 4
