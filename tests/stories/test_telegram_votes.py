"""Votes on Telegram: what everybody sees, what one person alone sees, and how little the group is disturbed."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.telegram.scenes import labels, scene, shown, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message

ROOF = "/vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"
MANY = "/vote Quel nom pour le potager ?\n" + "\n".join(f"Nom {letter}" for letter in "ABCDEFGHIJ")
OPEN = {"TELEGRAM__EPHEMERAL": "false"}
"""A server without messages that one person alone sees."""


async def known(here: Street, *names: str) -> None:
    """These people have said hello, and are households of their own; Nadia runs the group."""
    for name in names:
        before = here.screens(name)
        press = here[name].taps(here.group.from_bot()[0], "👋 Dire bonjour")
        await here.api.until(lambda press=press: press.answered)  # type: ignore[misc]
        if press.answers[0].url:
            here[name].follows(press)
        await here.api.until(lambda name=name, before=before: here.screens(name) != before)  # type: ignore[misc]


async def ends(here: Street, name: str, card: Message) -> None:
    """Whoever runs it ends it now."""
    before = len(here.group.from_bot())
    screen = await here.alone(name, lambda: here[name].taps(card, "⋯ Plus"))
    here[name].taps(screen, "Terminer")
    await here.api.until(lambda: len(here.group.from_bot()) > before)


async def test_a_whole_vote_is_two_messages_and_one_tap_each(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        names = ("Karim", "Léa", "Inès", "Tomás", "Nadia")
        await known(here, *names)
        before = len(here.group.from_bot())
        card = await here.card("Karim", ROOF)
        assert words(card) == (
            "🗳️ Vote : quelle entreprise pour la toiture ? "
            "Une voix par foyer. Les résultats s'affichent à la fin, sans les noms. "
            + words(card)[words(card).index("Jusqu'à") :]
        )
        assert labels(card) == ["Toits du Sud", "Couverture Martin", "Ni l'une ni l'autre", "⋯ Plus"]
        assert not card.silent
        for name, choice in zip(names, ("Toits du Sud",) * 3 + ("Couverture Martin",) * 2, strict=True):
            bubble = await here.taps(name, card, choice)
            assert bubble.startswith(f"Noté pour votre foyer : {choice}. Personne ne le voit avant "), bubble
        await here.api.until(lambda: "5 foyers sur 5. Résultat à" in words(card))
        states = [text for _, text, _ in card.versions]
        assert not any("Toits du Sud 3" in text or "est en tête" in text for text in states)
        await ends(here, "Karim", card)
        await here.api.until(lambda: here.group.from_bot()[-1].photo)
        result = here.group.from_bot()[-1]
        assert "Toits du Sud est en tête." in words(result)
        assert "Toits du Sud 3, Couverture Martin 2" in words(result)
        assert not any(name in words(result) for name in names)
        assert len(here.group.from_bot()) - before == 2, "the card and the result"
        await here.api.until(lambda: "Ce vote est fini." in words(card))
        assert card.buttons == {}
        screen = await here.alone("Léa", lambda: here["Léa"].taps(result, "⋯ Plus"))
        here["Léa"].taps(screen, "Ma réponse")
        await here.api.until(lambda: "Je ne sais plus qui a répondu quoi." in words(screen))


async def test_many_choices_are_answered_on_a_sheet_that_nobody_else_sees(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await known(here, "Karim", "Léa", "Inès")
        card = await here.card("Karim", MANY)
        assert labels(card) == ["Répondre", "⋯ Plus"]
        sheet = await here.alone("Léa", lambda: here["Léa"].taps(card, "Répondre"))
        assert sheet.ephemeral_id
        assert not here.screens("Inès")[1:], "hers is the answer to her hello"
        first = labels(sheet)[0]
        assert first.startswith("Nom ")
        assert labels(sheet)[6:] == ["D'autres choix", "C'est bon"]
        here["Léa"].taps(sheet, first)
        await here.api.until(lambda: f"✅ {first}" in labels(sheet))
        assert f"Votre réponse : {first}." in words(sheet)
        await here.api.until(lambda: "1 foyer sur 4 a répondu." in words(card))
        for text in (text for _, text, _ in card.versions):
            assert "✅" not in text
        press = here["Léa"].taps(sheet, "C'est bon")
        assert await here.bubble(press) == "Votre réponse est gardée."
        await here.api.until(lambda: sheet not in here.screens("Léa"))
        assert len(here.group.from_bot()) == 2, "the welcome and the card"


async def test_without_ephemeral_messages_the_sheet_is_in_private(tmp_path: Path) -> None:
    async with scene(tmp_path, **OPEN) as here:
        await known(here, "Karim", "Léa")
        card = await here.card("Karim", MANY)
        sheet = await here.alone("Léa", lambda: here["Léa"].taps(card, "Répondre"))
        assert sheet.room is here["Léa"].private
        first = labels(sheet)[0]
        here["Léa"].taps(sheet, first)
        await here.api.until(lambda: f"✅ {first}" in labels(sheet))
        await here.api.until(lambda: "1 foyer sur 3 a répondu." in words(card))


async def test_a_poll_about_a_photo_stays_under_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        photo = here["Inès"].says(here.group, "", photo_caption=True)
        here["Karim"].says(here.group, "/sondage On garde cette couleur ?", reply_to=photo)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        card = here.group.from_bot()[-1]
        assert card.reply_to == photo.id
        assert labels(card) == ["Oui", "Non", "⋯ Plus"]
        await here.taps("Léa", card, "Oui")
        await here.api.until(lambda: "1 personne a répondu." in words(card))
        await ends(here, "Karim", card)
        result = here.group.from_bot()[-1]
        assert result.reply_to == photo.id, "and so does its result"


async def test_the_card_that_comes_back_is_under_its_photo_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        photo = here["Inès"].says(here.group, "", photo_caption=True)
        here["Karim"].says(here.group, "/sondage On garde cette couleur ?", reply_to=photo)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        card = here.group.from_bot()[-1]
        rings_now(tmp_path, "remind")
        await here.taps("Léa", card, "Oui")
        await here.api.until(lambda: len(here.group.from_bot()) == 3)
        again = here.group.from_bot()[-1]
        assert again.reply_to == photo.id
        assert not again.silent
        assert "1 personne a répondu." in words(again)
        await here.api.until(lambda: words(card) == "Ce sondage continue plus bas.")
        assert card.buttons == {}
        assert (await here.taps("Léa", again, "Non")).startswith("Noté : non.")


def rings_now(folder: Path, alarm: str) -> None:
    """Turns the clock for one alarm: the program runs by the real one."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        assert database.execute("UPDATE alarms SET due_at = 1 WHERE name = ?", (alarm,)).rowcount == 1


