"""Groups: who is in them, what the bot may do and read there, and what becomes of them."""

import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden

from .calls import Json
from .conftest import Scene
from .pictures import SNAPSHOT

BAD = "400 Bad Request: "


async def _sends(scene: Scene, chat: int, method: str = "sendMessage", **more: object) -> str:
    what = {"text": "a"} if method == "sendMessage" else {}
    return await scene.bot.refused(method, chat_id=chat, **what, **more)


async def test_the_bot_comes_and_is_sent_away(scene: Scene) -> None:
    room = scene.api.group("Les Lilas", [scene.nadia], supergroup=False, creator=scene.lea)
    assert (-10_000 < room.id < 0, room.members) == (True, {scene.nadia.id: "member", scene.lea.id: "creator"})
    room.add_bot(by=scene.nadia)
    room.remove_bot(by=scene.lea)
    came, joined, left, gone = await scene.library.get_updates()
    assert came.my_chat_member is not None
    assert came.my_chat_member.from_user.id == scene.nadia.id
    assert came.my_chat_member.difference()["status"] == ("left", "member")
    assert joined.message is not None
    assert [user.id for user in joined.message.new_chat_members] == [42]
    assert left.message is not None
    assert left.message.left_chat_member is not None
    assert gone.my_chat_member is not None
    assert gone.my_chat_member.difference()["status"] == ("member", "kicked")
    assert await _sends(scene, room.id) == "403 Forbidden: bot was kicked from the group chat"
    scene.room.remove_bot(by=scene.nadia)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await scene.library.get_chat(scene.room.id)
    scene.lea.says(scene.room, "/menu")
    scene.room.add_bot(by=scene.lea, administrator=True)
    await scene.library.leave_chat(scene.room.id)
    assert await _sends(scene, scene.room.id) == "403 Forbidden: bot is not a member of the supergroup chat"
    alone = scene.api.group("Vide", supergroup=False)
    alone.add_bot(by=scene.lea)
    await scene.bot.gets("leaveChat", chat_id=alone.id)
    assert await _sends(scene, alone.id) == "403 Forbidden: bot is not a member of the group chat"


async def test_a_silenced_bot(scene: Scene) -> None:
    number = await scene.card()
    scene.room.restrict_bot()
    (update,) = await scene.bot.news()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "restricted"
    words = await _sends(scene, scene.room.id)
    assert words == f"{BAD}not enough rights to send text messages to the chat"
    with pytest.raises(BadRequest, match="Not enough rights to send photos to the chat"):
        await scene.library.send_photo(scene.room.id, SNAPSHOT)
    await scene.bot.gets("editMessageText", chat_id=scene.room.id, message_id=number, text="b")
    scene.room.unrestrict_bot()
    await scene.card()


async def test_groups_that_are_deleted(scene: Scene) -> None:
    basic = scene.api.group("Les Lilas", [scene.lea], supergroup=False)
    basic.add_bot(by=scene.lea)
    basic.delete()
    scene.room.delete()
    assert await _sends(scene, basic.id) == "403 Forbidden: the group chat was deleted"
    assert await _sends(scene, scene.room.id) == "403 Forbidden: bot was kicked from the supergroup chat"
    other = scene.api.group("Autre", [scene.lea])
    other.add_bot(by=scene.lea)
    other.delete(says="Bad Request: chat not found")
    assert await _sends(scene, other.id) == f"{BAD}chat not found"
    assert scene.lea.sees(other) == []


async def test_a_group_becomes_a_supergroup(scene: Scene) -> None:
    old = scene.api.group("Les Lilas", [scene.lea, scene.nadia], supergroup=False)
    old.add_bot(by=scene.lea)
    await scene.library.send_message(
        old.id,
        "Bleu ?",
        reply_markup=telegram.InlineKeyboardMarkup.from_button(
            telegram.InlineKeyboardButton("Oui", callback_data="y")
        ),
    )
    await scene.bot.news()
    new = old.migrate(joins="")
    (card,) = old.from_bot()
    scene.lea.taps(card, "Oui")
    first, second, press = await scene.bot.news()
    assert (first["message"]["chat"]["id"], first["message"]["migrate_to_chat_id"]) == (old.id, new.id)
    assert (second["message"]["chat"]["id"], second["message"]["migrate_from_chat_id"]) == (new.id, old.id)
    assert press["callback_query"]["message"]["chat"]["id"] == old.id
    body = await scene.bot.asks("sendMessage", chat_id=old.id, text="a")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    with pytest.raises(ChatMigrated):
        await scene.library.edit_message_text("b", old.id, card.id)
    await scene.library.send_message(new.id, "a")
    assert (new.members, new.kind, str(new.id).startswith("-100")) == (old.members, "supergroup", True)


