"""A poll in a Telegram group, from Palabre's arrival to the result with its picture."""

from pathlib import Path

from tests.bot.telegram.street import street
from tests.neighbours import plain


async def test_a_poll_from_one_line_to_its_picture(tmp_path: Path) -> None:
    async with street(tmp_path) as here:
        welcome = here.group.from_bot()[0]
        assert plain(welcome.text).startswith("Bonjour à tous. Je suis Palabre, un robot de voisinage.")
        assert list(map(plain, welcome.buttons)) == ["Essayer un sondage", "👋 Dire bonjour", "Qui voit quoi ?"]
        assert welcome.silent
        card = await here.card()
        assert list(card.buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]
        assert plain(card.text.splitlines()[0]) == "🗳️ On peint la porte en bleu, en vert ou en jaune ?"
        assert plain(card.text.splitlines()[1]).startswith("Sondage de Karim, jusqu'à")
        assert (await here.taps("Léa", card, "Vert")).startswith("Noté : vert. Vous pouvez changer jusqu'à")
        await here.taps("Inès", card, "Vert")
        await here.taps("Tomás", card, "Bleu")
        await here.api.until(lambda: "Bleu 1, vert 2, jaune 0. 3 personnes ont répondu." in card.text)
        more = await here.alone("Karim", lambda: here["Karim"].taps(card, "⋯ Plus"))
        assert more.ephemeral_id
        assert not here["Léa"].sees(here.group)[-1].ephemeral_id, "Karim alone sees it"
        assert await here.taps("Karim", more, "Terminer") == "Le sondage est fini. Le résultat est dans le groupe."
        await here.api.until(lambda: here.group.from_bot()[-1].photo)
        result = here.group.from_bot()[-1]
        assert "Vert est en tête." in result.text
        assert not result.silent
        await here.api.until(lambda: "Ce sondage est fini." in card.text)
        assert card.buttons == {}
        assert (await here.bubble(here["Léa"].presses(card, "polls:vote:1:1"))).startswith(
            "Ce sondage est fini depuis"
        )
        assert [message.silent for message in here.group.from_bot()] == [True, True, False]


async def test_neighbours_who_are_talking_are_left_alone(tmp_path: Path) -> None:
    async with street(tmp_path) as here:
        card = await here.card()
        await here.api.settled()
        before = len(here.api.calls)
        here["Léa"].says(here.group, "vert")
        here["Léa"].says(here.group, "pas bleu !", reply_to=card)
        here["Léa"].says(here.group, "/sondage@other_bot Un autre ?")
        here["Léa"].says(here.group, "/inconnu")
        await here.api.settled()
        # Whether she is a member is asked for the reply; nothing is said to anybody.
        assert {call.method for call in here.api.calls[before:]} <= {"getUpdates", "getChatMember"}
        here["Léa"].says(here.group, "Vert !", reply_to=card)
        await here.api.until(lambda: "vert 1" in card.text)


async def test_many_taps_at_once_are_counted_on_both_databases(tmp_path: Path, url: str) -> None:
    async with street(tmp_path, STORAGE__URL=url) as here:
        card = await here.card()
        taps = [here[name].taps(card, label) for label in ("Bleu", "Jaune", "Vert") for name in here.people]
        taps += [here[name].presses(card, "polls:vote:99:1") for name in here.people]
        await here.api.until(lambda: all(tap.answered for tap in taps))
        assert [tap.answers[0].show_alert for tap in taps] == [False] * 15 + [True] * 5
        await here.api.until(lambda: "Bleu 0, vert 5, jaune 0. 5 personnes ont répondu." in card.text)
