"""What other features ask about setting a group up."""

from handlers.conversation.text import Text
from handlers.conversation.views import View
from handlers.members.model import Group, Here
from handlers.members.store import Members

from . import rules, views


class GroupsDesk:
    """The screens of the three taps by which a group is set up, for those who may settle it."""

    def __init__(self, members: Members) -> None:
        self._members = members

    async def begin(self, here: Here) -> View | None:
        """The first screen; None where the group is set up already, or is not this person's to settle."""
        if here.group.kind or not rules.may_settle(here, await self._members.members(here.group.id)):
            return None
        return views.which_kind(here.group, here.person.name)

    def ready(self, group: Group, before: tuple[Text, ...] = ()) -> View:
        """The last screen. `before`: what has just been done, said after « C'est prêt. »"""
        return views.ready(group, before)
