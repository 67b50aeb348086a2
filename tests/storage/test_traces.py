"""Two people who turn out to be one leave one trace, and what is told of somebody is all there is."""

from datetime import timedelta

import pytest

from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.conversation.stores import Draft
from handlers.conversation.text import verbatim
from handlers.conversation.topic import Topic
from handlers.members.model import Role
from storage.codes import StoredCodes
from storage.database import Database, Transaction
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.posts import StoredPosts
from storage.salon import StoredSalon
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import CHAT, Settled, settle

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NUMBERS = (
    "accounts.person",
    "memberships.person",
    "households.holder",
    "household_claims.claimant",
    "household_claims.person",
    "relays.person",
    "relays.relay",
    "reaches.person",
    "reaches.noted_by",
    "codes.person",
    "code_tries.person",
    "drafts.person",
    "salon_links.person",
    "salon_messages.person",
)


async def busy(tx: Transaction, here: Settled, person: int, others: tuple[int, int]) -> None:
    """Puts somebody into every table that may hold them, beside two others."""
    members, codes, one, two = StoredMembers(tx, TUESDAY_NOON), StoredCodes(tx), *others
    member = await members.member(here.group, person)
    assert member is not None
    await members.hold(member.household, person)
    await members.claim(here.group, person, one, "")
    await members.claim(here.group, two, person, "")
    await members.ask_relay(here.group, person, one, TUESDAY_NOON)
    await members.ask_relay(here.group, two, person, TUESDAY_NOON, agreed=True)
    await members.note_reach("polls:1", person, "told", one, TUESDAY_NOON)
    await members.note_reach(f"polls:2{person}", one, "told", person, TUESDAY_NOON)
    await codes.give("account", person, here.group, TUESDAY_NOON)
    await codes.may_try(person, TUESDAY_NOON)
    await StoredDrafts(tx).keep(person, Draft(here.group, CHAT, "polls", "question", {}), TUESDAY_NOON)
    await StoredPosts(tx).tell(Topic("me", person, "joined"), here.group, person)
    salon = StoredSalon(tx)
    await salon.open_room(CHAT.id)
    await salon.make_link(CHAT.id, person, TUESDAY_NOON)
    await salon.say(CHAT.id, key=f"k{person}", content="{}", now=TUESDAY_NOON, person=person)
    await salon.say(CHAT.id, key=f"p{person}", content="{}", now=TUESDAY_NOON, audience=f"person:{person}")


async def all_of(tx: Transaction, kept: int, gone: int) -> None:
    """What assembly does for storage, in its order."""
    await StoredSalon(tx).unite(kept, gone)
    await StoredDrafts(tx).unite(kept, gone)
    await StoredPosts(tx).unite(kept, gone)
    members = StoredMembers(tx, TUESDAY_NOON)
    await StoredCodes(tx).forget(gone)
    await members.unite_households(kept, gone)
    await members.unite(kept, gone)


async def rows_of(tx: Transaction, person: int) -> list[str]:
    """Where this number, or what is for it alone, still stands."""
    found = []
    for place in NUMBERS:
        table, column = place.split(".")
        if await tx.rows(f"SELECT 1 FROM {table} WHERE {column} = :id", id=person):
            found.append(place)
    for table in ("posts", "salon_messages"):
        if await tx.rows(f"SELECT 1 FROM {table} WHERE audience = :a", a=f"person:{person}"):
            found.append(table)
    return found


