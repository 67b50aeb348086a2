"""Members: who is here."""

from handlers.conversation.feature import Feature

from .handler import MembersHandler

feature = Feature(
    name="members",
    held_about=MembersHandler.held_about,
    forget=MembersHandler.forget,
    joined=MembersHandler.joined,
    left=MembersHandler.left,
)
