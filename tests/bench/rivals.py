"""What Palabre is measured beside on Telegram: a bare loop, and the library's own Application.

python -m tests.bench.rivals (bare|library) TOKEN URL CHAT FILE
"""

import asyncio
import sys
import warnings
from collections.abc import Awaitable, Callable

import aiosqlite
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bot.platforms.telegram.transport import Intake, Transport

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Bleu", callback_data="polls:vote:1:1")]])
RECEIPT = "Noté : bleu. Vous pouvez changer jusqu'à jeudi 20 h."


async def kept(file: str) -> tuple[aiosqlite.Connection, Callable[[Update], Awaitable[None]]]:
    """A table, and the way to commit one row of it, as durably as Palabre commits."""
    connection = await aiosqlite.connect(file, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        await connection.execute_fetchall(f"PRAGMA {pragma}")
    await connection.execute("CREATE TABLE presses (id INTEGER PRIMARY KEY, person INTEGER, data TEXT)")

    async def keep(update: Update) -> None:
        query = update.callback_query
        assert query is not None
        await connection.execute(
            "INSERT INTO presses VALUES (?, ?, ?)", (update.update_id, query.from_user.id, query.data)
        )

    return connection, keep


async def bare(token: str, url: str, chat: int, file: str) -> None:
    """Press, one committed row, answer: over the same transport as Palabre, and answering beside as it does."""
    _, keep = await kept(file)
    bot = Bot(token, f"{url}/bot", request=Transport(), get_updates_request=Intake())
    await bot.initialize()
    await bot.send_message(chat, "La carte", reply_markup=BUTTONS)
    offset, answering = 0, set[asyncio.Task[bool]]()
    while True:
        for update in await bot.get_updates(offset, 100, 25):
            offset = update.update_id + 1
            if update.callback_query is not None:
                await keep(update)
                task = asyncio.create_task(bot.answer_callback_query(update.callback_query.id, RECEIPT))
                answering.add(task)
                task.add_done_callback(answering.discard)


async def library(token: str, url: str, chat: int, file: str) -> None:
    """The same with telegram.ext.Application as its documentation shows it, over httpx."""
    _, keep = await kept(file)

    async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await keep(update)
        assert update.callback_query is not None
        await update.callback_query.answer(RECEIPT)

    made = Application.builder().token(token).base_url(f"{url}/bot").build()
    made.add_handler(CallbackQueryHandler(pressed))
    async with made:
        await made.bot.send_message(chat, "La carte", reply_markup=BUTTONS)
        await made.start()
        assert made.updater is not None
        await made.updater.start_polling()
        await asyncio.Event().wait()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    way, token, url, chat, file = sys.argv[1:]
    asyncio.run({"bare": bare, "library": library}[way](token, url, int(chat), file))