@pytest.mark.parametrize("both_busy", [False, True])
async def test_nothing_is_left_of_the_one_who_is_gone(database: Database, both_busy: bool) -> None:
    async with database.writing() as tx:
        here = await settle(tx)
        await busy(tx, here, here.lea, (here.ines, here.nadia))
        if both_busy:
            await busy(tx, here, here.karim, (here.ines, here.nadia))
            await StoredMembers(tx, TUESDAY_NOON).claim(here.group, here.lea, here.karim, "")
            await StoredMembers(tx, TUESDAY_NOON).ask_relay(here.group, here.lea, here.karim, TUESDAY_NOON)
        assert len(await rows_of(tx, here.lea)) == len(NUMBERS) + 2
        await all_of(tx, here.karim, here.lea)
        assert await rows_of(tx, here.lea) == []
        members = StoredMembers(tx, TUESDAY_NOON)
        assert await members.names([here.karim, here.lea]) == {here.karim: "Karim"}
        assert await members.accounts(here.karim) == [("salon", "karim"), ("salon", "léa")]
        relays = {(one.person.id, one.relay.id, one.agreed) for one in await members.relays(here.group)}
        assert relays == {(here.karim, here.ines, False), (here.nadia, here.karim, True)}
        assert {(one.claimant.id, one.person) for one in await members.claims(here.group)} == {
            (here.karim, here.ines),
            (here.nadia, here.karim),
        }
        assert [one.person.id for one in await members.members(here.group)].count(here.karim) == 1


