"""The menu, help, one's own data, and leaving without a trace."""

from tests.conftest import Opens

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


async def test_everything_starts_from_the_menu(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        menu = (await neighbours["Léa"].says("/menu")).private
        assert menu.lines == ["Les Tilleuls", "Que voulez-vous faire ?"]
        await neighbours["Léa"].taps("Lancer quelque chose")
        asked = await neighbours["Léa"].taps("Un sondage")
        assert asked.private.text.startswith("Votre question, et les choix ?")
        await neighbours["Léa"].answers("Pizza ou crêpes ?")
        assert list((await neighbours["Inès"].last()).buttons) == ["Pizza", "Crêpes", "⋯ Plus"]


async def test_the_ways_to_decide_stand_beside_each_other(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/menu")
        first = (await lea.taps("Lancer quelque chose")).private
        assert list(first.buttons) == ["Un sondage", "Un vote", "Une proposition", "⋯ Plus", "↩️ Retour"]
        asked = (await lea.taps("Une proposition")).private
        assert asked.text.startswith("Que proposez-vous ?")
        await lea.says("/menu")
        await lea.taps("Lancer quelque chose")
        second = (await lea.taps("⋯ Plus")).private
        assert list(second.buttons) == [
            "Qui apporte quoi ?",
            "Un atelier, une date",
            "Un déroulé minuté",
            "⋯ Plus",
            "↩️ Retour",
        ]
        third = (await lea.taps("⋯ Plus")).private
        assert list(third.buttons) == [
            "Un point de réunion",
            "Un rappel",
            "Noter une décision",
            "⋯ Plus",
            "↩️ Retour",
        ]
        fourth = (await lea.taps("⋯ Plus")).private
        assert list(fourth.buttons) == ["Un compte rendu", "⋯ Plus", "↩️ Retour"]
        assert list((await lea.taps("⋯ Plus")).private.buttons) == list(first.buttons)


async def test_the_group_and_its_roll_are_reached_without_a_command(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        lea = neighbours["Léa"]
        await lea.says("/menu")
        await lea.taps("Moi")
        while "Qui est là" not in lea.screen.buttons:
            await lea.taps("⋯ Plus")
        await lea.taps("Qui est là")
        assert lea.screen.lines[0] == "Les 4 foyers"
        await lea.says("/moi")
        while "Le groupe" not in lea.screen.buttons:
            await lea.taps("⋯ Plus")
        await lea.taps("Le groupe")
        assert lea.screen.lines[0] == "Les Tilleuls"


async def test_help_lists_every_command_with_its_line(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for typed in ("/aide", "/help", "/AIDE"):
            lines = (await neighbours["Léa"].says(typed)).private.lines
            assert lines[0] == "Voici ce que je comprends."
            assert "/sondage : poser une question au groupe" in lines
            assert "/annuler : arrêter ce que je vous demandais" in lines
        assert await neighbours["Inès"].sees() == []


async def test_an_unknown_command_is_told_where_to_look(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Léa"].says("/xyz quoi")
        assert got.refused
        assert got.toast == "Je ne connais pas /xyz. Écrivez /menu pour voir ce que je sais faire."


async def test_a_question_under_way_can_be_cancelled(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Léa"].says("/sondage")
        assert (await neighbours["Léa"].says("/annuler")).toast == "C'est annulé."
        assert (await neighbours["Léa"].says("/annuler")).toast == "Il n'y avait rien à annuler."
        got = await neighbours["Léa"].answers("Pizza ou crêpes ?")
        assert got.toast == "Je n'attends pas de réponse ici. Écrivez /menu pour voir ce que je sais faire."
        assert await neighbours["Inès"].sees() == []


async def test_ones_own_data_is_shown_to_oneself_alone(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Vert")
        mine = (await neighbours["Léa"].says("/mesdonnees")).private
        assert any("Léa" in line for line in mine.lines)
        assert any("vert" in line.casefold() for line in mine.lines)
        assert not any("Karim" in line for line in mine.lines)
        assert "Tout effacer" in mine.buttons
        assert len(await neighbours["Inès"].sees()) == 1


async def test_erasing_asks_twice_then_leaves_no_name_and_keeps_the_counts(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Pizza ou crêpes ?")
        await neighbours["Léa"].taps("Pizza")
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Terminer")
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Vert")
        await neighbours["Léa"].says("Bonsoir, c'est Léa")
        await neighbours["Léa"].says("/effacer")
        assert "en cours" in neighbours["Léa"].screen.text
        await neighbours["Léa"].taps("Tout effacer")
        assert "On ne peut pas revenir en arrière." in neighbours["Léa"].screen.text
        gone = await neighbours["Léa"].taps("Oui, tout effacer")
        assert gone.toast == "Tout ce qui vous concerne est effacé. Au revoir !"
        seen = await neighbours["Inès"].sees()
        assert "Léa" not in " ".join(f"{message.meta} {message.text}" for message in seen)
        assert any("Pizza 1, crêpes 0. 1 personne a répondu." in message.lines for message in seen)
        assert not any("vert 1" in line for message in seen for line in message.lines)
        async with neighbours.http.get(neighbours["Léa"].base) as response:
            assert response.status == 403


async def test_changing_nothing_changes_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Léa"].says("/effacer")
        await neighbours["Léa"].taps("Ne rien changer")
        assert any("Léa" in line for line in (await neighbours["Léa"].says("/mesdonnees")).private.lines)


async def test_a_command_with_a_slip_of_the_finger_is_understood_or_put_right(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for typed in (
            "/ sondage Un thé ou un café ?",
            "/sondage: un thé ou un café ?",
            "/Sondage un thé ou un café ?",
        ):
            await neighbours["Karim"].says(typed)
            assert list((await neighbours["Léa"].last()).buttons) == ["Un thé", "Un café", "⋯ Plus"], typed
        got = await neighbours["Karim"].says("/sondages Un thé ou un café ?")
        assert got.toast == "Je ne connais pas /sondages. Vouliez-vous dire /sondage ?"
        got = await neighbours["Karim"].says("/abracadabra")
        assert got.toast == "Je ne connais pas /abracadabra. Écrivez /menu pour voir ce que je sais faire."
        assert len(await neighbours["Léa"].sees()) == 3
