"""Who may do what. Every act is checked here when it happens; what a button says proves nothing."""

from handlers.conversation.answer import Refused
from handlers.conversation.text import t

from .model import Group, Here


def stranger(group: Group | None) -> Refused:
    """The refusal given to somebody who is not of the group whose room this is."""
    if group is None:
        return Refused(t("This room has no group yet. Ask the person who hosts Palabre."))
    return Refused(t("This belongs to « {group} ». Ask a neighbour to invite you.", group=group.name))


def must_decide(here: Here) -> None:
    """Only those who live with the result choose; the accompaniment never votes. Raises Refused."""
    if here.role == "accompaniment":
        raise Refused(t("You accompany the group: this choice is theirs."))


def may_run(here: Here, author: int) -> bool:
    """Whether this person runs the subject: its author, a facilitator, or the accompaniment."""
    return here.person.id == author or here.role in ("facilitator", "accompaniment")


def must_run(here: Here, author: int) -> None:
    """Raises Refused for anybody who neither opened the subject nor facilitates."""
    if not may_run(here, author):
        raise Refused(t("Only its author or the facilitators can do that."))
