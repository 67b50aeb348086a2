"""Members: who is here, and where."""

from handlers.conversation.feature import Feature

from .handler import MembersHandler

feature = Feature(
    name="members",
    held_about=MembersHandler.held_about,
    forget=MembersHandler.forget,
    joined=MembersHandler.joined,
    left=MembersHandler.left,
    invited=MembersHandler.invited,
    dismissed=MembersHandler.dismissed,
    moved=MembersHandler.moved,
    annexed=MembersHandler.annexed,
    presses={"groups": MembersHandler.groups, "about": MembersHandler.about},
)
