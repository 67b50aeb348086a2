"""Palabre was stopped: what is past never rings, what is of use is said once, gathered, outside the night (§6.1)."""

from handlers.conversation.quiet import Night
from storage.members import StoredMembers
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import GROUP, is_told
from tests.stories.meetings import brought, dated
from tests.stories.stops import (
    AFTERNOON,
    BACK,
    BIN,
    GARDEN,
    METERS,
    SORRY,
    SORRY_ALONE,
    STOPS,
    alone,
    for_the_group,
    gathered,
    room,
    stopped,
)


async def test_from_tuesday_evening_to_wednesday_morning(tilleuls: Opens, url: str) -> None:
    async with tilleuls(AFTERNOON, url=url, night=Night()) as neighbours:
        karim = neighbours["Karim"]
        await dated(neighbours, "mercredi 3 mars à 18h30")
        await brought(neighbours, "Le compost")
        await for_the_group(neighbours, BIN)
        await karim.says(GARDEN)
        await karim.says("/rappel dans 1 heure sortir le pain")
        await karim.says("/sondage Repas : salé ou sucré ? jusqu'à ce soir 20h")
        await stopped(neighbours)
        told = await room(neighbours)
        (one,) = await gathered(neighbours)
        assert one.lines == [
            SORRY,
            "À venir : réunion, 1 point, à 18 h 30.",
            "Passé : sortir le bac jaune (hier à 19 h). Prochaine fois : mardi 9 mars à 19 h.",
            "Sondage « Repas » : clos maintenant, et non hier à 20 h.",
        ]
        assert list(one.buttons) == ["Voir le sondage"]
        assert [seen.text for seen in told if "bac jaune" in seen.text] == [one.text], "it does not ring"
        (for_karim,) = await alone(neighbours, "Karim")
        assert for_karim.lines == [
            SORRY_ALONE,
            "Encore à faire : arroser le potager (aujourd'hui à 8 h).",
            "Passé : sortir le pain (hier à 17 h 40).",
        ]
        assert list(for_karim.buttons) == ["C'est fait", "Dans 1 h", "Demain"]
        assert await alone(neighbours, "Léa") == []
        assert "Repas" in (await neighbours["Léa"].taps("Voir le sondage")).private.text
        assert await neighbours.program.clock.ring() == 0
        await neighbours.at(paris("2027-03-03", "18:00"))
        assert len(await gathered(neighbours)) == len(await alone(neighbours, "Karim")) == 1, "said once"


async def test_back_in_the_night_it_waits_and_judges_by_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await for_the_group(neighbours, BIN)
        await for_the_group(neighbours, "/rappel fermer le portail demain à 1h")
        await karim.says("/rappel prendre mes cachets ce soir à 22h")
        await lea.says("/rappel noter mes rêves demain à 1h30")
        await stopped(neighbours, paris("2027-03-03", "02:00"))
        await neighbours.at(paris("2027-03-03", "07:59"))
        assert await room(neighbours) == []
        assert await alone(neighbours, "Karim") == await alone(neighbours, "Léa") == []
        await neighbours.at(paris("2027-03-03", "08:00"))
        (one,) = await gathered(neighbours)
        assert one.lines == [
            SORRY,
            "Encore à faire : fermer le portail (aujourd'hui à 1 h).",
            "Passé : sortir le bac jaune (hier à 19 h). Prochaine fois : mardi 9 mars à 19 h.",
        ]
        assert await is_told(neighbours, "Karim") == [
            f"{SORRY_ALONE} Passé : prendre mes cachets (hier à 22 h)."
        ], "at eight in the morning that evening is over"
        assert await is_told(neighbours, "Léa") == [
            f"{SORRY_ALONE} Encore à faire : noter mes rêves (aujourd'hui à 1 h 30)."
        ]


