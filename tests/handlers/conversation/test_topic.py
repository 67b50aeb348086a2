"""Topics and button data, as they are written and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.topic import Topic
from handlers.conversation.views import DATA_BYTES, data


@given(st.sampled_from(["polls", "help"]), st.integers(0, 10**15), st.sampled_from(["", "result", "a:b"]))
def test_a_topic_is_read_as_it_was_written(feature: str, number: int, aspect: str) -> None:
    topic = Topic(feature, number, aspect)
    assert Topic.parse(str(topic)) == topic


@pytest.mark.parametrize("words", ["", "polls", "polls:x", "polls:"])
def test_what_is_no_topic_is_not_read(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Topic.parse(words)


def test_button_data_of_64_bytes_fits_and_one_more_does_not() -> None:
    assert data("polls", "vote", 10**17, 10**17)
    assert len(data("a", "b", "é" * 30).encode()) == DATA_BYTES
    with pytest.raises(ValueError, match="64 bytes"):
        data("a", "b", "é" * 30 + "x")
