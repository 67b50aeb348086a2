"""Whoever writes a message makes up what it points at: nothing that they point at stops Palabre."""

from typing import Any

import pytest

from bot.platforms.matrix.incoming import Wrote
from handlers.conversation.events import Chat
from tests.bot.matrix.test_incoming import IN_PRIVATE, ROOM, event, heard, written


@pytest.mark.parametrize("made_up", ["\ud800", "$a\x00b"])
def test_an_id_for_which_no_database_can_be_asked_is_none(made_up: Any) -> None:
    tapped = {"rel_type": "m.annotation", "event_id": made_up, "key": "👍"}
    assert heard(event("m.reaction", {"m.relates_to": tapped})) is None
    assert heard(event("m.room.redaction", {"redacts": made_up})) is None
    reply = heard(written("2", **{"m.relates_to": {"m.in_reply_to": {"event_id": made_up}}}), IN_PRIVATE)
    thread = heard(written("!aide", **{"m.relates_to": {"rel_type": "m.thread", "event_id": made_up}}))
    assert isinstance(reply, Wrote)
    assert isinstance(thread, Wrote)
    assert (reply.replied, thread.back.chat) == ("", Chat("matrix", ROOM))
