"""Words typed below the card, and what comes too late: counted where they say what they are, else told why not."""

from handlers.conversation.quiet import Night
from tests.conftest import Opens
from tests.neighbours import Neighbourhood, paris
from tests.stories.consent import HOUSEHOLDS, TEXT, alone, asked, card, objects, proposes, rewrites, taps, twelve

MONDAY = paris("2027-03-01", "19:00")
NOTED = "Noté pour votre foyer : {answer}. Personne ne le voit avant jeudi 20 h."
LISTENING = "Pour l'instant, on écoute. La question viendra ensuite."
ANSWERING = "Les avis sont donnés. La personne qui propose va y répondre."


async def _below_the_card(neighbours: Neighbourhood, name: str, words: str) -> str:
    """What this person is told of a reply to the card: in a bubble, or on a screen of their own."""
    got = await neighbours[name].says(words, reply_to=(await card(neighbours)).id)
    return got.toast or got.private.text


async def test_while_the_group_listens(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        said = {
            ("Inès", "Question : même l'été"): "Karim reçoit votre question. La réponse s'affichera sur la carte.",
            ("M. Roux", "avis : attention au bruit"): (
                "Votre avis : « attention au bruit » Il s'affichera jeudi 20 h avec les autres, sous votre nom."
            ),
            ("Tomás", "Rien à ajouter."): "Noté : rien à ajouter. Vous pouvez changer jusqu'à jeudi 20 h.",
            ("Karim", "avis : je suis pour"): (
                "C'est votre proposition : les autres parlent, vous les lirez à la fin."
            ),
            ("Claire", "pas d'objection"): LISTENING,
            ("Claire", "objection : le bruit"): LISTENING,
            ("Rosa", f"question : {'x' * 501}"): (
                "Cela fait 501 caractères. 500 au plus, pour que chacun lise tout."
            ),
            # Neighbours who are talking.
            ("Yanis", "super idée !"): "",
            ("Yanis", "question :"): "",
            ("Yanis", "✅"): "",
            ("Yanis", "Pas d'objection pour moi, et vous ?"): "",
        }
        for (name, words), told in said.items():
            assert await _below_the_card(neighbours, name, words) == told, words
        assert (await card(neighbours)).lines[-1] == "3 foyers sur 12 se sont exprimés."


async def test_a_reply_to_the_private_question_is_its_answer(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        for name, words in (("Inès", "même l'été"), ("Tomás", "Et les vacances ?")):
            await _below_the_card(neighbours, name, f"question : {words}")
        first, second = await alone(neighbours, "Karim")
        got = await neighbours["Karim"].says("Aussi.", reply_to=second.id)
        assert got.toast == "Votre réponse est sur la carte."
        await neighbours["Karim"].says("Oui, toute l'année.", reply_to=first.id)
        assert (await card(neighbours)).lines[3:5] == [
            "❓ même l'été ? Oui, toute l'année.",
            "❓ Et les vacances ? Aussi.",
        ]


async def test_while_the_question_is_asked(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        said = {
            ("Inès", "Pas d’objection"): NOTED.format(answer="pas d'objection"),
            ("Paul", "✅"): NOTED.format(answer="pas d'objection"),
            ("Claire", "Je suivrai le groupe."): NOTED.format(answer="je suivrai le groupe"),
            ("Tomás", "réserve : pas pendant le bac"): (
                "Noté : oui, avec une réserve : « pas pendant le bac » Elle figurera avec la décision, sans nom."
            ),
            ("Yanis", "J'ai besoin d'en parler"): "Noté. Quelqu'un va vous en parler. La décision attend.",
            ("Rosa", "pas bleu !"): "",
            ("Rosa", "avis : trop tard"): (
                "La question est posée maintenant : pouvez-vous vivre avec ? La carte est dans le groupe."
            ),
            ("Nadia", "pas d'objection"): (
                "Vous accompagnez le groupe : ce choix lui revient. « ⋯ Plus » montre comment l'aider."
            ),
            (
                "M. Roux",
                "objection : le bruit",
            ): "Qu'est-ce qui vous permettrait de vivre avec ? Répondez à ce message.",
        }
        for (name, words), told in said.items():
            assert await _below_the_card(neighbours, name, words) == told, words
        roux = neighbours["M. Roux"]
        assert (await roux.answers("Arrêter à 21 h.")).private.lines[0] == "Votre objection : « le bruit »"
        assert (await roux.answers("bof")).toast == "Écrivez : avec mon nom, ou : sans mon nom."
        assert (await roux.answers("sans mon nom")).private.lines[0].startswith("Merci de le dire.")
        assert (await card(neighbours)).lines[-1] == "5 foyers sur 12 ont répondu."


async def test_what_comes_too_late_is_told_so(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await proposes(neighbours)
        buttons = (await card(neighbours)).buttons
        await neighbours.at(paris("2027-03-04", "19:50"))
        await neighbours["Inès"].taps("💬 Donner mon avis")
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await neighbours["Inès"].answers("Très bien.")).toast == ANSWERING, "she was writing meanwhile"
        for label in ("❓ Poser une question", "💬 Donner mon avis", "👍 Rien à ajouter"):
            assert (await neighbours["Paul"].presses(buttons[label])).toast == ANSWERING
        assert (await neighbours["Paul"].presses("proposals:consent:1:1")).toast == ANSWERING
        await neighbours["Karim"].taps("Je la garde")
        assert (await neighbours["Paul"].presses(buttons["💬 Donner mon avis"])).toast == (
            "La question est posée maintenant : pouvez-vous vivre avec ? La carte est dans le groupe."
        )


async def test_a_button_of_the_version_before_answers_nothing(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        buttons = (await card(neighbours)).buttons
        await taps(neighbours, "✋ J'ai une objection", "Paul")
        await rewrites(neighbours, "La buanderie ouverte jusqu'à 21 h le samedi")
        changed = "La proposition a changé depuis. La nouvelle question est dans le groupe."
        for label in ("✅ Pas d'objection", "✋ J'ai une objection", "Autre réponse"):
            assert (await neighbours["Inès"].presses(buttons[label])).toast == changed
        assert (await neighbours["Paul"].answers("Le bruit.")).toast == changed, "he was writing meanwhile"
        assert "répondu" not in (await card(neighbours)).text


async def test_after_the_end_the_decision_is_shown_instead(tilleuls: Opens) -> None:
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        question = await asked(neighbours)
        await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
        await neighbours.at(paris("2027-03-04", "20:00"))
        decided = "C'est déjà décidé (D-2027-001). /decisions le montre."
        for label in ("✅ Pas d'objection", "✋ J'ai une objection", "Autre réponse"):
            assert (await neighbours["Amina"].presses(question.buttons[label])).toast == decided
        got = await neighbours["Amina"].says("objection : le bruit", reply_to=question.id)
        assert got.toast == decided
        for act in ("withdraw", "extend", "modify", "nudge"):
            assert (await neighbours["Nadia"].presses(f"proposals:{act}:1")).toast == decided, act


async def test_changing_ones_mind(tilleuls: Opens) -> None:
    """K10, and back: whoever objected says otherwise before the end."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
        await objects(neighbours, "Inès")
        mine = (await neighbours["Inès"].presses("proposals:mine:1")).private
        assert mine.lines == [TEXT, "Votre objection : « Le bruit. »"]
        await taps(neighbours, "✅ Pas d'objection", "Inès")
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await neighbours["Léa"].last()).lines[1] == "9 foyers sans objection."


async def test_in_one_household_an_objection_counts(tilleuls: Opens) -> None:
    """K16: Karim has none, Sarah has one."""
    async with tilleuls(MONDAY, night=Night()) as neighbours:
        await twelve(neighbours)
        await asked(neighbours)
        await objects(neighbours, "Sarah")
        await taps(neighbours, "✅ Pas d'objection", *HOUSEHOLDS[:9])
        assert (await card(neighbours)).lines[-1] == "9 foyers sur 12 ont répondu."
        await neighbours.at(paris("2027-03-04", "20:00"))
        assert (await card(neighbours)).lines[0] == "✋ Une objection reste ouverte : la décision attend."
