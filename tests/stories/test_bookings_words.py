"""A booking that needs somebody's word, and events of the group first (R08, R09)."""

from dataclasses import replace

from handlers.bookings.charter import COMMON_ROOM, NEW
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.homes import is_told
from tests.stories.spaces import announces, booking, books, shares, told

MARCH = paris("2027-03-02", "12:10")
BY_CONTACT = replace(NEW, approval="contact")
BY_SILENCE = replace(NEW, approval="silence", objecting=2)


async def test_whoever_looks_after_it_says_yes(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT, contact="Léa")
        first = await books(neighbours, "Karim", "atelier samedi 20 mars de 14h à 16h")
        assert first.startswith("⏳ Demandé : atelier"), first
        assert await told(neighbours, "Léa") == "Karim demande l'atelier, samedi 20 mars, de 14 h à 16 h."
        assert await told(neighbours, "Nadia") == "", "those who run the group may, but are not asked"
        for act in ("agree", "decline", "declined"):
            assert (await neighbours["Inès"].presses(f"bookings:{act}:1")).refused
            assert (await neighbours["Karim"].presses(f"bookings:{act}:1")).refused
        assert (await neighbours["Inès"].presses("bookings:object:1")).refused, "it is not by silence"
        await neighbours["Léa"].taps("Confirmer")
        assert (await booking(neighbours, 1)).state == "confirmed"
        assert await told(neighbours, "Karim") == "✅ C'est réservé : atelier, samedi 20 mars, de 14 h à 16 h."
        assert (await neighbours["Léa"].presses("bookings:agree:1")).toast == "C'est déjà décidé."
        assert all("atelier" not in seen.text for seen in await neighbours["Inès"].sees())


async def test_a_refusal_with_or_without_a_reason_frees_it(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT)
        await books(neighbours, "Karim", "atelier samedi 20 mars de 14h à 16h")
        assert "Karim demande" in await told(neighbours, "Nadia"), "nobody looks after it: those who run the group"
        await neighbours["Nadia"].taps("Refuser")
        await neighbours["Nadia"].answers("Le tour est en panne.")
        assert (await booking(neighbours, 1)).state == "refused"
        assert "La raison : « Le tour est en panne. »" in await told(neighbours, "Karim")
        await books(neighbours, "Léa", "atelier samedi 20 mars de 14h à 16h")
        await neighbours["Nadia"].presses("bookings:decline:2")
        await neighbours["Nadia"].taps("Sans raison")
        assert await told(neighbours, "Léa") == "C'est refusé : atelier, samedi 20 mars, de 14 h à 16 h."


