"""Telegram as delivery sees it: cards are sent, edited and taken away in the groups."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram import Bot, InputMediaPhoto, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.pacing import Pace, Paces, Pacing, Urgency
from bot.platforms.platform import Drawn, PlatformFailed
from handlers.conversation.events import Chat
from handlers.conversation.stores import EVERYONE

from . import failures
from .incoming import PLATFORM
from .outgoing import Letter, letter
from .rungs import NO_PREVIEW

log = structlog.get_logger()
T = TypeVar("T")

DISARM_TRIES = 3
OVERALL = (Pace(28, 1.0, kept=8),)
"""Of about 30 messages a second that Telegram takes from one bot."""
GROUP = Paces((Pace(20, 60.5, kept=6), Pace(3, 3.1)), (Pace(1, 3.05), Pace(4, 20.0)))
"""Of 20 messages and edits a minute in a group, about one a second; a card is refreshed every 3 s at the most."""
ONE_PERSON = Paces((Pace(3, 3.1),))
"""Of about one message a second in a private conversation."""


def paces(chat: Chat) -> Paces:
    """What Telegram takes in this chat."""
    return ONE_PERSON if is_one_person(chat) or "/" in chat.id else GROUP


def is_one_person(chat: Chat) -> bool:
    """Whether this is somebody's private conversation: groups have negative ids."""
    return chat.private or not chat.id.startswith("-")


class TelegramPlatform:
    """bot.platforms.platform.Platform over the Bot API."""

    name = PLATFORM

    def __init__(self, bot: Bot, moved: Callable[[str, str], Awaitable[None]]) -> None:
        self.pacing = Pacing(OVERALL, paces)
        self._bot = bot
        self._moved = moved

    async def send(
        self, chat: Chat, drawn: Drawn, *, key: str, rings: bool, audience: str, reply_to: str = ""
    ) -> str:
        if audience != EVERYONE and not is_one_person(chat):
            raise ValueError("what is for one person must never stand before everybody")
        written = letter(drawn)
        below = ReplyParameters(int(reply_to), allow_sending_without_reply=True) if reply_to.isdecimal() else None
        try:
            return await self._in_thread(chat, lambda thread: self._send(chat, written, rings, thread, below))
        except TelegramError as error:
            raise await self._failure(chat, error) from None

    async def _send(
        self, chat: Chat, written: Letter, rings: bool, thread: int | None, below: ReplyParameters | None
    ) -> str:
        if written.picture is None:
            return await self._send_words(chat, written, rings, thread, below)
        try:
            sent = await self._bot.send_photo(
                int(chat.id),
                written.picture,
                caption=written.text,
                caption_entities=written.bold,
                reply_markup=written.keyboard,
                disable_notification=not rings,
                message_thread_id=thread,
                reply_parameters=below,
            )
        except BadRequest as error:
            if not failures.no_pictures(error):
                raise
            return await self._send_words(
                chat, written, rings, thread, below
            )  # they say all that the picture says
        return str(sent.message_id)

    async def _send_words(
        self, chat: Chat, written: Letter, rings: bool, thread: int | None, below: ReplyParameters | None
    ) -> str:
        sent = await self._bot.send_message(
            int(chat.id),
            written.text,
            entities=written.bold,
            reply_markup=written.keyboard,
            disable_notification=not rings,
            message_thread_id=thread,
            link_preview_options=NO_PREVIEW,
            reply_parameters=below,
        )
        return str(sent.message_id)

    async def _in_thread(self, chat: Chat, send: Callable[[int | None], Awaitable[T]]) -> T:
        """In the topic where it belongs; in the general one where that topic is closed or gone."""
        if not chat.thread:
            return await send(None)
        try:
            return await send(int(chat.thread))
        except BadRequest as error:
            if not failures.thread_gone(error):
                raise
            log.info("telegram.thread_gone", chat=str(chat), thread=chat.thread)
            return await send(None)

    async def sent_as(self, chat: Chat, key: str) -> str | None:
        """Telegram cannot tell what it has taken: after a crash a card may stand twice, and the copy that
        nobody knows loses its buttons at the first tap."""
        return None

    async def edit(self, chat: Chat, native: str, drawn: Drawn) -> None:
        written = letter(drawn)
        try:
            await self._edit(int(chat.id), int(native), written)
        except BadRequest as error:
            if failures.says(error, failures.UNCHANGED):
                return
            raise await self._failure(chat, error) from None
        except TelegramError as error:
            raise await self._failure(chat, error) from None

    async def _edit(self, room: int, message: int, written: Letter) -> None:
        if written.picture is not None:
            photo = InputMediaPhoto(written.picture, written.text, caption_entities=written.bold)
            try:
                await self._bot.edit_message_media(photo, room, message, reply_markup=written.keyboard)
                return
            except BadRequest as error:
                if not failures.no_pictures(error):
                    raise
        try:
            await self._bot.edit_message_text(
                written.text,
                room,
                message,
                entities=written.bold,
                reply_markup=written.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if not failures.says(error, failures.NO_TEXT):
                raise
            await self._bot.edit_message_caption(
                room, message, caption=written.text, caption_entities=written.bold, reply_markup=written.keyboard
            )

    async def remove(self, chat: Chat, native: str) -> None:
        try:
            await self._bot.delete_message(int(chat.id), int(native))
        except BadRequest as error:
            if isinstance(failures.failure(error), PlatformFailed):
                raise failures.failure(error) from None
            await self._take_buttons(chat, int(native))  # too old to be taken away
        except TelegramError as error:
            raise await self._failure(chat, error) from None

    async def disarm(self, chat: Chat, message: int) -> None:
        """Takes the buttons off a copy that a crash has left behind."""
        for _ in range(DISARM_TRIES):
            await self.pacing.turn(chat, Urgency.REFRESH)
            try:
                await self._take_buttons(chat, message)
                return
            except PlatformFailed as error:
                log.info("telegram.copy_stays", chat=str(chat), reason=str(error))
                if error.retry_after is None:
                    return
                self.pacing.hold(chat, error.retry_after)

    async def _take_buttons(self, chat: Chat, message: int) -> None:
        try:
            await self._bot.edit_message_reply_markup(int(chat.id), message, reply_markup=None)
        except BadRequest as error:
            if not failures.says(error, failures.UNCHANGED):
                raise await self._failure(chat, error) from None
        except TelegramError as error:
            raise await self._failure(chat, error) from None

    async def _failure(self, chat: Chat, error: TelegramError) -> Exception:
        if isinstance(error, ChatMigrated):
            await self._moved(chat.id, str(error.new_chat_id))
        return failures.failure(error)
