"""Names as addresses show them."""

import re
import unicodedata

RESERVED = frozenset({"entrer", "healthz", "metrics", "static"})
"""Addresses of the program itself, which no room can have."""


def slug_of(name: str) -> str:
    """« M. Roux » → « m-roux »; « x » where no letter of it can stand in an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
