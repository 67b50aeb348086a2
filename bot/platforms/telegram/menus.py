"""The commands that Telegram shows behind « / », in French and in English, in groups and in private."""

from collections.abc import Sequence

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest, TelegramError

from bot.texts import voice
from handlers.conversation.feature import CommandLine
from handlers.conversation.text import t

log = structlog.get_logger()

DESCRIPTION_LENGTH = 256
LANGUAGES = (("", "fr"), ("en", "en"))
"""(Telegram's code of the person's own language, ours): French for all but those who use English."""


async def show_menus(bot: Bot, commands: Sequence[CommandLine[object]], *, ephemeral: bool) -> None:
    """Gives Telegram the commands of every feature. In groups they can be written unseen by the others, where
    the server knows that (Bot API 10.2). Raises TelegramError where it cannot be reached."""
    scopes = (
        (BotCommandScopeAllGroupChats(), [line for line in commands if not line.personal], ephemeral),
        (BotCommandScopeAllPrivateChats(), list(commands), False),
    )
    for code, language in LANGUAGES:
        for scope, lines, unseen in scopes:
            await _set(bot, _worded(lines, language), scope, code, unseen=unseen)
    for code, language in LANGUAGES:
        words = voice(language)(t("A neighbourhood robot: polls in your group, by taps."))
        await bot.set_my_short_description(words, code or None)


async def _set(
    bot: Bot,
    commands: Sequence[tuple[str, str]],
    scope: BotCommandScopeAllGroupChats | BotCommandScopeAllPrivateChats,
    code: str,
    *,
    unseen: bool,
) -> None:
    how = {"is_ephemeral": True} if unseen else None
    shown = [BotCommand(name, words, api_kwargs=how) for name, words in commands]
    try:
        await bot.set_my_commands(shown, scope, code or None)
    except BadRequest as error:
        if not unseen:
            raise
        log.info("telegram.menu_seen_by_all", reason=error.message)
        await _set(bot, commands, scope, code, unseen=False)


def _worded(lines: Sequence[CommandLine[object]], language: str) -> list[tuple[str, str]]:
    speak = voice(language)
    return [
        (line.names[0] if language == "fr" else line.names[-1], speak(line.help)[:DESCRIPTION_LENGTH])
        for line in lines
    ]


async def refresh_menus(bot: Bot, commands: Sequence[CommandLine[object]], *, ephemeral: bool) -> None:
    """The same, where a failure only leaves the older menus standing."""
    try:
        await show_menus(bot, commands, ephemeral=ephemeral)
    except TelegramError as error:
        log.warning("telegram.menus_failed", reason=type(error).__name__)
