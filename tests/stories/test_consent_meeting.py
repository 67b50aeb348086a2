"""A decision by consent at a meeting: rounds called by hand, timed, with the list of who has spoken."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris

MONDAY = paris("2027-03-01", "19:00")
PARTY = "/proposition Une fête des voisins en juin parce que tout le monde se connaît à peine"


async def gathers(neighbours: Neighbourhood) -> None:
    """Karim proposes, with everybody in one room."""
    karim = neighbours["Karim"]
    await karim.says(PARTY)
    await karim.taps("Changer quelque chose")
    await karim.taps("La façon de décider")
    shown = await karim.taps("En réunion")
    assert shown.private.lines[-1].endswith("Le groupe est réuni : je compte, je garde le temps et je note.")
    sent = await karim.taps("Envoyer au groupe")
    assert sent.private.lines == ["La proposition est dans le groupe. Vous menez les tours depuis sa carte."]


async def asks_the_question(neighbours: Neighbourhood) -> None:
    """The rounds before the question, without a word."""
    await gathers(neighbours)
    for _ in range(2):
        await neighbours["Karim"].taps("⋯ Plus")
        await neighbours["Karim"].taps("Étape suivante")
    await neighbours["Karim"].taps("Je la garde")


async def answers(neighbours: Neighbourhood, label: str, *names: str) -> None:
    for name in names:
        neighbours[name].screen.buttons.clear()
        await neighbours[name].taps(label)


async def test_each_round_is_called_and_the_list_says_who_is_next(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        karim, ines = neighbours["Karim"], neighbours["Inès"]
        await gathers(neighbours)
        card = await ines.last()
        assert card.lines[2] == "D'abord les questions, jusqu'à 19 h 10. Les avis viennent après."
        assert list(card.buttons) == ["❓ Poser une question", "⋯ Plus"]
        panel = await karim.taps("⋯ Plus")
        assert list(panel.private.buttons) == ["Étape suivante", "+5 min", "Retirer", "Autre chose"]
        assert (await karim.taps("Étape suivante")).toast == "Maintenant les avis, chacun son tour."
        assert (await ines.last()).lines[2] == "Chacun son tour donne son avis, jusqu'à 19 h 15. À suivre : Sarah."
        await ines.taps("💬 Donner mon avis")
        await ines.answers("Chouette.")
        await karim.taps("⋯ Plus")
        turns = await karim.taps("Qui a parlé")
        assert list(turns.private.buttons) == ["Sarah", "Léa", "Étape suivante"]
        await karim.taps("Sarah")
        assert (await ines.last()).lines[2:] == [
            "Chacun son tour donne son avis, jusqu'à 19 h 15. À suivre : Léa.",
            "3 foyers sur 4 se sont exprimés.",
        ]
        becomes = await karim.taps("Étape suivante")
        assert becomes.private.lines[1:] == ["Karim, voici l'avis reçu. Que devient votre proposition ?"]
        assert (await karim.taps("Je la garde")).toast == "La question est dans le groupe."
        question = await ines.last()
        assert question.lines == [
            "📋 Karim maintient sa proposition : une fête des voisins en juin.",
            "Pouvez-vous vivre avec ? Il faut 3 foyers sur 4 et aucune objection.",
        ]


async def test_time_is_called_to_whoever_leads_and_interrupts_nobody(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        karim = neighbours["Karim"]
        await gathers(neighbours)
        before = len(await neighbours["Inès"].sees())
        await karim.taps("⋯ Plus")
        assert (await karim.taps("+5 min")).toast == "Jusqu'à 19 h 15."
        await neighbours.at(paris("2027-03-01", "19:14"))
        assert "Le temps est écoulé" not in (await karim.last()).text
        await neighbours.at(paris("2027-03-01", "19:16"))
        told = await karim.last()
        assert told.lines == ["Une fête des voisins en juin", "Le temps est écoulé : les questions."]
        assert list(told.buttons) == ["Étape suivante", "+5 min"]
        assert len(await neighbours["Inès"].sees()) == before, "nothing new in the room"
        assert (await neighbours["Inès"].last()).buttons.keys() >= {"❓ Poser une question"}, "the round goes on"


async def test_it_is_decided_in_the_room(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await asks_the_question(neighbours)
        await answers(neighbours, "✅ Pas d'objection", "Karim", "Sarah", "Inès")
        await neighbours["Karim"].taps("⋯ Plus")
        assert (await neighbours["Karim"].taps("Étape suivante")).toast == "C'est décidé."
        assert (await neighbours["Léa"].last()).lines == [
            "✅ C'est décidé : une fête des voisins en juin (D-2027-001).",
            "3 foyers sans objection.",
            "À l'essai jusqu'au mardi 1er juin. On en reparlera ce jour-là.",
        ]


async def test_an_objection_is_looked_at_together_and_ends_by_its_author(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        karim, lea = neighbours["Karim"], neighbours["Léa"]
        await asks_the_question(neighbours)
        await answers(neighbours, "✅ Pas d'objection", "Karim", "Sarah", "Inès")
        await lea.taps("✋ J'ai une objection")
        await lea.answers("Le bruit.")
        await lea.taps("Je ne sais pas encore")
        thanked = await lea.taps("Envoyer avec mon nom")
        assert thanked.toast == "Merci de le dire. Rien n'est décidé tant que cette objection est là."
        await karim.taps("⋯ Plus")
        stands = await karim.taps("Étape suivante")
        assert stands.private.lines[1] == "Une objection a été posée. On la regarde ensemble, une chose à la fois."
        refused = await karim.presses("proposals:next:1")
        assert refused.toast == "Une objection est ouverte. La personne la lève, ou le texte change."
        assert (await karim.presses("proposals:lift:1:1")).refused
        await lea.taps("⋯ Plus")
        await lea.taps("Ma réponse")
        await lea.taps("Je lève mon objection")
        await karim.taps("⋯ Plus")
        assert (await karim.taps("Étape suivante")).toast == "C'est décidé."


async def test_those_who_are_not_there_answer_at_home(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        karim = neighbours["Karim"]
        await asks_the_question(neighbours)
        await answers(neighbours, "✅ Pas d'objection", "Karim", "Sarah")
        await karim.taps("⋯ Plus")
        lacks = await karim.taps("Étape suivante")
        assert lacks.private.lines[1] == "Il manque un foyer : 2 ont répondu, il en faut 3."
        await karim.taps("Laisser trois jours")
        said = (
            "Il manque un foyer : 2 ont répondu, il en faut 3. Je laisse trois jours, jusqu'à jeudi 4 mars à 20 h."
        )
        assert said in (await neighbours["Léa"].last()).lines
        await answers(neighbours, "✅ Pas d'objection", "Léa")
        await neighbours.at(paris("2027-03-04", "20:01"))
        assert (await neighbours["Léa"].last()).lines[0].startswith("✅ C'est décidé")


async def test_only_who_leads_calls_the_rounds(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await gathers(neighbours)
        for data in ("next:1", "minutes:1", "turns:1", "spoke:1:1", "absent:1"):
            assert (await neighbours["Léa"].presses(f"proposals:{data}")).refused, data
        for data in ("finish:1", "extend:1"):
            got = await neighbours["Karim"].presses(f"proposals:{data}")
            assert got.toast == "En réunion, on avance à la main : « Étape suivante », « +5 min »."
        assert (await neighbours["Nadia"].presses("proposals:next:1")).toast == (
            "Maintenant les avis, chacun son tour."
        )
