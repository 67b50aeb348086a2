"""What one person alone is told on Telegram: in the bubble, in the group unseen by the others, or in private."""

import re
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, shown, words
from tests.bot.telegram.street import QUESTION
from tests.peers.telegram import BotApi, Person

ASKS = "Votre question, et les choix ?"


def whispers(api: BotApi) -> list[str]:
    """The calls by which the bot tried to write something that one person alone sees, or to change it."""
    return [
        call.method
        for call in api.calls
        if "ephemeral_message_parameters" in call.params or call.method.startswith("editEphemeral")
    ]


def told(person: Person) -> list[str]:
    """What stands in the private conversation, from Palabre."""
    return [words(message) for message in person.private.from_bot()]


async def test_the_screens_behind_more_are_one_message_in_the_group(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        screen = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        assert screen.ephemeral_id
        assert labels(screen) == ["Ma réponse", "Qui a répondu", "C'est quoi ?", "✖️ Fermer"]
        here["Léa"].taps(screen, "Ma réponse")
        await here.api.until(lambda: words(screen) == "Votre réponse : vert.")
        assert labels(screen) == ["Je ne me prononce pas", "Retirer ma réponse", "↩️ Retour", "✖️ Fermer"]
        here["Léa"].taps(screen, "↩️ Retour")
        await here.api.until(lambda: "Qui a répondu" in labels(screen))
        here["Léa"].taps(screen, "Qui a répondu")
        await here.api.until(lambda: "Vert : Léa." in words(screen))
        assert here.screens("Léa") == [screen]
        assert not here.screens("Inès")
        press = here["Léa"].taps(screen, "✖️ Fermer")
        await here.api.until(lambda: press.answered and not here.screens("Léa"))
        assert press.answers[0].text == ""
        assert here.group.from_bot()[-1] is card, "the card stays"


async def test_opened_twice_there_is_one_screen(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        again = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        await here.api.until(lambda: here.screens("Léa") == [again])


async def test_a_screen_that_has_vanished_from_the_telephone_comes_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        screen = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        screen.deleted = True
        here["Léa"].presses(screen, screen.buttons["Qui a répondu"])
        await here.api.until(lambda: here.screens("Léa"))
        assert "Personne n'a répondu." in words(here.screens("Léa")[0])
        # That one message was gone does not turn them off for everybody.
        assert (await here.alone("Inès", lambda: here["Inès"].taps(card, "⋯ Plus"))).ephemeral_id


async def test_a_server_that_would_show_it_to_everybody_is_never_given_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.api.ephemeral = False
        here["Léa"].starts()
        card = await here.card()
        screen = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        assert screen.room is here["Léa"].private
        here["Léa"].taps(screen, "Qui a répondu")
        await here.api.until(lambda: "Personne n'a répondu." in words(screen))
        press = here["Karim"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        assert press.answers[0].url.startswith("https://t.me/palabre_bot?start=polls-more-")
        here["Inès"].says(here.group, "/menu", ephemeral=True)
        await here.api.until(lambda: len(here.group.from_bot()) == 3)
        assert whispers(here.api) == []
        assert shown(here.group)[2] == "Inès, je vous réponds en privé."
        assert all(len(message.versions) == 1 for message in here.group.from_bot())


async def test_refused_once_it_is_not_tried_again_in_that_group(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        other = here.api.group("Le Verger", members=[here["Karim"], here["Léa"]])
        other.add_bot(by=here["Karim"])
        await here.api.until(lambda: other.from_bot())
        card = await here.card()
        here.api.ephemeral = "refuse"
        here["Léa"].starts()
        press = here["Léa"].taps(card, "⋯ Plus")
        assert await here.bubble(press) == "Je vous réponds en privé."
        assert "Qui a répondu" in labels(here["Léa"].private.messages[-1])
        assert len(whispers(here.api)) == 1
        press = here["Inès"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        assert press.answers[0].url
        here["Inès"].follows(press)
        await here.api.until(lambda: told(here["Inès"]))
        assert "Qui a répondu" in labels(here["Inès"].private.messages[-1])
        assert len(whispers(here.api)) == 1, "it is remembered"
        here.api.ephemeral = True
        here["Léa"].taps(other.from_bot()[0], "Qui voit")
        await here.api.until(lambda: any(one.receiver is here["Léa"] for one in other.messages))


async def test_a_tap_that_came_too_late_does_not_turn_them_off(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.alone("Inès", lambda: here["Inès"].taps(card, "⋯ Plus"))
        here.api.ephemeral_window = 0.0
        press = here["Léa"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        here.api.ephemeral_window = 15.0
        press = here["Léa"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        assert [one.ephemeral_id for one in here.screens("Léa")], "only that one tap was late"


async def test_a_closed_topic_does_not_turn_them_off(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.group = here.api.group("Le quartier", members=list(here.people.values()), forum=True)
        here.group.add_bot(by=here["Nadia"])
        await here.api.until(lambda: here.group.from_bot())
        garden = here.group.topic("Jardin")
        here["Karim"].says(here.group, QUESTION, thread=garden)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        card = here.group.from_bot()[1]
        here.group.close_topic(garden)
        press = here["Léa"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        press = here["Inès"].taps(here.group.from_bot()[0], "Qui voit")
        await here.api.until(lambda: press.answered)
        assert [one.ephemeral_id for one in here.screens("Inès")], "elsewhere in the group they are as before"


async def test_switched_off_by_its_host(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        greeting = await here.alone("Léa", here["Léa"].starts)
        assert words(greeting).startswith("Bonjour Léa. Ici, je ne réponds qu'à vous.")
        screen = await here.alone("Léa", lambda: here["Léa"].taps(card, "⋯ Plus"))
        assert screen.room is here["Léa"].private
        assert screen.silent
        assert labels(screen) == ["Ma réponse", "Qui a répondu", "C'est quoi ?", "✖️ Fermer"]
        here["Léa"].taps(screen, "C'est quoi")
        await here.api.until(lambda: words(screen).startswith("Un sondage montre ce que pensent les voisins."))
        assert here.screens("Léa") == [greeting, screen]
        here["Léa"].taps(screen, "✖️ Fermer")
        await here.api.until(lambda: here.screens("Léa") == [greeting])
        assert whispers(here.api) == []
        assert not any(alone for commands in here.api.commands.values() for *_, alone in commands)


async def test_the_tap_itself_opens_the_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        card = await here.card()
        press = here["Karim"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        assert len(press.answers) == 1
        assert not press.answers[0].show_alert
        here["Karim"].follows(press)
        await here.api.until(lambda: told(here["Karim"]))
        screen = here["Karim"].private.messages[-1]
        assert labels(screen) == ["Corriger", "Prolonger", "Terminer", "Supprimer", "Autre chose"]
        assert (
            await here.taps("Karim", screen, "Terminer") == "Le sondage est fini. Le résultat est dans le groupe."
        )
        await here.api.until(lambda: words(screen).startswith("Le sondage est fini."))
        await here.api.until(lambda: "Ce sondage est fini." in card.text)


async def test_a_command_of_somebody_without_a_private_conversation(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        asked = here["Léa"].says(here.group, "/mesdonnees")
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        invitation = here.group.from_bot()[1]
        assert words(invitation) == "Léa, je vous réponds en privé."
        assert labels(invitation) == ["Ouvrir le privé"]
        assert invitation.reply_to == asked.id
        assert invitation.silent
        curious = here["Karim"].opens(invitation, "Ouvrir le privé")
        await here.api.until(lambda: told(here["Karim"]))
        assert told(here["Karim"]) == ["Ce n'est plus là. Écrivez /menu."]
        assert not invitation.deleted, "it still waits for Léa"
        here["Léa"].opens(invitation, "Ouvrir le privé")
        await here.api.until(lambda: told(here["Léa"]))
        assert told(here["Léa"])[0].startswith("Ce que je garde sur vous")
        assert "Léa, Les Tilleuls" in told(here["Léa"])[0]
        await here.api.until(lambda: invitation.deleted)
        here["Karim"].starts(curious.text.removeprefix("/start "))
        await here.api.until(lambda: len(told(here["Karim"])) == 2)
        assert not any("Léa" in words for words in told(here["Karim"]))


async def test_no_number_in_a_link_gives_somebody_elses_answer(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        here["Léa"].says(here.group, "/mesdonnees")
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        number = re.search(r"r_(\d+)", here.group.from_bot()[1].buttons["Ouvrir le privé"])
        assert number is not None
        for payload in (f"r_{number[1]}", "r_0", f"r_{'9' * 18}", "polls-vote-1-1", "help-forget-surely", "x"):
            here["Karim"].starts(payload)
        await here.api.until(lambda: len(told(here["Karim"])) >= 4)
        await here.api.settled(0.2)
        assert not any("Léa" in said for said in told(here["Karim"]))
        assert not here.group.from_bot()[1].deleted


async def test_a_poll_written_without_a_private_conversation_disturbs_nobody(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        await here.card()
        await here.api.settled(0.2)
        assert len(here.group.from_bot()) == 2, "the welcome and the card, which is receipt enough"


async def test_a_poll_alone_is_asked_in_private_and_stands_in_the_group(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        here["Karim"].starts()
        here["Karim"].says(here.group, "/sondage")
        await here.api.until(lambda: any(ASKS in said for said in told(here["Karim"])))
        question = here["Karim"].private.messages[-1]
        assert question.placeholder == "Votre question et les choix"
        assert not question.silent, "it waits for an answer"
        here["Karim"].says(here["Karim"].private, "Quelle couleur pour la porte ?")
        await here.api.until(lambda: "Quels sont les choix ?" in told(here["Karim"])[-1])
        here["Karim"].says(here["Karim"].private, "bleu\nvert\njaune")
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert list(here.group.from_bot()[1].buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]
        await here.api.until(lambda: told(here["Karim"])[-1].startswith("Votre sondage est dans le groupe"))
        receipt = here["Karim"].private.messages[-1]
        await here.taps("Karim", receipt, "Annuler")
        await here.api.until(lambda: "Ce sondage a été retiré." in shown(here.group)[1])


async def test_asked_in_a_topic_and_answered_in_private_it_stands_in_that_topic(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        forum = here.api.group("Le quartier", members=list(here.people.values()), forum=True)
        forum.add_bot(by=here["Nadia"])
        await here.api.until(lambda: forum.from_bot())
        garden = forum.topic("Jardin")
        here["Karim"].says(forum, "/sondage", thread=garden)
        await here.api.until(lambda: len(forum.from_bot()) == 2)
        assert forum.from_bot()[1].thread == garden
        here["Karim"].opens(forum.from_bot()[1], "Ouvrir le privé")
        await here.api.until(lambda: told(here["Karim"]))
        assert told(here["Karim"])[0].startswith(ASKS)
        here["Karim"].says(here["Karim"].private, QUESTION.removeprefix("/sondage "))
        await here.api.until(lambda: any(card.buttons.get("Bleu") for card in forum.from_bot()))
        assert forum.from_bot()[-1].thread == garden


async def test_a_poll_alone_whispered_from_the_first_word_to_the_last(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        question = await here.alone("Karim", lambda: here["Karim"].says(here.group, "/sondage", ephemeral=True))
        assert words(question).startswith(ASKS)
        assert question.ephemeral_id
        here["Karim"].says(here.group, "On mange dehors ou dedans ?", reply_to=question)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert list(here.group.from_bot()[1].buttons) == ["Dehors", "Dedans", "⋯ Plus"]
        await here.api.until(lambda: "Votre sondage est dans le groupe" in words(here.screens("Karim")[-1]))
        assert not [one for one in here["Léa"].sees(here.group) if one.ephemeral_id]
        assert len(here["Léa"].sees(here.group)) == 2


async def test_refusals_are_windows_and_receipts_bubbles(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        press = here["Léa"].taps(card, "Vert")
        await here.bubble(press)
        assert not press.answers[0].show_alert
        refused = here["Léa"].presses(card, "polls:close:1")
        assert await here.bubble(refused) == "Demandez-le à la personne qui a commencé, ou à l'animation."
        assert refused.answers[0].show_alert
        gone = here["Léa"].presses(card, "polls:vote:1:999")
        assert await here.bubble(gone) == "Ce choix a été retiré. Les autres sont toujours là."
        nonsense = here["Léa"].presses(card, "polls:vote:1:")
        assert await here.bubble(nonsense)
        await here.api.settled()
        assert all(len(one.answers) == 1 for one in here.api.presses.values())
        assert not here.screens("Léa")
