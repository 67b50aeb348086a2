"""What an answer of the server's stream holds, and how people are called."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.matrix.names import shown_name
from bot.platforms.matrix.stream import News, RoomNews, news
from tests.bot.matrix.test_incoming import likely
from tests.bot.salon.strange import words

Json = dict[str, Any]
LEA = "@lea:x"


def test_a_sync_is_read_as_it_was_sent_and_decrypted_where_it_can_be() -> None:
    sealed, clear, read = {"event_id": "$1", "type": "m.room.encrypted"}, {"event_id": "$2"}, {"event_id": "$1"}
    answer = {
        "next_batch": "s2",
        "rooms": {
            "join": {
                "!a": {
                    "state": {"events": [clear]},
                    "timeline": {"events": [sealed, clear], "limited": True, "prev_batch": "s1"},
                }
            },
            "invite": {"!b": {"invite_state": {"events": [clear]}}},
            "leave": {"!c": {"timeline": {"events": [clear]}}},
        },
        "to_device": {"events": [{"type": "m.room_key"}]},
    }
    assert news(answer, {"$1": read}) == News(
        "s2",
        {"!a": RoomNews([clear], [read, clear], True, "s1")},
        {"!b": [clear]},
        {"!c": RoomNews([], [clear])},
        keys=True,
    )
    assert news({"next_batch": "s2"}, {}) == News("s2")


@given(st.dictionaries(st.sampled_from(["rooms", "to_device", "join", "timeline", "events"]), likely, max_size=4))
def test_any_json_as_a_sync_is_read(answer: Json) -> None:
    rooms = {kind: {"!a": answer} for kind in ("join", "invite", "leave")}
    for one in (answer, {"rooms": answer}, {"rooms": rooms}):
        read = news({**one, "next_batch": "s"}, {})
        assert read.next == "s"
        for said in read.joined.values():
            assert all(isinstance(event, dict) for event in [*said.state, *said.timeline])


@pytest.mark.parametrize(
    ("name", "account", "shown"),
    [
        ("Léa", LEA, "Léa"),
        ("", LEA, "lea"),
        ("\u202e\u200b", LEA, "lea"),
        ("\u202eLéa", LEA, "Léa"),
        ("", "@\u202e:x", "?"),
        ("", "", "?"),
        ("L" * 100, LEA, "L" * 39 + "…"),
    ],
)
def test_somebody_is_called_by_what_can_be_seen(name: str, account: str, shown: str) -> None:
    assert shown_name(name, account) == shown


@given(words, words)
def test_any_name_is_short_and_can_be_kept(name: str, account: str) -> None:
    shown = shown_name(name, account)
    assert 0 < len(shown) <= 40
    assert shown.encode().decode() == shown