async def test_a_photo_with_a_question_below_it_is_asked_about(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        photo = here["Inès"].says(here.group, "On la garde ou on la jette ?", photo_caption=True)
        here["Karim"].says(here.group, "/sondage", reply_to=photo)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        card = here.group.from_bot()[-1]
        assert card.reply_to == photo.id
        assert words(card).startswith("🗳️ On la garde ou on la jette ? Question d'Inès, jusqu'à")


async def test_a_photo_without_words_asks_for_the_question_and_keeps_the_photo(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        photo = here["Inès"].says(here.group, "", photo_caption=True)
        asked = await here.alone(
            "Karim", lambda: here["Karim"].says(here.group, "/sondage", reply_to=photo, ephemeral=True)
        )
        assert words(asked).startswith("Votre question, et les choix ?")
        here["Karim"].says(here.group, "On garde cette couleur ?", reply_to=asked)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert here.group.from_bot()[-1].reply_to == photo.id


async def test_a_message_without_a_photo_is_not_replied_to(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        said = here["Inès"].says(here.group, "On peint en bleu ou en vert ?")
        here["Karim"].says(here.group, "/sondage", reply_to=said)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert here.group.from_bot()[-1].reply_to is None


async def test_a_photo_that_is_gone_keeps_no_card_away(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        photo = here["Inès"].says(here.group, "", photo_caption=True)
        asked = await here.alone(
            "Karim", lambda: here["Karim"].says(here.group, "/sondage", reply_to=photo, ephemeral=True)
        )
        here.group.delete_message(photo)
        here["Karim"].says(here.group, "On garde cette couleur ?", reply_to=asked)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert here.group.from_bot()[-1].reply_to is None


async def reminded(here: Street, card: Message) -> str:
    """Nadia, who brought Palabre in, sends a reminder to those whose voice is missing; the bubble."""
    screen = await here.alone("Nadia", lambda: here["Nadia"].taps(card, "⋯ Plus"))
    here["Nadia"].taps(screen, "Autre chose")
    await here.api.until(lambda: "Qui n'a pas répondu" in labels(screen))
    here["Nadia"].taps(screen, "Qui n'a pas répondu")
    await here.api.until(lambda: "Envoyer un rappel" in labels(screen))
    return await here.bubble(here["Nadia"].taps(screen, "Envoyer un rappel"))


async def test_a_reminder_is_told_in_private_or_else_with_the_next_tap(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await known(here, "Nadia", "Karim", "Léa", "Inès")
        here["Léa"].starts()
        await here.api.until(lambda: here["Léa"].private.from_bot())
        card = await here.card("Nadia", ROOF)
        await here.taps("Karim", card, "Toits du Sud")
        before = len(here["Léa"].private.from_bot())
        assert await reminded(here, card) == "3 personnes reçoivent un rappel."
        await here.api.until(lambda: len(here["Léa"].private.from_bot()) > before)
        told = here["Léa"].private.from_bot()[-1]
        assert words(told).startswith(
            "Léa, il manque la réponse de votre foyer : quelle entreprise pour la toiture ? Fin "
        )
        assert not told.silent
        assert "Couverture Martin" in labels(told)
        assert len(here.group.from_bot()) == 2, "the group is left alone"
        # Inès has no private conversation: she learns of it at her next act, whatever it is.
        seen = await here.alone("Inès", lambda: here["Inès"].taps(here.group.from_bot()[0], "👋 Dire bonjour"))
        assert "il manque la réponse" not in words(seen), "a screen of its own comes first"
        bubble = await here.taps("Léa", told, "Couverture Martin")
        assert bubble.startswith("Noté pour votre foyer : Couverture Martin.")
        await here.api.until(lambda: "2 foyers sur 4 ont répondu." in words(card))
        await here.api.settled()
        assert not here["Inès"].private.messages


async def test_who_has_no_private_conversation_is_reminded_with_their_next_bubble(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await known(here, "Nadia", "Karim", "Inès")
        card = await here.card("Nadia", ROOF)
        assert (await reminded(here, card)) == "3 personnes reçoivent un rappel."
        poll = await here.card("Karim", "/sondage On mange dehors ou dedans ?")
        screen = await here.alone("Inès", lambda: here["Inès"].taps(poll, "Dehors"))
        assert words(screen).startswith("Inès, il manque la réponse de votre foyer : ")
        assert "Toits du Sud" in labels(screen)
        await here.api.until(lambda: "Dehors 1, dedans 0." in words(poll))
        assert (await here.taps("Inès", screen, "Toits du Sud")).startswith(
            "Noté pour votre foyer : Toits du Sud."
        )
        again = await here.taps("Inès", poll, "Dedans")
        assert again.startswith("Noté : dedans.")
        await here.api.settled()
        assert not any("il manque" in words(message) for message in here.screens("Inès")[1:])


async def test_the_reminder_of_a_vote_rings_for_those_alone_who_are_missing(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await known(here, "Karim", "Léa")
        for name in ("Karim", "Léa"):
            here[name].starts()
            await here.api.until(lambda name=name: here[name].private.from_bot())  # type: ignore[misc]
        card = await here.card("Nadia", ROOF)
        rings_now(tmp_path, "remind")
        await here.taps("Karim", card, "Toits du Sud")
        await here.api.until(
            lambda: any("il manque la réponse" in said for said in shown(here["Léa"].private)), 30
        )
        await here.api.settled()
        assert not any("il manque" in said for said in shown(here["Karim"].private))
        assert len(here.group.from_bot()) == 2, "the card does not come back"


async def test_who_blocks_palabre_is_reminded_at_their_next_tap(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await known(here, "Nadia", "Karim", "Léa")
        here["Léa"].starts()
        await here.api.until(lambda: here["Léa"].private.from_bot())
        here["Léa"].blocks_bot()
        await here.api.settled()
        card = await here.card("Nadia", ROOF)
        assert (await reminded(here, card)) == "3 personnes reçoivent un rappel."
        await here.api.settled()
        assert not any("il manque" in said for said in shown(here["Léa"].private))
        poll = await here.card("Karim", "/sondage On mange dehors ou dedans ?")
        await here.alone("Léa", lambda: here["Léa"].taps(poll, "Dehors"))
        (told,) = [message for message in here.screens("Léa") if "il manque" in words(message)]
        assert told.ephemeral_id
        assert words(told).startswith("Léa, il manque la réponse de votre foyer : ")
