"""A poll, from one line to its result (transcripts §2)."""

from datetime import timedelta

from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import ROOM, paris

DOOR = "/sondage On peint la porte en bleu, en vert ou en jaune ?"


async def test_one_line_makes_a_card_at_once(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Karim"].says(DOOR)
        card = await neighbours["Léa"].last()
        assert card.lines == [
            "🗳️ On peint la porte en bleu, en vert ou en jaune ?",
            "Sondage de Karim, jusqu'à jeudi 4 mars à 20 h. Une voix par personne. Chacun voit qui a répondu quoi.",
        ]
        assert list(card.buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]
        assert "Annuler" in got.private.buttons


async def test_an_answer_is_receipted_counted_and_changeable(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        got = await neighbours["Léa"].taps("Vert")
        assert got.toast == "Noté : vert. Vous pouvez changer jusqu'à jeudi 20 h."
        assert (await neighbours["Inès"].last()).lines[-1] == "Bleu 0, vert 1, jaune 0. 1 personne a répondu."
        await neighbours["Léa"].taps("Bleu")
        await neighbours["Inès"].taps("Bleu")
        assert (await neighbours["Inès"].last()).lines[-1] == "Bleu 2, vert 0, jaune 0. 2 personnes ont répondu."


async def test_the_reminder_is_the_card_come_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Vert")
        await neighbours.at(paris("2027-03-03", "18:30"))
        old, card = (await neighbours["Inès"].sees())[-2:]
        assert old.lines == ["Ce sondage continue plus bas."]
        assert not old.buttons
        assert card.lines[0] == "🗳️ Encore un jour : On peint la porte en bleu, en vert ou en jaune ?"
        assert card.lines[1] == "1 personne a répondu. Fin jeudi 4 mars à 20 h."
        assert list(card.buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]


async def test_the_result_is_a_new_message_with_a_picture(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Vert")
        await neighbours["Inès"].taps("Bleu")
        await neighbours["Sarah"].taps("Bleu")
        await neighbours.at(paris("2027-03-04", "20:00"))
        messages = await neighbours["Léa"].sees()
        result = messages[-1]
        assert result.lines == [
            "🗳️ On peint la porte en bleu, en vert ou en jaune ?",
            "Bleu est en tête.",
            "Bleu 2, vert 1, jaune 0. 3 personnes ont répondu.",
            "Un sondage donne un avis. Il ne décide pas tout seul.",
        ]
        (source, alternative), *_ = result.pictures
        assert alternative == "Graphique\u00a0: Bleu 2, Vert 1, Jaune 0."
        async with neighbours.http.get(neighbours.program.address + source) as response:
            assert response.content_type == "image/png"
            assert (await response.read()).startswith(b"\x89PNG")
        assert messages[-2].lines[1] == "Ce sondage est fini. Bleu est en tête."
        assert not messages[-2].buttons
        # The card, the card come back, the result: three messages for one poll.
        assert len(messages) == 3


async def test_a_late_press_is_refused_in_words(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        vote = (await neighbours["Léa"].last()).buttons["Jaune"]
        await neighbours["Inès"].taps("Bleu")
        await neighbours.at(paris("2027-03-04", "20:00"))
        got = await neighbours["Léa"].presses(vote)
        assert got.refused
        assert got.toast == "Ce sondage est fini depuis jeudi 20 h. Bleu est en tête."


async def test_ties_are_said(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Vert")
        await neighbours["Inès"].taps("Bleu")
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Terminer")
        assert (await neighbours["Léa"].last()).lines[1] == "Égalité entre bleu et vert : 1 réponse chacun."


async def test_fifteen_minutes_after_everybody_has_answered(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            await neighbours[name].taps("Bleu")
        card = await neighbours["Léa"].last()
        assert card.lines[-1] == "Tout le monde a répondu. Résultat à 12 h 25, le temps de changer d'avis."
        await neighbours["Léa"].taps("Vert")
        await neighbours.at(TUESDAY_NOON + timedelta(minutes=15))
        assert (await neighbours["Léa"].last()).lines[1] == "Bleu est en tête."


async def test_without_a_roll_nobody_can_have_answered(tilleuls: Opens) -> None:
    async with tilleuls(lists_members=False) as neighbours:
        await neighbours["Karim"].says(DOOR)
        for name in ("Karim", "Sarah", "Inès", "Léa"):
            await neighbours[name].taps("Bleu")
        assert "Tout le monde" not in (await neighbours["Léa"].last()).text


async def test_alone_it_asks_for_everything_in_one_question(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Karim"].says("/sondage")
        assert got.private.text.startswith("Votre question, et les choix ? Une ligne chacun, ou d'un trait")
        await neighbours["Karim"].answers("Quelle couleur ?\nBleu\nVert")
        assert list((await neighbours["Léa"].last()).buttons) == ["Bleu", "Vert", "⋯ Plus"]


async def test_an_open_question_asks_for_its_choices(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Karim"].says("/sondage Que mange-t-on samedi ?")
        assert "Quels sont les choix ?" in got.private.text
        await neighbours["Karim"].answers("des crêpes, une soupe")
        assert list((await neighbours["Léa"].last()).buttons) == ["Des crêpes", "Une soupe", "⋯ Plus"]


async def test_a_neighbours_message_becomes_the_poll(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says("On fait le chantier samedi ou dimanche ?")
        asked = await neighbours["Karim"].last()
        await neighbours["Karim"].says("/sondage", reply_to=asked.id)
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ On fait le chantier samedi ou dimanche ?"
        assert card.lines[1].startswith("Question d'Inès, jusqu'à jeudi 4 mars à 20 h.")
        assert list(card.buttons) == [
            "Samedi 6 mars",
            "Dimanche 7 mars",
            "Les deux me vont",
            "Ni l'un ni l'autre",
            "⋯ Plus",
        ]


async def test_a_typed_answer_counts_only_as_a_reply_and_exactly(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        card = await neighbours["Léa"].last()
        await neighbours["Léa"].says("vert")
        await neighbours["Léa"].says("pas bleu !", reply_to=card.id)
        assert "répondu." not in (await neighbours["Léa"].sees())[0].lines[-1]
        got = await neighbours["Léa"].says("Vert", reply_to=card.id)
        assert got.toast.startswith("Noté : vert.")
        # The card shows no numbers: « 1 » is neighbours talking.
        got = await neighbours["Inès"].says("1", reply_to=card.id)
        assert not got.toast
        assert (await neighbours["Léa"].sees())[0].lines[-1] == "Bleu 0, vert 1, jaune 0. 1 personne a répondu."


async def test_a_number_typed_in_reply_counts_where_the_card_numbers_its_choices(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(
            "/sondage Que fait-on ?\nRepeindre toute la cage d'escalier\nAttendre l'été"
        )
        card = await neighbours["Léa"].last()
        assert "Attendre l'été" in card.text
        assert "2. Attendre l'été" in card.buttons
        got = await neighbours["Inès"].says("1", reply_to=card.id)
        assert got.toast.startswith("Noté : Repeindre toute la cage d'escalier.")


async def test_a_number_that_is_a_choice_is_noted_as_that_choice(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Combien de bacs : 0, 1 ou 2 ?")
        card = await neighbours["Léa"].last()
        got = await neighbours["Inès"].says("1", reply_to=card.id)
        assert got.toast.startswith("Noté : 1.")


async def test_a_reply_shows_what_it_replies_to(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says("Qui a la clé du local ?")
        asked = await neighbours["Léa"].last()
        await neighbours["Léa"].says("C'est moi.", reply_to=asked.id)
        assert (await neighbours["Karim"].last()).lines == ["Inès : « Qui a la clé du local ? »", "C'est moi."]


async def test_undo_and_put_back(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Karim"].taps("Annuler")
        assert (await neighbours["Léa"].last()).lines == ["Ce sondage a été retiré."]
        got = await neighbours["Karim"].taps("Le remettre")
        assert got.toast == "Le sondage est revenu, avec ses réponses."
        assert "Bleu" in (await neighbours["Léa"].last()).buttons


async def test_who_runs_it_and_who_only_answers(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        got = await neighbours["Nadia"].taps("Bleu")
        assert got.toast == "Vous accompagnez le groupe : ce choix lui revient. Je peux noter votre avis à part."
        assert list(got.private.buttons) == ["Donner mon avis"]
        assert list((await neighbours["Léa"].taps("⋯ Plus")).private.buttons) == [
            "Ma réponse",
            "Qui a répondu",
            "C'est quoi ?",
        ]
        close = (await neighbours["Karim"].taps("⋯ Plus")).private.buttons["Terminer"]
        assert (await neighbours["Léa"].presses(close)).refused
        assert not (await neighbours["Nadia"].presses(close)).refused


async def test_a_closing_after_a_downtime_says_that_it_is_late(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR)
        await neighbours["Léa"].taps("Vert")
        await neighbours.sleeps_until(paris("2027-03-05", "09:12"))
        result = await neighbours["Léa"].last()
        assert "J'étais arrêté : ce sondage devait finir jeudi 4 mars à 20 h." in result.lines


async def test_the_same_event_twice_counts_once(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(DOOR, event="the-same-one")
        again = await neighbours["Karim"].says(DOOR, event="the-same-one")
        assert "Annuler" in again.private.buttons
        assert len(await neighbours["Karim"].sees()) == 1


async def test_a_stranger_sees_nothing(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        for who in ("personne", "moi"):
            async with neighbours.http.get(f"{neighbours.program.address}/{ROOM}/{who}") as response:
                assert response.status == 403
                assert "lien personnel" in await response.text()
