"""Who may do what. Every act is checked here when it happens; what a button says proves nothing."""

from handlers.conversation.answer import Refused
from handlers.conversation.events import Invited, Press
from handlers.conversation.text import t

from .model import Group, Here, Hosting


def stranger(group: Group | None) -> Refused:
    """The refusal given to somebody who is not of the group whose room this is."""
    if group is None:
        return Refused(t("This room has no group yet. Ask the person who hosts Palabre."))
    return Refused(t("This belongs to « {group} ». Ask a neighbour to invite you.", group=group.name))


def unchecked() -> Refused:
    """The refusal given to somebody new whom the platform could not confirm."""
    return Refused(t("I cannot check that you are of this group just now. Try again in a moment."))


def nowhere(account: str) -> Refused:
    """The refusal given in a private conversation to somebody who is of no group. It tells the number of the
    account, which the host writes into the settings."""
    return Refused(
        t(
            "I do not know you yet. First tap a button of mine in your group. "
            "(For whoever hosts me: your number is {account}.)",
            account=account,
        )
    )


def elsewhere() -> Refused:
    """The refusal given for what belongs to another group than this room's."""
    return Refused(t("This is not of this group."))


def awaited() -> Refused:
    """The refusal given in a room about which the host has not said yet whether Palabre may stay."""
    return Refused(t("I still wait for the answer of the person who hosts me. Then we can begin."))


def may_bring_in(event: Invited, hosting: Hosting) -> bool:
    """The host decides who brings Palabre into a room."""
    return hosting.open or is_host(event, hosting.operator)


def is_host(event: Invited | Press, operator: str) -> bool:
    """Whether whoever acts is the host, as the settings name them."""
    platform, _, account = operator.rpartition(":")
    if platform not in ("", event.chat.platform):
        return False
    handle = event.sender.handle.casefold()
    return bool(account) and (account == event.sender.account or account.casefold().lstrip("@") == handle)


def must_decide(here: Here) -> None:
    """Only those who live with the result choose; the accompaniment never votes. Raises Refused."""
    if here.role == "accompaniment":
        raise Refused(t("You accompany the group: this choice is theirs."))
    if here.role == "guest":
        raise Refused(t("You are a guest here: this choice is for the residents."))


def must_take_part(here: Here) -> None:
    """Everybody but guests may ask the group something. Raises Refused."""
    if here.role == "guest":
        raise Refused(t("You are a guest here: ask a resident to do it."))


def may_run(here: Here, author: int) -> bool:
    """Whether this person runs the subject: its author, a facilitator, or the accompaniment."""
    return here.person.id == author or here.runs


def must_run(here: Here, author: int) -> None:
    """Raises Refused for anybody who neither opened the subject nor facilitates."""
    if not may_run(here, author):
        raise Refused(t("Only its author or the facilitators can do that."))
