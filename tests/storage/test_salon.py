"""The built-in room keeps its words, its pictures and its links, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage.database import Database, Transaction
from storage.salon import Quotation, StoredSalon
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import settle

ROOM, OTHER = "les-tilleuls", "le-hameau"
LATER = TUESDAY_NOON + timedelta(hours=1)


async def _rooms(tx: Transaction) -> StoredSalon:
    salon = StoredSalon(tx)
    await salon.open_room(ROOM)
    await salon.open_room(OTHER)
    return salon


async def test_a_room_opens_once(database: Database) -> None:
    async with database.writing() as tx:
        salon = await _rooms(tx)
        await salon.say(ROOM, key="a", content="{}", now=TUESDAY_NOON)
        await salon.open_room(ROOM)
        assert await salon.revision(ROOM) == 1
        assert await salon.revision("nowhere") is None
        with pytest.raises(LookupError):
            await salon.say("nowhere", key="b", content="{}", now=TUESDAY_NOON)


async def test_a_message_comes_back_as_it_was_said(database: Database) -> None:
    async with database.writing() as tx:
        here, salon = await settle(tx), await _rooms(tx)
        first = await salon.say(ROOM, key="a", content='{"words": "🗳️ <b>"}', now=TUESDAY_NOON)
        second = await salon.say(
            ROOM,
            key="b",
            content="{}",
            now=LATER,
            person=here.lea,
            reply_to=first,
            audience=f"person:{here.karim}",
            rings=True,
        )
        card, reply = await salon.latest(ROOM, 10)
        assert (card.id, card.person, card.name, card.content) == (first, None, "", '{"words": "🗳️ <b>"}')
        assert (card.audience, card.rings, card.said_at) == ("everyone", False, TUESDAY_NOON)
        assert (reply.id, reply.person, reply.name) == (second, here.lea, "Léa")
        assert reply.replied == Quotation(None, "", "everyone", '{"words": "🗳️ <b>"}')
        assert (reply.audience, reply.rings, reply.said_at) == (f"person:{here.karim}", True, LATER)
        assert await salon.find(ROOM, second) == reply
        assert await salon.find(OTHER, second) is None


async def test_said_twice_under_one_key_is_one_message(database: Database) -> None:
    async with database.writing() as tx:
        salon = await _rooms(tx)
        first = await salon.say(ROOM, key="post:3:0:0", content="one", now=TUESDAY_NOON)
        assert await salon.say(ROOM, key="post:3:0:0", content="two", now=LATER) == first
        assert [message.content for message in await salon.latest(ROOM, 10)] == ["one"]
        assert await salon.said_as(ROOM, "post:3:0:0") == first
        assert await salon.said_as(ROOM, "post:3:0:1") is None


async def test_every_change_in_a_room_has_a_higher_revision(database: Database) -> None:
    async with database.writing() as tx:
        here, salon = await settle(tx), await _rooms(tx)
        seen = [await salon.revision(ROOM)]
        said = await salon.say(ROOM, key="a", content="one", now=TUESDAY_NOON, person=here.lea)
        seen.append(await salon.revision(ROOM))
        await salon.rewrite(ROOM, said, "two")
        seen.append(await salon.revision(ROOM))
        await salon.say(ROOM, key="b", content="three", now=TUESDAY_NOON)
        seen.append(await salon.revision(ROOM))
        await salon.forget(here.lea)
        seen.append(await salon.revision(ROOM))
        numbers = [number for number in seen if number is not None]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == 5
        assert await salon.revision(OTHER) == 0


async def test_since_gives_what_changed_and_nothing_else(database: Database) -> None:
    async with database.writing() as tx:
        salon = await _rooms(tx)
        first, _, third = [
            await salon.say(ROOM, key=key, content=key, now=TUESDAY_NOON) for key in ("a", "b", "c")
        ]
        await salon.say(OTHER, key="d", content="d", now=TUESDAY_NOON)
        assert [message.content for message in await salon.since(ROOM, 0, 10)] == ["a", "b", "c"]
        assert [message.id for message in await salon.since(ROOM, 2, 10)] == [third]
        before = await salon.find(ROOM, first)
        await salon.rewrite(ROOM, first, "A")
        changed = await salon.since(ROOM, 3, 10)
        assert before is not None
        assert changed == [replace(before, content="A", revision=4)]
        assert await salon.since(ROOM, 4, 10) == []
        assert [message.content for message in await salon.since(ROOM, 0, 2)] == ["b", "c"]  # "A" came last
        assert [message.content for message in await salon.latest(ROOM, 2)] == ["b", "c"]


async def test_whoever_asks_again_after_what_was_given_misses_no_change(database: Database) -> None:
    async with database.writing() as tx:
        here, salon = await settle(tx), await _rooms(tx)
        own = [
            await salon.say(ROOM, key=f"own {number}", content="words", now=TUESDAY_NOON, person=here.lea)
            for number in range(5)
        ]
        seen = await salon.revision(ROOM)
        assert seen is not None
        await salon.forget(here.lea)
        new = [await salon.say(ROOM, key=f"new {number}", content="new", now=LATER) for number in range(4)]
        given = []
        while changed := await salon.since(ROOM, seen, 2):
            assert len(changed) <= 2
            seen = max(message.revision for message in changed)
            given += [(message.id, message.content) for message in changed]
        assert given == [(id, "") for id in own] + [(id, "new") for id in new]
        assert seen == await salon.revision(ROOM)


async def test_a_picture_is_seen_in_its_own_room_only(database: Database) -> None:
    async with database.writing() as tx:
        salon = await _rooms(tx)
        png = bytes(range(256)) * 3
        name = await salon.keep_picture(ROOM, png)
        assert await salon.keep_picture(ROOM, png) == name
        assert await salon.keep_picture(OTHER, png) != name
        assert await salon.picture(ROOM, name) == png
        assert await salon.picture(OTHER, name) is None
        assert await salon.picture(ROOM, "0" * 64) is None


async def test_of_a_link_only_the_digest_is_kept(database: Database) -> None:
    async with database.writing() as tx:
        here, salon = await settle(tx), await _rooms(tx)
        secret = await salon.make_link(ROOM, here.lea, TUESDAY_NOON)
        assert await salon.make_link(ROOM, here.lea, TUESDAY_NOON) != secret
        assert len(secret) >= 32
        for table in await database.tables(tx):
            for row in await tx.rows(f"SELECT * FROM {table}"):
                assert secret not in [row[name] for name in row.keys()]  # noqa: SIM118
                assert secret not in repr([row[name] for name in row.keys()])  # noqa: SIM118
        assert await salon.link(secret) == (ROOM, here.lea)
        assert await salon.link(secret[:-1]) is None
        digests = [row["digest"] for row in await tx.rows("SELECT digest FROM salon_links")]
        assert [await salon.link(digest) for digest in digests] == [None, None]


async def test_a_revoked_link_opens_nothing(database: Database) -> None:
    async with database.writing() as tx:
        here, salon = await settle(tx), await _rooms(tx)
        old = [await salon.make_link(ROOM, here.lea, TUESDAY_NOON) for _ in range(2)]
        elsewhere = await salon.make_link(OTHER, here.lea, TUESDAY_NOON)
        others = await salon.make_link(ROOM, here.karim, TUESDAY_NOON)
        assert await salon.revoke_links(ROOM, here.lea, LATER) == 2
        assert await salon.revoke_links(ROOM, here.lea, LATER) == 0
        assert [await salon.link(secret) for secret in old] == [None, None]
        assert await salon.link(elsewhere) == (OTHER, here.lea)
        assert await salon.link(others) == (ROOM, here.karim)
        new = await salon.make_link(ROOM, here.lea, LATER)
        assert await salon.link(new) == (ROOM, here.lea)


async def test_forgetting_takes_words_and_links_and_tells_the_pages(database: Database) -> None:
    async with database.writing() as tx:
        here, salon = await settle(tx), await _rooms(tx)
        for room in (ROOM, OTHER):
            await salon.say(room, key=f"{room}:a", content="secret words", now=TUESDAY_NOON, person=here.lea)
            await salon.say(room, key=f"{room}:b", content="others", now=TUESDAY_NOON, person=here.karim)
        secret = await salon.make_link(ROOM, here.lea, TUESDAY_NOON)
        kept = await salon.make_link(ROOM, here.karim, TUESDAY_NOON)
        await salon.forget(here.lea)
        assert await salon.link(secret) is None
        assert await salon.link(kept) is not None
        for room in (ROOM, OTHER):
            assert [message.content for message in await salon.latest(room, 10)] == ["", "others"]
            assert [message.content for message in await salon.since(room, 2, 10)] == [""]
