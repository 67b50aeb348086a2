"""What members see of their own data."""

from collections.abc import Sequence

from handlers.conversation.feature import Held
from handlers.conversation.text import t, verbatim


def held(lines: Sequence[str]) -> Sequence[Held]:
    """What is held about a person as a member, or nothing."""
    return [Held(t("Your name and your groups"), tuple(verbatim(line) for line in lines))] if lines else []
