"""What is wanted again while it is being tried is tried again: an invitation may come while a door is still shut."""

import asyncio

from bot.platforms.matrix.errands import Errands
from bot.platforms.matrix.failures import Refusal


async def test_an_invitation_that_comes_while_the_door_is_tried_is_not_lost() -> None:
    errands, trying, invited, entered = Errands(()), asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def enter() -> None:
        trying.set()
        await invited.wait()
        raise Refusal("M_FORBIDDEN", 403)

    async def enter_as_invited() -> None:
        entered.set()

    errands.want("enter !room", enter)
    running = asyncio.create_task(errands.run())
    try:
        async with asyncio.timeout(2):
            await trying.wait()
            errands.want("enter !room", enter_as_invited)
            invited.set()
            await entered.wait()
    finally:
        running.cancel()
