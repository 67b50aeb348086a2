"""What was seen when a platform's settings were tried."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation.text import Text


@dataclass(frozen=True)
class Findings:
    """`wrong` keeps Palabre from working, `told` is good news or advice."""

    told: Sequence[Text] = ()
    wrong: Sequence[Text] = ()
