"""Residents on Element: the real encryption of Element Web, on Node, as people who talk with the bot."""

from .devices import another_device
from .element import Element, ElementRefused, Elements, elements
from .seen import DeviceStatus, Seen, UserStatus

__all__ = [
    "DeviceStatus",
    "Element",
    "ElementRefused",
    "Elements",
    "Seen",
    "UserStatus",
    "another_device",
    "elements",
]
