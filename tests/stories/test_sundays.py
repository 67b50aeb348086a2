"""Sunday at 18:00: one message for the whole week to come, which rings nobody; late only while it is of use."""

from datetime import datetime

import pytest

from handlers.conversation.quiet import Night
from storage.alarms import StoredAlarms
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, Seen, paris
from tests.stories.ahead import full_week


async def _awaited(neighbours: Neighbourhood) -> None:
    """What the program does at its start and each day: a group from before gets its Sunday."""
    await neighbours.program.clock._purge()


async def _summaries(neighbours: Neighbourhood) -> list[Seen]:
    return [seen for seen in await neighbours["Léa"].sees() if "emaine du" in seen.text]


async def _rings(neighbours: Neighbourhood) -> list[bool]:
    async with neighbours.program.database.reading() as tx:
        rows = await tx.rows("SELECT rings FROM posts WHERE topic LIKE 'agenda:%:sunday:%'")
    return [bool(row["rings"]) for row in rows]


async def test_one_silent_message_says_the_whole_week(tilleuls: Opens) -> None:
    async with tilleuls(night=Night()) as neighbours:
        await _awaited(neighbours)
        await full_week(neighbours)
        await neighbours.at(paris("2027-03-07", "17:59"))
        before = len(await neighbours["Léa"].sees())
        await neighbours.at(paris("2027-03-07", "18:00"))
        (seen,) = (await neighbours["Léa"].sees())[before:]
        assert seen.lines == [
            "🗓️ Semaine du lundi 8 mars",
            "À répondre : « On peint la porte en bleu ou en vert ? », jusqu'au mardi 9 mars à 20 h",
            "Jeudi 11 mars à 18 h 30 : réunion, 1 point",
            "Mardi 9 mars à 19 h : sortir le bac jaune",
            "Du vendredi 12 au lundi 15 mars : chambre d'amis (Karim)",
            "Samedi 13 mars, de 14 h à 18 h : salle commune (Léa)",
        ]
        assert list(seen.buttons) == ["À répondre : 1", "Voir le planning"]
        ((_, said),) = seen.pictures
        assert "Karim" not in said, "what stands in a picture is never taken back"
        assert await _rings(neighbours) == [False]
        got = await neighbours["Inès"].presses(seen.buttons["À répondre : 1"])
        assert "On peint la porte en bleu ou en vert ?" in got.private.text
        got = await neighbours["Inès"].presses(seen.buttons["Voir le planning"])
        assert got.private.lines[0] == "Planning du lundi 8 au dimanche 14 mars"
        await _awaited(neighbours)
        await neighbours.at(paris("2027-03-07", "23:00"))
        assert len(await _summaries(neighbours)) == 1, "once, whatever was looked at again"


