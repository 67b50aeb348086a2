"""Looks whether Telegram takes these settings, and says what is wrong and how to mend it."""

from telegram.error import TelegramError

from bot.config import Telegram
from bot.platforms.findings import Findings
from handlers.conversation.text import t

from .door import address_of, bot_of
from .transport import understood
from .troubles import advice


async def examine(settings: Telegram) -> Findings:
    """Asks the server who the bot is and what is set for it; changes nothing."""
    bot, _ = bot_of(settings)
    try:
        await understood(bot.initialize())
        me, webhook = bot.bot, await understood(bot.get_webhook_info())
    except TelegramError as error:
        return Findings(wrong=[advice(error, address_of(settings))])
    finally:
        await bot.shutdown()
    told, wrong = [t("Telegram: @{bot} answers.", bot=me.username or me.first_name)], []
    if me.can_join_groups is False:
        wrong.append(t("This bot may not enter groups. In @BotFather: /setjoingroups, then Enable."))
    if me.can_read_all_group_messages:
        told.append(t("This bot is sent every message of its groups. In @BotFather: /setprivacy, then Enable."))
    if webhook.url and not settings.webhook_url:
        told.append(t("Another address receives the messages of this bot. At the start I take its place."))
    if webhook.last_error_message and settings.webhook_url:
        told.append(t("Telegram could not bring messages: {reason}.", reason=webhook.last_error_message))
    return Findings(told, wrong)
