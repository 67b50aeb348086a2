"""The first five minutes (transcripts §1): two messages in the group, no command, no private conversation."""

from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, words
from tests.bot.telegram.street import Street
from tests.peers.telegram.messages import Message


async def seen(here: Street, name: str, *begins: str) -> Message:
    """The screen that begins so, once this person alone sees it."""

    def found() -> list[Message]:
        return [screen for screen in here.screens(name) if words(screen).startswith(begins)]

    await here.api.until(found)
    return found()[-1]


async def test_the_first_five_minutes(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        (welcome,) = here.group.from_bot()
        assert words(welcome) == (
            "Bonjour à tous. Je suis Palabre, un robot de voisinage. "
            "Avec moi, vous pouvez décider, réserver et vous donner rendez-vous. "
            "Je ne garde que ce que vous m'adressez : mes boutons, mes commandes, les réponses à mes messages."
        )
        assert labels(welcome) == ["Essayer un sondage", "👋 Dire bonjour", "Qui voit quoi ?"]

        # Nadia tries a poll, and sets the group up on a screen of her own.
        here["Nadia"].taps(welcome, "Essayer un sondage")
        screen = await seen(here, "Nadia", "Nadia, trois appuis et c'est réglé. Votre groupe, c'est plutôt :")
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        trial = here.group.from_bot()[1]
        assert words(trial) == "🗳️ Pour essayer : au prochain repas, plutôt salé ou plutôt sucré ?"
        assert labels(trial) == ["Salé", "Sucré", "Les deux", "⋯ Plus"]
        assert await here.taps("Léa", trial, "Salé") == "Noté : salé. Touchez un autre bouton pour changer."
        kinds = ["Un habitat participatif", "Un tiers-lieu", "Une copropriété", "Autre chose"]
        assert labels(screen)[:4] == kinds
        here["Nadia"].taps(screen, "Un habitat participatif")
        screen = await seen(here, "Nadia", "Et vous, dans ce groupe ?")
        here["Nadia"].taps(screen, "Je les accompagne")
        missing = "Des voisins ne sont pas dans cette conversation ? Ils comptent aussi."
        screen = await seen(here, "Nadia", f"Noté : vous animez, vous ne votez pas. {missing}")
        here["Nadia"].taps(screen, "Ajouter un voisin")
        screen = await seen(here, "Nadia", "Quel est son prénom ?", "Son prénom ?")
        here["Nadia"].says(here.group, "Odette", reply_to=screen)
        screen = await seen(here, "Nadia", "Qui peut donner les réponses d'Odette, avec son accord ?")
        here["Nadia"].taps(screen, "Léa")
        screen = await seen(here, "Nadia", "C'est prêt. Odette compte dès maintenant, et je demande à Léa.")
        assert "Réglages : français" in words(screen)
        await here.taps("Nadia", screen, "C'est parfait")

        # Karim says that Inès, who is known since she has tapped something, is of his household.
        await here.taps("Inès", trial, "Sucré")
        await here.taps("Tomás", trial, "Salé")
        here["Karim"].taps(welcome, "👋 Dire bonjour")
        hello = await seen(here, "Karim", "Bonjour Karim. Quelqu'un d'autre de chez vous est dans ce groupe ?")
        assert labels(hello)[:2] == ["Oui", "Non, personne d'autre"]
        here["Karim"].taps(hello, "Oui")
        hello = await seen(here, "Karim", "Qui ?")
        here["Karim"].taps(hello, "Inès")
        hello = await seen(here, "Karim", "Noté : Karim et Inès, un seul foyer. Inès n'aura qu'à dire oui.")
        assert words(hello).endswith("Pour recevoir vos rappels personnels, ouvrez aussi la conversation privée.")
        assert labels(hello)[:2] == ["Ouvrir le privé", "Plus tard"]
        here["Inès"].taps(welcome, "👋 Dire bonjour")
        other = await seen(here, "Inès", "Bonjour Inès. Karim dit que vous êtes du même foyer. C'est juste ?")
        here["Inès"].taps(other, "Oui")
        await here.api.until(lambda: "👋 2 voisins ont dit bonjour." in words(welcome))

        # Nadia ends the trial: nothing of it is kept.
        more = await here.alone("Nadia", lambda: here["Nadia"].taps(trial, "⋯ Plus"))
        await here.taps("Nadia", more, "Terminer")
        await here.api.until(lambda: "Essai terminé" in words(trial))  # edits have their pace
        assert words(trial).startswith("🗳️ Essai terminé : salé, 2 réponses sur 3. Rien n'est gardé.")
        await here.api.settled()
        assert len(here.group.from_bot()) == 2, "two messages in the group"
        assert all(not here[name].private.messages for name in ("Nadia", "Karim", "Inès", "Léa", "Tomás"))
