"""The rungs on which something can be told to one person: the bubble, a message in the group that they alone
see, their private conversation, and a button that opens it."""

from collections import OrderedDict
from typing import Any

import structlog
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, EndPointNotFound, Forbidden, RetryAfter, TelegramError

from bot.pacing import Pacing, Urgency
from bot.platforms.enclosed import Enclosed
from handlers.conversation.events import Chat

from . import failures, links
from .incoming import PLATFORM, Back
from .outgoing import CAPTION_UNITS, TOAST_UNITS, Letter, cut, line
from .store import Memory

log = structlog.get_logger()

BUBBLE_TRIES = 2
ALOUD_TRIES = 2
PATIENCE = 4.0
"""Seconds for which somebody waits in front of a button; a message seen by one person must come within 15."""
MOST_SHOWN = 10_000
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Rungs:
    """Each method says whether it reached the person."""

    def __init__(self, bot: Bot, memory: Memory, pacing: Pacing, *, ephemeral: bool) -> None:
        self._bot = bot
        self._memory = memory
        self._pacing = pacing
        self._ephemeral = ephemeral
        self._server_knows: bool | None = None
        self._shown: OrderedDict[tuple[str, int], int] = OrderedDict()
        """The last message that each person alone sees in each room."""

    @property
    def bot_name(self) -> str:
        return self._bot.username

    async def bubble(self, back: Back, words: str = "", *, alert: bool = False, link: str | None = None) -> bool:
        """The answer to a tap: each tap gets one, and only one counts."""
        for _ in range(BUBBLE_TRIES):
            try:
                await self._bot.answer_callback_query(
                    back.query, text=cut(words, TOAST_UNITS) or None, show_alert=alert or None, url=link
                )
                return True
            except TelegramError as error:
                if failures.too_old(error):
                    return False
                log.warning("telegram.bubble_failed", reason=type(error).__name__)
        return False

    async def whisper(self, back: Back, letter: Letter) -> bool:
        """A message in the group that this person alone sees: in the place of the one they tapped, or new."""
        if back.chat.private or not await self._may_whisper(back):
            return False
        try:
            tapped = back.ephemeral if back.query else 0
            if not tapped:
                await self._new_whisper(back, letter)
            elif isinstance(_markup(letter), ForceReply):
                # Only a new message opens the field; what is typed beside it would be read by everybody.
                await self._new_whisper(back, letter)
                await self._remove_whisper(back, tapped)
            else:
                await self._redraw_whisper(back, letter)
        except (BadRequest, Forbidden) as error:
            if failures.too_old(error) or failures.thread_gone(error) or failures.not_there(error):
                return False  # that one tap, that topic or that person, and not the room
            log.warning("telegram.whisper_refused", chat=str(back.chat), reason=error.message)
            await self._memory.stop_whispering(back.chat)
            return False
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._pacing.hold(_alone(back), failures.seconds(error))
            log.warning("telegram.whisper_failed", chat=str(back.chat), reason=type(error).__name__)
            return False
        return True

    async def _may_whisper(self, back: Back) -> bool:
        came_by_whisper = bool(back.query or back.ephemeral)
        if not (self._ephemeral and came_by_whisper and self._pacing.soon(_alone(back), Urgency.ANSWER, PATIENCE)):
            return False
        return await self._memory.whispers(back.chat) and await self._server_can(back)

    async def _server_can(self, back: Back) -> bool:
        """A server that does not know such messages would show them to everybody: it is asked first, for
        something that only exists beside them. Taking away a message that is not there changes nothing."""
        if self._server_knows is None:
            try:
                await self._call("delete_ephemeral_message", back, ephemeral_message_id=2**31 - 1)
                self._server_knows = True
            except EndPointNotFound:
                self._server_knows = False
            except (BadRequest, Forbidden):
                self._server_knows = True
            except TelegramError:
                return False  # it is asked again next time
        return self._server_knows

    async def _redraw_whisper(self, back: Back, letter: Letter) -> None:
        await self._pacing.turn(_alone(back), Urgency.ANSWER)
        try:
            await self._call(
                "edit_ephemeral_message_text",
                back,
                ephemeral_message_id=back.ephemeral,
                text=letter.text,
                entities=letter.bold,
                reply_markup=letter.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if failures.says(error, failures.UNCHANGED):
                return
            await self._new_whisper(back, letter)  # it has vanished from the telephone

    async def _new_whisper(self, back: Back, letter: Letter) -> None:
        await self._pacing.turn(_alone(back), Urgency.ANSWER)
        to: dict[str, Any] = {"receiver_user_id": back.account}
        if back.query:
            to["callback_query_id"] = back.query
        sent = await self._bot.send_message(
            int(back.chat.id),
            letter.text,
            entities=letter.bold,
            reply_markup=_markup(letter),
            link_preview_options=NO_PREVIEW,
            message_thread_id=int(back.chat.thread) if back.chat.thread else None,
            api_kwargs={"ephemeral_message_parameters": to},
        )
        number = sent.api_kwargs.get("ephemeral_message_id")
        if not number:
            # Everybody sees it. Away with it, and never again.
            self._server_knows = False
            await self._bot.delete_message(int(back.chat.id), sent.message_id)
            raise BadRequest("the server shows to everybody what is for one")
        before = self._shown.pop((back.chat.id, back.account), None)
        self._shown[back.chat.id, back.account] = int(number)
        if len(self._shown) > MOST_SHOWN:
            self._shown.popitem(last=False)
        if before is not None and before != back.ephemeral:
            await self._remove_whisper(back, before)

    async def _remove_whisper(self, back: Back, number: int) -> None:
        try:
            await self._call("delete_ephemeral_message", back, ephemeral_message_id=number)
        except TelegramError as error:
            log.debug("telegram.whisper_stays", reason=type(error).__name__)  # it may be gone by itself

    async def close(self, back: Back) -> None:
        """Takes a private screen away, because the person has tapped « Fermer » on it."""
        if back.ephemeral:
            await self._remove_whisper(back, back.ephemeral)
        elif back.chat.private:
            try:
                await self._bot.delete_message(back.account, back.message)
            except TelegramError as error:
                log.debug("telegram.screen_stays", reason=type(error).__name__)

    async def redraw(self, back: Back, letter: Letter) -> bool:
        """The screen in the private conversation on which the person has tapped, drawn anew."""
        if not (back.chat.private and back.query and back.message) or letter.pictured:
            return False  # a picture comes anew, with its words and buttons below it
        await self._pacing.turn(back.chat, Urgency.ANSWER)
        try:
            await self._bot.edit_message_text(
                letter.text,
                back.account,
                back.message,
                entities=letter.bold,
                reply_markup=letter.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            return isinstance(error, BadRequest) and failures.says(error, failures.UNCHANGED)
        return True

    async def private(self, back: Back, letter: Letter, *, rings: bool) -> bool:
        """A message in the private conversation, where the person has opened it."""
        chat = Chat(PLATFORM, str(back.account), private=True)
        if back.query and not self._pacing.soon(chat, Urgency.ANSWER, PATIENCE):
            return False
        for file in letter.files:
            if file.pictured:  # above the words: the buttons stay the last thing that is read
                await self._enclose(back, file)
        await self._pacing.turn(chat, Urgency.ANSWER)
        try:
            await self._bot.send_message(
                back.account,
                letter.text,
                entities=letter.bold,
                reply_markup=_markup(letter),
                link_preview_options=NO_PREVIEW,
                disable_notification=not rings,
            )
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._pacing.hold(chat, failures.seconds(error))
            if not isinstance(error, Forbidden):
                log.warning("telegram.private_failed", reason=type(error).__name__)
            return False
        await self.enclose(back, letter)
        return True

    async def enclose(self, back: Back, letter: Letter) -> None:
        """The files that go with a message, below it in the private conversation, and nowhere else."""
        for file in letter.files:
            if not file.pictured:
                await self._enclose(back, file)

    async def _enclose(self, back: Back, file: Enclosed) -> None:
        await self._pacing.turn(Chat(PLATFORM, str(back.account), private=True), Urgency.ANSWER)
        caption = cut(line(file.label), CAPTION_UNITS)
        try:
            if file.pictured:
                await self._bot.send_photo(back.account, file.content, caption=caption, disable_notification=True)
            else:
                await self._bot.send_document(
                    back.account,
                    file.content,
                    caption=caption,
                    filename=file.name,
                    disable_content_type_detection=True,
                    disable_notification=True,
                )
        except TelegramError as error:
            if not isinstance(error, Forbidden):
                log.warning("telegram.file_failed", reason=type(error).__name__)

    async def aloud(self, back: Back, words: str, *, label: str = "", parameter: str = "") -> int | None:
        """A message for everybody, in reply, with a button that opens the private conversation. Gives its id."""
        link = links.address(self._bot.username, parameter)
        reply = ReplyParameters(back.message, allow_sending_without_reply=True) if back.message else None
        thread = int(back.chat.thread) if back.chat.thread else None
        for _ in range(ALOUD_TRIES):
            await self._pacing.turn(back.chat, Urgency.ANSWER)
            try:
                sent = await self._bot.send_message(
                    int(back.chat.id),
                    words,
                    link_preview_options=NO_PREVIEW,
                    disable_notification=True,
                    message_thread_id=thread,
                    reply_parameters=reply,
                    reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(label, url=link)]])
                    if label
                    else None,
                )
                return sent.message_id
            except TelegramError as error:
                log.warning("telegram.reply_failed", chat=str(back.chat), reason=type(error).__name__)
                if failures.thread_gone(error):
                    thread = None
                elif isinstance(error, RetryAfter):
                    self._pacing.hold(back.chat, failures.seconds(error))
                else:
                    return None
        return None

    async def take_away(self, chat: Chat, message: int) -> None:
        """A message of Palabre's own that has done its work."""
        try:
            await self._bot.delete_message(int(chat.id), message)
        except TelegramError as error:
            log.debug("telegram.message_stays", reason=type(error).__name__)

    async def _call(self, method: str, back: Back, **values: Any) -> None:
        given = {"chat_id": int(back.chat.id), "receiver_user_id": back.account, **values}
        await self._bot.do_api_request(
            method, api_kwargs={name: value for name, value in given.items() if value is not None}
        )


def _alone(back: Back) -> Chat:
    """What one person alone sees in a room has a pace of its own."""
    return Chat(PLATFORM, f"{back.chat.id}/{back.account}")


def _markup(letter: Letter) -> InlineKeyboardMarkup | ForceReply | None:
    """The keyboard; or, under a question without one, a field that is ready for the answer."""
    if letter.keyboard is None and letter.placeholder:
        return ForceReply(input_field_placeholder=letter.placeholder)
    return letter.keyboard
