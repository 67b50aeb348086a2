"""`palabre check` with a Telegram token: it says what keeps Palabre from working there, and how to mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.telegram.scenes import altered, checked
from tests.peers.telegram import BotApi, Call, bot_api
from tests.peers.telegram.methods import SERVED
from tests.peers.telegram.methods_bot import get_me

RIGHT = "Les réglages sont bons."
NOBODY = (
    "Personne ne peut encore m'ajouter à un groupe : écrivez-moi, puis mettez votre numéro dans [access] operator."
)


async def test_all_is_well(tmp_path: Path) -> None:
    async with bot_api() as api:
        code, said = await checked(tmp_path, api, ACCESS__OPERATOR="1001")
        assert code == 0
        assert said.startswith(RIGHT)
        assert said.endswith("Telegram : @palabre_bot répond.")
        assert {call.method for call in api.calls} <= {"getMe", "getWebhookInfo"}, "it changes nothing"


async def test_it_answers_but_nobody_may_bring_it_in(tmp_path: Path) -> None:
    async with bot_api() as api:
        code, said = await checked(tmp_path, api)
        assert code == 0
        assert said.endswith(NOBODY)
        code, said = await checked(tmp_path, api, ACCESS__NEW_GROUPS="open")
        assert NOBODY not in said


async def test_it_does_not_disturb_the_copy_that_runs(tmp_path: Path) -> None:
    async with bot_api() as api:
        api.start_webhook("https://palabre.example.org/telegram", "x", 1)
        code, said = await checked(tmp_path, api, ACCESS__OPERATOR="1001")
        assert code == 0
        assert "Une autre adresse reçoit les messages de ce bot. Au démarrage, je prends sa place." in said
        assert api.webhook is not None


async def test_in_english(tmp_path: Path) -> None:
    async with bot_api() as api:
        api.revoke_token()
        code, said = await checked(tmp_path, api, GROUP__LANGUAGE="en")
        assert code == 2
        assert said.endswith(
            "Telegram does not know this token. Copy it again from @BotFather into [telegram] token."
        )


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (lambda api: api.revoke_token(), "Telegram ne connaît pas ce jeton. Recopiez-le depuis @BotFather"),
        (lambda api: api.stop_listening(), "Cette machine est-elle reliée à Internet ?"),
        (lambda api: api.fault("*", 500, times=9), "Ce n'est pas de votre faute"),
        (lambda api: api.fault("*", drop="before", times=9), "Je n'arrive pas à joindre"),
        (lambda api: api.fault("*", body=b"<html>", times=9), "n'est pas Telegram. Regardez [telegram] api_url."),
        (lambda api: api.fault("*", body=b'{"ok": true, "result": 1}', times=9), "n'est pas Telegram."),
        (lambda api: api.fault("*", body=b'{"ok": true, "result": {}}', times=9), "n'est pas Telegram."),
        (lambda api: api.fault("*", 404, body=b"<html>Not Found</html>", times=9), "Regardez [telegram] api_url."),
        (lambda api: api.fault("getWebhookInfo", 502, times=9), "Telegram répond par une erreur"),
        (lambda api: api.fault("*", retry_after=3, times=9), "Telegram demande d'attendre."),
    ],
    ids=["token", "down", "500", "cut", "a box", "a number", "nothing", "404", "later", "429"],
)
async def test_each_trouble_has_its_sentence(
    tmp_path: Path, order: Callable[[BotApi], object], sentence: str
) -> None:
    async with bot_api() as api:
        order(api)
        code, said = await checked(tmp_path, api)
        assert code == 2, said
        assert sentence in said
        assert "Telegram : @palabre_bot" not in said


async def test_no_answer_at_all(tmp_path: Path) -> None:
    soon = altered("bot.platforms.telegram.transport", "ANSWER_SECONDS", 0.3)
    async with bot_api() as api:
        api.fault("getMe", delay=3.0)
        code, said = await checked(tmp_path, api, before=soon)
        assert code == 2
        assert f"Telegram ne répond pas à {api.url}. Je réessaie tout seul." in said


async def test_an_address_that_is_not_telegram_at_all(tmp_path: Path) -> None:
    async with bot_api() as api:
        for address in (f"{api.url}/elsewhere", f"{api.url}/bot"):
            code, said = await checked(tmp_path, api, TELEGRAM__API_URL=address)
            assert code == 2, said
            assert "[telegram] api_url" in said, said


async def test_a_token_that_is_not_whole_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    async with bot_api() as api:
        for token in ("TEST-TOKEN-abc", "42:", "42 :TEST", "bot42:TEST"):
            code, said = await checked(tmp_path, api, TELEGRAM__TOKEN=token)
            assert code == 2
            assert "[telegram] token : copiez le jeton entier de @BotFather" in said
        assert not api.calls


async def test_a_bot_that_may_not_enter_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(api: BotApi, call: Call) -> object:
        return get_me(api, call) | {"can_join_groups": False, "can_read_all_group_messages": True}

    monkeypatch.setitem(SERVED, "getMe", closed)
    async with bot_api() as api:
        code, said = await checked(tmp_path, api)
        assert code == 2
        assert "Ce bot ne peut pas entrer dans un groupe. Dans @BotFather : /setjoingroups, puis Enable." in said
        assert (
            "Ce bot reçoit tous les messages de ses groupes. Dans @BotFather : /setprivacy, puis Enable." in said
        )
