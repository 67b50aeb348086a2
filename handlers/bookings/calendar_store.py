"""What the secret addresses of calendars are kept in."""

from typing import Literal, Protocol

Kind = Literal["group", "space", "person"]


class CalendarLinks(Protocol):
    """One address of each calendar: that of a group, of a space, of a person in it."""

    async def calendar_link(self, kind: Kind, record: int, *, renew: bool = False) -> str:
        """The secret of the address; `renew`: another one, and the old one is no calendar any more."""

    async def calendar_of(self, secret: str) -> tuple[Kind, int] | None:
        """What an address shows; None for one that was renewed or never given."""
