"""Residents on Element: the real encryption of Element Web, on Node, as people who talk with the bot."""

from .devices import another_device
from .element import DeviceStatus, Element, ElementRefused, Elements, Seen, UserStatus, elements

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
