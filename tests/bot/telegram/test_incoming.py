"""What the updates of the Bot API say, and that what is not addressed to Palabre says nothing."""

from datetime import timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.platforms.telegram.incoming import Asked, Back, Declined, Heard, Me, understand
from handlers.conversation import events as ev
from handlers.conversation.events import Chat, Command, Press, Quoted, Said, Sender, Standing
from tests.bot.salon.strange import words
from tests.conftest import TUESDAY_NOON
from tests.peers.telegram.calls import Json
from tests.peers.telegram.official import wrong_update
from tests.peers.telegram.standing import NO_POWERS, POWERS, SENDING

ME = Me(7_000_000_001, "PalabreBot", frozenset({"sondage", "poll", "start", "aide", "réunion"}))
TAPPED = TUESDAY_NOON - timedelta(hours=3)
WRITTEN = TUESDAY_NOON - timedelta(minutes=1)
DATE = int(WRITTEN.timestamp())
ACT = "telegram:5001:900"  # what Nadia does by the update 900

NADIA: Json = {"id": 5001, "is_bot": False, "first_name": "Nadia", "last_name": "B.", "username": "nadia"}
KARIM: Json = {"id": 5002, "is_bot": False, "first_name": "Karim"}
PALABRE: Json = {"id": ME.id, "is_bot": True, "first_name": "Palabre", "username": ME.username}
ROBOT: Json = {"id": 5003, "is_bot": True, "first_name": "Meteo", "username": "meteobot"}
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

GROUP: Json = {"id": -1001234567890, "type": "supergroup", "title": "Les Tilleuls"}
SMALL: Json = {"id": -4321, "type": "group", "title": "Les Tilleuls"}
PRIVATE: Json = {"id": 5001, "type": "private", "first_name": "Nadia"}
CHANNEL: Json = {"id": -1009876543210, "type": "channel", "title": "Le quartier"}
CHATS = [GROUP, SMALL, PRIVATE, CHANNEL]
ROOM, ALONE = Chat("telegram", "-1001234567890"), Chat("telegram", "5001", private=True)

PICTURE: Json = {"text": None, "photo": [{"file_id": "a", "file_unique_id": "a", "width": 90, "height": 90}]}
E = TypeVar("E")


def message(**fields: Any) -> Json:
    """A message of Nadia's in the group; `sender` is the field « from », None leaves a field out."""
    fields = {"message_id": 41, "date": DATE, "chat": GROUP, "sender": NADIA, "text": "bonjour"} | fields
    fields["from"] = fields.pop("sender")
    return {name: value for name, value in fields.items() if value is not None}


CARD = message(message_id=33, sender=PALABRE, caption="Quand ?", **PICTURE)


def heard(**update: Json) -> list[Heard | Asked | Declined]:
    """What this update says, once the official documentation has let it pass."""
    body = {"update_id": 900, **update}
    assert not wrong_update(body)
    return list(understand(Update.de_json(body), ME, TUESDAY_NOON, TAPPED))


def said(**fields: Any) -> list[Heard | Asked | Declined]:
    return heard(message=message(**fields))


def tapped(**fields: Any) -> list[Heard | Asked | Declined]:
    return heard(callback_query={"id": "9", "from": NADIA, "chat_instance": "1"} | fields)


def the(kind: type[E], items: list[Heard | Asked | Declined]) -> tuple[E, Heard]:
    """The only event, of this kind, and what came with it."""
    (item,) = items
    assert isinstance(item, Heard)
    assert isinstance(item.event, kind)
    return item.event, item


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("/sondage bleu ou vert ?", "sondage", "bleu ou vert ?"),
        ("  /Sondage@PALABREBOT\n bleu\nvert ", "Sondage", "bleu\nvert"),
        ("/ sondage : bleu", "sondage", "bleu"),
        ("/Réunion demain", "Réunion", "demain"),
        ("/RÉUNION@palabrebot", "RÉUNION", ""),
        ("/inconnu@PalabreBot à moi", "inconnu", "à moi"),
    ],
)
def test_a_command_of_palabres_is_heard_in_a_group(typed: str, name: str, rest: str) -> None:
    command, item = the(Command, said(text=typed))
    assert (command.name, command.words, command.reply_to) == (name, rest, None)
    assert (command.id, command.at, command.chat, command.chat.private) == (ACT, TUESDAY_NOON, ROOM, False)
    assert command.sender == Sender("5001", "Nadia B.", Standing("unknown", TUESDAY_NOON), "nadia")
    assert (item.back, item.replied) == (Back(ROOM, 5001, "Nadia B.", 900, 41), "")


