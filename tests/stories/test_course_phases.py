"""The group goes on to another phase, and its meetings move: nothing is said at an old date (methods.md B2, B4)."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Got, Neighbourhood, paris

BEGINS = paris("2026-03-02", "12:00")
CHANGES = paris("2026-04-03", "10:00")
SAID = "🧭 Nous passons en phase Chantier. Prochaine rencontre : jeudi 4 juin à 18 h 30."


async def meets(
    neighbours: Neighbourhood, words: str = "/rappel réunion tous les 15 jours le jeudi à 18h30"
) -> None:
    """The group meets on Thursday 5 March, and every other Thursday."""
    await neighbours["Karim"].says(words)
    await neighbours["Karim"].taps("Pour le groupe")


async def goes_on(neighbours: Neighbourhood, phase: str = "Chantier") -> Got:
    nadia = neighbours["Nadia"]
    await nadia.says("/parcours")
    await nadia.taps("⋯ Plus")
    await nadia.taps("Une autre phase")
    return await nadia.taps(phase)


async def to_works(neighbours: Neighbourhood, rhythm: str = "Tous les 2 mois") -> Got:
    await goes_on(neighbours)
    await neighbours["Nadia"].taps("Réunion")
    await neighbours["Nadia"].taps(rhythm)
    return await neighbours["Nadia"].taps("Envoyer au groupe")


async def texts(neighbours: Neighbourhood, name: str = "Léa") -> list[str]:
    return [seen.text for seen in await neighbours[name].sees()]


async def test_b4_the_meetings_move_and_nothing_is_said_at_an_old_date(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await meets(neighbours)
        await neighbours.at(CHANGES)
        assert (await texts(neighbours)).count("⏰ Réunion.") == 3, "5 and 19 March, 2 April"
        asked = await goes_on(neighbours)
        assert asked.private.lines == ["Laquelle est la rencontre du groupe ?"]
        rhythms = await neighbours["Nadia"].taps("Réunion")
        assert rhythms.private.lines == [
            "Rythme actuel : tous les 15 jours. Pendant le chantier, beaucoup de groupes se voient moins."
        ]
        assert list(rhythms.private.buttons) == [
            "Chaque semaine",
            "Tous les 15 jours",
            "Chaque mois",
            "Tous les 2 mois",
            "Pause",
        ]
        preview = await neighbours["Nadia"].taps("Tous les 2 mois")
        assert preview.private.lines == [
            "Voici ce que le groupe verra :",
            "Nous passons en phase Chantier. Prochaine rencontre : jeudi 4 juin à 18 h 30.",
        ]
        before = await texts(neighbours)
        await neighbours["Nadia"].taps("Envoyer au groupe")
        assert await texts(neighbours) == [*before, SAID]
        assert "📍 chantier" in (await neighbours["Léa"].says("/parcours")).private.text
        old = len(await texts(neighbours))
        await neighbours.at(paris("2026-06-04", "18:29"))
        assert len(await texts(neighbours)) == old, "16 and 30 April, 14 and 28 May are past, and nothing was said"
        await neighbours.at(paris("2026-06-04", "18:30"))
        assert (await texts(neighbours))[-1] == "⏰ Réunion."
        listed = (await neighbours["Karim"].says("/rappels")).private.lines
        assert listed[1] == "Réunion : jeudi 6 août à 18 h 30, pour le groupe"


async def test_a_second_tap_and_a_stale_preview_change_nothing(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await meets(neighbours)
        await neighbours.at(CHANGES)
        nadia = neighbours["Nadia"]
        await goes_on(neighbours, "Vie")
        await nadia.taps("Réunion")
        stale = (await nadia.taps("Chaque mois")).private.buttons["Envoyer au groupe"]
        await goes_on(neighbours)
        send = (await nadia.taps("Tous les 2 mois")).private.buttons["Envoyer au groupe"]
        await nadia.presses(send)
        assert (await nadia.presses(send)).toast == "Le groupe est déjà dans cette phase."
        assert (
            await nadia.presses(stale)
        ).toast == "La phase a changé entre-temps. Regardez de nouveau : /parcours"
        assert [one for one in await texts(neighbours) if "🧭" in one] == [SAID]
        refused = await neighbours["Léa"].presses("course:back:1")
        assert refused.refused


async def test_it_is_undone_and_the_meetings_are_as_before(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await meets(neighbours)
        await neighbours.at(CHANGES)
        sent = await to_works(neighbours)
        undo = sent.private.buttons["Annuler"]
        await neighbours.at(paris("2026-04-03", "10:05"))
        undone = await neighbours["Nadia"].presses(undo)
        assert undone.private.lines == [
            "Nous restons en phase Constitution. Prochaine rencontre : jeudi 16 avril à 18 h 30."
        ]
        assert [one for one in await texts(neighbours) if "🧭" in one] == [
            "🧭 Finalement, nous restons en phase Constitution. Prochaine rencontre : jeudi 16 avril à 18 h 30."
        ], "the same message, which rings nobody"
        assert (await neighbours["Nadia"].presses(undo)).toast == "C'est déjà annulé."
        many = len(await texts(neighbours))
        await neighbours.at(paris("2026-04-16", "18:30"))
        assert len(await texts(neighbours)) == many + 1


async def test_a_meeting_that_was_changed_meanwhile_stays_as_it_is(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await meets(neighbours)
        await neighbours.at(CHANGES)
        undo = (await to_works(neighbours)).private.buttons["Annuler"]
        await neighbours["Karim"].presses("reminders:change:1")
        await neighbours["Karim"].answers("chaque mardi à 20h")
        undone = await neighbours["Nadia"].presses(undo)
        assert undone.private.lines[0].endswith("Prochaine rencontre : mardi 7 avril à 20 h.")


async def test_an_undone_change_at_night_is_never_said(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS, night=Night()) as neighbours:
        await meets(neighbours)
        await neighbours.at(paris("2026-04-03", "21:00"))
        before = await texts(neighbours)
        sent = await to_works(neighbours)
        assert "Le groupe le verra samedi 4 avril à 8 h." in sent.private.text
        await neighbours["Nadia"].taps("Annuler")
        await neighbours.at(paris("2026-04-04", "08:10"))
        assert await texts(neighbours) == before


async def test_a_break_and_the_way_back(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await meets(neighbours)
        await neighbours.at(CHANGES)
        await to_works(neighbours, "Pause")
        assert (await texts(neighbours))[-1] == "🧭 Nous passons en phase Chantier. Nos rencontres font une pause."
        many = len(await texts(neighbours))
        await neighbours.at(paris("2026-05-02", "10:00"))
        assert len(await texts(neighbours)) == many
        rhythms = await goes_on(neighbours, "Livraison")
        assert rhythms.private.lines[0].startswith("Rythme actuel : pause.")
        preview = await neighbours["Nadia"].taps("Chaque semaine")
        assert preview.private.lines[1].endswith("Prochaine rencontre : jeudi 7 mai à 18 h 30.")


async def test_what_was_to_be_said_once_more_is_not(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await meets(neighbours)
        await neighbours.at(paris("2026-04-02", "18:35"))
        await neighbours["Karim"].presses("reminders:tomorrow:3")  # « Demain »: Friday at 18:30
        await neighbours.at(CHANGES)
        await to_works(neighbours)
        many = len(await texts(neighbours))
        await neighbours.at(paris("2026-04-04", "10:00"))
        assert len(await texts(neighbours)) == many


async def test_a_group_without_a_meeting_changes_its_phase_alone(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        nadia = neighbours["Nadia"]
        await neighbours["Karim"].says("/rappel sortir le chat chaque jour à 8h")  # his own
        await nadia.says("/parcours")
        preview = await nadia.taps("Passer à : Projet de vie")
        assert preview.private.lines == [
            "Voici ce que le groupe verra :",
            "Nous passons en phase Projet de vie. Aucune rencontre n'est déplacée.",
        ]
        await nadia.taps("Envoyer au groupe")
        assert await texts(neighbours) == ["🧭 Nous passons en phase Projet de vie."]
        await nadia.presses("course:meetings:1")
        assert nadia.screen.lines[0].startswith("Le groupe n'a pas de rencontre qui revient.")
        await meets(neighbours)
        await nadia.presses("course:meetings:1")
        chosen = await nadia.taps("Réunion")
        assert chosen.toast == "Noté : la rencontre du groupe est « réunion »."
        rhythms = await goes_on(neighbours)
        assert rhythms.private.lines[0].startswith("Rythme actuel : tous les 15 jours.")
        await neighbours["Karim"].presses("reminders:remove:2")
        gone = await nadia.taps("Chaque mois")
        assert gone.toast == "Cette rencontre n'est plus là. Choisissez-en une autre."


async def test_a_turn_is_no_meeting(tilleuls: Opens) -> None:
    async with tilleuls(BEGINS) as neighbours:
        await neighbours["Nadia"].says("/tour bac jaune, chaque mardi à 19h")
        await neighbours["Nadia"].presses("course:meetings:1")
        assert neighbours["Nadia"].screen.lines[0].startswith("Le groupe n'a pas de rencontre qui revient.")
