"""Who may do what. Every act is checked here when it happens; what a button says proves nothing."""

import re

from handlers.conversation.answer import Refused
from handlers.conversation.events import Invited, Press
from handlers.conversation.text import t

from .model import Group, Here, Hosting

_ADDRESS = re.compile(r"(?:(?P<platform>\w+):)?(?P<account>@[^:\s]+:\S+)")


def stranger(group: Group | None) -> Refused:
    """The refusal given to somebody who is not of the group whose room this is."""
    if group is None:
        return Refused(t("This room has no group yet. Ask the person who hosts Palabre."))
    return Refused(t("This belongs to « {group} ». Ask a neighbour to invite you.", group=group.name))


def unchecked() -> Refused:
    """The refusal given to somebody new whom the platform could not confirm."""
    return Refused(t("I cannot check that you are of this group just now. Try again in a moment."))


def nowhere(account: str) -> Refused:
    """The refusal given in a private conversation to somebody who is of no group. It tells the number, or the
    address, of the account, which the host writes into the settings."""
    if is_address(account):
        return Refused(
            t(
                "I do not know you yet. First join the room of your group in which I am. "
                "(For whoever hosts me: your address is {account}.)",
                account=account,
            )
        )
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


def host_named(operator: str) -> tuple[str, str]:
    """The host as the settings name them: the platform, or nothing where any could be meant, and the account
    there: a number, a public name, or an address, which itself contains colons."""
    found = _ADDRESS.fullmatch(operator)
    if found is not None:
        return found["platform"] or "", found["account"]
    platform, _, account = operator.rpartition(":")
    return platform, account


def is_address(account: str) -> bool:
    """« @nadia:example.org »: an account that says where it is at home."""
    found = _ADDRESS.fullmatch(account)
    return found is not None and not found["platform"]


def is_host(event: Invited | Press, operator: str) -> bool:
    """Whether whoever acts is the host, as the settings name them."""
    platform, account = host_named(operator)
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