async def test_what_one_had_agreed_to_the_other_has_agreed_to(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.ask_relay(here.group, here.ines, here.karim, TUESDAY_NOON)
        await members.ask_relay(here.group, here.ines, here.lea, TUESDAY_NOON, agreed=True)
        await all_of(tx, here.karim, here.lea)
        ((person, relay, agreed),) = [
            (r.person.id, r.relay.id, r.agreed) for r in await members.relays(here.group)
        ]
        assert (person, relay, agreed) == (here.ines, here.karim, True)


@pytest.mark.parametrize(
    ("kept", "gone", "then"),
    [
        ("resident", "accompaniment", "accompaniment"),
        ("resident", "facilitator", "facilitator"),
        ("facilitator", "accompaniment", "accompaniment"),
        ("accompaniment", "facilitator", "accompaniment"),
        ("facilitator", "resident", "facilitator"),
        ("guest", "resident", "guest"),
        ("resident", "guest", "resident"),
    ],
)
async def test_the_role_that_runs_more_stays_and_nobody_gets_a_vote_by_it(
    database: Database, kept: Role, gone: Role, then: Role
) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.give_role(
            here.group, here.karim, kept, TUESDAY_NOON + DAY if kept == "facilitator" else None
        )
        await members.give_role(here.group, here.lea, gone, TUESDAY_NOON + DAY if gone == "facilitator" else None)
        await members.unite(here.karim, here.lea)
        member = await members.member(here.group, here.karim)
        assert member is not None
        assert member.role == then
        assert (member.role_ends_at is not None) == (then == "facilitator")


async def test_a_role_that_has_ended_is_none(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.give_role(here.group, here.lea, "facilitator", TUESDAY_NOON - HOUR)
        await members.unite(here.karim, here.lea)
        member = await members.member(here.group, here.karim)
        assert member is not None
        assert member.role == "resident"


async def test_a_group_of_the_second_alone_becomes_the_firsts_with_its_household(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        group = await members.group(here.group)
        other = await members.add_group(group)
        await members.add_member(other, here.lea, "resident")
        await members.add_member(other, here.ines, "resident")
        lot = await members.add_lot(other, "Lot 12", 40)
        for person in (here.lea, here.ines):
            await members.live_in(other, person, lot)
        await members.hold(lot, here.lea)
        await members.be_away(other, here.lea, TUESDAY_NOON, TUESDAY_NOON + DAY)
        await all_of(tx, here.karim, here.lea)
        (household,) = [one for one in await members.households(other) if one.id == lot]
        assert household.holder == here.karim
        assert {one.person.id for one in household.people} == {here.karim, here.ines}
        member = await members.member(other, here.karim)
        assert member is not None
        assert member.is_away(TUESDAY_NOON + HOUR)
        assert await members.memberships("salon", "léa") == await members.memberships("salon", "karim")


async def test_the_household_of_the_first_stays_and_the_emptied_one_goes(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await members.live_with(here.group, here.lea, here.ines)
        hers = await members.member(here.group, here.ines)
        assert hers is not None
        await members.hold(hers.household, here.lea)
        before = await members.member(here.group, here.karim)
        await all_of(tx, here.karim, here.lea)
        assert await members.member(here.group, here.karim) == before
        assert [one.holder for one in await members.households(here.group)] == [None, None]
        assert len(await members.households(here.group)) == 2
        assert len(await tx.rows("SELECT 1 FROM households")) == 3, "Nadia's too"


async def test_an_account_of_the_built_in_room_goes_on_working_under_the_other_number(database: Database) -> None:
    async with database.writing() as tx:
        here, members, salon = await settle(tx), StoredMembers(tx, TUESDAY_NOON), StoredSalon(tx)
        await salon.open_room(CHAT.id)
        someone = await members.add_person("Léa")
        await members.add_account(someone.id, "salon", str(someone.id))
        await members.add_member(here.group, someone.id, "resident")
        secret = await salon.make_link(CHAT.id, someone.id, TUESDAY_NOON)
        await StoredHeard(tx).keep("salon:x", f"salon:{someone.id}", _said("Léa"), TUESDAY_NOON)
        await all_of(tx, here.lea, someone.id)
        assert await salon.link(secret) == (CHAT.id, here.lea)
        found = await members.here(CHAT, str(here.lea))
        assert found is not None
        assert found.person.id == here.lea
        await StoredHeard(tx).forget(here.lea, "Léa")
        answer = await StoredHeard(tx).answer_to("salon:x")
        assert answer is not None
        assert answer.toast is None, "what was answered before is found and emptied too"


def _said(words: str) -> Answer:
    return Answer(toast=verbatim(words))


async def test_a_dialogue_goes_on_and_the_own_one_stands_first(database: Database) -> None:
    async with database.writing() as tx:
        here, drafts = await settle(tx), StoredDrafts(tx)
        for person, step in ((here.karim, "mine"), (here.lea, "theirs"), (here.ines, "hers")):
            await drafts.keep(person, Draft(here.group, CHAT, "polls", step, {}), TUESDAY_NOON)
        await drafts.unite(here.karim, here.lea)
        await drafts.unite(here.nadia, here.ines)
        for person, step in ((here.karim, "mine"), (here.nadia, "hers")):
            draft = await drafts.find(person, here.group, TUESDAY_NOON)
            assert draft is not None
            assert draft.step == step


async def test_what_both_were_told_stands_once(database: Database) -> None:
    async with database.writing() as tx:
        here, posts, room = await settle(tx), StoredPosts(tx), Chat("salon", CHAT.id)
        for person in (here.karim, here.lea):
            await posts.put(Topic("polls", 1, "yours"), [room], audience=f"person:{person}")
        await posts.put(Topic("polls", 2, "yours"), [room], audience=f"person:{here.lea}")
        await posts.unite(here.karim, here.lea)
        rows = await tx.rows("SELECT topic, audience FROM posts ORDER BY topic")
        assert [(row["topic"], row["audience"]) for row in rows] == [
            ("polls:1:yours", f"person:{here.karim}"),
            ("polls:2:yours", f"person:{here.karim}"),
        ]


async def test_everything_that_is_kept_of_somebody_is_told(database: Database) -> None:
    async with database.writing() as tx:
        here, members = await settle(tx), StoredMembers(tx, TUESDAY_NOON)
        await busy(tx, here, here.lea, (here.ines, here.nadia))
        await members.live_with(here.group, here.karim, here.lea)
        await members.give_role(here.group, here.lea, "facilitator", TUESDAY_NOON + DAY)
        await members.be_away(here.group, here.lea, TUESDAY_NOON, TUESDAY_NOON + DAY)
        await members.greet(here.group, here.lea)
        await members.speak(here.lea, "en")
        about = await members.about(here.lea)
        assert about is not None
        (membership,) = about.memberships
        assert (about.name, about.language, about.accounts) == ("Léa", "en", (("salon", "léa"),))
        assert (about.noted, about.codes) == (1, 2)
        assert (membership.group, membership.role) == ("Les Tilleuls", "facilitator")
        assert membership.role_ends_at == membership.away_until == TUESDAY_NOON + DAY
        assert membership.since == membership.greeted_at == membership.away_from == TUESDAY_NOON
