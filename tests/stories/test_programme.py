"""A day of training, minute by minute (domain/methods.md M1): one card for everybody, whoever leads is told alone."""

from tests.conftest import Opens
from tests.stories.programmes import alone, at, begun, card, room, taps


async def test_m1_the_first_day(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        await begun(neighbours)
        assert await card(neighbours) == (
            "⏱️ Module 7.3, jour 1. Maintenant : Accueil (Zoom), jusqu'à 9 h 30. "
            "Ensuite : Présentation programme (15 min). Déjeuner à 12 h 30. Fin à 17 h."
        )
        steps = (
            ("09:30", "Présentation programme / objectifs, jusqu'à 9 h 45", "Jeux de groupe"),
            ("09:45", "Jeux de groupe : connaissance, attentes, jusqu'à 10 h 45", "Projets inspirants"),
            ("10:45", "Projets inspirants / partage d'expériences, jusqu'à 11 h 45", "État des lieux"),
            ("11:45", "État des lieux / enjeux croisés, jusqu'à 12 h 30", "Pause déjeuner"),
            ("12:30", "Pause déjeuner, jusqu'à 14 h", "Intervention + cas pratique"),
            (
                "14:00",
                "Intervention + cas pratique : ressources communes pour espaces communs, jusqu'à 15 h 30",
                "Préparer J2",
            ),
        )
        first = "Présentation programme"
        for clock, now, after in steps:
            hour, minute = map(int, clock.split(":"))
            five, one = ((hour * 60 + minute - before) for before in (5, 1))
            await neighbours.at(at(f"{five // 60:02}:{five % 60:02}"))
            (told,) = await alone(neighbours)
            assert told.text.startswith(f"⏳ 5 minutes avant : {first}. Maintenant :")
            await neighbours.at(at(f"{one // 60:02}:{one % 60:02}"))
            (told,) = await alone(neighbours)
            assert told.text.startswith(f"⏳ 1 minute avant : {first}. Maintenant :")
            assert f"⏳ Bientôt : {first}." in await card(neighbours)
            await neighbours.at(at(clock))
            (told,) = await alone(neighbours)
            assert told.text.startswith(f"Maintenant : {now}.")
            assert f"Maintenant : {now}. Ensuite : {after} (" in await card(neighbours)
            first = after
        await neighbours.at(at("16:55"))
        assert (await alone(neighbours))[0].text.startswith("⏳ 5 minutes avant la fin.")
        await neighbours.at(at("17:00"))
        assert await card(neighbours) == "⏱️ Module 7.3 : c'est fini depuis 17 h."
        (last,) = await room(neighbours)
        assert not last.buttons


async def test_m1_ten_minutes_more_at_10_44(tilleuls: Opens) -> None:
    """Two times five: the acceptance of M1, to the minute."""
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("10:40"))
        (told,) = await alone(neighbours)
        assert told.text == (
            "⏳ 5 minutes avant : Projets inspirants. "
            "Maintenant : Jeux de groupe : connaissance, attentes, jusqu'à 10 h 45. Déjeuner à 12 h 30. Fin à 17 h."
        )
        assert list(told.buttons) == ["+5 min", "Étape suivante", "Pause", "⋯ Plus"]
        await neighbours.at(at("10:44"))
        await taps(nadia, "+5 min")
        assert await taps(nadia, "+5 min") == (
            "Jeux de groupe jusqu'à 10 h 55. Déjeuner maintenu à 12 h 30 : État des lieux en 35 min seulement. Fin à 17 h."
        )
        assert list(nadia.screen.buttons) == ["OK", "Décaler le déjeuner", "Annuler"]
        assert (await nadia.taps("OK")).toast == "C'est noté."
        assert "jusqu'à 10 h 55. Ensuite : Projets inspirants (1 h). Déjeuner à 12 h 30." in await card(neighbours)
        await neighbours.at(at("10:50"))
        assert (await alone(neighbours))[0].text.startswith("⏳ 5 minutes avant : Projets inspirants.")
        await neighbours.at(at("11:55"))
        assert "Maintenant : État des lieux / enjeux croisés, jusqu'à 12 h 30." in await card(neighbours)


