"""The stores of one transaction, as the features that others lean on are given them."""

from handlers.bookings.box import Box as BookingsBox
from handlers.bookings.desk import BookingsDesk
from handlers.bookings.venues import Venues
from handlers.downtime.desk import DowntimeDesk
from handlers.members.desk import MembersDesk
from handlers.reminders.box import Box as RemindersBox
from handlers.workshops.box import Box as WorkshopsBox
from storage.bookings import StoredBookings
from storage.downtime import StoredDowntimes
from storage.reminders import StoredReminders
from storage.workshops import StoredWorkshops

from .followers import Followers
from .ground import Ground


def bookings_box(ground: Ground) -> BookingsBox:
    stores = (ground.posts, ground.alarms, ground.drafts, ground.receipts)
    return BookingsBox(StoredBookings(ground.tx), MembersDesk(ground.members), *stores)


def reminders_box(ground: Ground) -> RemindersBox:
    stores = (ground.posts, ground.alarms, ground.drafts)
    gathering = DowntimeDesk(StoredDowntimes(ground.tx), ground.posts)
    return RemindersBox(StoredReminders(ground.tx), MembersDesk(ground.members), *stores, gathering)


def workshops_box(ground: Ground) -> WorkshopsBox:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    booking = bookings_box(ground)
    venues = Venues(booking, BookingsDesk(booking))
    return WorkshopsBox(StoredWorkshops(ground.tx), desk, *stores, venues, Followers(ground))
