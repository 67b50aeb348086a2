"""What the events of a room say, and that what is not addressed to Palabre says nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.matrix.incoming import (
    Back,
    Declined,
    Item,
    Me,
    Reacted,
    TookAway,
    Where,
    Wrote,
    is_attached,
    membership_before,
    understand,
    words_of,
)
from handlers.conversation.events import Chat, Command, Said, Sender, Standing
from tests.bot.salon.strange import words
from tests.conftest import TUESDAY_NOON

Json = dict[str, Any]
K = TypeVar("K")

ME = Me("@palabre:tilleuls.test", frozenset({"sondage", "poll", "aide", "réunion"}))
LEA, ROOM, ALONE = "@lea:tilleuls.test", "!tilleuls:tilleuls.test", "!alone:tilleuls.test"
IN_ROOM = Where(ROOM, names={LEA: "Léa"})
IN_PRIVATE = Where(ALONE, person=LEA, names={LEA: "Léa"})
CARD = "$card"


def event(kind: str = "m.room.message", content: Any = None, **other: Any) -> Json:
    """An event of Léa's, of a minute ago."""
    at = int((TUESDAY_NOON - timedelta(minutes=1)).timestamp() * 1000)
    return {
        "type": kind,
        "sender": LEA,
        "event_id": "$said",
        "origin_server_ts": at,
        "content": {} if content is None else content,
        **other,
    }


def written(body: str, **content: Any) -> Json:
    return event(content={"msgtype": "m.text", "body": body, **content})


def heard(said: Json, where: Where = IN_ROOM) -> Item | None:
    return understand(said, where, ME, TUESDAY_NOON)


def the(kind: type[K], item: Item | None) -> K:
    """The words for Palabre, which are of this kind."""
    assert isinstance(item, Wrote)
    assert isinstance(item.event, kind)
    return item.event


def replying(to: str = CARD, **more: Any) -> Json:
    return {"m.relates_to": {"m.in_reply_to": {"event_id": to}, **more}}


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("!sondage bleu ou vert ?", "sondage", "bleu ou vert ?"),
        ("  !Sondage\n bleu\nvert ", "Sondage", "bleu\nvert"),
        ("! sondage : bleu", "sondage", "bleu"),
        ("/sondage bleu", "sondage", "bleu"),
        ("!Réunion demain", "Réunion", "demain"),
    ],
)
def test_a_command_of_palabres_is_heard_in_a_room(typed: str, name: str, rest: str) -> None:
    item = heard(written(typed))
    command = the(Command, item)
    assert (command.name, command.words, command.reply_to) == (name, rest, None)
    assert (command.at, command.chat) == (TUESDAY_NOON - timedelta(minutes=1), Chat("matrix", ROOM))
    assert not command.chat.private
    assert command.sender == Sender(LEA, "Léa", Standing("unknown", command.at), LEA)
    assert isinstance(item, Wrote)
    assert item.back == Back(command.chat, ROOM, LEA, "Léa", "$said")


def test_the_id_of_an_act_is_of_one_account_and_one_event_and_names_nobody() -> None:
    other = {**written("!aide"), "sender": "@karim:tilleuls.test"}
    later = {**written("!aide"), "event_id": "$later"}
    ids = [the(Command, heard(one)).id for one in (written("!aide"), other, later, written("!aide"))]
    assert len(set(ids)) == 3
    assert ids[0] == ids[3]
    assert ids[0].startswith("matrix:")
    assert not any("lea" in id or "karim" in id for id in ids)


UNHEARD = [
    written("bonjour"),
    written("!inconnu x"),
    written("!!sondage"),
    written("a !sondage"),
    written("!"),
    written("Palabre ?"),
    written(""),
    {**written("!aide"), "sender": ME.id},
    {**written("!aide"), "state_key": ""},
    written("* !aide", **{"m.relates_to": {"rel_type": "m.replace", "event_id": "$said"}}),
    event(content={"msgtype": "m.notice", "body": "!aide"}),
    event(content={"msgtype": "m.emote", "body": "!aide"}),
    event(content={"msgtype": "m.image", "body": "!aide"}),
    event("m.room.encrypted", {"body": "!aide", "msgtype": "m.text"}),
    event("m.sticker", {"body": "!aide"}),
    event("m.room.member", {"membership": "join"}, state_key=LEA),
]


