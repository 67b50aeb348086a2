"""How long to wait for a server that does not answer: longer after each failure, and never too long."""

FIRST, LONGEST = 1.0, 60.0
"""Seconds."""


class Patience:
    """Doubles from one second to one minute."""

    def __init__(self) -> None:
        self._failures = 0

    def restored(self) -> None:
        """It has answered."""
        self._failures = 0

    def next_pause(self) -> float:
        """Seconds to wait after one more failure."""
        pause = min(LONGEST, FIRST * 2.0**self._failures)
        self._failures = min(self._failures + 1, 10)
        return pause