async def test_silence_confirms_and_nothing_is_said_in_the_group(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Jardin", "hours", BY_SILENCE)
        before = len(await neighbours["Sarah"].sees())
        await books(neighbours, "Karim", "jardin samedi 6 mars de 14h à 16h")
        early = await neighbours["Nadia"].presses("bookings:agree:1")
        assert early.toast == "Chacun a jusqu'à jeudi 4 mars à 12 h 10 pour faire une objection."
        await neighbours.at(paris("2027-03-04", "12:09"))
        assert (await booking(neighbours, 1)).state == "asked"
        await neighbours.at(paris("2027-03-04", "12:11"))
        assert (await booking(neighbours, 1)).state == "confirmed"
        assert (await told(neighbours, "Karim")).startswith("✅ C'est réservé : jardin")
        assert len(await neighbours["Sarah"].sees()) == before
        assert (await neighbours["Inès"].presses("bookings:object:1")).toast == "C'est déjà décidé."


async def test_an_objection_from_the_planning_is_decided_by_those_who_run(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Jardin", "hours", BY_SILENCE)
        await books(neighbours, "Karim", "jardin samedi 6 mars de 14h à 16h")
        ines = neighbours["Inès"]
        planning = await ines.says("/planning")
        assert "Samedi 6 mars, de 14 h à 16 h : Karim, en attente" in planning.private.lines
        await ines.taps("1 en attente")
        await ines.taps("Samedi 6, 14 h")
        await ines.taps("J'ai une objection")
        assert (await ines.answers("…")).refused
        await ines.answers("Le bruit, un samedi.")
        assert "Objection d'Inès : « Le bruit, un samedi. »" in await told(neighbours, "Nadia")
        asker = await told(neighbours, "Karim")
        assert "« Le bruit, un samedi. »" in asker
        assert "Inès" not in asker
        assert all("bruit" not in seen.text for seen in await neighbours["Léa"].sees())
        assert (await neighbours["Karim"].presses("bookings:object:1")).toast == (
            "C'est votre propre réservation : libérez-la si vous n'en voulez plus."
        )
        await neighbours.at(paris("2027-03-05", "12:00"))
        assert (await booking(neighbours, 1)).state == "asked", "silence no longer confirms it"
        await neighbours["Nadia"].taps("Confirmer")
        assert (await booking(neighbours, 1)).state == "confirmed"


async def test_what_nobody_decided_about_is_free_once_it_is_past(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Atelier", "hours", BY_CONTACT)
        await books(neighbours, "Karim", "atelier mercredi 3 mars de 14h à 16h")
        await neighbours.at(paris("2027-03-03", "16:01"))
        assert (await booking(neighbours, 1)).state == "refused"


# Events of the group first

ROOM = replace(COMMON_ROOM, limits=())


async def test_r08_the_holder_of_what_is_near_is_asked_and_silence_keeps(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await books(neighbours, "Sarah", "salle commune dimanche 14 mars de 14h à 18h")
        await neighbours.at(paris("2027-03-05", "12:00"))
        lines = await announces(neighbours, "Inès", "salle commune dimanche 14 mars de 15h à 20h", "Fête")
        assert "Sarah, dimanche 14 mars, de 14 h à 18 h" in lines
        assert "Réserver" not in neighbours["Inès"].screen.buttons
        await neighbours["Inès"].taps("Demander leur accord")
        assert "« Fête »" in await told(neighbours, "Sarah")
        assert await told(neighbours, "Karim") == ""
        for data in ("bookings:cede:1:1", "bookings:uncede:1:1"):
            for other in ("Léa", "Nadia", "Inès"):
                assert (await neighbours[other].presses(data)).refused, (data, other)
        assert (await neighbours["Sarah"].presses("bookings:cede:1:9")).refused
        assert "Sans réponse avant vendredi 12 mars à 15 h, vous la gardez." in await told(neighbours, "Sarah")
        before = await is_told(neighbours, "Inès")
        await neighbours.at(paris("2027-03-12", "14:59"))
        assert await is_told(neighbours, "Inès") == before
        await neighbours.at(paris("2027-03-12", "15:00"))
        assert await is_told(neighbours, "Inès") == [
            *before,
            "« Fête » n'a pas la salle commune, dimanche 14 mars, de 15 h à 20 h : le foyer qui l'a la garde.",
        ], "once, while another day can be found"
        assert (await told(neighbours, "Sarah")).startswith("Vous gardez la salle commune")
        for data in ("bookings:cede:1:1", "bookings:uncede:1:1"):
            assert (await neighbours["Sarah"].presses(data)).toast == "C'est déjà décidé."
        await neighbours.at(paris("2027-03-14", "14:00"))
        assert len(await is_told(neighbours, "Inès")) == len(before) + 1
        kept = await booking(neighbours, 1)
        assert kept.state == "confirmed", "silence keeps"


async def test_r08_who_asked_is_told_that_it_was_given_up_meanwhile(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await books(neighbours, "Sarah", "salle commune vendredi 5 mars de 14h à 18h")
        await announces(neighbours, "Inès", "salle commune vendredi 5 mars de 15h à 20h", "Fête")
        got = await neighbours["Inès"].taps("Demander leur accord")
        assert (
            "Sans réponse avant jeudi 4 mars à 1 h 35, la place reste à eux. Je vous le dirai." in got.private.text
        )
        await neighbours["Sarah"].presses("bookings:free:1")
        await neighbours.at(paris("2027-03-04", "08:01"))
        assert await told(neighbours, "Inès") == (
            "La salle commune est libre vendredi 5 mars, de 15 h à 20 h : vous pouvez réserver pour « Fête »."
        )


async def test_r08_who_was_answered_hears_nothing_more(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await books(neighbours, "Sarah", "salle commune dimanche 14 mars de 14h à 18h")
        await announces(neighbours, "Inès", "salle commune dimanche 14 mars de 15h à 20h", "Fête")
        await neighbours["Inès"].taps("Demander leur accord")
        await neighbours["Sarah"].taps("D'accord, je la laisse")
        before = await is_told(neighbours, "Inès")
        await neighbours.at(paris("2027-03-12", "15:01"))
        assert await is_told(neighbours, "Inès") == before
        assert (await booking(neighbours, 2)).state == "confirmed"


async def test_r08_keeping_it_is_told_to_whoever_asked(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await books(neighbours, "Sarah", "salle commune dimanche 14 mars de 14h à 18h")
        await announces(neighbours, "Inès", "salle commune dimanche 14 mars de 15h à 20h", "Fête")
        await neighbours["Inès"].taps("Demander leur accord")
        await neighbours["Sarah"].taps("Je la garde")
        assert "le foyer qui l'a la garde" in await told(neighbours, "Inès")
        assert (await neighbours["Sarah"].presses("bookings:cede:1:1")).toast == "C'est déjà décidé."


async def test_r08_once_every_holder_leaves_it_the_event_has_its_place(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await books(neighbours, "Sarah", "salle commune dimanche 14 mars de 9h à 12h")
        await books(neighbours, "Léa", "salle commune dimanche 14 mars de 14h à 18h")
        await announces(neighbours, "Inès", "salle commune dimanche 14 mars de 10h à 20h", "Fête")
        await neighbours["Inès"].taps("Demander leur accord")
        waits = await neighbours["Sarah"].taps("D'accord, je la laisse")
        assert waits.toast == "Merci. D'autres doivent encore répondre : d'ici là, vous la gardez."
        assert (await booking(neighbours, 1)).state == "confirmed"
        done = await neighbours["Léa"].taps("D'accord, je la laisse")
        assert done.private.lines[0].startswith("Merci. Vous n'avez plus la salle commune, dimanche 14 mars")
        assert [(await booking(neighbours, number)).state for number in (1, 2, 3)] == [
            "displaced",
            "displaced",
            "confirmed",
        ]
        assert (await booking(neighbours, 3)).wish.title == "Fête"
        assert "Vous n'avez plus la salle commune" in await told(neighbours, "Sarah")
        assert await told(neighbours, "Inès") == (
            "✅ « Fête » aura la salle commune, dimanche 14 mars, de 10 h à 20 h."
        )


async def test_r09_an_event_announced_in_time_comes_before_what_is_asked_for(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", replace(ROOM, approval="contact"), contact="Léa")
        await books(neighbours, "Karim", "salle commune samedi 1er mai de 14h à 18h")
        lines = await announces(neighbours, "Inès", "salle commune samedi 1er mai de 15h à 20h", "Repas")
        assert lines[0] == "🗓️ La salle commune peut revenir au groupe."
        assert "Karim, samedi 1er mai, de 14 h à 18 h" in lines, "whom it displaces is said before « Réserver »"
        assert (await booking(neighbours, 1)).state == "asked"
        got = await neighbours["Inès"].taps("Réserver")
        assert got.private.lines[0].startswith("✅ C'est réservé : salle commune, samedi 1er mai")
        assert (await booking(neighbours, 1)).state == "displaced"
        karim = await told(neighbours, "Karim")
        assert "« Repas » a été annoncé à l'avance" in karim
        assert "Au plus près" in karim
        again = await neighbours["Karim"].taps("Samedi 1er, 10 h 30")
        assert "Réserver" in again.private.buttons
        await neighbours["Karim"].taps("Réserver")
        assert (await booking(neighbours, 3)).state == "asked"
        assert (await neighbours["Léa"].presses("bookings:agree:1")).toast == "C'est déjà décidé."


async def test_r09_what_was_read_back_is_read_back_again_where_it_changed(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await books(neighbours, "Karim", "salle commune samedi 1er mai de 16h à 18h")
        await announces(neighbours, "Inès", "salle commune samedi 1er mai de 10h à 20h", "Repas")
        reserve = neighbours["Inès"].screen.buttons["Réserver"]
        await books(neighbours, "Léa", "salle commune samedi 1er mai de 9h à 11h")
        again = await neighbours["Inès"].presses(reserve)
        assert "Léa, samedi 1er mai, de 9 h à 11 h" in again.private.lines
        assert [(await booking(neighbours, number)).state for number in (1, 2)] == ["confirmed", "confirmed"]
        await neighbours["Inès"].taps("Réserver")
        assert [(await booking(neighbours, number)).state for number in (1, 2)] == ["displaced", "displaced"]


async def test_an_event_does_not_come_before_another_event(tilleuls: Opens) -> None:
    async with tilleuls(MARCH) as neighbours:
        await shares(neighbours, "Salle commune", "hours", ROOM)
        await announces_and_books(neighbours, "Karim", "salle commune samedi 1er mai de 14h à 18h", "Chorale")
        got = await neighbours["Inès"].says("/reserver salle commune samedi 1er mai de 15h à 20h")
        assert "C'est pour le groupe" not in got.private.buttons
        assert (await neighbours["Inès"].presses("bookings:plead:1:hws0i.6o:1")).refused
        assert await is_told(neighbours, "Karim") == []


async def announces_and_books(neighbours, name: str, words: str, title: str) -> None:  # type: ignore[no-untyped-def]
    await announces(neighbours, name, words, title)
    await neighbours[name].taps("Réserver")