UNHEARD = [
    "/sondage@MeteoBot x",
    "/inconnu x",
    "/sondages",
    "//sondage",
    "a /sondage",
    "/",
    "/12",
    "@PalabreBot ?",
]


@pytest.mark.parametrize("typed", UNHEARD)
def test_what_a_group_does_not_say_to_palabre_says_nothing(typed: str) -> None:
    assert said(text=typed) == said(text=typed, chat=SMALL) == []
    assert heard(edited_message=message(text="/aide")) == []


def test_private_words_are_all_for_palabre() -> None:
    command, _ = the(Command, said(text="/inconnu x", chat=PRIVATE))
    assert (command.name, command.chat, command.chat.private) == ("inconnu", ALONE, True)
    answer, item = the(
        Said, said(text=" bleu ", chat=PRIVATE, reply_to_message=message(sender=PALABRE, chat=PRIVATE))
    )
    assert (answer.words, item.replied) == ("bleu", "")


@pytest.mark.parametrize(("later", "at"), [(0, WRITTEN), (3600, TUESDAY_NOON)])
def test_words_are_said_when_they_were_written_and_never_later_than_now(later: int, at: object) -> None:
    assert the(Said, said(chat=PRIVATE, date=DATE + later))[0].at == at


def test_a_caption_is_words_and_a_forwarded_command_is_none() -> None:
    command, _ = the(Command, said(**PICTURE, caption="/sondage bleu ou vert ?"))
    assert command.words == "bleu ou vert ?"
    origin = {"type": "user", "date": DATE, "sender_user": KARIM}
    assert said(text="/sondage bleu ?", forward_origin=origin) == []
    the(Said, said(text="/sondage bleu ?", chat=PRIVATE, forward_origin=origin))


def test_a_reply_to_a_card_is_said_to_it() -> None:
    answer, item = the(Said, said(text="samedi", reply_to_message=CARD))
    assert (answer.words, answer.topic, item.replied) == ("samedi", None, "33")
    assert said(**PICTURE, reply_to_message=CARD) == said(text="/aide@MeteoBot", reply_to_message=CARD) == []
    command, _ = the(Command, said(text="/sondage bleu ou vert", reply_to_message=CARD))
    assert command.reply_to is None


@pytest.mark.parametrize(
    ("theirs", "quote", "quoted"),
    [
        ({"text": "Samedi ou dimanche ?"}, None, "Samedi ou dimanche ?"),
        ({"caption": "Ici ?", **PICTURE}, None, "Ici ?"),
        ({"text": "Bonjour. Samedi ?"}, {"text": "Samedi ?", "position": 9}, "Samedi ?"),
        (PICTURE, None, ""),
    ],
)
def test_a_reply_to_a_neighbour_quotes_them(theirs: Json, quote: Json | None, quoted: str) -> None:
    replied = message(message_id=32, sender=KARIM, **theirs)
    command, _ = the(Command, said(text="/sondage", reply_to_message=replied, quote=quote))
    assert command.reply_to == Quoted("5002", "Karim", quoted, f"{ROOM}/32", attached="photo" in theirs)
    assert said(text="samedi", reply_to_message=replied, quote=quote) == []


def test_words_that_one_person_alone_sees_are_for_palabre() -> None:
    _, item = the(Said, said(text="samedi", message_id=0, ephemeral_message_id=7, receiver_user=PALABRE))
    assert (item.back, item.replied) == (Back(ROOM, 5001, "Nadia B.", 900, ephemeral=7), "")


