"""« /agenda »: what the group has ahead, this week and this month; seen by whoever asks, and by nobody else."""

import re

from tests.calendars import events
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.ahead import full_week
from tests.stories.spaces import books, shares_both


async def test_a_group_without_plans_has_none(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        seen = (await lea.says("/agenda")).private
        assert seen.lines == ["🗓️ Agenda du mardi 2 au dimanche 7 mars", "Rien de prévu."]
        assert list(seen.buttons) == ["Semaine suivante", "Le mois", "Dans mon agenda", "Voir l'ordre du jour"]
        assert seen.pictures == []
        assert await lea.sees() == [], "the group is told nothing"


async def test_everything_that_is_dated_stands_in_its_week(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await full_week(neighbours)
        lea = neighbours["Léa"]
        await lea.says("/agenda")
        before = len(await lea.sees())
        seen = (await lea.taps("Semaine suivante")).private
        assert seen.lines == [
            "🗓️ Agenda du lundi 8 au dimanche 14 mars",
            "Mardi 9 mars à 19 h : sortir le bac jaune",
            "Mardi 9 mars à 20 h : fin des réponses à « On peint la porte en bleu ou en vert ? »",
            "Jeudi 11 mars à 18 h 30 : réunion, 1 point",
            "Du vendredi 12 au lundi 15 mars : chambre d'amis (Karim)",
            "Samedi 13 mars, de 14 h à 18 h : salle commune (Léa)",
        ]
        ((_, said),) = seen.pictures
        assert "Karim" not in said
        assert "Semaine précédente" in seen.buttons
        assert len(await lea.sees()) == before, "the group is told nothing"
        seen = (await lea.taps("Le mois")).private
        assert seen.lines[:2] == [
            "🗓️ Agenda de mars 2027",
            "Sortir le bac jaune : mardi 2, mardi 9, mardi 16, mardi 23 et mardi 30 mars, à 19 h",
        ]
        assert (await lea.taps("Mois suivant")).private.lines[0] == "🗓️ Agenda d'avril 2027"
        assert (await lea.taps("Mois précédent")).private.lines[0] == "🗓️ Agenda de mars 2027"
        assert (await lea.taps("La semaine")).private.lines[0] == "🗓️ Agenda du mardi 2 au dimanche 7 mars"


async def test_what_is_over_is_said_no_more_and_what_goes_on_is(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await full_week(neighbours)
        await neighbours.at(paris("2027-03-13", "18:01"))
        seen = (await neighbours["Inès"].says("/agenda")).private
        assert seen.lines == [
            "🗓️ Agenda du samedi 13 au dimanche 14 mars",
            "Du vendredi 12 au lundi 15 mars : chambre d'amis (Karim)",
        ]


async def test_names_only_where_the_group_shows_them(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await shares_both(neighbours)
        await books(neighbours, "Karim", "chambre d'amis du 4 au 6 mars")
        await neighbours["Nadia"].presses("bookings:custom:masked")
        seen = (await neighbours["Léa"].says("/agenda")).private
        assert seen.lines[1:] == ["Du jeudi 4 au samedi 6 mars : chambre d'amis"]


async def test_a_day_that_no_button_says_is_today(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        for data in ("agenda:week:1", "agenda:week:99999999999", "agenda:week:x", "agenda:week"):
            assert (await lea.presses(data)).private.lines[0] == "🗓️ Agenda du mardi 2 au dimanche 7 mars", data
        assert (await lea.presses("agenda:month:3")).private.lines[0] == "🗓️ Agenda de mars 2027"


async def _calendar(neighbours: Neighbourhood) -> str:
    """What a calendar reads at the address of the group."""
    screen = (await neighbours["Léa"].presses("bookings:feed:group:0")).private
    found = re.search(r"http://[^ ]+/calendrier/[a-z2-7]{32}\.ics", screen.text)
    assert found is not None, screen.text
    async with neighbours.http.get(found[0]) as response:
        assert response.status == 200
        return (await response.read()).decode()


async def test_the_calendar_of_the_group_carries_it_all(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await full_week(neighbours)
        content = await _calendar(neighbours)
        said = {str(one["UID"]): one for one in events(content)}
        assert len(events(content)) == len(said), "each has a UID of its own"
        meeting, poll = said["agenda-1-list@palabre"], said["polls-1@palabre"]
        assert str(meeting["SUMMARY"]) == "Réunion, 1 point"
        assert meeting["DTSTART"].dt == paris("2027-03-11", "18:30")
        assert poll["DTSTART"].dt == paris("2027-03-09", "20:00")
        assert str(poll["TRANSP"]) == "TRANSPARENT"
        bins = sorted(one["DTSTART"].dt for uid, one in said.items() if uid.startswith("reminders-1-"))
        assert bins[:2] == [paris("2027-03-02", "19:00"), paris("2027-03-09", "19:00")]
        assert len(bins) == 14, "three months ahead"
        assert {f"booking-{number}@palabre" for number in (1, 2)} <= set(said), "each booking once, as before"
        assert not [uid for uid in said if uid.startswith("bookings-")]
        await neighbours.at(paris("2027-03-02", "14:00"))
        assert await _calendar(neighbours) == content, "nothing has changed: nobody has to read it again"
        await neighbours["Léa"].says("/odj")
        await neighbours["Léa"].taps("Changer la date")
        await neighbours["Léa"].answers("vendredi 12 mars")
        moved = {str(one["UID"]): one for one in events(await _calendar(neighbours))}["agenda-1-list@palabre"]
        assert str(moved["DTSTART"].dt) == "2027-03-12", "the same event, on another day, all day long"
