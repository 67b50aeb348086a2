"""What the Matrix door keeps comes back as it was, goes when it should, and is of nobody who asked to be forgotten."""

from datetime import timedelta

import pytest

from bot.assembly import every_feature
from bot.ground import Ground
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.members.model import Group
from storage.database import Database, Transaction
from storage.heard import StoredHeard
from storage.matrix import KeptReaction, StoredMatrix
from storage.matrix_signs import KeptButton
from storage.members import StoredMembers
from storage.settings import new_word
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import Settled, settle

ROOM, CARD = "!tilleuls", "$card"
LEA, KARIM = "@lea:tilleuls.test", "@karim:tilleuls.test"
LATER = TUESDAY_NOON + timedelta(minutes=1)
BLUE, GREEN = KeptButton("1️⃣", "Bleu", "polls:vote:1:1"), KeptButton("2️⃣", "Vert", "polls:vote:1:2")
TABLES = ("buttons", "reactions", "private_rooms", "owed", "sealed")


def tap(reaction: str, button: KeptButton = BLUE, *, account: str = LEA, message: str = CARD) -> KeptReaction:
    return KeptReaction(reaction, ROOM, message, account, button.data)


async def rows(tx: Transaction) -> dict[str, int]:
    return {table: len(await tx.rows(f"SELECT 1 FROM matrix_{table}")) for table in TABLES}


async def fill(tx: Transaction) -> Settled:
    """The same of Léa's and of Karim's in every table; they have Matrix accounts."""
    here, matrix, members = await settle(tx), StoredMatrix(tx), StoredMembers(tx, TUESDAY_NOON)
    await matrix.keep_buttons(ROOM, CARD, [BLUE, GREEN], 0, TUESDAY_NOON)
    for person, account in ((here.lea, LEA), (here.karim, KARIM)):
        await members.add_account(person, "matrix", account)
        await matrix.keep_private(f"!{account}", account, "joined", TUESDAY_NOON)
        await matrix.keep_buttons(f"!{account}", "$m", [KeptButton("1️⃣", "Léa", "me:ask:2")], 0, TUESDAY_NOON)
        await matrix.react(tap(f"$tap {account}", account=account), TUESDAY_NOON)
        await matrix.owe(account, f"matrix:{account}")
        await StoredHeard(tx).keep(f"matrix:{account}", f"matrix:{account}", Answer(), TUESDAY_NOON)
    await matrix.seal(ROOM, "$sealed", TUESDAY_NOON)
    return here


# The signs under a message