@pytest.mark.parametrize(("is_topic", "thread"), [(True, "12"), (False, ""), (None, "")])
def test_a_thread_is_a_topic_and_not_a_row_of_replies(is_topic: bool | None, thread: str) -> None:
    where = {"message_thread_id": 12, "is_topic_message": is_topic}
    for items in (said(text="/aide", **where), tapped(data="a:b", message=message(sender=PALABRE, **where))):
        _, item = the(Command | Press, items)  # type: ignore[arg-type]
        assert item.event.chat.thread == thread


@pytest.mark.parametrize("act", [{"text": "/aide"}, {"text": "samedi", "reply_to_message": CARD}])
@pytest.mark.parametrize(
    ("who", "why"),
    [
        ({"sender": ANONYMOUS, "sender_chat": GROUP}, "in the name of the group"),
        ({"sender": {**ANONYMOUS, "id": 136817688}, "sender_chat": CHANNEL}, "in the name of a channel"),
        ({"sender": ROBOT}, "only answer people"),
    ],
)
def test_only_people_are_answered(act: Json, who: Json, why: str) -> None:
    (item,) = said(**act, **who)
    assert isinstance(item, Declined)
    assert why in item.text.sentence
    assert (item.back.chat, item.back.message) == (ROOM, 41)
    assert said(**who) == []


@pytest.mark.parametrize("text", ["/aide", "bonjour"])
def test_a_channel_says_nothing_neither_does_what_it_sends_to_its_group(text: str) -> None:
    assert heard(channel_post=message(chat=CHANNEL, sender=None, sender_chat=CHANNEL, text=text)) == []
    origin = {"type": "channel", "date": DATE, "chat": CHANNEL, "message_id": 3}
    sender = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    linked = {"sender_chat": CHANNEL, "forward_origin": origin, "is_automatic_forward": True}
    assert said(text=text, sender=sender, **linked) == []


def test_a_picture_in_private_is_declined_and_a_service_message_says_nothing() -> None:
    (item,) = said(chat=PRIVATE, **PICTURE)
    assert isinstance(item, Declined)
    assert "only read words" in item.text.sentence
    assert said(chat=PRIVATE, text=None, pinned_message=message(chat=PRIVATE, sender=PALABRE)) == []


@pytest.mark.parametrize(
    ("shown", "chat", "native", "ephemeral"),
    [
        (message(sender=PALABRE), ROOM, 41, 0),
        (message(sender=PALABRE, message_id=0, ephemeral_message_id=7, receiver_user=NADIA), ROOM, 0, 7),
        ({"message_id": 41, "date": 0, "chat": GROUP}, ROOM, 41, 0),
        (message(sender=PALABRE, chat=PRIVATE), ALONE, 41, 0),
        (None, ALONE, 0, 0),
    ],
)
def test_a_tap_is_a_press_at_the_time_given(shown: Json | None, chat: Chat, native: int, ephemeral: int) -> None:
    press, item = the(Press, tapped(data="polls:vote:1:2", **({"message": shown} if shown else {})))
    assert (press.id, press.at, press.data) == (ACT, TAPPED, "polls:vote:1:2")
    assert (press.chat, press.chat.private, press.sender.standing.known_since) == (chat, chat.private, TAPPED)
    assert item.back == Back(chat, 5001, "Nadia B.", 900, native, "9", "polls:vote:1:2", ephemeral)


@pytest.mark.parametrize("data", ["", "close", "x" * 5000, ":::::", "é🎉\x00" * 90])
def test_a_press_with_any_data_is_kept(data: str) -> None:
    press, _ = the(Press, tapped(data=data, message=CARD))
    assert press.data == data.replace("\x00", "\ufffd")[:200]


POWERFUL = dict.fromkeys(POWERS, True) | dict.fromkeys(NO_POWERS, False)
TIED = dict.fromkeys(SENDING, False) | {"until_date": 0}
HERE: dict[str, Json] = {"member": {}, "administrator": POWERFUL, "restricted in": TIED | {"is_member": True}}
AWAY: dict[str, Json] = {"left": {}, "kicked": {"until_date": 0}, "restricted": TIED | {"is_member": False}}
RANKS = HERE | AWAY
ranks = pytest.mark.parametrize(("was", "is_now"), [(was, is_now) for was in RANKS for is_now in RANKS])


