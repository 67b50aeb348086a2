"""A proposal in a Telegram group, from one line to what was decided: what all see, and what one person sees alone."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, shown, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message
from tests.stories.test_telegram_groups import comes
from tests.stories.test_telegram_votes import known

LINE = "/proposition La buanderie ouverte jusqu'à 22 h le samedi"
WHY = "Le soir elle est toujours prise."
NEW_TEXT = "La buanderie ouverte jusqu'à 21 h le samedi"
YES, AGAIN, NO = "✅ Pas d'objection", "Toujours pas d'objection", "✋ J'ai une objection"
NAMES = ("Nadia", "Karim", "Léa", "Inès", "Tomás")


def falls_due(folder: Path) -> None:
    """Turns the clock for the round that runs: the program runs by the real one."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        now = int(time.time())
        database.execute("UPDATE proposals SET closing_at = ?, ends_at = ?", (now, now))
        rung = database.execute(
            "UPDATE alarms SET due_at = ? WHERE name = 'end' AND topic = 'proposals:1'", (now,)
        )
        assert rung.rowcount == 1


async def stands(here: Street, said: str, within: float = 40) -> Message:
    """The lowest message in the group, once it says so."""
    await here.api.until(lambda: said in shown(here.group)[-1], within)
    return here.group.from_bot()[-1]


async def opens(here: Street, name: str, card: Message, label: str, said: str) -> Message:
    """What stands before this person alone after this tap, once it says so."""
    here[name].taps(card, label)
    return await comes(here, said, name)


async def writes(here: Street, name: str, asked: Message, typed: str, then: str) -> Message:
    """Answers what this person alone was asked, where they were asked it; the screen that says `then`."""
    here[name].says(asked.room, typed, reply_to=asked)
    return await comes(here, then, name)


async def proposed(here: Street) -> Message:
    """Karim's proposal, asked of him in two screens that he alone sees."""
    why = await here.alone("Karim", lambda: here["Karim"].says(here.group, LINE, ephemeral=True))
    assert (
        words(why)
        == "La buanderie ouverte jusqu'à 22 h le samedi Pourquoi en avez-vous besoin ? Une phrase suffit."
    )
    back = await writes(here, "Karim", why, WHY, "Voici ce que le groupe verra")
    assert labels(back) == ["Envoyer au groupe", "Changer quelque chose", "✖️ Fermer"]
    here["Karim"].taps(back, "Envoyer au groupe")
    return await stands(here, "Karim propose : la buanderie ouverte jusqu'à 22 h le samedi.")


