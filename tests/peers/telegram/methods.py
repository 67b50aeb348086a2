"""What the server does for each name that the bot calls."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import methods_answer, methods_bot, methods_chat, methods_edit, methods_send, methods_updates
from .calls import Call

if TYPE_CHECKING:
    from .api import BotApi

SERVED: dict[str, "Callable[[BotApi, Call], object]"] = {
    "getMe": methods_bot.get_me,
    "close": methods_bot.nothing_to_do,
    "logOut": methods_bot.nothing_to_do,
    "setWebhook": methods_updates.set_webhook,
    "deleteWebhook": methods_updates.delete_webhook,
    "getWebhookInfo": methods_updates.get_webhook_info,
    "sendMessage": methods_send.send_message,
    "sendPhoto": methods_send.send_photo,
    "sendDocument": methods_send.send_document,
    "sendChatAction": methods_send.send_chat_action,
    "editMessageText": methods_edit.edit_text,
    "editMessageCaption": methods_edit.edit_caption,
    "editMessageMedia": methods_edit.edit_media,
    "editMessageReplyMarkup": methods_edit.edit_markup,
    "deleteMessage": methods_edit.delete_message,
    "editEphemeralMessageText": methods_edit.edit_text,
    "editEphemeralMessageCaption": methods_edit.edit_caption,
    "editEphemeralMessageMedia": methods_edit.edit_media,
    "editEphemeralMessageReplyMarkup": methods_edit.edit_markup,
    "deleteEphemeralMessage": methods_edit.delete_ephemeral,
    "answerCallbackQuery": methods_answer.answer_callback_query,
    "getChat": methods_chat.get_chat,
    "getChatMember": methods_chat.get_chat_member,
    "getChatAdministrators": methods_chat.get_chat_administrators,
    "getChatMemberCount": methods_chat.get_chat_member_count,
    "leaveChat": methods_chat.leave_chat,
    "setMyCommands": methods_bot.set_my_commands,
    "getMyCommands": methods_bot.get_my_commands,
    "deleteMyCommands": methods_bot.delete_my_commands,
    "setMyDescription": methods_bot.set_my_description,
    "setMyShortDescription": methods_bot.set_my_short_description,
}
"""getUpdates, which waits, is served at the door."""
