"""How the question ends, where it is not simply decided (transcripts §3, the other ends)."""

from datetime import timedelta

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.consent import (
    HOUSEHOLDS,
    TEXT,
    alone,
    asked,
    card,
    for_odette,
    objects,
    proposes,
    room,
    sent,
    taps,
    twelve,
)
from tests.stories.meetings import dated

MONDAY = paris("2027-03-01", "19:00")
YES = "✅ Pas d'objection"
QUESTION = [
    "📋 Karim propose : la buanderie ouverte jusqu'à 22 h le samedi.",
    "« En semaine, ceux qui travaillent n'ont plus de créneau. »",
    "Pouvez-vous vivre avec ? Jusqu'à jeudi 4 mars à 20 h. Il faut 8 foyers sur 12 et aucune objection.",
    "Ce sera un essai de trois mois.",
]
MISSING = (
    "Il manque un foyer : 7 ont répondu, il en faut 8. Je laisse trois jours, jusqu'à dimanche 7 mars à 20 h."
)


async def test_too_few_answer_twice(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await dated(neighbours, "jeudi 18 mars à 18h30", "Nadia")
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:7])
        await neighbours.at(paris("2027-03-04", "20:00"))
        more = await card(neighbours)
        assert more.lines == [*QUESTION[:2], MISSING, QUESTION[3]]
        assert list(more.buttons) == [YES, "✋ J'ai une objection", "Autre réponse", "⋯ Plus"]
        await neighbours.at(paris("2027-03-07", "20:00"))
        before, end = (await room(neighbours))[-2:]
        assert before.lines == [
            "📋 Karim proposait : la buanderie ouverte jusqu'à 22 h le samedi.",
            "Rien n'est décidé.",
        ]
        assert list(before.buttons) == ["⋯ Plus"]
        assert end.lines == [
            "📋 Rien n'est décidé : la buanderie ouverte jusqu'à 22 h le samedi.",
            "7 foyers ont répondu, il en fallait 8. Le sujet est à l'ordre du jour de jeudi 18 mars.",
        ]
        assert list(end.buttons) == ["Voir l'ordre du jour"]
        listed = (await neighbours["Inès"].taps("Voir l'ordre du jour")).private
        assert listed.lines[:2] == ["📋 Ordre du jour de jeudi 18 mars à 18 h 30", TEXT]
        got = await neighbours["Inès"].presses("proposals:consent:1:1")
        assert got.refused
        assert got.toast == "Rien n'a été décidé ici. On en parlera en réunion."


async def test_one_more_answer_during_the_three_days_decides(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:7])
        await neighbours.at(paris("2027-03-05", "10:00"))
        await taps(neighbours, YES, "Amina")
        assert (await card(neighbours)).lines[2] == "Fin dimanche 7 mars à 20 h."
        await neighbours.at(paris("2027-03-07", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "8 foyers sans objection."


async def test_only_those_who_are_missing_are_reminded(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, YES, "Sarah", *(name for name in HOUSEHOLDS[1:] if name not in ("Tomás", "Rosa")))
        await neighbours.at(paris("2027-03-03", "18:29"))
        assert await alone(neighbours, "Tomás") == []
        await neighbours.at(paris("2027-03-03", "18:30"))
        for name in (*HOUSEHOLDS, "Sarah", "Nadia"):
            reminders = [one for one in await alone(neighbours, name) if "de votre foyer" in one.text]
            assert len(reminders) == (1 if name in ("Tomás", "Rosa") else 0), name
        reminder = (await alone(neighbours, "Tomás"))[-1]
        assert reminder.lines == [
            "Tomás, il manque la réponse de votre foyer : la buanderie ouverte jusqu'à 22 h le samedi. "
            "Fin jeudi 4 mars à 20 h."
        ]
        got = await neighbours["Tomás"].presses(reminder.buttons[YES])
        assert got.toast == "Noté pour votre foyer : pas d'objection. Personne ne le voit avant jeudi 20 h."
        # Enough have answered: on the last day the card stays where it is.
        public = len(await sent(neighbours))
        await neighbours.at(paris("2027-03-04", "19:59"))
        assert len(await sent(neighbours)) == public


async def test_a_reminder_says_until_when_and_goes_with_the_question(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:7])
        await neighbours.at(paris("2027-03-04", "20:00"))
        reminder = (await alone(neighbours, "Amina"))[-1]
        assert reminder.text.endswith("Fin dimanche 7 mars à 20 h."), "the three days more"
        await neighbours.at(paris("2027-03-07", "20:00"))
        for name in ("Amina", "Léa"):
            assert not any("il manque" in one.text for one in await alone(neighbours, name)), name


async def test_who_cannot_be_written_to_is_reminded_at_their_next_tap(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        async with neighbours.program.database.writing() as tx:
            await tx.run("UPDATE chats SET pages = 0")  # a room in which nobody can be written to alone
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:8])
        await neighbours.at(paris("2027-03-03", "18:30"))
        assert await alone(neighbours, "Amina") == []
        neighbours["Amina"].screen.buttons.clear()
        got = await neighbours["Amina"].says("/sondage Qui a un tournevis ?\nMoi\nPas moi")
        assert "il manque" not in got.private.text, "what she asked for comes first"
        got = await taps(neighbours, "Pas moi", "Amina")
        assert "Amina, il manque la réponse de votre foyer" in got.private.text
        assert "il manque" not in (await taps(neighbours, "Moi", "Amina")).private.text, "once"
        assert "il manque" not in (await taps(neighbours, "Moi", "Inès")).private.text


