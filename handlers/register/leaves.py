"""Gathers all that stands beside a decision, for screens, papers and what a group takes along."""

from collections.abc import Sequence

from handlers.members.desk import MembersDesk

from .model import Decision, Leaf
from .store import Register


async def leaf_of(register: Register, members: MembersDesk, decision: Decision) -> Leaf:
    names = {} if decision.author is None else await members.store.names([decision.author])
    after = None if decision.replaced_by is None else await register.find(decision.replaced_by)
    before = None if decision.replaces is None else await register.find(decision.replaces)
    return Leaf(
        decision,
        names.get(decision.author or 0, ""),
        tuple(await register.versions(decision.id)),
        tuple(await register.reservations(decision.id)),
        tuple(await register.objections(decision.id)),
        after,
        before,
    )


async def leaves_of(register: Register, members: MembersDesk, group: int) -> Sequence[Leaf]:
    """All of a group's, newest first."""
    return [await leaf_of(register, members, decision) for decision in await register.of_group(group)]