async def test_buttons_come_back_in_their_order_each_message_its_own(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.keep_buttons(ROOM, CARD, [GREEN, BLUE], 0, TUESDAY_NOON)
        await matrix.keep_buttons(ROOM, "$other", [BLUE], 0, TUESDAY_NOON)
        await matrix.keep_buttons("!elsewhere", CARD, [BLUE], 0, TUESDAY_NOON)
        assert await matrix.buttons(ROOM, CARD) == [GREEN, BLUE]
        assert await matrix.buttons(ROOM, "$none") == []


async def test_a_redrawn_number_means_what_it_says_and_what_was_shown_stays_known(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.keep_buttons(ROOM, CARD, [BLUE, GREEN], 0, TUESDAY_NOON)
        renamed = KeptButton(BLUE.sign, "Bleu ciel", "polls:vote:1:9")
        await matrix.keep_buttons(ROOM, CARD, [renamed], 0, LATER)
        assert set(await matrix.buttons(ROOM, CARD)) == {renamed, GREEN}


async def test_the_newest_message_with_buttons_is_the_one_that_numbers_answer(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        assert await matrix.newest_buttons(ROOM) == ()
        await matrix.keep_buttons(ROOM, "$z", [BLUE], 0, TUESDAY_NOON)
        await matrix.keep_buttons(ROOM, "$a", [GREEN], 0, LATER)
        await matrix.keep_buttons("!elsewhere", "$b", [BLUE], 0, LATER + timedelta(hours=1))
        assert await matrix.newest_buttons(ROOM) == [GREEN]


async def test_the_first_signs_are_to_be_placed_each_once(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.keep_buttons(ROOM, CARD, [BLUE, GREEN, KeptButton("3️⃣", "Jaune", "x")], 2, TUESDAY_NOON)
        await matrix.keep_buttons(ROOM, "$later", [BLUE], 1, LATER)
        waiting = [(ROOM, CARD, BLUE.sign), (ROOM, CARD, GREEN.sign), (ROOM, "$later", BLUE.sign)]
        assert await matrix.to_place() == waiting
        await matrix.placed(ROOM, CARD, BLUE.sign)
        assert await matrix.to_place() == waiting[1:]
        await matrix.keep_buttons(ROOM, CARD, [BLUE, GREEN], 2, LATER)  # the card is edited
        assert await matrix.to_place() == waiting[1:], "what stands there is not placed again"
        await matrix.unplaced(ROOM, CARD)
        assert await matrix.to_place() == waiting[2:]


# Reactions of residents


async def test_of_one_person_the_reactions_under_one_message_stand_in_their_order(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.react(tap("$1"), TUESDAY_NOON)
        await matrix.react(tap("$2", GREEN), TUESDAY_NOON)
        await matrix.react(tap("$3", account=KARIM), TUESDAY_NOON)
        await matrix.react(tap("$4", message="$other"), TUESDAY_NOON)
        await matrix.react(tap("$1", GREEN), LATER)  # handed in again
        assert await matrix.standing(CARD, LEA) == [tap("$1"), tap("$2", GREEN)]
        assert await matrix.reaction("$2") == tap("$2", GREEN)
        await matrix.unreact("$2")
        assert await matrix.reaction("$2") is None
        assert await matrix.standing(CARD, LEA) == [tap("$1")]


# Private rooms, and what is owed there


async def test_the_private_room_that_was_joined_last_comes_last(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.keep_private("!one", LEA, "invited", TUESDAY_NOON)
        await matrix.keep_private("!two", LEA, "joined", LATER)
        assert list((await matrix.private_rooms()).items()) == [
            ("!one", (LEA, "invited")),
            ("!two", (LEA, "joined")),
        ]
        await matrix.keep_private("!one", LEA, "joined", LATER + timedelta(hours=1))
        assert list(await matrix.private_rooms()) == ["!two", "!one"]
        await matrix.drop_private("!two")
        assert await matrix.private_rooms() == {"!one": (LEA, "joined")}


async def test_of_several_answers_the_last_is_owed(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.owe(LEA, "matrix:1")
        await matrix.owe(LEA, "matrix:2")
        await matrix.owe(KARIM, "matrix:3")
        assert (await matrix.owed(LEA), await matrix.owed(KARIM)) == ("matrix:2", "matrix:3")
        await matrix.settle(LEA, "matrix:1")
        assert await matrix.owed(LEA) == "matrix:2", "what was told meanwhile is an earlier one"
        await matrix.settle(LEA, "matrix:2")
        assert (await matrix.owed(LEA), await matrix.owed(KARIM)) == (None, "matrix:3")


async def test_what_is_sealed_is_known_once_the_oldest_first(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.seal(ROOM, "$b", TUESDAY_NOON)
        await matrix.seal(ROOM, "$a", LATER)
        await matrix.seal(ROOM, "$b", LATER + timedelta(hours=1))
        assert await matrix.sealed() == [(ROOM, "$b", TUESDAY_NOON), (ROOM, "$a", LATER)]
        await matrix.unseal("$b")
        assert await matrix.sealed() == [(ROOM, "$a", LATER)]


async def test_an_era_is_one_word_until_it_begins_anew(database: Database) -> None:
    async with database.writing() as tx:
        first = await new_word(tx, "matrix_era", anew=False)
        assert await new_word(tx, "matrix_era", anew=False) == first
        second = await new_word(tx, "matrix_era", anew=True)
        assert second != first
        assert await new_word(tx, "matrix_era", anew=False) == second


# The promises of the house


async def test_who_is_forgotten_leaves_nothing_and_the_neighbours_keep_theirs(database: Database) -> None:
    async with database.writing() as tx:
        here = await fill(tx)
        matrix = StoredMatrix(tx)
        assert await matrix.held_about(here.lea) == (1, 1)
        assert await matrix.held_about(here.ines) == (0, 0)
        await every_feature(Ground(tx, LATER)).forget(here.lea)
        assert await matrix.held_about(here.lea) == (0, 0)
        assert await matrix.held_about(here.karim) == (1, 1)
        assert await rows(tx) == {"buttons": 3, "reactions": 1, "private_rooms": 1, "owed": 1, "sealed": 1}
        assert await matrix.buttons(ROOM, CARD) == [BLUE, GREEN], "the card is the group's"
        assert await matrix.buttons(f"!{LEA}", "$m") == []
        # Karim was asked about her: his button is still the first, and says her name no more.
        assert await matrix.buttons(f"!{KARIM}", "$m") == [KeptButton("1️⃣", "", "me:ask:2")]


async def test_a_namesake_in_another_group_keeps_their_button(database: Database) -> None:
    async with database.writing() as tx:
        here, members, matrix = await fill(tx), StoredMembers(tx, TUESDAY_NOON), StoredMatrix(tx)
        other = await members.add_group(Group(0, "Le Verger", "Europe/Paris", "fr", None))
        odile = (await members.add_person("Odile")).id
        await members.add_member(other, odile, "resident")
        await members.add_account(odile, "matrix", "@odile:x")
        await matrix.keep_private("!odile", "@odile:x", "joined", TUESDAY_NOON)
        kept = KeptButton("1️⃣", "Léa", "me:ask:9")
        await matrix.keep_buttons("!odile", "$m", [kept], 0, TUESDAY_NOON)
        await matrix.forget(here.lea, "Léa")
        assert await matrix.buttons("!odile", "$m") == [kept]


@pytest.mark.parametrize(
    ("table", "kept"),
    [("buttons", timedelta(days=180)), ("reactions", timedelta(days=61)), ("sealed", timedelta(days=1))],
)
async def test_each_table_is_emptied_in_its_time(database: Database, table: str, kept: timedelta) -> None:
    async with database.writing() as tx:
        await fill(tx)
        before = await rows(tx)
        await StoredMatrix(tx).purge(TUESDAY_NOON + kept)
        assert (await rows(tx))[table] == before[table]
        assert await StoredMatrix(tx).purge(TUESDAY_NOON + kept + timedelta(seconds=1)) > 0
        assert (await rows(tx))[table] == 0
        assert (await rows(tx))["private_rooms"] == 2


async def test_what_is_owed_goes_with_its_answer(database: Database) -> None:
    async with database.writing() as tx:
        await fill(tx)
        await StoredMatrix(tx).owe("@odile:x", "matrix:unheard")
        assert await StoredMatrix(tx).purge(TUESDAY_NOON) == 1
        assert (await rows(tx))["owed"] == 2
        month = TUESDAY_NOON + timedelta(days=31)
        await StoredHeard(tx).purge(month)
        await StoredMatrix(tx).purge(month)
        assert (await rows(tx))["owed"] == 0


async def test_a_private_room_that_nobody_is_in_goes_once_its_account_is_nobodys(database: Database) -> None:
    """Who was forgotten and then leaves the room is not noted again for good."""
    async with database.writing() as tx:
        here, matrix = await fill(tx), StoredMatrix(tx)
        await matrix.keep_private(f"!{LEA}", LEA, "left", LATER)
        await matrix.keep_private("!stranger", "@odile:x", "joined", LATER)
        await matrix.purge(LATER)
        assert set(await matrix.private_rooms()) == {f"!{LEA}", f"!{KARIM}", "!stranger"}
        await StoredMembers(tx, LATER).forget(here.lea)
        await matrix.purge(LATER)
        assert set(await matrix.private_rooms()) == {f"!{KARIM}", "!stranger"}


async def test_two_accounts_that_are_one_person_are_held_and_forgotten_together(database: Database) -> None:
    async with database.writing() as tx:
        here = await fill(tx)
        every, matrix = every_feature(Ground(tx, LATER)), StoredMatrix(tx)
        await every.unite(here.karim, here.lea)
        assert await matrix.held_about(here.karim) == (2, 2)
        assert await matrix.standing(CARD, LEA) == [tap(f"$tap {LEA}", account=LEA)], "each hand keeps its own"
        await every.forget(here.karim)
        assert await rows(tx) == {"buttons": 2, "reactions": 0, "private_rooms": 0, "owed": 0, "sealed": 1}


async def test_two_groups_that_are_one_keep_the_signs_of_both_rooms(database: Database) -> None:
    async with database.writing() as tx:
        here, members, matrix = await fill(tx), StoredMembers(tx, TUESDAY_NOON), StoredMatrix(tx)
        other = await members.add_group(Group(0, "Les Tilleuls", "Europe/Paris", "fr", None))
        await members.add_chat(other, Chat("matrix", "!other"), lists_members=True)
        await matrix.keep_buttons("!other", CARD, [GREEN], 1, TUESDAY_NOON)
        before = await rows(tx)
        await every_feature(Ground(tx, LATER)).annex(here.group, other)
        assert await rows(tx) == before
        assert await matrix.buttons("!other", CARD) == [GREEN]
        assert await matrix.to_place() == [("!other", CARD, GREEN.sign)]
        assert await members.rooms_on("matrix") == [Chat("matrix", "!other")]
        group = await members.group_of(Chat("matrix", "!other"))
        assert group is not None
        assert group.id == here.group


async def test_what_is_held_is_told_to_its_person_in_words(database: Database) -> None:
    async with database.writing() as tx:
        here = await fill(tx)
        await StoredMatrix(tx).react(tap("$again", GREEN), LATER)
        held = await every_feature(Ground(tx, LATER)).held_about(here.lea)
    told = [line for kind in held for line in kind.lines]
    assert [str(line.args["n"]) for line in told if "reaction" in line.sentence] == ["2"]
    assert [str(line.args["n"]) for line in told if "private room with" in line.sentence] == ["1"]