async def test_on_the_last_day_the_card_comes_back_if_it_must(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:7])
        await neighbours.at(paris("2027-03-04", "11:59"))
        assert len(await sent(neighbours)) == 1
        await neighbours.at(paris("2027-03-04", "12:00"))
        above, below = (await room(neighbours))[-2:]
        assert above.lines == ["Cette proposition continue plus bas."]
        assert below.lines == [*QUESTION, "7 foyers sur 12 ont répondu."]
        assert [rings for _, rings in await sent(neighbours)] == [True, True]


async def test_an_objection_stands_at_the_end_until_its_author_lifts_it(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:9])
        thanks = (await objects(neighbours, "Amina", "Le bruit.", "Arrêter à 21 h.")).private
        assert thanks.lines == [
            "Merci de le dire. Rien n'est décidé tant que cette objection est là.",
            "Prévenir Karim et Nadia tout de suite ? On pourra chercher ensemble avant jeudi 20 h.",
        ]
        got = await neighbours["Amina"].taps("Non, attendre")
        assert got.toast == "Personne ne la lit avant la fin de la question."
        got = await neighbours["Karim"].presses("proposals:objections:1")
        assert got.toast == "Il n'y a pas d'objection à lire ici."
        await neighbours.at(paris("2027-03-04", "20:00"))
        before, end = (await room(neighbours))[-2:]
        assert before.lines[1:] == [
            "Une objection est ouverte : la décision attend.",
            "On cherche une solution, jusqu'à dimanche 7 mars à 20 h.",
        ]
        assert end.lines == [
            "✋ Une objection reste ouverte : la décision attend.",
            f"{TEXT}. Karim, Nadia et la personne concernée cherchent une solution.",
        ]
        assert list(end.buttons) == ["Lire l'objection", "⋯ Plus"]
        for name in ("Karim", "Nadia"):
            asked_to_help = (await alone(neighbours, name))[-1]
            assert asked_to_help.lines == [
                TEXT,
                "Objection d'Amina : « Le bruit. »",
                "Ce qui aiderait : « Arrêter à 21 h. »",
                "Qu'est-ce qui la lèverait, sans perdre le but de la proposition ?",
            ]
        assert (await taps(neighbours, "Lire l'objection", "Inès")).private.lines == [
            TEXT,
            "Objection d'Amina : « Le bruit. »",
            "Ce qui aiderait : « Arrêter à 21 h. »",
            "Elle reste ouverte.",
        ]
        got = await neighbours["Nadia"].presses("proposals:lift:1:1")
        assert got.toast == "Seule la personne qui a posé cette objection peut y mettre fin."
        await neighbours.at(paris("2027-03-05", "10:00"))
        await taps(neighbours, "⋯ Plus", "Amina")
        await neighbours["Amina"].taps("Ma réponse")
        got = await neighbours["Amina"].taps("Je lève mon objection")
        assert got.toast == "Merci. L'objection est levée."
        await neighbours.at(paris("2027-03-05", "10:15"))
        assert (await neighbours["Léa"].last()).lines[:2] == [
            "✅ C'est décidé : la buanderie ouverte jusqu'à 22 h le samedi (D-2027-001).",
            "10 foyers sans objection.",
        ]