async def test_who_is_in_the_group(scene: Scene) -> None:
    async def status(person: int) -> str:
        return (await scene.library.get_chat_member(scene.room.id, person)).status

    karim, sarah = scene.api.person("Karim"), scene.api.person("Sarah")
    scene.room.join(karim)
    scene.room.leave(karim)
    scene.room.join(sarah)
    scene.room.kick(sarah, by=scene.nadia)
    scene.room.promote(scene.nadia)
    statuses = [await status(who.id) for who in (scene.lea, scene.nadia, karim, sarah, scene.api.bot)]
    assert statuses == ["member", "administrator", "left", "kicked", "member"]
    unseen = await scene.bot.refused("getChatMember", chat_id=scene.room.id, user_id=5)
    assert unseen == f"{BAD}PARTICIPANT_ID_INVALID"
    scene.lea.starts()
    unseen = await scene.bot.refused("getChatMember", chat_id=scene.lea.id, user_id=5)
    assert unseen == f"{BAD}user not found"
    administrators = await scene.library.get_chat_administrators(scene.room.id)
    assert [one.user.first_name for one in administrators] == ["Nadia"]
    assert await scene.library.get_chat_member_count(scene.room.id) == 3
    full = await scene.library.get_chat(scene.room.id)
    assert (full.title, full.type) == ("Les Tilleuls", "supergroup")


async def test_hidden_members(scene: Scene) -> None:
    async def asks() -> str:
        return await scene.bot.refused("getChatMember", chat_id=scene.room.id, user_id=scene.lea.id)

    scene.room.hide_members()
    assert await asks() == f"{BAD}CHAT_ADMIN_REQUIRED"
    await scene.library.get_chat_member(scene.room.id, 42)
    scene.room.hide_members("member list is inaccessible")
    assert await asks() == f"{BAD}member list is inaccessible"
    scene.room.promote_bot(by=scene.nadia)
    await scene.library.get_chat_member(scene.room.id, scene.lea.id)


async def test_what_the_bot_may_read(scene: Scene) -> None:
    async def heard() -> list[str]:
        return [update["message"].get("text", "") for update in await scene.bot.news()]

    await scene.card()
    (card,) = scene.room.from_bot()
    for words in (
        "Bonjour",
        "/menu",
        "/menu@PALABRE_bot",
        "/menu@other_bot",
        "Et toi @palabre_bot ?",
        "a /menu@palabre_bot",
    ):
        scene.lea.says(scene.room, words)  # fmt: skip
    scene.lea.says(scene.room, "2", reply_to=card)
    scene.room.other_bot_says("Météo", "Il pleut")
    scene.room.says_anonymously(scene.nadia, "Secret")
    assert await heard() == ["/menu", "/menu@PALABRE_bot", "Et toi @palabre_bot ?", "a /menu@palabre_bot", "2"]
    scene.room.other_bot_spoke_last = True
    scene.lea.says(scene.room, "/menu")
    assert await heard() == []
    scene.room.promote_bot(by=scene.nadia)
    await scene.bot.news()
    scene.lea.says(scene.room, "Bonjour")
    assert await heard() == ["Bonjour"]
    scene.room.demote_bot(by=scene.nadia)
    await scene.bot.news()
    scene.api.privacy_mode = False
    scene.lea.says(scene.room, "Bonsoir")
    assert await heard() == ["Bonsoir"]
    assert (await scene.library.get_me()).can_read_all_group_messages


async def test_commands_and_names_are_marked(scene: Scene) -> None:
    message = scene.lea.says(scene.room, "/sondage@palabre_bot 🎨 @nadia_x")
    assert message.entities == [
        {"type": "bot_command", "offset": 0, "length": 20},
        {"type": "mention", "offset": 24, "length": 8},
    ]


async def test_topics(scene: Scene) -> None:
    forum = scene.api.group("Forum", [scene.lea], forum=True)
    forum.add_bot(by=scene.lea)
    garden, kitchen = forum.topic("Jardin"), forum.topic("Cuisine")
    await scene.bot.news()
    asked = scene.lea.says(forum, "/menu", thread=garden)
    (update,) = await scene.bot.news()
    message: Json = update["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (garden, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Jardin"
    await scene.library.send_message(forum.id, "a", message_thread_id=garden)
    await scene.library.send_message(forum.id, "b", reply_to_message_id=asked.id)
    await scene.library.send_message(forum.id, "c")
    assert [message.thread for message in forum.from_bot()] == [garden, garden, None]
    assert [message.reply_to for message in forum.from_bot()] == [None, asked.id, None]
    forum.close_topic(garden)
    assert await _sends(scene, forum.id, message_thread_id=garden) == f"{BAD}TOPIC_CLOSED"
    forum.reopen_topic(garden)
    await scene.library.send_message(forum.id, "d", message_thread_id=garden)
    forum.delete_topic(kitchen)
    assert await _sends(scene, forum.id, message_thread_id=kitchen) == f"{BAD}message thread not found"
    assert await _sends(scene, scene.room.id, message_thread_id=1) == f"{BAD}message thread not found"


async def test_a_public_group_is_found_by_its_name(scene: Scene) -> None:
    room = scene.api.group("Le quartier", [scene.lea], public=True)
    room.add_bot(by=scene.lea)
    await scene.library.send_message(f"@{room.username}", "Bonjour")
    assert [message.text for message in scene.lea.sees(room)] == ["Bonjour"]
