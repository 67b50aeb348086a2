"""The desk of bookings over a real database."""

from datetime import datetime

from handlers.bookings.box import Box
from handlers.bookings.desk import BookingsDesk
from handlers.members.desk import MembersDesk
from storage.alarms import StoredAlarms
from storage.bookings import StoredBookings
from storage.database import Transaction
from storage.drafts import StoredDrafts
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.posts import StoredPosts


def desk(tx: Transaction, now: datetime) -> BookingsDesk:
    members = MembersDesk(StoredMembers(tx, now))
    return BookingsDesk(
        Box(StoredBookings(tx), members, StoredPosts(tx), StoredAlarms(tx), StoredDrafts(tx), StoredHeard(tx))
    )
