"""How the bot asks for news, and where it wants them brought."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .calls import Call, Json, Refusal, bad

if TYPE_CHECKING:
    from .api import BotApi

WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(api: "BotApi", call: Call, listens: Callable[[], bool]) -> list[Json]:
    """Raises Refusal while there is a webhook, or where another request comes meanwhile."""
    params = call.params
    if api.webhook is not None:
        raise Refusal(409, WEBHOOK_ACTIVE)
    api.updates.allow(params.get("allowed_updates"))
    limit = _number(params, "limit", 100)
    if not 1 <= limit <= 100:
        api.violations.append(f"getUpdates: limit {limit} is not within 1–100")
        limit = 100
    return await api.updates.hand_out(_number(params, "offset", 0), limit, _number(params, "timeout", 0), listens)


def set_webhook(api: "BotApi", call: Call) -> bool:
    """Takes also http addresses, of this machine: the real server demands https, a server of one's own does not."""
    params = call.params
    url = str(params.get("url") or "")
    if params.get("drop_pending_updates"):
        api.updates.waiting.clear()
    if not url:
        api.stop_webhook()
        return True
    if not re.fullmatch(r"https://[^/\s]+\.[^/\s]+(/\S*)?|http://(127\.0\.0\.1|localhost)(:\d+)?(/\S*)?", url):
        raise bad("bad webhook: HTTPS URL must be provided for webhook")
    secret = str(params.get("secret_token") or "")
    if secret and not re.fullmatch("[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    connections = _number(params, "max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad("max_connections must be between 1 and 100")
    api.updates.allow(params.get("allowed_updates"))
    api.start_webhook(url, secret, connections)
    return True


def delete_webhook(api: "BotApi", call: Call) -> bool:
    if call.params.get("drop_pending_updates"):
        api.updates.waiting.clear()
    api.stop_webhook()
    return True


def get_webhook_info(api: "BotApi", call: Call) -> Json:
    """The official WebhookInfo."""
    body: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": api.pending}
    if api.updates.named is not None:
        body["allowed_updates"] = api.updates.named
    if api.webhook is not None:
        body |= {
            "url": api.webhook["url"],
            "max_connections": api.webhook["max_connections"],
            "ip_address": "127.0.0.1",
        }
        body |= api.webhook_errors()
    return body


def _number(params: Json, name: str, otherwise: int) -> int:
    value = params.get(name)
    return value if isinstance(value, int) else otherwise
