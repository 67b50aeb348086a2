"""Odette has no telephone: Léa answers for her in every round, in her words; and who has no voice here is told why."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.poll_people import gets_a_page, ids
from tests.stories.consent import (
    HOUSEHOLDS,
    TEXT,
    alone,
    asked,
    card,
    for_odette,
    objects,
    proposes,
    rewrites,
    taps,
    twelve,
)
from tests.stories.homes import arrives, gets

MONDAY = paris("2027-03-01", "19:00")
IN_PERSON = "Odette a déjà répondu, en personne."
NOT_FOR_HER = "Vous ne répondez pas pour cette personne. /foyers dit qui le fait."
YES = "✅ Pas d'objection"


async def _silence(neighbours: Neighbourhood, silence: str) -> None:
    """What it means in this group not to answer, from now on."""
    async with neighbours.program.database.writing() as tx:
        await tx.run("UPDATE groups SET silence = :silence", silence=silence)


async def test_odette_answers_in_every_round(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        lea = neighbours["Léa"]
        asks = (await for_odette(neighbours)).private
        assert asks.lines == [TEXT, "Au nom d'Odette, avec ses mots. Quel est son avis ?"]
        assert list(asks.buttons) == ["Écrire son avis", "Prévenu", "Pas joignable"]
        await lea.taps("Écrire son avis")
        noted = (await lea.answers("Le samedi, cela me va.")).private
        assert noted.lines == [
            "Avis d'Odette : « Le samedi, cela me va. »",
            "Il s'affichera jeudi 20 h avec les autres, sous son nom.",
        ]
        assert list(noted.buttons) == ["Sans son nom", "Corriger"]
        assert (await card(neighbours)).lines[-1] == "2 foyers sur 12 se sont exprimés."
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[1] == "Odette (par Léa) : « Le samedi, cela me va. »"
        await neighbours["Karim"].taps("Je la garde")
        await for_odette(neighbours)
        await lea.taps("Autre réponse")
        assert list(lea.screen.lines) == ["La réponse d'Odette :"]
        await lea.taps("Oui, avec une réserve")
        assert lea.screen.lines[-1].startswith("Quelle est la réserve d'Odette ?")
        noted = (await lea.answers("Pas après 21 h 30")).private
        assert noted.lines == [
            "Noté : oui, avec une réserve : « Pas après 21 h 30 »",
            "Elle figurera avec la décision, sans nom.",
        ]
        await lea.taps("Avec le nom")
        await taps(neighbours, YES, *HOUSEHOLDS[:9])
        await neighbours.at(paris("2027-03-07", "20:00"))
        assert (await lea.last()).lines[1] == (
            "10 foyers sans objection. Une réserve d'Odette : « Pas après 21 h 30. » "
            "Une réponse a été donnée par quelqu'un d'autre."
        )


async def test_odette_may_speak_without_her_name(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        odette = (await ids(neighbours))["Odette"]
        got = await neighbours["Léa"].presses(f"proposals:theirname:1:{odette}:0")
        assert got.toast == "Odette n'a encore rien dit."
        await for_odette(neighbours)
        await neighbours["Léa"].taps("Écrire son avis")
        await neighbours["Léa"].answers("Le bruit me gêne.")
        shown = (await neighbours["Léa"].taps("Sans son nom")).private
        assert shown.lines[1] == "Il s'affichera jeudi 20 h avec les autres, sans son nom."
        assert (await neighbours["Inès"].presses(f"proposals:theirname:1:{odette}:1")).toast == NOT_FOR_HER
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[1] == "Sans nom : « Le bruit me gêne. »"
        assert (await neighbours["Léa"].presses(f"proposals:theirname:1:{odette}:1")).refused


async def test_lea_is_called_when_odettes_answer_is_missing(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, YES, *HOUSEHOLDS[:7])
        await neighbours.at(paris("2027-03-03", "18:30"))
        (call,) = await alone(neighbours, "Léa")
        assert call.lines == [
            "Léa, il manque la réponse d'Odette : la buanderie ouverte jusqu'à 22 h le samedi. "
            "Fin jeudi 4 mars à 20 h."
        ]
        assert list(call.buttons) == ["Répondre pour Odette"]
        screen = (await neighbours["Léa"].presses(call.buttons["Répondre pour Odette"])).private
        assert screen.lines == [TEXT, "Au nom d'Odette, avec ses mots. Quelle est la réponse ?"]
        got = await neighbours["Léa"].taps("Pas d'objection")
        assert got.toast == "Noté pour Odette : pas d'objection."
        assert (await card(neighbours)).lines[-1] == "8 foyers sur 12 ont répondu."


async def test_who_does_not_answer_for_her_is_refused(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        odette = (await ids(neighbours))["Odette"]
        await taps(neighbours, "⋯ Plus", "Inès")
        assert "Répondre pour quelqu'un" not in neighbours["Inès"].screen.buttons
        assert (await neighbours["Inès"].presses("proposals:for:1")).toast == (
            "Personne ne vous a demandé de répondre à sa place. /foyers dit qui répond pour qui."
        )
        for act in ("speak:1", "opinionof:1", "told:1", "unreached:1", "consent:1:1", "object:1:1", "other:1:1"):
            got = await neighbours["Inès"].presses(f"proposals:{act}:{odette}")
            assert got.toast == NOT_FOR_HER, act
        assert (await neighbours["Inès"].presses(f"proposals:retract:1:{odette}")).toast == NOT_FOR_HER
        assert "répondu" not in (await card(neighbours)).text


async def test_odette_says_otherwise_in_person(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        number = (await ids(neighbours))["Odette"]
        odette = await gets_a_page(neighbours, "Odette")
        await for_odette(neighbours)
        await neighbours["Léa"].taps("Pas d'objection")
        (told,) = await alone(neighbours, "Odette")
        assert told.lines == [
            TEXT,
            "Léa a répondu pour vous : pas d'objection.",
            "Si ce n'est pas cela, répondez vous-même : votre réponse compte.",
        ]
        mine = (await odette.taps("Ma réponse")).private
        assert mine.lines == [TEXT, "Votre réponse : pas d'objection. Léa l'a donnée pour vous."]
        await objects(neighbours, "Odette", "J'entends tout.", named=False)
        got = await for_odette(neighbours)
        assert got.toast == IN_PERSON
        assert not got.private.lines, "what she said in person is not for Léa"
        for act in (
            f"consent:1:1:{number}",
            f"object:1:1:{number}",
            f"retract:1:{number}",
            "lift:1:1",
            "soften:1:1",
        ):
            assert (await neighbours["Léa"].presses(f"proposals:{act}")).toast == IN_PERSON, act
        await rewrites(neighbours, "La buanderie ouverte jusqu'à 21 h le samedi")
        assert (await neighbours["Léa"].presses(f"proposals:consent:1:2:{number}")).toast == IN_PERSON
        assert (await card(neighbours)).lines[0] == "📋 Karim modifie la proposition.", "nobody was to read it yet"


async def test_what_odette_thinks_in_person_is_not_written_over(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        odette = await gets_a_page(neighbours, "Odette")
        await for_odette(neighbours)
        await neighbours["Léa"].taps("Écrire son avis")
        await odette.taps("💬 Donner mon avis")
        await odette.answers("Je préfère le matin.")
        assert (await neighbours["Léa"].answers("Cela lui va.")).toast == IN_PERSON
        assert (await neighbours["Léa"].presses("proposals:opinionof:1:14")).toast == IN_PERSON
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[1] == "Odette : « Je préfère le matin. »"


async def test_without_an_answer_they_let_the_others_decide_once_all_are_told(tilleuls: Opens) -> None:
    """K18: nobody answers, everybody was told."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await _silence(neighbours, "consent")
        question = await asked(neighbours)
        assert question.lines[2] == (
            "Pouvez-vous vivre avec ? Jusqu'à jeudi 4 mars à 20 h. "
            "Il ne faut aucune objection. Sans réponse, votre foyer laisse faire."
        )
        await for_odette(neighbours)
        assert (await neighbours["Léa"].taps("Prévenu")).toast == "Noté : Odette est au courant."
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "Par absence d'objection (12 foyers prévenus)."


