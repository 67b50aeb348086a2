"""A stand-in for Telegram on this machine: its server, and the residents who talk through it."""

from .api import BotApi, bot_api
from .calls import Call
from .chats import Chat, Private
from .faults import Fault
from .messages import Message
from .people import Person
from .presses import Answered, Press
from .rooms import Room

__all__ = [
    "Answered",
    "BotApi",
    "Call",
    "Chat",
    "Fault",
    "Message",
    "Person",
    "Press",
    "Private",
    "Room",
    "bot_api",
]