async def test_back_before_midnight_it_speaks_in_the_morning_of_yesterday(tilleuls: Opens) -> None:
    """What it says is read on the next day."""
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, BIN)
        await for_the_group(neighbours, "/rappel relever les compteurs demain à 9h")
        await stopped(neighbours, paris("2027-03-02", "23:00"))
        assert await room(neighbours) == []
        await neighbours.at(paris("2027-03-03", "08:00"))
        (one,) = await gathered(neighbours)
        assert one.lines == [
            SORRY,
            "À venir : relever les compteurs, à 9 h.",
            "Passé : sortir le bac jaune (hier à 19 h). Prochaine fois : mardi 9 mars à 19 h.",
        ]


async def test_less_than_ten_minutes_are_as_if_nothing_had_happened(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, "/rappel fermer le portail aujourd'hui à 17h01")
        await stopped(neighbours, paris("2027-03-02", "17:09"))
        assert [seen.text for seen in await room(neighbours)] == ["⏰ Fermer le portail."]
        async with neighbours.program.database.reading() as tx:
            assert await tx.rows("SELECT * FROM downtimes") == []


async def test_what_is_hardly_late_comes_by_itself_and_is_not_said_twice(tilleuls: Opens) -> None:
    """An hour's stop, and something that fell due in its last minutes."""
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, "/rappel fermer le portail aujourd'hui à 17h55")
        await neighbours["Karim"].says("/rappel appeler Odette aujourd'hui à 17h52")
        await stopped(neighbours, paris("2027-03-02", "18:00"))
        assert [seen.text for seen in await room(neighbours)] == ["⏰ Fermer le portail."]
        assert await is_told(neighbours, "Karim") == ["⏰ Appeler Odette."]


async def test_of_every_two_days_one_line_and_never_the_pile(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, "/rappel arroser le potager tous les 2 jours à 8h")
        await neighbours["Karim"].says(GARDEN)
        first = paris("2027-03-04", "08:00")
        await neighbours.at(first)
        before = len(await room(neighbours))
        assert before == 1
        await stopped(neighbours, paris("2027-03-13", "10:00"), at=paris("2027-03-04", "09:00"))
        (one,) = await gathered(neighbours)
        assert one.lines == [
            "J'étais arrêté depuis jeudi 4 mars à 9 h. Désolé. Voici ce que vous avez manqué.",
            "Encore à faire : arroser le potager (aujourd'hui à 8 h).",
        ]
        assert len(await room(neighbours)) == before + 1
        assert (await alone(neighbours, "Karim"))[-1].lines == [
            SORRY_ALONE,
            "Encore à faire : arroser le potager (aujourd'hui à 8 h).",
        ]
        await neighbours.at(paris("2027-03-15", "08:00"))
        assert (await room(neighbours))[-1].text == "💧 Arroser le potager.", "and then as ever"
        assert len(await room(neighbours)) == before + 2


async def test_what_is_over_alone_is_told_to_nobody_in_the_group(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, BIN)
        await neighbours["Karim"].says("/rappel dans 1 heure sortir le pain")
        await stopped(neighbours)
        assert await room(neighbours) == []
        assert await is_told(neighbours, "Karim") == [f"{SORRY_ALONE} Passé : sortir le pain (hier à 17 h 40)."]
        async with neighbours.program.database.reading() as tx:
            assert [
                row["rings"] for row in await tx.rows("SELECT rings FROM posts WHERE topic LIKE 'downtime:%'")
            ] == [0], "silently"
        await neighbours.at(paris("2027-03-09", "19:00"))
        assert (await room(neighbours))[-1].text == "🗑️ Sortir le bac jaune."


