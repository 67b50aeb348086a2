"""Palabre ends when it is told to, whatever happens at that moment."""

import asyncio
from pathlib import Path

from bot.config import Config, Salon, Storage
from bot.program import Program


async def test_it_ends_also_when_something_happens_at_that_moment(tmp_path: Path) -> None:
    program = Program(Config(storage=Storage(url=f"sqlite:///{tmp_path}/palabre.db"), salon=Salon(port=0)))
    await program.start()
    await asyncio.sleep(0.5)  # delivery and clock have nothing to do, and sleep
    program.delivery.wake()
    program.clock.wake()
    stopping = asyncio.create_task(program.stop())
    done, _ = await asyncio.wait({stopping}, timeout=10)
    if not done:
        stopping.cancel()
        await program.database.close()
    assert done