def changed(was: str, is_now: str, chat: Json = GROUP, user: Json = PALABRE) -> Json:
    old, new = ({"status": rank.split()[0], "user": user, **RANKS[rank]} for rank in (was, is_now))
    return {"chat": chat, "from": NADIA, "date": DATE, "old_chat_member": old, "new_chat_member": new}


@ranks
def test_palabre_is_invited_given_another_rank_or_shown_out(was: str, is_now: str) -> None:
    items = heard(my_chat_member=changed(was, is_now))
    if is_now in HERE:
        invited, item = the(ev.Invited, items)
        assert (invited.id, invited.chat, invited.title) == (ACT, ROOM, "Les Tilleuls")
        assert (invited.administrator, invited.already_in) == (is_now == "administrator", was in HERE)
        assert item.back == Back(ROOM, 5001, "Nadia B.", 900)
    else:
        assert items == [Heard(ev.Dismissed("telegram:900", TUESDAY_NOON, ROOM))]
    assert len(heard(my_chat_member=changed(was, is_now, SMALL))) == 1
    assert not heard(my_chat_member=changed(was, is_now, CHANNEL))
    assert len(heard(my_chat_member=changed(was, is_now, PRIVATE))) == (is_now == "kicked"), "blocked in private"


@ranks
def test_an_administrator_is_told_who_comes_and_goes(was: str, is_now: str) -> None:
    items = heard(chat_member=changed(was, is_now, user=KARIM))
    assert heard(chat_member=changed(was, is_now, user=ROBOT)) == []
    assert heard(chat_member=changed(was, is_now, CHANNEL, KARIM)) == []
    if (was in HERE) == (is_now in HERE):
        assert items == []
    elif is_now in HERE:
        assert the(ev.Joined, items)[0].sender.account == "5002"
    else:
        assert the(ev.Left, items)[0].sender.standing.rank == "left"


def test_service_messages_tell_of_people_and_not_of_robots() -> None:
    joined = said(text=None, new_chat_members=[KARIM, ROBOT, PALABRE, NADIA])
    ids = [item.event.id for item in joined if isinstance(item, Heard) and isinstance(item.event, ev.Joined)]
    assert ids == ["telegram:5002:900:joined", "telegram:5001:900:joined"]
    left, _ = the(ev.Left, said(text=None, left_chat_member=KARIM))
    assert (left.id, left.sender.standing.rank) == ("telegram:5002:900:left", "left")
    assert said(text=None, left_chat_member=ROBOT) == []


def test_a_group_moves_to_another_id() -> None:
    moved = Heard(ev.Moved("telegram:900", TUESDAY_NOON, Chat("telegram", "-4321"), ROOM))
    assert said(text=None, chat=SMALL, migrate_to_chat_id=GROUP["id"]) == [moved]
    assert said(text=None, sender=ANONYMOUS, sender_chat=GROUP, migrate_from_chat_id=SMALL["id"]) == [moved]


@given(words, words, st.sampled_from(CHATS), st.sampled_from(["", "/", "/aide@PalabreBot "]))
def test_any_words_and_names_are_understood_or_say_nothing(typed: str, name: str, chat: Json, start: str) -> None:
    who = {**NADIA, "first_name": name, "last_name": typed, "username": name}
    replied = message(chat=chat, sender=who, caption=typed, **PICTURE)
    written = message(chat=chat, sender=who, reply_to_message=replied, text=start + typed)
    query = {"id": "9", "from": who, "chat_instance": "1", "data": typed, "message": CARD}
    change = changed("left", "member", chat | {"title": name}) | {"from": who}
    for body in ({"message": written}, {"callback_query": query}, {"my_chat_member": change}):
        for item in understand(Update.de_json({"update_id": 900, **body}), ME, TUESDAY_NOON, TAPPED):
            assert isinstance(item, Heard | Declined)
            event = item.event if isinstance(item, Heard) else None
            assert isinstance(event, Command | Press | Said | ev.Invited | None)
            quoted = getattr(event, "reply_to", None) or Quoted("", "", "")
            kept = [getattr(event, part, "") for part in ("name", "words", "data", "title")]
            for one in (*kept, item.back.name if item.back else "", quoted.name, quoted.words):
                assert "\x00" not in one
                assert one.encode().decode() == one
