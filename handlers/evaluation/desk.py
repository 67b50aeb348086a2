"""What other features ask of evaluations: the button by which an opinion is given, and when one begins."""

from datetime import datetime

from handlers.conversation.stores import Alarms
from handlers.conversation.text import t
from handlers.conversation.views import Button, data

from . import rules


def give_button(workshop: int) -> Button:
    """« Donner mon avis », for anything that everybody sees."""
    return Button(t("Give my opinion"), data("evaluation", "give", workshop))


class EvaluationDesk:
    """Opinions begin when a workshop is over, and close by themselves."""

    def __init__(self, alarms: Alarms) -> None:
        self.alarms = alarms

    async def over(self, workshop: int, over_at: datetime) -> None:
        """It is over: opinions can be given until seven days later. Twice is once."""
        await self.alarms.set(rules.topic(workshop), "close", rules.closes_at(over_at))

    def buttons(self, workshop: int, over_at: datetime, now: datetime) -> tuple[Button, ...]:
        """« Donner mon avis »; nothing where it cannot be given."""
        is_open = rules.has_begun(over_at, now) and not rules.has_ended(over_at, now)
        return (give_button(workshop),) if is_open else ()
