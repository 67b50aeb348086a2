"""A real Matrix server on this machine, and the residents who talk through it."""

from .accounts import Account, Refusal
from .line import Fault, Line, line
from .people import Neighbour
from .resident import Resident
from .screen import Message, Reaction, Screen
from .server import Synapse, synapse_server
from .town import Town, town

__all__ = [
    "Account",
    "Fault",
    "Line",
    "Message",
    "Neighbour",
    "Reaction",
    "Refusal",
    "Resident",
    "Screen",
    "Synapse",
    "Town",
    "line",
    "synapse_server",
    "town",
]
