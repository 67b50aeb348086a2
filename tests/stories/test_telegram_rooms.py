"""What happens to the rooms themselves: topics, a group that becomes a supergroup, cards deleted, a bot that is silenced."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.telegram.scenes import scene, shown, words
from tests.bot.telegram.street import Street
from tests.peers.telegram import Message, Room

DINNER = "/sondage On mange dehors ou dedans ?"


async def quarter(here: Street) -> tuple[Room, int]:
    """A forum with its topic « Jardin », in place of the group."""
    forum = here.api.group("Le quartier", members=list(here.people.values()), forum=True)
    forum.add_bot(by=here["Nadia"])
    await here.api.until(lambda: forum.from_bot())
    here.group = forum
    return forum, forum.topic("Jardin")


async def card_in(here: Street, thread: int | None) -> Message:
    before = len(here.group.from_bot())
    here["Karim"].says(here.group, DINNER, thread=thread)
    await here.api.until(lambda: len(here.group.from_bot()) > before)
    return here.group.from_bot()[-1]


def ring(folder: Path, name: str) -> None:
    """This alarm is due now; it rings when something next happens."""
    with closing(sqlite3.connect(folder / "palabre.db", timeout=10)) as database, database:
        assert database.execute("UPDATE alarms SET due_at = due_at % 1000 WHERE name = ?", (name,)).rowcount == 1


async def test_a_poll_stays_in_its_topic_from_the_card_to_the_result(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        forum, garden = await quarter(here)
        forum.topic("Cuisine")
        assert forum.from_bot()[0].thread is None
        card = await card_in(here, garden)
        assert card.thread == garden
        await here.taps("Léa", card, "Dehors")
        ring(tmp_path, "remind")
        await here.taps("Inès", card, "Dehors")
        await here.api.until(lambda: "Encore un jour" in shown(forum)[-1] or "Rappel" in shown(forum)[-1])
        again = forum.from_bot()[-1]
        assert (again.thread, again.silent) == (garden, False)
        assert list(again.buttons) == ["Dehors", "Dedans", "⋯ Plus"]
        await here.api.until(lambda: words(card) == "Ce sondage continue plus bas.")
        assert card.buttons == {}
        more = await here.alone("Karim", lambda: here["Karim"].taps(again, "⋯ Plus"))
        assert more.thread == garden
        await here.taps("Karim", more, "Terminer")
        await here.api.until(lambda: forum.from_bot()[-1].photo)
        result = forum.from_bot()[-1]
        assert result.thread == garden
        assert "Dehors est en tête." in result.text


async def test_a_reply_to_the_card_in_its_topic_counts(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        _, garden = await quarter(here)
        card = await card_in(here, garden)
        here["Léa"].says(here.group, "Dedans !", reply_to=card)
        here["Inès"].says(here.group, "dedans, comme Léa", reply_to=card)
        here["Tomás"].says(here.group, "dedans", thread=garden)
        await here.api.until(lambda: "dedans 1" in card.text)
        await here.api.settled(0.2)
        assert "1 personne a répondu." in words(card)


async def test_a_topic_that_is_closed_or_gone_leaves_the_general_one(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        forum, garden = await quarter(here)
        card = await card_in(here, garden)
        forum.close_topic(garden)
        await here.bubble(here["Karim"].presses(card, "polls:close:1"))
        await here.api.until(lambda: "Un sondage donne un avis." in shown(forum)[-1])
        assert forum.from_bot()[-1].thread is None
        kitchen = forum.topic("Cuisine")
        card = await card_in(here, kitchen)
        assert card.thread == kitchen
        forum.delete_topic(kitchen)
        press = here["Léa"].presses(card, card.buttons["Dehors"])
        await here.bubble(press)
        await here.api.until(lambda: "Dehors 1" in shown(forum)[-1])
        assert forum.from_bot()[-1].thread is None
        assert forum.from_bot()[-1].buttons


async def grown(here: Street) -> tuple[Room, Message]:
    """A basic group, with a poll that Léa has answered, in place of the group."""
    here.group = here.api.group("Les Lilas", members=list(here.people.values()), supergroup=False)
    here.group.add_bot(by=here["Nadia"])
    await here.api.until(lambda: here.group.from_bot())
    card = await here.card()
    await here.taps("Léa", card, "Vert")
    await here.api.until(lambda: "vert 1" in card.text)
    return here.group, card


async def test_a_group_becomes_a_supergroup_in_the_middle_of_a_poll(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        old, card = await grown(here)
        here.group = new = old.migrate()
        await here.api.until(lambda: new.from_bot())
        (again,) = new.from_bot()
        assert "vert 1" in again.text
        assert list(again.buttons) == ["Bleu", "Vert", "Jaune", "⋯ Plus"]
        assert again.silent
        assert (await here.taps("Tomás", again, "Vert")).startswith("Noté : vert.")
        # Who still has the old group on the screen taps there.
        assert (await here.bubble(here["Inès"].presses(card, card.buttons["Bleu"]))).startswith("Noté : bleu.")
        await here.api.until(lambda: "Bleu 1, vert 2, jaune 0." in again.text)
        more = await here.alone("Karim", lambda: here["Karim"].taps(again, "⋯ Plus"))
        await here.taps("Karim", more, "Terminer")
        await here.api.until(lambda: new.from_bot()[-1].photo)
        assert len([one for one in shown(new) if "On peint" in one]) == 2, "the card and the result, once each"
        assert await here.bubble(here["Léa"].presses(card, card.buttons["Bleu"]))
        other = await here.card(words=DINNER)
        assert other.room is new


async def test_the_error_of_the_server_alone_tells_that_the_group_has_moved(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        old, card = await grown(here)
        slow = here.api.fault("getUpdates", delay=8.0, times=9)
        await here.taps("Tomás", card, "Vert")
        here.group = new = old.migrate(joins="")
        await here.api.until(lambda: new.from_bot(), 7)
        assert here.api.pending == 2, "it knows it from the refused edit"
        assert "vert 2" in new.from_bot()[0].text
        slow.lift()
        await here.api.until(lambda: not here.api.pending)
        await here.api.settled(0.3)
        assert len(new.from_bot()) == 1, "told twice, posted once"


async def test_a_card_that_somebody_deletes_comes_back_with_the_next_vote(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        await here.api.until(lambda: "vert 1" in card.text)
        here.group.delete_message(card)
        await here.bubble(here["Inès"].presses_inaccessible(here.group, card.id, card.buttons["Vert"]))
        await here.api.until(lambda: "vert 2" in shown(here.group)[-1])
        again = here.group.from_bot()[-1]
        assert again is not card
        assert again.silent
        assert (await here.taps("Tomás", again, "Bleu")).startswith("Noté : bleu.")


async def test_a_silenced_bot_says_what_it_had_to_say_once_it_may(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        here.group.restrict_bot(by=here["Nadia"])
        await here.api.settled()
        here["Léa"].says(here.group, DINNER)
        assert (await here.taps("Léa", card, "Vert")).startswith("Noté : vert.")
        await here.api.settled(0.2)
        assert len(here.group.from_bot()) == 2
        here.group.unrestrict_bot(by=here["Nadia"])
        await here.api.until(lambda: "Dehors" in here.group.from_bot()[-1].buttons)
        await here.api.until(lambda: "vert 1" in card.text)
        assert len(here.group.from_bot()) == 3, "and no second welcome"


async def test_where_everybody_was_silenced_the_next_tap_wakes_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.group = here.api.group("Les Lilas", members=list(here.people.values()), supergroup=False)
        here.group.add_bot(by=here["Nadia"])
        await here.api.until(lambda: here.group.from_bot())
        here.group.restrict_bot()  # in a basic group nobody is told
        here["Karim"].says(here.group, DINNER)
        await here.api.settled(0.3)
        here.group.unrestrict_bot()
        await here.taps("Léa", here.group.from_bot()[0], "👋 Dire bonjour")
        await here.api.until(lambda: "Dehors" in here.group.from_bot()[-1].buttons)


async def test_a_picture_with_words_below_it_asks_as_well(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here["Karim"].says(here.group, DINNER, photo_caption=True)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        assert words(here.group.from_bot()[1]).startswith("🗳️ On mange dehors ou dedans ?")


async def test_from_a_neighbours_message(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        asked = here["Inès"].says(here.group, "On fait le chantier samedi ou dimanche ?")
        here["Nadia"].says(here.group, "/sondage", reply_to=asked)
        await here.api.until(lambda: len(here.group.from_bot()) == 2)
        card = here.group.from_bot()[1]
        assert words(card).startswith("🗳️ On fait le chantier samedi ou dimanche ? Question d'Inès, jusqu'à")
        # With their dates, except on a Saturday, when nobody knows which ones are meant.
        assert [label.split()[0] for label in card.buttons][:2] == ["Samedi", "Dimanche"]
        chat = here["Inès"].says(here.group, "Il fait beau.")
        before = len(here.group.from_bot())
        here["Nadia"].starts()
        here["Nadia"].says(here.group, "/sondage", reply_to=chat)
        await here.api.until(lambda: "Je ne vois pas de question" in words(here["Nadia"].private.messages[-1]))
        assert len(here.group.from_bot()) == before
