"""What a review found once, and what must not come back: links of others, rooms without pictures, slow servers."""

from pathlib import Path

import pytest

from tests.bot.telegram.scenes import scene, shown, words
from tests.bot.telegram.street import QUESTION


@pytest.mark.parametrize("payload", ["help-forget-surely", "polls-vote-1-2", "polls-close-1", "polls-withdraw-1"])
async def test_a_link_that_a_neighbour_posts_presses_nothing(tmp_path: Path, payload: str) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Karim", card, "Bleu")
        await here.api.until(lambda: "Bleu 1" in card.text)
        for name in ("Karim", "Léa"):
            here[name].starts(payload)
        await here.api.until(lambda: all(here.screens(name) for name in ("Karim", "Léa")))
        assert "Je ne vous connais pas encore." in words(here.screens("Léa")[-1])
        assert words(here.screens("Karim")[-1]).startswith("Bonjour Karim.")
        await here.taps("Léa", card, "Bleu")
        await here.api.until(lambda: "Bleu 2, vert 0, jaune 0. 2 personnes ont répondu." in card.text)
        assert card.buttons


async def test_the_link_of_ones_own_tap_is_nobody_elses(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        press = here["Karim"].taps(card, "⋯ Plus")
        await here.api.until(lambda: press.answered)
        payload = press.answers[0].url.partition("start=")[2]
        here["Léa"].starts(payload)
        await here.api.until(lambda: here.screens("Léa"))
        assert words(here.screens("Léa")[-1]).startswith("Bonjour Léa.")
        here["Karim"].starts(payload)
        await here.api.until(lambda: here.screens("Karim"))
        assert "Terminer" in here.screens("Karim")[-1].buttons


async def test_where_pictures_are_forbidden_the_result_comes_in_words(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        here.group.forbid_pictures()
        here["Karim"].presses(card, card.buttons["⋯ Plus"].replace("more", "close"))
        await here.api.until(lambda: len(here.group.from_bot()) == 3)
        result = here.group.from_bot()[-1]
        assert result.photo is None
        assert "Vert est en tête." in words(result)
        assert "Bleu 0, vert 1, jaune 0. 1 personne a répondu." in words(result)
        await here.card("Karim")


@pytest.mark.parametrize("joins", ["first", "last"])
async def test_a_group_that_grows_is_the_same_group(tmp_path: Path, joins: str) -> None:
    async with scene(tmp_path, ACCESS__NEW_GROUPS="approve", ACCESS__OPERATOR="1001") as here:
        assert here["Nadia"].id == 1001
        here.group = here.api.group("Les Lilas", members=list(reversed(here.people.values())), supergroup=False)
        here.group.add_bot(by=here["Nadia"])
        await here.api.until(lambda: here.group.from_bot())
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        old, here.group = here.group, here.group.migrate(joins=joins)  # type: ignore[arg-type]
        press = here["Inès"].taps(card, "Vert")
        assert (await here.bubble(press)).startswith("Noté : vert.")
        await here.api.until(lambda: any("vert 2" in said for said in shown(here.group)))
        await here.api.settled(0.3)
        assert not any("Bonjour à tous" in said for said in shown(here.group)), "it is no new group"
        old.remove_bot(by=here["Nadia"])
        await here.card("Karim", "/sondage On mange dehors ou dedans ?")


async def test_a_server_that_is_slow_to_say_who_is_a_member_holds_back_nobody_else(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        await here.taps("Léa", card, "Vert")
        for name in ("Inès", "Tomás"):
            here.api.fault("getChatMember", delay=9.0)
            here[name].taps(card, "Bleu")
        begun = here.api.clock()
        assert (await here.taps("Léa", card, "Bleu")).startswith("Noté : bleu.")
        assert here.api.clock() - begun < 6


@pytest.mark.parametrize("body", [b'{"ok": true, "result": {}}', b'{"ok": true, "result": true}'])
async def test_nonsense_about_a_member_is_no_refusal_for_ever(tmp_path: Path, body: bytes) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        here.api.fault("getChatMember", body=body)
        said = await here.taps("Léa", card, "Vert")
        assert said.startswith("Je ne peux pas vérifier que vous êtes de ce groupe pour l'instant.")


async def test_many_who_have_no_private_chat_hold_back_no_tap(tmp_path: Path) -> None:
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        other = here.api.group("Le Verger", members=[here["Léa"]])
        other.add_bot(by=here["Léa"])
        await here.api.until(lambda: other.from_bot())
        people = [here.api.person(f"Voisin {number}") for number in range(40)]
        for person in people:
            here.group.join(person)
            person.says(here.group, "/menu")
        await here.api.until(lambda: here.api.pending == 0)
        begun = here.api.clock()
        press = here["Léa"].taps(other.from_bot()[0], "👋 Dire bonjour")
        await here.api.until(lambda: press.answered)
        assert "start=households-hello" in press.answers[0].url
        assert here.api.clock() - begun < 3


async def test_a_word_in_private_is_answered_as_often_as_it_is_said(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here["Léa"].starts()
        await here.api.until(lambda: here.screens("Léa"))
        for _ in range(6):
            here["Léa"].says(here["Léa"].private, "bonjour")
        await here.api.until(lambda: len(here.screens("Léa")) == 7)


async def test_a_poll_asked_in_a_group(tmp_path: Path) -> None:
    """The one reply that everybody sees opens the private conversation, and goes once it has been followed."""
    async with scene(tmp_path, TELEGRAM__EPHEMERAL="false") as here:
        here["Karim"].says(here.group, "/sondage")
        await here.api.until(lambda: "Karim, je vous réponds en privé." in shown(here.group)[-1])
        here["Karim"].opens(here.group.from_bot()[-1], "Ouvrir le privé")
        await here.api.until(lambda: here.screens("Karim"))
        here["Karim"].says(here["Karim"].private, QUESTION.removeprefix("/sondage "))
        await here.api.until(lambda: "Vert" in here.group.from_bot()[-1].buttons)
        assert len(here.group.from_bot()) == 2, "the welcome and the card"


async def test_several_questions_are_answered_in_their_order(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here["Léa"].starts()
        await here.api.until(lambda: here.screens("Léa"))
        here.api.fault("sendMessage", delay=1.0, chat=here["Léa"].private)
        for said in ("un", "/inconnu", "deux"):
            here["Léa"].says(here["Léa"].private, said)
        await here.api.until(lambda: len(here.screens("Léa")) == 4)
        assert ["/inconnu" in words(screen) for screen in here.screens("Léa")[1:]] == [False, True, False]
