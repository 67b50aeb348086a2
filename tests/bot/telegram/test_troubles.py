"""What goes wrong between Palabre and Telegram: its host reads what it is, and it mends by itself what it can."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.telegram.scenes import altered, ended_well, hosted, said_in_log, scene
from tests.peers.process import Running
from tests.peers.telegram import BotApi, Room, bot_api

TOKEN = "Telegram ne connaît pas ce jeton. Recopiez-le depuis @BotFather dans [telegram] token."
OTHER_COPY = "Un autre programme reçoit les messages de ce bot. Un seul à la fois : arrêtez l'autre."
NOT_TELEGRAM = "n'est pas Telegram. Regardez [telegram] api_url."
NO_FAULT = "Ce n'est pas de votre faute : je réessaie tout seul."


@asynccontextmanager
async def trouble(folder: Path, api: BotApi, *pieces: str) -> AsyncIterator[Running]:
    """Palabre is started into a trouble, which its log names; the body takes it away."""
    async with hosted(folder, api) as palabre:
        await palabre.ready()
        line = await said_in_log(palabre, *pieces)
        assert '"level": "error"' in line
        assert palabre.process.returncode is None
        yield palabre
        await works(api, palabre)
        await ended_well(palabre)


async def works(api: BotApi, palabre: Running) -> Room:
    """It takes its place in a new group, and hears what is said there."""
    await said_in_log(palabre, "telegram.connected", "@palabre_bot")
    lea = api.person("Léa")
    room = api.group("Les Tilleuls", [lea])
    room.add_bot(by=lea)
    await api.until(lambda: room.from_bot())
    lea.says(room, "/sondage On mange dehors ou dedans ?")
    await api.until(lambda: len(room.from_bot()) == 2)
    return room


async def test_a_wrong_token_that_is_put_right(tmp_path: Path) -> None:
    async with bot_api() as api:
        api.revoke_token()
        async with trouble(tmp_path, api, TOKEN) as palabre:
            assert not any("connected" in line for line in palabre.logged)
            api.restore_token()


async def test_the_token_is_withdrawn_in_the_middle(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.api.revoke_token()
        await said_in_log(here.palabre, TOKEN)
        here.api.restore_token()
        await here.card()


async def test_the_server_is_down_at_the_start(tmp_path: Path) -> None:
    async with bot_api() as api:
        api.stop_listening()
        async with trouble(tmp_path, api, "Je n'arrive pas à joindre", "reliée à Internet ?"):
            await api.listen_again()


async def test_the_server_is_down_in_the_middle(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        here.api.stop_listening()
        press = here["Léa"].taps(card, "Vert")
        await said_in_log(here.palabre, "telegram.unreachable", "Je n'arrive pas à joindre")
        await here.api.listen_again()
        assert (await here.bubble(press)).startswith("Noté : vert.")
        await here.api.until(lambda: "vert 1" in card.text)


@pytest.mark.parametrize(
    ("order", "pieces"),
    [
        (lambda api: api.fault("*", 500, times=2), ("Telegram répond par une erreur", NO_FAULT)),
        (
            lambda api: api.fault("*", 502, body=b"<html>Bad Gateway</html>"),
            ("Telegram répond par une erreur", NO_FAULT),
        ),
        (lambda api: api.fault("*", body=b"<html>Bienvenue sur votre box</html>"), (NOT_TELEGRAM,)),
        (lambda api: api.fault("*", body=b'{"ok": true}'), (NOT_TELEGRAM,)),
        (lambda api: api.fault("*", body=b"[1, 2]"), (NOT_TELEGRAM,)),
        (lambda api: api.fault("getMe", body=b'{"ok": true, "result": {}}'), (NOT_TELEGRAM,)),
        (lambda api: api.fault("*", drop="before"), ("Je n'arrive pas à joindre",)),
        (lambda api: api.fault("getMe", retry_after=2), ("Telegram demande d'attendre. Je reprends tout seul.",)),
        (lambda api: api.fault("deleteWebhook", 500, times=2), ("Telegram répond par une erreur",)),
    ],
    ids=["500", "gateway", "a box", "no result", "a list", "nobody", "cut", "429", "later"],
)
async def test_at_the_start(tmp_path: Path, order: Callable[[BotApi], object], pieces: tuple[str, ...]) -> None:
    async with bot_api() as api:
        order(api)
        async with trouble(tmp_path, api, *pieces):
            pass


@pytest.mark.parametrize(
    "order",
    [
        lambda api: api.fault("getUpdates", 500, times=2),
        lambda api: api.fault("getUpdates", 502, body=b"<html>Bad Gateway</html>", times=2),
        lambda api: api.fault("getUpdates", body=b'{"ok": true, "result": {"oops": 1}}', times=2),
        lambda api: api.fault(
            "getUpdates", body=b'{"ok": true, "result": [1, {"update_id": "x"}, null]}', times=2
        ),
        lambda api: api.fault("getUpdates", body=b'{"ok": true, "result": 7}', times=2),
        lambda api: api.fault("getUpdates", body=b"\xff\xfe", times=2),
        lambda api: api.fault("getUpdates", drop="after", times=2),
        lambda api: api.fault("getUpdates", retry_after=1),
        lambda api: api.fault("getUpdates", delay=1.0),
    ],
    ids=["500", "gateway", "object", "nonsense", "number", "no UTF-8", "cut", "429", "slow"],
)
async def test_in_the_middle(tmp_path: Path, order: Callable[[BotApi], object]) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        order(here.api)
        # The long poll that is under way takes this one; the next ones fail.
        assert (await here.taps("Léa", card, "Vert")).startswith("Noté : vert.")
        assert (await here.taps("Inès", card, "Vert")).startswith("Noté : vert.")


async def test_an_update_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        number = here.api.updates.put("callback_query", {"id": "1"}, here.group.id)
        here.api.violations.clear()
        assert number is not None
        assert (await here.taps("Léa", card, "Vert")).startswith("Noté : vert.")
        await said_in_log(here.palabre, "telegram.unreadable_update", str(number.id))
        await here.api.until(lambda: not here.api.pending)


async def test_no_answer_to_an_edit_is_an_edit_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        here.api.fault("editMessageText", drop="after")
        here.api.fault("editMessageText", 500)
        await here.taps("Léa", card, "Vert")
        await here.taps("Inès", card, "Vert")
        await here.api.until(lambda: "vert 2" in card.text, 15)
        await said_in_log(here.palabre, "delivery.failed")


async def test_a_card_that_was_taken_without_a_word_stands_twice_until_the_first_tap(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.api.fault("sendMessage", drop="after", chat=here.group)
        stray = await here.card()
        await here.api.until(lambda: len(here.group.from_bot()) == 3)
        card = here.group.from_bot()[-1]
        assert (await here.taps("Léa", stray, "Vert")).startswith("Noté : vert.")
        await here.api.until(lambda: not stray.buttons)
        await here.api.until(lambda: "vert 1" in card.text)
        assert card.buttons


async def test_asked_to_end_while_a_card_is_on_its_way_it_remembers_it(tmp_path: Path) -> None:
    async with bot_api() as api:
        async with hosted(tmp_path, api) as palabre:
            await palabre.ready()
            room = await works(api, palabre)
            await api.settled(0.3)
            api.fault("sendMessage", delay=0.5, chat=room)
            lea = api.people[max(room.members)]
            lea.says(room, "/sondage On peint en bleu ou en vert ?")
            await api.until(lambda: len(room.from_bot()) == 3)
            await ended_well(palabre)
        async with hosted(tmp_path, api) as palabre:
            await said_in_log(palabre, "telegram.connected")
            await api.settled(0.5)
            assert len(room.from_bot()) == 3, "it stands once"
            await ended_well(palabre)


async def test_a_copy_whose_buttons_cannot_go_at_once_loses_them_later(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.api.fault("sendMessage", drop="after", chat=here.group)
        stray = await here.card()
        await here.api.until(lambda: len(here.group.from_bot()) == 3)
        here.api.fault("editMessageReplyMarkup", retry_after=1)
        await here.taps("Léa", stray, "Vert")
        await here.api.until(lambda: not stray.buttons)


async def test_a_bubble_that_fails_keeps_the_vote(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.card()
        here.api.fault("answerCallbackQuery", 500, times=2)
        here["Léa"].taps(card, "Vert")
        press = here["Inès"].taps(card, "Vert")
        here.api.expire(press)
        await here.api.until(lambda: "vert 2" in card.text, 15)


async def test_one_group_that_must_wait_keeps_no_other_waiting(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        other = here.api.group("Le Verger", members=[here["Karim"], here["Léa"]])
        other.add_bot(by=here["Karim"])
        await here.api.until(lambda: other.from_bot())
        card = await here.card()
        first, here.group = here.group, other
        second = await here.card()
        here.api.fault("editMessageText", retry_after=6, chat=first)
        assert await here.taps("Léa", card, "Vert")
        await here.api.until(lambda: [call for call in here.api.calls if call.status == 429])
        since = here.api.clock()
        assert await here.taps("Léa", second, "Jaune")
        await here.api.until(lambda: "jaune 1" in second.text)
        assert here.api.clock() - since < 5
        assert "vert" not in card.text.splitlines()[-1], "it waits as long as it was asked to"
        assert (await here.taps("Inès", card, "Vert")).startswith("Noté : vert."), "bubbles are no messages"
        await here.api.until(lambda: "vert 2" in card.text)
        assert here.api.clock() - since >= 6
        assert len([call for call in here.api.calls if call.status == 429]) == 1


async def test_a_second_copy_says_so_and_leaves(tmp_path: Path) -> None:
    settled = altered("bot.platforms.telegram.listening", "NEWCOMER", 0.0)  # it has been there for a while
    async with bot_api() as api, hosted(tmp_path / "one", api, before=settled) as first:
        await first.ready()
        room = await works(api, first)
        async with hosted(tmp_path / "two", api) as second:
            assert await second.ended(15) == 1
            assert OTHER_COPY in " ".join("\n".join(second.logged).split())
        assert first.process.returncode is None
        assert OTHER_COPY in await said_in_log(first, "telegram.other_copy")
        lea = api.people[max(room.members)]
        press = lea.taps(room.from_bot()[-1], "Dehors")
        await api.until(lambda: press.answered)
        await ended_well(first)


async def test_of_two_copies_started_together_one_remains(tmp_path: Path) -> None:
    async with (
        bot_api() as api,
        hosted(tmp_path / "one", api) as first,
        hosted(tmp_path / "two", api) as second,
    ):
        await api.until(lambda: any(copy.process.returncode for copy in (first, second)), 15)
        (left,) = (copy for copy in (first, second) if copy.process.returncode is None)
        (gone,) = {first.process.returncode, second.process.returncode} - {None}
        assert gone == 1
        await works(api, left)
        await ended_well(left)


async def test_a_webhook_from_before_is_put_aside(tmp_path: Path) -> None:
    async with bot_api() as api:
        lea = api.person("Léa")
        room = api.group("Les Tilleuls", [lea])
        api.start_webhook("http://127.0.0.1:9/former", "", 1)
        room.add_bot(by=lea)
        async with hosted(tmp_path, api) as palabre:
            await palabre.ready()
            await api.until(lambda: room.from_bot())
            assert api.webhook is None
            await ended_well(palabre)


async def test_menus_that_cannot_be_shown_keep_nobody_from_talking(tmp_path: Path) -> None:
    async with bot_api() as api:
        api.fault("setMyCommands", 500, times=9)
        async with hosted(tmp_path, api) as palabre:
            await palabre.ready()
            await said_in_log(palabre, "telegram.menus_failed")
            await works(api, palabre)
            await ended_well(palabre)
