"""What every feature stands on in one transaction, and how a feature is placed there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from handlers.conversation.feature import Feature
from handlers.members.model import Hosting
from storage.alarms import StoredAlarms
from storage.database import Transaction
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.posts import StoredPosts

H = TypeVar("H")


@dataclass
class Ground:
    """The stores of one transaction, on which every feature stands, and what the host has decided."""

    tx: Transaction
    now: datetime
    hosting: Hosting = field(default_factory=Hosting)
    members: StoredMembers = field(init=False)
    posts: StoredPosts = field(init=False)
    alarms: StoredAlarms = field(init=False)
    drafts: StoredDrafts = field(init=False)
    receipts: StoredHeard = field(init=False)

    def __post_init__(self) -> None:
        self.members = StoredMembers(self.tx, self.now)
        self.posts = StoredPosts(self.tx)
        self.alarms = StoredAlarms(self.tx)
        self.drafts = StoredDrafts(self.tx)
        self.receipts = StoredHeard(self.tx)


@dataclass(frozen=True)
class Placed(Generic[H]):
    """A feature with the way to make its handler for one transaction."""

    feature: Feature[H]
    make: Callable[[Ground], H]
