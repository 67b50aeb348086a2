"""Series of bookings: « tous les mardis 18 h-19 h 30 jusqu'au 30 juin, hors vacances scolaires »."""

from handlers.conversation.answer import Answer, Refused
from handlers.conversation.text import t
from handlers.members.model import Here
from handlers.when.model import Recurrence

from .box import Act, Box
from .desk import BookingsDesk
from .model import Space


class Repeating:
    """Each date is a booking of its own; what binds them is the rhythm."""

    def __init__(self, box: Box, desk: BookingsDesk) -> None:
        self.box = box
        self.desk = desk

    async def propose(
        self, event: Act, here: Here, space: Space, recurrence: Recurrence, amount: int, person: int
    ) -> Answer:
        raise Refused(t("From when to when? For example: from 12 to 15 March, or Saturday from 2 pm to 6 pm."))