async def test_nothing_is_decided_over_somebody_who_was_not_told(tilleuls: Opens) -> None:
    """K19."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await _silence(neighbours, "consent")
        await asked(neighbours)
        await for_odette(neighbours)
        got = await neighbours["Léa"].taps("Pas joignable")
        assert got.toast == "Noté : Odette, pas joignable pour l'instant."
        await taps(neighbours, "⋯ Plus", "Léa")
        await neighbours["Léa"].taps("Répondre pour quelqu'un")
        assert next(iter(neighbours["Léa"].screen.buttons)) == "Odette : pas joignable"
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[2] == (
            "1 foyer non prévenu. Je laisse trois jours, jusqu'à dimanche 7 mars à 20 h. "
            "Il ne faut aucune objection. Sans réponse, votre foyer laisse faire."
        )
        await neighbours.at(paris("2027-03-07", "20:00"))
        assert (await neighbours["Léa"].last()).lines == [
            "📋 Rien n'est décidé : la buanderie ouverte jusqu'à 22 h le samedi.",
            "1 foyer non prévenu. Le sujet est à l'ordre du jour de la prochaine réunion.",
        ]


async def test_who_has_no_voice_is_told_what_they_can_do(tilleuls: Opens) -> None:
    """K17."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await gets(neighbours, "Inès", "professional")
        await asked(neighbours)
        await arrives(neighbours, "Zoé")
        await gets(neighbours, "Claire", "guest")
        refusals = {
            "Nadia": "Vous accompagnez le groupe : ce choix lui revient. « ⋯ Plus » montre comment l'aider.",
            "Inès": "Vous conseillez le groupe : ce choix lui revient. Votre avis se donne avant, pendant l'écoute.",
            "Zoé": "La liste de cette décision est arrêtée depuis lundi 19 h. Vous compterez dans la prochaine.",
            "Claire": "Vous êtes en visite ici : ce choix revient aux habitants.",
        }
        for name, refusal in refusals.items():
            for label in (YES, "✋ J'ai une objection", "Autre réponse"):
                got = await neighbours[name].taps(label)
                assert got.refused
                assert got.toast == refusal
        await neighbours["Nadia"].taps("⋯ Plus")
        assert "Prolonger" in neighbours["Nadia"].screen.buttons


