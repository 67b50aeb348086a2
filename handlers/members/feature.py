"""Members: who is here, and where."""

from handlers.conversation.feature import Feature, Kept
from handlers.conversation.text import t

from .handler import MembersHandler

feature = Feature(
    name="members",
    held_about=MembersHandler.held_about,
    forget=MembersHandler.forget,
    purge=MembersHandler.purge,
    keeps=(
        Kept(
            t("Your name, your household, your role"),
            t("your group sees them."),
            t("as long as you are in the group, then three months."),
        ),
    ),
    united=MembersHandler.united,
    joined=MembersHandler.joined,
    left=MembersHandler.left,
    invited=MembersHandler.invited,
    dismissed=MembersHandler.dismissed,
    moved=MembersHandler.moved,
    annexed=MembersHandler.annexed,
    presses={"groups": MembersHandler.groups, "about": MembersHandler.about},
)
