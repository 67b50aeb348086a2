"""A time during which Palabre was stopped."""

from dataclasses import dataclass
from datetime import datetime

from handlers.conversation.topic import Topic


@dataclass(frozen=True)
class Downtime:
    """It was alive at `stopped_at`, to the minute, and again at `back_at`."""

    id: int
    stopped_at: datetime
    back_at: datetime

    def of_group(self, group: int) -> Topic:
        return Topic("downtime", self.id, f"group:{group}")

    def of_person(self, group: int, person: int) -> Topic:
        return Topic("downtime", self.id, f"person:{group}:{person}")

    @property
    def of_host(self) -> Topic:
        return Topic("downtime", self.id, "host")
