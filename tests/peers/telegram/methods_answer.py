"""answerCallbackQuery: the short answer to a tap, once and promptly."""

from typing import TYPE_CHECKING

from .calls import Call, bad
from .ephemeral import QUERY_TOO_OLD
from .keyboards import START, start_payload
from .presses import Answered
from .writing import ANSWER, units

if TYPE_CHECKING:
    from .api import BotApi


def answer_callback_query(api: "BotApi", call: Call) -> bool:
    """Raises Refusal for a tap that was answered already, or too long ago."""
    params = call.params
    press = api.presses.get(str(params.get("callback_query_id") or ""))
    text, url = str(params.get("text") or ""), str(params.get("url") or "")
    if press is None or press.answers or press.expired or api.clock() - press.at > api.callback_lifetime:
        raise bad(QUERY_TOO_OLD)
    if units(text) > ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    if url:
        payload = start_payload(url, api.bot.username)
        if payload is None or not START.fullmatch(payload):
            raise bad("URL_INVALID")
    press.answers.append(Answered(text, bool(params.get("show_alert")), url, api.clock()))
    return True
