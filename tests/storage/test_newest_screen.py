"""Of several screens in one private conversation, a typed number is that of the lowest, as it reads now."""

from storage.database import Database
from storage.matrix import KeptReaction, StoredMatrix
from storage.matrix_signs import KeptButton
from tests.conftest import TUESDAY_NOON

ROOM, LEA = "!seule:tilleuls.test", "@lea:tilleuls.test"


def buttons(*data: str) -> list[KeptButton]:
    return [KeptButton(f"{at}\ufe0f\u20e3", one.title(), one) for at, one in enumerate(data, 1)]


async def test_of_two_screens_in_one_second_the_later_is_the_lowest(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        for message in ("$b", "$c", "$a"):  # neither in the order of their names nor in the contrary one
            await matrix.keep_buttons(ROOM, message, buttons(message), 0, TUESDAY_NOON)
            assert [button.data for button in await matrix.newest_buttons(ROOM)] == [message]
        assert [button.data for button in await matrix.all_buttons(ROOM, 2)] == ["$a", "$c"]


async def test_a_screen_that_is_redrawn_stays_where_it_is_and_its_numbers_mean_what_it_says(
    database: Database,
) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        await matrix.keep_buttons(ROOM, "$ballot", buttons("south", "martin", "more"), 0, TUESDAY_NOON)
        await matrix.keep_buttons(ROOM, "$menu", buttons("menu"), 0, TUESDAY_NOON)
        await matrix.keep_buttons(ROOM, "$ballot", buttons("south", "martin", "neither", "more"), 0, TUESDAY_NOON)
        redrawn = await matrix.buttons(ROOM, "$ballot")
        assert [button.data for button in redrawn] == ["south", "martin", "neither", "more"]
        assert [button.data for button in await matrix.newest_buttons(ROOM)] == ["menu"]


async def test_of_two_reactions_in_one_second_the_later_counts(database: Database) -> None:
    async with database.writing() as tx:
        matrix = StoredMatrix(tx)
        for reaction in ("$b", "$c", "$a"):
            await matrix.react(KeptReaction(reaction, ROOM, "$card", LEA, reaction), TUESDAY_NOON)
        assert [tap.reaction for tap in await matrix.standing("$card", LEA)] == ["$b", "$c", "$a"]