async def test_a_stop_in_which_nothing_fell_due_says_nothing(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await dated(neighbours, "mercredi 3 mars à 18h30")
        await neighbours["Karim"].says("/rappel appeler Odette demain à 18h")
        await stopped(neighbours)
        assert await room(neighbours) == []
        assert await alone(neighbours, "Karim") == []
        async with neighbours.program.database.reading() as tx:
            assert len(await tx.rows("SELECT * FROM downtimes")) == 1
            assert await tx.rows("SELECT * FROM alarms WHERE topic LIKE 'downtime:%'") == []


async def test_a_group_that_has_left_is_told_nothing(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, METERS)
        await neighbours["Karim"].says(GARDEN)
        await neighbours.at(STOPS)
        async with neighbours.program.database.writing() as tx:
            await tx.run("UPDATE chats SET gone_at = 1")
        await neighbours.sleeps_until(BACK)
        async with neighbours.program.database.reading() as tx:
            assert await tx.rows("SELECT * FROM posts WHERE topic LIKE 'downtime:%'") == []


async def test_a_poll_that_closed_late_is_named_where_something_is_of_use(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await neighbours["Karim"].says("/sondage Repas : salé ou sucré ? jusqu'à ce soir 20h")
        await neighbours["Léa"].taps("Salé")
        await stopped(neighbours)
        assert await gathered(neighbours) == [], "its result says itself that it comes late"
        result = (await room(neighbours))[-1]
        assert "Salé est en tête." in result.text
        assert "J'étais arrêté : ce sondage devait finir mardi 2 mars à 20 h." in result.text


async def test_of_many_things_the_first_eight_are_named(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        for at in range(10):
            await neighbours["Karim"].says(f"/rappel chose {at} demain à 8h{at:02}")
        await stopped(neighbours)
        (one,) = await alone(neighbours, "Karim")
        assert one.lines[1] == "Encore à faire : chose 0 (aujourd'hui à 8 h)."
        assert one.lines[8:] == ["Encore à faire : chose 7 (aujourd'hui à 8 h 07).", "Et 2 autres."]
        assert list(one.buttons) == [f"Chose {at} : fait" for at in range(4)]


# Twice, and for the host


async def test_two_stops_in_a_row_are_each_told_once(tilleuls: Opens, url: str) -> None:
    async with tilleuls(AFTERNOON, url=url, night=Night()) as neighbours:
        await for_the_group(neighbours, METERS)
        await for_the_group(neighbours, "/rappel fermer le portail demain à 11h")
        await stopped(neighbours)
        assert len(await gathered(neighbours)) == 1
        await neighbours["Léa"].taps("C'est fait")
        await stopped(neighbours, paris("2027-03-03", "12:00"), at=paris("2027-03-03", "10:00"))
        first, second = await gathered(neighbours)
        assert first.lines == [SORRY, "À venir : fermer le portail, à 11 h.", "Réglé : relever les compteurs."]
        assert second.lines == [
            "J'étais arrêté depuis aujourd'hui à 10 h. Désolé. Voici ce que vous avez manqué.",
            "Encore à faire : fermer le portail (aujourd'hui à 11 h).",
        ]
        await neighbours["Léa"].presses(second.buttons["C'est fait"])
        assert (await gathered(neighbours))[1].lines[1] == "Réglé : fermer le portail."


async def test_stopped_again_before_anything_was_said(tilleuls: Opens) -> None:
    """It came back at 9:12, wrote that, and was gone before it rang anything."""
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        await for_the_group(neighbours, METERS)
        await neighbours.at(STOPS)
        await neighbours.program.clock.beat()
        neighbours.now = BACK
        await neighbours.program.clock.beat()
        await neighbours.sleeps_until(paris("2027-03-03", "11:30"))
        (one,) = await gathered(neighbours)
        assert one.lines == [SORRY, "Encore à faire : relever les compteurs (aujourd'hui à 9 h)."]
        await neighbours["Léa"].taps("C'est fait")
        (one,) = await gathered(neighbours)
        assert one.lines[1] == "Réglé : relever les compteurs."


async def test_a_clock_that_jumps_tells_of_no_stop_that_was_none(tilleuls: Opens) -> None:
    async with tilleuls(AFTERNOON, night=Night()) as neighbours:
        clock = neighbours.program.clock
        for at in ("16:40", "16:41", "16:49", "16:30", "16:35"):
            neighbours.now = paris("2027-03-02", at)
            await clock.beat()
        async with neighbours.program.database.reading() as tx:
            assert await tx.rows("SELECT * FROM downtimes") == []
            members = await StoredMembers(tx, neighbours.now).members(GROUP)
            assert members
