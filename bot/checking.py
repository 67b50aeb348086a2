"""Tries the settings of each platform that is configured."""

from collections.abc import Sequence

from .config import Config
from .platforms.findings import Findings


async def examine(settings: Config) -> Sequence[Findings]:
    """What was seen, platform by platform; nothing where none but the salon is configured. Changes nothing."""
    found: list[Findings] = []
    # A platform's modules only where it is configured.
    if settings.telegram.token is not None:
        from .platforms.telegram import checking as telegram

        found.append(await telegram.examine(settings.telegram))
    if settings.matrix.homeserver:
        from .platforms.matrix import checking as matrix

        found.append(await matrix.examine(settings.matrix))
    return found
