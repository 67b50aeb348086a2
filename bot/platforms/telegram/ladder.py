"""Tells the answer to the person who acted, and to nobody else, on the first rung that reaches them."""

from collections import OrderedDict
from dataclasses import replace

from bot.platforms.recent import Recent
from bot.texts import Voice, voice
from handlers.conversation.answer import Answer
from handlers.conversation.events import Chat
from handlers.conversation.text import Text, t
from handlers.conversation.views import Button, View, paragraph

from . import links
from .incoming import CLOSE, Back
from .outgoing import TOAST_UNITS, Letter, elsewhere, line, screen, units
from .rungs import Rungs
from .store import Memory

MOST_BUTTONS = 5
MOST_INVITATIONS = 1000
LANGUAGE_HOLDS = 30.0
"""Seconds for which the language of a room, or of somebody's private conversation, is not looked up again."""


class Ladder:
    """The bubble; a message in the group that one person sees; the private conversation; a button to it."""

    def __init__(self, rungs: Rungs, memory: Memory) -> None:
        self.key = b""
        """To the links that open the private conversation: set once the database is open."""
        self._rungs = rungs
        self._memory = memory
        self._languages: Recent[tuple[Chat, int], str] = Recent(LANGUAGE_HOLDS)
        self._invitations: OrderedDict[tuple[int, int], tuple[Chat, int]] = OrderedDict()
        """Buttons shown in groups until somebody follows them: (account, update) → (room, message)."""

    async def tell(self, back: Back, answer: Answer) -> None:
        """Tells an answer. What nobody waits for is told to nobody."""
        speak = await self._voice(back, answer)
        if back.query:
            await self._tell_tapper(back, answer, speak)
        elif answer.toast is not None or answer.view is not None:
            await self._tell_speaker(back, answer, speak)

    async def _tell_tapper(self, back: Back, answer: Answer, speak: Voice) -> None:
        said = line(speak(answer.toast)) if answer.toast is not None else ""
        if answer.opens_private and not back.chat.private:
            await self._open_private(back, said, speak)
        elif answer.view is None and units(said) <= TOAST_UNITS:
            seen = await self._rungs.bubble(back, said, alert=answer.refused)
            if not seen and said and not answer.receipt:
                # The tap is too old to be answered; what no card shows must still be told.
                await self._rungs.private(back, _letter(answer, speak, with_toast=True), rings=False)
            elif not answer.refused:
                await self._leave_screen(back, answer, speak)
        else:
            await self._show_screen(back, answer, said, speak)

    async def _show_screen(self, back: Back, answer: Answer, said: str, speak: Voice) -> None:
        shown = _letter(answer, speak, with_toast=units(said) > TOAST_UNITS)
        bubble = said if units(said) <= TOAST_UNITS else ""
        if await self._rungs.redraw(back, shown):
            await self._rungs.bubble(back, bubble, alert=answer.refused)
            await self._rungs.enclose(back, shown)
        elif await self._rungs.whisper(back, self._unenclosed(back, shown, speak)):
            await self._rungs.bubble(back, bubble, alert=answer.refused)
        elif await self._rungs.private(back, shown, rings=False):
            words = "" if back.chat.private else speak(t("I answer you in private."))
            await self._rungs.bubble(back, bubble or words, alert=answer.refused)
            if back.chat.private and shown.pictured:
                await self._rungs.close(back)  # the screen that was tapped: it stands anew, below its picture
        else:
            await self._open_private(back, bubble, speak)

    async def _leave_screen(self, back: Back, answer: Answer, speak: Voice) -> None:
        """What a private screen offered is done: it goes, or in private says so for longer than a bubble."""
        if back.ephemeral:
            await self._rungs.close(back)
        elif back.chat.private and answer.toast is not None:
            await self._rungs.redraw(back, _letter(answer, speak, with_toast=True))

    async def _open_private(self, back: Back, bubble: str, speak: Voice) -> None:
        """The tap itself opens the private conversation, where the same button is pressed once more."""
        parameter = links.of_button(back.data, back.account, self.key)
        if parameter is None or back.chat.private:
            await self._rungs.bubble(back, bubble)
        else:
            await self._rungs.bubble(back, link=links.address(self._rungs.bot_name, parameter))

    async def _tell_speaker(self, back: Back, answer: Answer, speak: Voice) -> None:
        shown = _letter(answer, speak, with_toast=True)
        waits = answer.refused or (answer.view is not None and answer.view.asks is not None)
        if await self._rungs.whisper(back, self._unenclosed(back, shown, speak)):
            return
        # The group is not disturbed for what the card shows anyway.
        if await self._rungs.private(back, shown, rings=waits) or back.chat.private or answer.receipt:
            return
        aloud = await self._voice_of_all(back.chat)
        words, label = (
            aloud(t("{name}, I answer you in private.", name=back.name)),
            aloud(t("Open the private chat")),
        )
        message = await self._rungs.aloud(back, words, label=label, parameter=links.of_answer(back.update))
        if message is not None:
            self._invitations[back.account, back.update] = (back.chat, message)
            if len(self._invitations) > MOST_INVITATIONS:
                self._invitations.popitem(last=False)

    def _unenclosed(self, back: Back, letter: Letter, speak: Voice) -> Letter:
        """In a group no file stands, not even before one person: a button leads to the private conversation, in
        which the stored answer is told again."""
        if not letter.files or back.chat.private:
            return letter
        address = links.address(self._rungs.bot_name, links.of_answer(back.update))
        said = t("The picture: in private.") if letter.pictured else t("The file: in private.")
        return elsewhere(letter, speak(said), speak(t("Open the private chat")), address)

    async def followed(self, back: Back, update: int) -> None:
        """Somebody came by the button to their answer: it has done its work."""
        invitation = self._invitations.pop((back.account, update), None)
        if invitation is not None:
            await self._rungs.take_away(*invitation)

    async def _voice(self, back: Back, answer: Answer | None = None) -> Voice:
        """What one person alone hears is said in their language, from the moment on when they choose it."""
        key, ask = (back.chat, back.account), self._memory.language
        if answer is not None and answer.speaks:
            self._languages.drop(lambda known: known[1] == back.account)  # in every room
            self._languages.put(key, answer.speaks)
        return voice(await self._languages.get(key, lambda: ask(back.chat, str(back.account))))

    async def _voice_of_all(self, chat: Chat) -> Voice:
        """In a room, all hear its language."""
        return voice(await self._languages.get((chat, 0), lambda: self._memory.language(chat, "")))

    async def say_aloud(self, back: Back, text: Text) -> None:
        """In the room, for everybody: where nobody in particular could be told."""
        speak = await self._voice(back) if back.chat.private else await self._voice_of_all(back.chat)
        await self._rungs.aloud(back, line(speak(text)))

    async def hurry(self, back: Back, text: Text) -> None:
        """A bubble before the event is handled, because that may take long."""
        speak = await self._voice(back)
        await self._rungs.bubble(back, line(speak(text)), alert=True)

    async def brief(self, back: Back, answer: Answer) -> None:
        """The bubble alone, for somebody who taps faster than screens can be shown."""
        speak = await self._voice(back)
        words = answer.toast if answer.toast is not None else t("One tap at a time. Try again in a moment.")
        await self._rungs.bubble(back, line(speak(words)), alert=answer.refused)

    async def close(self, back: Back) -> None:
        await self._rungs.close(back)
        await self._rungs.bubble(back)


def _letter(answer: Answer, speak: Voice, *, with_toast: bool) -> Letter:
    """The answer as one message; with a way to take it away, as long as there is room for the button."""
    view = answer.view or View(())
    if with_toast and answer.toast is not None and view.blocks[:1] != (paragraph(answer.toast),):
        view = replace(view, blocks=(paragraph(answer.toast), *view.blocks))
    if view.asks is None and len(view.buttons) < MOST_BUTTONS:
        view = replace(view, buttons=(*view.buttons, Button(t("✖️ Close"), CLOSE)))
    return screen(view, speak)
