"""A space is booked in a rhythm: read back date by date, booked at one tap, and seen again (bookings.md R20)."""

from dataclasses import replace

import pytest

from handlers.bookings.charter import COMMON_ROOM, NEW, Limit
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris
from tests.stories.spaces import HALL, books, made, rules_are, shares_both

YOGA = "/reserver salle commune tous les mardis 18h-19h30 jusqu'au 30 juin, hors vacances scolaires"


def buttons(got: Got) -> list[str]:
    return [label for label in got.private.buttons if label != "Envoyer"]


async def opened(neighbours: Neighbourhood) -> None:
    await shares_both(neighbours)


async def test_a_rhythm_is_read_back_date_by_date_and_booked_at_one_tap(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await books(neighbours, "Léa", "salle commune mardi 16 mars de 19h à 21h")
        before, karim = len(await neighbours["Sarah"].sees()), neighbours["Karim"]
        read = await karim.says(YOGA)
        assert read.private.lines == [
            "🗓️ Salle commune, plusieurs dates",
            "Tous les mardis de 18 h à 19 h 30, du 2 mars au 30 juin 2027, hors vacances scolaires de la zone B.",
            "15 dates, du mardi 9 mars au mardi 29 juin.",
            "Sans mardi 2 mars, mardi 20 avril et mardi 27 avril, comme demandé.",
            "14 sont libres, 1 ne l'est pas :",
            "Mardi 16 mars : Léa l'a.",
            "Je ne garde pas le motif.",
        ]
        assert buttons(read) == ["Réserver les autres", "Changer", "✖️ Fermer"]
        assert await made(neighbours) == [], "nothing is booked before the tap"
        booked = await karim.taps("Réserver les autres")
        assert booked.private.lines == [
            "✅ C'est réservé : salle commune, 14 dates, du mardi 9 mars au mardi 29 juin.",
            "Il manque 1 date :",
            "Mardi 16 mars : Léa l'a.",
        ]
        assert buttons(booked) == ["Mettre dans mon agenda", "Voir les dates", "Libérer la série"]
        dates = await made(neighbours)
        assert [f"{one.times.starts:%H:%M}-{one.times.ends:%H:%M}" for one in dates] == ["18:00-19:30"] * 14
        assert {one.times.starts.utcoffset() for one in dates} != {dates[0].times.starts.utcoffset()}
        assert all(one.was == one.times.starts for one in dates)
        assert len(await neighbours["Sarah"].sees()) == before, "nothing is written to the group"


async def test_a_second_tap_books_nothing_more(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        karim = neighbours["Karim"]
        tap = (await karim.says(YOGA)).private.buttons["Réserver"]
        first = await karim.presses(tap)
        again = await karim.presses(tap)
        assert again.private.lines == first.private.lines
        assert len(await made(neighbours)) == 15
        assert await made(neighbours, 2) == []
        assert (await neighbours["Léa"].presses(tap)).toast == (
            "C'est déjà réservé, ou abandonné. Écrivez /reserver pour une autre réservation."
        )


async def test_a_button_of_an_older_rhythm_books_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        karim = neighbours["Karim"]
        old = await karim.says(YOGA)
        await karim.says("/reserver salle commune tous les jeudis de 9h à 10h jusqu'au 30 avril")
        for label in ("Réserver", "Changer"):
            assert (await karim.presses(old.private.buttons[label])).refused, label
        assert (await karim.presses("bookings:repeats:1:99")).refused
        assert await made(neighbours) == []
        await karim.presses("bookings:close")
        assert (await karim.presses(old.private.buttons["Réserver"])).refused


async def test_a_second_tap_says_again_what_is_missing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await books(neighbours, "Léa", "salle commune mardi 16 mars de 19h à 21h")
        karim = neighbours["Karim"]
        tap = (await karim.says(YOGA)).private.buttons["Réserver les autres"]
        first = await karim.presses(tap)
        again = await karim.presses(tap)
        assert again.private.lines == first.private.lines
        assert again.private.lines[1:] == ["Il manque 1 date :", "Mardi 16 mars : Léa l'a."]


async def test_a_second_tap_that_frees_shows_the_same(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await books(neighbours, "Karim", YOGA.removeprefix("/reserver "))
        karim = neighbours["Karim"]
        tap = karim.screen.buttons["Libérer la série"]
        freed = await karim.presses(tap)
        await neighbours.at(paris("2027-03-02", "12:19"))
        again = await karim.presses(tap)
        assert again.private == freed.private
        await karim.taps("Annuler")
        assert sum(one.lives for one in await made(neighbours)) == 15
        await karim.presses(tap)
        await neighbours.at(paris("2027-03-02", "12:30"))
        late = await karim.presses(tap)
        assert late.toast == "Il n'y a plus rien à libérer dans cette série."


async def test_what_was_taken_meanwhile_is_listed(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await neighbours["Karim"].says(YOGA)
        await books(neighbours, "Inès", "salle commune mardi 6 avril de 17h à 19h")
        got = await neighbours["Karim"].answers("oui")
        assert got.private.lines == [
            "✅ C'est réservé : salle commune, 14 dates, du mardi 9 mars au mardi 29 juin.",
            "Il manque 1 date :",
            "Mardi 6 avril : Inès l'a.",
        ]
        again = await neighbours["Karim"].says(YOGA)
        assert "Aucune n'est possible :" in again.private.lines
        assert "Du mardi 9 mars au mardi 30 mars, 4 dates : votre foyer l'a déjà." in again.private.lines
        assert buttons(again) == ["Changer", "✖️ Fermer"]


async def test_public_holidays_are_left_out_and_said(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        got = await neighbours["Karim"].says(
            "/reserver salle commune tous les lundis 18h-19h30 jusqu'au 30 juin, sauf les jours fériés"
        )
        assert "Sans lundi 29 mars et lundi 17 mai, comme demandé." in got.private.lines
        assert buttons(got)[0] == "Réserver", "what was left out is no failure"
        await neighbours["Karim"].taps("Réserver")
        days = [one.times.starts.date().isoformat() for one in await made(neighbours)]
        assert "2027-03-29" not in days
        assert len(days) == 15


async def test_nights_come_back_too(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await books(neighbours, "Léa", "chambre d'amis du 12 au 14 mars")
        got = await neighbours["Karim"].says("/reserver chambre d'amis tous les vendredis jusqu'au 30 avril")
        assert got.private.lines[:5] == [
            "🛏️ Chambre d'amis, plusieurs dates",
            "Tous les vendredis, du 5 mars au 30 avril 2027.",
            "9 dates, du vendredi 5 mars au vendredi 30 avril.",
            "8 sont libres, 1 ne l'est pas :",
            "Vendredi 12 mars : Léa l'a.",
        ]
        await neighbours["Karim"].taps("Réserver les autres")
        assert {
            (one.times.nights, one.times.starts.hour, one.times.ends.hour) for one in await made(neighbours)
        } == {(1, 16, 11)}


async def test_an_end_and_hours_are_asked_where_they_lack(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        karim = neighbours["Karim"]
        got = await karim.says("/reserver salle commune tous les jeudis")
        assert got.private.lines[1:] == [
            "Tous les jeudis, à partir du 4 mars 2027.",
            "De quelle heure à quelle heure ? Par exemple : de 18 h à 19 h 30.",
        ]
        assert (await karim.answers("18h")).refused, "the end lacks"
        asked = await karim.answers("18h-19h")
        assert asked.private.lines[-1].startswith("Jusqu'à quand ?")
        assert buttons(asked) == ["Pendant un mois", "Pendant trois mois", "Pendant six mois", "Pendant un an"]
        assert (await karim.answers("bientôt")).refused
        assert (await karim.answers("jusqu'au 1er mars 2027")).toast == "La fin vient avant le début."
        got = await karim.presses(asked.private.buttons["Pendant trois mois"])
        assert got.private.lines[2] == "14 dates, du jeudi 4 mars au jeudi 3 juin."
        assert (await karim.presses(asked.private.buttons["Pendant un an"])).refused, "that was answered"
        for answer, count in (
            ("jusqu'au 31 mars", "4 dates"),
            ("10 fois", "10 dates"),
            ("jusqu'en mai", "13 dates"),
        ):
            assert (await karim.answers(answer)).private.lines[2].startswith(count), answer
        await karim.says("/reserver salle commune tous les jeudis à 18h, 4 fois")
        assert (await karim.answers("20h")).private.lines[1] == (
            "Tous les jeudis de 18 h à 20 h, à partir du 4 mars 2027, 4 fois."
        )
        await karim.taps("Changer")
        got = await karim.answers("tous les lundis de 9h à 10h jusqu'au 30 avril")
        assert got.private.lines[1].startswith("Tous les lundis de 9 h à 10 h")
        got = await karim.answers("samedi de 14h à 18h")
        assert got.private.lines[0] == "🗓️ La salle commune est libre.", "one date is no series"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("tous les jours de 18h à 19h, 400 fois", "Cela fait plus de 120 dates"),
        ("tous les jours à 8h pendant 26 heures jusqu'au 30 mars", "Ces dates se chevauchent"),
        ("tous les mardis de 18h à 19h jusqu'au 1er janvier 2027", "la fin vient avant le début"),
        ("tous les mardis de 18h à 19h jusqu'en juin 2030", "Une série dure un an au plus"),
        ("tous les mardis de 18h à 19h jusqu'au 30 février", "n'existe pas"),
        ("tous les mardis de 18h à 19h jusqu'au 7 mars hors vacances scolaires", "Aucune date avant cette fin"),
    ],
)
async def test_what_is_no_series_is_refused_in_one_sentence(tilleuls: Opens, words: str, why: str) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        got = await neighbours["Karim"].says(f"/reserver salle commune {words}")
        assert got.refused, got
        assert why in got.toast
        assert await made(neighbours) == []


async def test_dates_that_are_over_are_not_booked(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        karim = neighbours["Karim"]
        await karim.says("/reserver salle commune tous les mardis jusqu'au 30 mars")
        got = await karim.answers("8h-9h")
        assert "Mardi 2 mars : c'est passé." in got.private.lines
        await karim.taps("Réserver les autres")
        assert len(await made(neighbours)) == 4
        await karim.says("/reserver salle commune tous les mercredis de 8h à 9h jusqu'au 10 mars")
        await neighbours.at(paris("2027-03-03", "08:30"))
        late = await karim.answers("oui")
        assert "Mercredi 3 mars : c'est passé." in late.private.lines


async def test_each_date_sees_those_before_it_in_the_limits(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await rules_are(neighbours, HALL, replace(NEW, future=3))
        got = await neighbours["Karim"].says("/reserver salle commune tous les mardis 18h-19h jusqu'au 30 mars")
        assert got.private.lines[3:6] == [
            "3 sont libres, 2 ne le sont pas :",
            "Mardi 23 mars : votre foyer a déjà 3 réservations à venir, c'est le maximum.",
            "Mardi 30 mars : votre foyer a déjà 3 réservations à venir, c'est le maximum.",
        ]
        await neighbours["Karim"].taps("Réserver les autres")
        assert len(await made(neighbours)) == 3
        await rules_are(neighbours, HALL, replace(NEW, limits=(Limit("hours", 3, "month"),)))
        got = await neighbours["Léa"].says("/reserver salle commune tous les mercredis 18h-20h, 5 fois")
        assert (
            "Du mercredi 10 mars au mercredi 31 mars, 4 dates : limite du foyer atteinte, 2 sur 3."
            in got.private.lines
        )


async def test_the_charter_of_the_common_room(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await opened(neighbours)
        await rules_are(neighbours, HALL, COMMON_ROOM)
        sarah = neighbours["Sarah"]
        words = "/reserver salle commune tous les samedis de 14h à 18h jusqu'au 31 juillet"
        got = await sarah.says(words)
        assert got.private.lines[4:6] == [
            "Du samedi 13 mars au samedi 29 mai, 10 dates : limite du foyer atteinte, 1 sur 1.",
            "Du samedi 5 juin au samedi 31 juillet, 9 dates : "
            "on réserve au plus 3 mois à l'avance : jusqu'au mercredi 2 juin.",
        ]
        await sarah.taps("C'est pour le groupe")
        got = await sarah.answers("Yoga")
        assert "Événement du groupe : « Yoga »." in got.private.lines
        assert "Les 22 dates sont libres." in got.private.lines
        await sarah.taps("Réserver")
        assert {one.wish.title for one in await made(neighbours)} == {"Yoga"}
        got = await neighbours["Karim"].says(words)
        assert "« Yoga »" in " ".join(got.private.lines)