async def test_those_who_accompany_say_what_they_think(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        await neighbours["Nadia"].taps("💬 Donner mon avis")
        assert not (await neighbours["Nadia"].answers("Parlez du bruit.")).refused
        assert "1 foyer sur 12 s'est exprimé." in (await card(neighbours)).text, "it is heard, and no voice"
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[1] == "Nadia : « Parlez du bruit. »"


async def test_who_facilitates_carries_an_objection_without_a_name(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await objects(neighbours, "Amina", "Le bruit.", "Arrêter à 21 h.", named=False)
        await neighbours["Amina"].taps("Oui, tout de suite")
        karim, nadia = (await alone(neighbours, "Karim"))[-1], (await alone(neighbours, "Nadia"))[-1]
        assert karim.lines[1] == "Une objection : « Le bruit. »"
        assert nadia.lines[1:4] == [
            "Objection d'Amina : « Le bruit. »",
            "Ce qui aiderait : « Arrêter à 21 h. »",
            "Ce nom n'est que pour vous : vous portez cette objection.",
        ]
        assert (await neighbours["Inès"].presses("proposals:objections:1")).refused, "before the end"
        await neighbours.at(paris("2027-03-04", "20:00"))
        for name in ("Karim", "Inès", "M. Roux"):
            assert "Amina" not in " ".join(one.text for one in await neighbours[name].sees())
            assert "Amina" not in (await neighbours[name].presses("proposals:objections:1")).private.text
        assert "Objection d'Amina" in (await neighbours["Nadia"].presses("proposals:objections:1")).private.text
        await rewrites(neighbours, "La buanderie ouverte jusqu'à 21 h le samedi")
        assert (await card(neighbours)).lines[0] == "📋 Karim modifie, après une objection."
        await taps(neighbours, "Toujours pas d'objection", "Amina")
        assert "Une objection est levée. 1 foyer sur 12 a répondu." in (await card(neighbours)).lines