async def test_the_next_one_takes_its_place(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await _awaited(neighbours)
        await full_week(neighbours)
        await neighbours.at(paris("2027-03-14", "18:00"))
        first, second = await _summaries(neighbours)
        assert first.lines == ["La semaine du lundi 8 mars est passée."]
        assert (first.buttons, first.pictures) == ({}, [])
        assert second.lines == [
            "🗓️ Semaine du lundi 15 mars",
            "Mardi 16 mars à 19 h : sortir le bac jaune",
            "Du vendredi 12 au lundi 15 mars : chambre d'amis (Karim)",
        ]
        assert list(second.buttons) == ["Voir le planning"]


async def test_a_week_without_anything_has_none(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await _awaited(neighbours)
        await neighbours.at(paris("2027-03-08", "12:00"))
        assert await neighbours["Léa"].sees() == []
        await neighbours["Karim"].says("/sondage Une fête ? jusqu'à dimanche 21 mars 20h")
        await neighbours.at(paris("2027-03-14", "18:00"))
        (seen,) = await _summaries(neighbours)
        assert seen.lines[1:] == ["À répondre : « Une fête ? », jusqu'au dimanche 21 mars à 20 h"]
        assert list(seen.buttons) == ["À répondre : 1", "Voir la semaine"], "it goes on from Sunday to Sunday"


async def test_a_group_may_do_without(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await _awaited(neighbours)
        await full_week(neighbours)
        assert (await neighbours["Léa"].presses("groups:set:1:sunday:off")).refused
        nadia = neighbours["Nadia"]
        await nadia.says("/groupe")
        await nadia.taps("Langue, heure, école")
        await nadia.taps("Résumé du dimanche")
        assert (await nadia.taps("Pas de résumé")).toast == "C'est noté."
        await neighbours.at(paris("2027-03-07", "20:00"))
        assert await _summaries(neighbours) == []
        await nadia.presses("groups:set:1:sunday:on")
        await neighbours.at(paris("2027-03-14", "18:00"))
        assert len(await _summaries(neighbours)) == 1


@pytest.mark.parametrize(
    ("back", "later", "said"),
    [
        (paris("2027-03-07", "22:00"), paris("2027-03-08", "08:00"), 1),
        (paris("2027-03-08", "11:59"), paris("2027-03-08", "11:59"), 1),
        (paris("2027-03-08", "12:00"), paris("2027-03-08", "20:00"), 0),
        (paris("2027-03-09", "09:00"), paris("2027-03-09", "10:00"), 0),
    ],
)
async def test_late_it_is_said_on_monday_morning_and_never_on_tuesday(
    tilleuls: Opens, back: datetime, later: datetime, said: int
) -> None:
    async with tilleuls(night=Night()) as neighbours:
        await _awaited(neighbours)
        await full_week(neighbours)
        await neighbours.sleeps_until(back)
        if back < later:
            assert await _summaries(neighbours) == [], "the night holds it back"
        await neighbours.at(later)
        assert len(await _summaries(neighbours)) == said
        assert await _due(neighbours) == [paris("2027-03-14", "18:00")]


async def test_what_could_not_be_sent_on_sunday_is_not_sent_on_tuesday(tilleuls: Opens) -> None:
    """It waited for its room all the time; what stands already goes on living."""
    async with tilleuls(night=Night()) as neighbours:
        await _awaited(neighbours)
        await full_week(neighbours)
        await neighbours.sleeps_until(paris("2027-03-07", "21:00"))
        neighbours.now = paris("2027-03-09", "09:00")
        async with neighbours.program.database.writing() as tx:
            await tx.run("UPDATE posts SET wanted = wanted + 1 WHERE topic LIKE 'agenda:%:sunday:%'")
        await neighbours.settle()
        assert await _summaries(neighbours) == []


async def test_across_the_change_of_the_clocks_and_into_another_zone(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-21", "12:00")) as neighbours:
        await _awaited(neighbours)
        await neighbours.at(paris("2027-03-21", "18:00"))
        (due,) = await _due(neighbours)
        assert due == paris("2027-03-28", "18:00"), "a week of 167 hours"
        await neighbours["Nadia"].presses("groups:set:1:zone:America/Martinique")
        await neighbours["Karim"].says("/sondage Une fête ? jusqu'à mardi 30 mars 20h")
        await neighbours.at(paris("2027-03-28", "18:00"))
        assert await _summaries(neighbours) == [], "it is noon there"
        await neighbours.at(paris("2027-03-29", "00:00"))
        assert len(await _summaries(neighbours)) == 1


async def test_who_is_forgotten_is_named_there_no_more(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await _awaited(neighbours)
        await full_week(neighbours)
        await neighbours.at(paris("2027-03-10", "10:00"))
        (seen,) = await _summaries(neighbours)
        assert "(Karim)" in seen.text
        await neighbours["Karim"].says("/effacer")
        await neighbours["Karim"].taps("Tout effacer")
        await neighbours["Karim"].taps("Oui, tout effacer")
        (seen,) = await _summaries(neighbours)
        assert "Karim" not in seen.text
        assert "Jeudi 11 mars à 18 h 30 : réunion, 1 point" in seen.lines


async def _due(neighbours: Neighbourhood) -> list[object]:
    async with neighbours.program.database.reading() as tx:
        every = await StoredAlarms(tx).due(paris("2028-01-01", "00:00"))
    return [alarm.due_at for alarm in every if alarm.name == "sunday"]