@pytest.mark.parametrize("said", UNHEARD)
def test_what_a_room_does_not_say_to_palabre_says_nothing(said: Json) -> None:
    assert heard(said) is None


def test_a_reply_in_a_room_says_to_what() -> None:
    item = heard(written("bleu", **replying()))
    assert isinstance(item, Wrote)
    assert (the(Said, item).words, item.replied) == ("bleu", CARD)
    asked = heard(written("!sondage", **replying("$neighbour")))
    assert isinstance(asked, Wrote)
    assert (the(Command, asked).name, asked.replied) == ("sondage", "$neighbour")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("> <@lea:x> Rouge ?\n\nbleu", "bleu"),
        ("> <@lea:x> Rouge ?\n> Vert ?\n>\n> Bleu ?\n\n bleu \nou vert", "bleu \nou vert"),
        ("> <@lea:x> Rouge ?\n\n", ""),
        ("bleu > vert", "bleu > vert"),
        ("bleu\n> vert", "bleu\n> vert"),
    ],
)
def test_what_older_clients_quote_above_a_reply_is_not_said_by_it(body: str, said: str) -> None:
    item = heard(written(body, **replying()))
    assert (item is None) == (said == "")
    assert item is None or the(Said, item).words == said
    assert words_of(written(body, **replying())) == said
    assert words_of(written(body)) == body.strip(), "who quotes by hand says it"


def test_in_a_thread_only_a_real_reply_is_one() -> None:
    falling_back = replying(rel_type="m.thread", event_id="$root", is_falling_back=True)
    assert heard(written("bleu", **falling_back)) is None
    command = the(Command, heard(written("!aide", **falling_back)))
    assert (command.chat, command.chat.thread) == (Chat("matrix", ROOM), "$root")
    real = heard(written("bleu", **replying(rel_type="m.thread", event_id="$root", is_falling_back=False)))
    assert isinstance(real, Wrote)
    assert (real.replied, real.back.chat.thread) == (CARD, "$root")


def test_private_words_are_all_for_palabre() -> None:
    said = the(Said, heard(written(" bleu "), IN_PRIVATE))
    assert (said.words, said.chat, said.chat.private) == ("bleu", Chat("matrix", LEA), True)
    assert the(Command, heard(written("!inconnu x"), IN_PRIVATE)).name == "inconnu"
    assert heard(written("  "), IN_PRIVATE) is None


@pytest.mark.parametrize("said", ["bonjour", "Bonjour !", " SALUT ", "hello.", "coucou"])
def test_who_says_hello_in_private_gets_the_menu(said: str) -> None:
    assert the(Command, heard(written(said), IN_PRIVATE)).name == "menu"
    assert heard(written(said)) is None


@pytest.mark.parametrize("kind", ["m.image", "m.file", "m.audio", "m.video", "m.location"])
def test_what_is_no_words_is_declined_in_private(kind: str) -> None:
    shown = event(content={"msgtype": kind, "body": "photo.jpg"})
    assert isinstance(heard(shown, IN_PRIVATE), Declined)
    assert is_attached(shown)
    assert not is_attached(written("photo.jpg"))


def test_a_sticker_is_declined_in_private() -> None:
    assert isinstance(heard(event("m.sticker", {"body": "🎉"}), IN_PRIVATE), Declined)


def test_a_room_that_has_moved_is_spoken_of_by_its_newest_id() -> None:
    item = heard(written("!aide"), Where(ROOM, follows="!new"))
    assert isinstance(item, Wrote)
    assert (item.event.chat, item.back.room) == (Chat("matrix", "!new"), ROOM)


def test_a_reaction_says_under_what_and_with_which_sign() -> None:
    relation = {"rel_type": "m.annotation", "event_id": CARD, "key": "1️⃣"}
    item = heard(event("m.reaction", {"m.relates_to": relation}))
    assert isinstance(item, Reacted)
    assert (item.message, item.sign, item.sender.account, item.back.event) == (CARD, "1️⃣", LEA, "$said")
    long = heard(event("m.reaction", {"m.relates_to": relation | {"key": "x" * 5000}}))
    assert isinstance(long, Reacted)
    assert len(long.sign) == 64


