"""What each error of the Bot API means for a message, and what the host reads of it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.platforms.platform import ChatGone, MessageGone, PlatformFailed
from bot.platforms.telegram.failures import NO_TEXT, UNCHANGED, failure, says, seconds, thread_gone, too_old
from bot.platforms.telegram.transport import NotTelegram, Transport, Unreachable
from bot.platforms.telegram.troubles import advice, reason
from bot.texts import voice
from tests.peers.telegram.calls import Json

TOKEN = "7000000001:AAsecretsecretsecretsecretsecret"
ADDRESS = "https://api.telegram.org"


class Canned(Transport):
    """Gives this answer to whatever is asked."""

    def __init__(self, status: int, answer: Json) -> None:
        super().__init__()
        self._given = status, json.dumps(answer).encode()

    async def do_request(self, *args: Any, **how: Any) -> tuple[int, bytes]:
        return self._given


async def refused(status: int, description: str, **parameters: int) -> TelegramError:
    """The error that the library makes of an official answer."""
    answer = {"ok": False, "error_code": status, "description": description}
    with pytest.raises(TelegramError) as raised:
        await Canned(status, answer | ({"parameters": parameters} if parameters else {})).post(
            f"{ADDRESS}/bot{TOKEN}/x"
        )
    return raised.value


@pytest.mark.parametrize(
    ("status", "description", "means"),
    [
        (400, "Bad Request: message to edit not found", MessageGone),
        (400, "Bad Request: message to delete not found", MessageGone),
        (400, "Bad Request: message can't be edited", MessageGone),
        (400, "Bad Request: MESSAGE_ID_INVALID", MessageGone),
        (400, "Bad Request: chat not found", ChatGone),
        (400, "Bad Request: not enough rights to send text messages to the chat", ChatGone),
        (400, "Bad Request: not enough rights to send photos to the chat", ChatGone),
        (400, "Bad Request: have no rights to send a message", ChatGone),
        (400, "Bad Request: need administrator rights in the channel chat", ChatGone),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", ChatGone),
        (400, "Bad Request: CHAT_RESTRICTED", ChatGone),
        (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", ChatGone),
        (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", ChatGone),
        (400, "Bad Request: group chat was deactivated", ChatGone),
        (400, "Bad Request: PEER_ID_INVALID", ChatGone),
        (403, "Forbidden: bot was kicked from the supergroup chat", ChatGone),
        (403, "Forbidden: bot is not a member of the supergroup chat", ChatGone),
        (403, "Forbidden: bot was blocked by the user", ChatGone),
        (403, "Forbidden: user is deactivated", ChatGone),
        (403, "Forbidden: bot can't initiate conversation with a user", ChatGone),
        (401, "Unauthorized", PlatformFailed),
        (404, "Not Found", PlatformFailed),
        (409, "Conflict: terminated by other getUpdates request", PlatformFailed),
        (429, "Too Many Requests: retry later", PlatformFailed),
        (500, "Internal Server Error: sent", PlatformFailed),
        (502, "Bad Gateway", PlatformFailed),
        (504, "Gateway Timeout", PlatformFailed),
    ],
)
async def test_an_error_is_what_delivery_understands(
    status: int, description: str, means: type[PlatformFailed]
) -> None:
    error = failure(await refused(status, description))
    assert type(error) is means
    assert isinstance(error, PlatformFailed)
    assert error.retry_after is None
    assert TOKEN not in str(error)


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message is not modified: specified new message content and reply markup are the same",
        "Bad Request: there is no text in the message to edit",
        "Bad Request: message is too long",
        "Bad Request: message text is empty",
        "Bad Request: message can't be deleted for everyone",
        "Bad Request: message thread not found",
        "Bad Request: TOPIC_CLOSED",
        "Bad Request: BUTTON_DATA_INVALID",
        "Bad Request: ENTITY_BOUNDS_INVALID",
        "Bad Request: IMAGE_PROCESS_FAILED",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
async def test_what_is_malformed_stays_itself(description: str) -> None:
    error = await refused(400, description)
    assert failure(error) is error
    assert isinstance(error, BadRequest)
    assert thread_gone(error) is ("thread" in description or "TOPIC" in description)
    assert too_old(error) is ("query" in description)
    assert says(error, UNCHANGED) is ("not modified" in description)
    assert says(error, NO_TEXT) is ("no text" in description)


async def test_a_flood_says_how_long_to_wait() -> None:
    error = await refused(429, "Too Many Requests: retry after 7", retry_after=7)
    assert isinstance(error, RetryAfter)
    late = failure(error)
    assert type(late) is PlatformFailed
    assert late.retry_after == seconds(error) == 7.0
    assert seconds(RetryAfter(timedelta(minutes=1))) == 60.0


async def test_a_group_that_has_moved_is_tried_again_at_once() -> None:
    error = await refused(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1001234567890
    )
    assert isinstance(error, ChatMigrated)
    moved = failure(error)
    assert type(moved) is PlatformFailed
    assert moved.retry_after is not None
    assert 0 < moved.retry_after < 1


async def test_thread_and_age_are_read_of_refusals_only() -> None:
    assert not thread_gone(Forbidden("Forbidden: TOPIC_CLOSED"))
    assert not too_old(TimedOut("query is too old"))


LEAKY = f"http://127.0.0.1/bot{TOKEN}/getMe"
ERRORS: list[tuple[TelegramError, str]] = [
    (InvalidToken(f"The token `{TOKEN}` was rejected by the server."), "BotFather"),
    (InvalidToken("Not Found"), "BotFather"),
    (Conflict("Conflict: terminated by other getUpdates request"), "stop the other one"),
    (RetryAfter(7), "asks to wait"),
    (NotTelegram("the answer is not JSON"), "is not Telegram"),
    (TimedOut("no answer in time"), "does not answer"),
    (Unreachable("ClientConnectorError: Connection refused"), "Connection refused"),
    (Forbidden("Forbidden: bot was blocked by the user"), "blocked"),
    (ChatMigrated(-1001234567890), "error"),
    (EndPointNotFound("Endpoint 'x' not found in Bot API"), "error"),
    (NetworkError("Bad Gateway"), "Bad Gateway"),
    (NetworkError("Bad Gateway (502). Parsing the server response b'<p>bonjour' failed"), "Bad Gateway (502)"),
    (NetworkError(f"Found (302). Parsing the server response b'{LEAKY} bonjour' failed"), "Found (302)"),
    (NetworkError("a" * 1000), "aaa"),
]


@pytest.mark.parametrize(("error", "said"), ERRORS, ids=lambda one: type(one).__name__)
def test_what_the_host_reads_holds_no_secret(error: TelegramError, said: str) -> None:
    text = advice(error, ADDRESS)
    assert said in voice("en")(text)
    failed = failure(error)
    assert isinstance(failed, PlatformFailed)
    for words in (reason(error), str(failed), *(voice(one)(text) for one in ("fr", "fr@tu", "en"))):
        assert words
        assert TOKEN not in words
        assert "bonjour" not in words
        assert len(words) < 300
    assert len(reason(error)) <= 100


def test_the_address_is_named_where_it_may_be_wrong() -> None:
    for error in (NotTelegram("x"), TimedOut(), Unreachable("x")):
        assert "http://127.0.0.1:8081" in voice("fr")(advice(error, "http://127.0.0.1:8081"))


@pytest.mark.parametrize("error", [error for error, _ in ERRORS], ids=lambda one: type(one).__name__)
def test_advice_is_said_in_french(error: TelegramError) -> None:
    text = advice(error, ADDRESS)
    assert voice("fr")(text) != voice("en")(text)
