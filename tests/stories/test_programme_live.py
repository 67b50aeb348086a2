"""Whoever leads a meeting: more time, the next step, a pause; and what others may do."""

from datetime import datetime

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import paris
from tests.stories.programmes import alone, at, begun, card, met, room, taps


async def test_only_those_who_lead_change_anything(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        await met(neighbours)
        karim, nadia = neighbours["Karim"], neighbours["Nadia"]
        for press in (
            "plus:1:0",
            "next:1:0",
            "pause:1",
            "resume:1",
            "end:1",
            "undo:1",
            "meal:1",
            "lead:1",
            "fine:1",
        ):
            refused = await karim.presses(f"programme:{press}")
            assert refused.refused, press
            assert refused.toast == "C'est à la personne qui l'a écrit de le mener, ou à l'animation."
        assert (await karim.presses("programme:start:1:1")).refused
        assert (await karim.presses("programme:remove:1")).refused
        assert (await karim.presses("programme:change:1")).refused
        looks = await karim.presses("programme:more:1")
        assert looks.private.lines == [
            "⏱️ Réunion. C'est Léa qui mène.",
            "▶️ 18 h 30 : Accueil, 10 min (en cours)",
            "18 h 40 : Tour de table, 20 min",
            "19 h : Dîner partagé, 1 h",
            "20 h : Bilan, 15 min",
            "Fin à 20 h 15.",
        ]
        assert not looks.private.buttons
        assert not (await nadia.presses("programme:plus:1:0")).refused, "she runs the group"


async def test_the_next_step_before_and_after_its_time(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:35"))
        assert await taps(lea, "Étape suivante") == "Tour de table jusqu'à 19 h. Fin à 20 h 15."
        late = await lea.presses("programme:next:1:0")
        assert (late.refused, late.toast) == (True, "C'est déjà fait. Maintenant : Tour de table.")
        assert "Maintenant : Tour de table, jusqu'à 19 h." in await card(neighbours)
        await neighbours.at(at("19:01"))
        more = await lea.presses("programme:plus:1:1")
        assert more.refused
        assert more.toast == "Plus rien ne peut être raccourci avant le repas de 19 h."
        forced = await lea.presses(more.private.buttons["Décaler le repas"])
        assert forced.toast == "Tour de table jusqu'à 19 h 05. Repas à 19 h 05. Fin à 20 h 20."


async def test_what_was_ended_by_hand_does_not_come_back(tilleuls: Opens) -> None:
    """« +5 min » twice on a card that still shows the step before."""
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:35"))
        await taps(lea, "Étape suivante")
        await taps(lea, "Étape suivante")
        await neighbours.at(at("18:37"))
        assert (await lea.presses("programme:plus:1:1")).toast == "Dîner partagé jusqu'à 20 h 05. Fin à 20 h 20."
        assert (await lea.presses("programme:plus:1:1")).toast == "Dîner partagé jusqu'à 20 h 10. Fin à 20 h 25."
        assert "Maintenant : Dîner partagé, jusqu'à 20 h 10." in await card(neighbours)


async def test_what_has_ended_by_itself_comes_back(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:42"))
        said = (await lea.presses("programme:plus:1:0")).private.text
        assert said.startswith("Accueil jusqu'à 18 h 45. Repas maintenu à 19 h")


async def test_dinner_may_begin_early(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:50"))
        assert await taps(lea, "Étape suivante") == "Dîner partagé jusqu'à 20 h. Fin à 20 h 15."
        await neighbours.at(at("19:10"))
        assert await taps(lea, "+5 min") == "Dîner partagé jusqu'à 20 h 05. Fin à 20 h 20."


async def test_a_pause_moves_what_follows(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:32"))
        assert await taps(lea, "Pause") == "En pause. Tout le reste attend."
        assert (await lea.presses("programme:undo:1")).toast == "Il n'y a rien à annuler."
        assert (await lea.presses("programme:plus:1:0")).toast == "Il est en pause. Touchez d'abord « Reprendre »."
        await neighbours.at(at("18:39"))
        assert await card(neighbours) == (
            "⏱️ Réunion. En pause depuis 18 h 32 : Accueil. Ensuite : Tour de table (20 min). Repas à 19 h."
        )
        assert [seen.text for seen in await alone(neighbours, "Léa")] == [
            "En pause depuis 18 h 32 : Accueil. Ensuite : Tour de table (20 min). Repas à 19 h."
        ]
        assert await taps(lea, "Reprendre") == (
            "Accueil jusqu'à 18 h 47. Repas maintenu à 19 h : Tour de table en 13 min seulement. Fin à 20 h 15."
        )
        assert (await lea.presses("programme:resume:1")).toast == "Il n'est pas en pause."
        await neighbours.at(at("18:47"))
        assert "Maintenant : Tour de table, jusqu'à 19 h." in await card(neighbours)


async def test_a_long_pause_moves_the_meal_and_one_without_end_is_the_end(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await taps(lea, "Pause")
        await neighbours.at(at("19:10"))
        assert await taps(lea, "Reprendre") == "Accueil jusqu'à 19 h 20. Repas à 19 h 40. Fin à 20 h 55."
        await taps(lea, "Pause")
        await neighbours.at(paris("2027-03-03", "07:10"))
        assert await card(neighbours) == "⏱️ Réunion : c'est fini depuis 19 h 10."


async def test_the_step_before_once_more(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        await neighbours.at(at("18:42"))
        await taps(lea, "⋯ Plus")
        assert " ".join((await lea.taps("Revenir d'une étape")).private.lines) == (
            "Accueil jusqu'à 18 h 47. Repas maintenu à 19 h : Tour de table en 13 min seulement. Fin à 20 h 15."
        )
        assert (await lea.presses("programme:back:1:1")).toast == "C'est déjà fait. Maintenant : Accueil."
        await neighbours.at(at("18:46"))
        assert (await alone(neighbours, "Léa"))[0].text.startswith("⏳ 1 minute avant : Tour de table.")


async def test_the_words_of_a_button_typed_below_the_card(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        (below,) = [seen.id for seen in await room(neighbours)]
        assert (await lea.says("+ 10 min", reply_to=below)).private.lines[0].startswith("Accueil jusqu'à 18 h 50.")
        assert (
            await lea.says("étape suivante !", reply_to=below)
        ).toast == "Tour de table jusqu'à 19 h. Fin à 20 h 15."
        assert (await lea.says("Pause", reply_to=below)).toast == "En pause. Tout le reste attend."
        assert (await lea.says("on reprend", reply_to=below)).toast == "Tour de table jusqu'à 19 h. Fin à 20 h 15."
        assert (await neighbours["Karim"].says("+5", reply_to=below)).refused
        silent = await lea.says("pause café ?", reply_to=below)
        assert (silent.toast, silent.refused) == ("", False)
        assert (
            await lea.says("+90", reply_to=below)
        ).toast == "Plus rien ne peut être raccourci avant le repas de 19 h."
        assert (await lea.says("terminer", reply_to=below)).private.text == "C'est fini depuis 18 h 30."
        assert (await lea.says("annuler", reply_to=below)).toast == "C'est annulé. Fin à 20 h 15."


async def test_somebody_else_leads(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        await met(neighbours)
        nadia = neighbours["Nadia"]
        await taps(nadia, "⋯ Plus")
        assert (await nadia.taps("Je mène maintenant")).toast == (
            "C'est vous qui menez : je vous préviens avant chaque étape."
        )
        await neighbours.at(at("18:39"))
        assert await alone(neighbours, "Léa") == []
        assert (await alone(neighbours))[0].text.startswith("⏳ 1 minute avant : Tour de table.")


async def test_it_begins_once(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = await met(neighbours)
        twice = await lea.presses("programme:start:1:1")
        assert (twice.refused, twice.toast) == (False, "C'est parti. Fin à 20 h 15.")
        again = await neighbours["Nadia"].presses("programme:start:1:1")
        assert (again.refused, again.toast) == (True, "Il est déjà en cours. Sa carte est dans le groupe.")
        assert (await lea.presses("programme:start:1:2")).refused
        assert (await lea.presses("programme:start:7:1")).refused
        assert len(await room(neighbours)) == 1
        listed = await lea.says("/deroule")
        assert list(listed.private.buttons) == ["En cours maintenant", "Réunion", "Un nouveau déroulé"]


async def test_without_a_title_it_is_that_of_the_workshop_of_the_day(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-01", "12:00")) as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/atelier Chantier jardin : mercredi 3 mars à 9h")
        for day, title in (("2027-03-02", "Notre déroulé"), ("2027-03-03", "Chantier jardin")):
            await neighbours.at(paris(day, "09:00"))
            await lea.says("/deroule Accueil 15\nTour 30")
            await lea.taps("Garder")
            await lea.taps("Démarrer")
            assert (await lea.sees())[-2].text.startswith(f"⏱️ {title}. Maintenant : Accueil")


async def test_late_by_ten_minutes_dinner_stays(tilleuls: Opens) -> None:
    async with tilleuls(at("18:00")) as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/deroule Réunion\n18h30 Accueil, 10 min\nTour de table, 20 min\nDîner partagé, 60 min")
        await lea.taps("Garder")
        await neighbours.at(at("18:40"))
        await lea.taps("Démarrer")
        assert await card(neighbours) == (
            "⏱️ Réunion. Maintenant : Accueil, jusqu'à 18 h 50. Ensuite : Tour de table (10 min). "
            "Repas à 19 h. Fin à 20 h."
        )


async def test_after_a_stop_nothing_that_is_past_is_said(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        await begun(neighbours)
        await neighbours.at(at("09:20"))
        await neighbours.sleeps_until(at("09:42"))
        (told,) = await alone(neighbours)
        assert told.text.startswith("⏳ 3 minutes avant : Jeux de groupe."), "still of use"
        await neighbours.at(at("09:43"))
        await neighbours.sleeps_until(at("10:02"))
        (told,) = await alone(neighbours)
        assert told.text.startswith("Maintenant : Jeux de groupe")
        assert "jusqu'à 10 h 45." in await card(neighbours)
        await neighbours.at(at("10:20"))
        await neighbours.sleeps_until(at("11:00"))
        (after,) = await alone(neighbours)
        assert after.text.startswith("Maintenant : Projets inspirants")
        assert after.id == told.id, "nothing new was said"
        await neighbours.at(at("11:44"))
        assert (await alone(neighbours))[0].text.startswith("⏳ 1 minute avant : État des lieux.")
        await neighbours.sleeps_until(at("19:00"))
        assert await card(neighbours) == "⏱️ Module 7.3 : c'est fini depuis 17 h."


async def test_at_night_it_goes_on(tilleuls: Opens) -> None:
    async with tilleuls(at("20:20"), night=Night()) as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/deroule Accueil 15\nVeillée 1h30")
        await karim.taps("Garder")
        await neighbours.at(at("21:00"))
        await karim.taps("Démarrer")
        assert (await card(neighbours)).startswith("⏱️ Notre déroulé. Maintenant : Accueil, jusqu'à 21 h 15.")
        await neighbours.at(at("21:14"))
        assert (await alone(neighbours, "Karim"))[0].text.startswith("⏳ 1 minute avant : Veillée.")


async def at_the_change(tilleuls: Opens, starts: datetime, ends: str, before: datetime) -> None:
    async with tilleuls(starts) as neighbours:
        karim = neighbours["Karim"]
        await karim.says("/deroule Veillée 2h\nBilan 30")
        await karim.taps("Garder")
        await karim.taps("Démarrer")
        assert f"Maintenant : Veillée, jusqu'à {ends}." in await card(neighbours)
        await neighbours.at(before)
        assert (await alone(neighbours, "Karim"))[0].text.startswith("⏳ 1 minute avant : Bilan.")


async def test_two_hours_are_two_hours_in_spring(tilleuls: Opens) -> None:
    await at_the_change(tilleuls, paris("2027-03-28", "01:30"), "4 h 30", paris("2027-03-28", "04:29"))


async def test_two_hours_are_two_hours_in_autumn(tilleuls: Opens) -> None:
    late = paris("2027-10-31", "02:29").replace(fold=1)
    await at_the_change(tilleuls, paris("2027-10-31", "01:30"), "2 h 30", late)
