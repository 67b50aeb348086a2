"""What a server refuses has one meaning for a message, and one sentence for the host."""

import pytest
from nio import ErrorResponse, RoomSendError

from bot.platforms.matrix.failures import NotMatrix, NotReady, Refusal, Unreachable, failure, refusal
from bot.platforms.matrix.troubles import advice
from bot.platforms.platform import ChatGone, MessageGone, PlatformFailed
from bot.texts import LANGUAGES, voice

ADDRESS = "https://matrix.example.org"
LIMITED = Refusal("M_LIMIT_EXCEEDED", 429, 7.5)


@pytest.mark.parametrize(
    ("error", "kind", "retry_after"),
    [
        (LIMITED, PlatformFailed, 7.5),
        (Refusal("M_LIMIT_EXCEEDED", 429), PlatformFailed, 5.0),
        (Refusal("M_NOT_FOUND", 404), MessageGone, None),
        (Refusal("M_FORBIDDEN", 403), ChatGone, None),
        (Refusal("M_UNSUPPORTED_ROOM_VERSION", 400), ChatGone, None),
        (Refusal("M_UNKNOWN", 500), PlatformFailed, None),
        (Refusal("", 502), PlatformFailed, None),
        (Refusal("M_UNKNOWN_TOKEN", 401), PlatformFailed, None),
        (Unreachable("no answer in time"), PlatformFailed, None),
        (NotReady(""), PlatformFailed, 1.0),
    ],
)
def test_a_failure_means_later_another_message_or_nowhere(
    error: Refusal | Unreachable | NotReady, kind: type[Exception], retry_after: float | None
) -> None:
    failed = failure(error)
    assert type(failed) is kind
    assert getattr(failed, "retry_after", None) == retry_after


@pytest.mark.parametrize("code", ["M_TOO_LARGE", "M_BAD_JSON", "M_INVALID_PARAM", "M_DUPLICATE_ANNOTATION"])
def test_what_the_server_will_never_take_stays_itself(code: str) -> None:
    error = Refusal(code, 400)
    assert failure(error) is error


@pytest.mark.parametrize(
    ("error", "temporary", "shut_out"),
    [
        (LIMITED, True, False),
        (Refusal("M_UNKNOWN", 503), True, False),
        (Refusal("", 0), True, False),
        (Refusal("M_FORBIDDEN", 403), False, False),
        (Refusal("M_UNKNOWN_TOKEN", 401), False, True),
        (Refusal("M_MISSING_TOKEN", 401), False, True),
        (Refusal("M_USER_DEACTIVATED", 403), False, True),
        (Refusal("M_USER_LOCKED", 401), False, True),
    ],
)
def test_what_passes_and_what_does_not_are_told_apart(error: Refusal, temporary: bool, shut_out: bool) -> None:
    assert (error.temporary, error.shut_out) == (temporary, shut_out)


def test_the_refusal_of_the_library_is_read_and_its_words_are_not_said() -> None:
    found = refusal(RoomSendError("cannot send « bleu » to Léa", "M_FORBIDDEN", retry_after_ms=1500))
    assert (found.code, found.retry_after, found.status) == ("M_FORBIDDEN", 1.5, 0)
    assert str(found) == "M_FORBIDDEN (0)"
    assert "Léa" not in repr(failure(found))
    unnamed = refusal(ErrorResponse("unknown error"))
    assert (unnamed.code, str(unnamed), unnamed.temporary) == ("", "unknown (0)", True)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refusal("M_UNKNOWN_TOKEN", 401), "access_token"),
        (Refusal("M_MISSING_TOKEN", 401), "access_token"),
        (Refusal("M_USER_DEACTIVATED", 403), "fermé"),
        (Refusal("M_USER_SUSPENDED", 403), "fermé"),
        (Refusal("M_FORBIDDEN", 403), "mot de passe"),
        (Refusal("M_UNRECOGNIZED", 404), "homeserver"),
        (NotMatrix("an answer that is none (200)"), "homeserver"),
        (LIMITED, "attendre"),
        (Unreachable("Connection refused"), "Connection refused"),
        (Refusal("M_UNKNOWN", 500), "M_UNKNOWN (500)"),
        (Refusal("", 502), "unknown (502)"),
    ],
)
def test_the_host_is_told_what_to_do(error: Refusal | Unreachable, said: str) -> None:
    assert said in voice("fr")(advice(error, ADDRESS))
    for language in LANGUAGES:
        words = voice(language)(advice(error, ADDRESS))
        assert ADDRESS in words
        assert words[-1] in ".?"
