"""What the bot says about itself: its account, its commands, its descriptions."""

import re
from typing import TYPE_CHECKING

from . import writing
from .calls import Call, Json, bad

if TYPE_CHECKING:
    from .api import BotApi

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
DESCRIPTION = 256
ABOUT, INTRODUCTION = 120, 512
"""UTF-16 units of the short description and of the description."""
CommandKey = tuple[str, int | None, str]
Commands = list[tuple[str, str, bool]]


def get_me(api: "BotApi", call: Call) -> Json:
    """The bot's own User."""
    return api.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not api.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def nothing_to_do(api: "BotApi", call: Call) -> bool:
    """close and logOut."""
    return True


def set_my_commands(api: "BotApi", call: Call) -> bool:
    """Raises Refusal for names and descriptions that Telegram does not show."""
    given = call.params.get("commands")
    if not isinstance(given, list):
        raise bad("can't parse commands JSON object")
    if len(given) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    commands: Commands = []
    for one in given:
        name = str(one.get("command", "")).removeprefix("/")
        description = str(one.get("description", "")).strip()
        if not COMMAND.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= writing.units(description) <= DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append((name, description, bool(one.get("is_ephemeral")) and api.ephemeral is not False))
    api.commands[_key(api, call)] = commands
    return True


def get_my_commands(api: "BotApi", call: Call) -> list[Json]:
    """Those of exactly this scope and language."""
    return [
        {"command": name, "description": description} | ({"is_ephemeral": True} if alone else {})
        for name, description, alone in api.commands.get(_key(api, call), [])
    ]


def delete_my_commands(api: "BotApi", call: Call) -> bool:
    api.commands.pop(_key(api, call), None)
    return True


def set_my_description(api: "BotApi", call: Call) -> bool:
    return _describe(api, call, "description", INTRODUCTION, "DESCRIPTION_TOO_LONG")


def set_my_short_description(api: "BotApi", call: Call) -> bool:
    return _describe(api, call, "short_description", ABOUT, "ABOUT_TOO_LONG")


def _describe(api: "BotApi", call: Call, which: str, longest: int, refusal: str) -> bool:
    words = str(call.params.get(which) or "")
    if writing.units(words) > longest:
        raise bad(refusal)
    api.descriptions[which, _language(call)] = words
    return True


def _language(call: Call) -> str:
    """Two letters, or nothing for every language. Raises Refusal."""
    language = str(call.params.get("language_code") or "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad("LANG_CODE_INVALID")
    return language


def _key(api: "BotApi", call: Call) -> CommandKey:
    """(scope, chat, language). The scope chat_member carries its person: « chat_member/1001 ». Raises Refusal."""
    given = call.params.get("scope")
    scope: Json = given if isinstance(given, dict) else {"type": "default"}
    language = _language(call)
    chat = scope.get("chat_id")
    if chat is None:
        return str(scope.get("type")), None, language
    number = int(chat) if str(chat).lstrip("-").isdigit() else 0
    if number not in api.chats:
        raise bad("chat not found")
    person = f"/{scope['user_id']}" if "user_id" in scope else ""
    return f"{scope.get('type')}{person}", number, language
