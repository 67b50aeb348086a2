"""A poll whose dates and end are typed as people say them, and which closes at the promised minute (transcripts §2)."""

from datetime import timedelta

import pytest

from handlers.conversation.quiet import Night
from tests.conftest import TUESDAY_NOON, Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.test_corrections import corrects

GARDEN = "/sondage On fait le chantier samedi ou dimanche ? jusqu'à vendredi midi"
DOOR = "/sondage On peint la porte en bleu ou en vert ?"


OVER = "Ce sondage est fini. Personne n'a répondu."


async def over(neighbours: Neighbourhood) -> bool:
    """Whether a card says that its poll is over."""
    return any(OVER in message.lines for message in await neighbours["Léa"].sees())


async def test_dates_and_the_end_in_one_line(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        got = await neighbours["Karim"].says(GARDEN)
        assert got.private.lines == [
            "Votre sondage est dans le groupe, jusqu'à vendredi 5 mars à midi, dans 3 jours."
        ]
        card = await neighbours["Léa"].last()
        assert card.lines == [
            "🗳️ On fait le chantier samedi ou dimanche ?",
            "Sondage de Karim, jusqu'à vendredi 5 mars à midi. Une voix par personne. Chacun voit qui a répondu quoi.",
        ]
        assert list(card.buttons) == ["Samedi 6 mars", "Dimanche 7 mars", "⋯ Plus"]
        got = await neighbours["Léa"].taps("Samedi 6 mars")
        assert got.toast == "Noté : samedi 6 mars. Vous pouvez changer jusqu'à vendredi à midi."
        # As people say it, in reply to the card.
        got = await neighbours["Inès"].says("dimanche", reply_to=card.id)
        assert got.toast.startswith("Noté : dimanche 7 mars.")
        await neighbours["Sarah"].says("le 6 mars", reply_to=card.id)
        await neighbours.at(paris("2027-03-04", "18:30"))
        assert (await neighbours["Léa"].last()).lines[1] == "3 personnes ont répondu. Fin vendredi 5 mars à midi."
        await neighbours.at(paris("2027-03-05", "11:59"))
        assert "Samedi 6 mars" in (await neighbours["Léa"].last()).buttons
        await neighbours.at(paris("2027-03-05", "12:00"))
        assert (await neighbours["Léa"].last()).lines[1:3] == [
            "Samedi 6 mars est en tête.",
            "Samedi 6 mars 2, dimanche 7 mars 1. 3 personnes ont répondu.",
        ]


@pytest.mark.parametrize(
    ("start", "said", "until", "closes"),
    [
        (
            ("2027-03-02", "12:10"),
            "pendant 3 jours",
            "vendredi 5 mars à 20 h, dans 3 jours",
            ("2027-03-05", "20:00"),
        ),
        (("2027-03-02", "12:10"), "réponse avant jeudi", "mercredi 3 mars à 20 h", ("2027-03-03", "20:00")),
        (("2027-03-02", "12:10"), "pendant 90 minutes", "mardi 2 mars à 13 h 40", ("2027-03-02", "13:40")),
        (
            ("2027-12-30", "12:00"),
            "jusqu'à samedi",
            "samedi 1er janvier à 20 h, dans 2 jours",
            ("2028-01-01", "20:00"),
        ),
        # The clocks go forward, then back, in between.
        (("2027-03-27", "12:00"), "pendant 24 h", "dimanche 28 mars à 13 h", ("2027-03-28", "13:00")),
        (("2027-10-30", "12:00"), "jusqu'à demain", "dimanche 31 octobre à 20 h", ("2027-10-31", "20:00")),
    ],
)
async def test_it_closes_at_the_promised_minute(
    tilleuls: Opens, start: tuple[str, str], said: str, until: str, closes: tuple[str, str]
) -> None:
    async with tilleuls(paris(*start)) as neighbours:
        got = await neighbours["Karim"].says(f"{DOOR} {said}")
        assert got.private.lines == [f"Votre sondage est dans le groupe, jusqu'à {until}."]
        assert (await neighbours["Léa"].last()).lines[0] == "🗳️ On peint la porte en bleu ou en vert ?"
        await neighbours.at(paris(*closes) - timedelta(minutes=1))
        assert not await over(neighbours)
        await neighbours.at(paris(*closes))
        assert await over(neighbours)


async def test_a_question_about_a_limit_keeps_it(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage On ouvre la salle jusqu'à minuit ou 2 h ?")
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ On ouvre la salle jusqu'à minuit ou 2 h ?"
        assert "jusqu'à jeudi 4 mars à 20 h." in card.lines[1]
        assert list(card.buttons) == ["Jusqu'à minuit", "2 h", "⋯ Plus"]


async def test_a_vote_too(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says(
            "/vote L'assemblée, quel soir ?\nJeudi 18 mars à 19 h\nMercredi 24 mars à 18 h 30\nVote jusqu'au 9 mars"
        )
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ Vote : l'assemblée, quel soir ?"
        assert "Jusqu'à mardi 9 mars à 20 h." in card.text
        assert list(card.buttons) == [
            "Jeudi 18 mars à 19 h",
            "Mer. 24 mars à 18 h 30",
            "Ni l'un ni l'autre",
            "⋯ Plus",
        ]
        got = await neighbours["Léa"].taps("Mer. 24 mars à 18 h 30")
        assert got.toast == (
            "Noté pour votre foyer : mercredi 24 mars à 18 h 30. Personne ne le voit avant mardi 9 mars à 20 h."
        )
        await neighbours.at(paris("2027-03-09", "19:59"))
        assert "Jeudi 18 mars à 19 h" in (await neighbours["Léa"].last()).buttons
        await neighbours.at(paris("2027-03-09", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1].startswith("En tête : Mercredi 24 mars à 18 h 30.")


async def test_a_neighbours_message_and_only_the_end(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Inès"].says("On fait le chantier samedi ou dimanche ? Réponse avant vendredi")
        asked = (await neighbours["Karim"].last()).id
        await neighbours["Karim"].says("/sondage", reply_to=asked)
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ On fait le chantier samedi ou dimanche ?"
        assert card.lines[1].startswith("Question d'Inès, jusqu'à jeudi 4 mars à 20 h.")
        assert list(card.buttons)[:3] == ["Samedi 6 mars", "Dimanche 7 mars", "Les deux me vont"]
        await neighbours["Karim"].says("/sondage jusqu'à mercredi midi", reply_to=asked)
        card = await neighbours["Léa"].last()
        assert card.lines[0] == "🗳️ On fait le chantier samedi ou dimanche ?"
        assert card.lines[1].startswith("Question d'Inès, jusqu'à mercredi 3 mars à midi.")


async def test_question_by_question_the_end_may_be_said_at_any_step(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Karim"].says("/sondage jusqu'à vendredi midi")
        assert got.private.text.startswith("Votre question, et les choix ?")
        got = await neighbours["Karim"].answers("Que mange-t-on samedi ?")
        assert "Quels sont les choix ?" in got.private.text
        got = await neighbours["Karim"].answers("des crêpes, une soupe")
        assert "jusqu'à vendredi 5 mars à midi, dans 3 jours." in got.private.text
        await neighbours["Karim"].says("/sondage Que boit-on samedi ?")
        got = await neighbours["Karim"].answers("du thé, du café, jusqu'à jeudi midi")
        assert "jusqu'à jeudi 4 mars à midi, dans 2 jours." in got.private.text
        assert list((await neighbours["Léa"].last()).buttons) == ["Du thé", "Du café", "⋯ Plus"]


async def test_an_end_that_cannot_be_is_asked_again_and_nothing_is_lost(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Karim"].says("/sondage On se voit samedi ou dimanche ? jusqu'à hier")
        assert got.refused
        assert got.toast == "Lundi 1er mars à 20 h est déjà passé."
        assert got.private.lines == [
            "On se voit samedi ou dimanche ?",
            "Lundi 1er mars à 20 h est déjà passé. Jusqu'à quand ? Par exemple : jusqu'à vendredi midi.",
        ]
        assert await neighbours["Léa"].sees() == []
        got = await neighbours["Karim"].answers("bientôt")
        assert got.refused
        assert got.toast == "Je ne comprends pas jusqu'à quand. Par exemple : jusqu'à vendredi midi."
        assert (await neighbours["Karim"].answers("dans deux ans")).toast.startswith("C'est trop loin")
        got = await neighbours["Karim"].answers("vendredi midi")
        assert "jusqu'à vendredi 5 mars à midi, dans 3 jours." in got.private.text
        card = await neighbours["Léa"].last()
        assert list(card.buttons) == ["Samedi 6 mars", "Dimanche 7 mars", "⋯ Plus"]


async def test_it_lasts_until_the_holidays_of_the_groups_school_zone(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-01-12", "12:10")) as neighbours:
        karim = neighbours["Karim"]
        got = await karim.says(f"{DOOR} jusqu'aux vacances d'hiver")
        assert got.refused
        assert got.toast == (
            "De quelle zone scolaire ? Ajoutez « zone A », « zone B » ou « zone C ». "
            "Qui anime le groupe peut la noter une fois pour toutes : /groupe."
        )
        assert got.private.lines[0] == "On peint la porte en bleu ou en vert ?"
        assert await neighbours["Léa"].sees() == []
        got = await karim.answers("avant les vacances d'hiver, zone A")
        assert "jusqu'à vendredi 12 février à 20 h, dans 31 jours." in got.private.text
        await neighbours["Nadia"].presses("groups:set:1:school:C")
        got = await karim.says(f"{DOOR} avant les vacances d'hiver")
        assert "jusqu'à vendredi 5 février à 20 h, dans 24 jours." in got.private.text
        assert (await neighbours["Léa"].last()).lines[0] == "🗳️ On peint la porte en bleu ou en vert ?"
        until = [
            (await karim.says(f"/sondage Pizza ou crêpes ? {said}")).private.text
            for said in ("jusqu'aux vacances d'hiver", "jusqu'aux vacances d'hiver, zone C")
        ]
        assert until[0] == until[1]
        assert "février à 20 h" in until[0]
        await neighbours.at(paris("2027-02-05", "19:59"))
        assert not await over(neighbours)
        await neighbours.at(paris("2027-02-05", "20:00"))
        assert await over(neighbours)


async def test_yes_or_no_survive_an_end_that_cannot_be(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        got = await neighbours["Karim"].says("/vote On achète une tondeuse ? jusqu'à mercredi 4 mars")
        assert got.toast == "Ce jour et cette date ne vont pas ensemble. Est-ce jeudi 4 mars ?"
        await neighbours["Karim"].answers("jeudi 4 mars")
        card = await neighbours["Léa"].last()
        assert "Jusqu'à jeudi 4 mars à 20 h." in card.text
        assert list(card.buttons)[:2] == ["Pour", "Contre"]


async def test_an_end_that_is_over_when_the_choices_come_is_asked_again(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Que mange-t-on ? jusqu'à 13 h")
        await neighbours.at(paris("2027-03-02", "13:30"))
        got = await neighbours["Karim"].answers("des crêpes, une soupe")
        assert got.toast == "Mardi 2 mars à 13 h est déjà passé."
        await neighbours["Karim"].answers("18 h")
        assert "jusqu'à mardi 2 mars à 18 h." in (await neighbours["Léa"].last()).text


async def test_at_night_it_closes_and_says_so_in_the_morning(tilleuls: Opens) -> None:
    async with tilleuls(night=Night()) as neighbours:
        got = await neighbours["Karim"].says(f"{DOOR} jusqu'à 22 h")
        assert got.private.lines == [
            "Votre sondage est dans le groupe, jusqu'à mardi 2 mars à 22 h. "
            "Il fera nuit : le résultat paraîtra mercredi 3 mars à 8 h."
        ]
        await neighbours["Léa"].taps("Bleu")
        await neighbours.at(paris("2027-03-02", "22:00"))
        (card,) = await neighbours["Léa"].sees()
        assert card.lines[-1] == "Ce sondage est fini. Bleu est en tête."
        await neighbours.at(paris("2027-03-03", "08:00"))
        assert (await neighbours["Léa"].last()).pictures


async def test_at_night_an_end_before_the_morning_would_be_seen_by_nobody(tilleuls: Opens) -> None:
    async with tilleuls(paris("2027-03-02", "22:00"), night=Night()) as neighbours:
        got = await neighbours["Karim"].says(f"{DOOR} jusqu'à minuit")
        assert got.toast == "Il fait nuit : votre sondage arrivera mercredi 3 mars à 8 h. Il doit finir après."
        got = await neighbours["Karim"].answers("demain midi")
        assert got.private.lines == [
            "Il fait nuit : votre sondage arrivera mercredi 3 mars à 8 h. Il durera jusqu'à mercredi 3 mars à midi."
        ]


async def test_a_correction_moves_the_end_too(tilleuls: Opens, url: str) -> None:
    async with tilleuls(url=url) as neighbours:
        await neighbours["Karim"].says(DOOR)
        await corrects(neighbours, "Karim", "La question")
        got = await neighbours["Karim"].answers("jusqu'à mercredi midi")
        assert got.toast == "Le sondage dure maintenant jusqu'à mercredi 3 mars à midi."
        assert "jusqu'à mercredi 3 mars à midi." in (await neighbours["Léa"].last()).text
        await neighbours["Léa"].taps("Bleu")
        await corrects(neighbours, "Karim", "La question")
        got = await neighbours["Karim"].answers("jusqu'à aujourd'hui 18 h")
        assert got.refused
        assert got.toast == "On a déjà répondu : la fin peut être repoussée, mais pas avancée."
        got = await neighbours["Karim"].answers("On peint le portail en bleu ou en vert ? d'ici dimanche")
        assert got.toast == "C'est corrigé. Je le dis à tout le monde."
        card, told = await neighbours["Léa"].sees()
        assert card.lines[0] == "🗳️ On peint le portail en bleu ou en vert ?"
        assert "jusqu'à dimanche 7 mars à 20 h." in card.text
        assert told.lines[1] == "Avant : On peint la porte. Maintenant : On peint le portail."
        await neighbours.at(paris("2027-03-03", "12:01"))
        assert "Bleu" in (await neighbours["Léa"].sees())[0].buttons
        await neighbours.at(paris("2027-03-07", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "Bleu est en tête."


async def test_a_date_added_beside_dates_is_said_in_full(tilleuls: Opens) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage Samedi ou dimanche ?")
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Corriger")
        await neighbours["Karim"].taps("Ajouter un choix")
        assert (await neighbours["Karim"].answers("samedi")).toast == "Ce choix est déjà là."
        assert (await neighbours["Karim"].answers("vendredi soir")).toast == "Ajouté : vendredi 5 mars au soir."
        assert "Vendredi 5 mars au soir" in (await neighbours["Léa"].last()).buttons


@pytest.mark.parametrize(
    ("language", "said", "read_back"),
    [
        ("fr@tu", GARDEN, "Ton sondage est dans le groupe, jusqu'à vendredi 5 mars à midi, dans 3 jours."),
        (
            "en",
            "/poll Saturday or Sunday? until Friday noon",
            "Your poll is in the group, until Friday 5 March at noon, in 3 days.",
        ),
    ],
)
async def test_in_each_voice(tilleuls: Opens, language: str, said: str, read_back: str) -> None:
    async with tilleuls(TUESDAY_NOON, language=language) as neighbours:
        assert (await neighbours["Karim"].says(said)).private.lines == [read_back]
        first = next(iter((await neighbours["Léa"].last()).buttons))
        assert first == ("Saturday 6 March" if language == "en" else "Samedi 6 mars")