async def test_from_one_line_to_what_was_decided(tmp_path: Path) -> None:
    """Karim has no private conversation: what he is told waits for his next tap."""
    async with scene(tmp_path) as here:
        await known(here, *NAMES)
        poll = await here.card("Tomás", "/sondage On mange dehors ou dedans ?")
        before = len(here.group.from_bot())
        card = await proposed(here)
        assert not card.silent
        assert labels(card) == ["❓ Poser une question", "💬 Donner mon avis", "👍 Rien à ajouter", "⋯ Plus"]
        # A question, and its answer on the card.
        asked = await opens(here, "Inès", card, "❓ Poser une question", "Que voulez-vous savoir ?")
        assert asked.ephemeral_id
        await writes(here, "Inès", asked, "Même l'été ?", "Karim reçoit votre question.")
        told = await opens(here, "Karim", poll, "Dehors", "demande")  # a bubble, and no screen of its own
        assert words(told) == "Inès demande : « Même l'été ? » Votre réponse s'affichera sur la carte."
        here["Karim"].taps(told, "Répondre")
        await here.api.until(lambda: here.screens("Karim")[-1].placeholder == "Votre réponse")
        told = here.screens("Karim")[-1]
        await here.api.until(lambda: sum("demande" in words(one) for one in here.screens("Karim")) == 1)
        await writes(here, "Karim", told, "Oui, toute l'année.", "Votre réponse est sur la carte.")
        await here.api.until(lambda: "❓ Même l'été ? Oui, toute l'année." in words(card))
        # Opinions: one in words, one as a reply to the card, one by a tap.
        asked = await opens(here, "Léa", card, "💬 Donner mon avis", "Comment recevez-vous")
        await writes(here, "Léa", asked, "Très bien pour moi.", "Votre avis : « Très bien pour moi. »")
        here["Tomás"].says(here.group, "avis : attention au bruit", reply_to=card)
        assert (await here.taps("Inès", card, "👍 Rien à ajouter")).startswith("Noté : rien à ajouter.")
        await here.api.until(lambda: "4 foyers sur 5 se sont exprimés." in words(card))
        assert "Très bien" not in " ".join(text for _, text, _ in card.versions), "shown together, at the end"
        # All opinions at once, and Karim says what becomes of his proposal.
        more = await opens(here, "Karim", card, "⋯ Plus", "La buanderie ouverte")
        here["Karim"].taps(more, "Passer à la suite")
        opinions = await stands(here, "Vos avis sur : la buanderie ouverte jusqu'à 22 h le samedi")
        assert "Léa : « Très bien pour moi. » • Tomás : « attention au bruit »" in words(opinions)
        assert not opinions.silent
        turn = await comes(here, "Que devient votre proposition ?", "Karim")
        assert labels(turn)[:4] == ["Lire les avis", "Je la garde", "Je la modifie", "Je la retire"]
        assert await here.taps("Karim", turn, "Je la garde") == "La question est dans le groupe."
        card = await stands(here, "Pouvez-vous vivre avec ?")
        assert not card.silent
        assert labels(card) == [YES, NO, "Autre réponse", "⋯ Plus"]
        # An objection: two questions, read back, and whoever may help is told at once.
        asked = await opens(here, "Inès", card, NO, "Qu'est-ce qui pourrait mal se passer ?")
        assert asked.ephemeral_id
        asked = await writes(here, "Inès", asked, "Ma chambre est au-dessus.", "permettrait de vivre avec")
        assert asked.ephemeral_id
        assert labels(asked) == ["Je ne sais pas encore"]
        assert "Répondez à ce message." in words(asked), "beside a button no field opens by itself"
        back = await writes(here, "Inès", asked, "Arrêter à 21 h.", "Votre objection : ")
        assert (
            words(back) == "Votre objection : « Ma chambre est au-dessus. » Ce qui aiderait : « Arrêter à 21 h. »"
        )
        assert labels(back) == [
            *("Envoyer avec mon nom", "Envoyer sans mon nom", "Plutôt une réserve", "Corriger", "✖️ Fermer"),
        ]
        here["Inès"].taps(back, "Envoyer avec mon nom")
        noted = await comes(here, "Prévenir Karim et Nadia tout de suite ?", "Inès")
        told_so = await here.taps("Inès", noted, "Oui, tout de suite")
        assert told_so == "C'est fait. Ils peuvent chercher une solution dès maintenant."
        await here.api.until(lambda: "1 foyer sur 5 a répondu." in words(card))
        bubble = await here.taps("Léa", card, YES)
        assert bubble.startswith("Noté pour votre foyer : pas d'objection. Personne ne le voit avant")
        alert = await opens(here, "Karim", card, YES, "Objection")
        assert alert.ephemeral_id
        assert "Objection d'Inès : « Ma chambre est au-dessus. »" in words(alert)
        # Another text, read back before all are asked again.
        here["Karim"].taps(alert, "Je la modifie")
        asked = await comes(here, "Écrivez la proposition", "Karim")
        assert asked.placeholder == "Le nouveau texte"
        back = await writes(here, "Karim", asked, NEW_TEXT, "Voici ce que le groupe verra")
        assert "Envoyer au groupe" in labels(back)
        here["Karim"].taps(back, "Envoyer au groupe")
        older, card = card, await stands(here, "Karim modifie, après une objection d'Inès.")
        assert not card.silent
        assert labels(card) == [AGAIN, NO, "Autre réponse", "⋯ Plus"]
        await here.api.until(lambda: words(older) == "Cette proposition continue plus bas.")
        assert older.buttons == {}
        stale = here["Léa"].presses(older, "proposals:consent:1:1")
        assert (
            await here.bubble(stale) == "La proposition a changé depuis. La nouvelle question est dans le groupe."
        )
        mine = await opens(here, "Inès", card, "⋯ Plus", "La buanderie ouverte")
        here["Inès"].taps(mine, "Ma réponse")
        mine = await comes(here, "Votre objection", "Inès")
        assert await here.taps("Inès", mine, "Je lève mon objection") == "Merci. L'objection est levée."
        for name in ("Karim", "Léa", "Tomás", "Nadia"):
            await here.taps(name, card, AGAIN)
        await here.api.until(lambda: "5 foyers sur 5. Résultat à" in words(card))
        falls_due(tmp_path)
        decided = await stands(here, "C'est décidé : la buanderie ouverte jusqu'à 21 h le samedi (D-", 60)
        assert not decided.silent
        assert "Aucune objection." in words(decided)
        assert labels(decided) == ["Lire la décision", "Imprimer pour le hall"]
        await here.api.until(lambda: labels(card) == ["Lire la décision"])
        said = [words(message) for message in here.group.from_bot()[before:]]
        assert len(said) == 5, said
        for _, text, _ in (version for message in here.group.from_bot() for version in message.versions):
            assert "chambre" not in text, "what Inès wrote was for those alone whom she had told"