async def _would_like_to_talk(neighbours: Neighbourhood) -> None:
    await twelve(neighbours)
    await asked(neighbours)
    await taps(neighbours, YES, *(name for name in HOUSEHOLDS if name != "Inès"))
    await taps(neighbours, "Autre réponse", "Inès")
    got = await neighbours["Inès"].taps("Besoin d'en parler")
    assert got.toast == "Noté. Quelqu'un va vous en parler. La décision attend."


async def test_somebody_needs_to_talk_first(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _would_like_to_talk(neighbours)
        told = (await alone(neighbours, "Nadia"))[-1]
        assert told.lines == [TEXT, "Inès voudrait en parler avant de répondre."]
        assert list(told.buttons) == ["On s'est parlé"]
        assert await alone(neighbours, "Karim") == []
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[-2:] == [
            "10 foyers sur 12 ont répondu.",
            "Quelqu'un voudrait d'abord en parler : la décision attend.",
        ]
        assert "Inès" not in (await card(neighbours)).text
        got = await neighbours["Nadia"].taps("On s'est parlé")
        assert got.toast == "Merci. La question reste ouverte jusqu'à vendredi 20 h."
        await taps(neighbours, YES, "Inès")
        await neighbours.at(paris("2027-03-05", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "11 foyers sans objection."


async def test_the_talk_holds_the_end_back_for_a_week_at_most(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await _would_like_to_talk(neighbours)
        await neighbours.at(paris("2027-03-11", "19:59"))
        assert len(await sent(neighbours)) == 1
        await neighbours.at(paris("2027-03-11", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "10 foyers sans objection."


async def test_withdrawn(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        got = await neighbours["Inès"].presses("proposals:withdraw:1")
        assert got.toast == "Demandez-le à la personne qui a commencé, ou à l'animation."
        await taps(neighbours, "⋯ Plus", "Karim")
        sure = (await neighbours["Karim"].taps("Retirer")).private
        assert sure.lines == [TEXT, "La retirer ? Ce que les voisins ont dit ne comptera plus."]
        assert list(sure.buttons) == ["Oui, la retirer", "↩️ Retour"]
        got = await neighbours["Karim"].taps("Oui, la retirer")
        assert got.toast == "La proposition est retirée. Le groupe est prévenu."
        before, end = (await room(neighbours))[-2:]
        assert before.lines[1:] == ["Cette proposition a été retirée."]
        assert end.lines == ["La proposition est retirée : la buanderie ouverte jusqu'à 22 h le samedi."]
        assert [rings for _, rings in await sent(neighbours)] == [True, False]
        assert (await neighbours["Inès"].presses("proposals:opinion:1")).toast == before.lines[1]
        await neighbours.at(MONDAY + timedelta(days=4))
        assert len(await sent(neighbours)) == 2, "nothing rings for it any more"


async def test_everybody_follows_the_group(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        for name in HOUSEHOLDS:
            await taps(neighbours, "Autre réponse", name)
            got = await neighbours[name].taps("Je suivrai le groupe")
        assert got.toast == "Noté pour votre foyer : je suivrai le groupe. Personne ne le voit avant jeudi 20 h."
        await for_odette(neighbours)
        await neighbours["Léa"].taps("Autre réponse")
        await neighbours["Léa"].taps("Je suivrai le groupe")
        everybody = (await card(neighbours)).lines[-1]
        assert everybody == "12 foyers sur 12. Résultat à 19 h 15, le temps de changer d'avis."
        await neighbours.at(paris("2027-03-01", "19:15"))
        assert (await neighbours["Léa"].last()).lines[:2] == [
            "✅ C'est décidé : la buanderie ouverte jusqu'à 22 h le samedi (D-2027-001).",
            "Aucune objection. Une réponse a été donnée par quelqu'un d'autre.",
        ]