async def test_lunch_moves_where_that_is_asked_for(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("10:44"))
        await taps(nadia, "+5 min")
        moved = await nadia.taps("Décaler le déjeuner")
        assert moved.toast == "Jeux de groupe jusqu'à 10 h 50. Déjeuner à 12 h 35. Fin à 17 h 05."
        assert "Déjeuner à 12 h 35. Fin à 17 h 05." in await card(neighbours)
        again = await nadia.presses("programme:meal:1")
        assert (again.refused, again.toast) == (
            True,
            "Rien n'a été raccourci pour le repas : il reste à sa place.",
        )
        assert await taps(nadia, "⋯ Plus")
        assert (await nadia.taps("Annuler")).toast == "C'est annulé. Fin à 17 h."
        assert (await nadia.presses("programme:undo:1")).toast == "Il n'y a rien à annuler."
        assert "Déjeuner à 12 h 30. Fin à 17 h." in await card(neighbours)


async def test_lunch_moves_while_the_shortened_step_goes_on(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("10:44"))
        await taps(nadia, "+5 min")
        await neighbours.at(at("12:10"))
        await taps(nadia, "⋯ Plus")
        assert (await nadia.taps("Décaler le déjeuner")).toast == (
            "État des lieux jusqu'à 12 h 35. Déjeuner à 12 h 35. Fin à 17 h 05."
        )
        await neighbours.at(at("12:34"))
        assert (await alone(neighbours))[0].text.startswith("⏳ 1 minute avant : Pause déjeuner.")
        await taps(nadia, "⋯ Plus")
        assert "Décaler le déjeuner" not in nadia.screen.buttons


async def test_what_is_gained_goes_to_the_step_before_lunch(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("10:35"))
        assert await taps(nadia, "Étape suivante") == (
            "Projets inspirants jusqu'à 11 h 35. État des lieux : 55 min désormais. Fin à 17 h."
        )
        await neighbours.at(at("11:30"))
        assert (await alone(neighbours))[0].text.startswith("⏳ 5 minutes avant : État des lieux.")


async def test_right_before_lunch_nothing_can_be_shortened(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("12:28"))
        nadia.screen.buttons.clear()
        asked = await nadia.taps("+5 min")
        assert (asked.refused, asked.toast) == (
            True,
            "Plus rien ne peut être raccourci avant le déjeuner de 12 h 30.",
        )
        assert "Déjeuner" not in await card(neighbours) or "12 h 35" not in await card(neighbours)
        press = asked.private.buttons["Décaler le déjeuner"]
        assert (await nadia.presses(press)).toast == (
            "État des lieux jusqu'à 12 h 35. Déjeuner à 12 h 35. Fin à 17 h 05."
        )
        assert (await nadia.presses(press)).toast == "C'est déjà fait."
        await neighbours.at(at("12:34"))
        assert (await alone(neighbours))[0].text.startswith("⏳ 1 minute avant : Pause déjeuner.")


async def test_lunch_that_is_over_is_not_moved(tilleuls: Opens) -> None:
    """What was offered before lunch and touched in the afternoon; right after its time it still counts."""
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("12:28"))
        nadia.screen.buttons.clear()
        press = (await nadia.taps("+5 min")).private.buttons["Décaler le déjeuner"]
        await neighbours.at(at("15:10"))
        late = await nadia.presses(press)
        assert (late.refused, late.toast) == (True, "C'est déjà fait.")
        assert "jusqu'à 15 h 30." in await card(neighbours)
        assert "Fin à 17 h." in await card(neighbours)


async def test_lunch_is_moved_in_its_first_minutes(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        nadia = await begun(neighbours)
        await neighbours.at(at("12:28"))
        nadia.screen.buttons.clear()
        press = (await nadia.taps("+5 min")).private.buttons["Décaler le déjeuner"]
        await neighbours.at(at("12:34"))
        assert (await nadia.presses(press)).toast == (
            "État des lieux jusqu'à 12 h 35. Déjeuner à 12 h 35. Fin à 17 h 05."
        )


async def test_the_second_day(tilleuls: Opens) -> None:
    async with tilleuls(at("09:00")) as neighbours:
        nadia = neighbours["Nadia"]
        for label in ("Module 7.3", "Garder", "Démarrer J2"):
            if label == "Module 7.3":
                await nadia.says("/deroule")
            got = await nadia.taps(label)
        assert got.toast == "C'est parti. Fin à 16 h 30."
        await neighbours.at(at("11:15"))
        assert (
            "jour 2. Maintenant : Chercher le consensus : débat et délibération collective, jusqu'à midi."
            in await card(neighbours)
        )
        await neighbours.at(at("16:30"))
        assert await card(neighbours) == "⏱️ Module 7.3 : c'est fini depuis 16 h 30."