@pytest.mark.parametrize(
    "relation",
    [None, 3, {}, {"rel_type": "m.annotation", "event_id": CARD}, {"rel_type": "m.annotation", "key": "1"},
     {"rel_type": "m.reference", "event_id": CARD, "key": "1"}, {"rel_type": "m.annotation", "event_id": 3, "key": "1"}],
)  # fmt: skip
def test_a_broken_reaction_says_nothing(relation: object) -> None:
    assert heard(event("m.reaction", {"m.relates_to": relation})) is None


def test_what_is_taken_away_is_named_where_each_room_version_names_it() -> None:
    before_11 = heard(event("m.room.redaction", {"reason": "!"}, redacts="$tap"))
    since_11 = heard(event("m.room.redaction", {"redacts": "$tap"}))
    for item in (before_11, since_11):
        assert isinstance(item, TookAway)
        assert (item.gone, item.back.account) == ("$tap", LEA)
    assert heard(event("m.room.redaction", {})) is None
    assert heard(event("m.room.redaction", {"redacts": 3})) is None


NOON = int(TUESDAY_NOON.timestamp() * 1000)


@pytest.mark.parametrize(
    ("told", "at"),
    [
        (NOON - 60_000, TUESDAY_NOON - timedelta(minutes=1)),
        (NOON + 1, TUESDAY_NOON),
        (10**13, TUESDAY_NOON),
        (1, datetime.fromtimestamp(0.001, UTC)),
        *((broken, TUESDAY_NOON) for broken in (0, -1, 10**14, 10**30, True, 1.5, "1", None)),
    ],
)
def test_nobody_speaks_from_the_future(told: Any, at: datetime) -> None:
    assert the(Command, heard({**written("!aide"), "origin_server_ts": told})).at == at


def test_somebody_without_a_name_there_is_called_as_their_account() -> None:
    assert the(Command, heard(written("!aide"), Where(ROOM))).sender.name == "lea"


@pytest.mark.parametrize(
    ("unsigned", "before"),
    [
        ({"prev_content": {"membership": "join"}}, "join"),
        ({"prev_content": {"membership": None}}, ""),
        ({"prev_content": 3}, ""),
        (None, ""),
    ],
)
def test_what_somebody_was_before_is_read_where_it_stands(unsigned: object, before: str) -> None:
    assert membership_before({**event("m.room.member"), "unsigned": unsigned}) == before


short = words.map(lambda said: said[:100])
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | short,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(short, inside, max_size=3),
    max_leaves=8,
)
NAMES = [
    "type", "sender", "event_id", "origin_server_ts", "content", "redacts", "unsigned", "msgtype", "body",
    "m.relates_to", "rel_type", "key", "m.in_reply_to", "is_falling_back", "prev_content", "membership",
]  # fmt: skip
KNOWN = [
    "m.room.message", "m.reaction", "m.room.redaction", "m.sticker", "m.text", "m.image", "m.annotation", "m.thread",
    "m.replace", LEA, ME.id, CARD, "!sondage x",
]  # fmt: skip
likely = st.recursive(
    json | st.sampled_from(KNOWN),
    lambda inside: st.dictionaries(st.sampled_from(NAMES), inside, max_size=6),
    max_leaves=30,
)
"""Any JSON, and often such as an event is made of."""
events = st.dictionaries(st.sampled_from(NAMES), likely, max_size=9) | st.builds(
    lambda base, wrong: {**base, **wrong},
    st.sampled_from([*UNHEARD, written("!aide"), written("bleu", **replying())]),
    st.dictionaries(st.sampled_from(NAMES), likely, max_size=3),
)


@given(events, st.sampled_from([IN_ROOM, IN_PRIVATE]))
def test_any_json_as_an_event_is_understood_or_says_nothing(said: Json, where: Where) -> None:
    item = heard(said, where)
    words_of(said), is_attached(said), membership_before(said)
    if isinstance(item, Wrote):
        kept = [item.event.words, item.back.name, getattr(item.event, "name", "")]
        assert item.event.words or isinstance(item.event, Command)
    elif isinstance(item, Reacted):
        kept = [item.sign, item.sender.name]
    else:
        kept = []
    for one in kept:
        assert "\x00" not in one
        assert one.encode().decode() == one
    if item is not None:
        assert item.back.account != ME.id
