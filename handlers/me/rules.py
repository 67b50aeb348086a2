"""How long somebody may be away, who may answer for them, and what a typed code is."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import t
from handlers.members.model import Group, Member, Relay

from . import sentences
from .absences import LONGEST, Away

MOST_SERVED = 3
"""People for whom one person answers (people.md §6.2)."""
BACK = {
    *("non", "annuler", "annule", "fini", "finie", "retour", "de retour", "je suis de retour", "je suis là"),
    *("je suis rentré", "je suis rentrée", "no", "cancel", "back", "i am back", "i'm back", "over", "stop"),
}
"""What somebody types behind /absent to say that they are back."""
YES, NO = {"oui", "yes", "o", "y", "ok", "oui c'est moi", "yes it is me"}, {"non", "no", "n"}


def code_in(words: str) -> str:
    """The six digits that these words are, « 482 913 » among them; nothing where they are something else."""
    digits = re.sub(r"[\s.-]", "", words)
    return digits if re.fullmatch("[0-9]{6}", digits) else ""


def must_make_sense(away: Away, today: date) -> None:
    """Raises Refused, with what was understood, for an absence that is over or endless."""
    understood = sentences.understood(away, today)
    if away.last < today:
        raise Refused(t("I understood: {dates}. That is over already.", dates=understood))
    if (away.last - away.first).days >= LONGEST:
        raise Refused(t("I understood: {dates}. {n} days at most.", dates=understood, n=LONGEST))


def instants(group: Group, away: Away) -> tuple[datetime, datetime]:
    """The midnights on the group's clock between which somebody is away: that of the first day, and the one
    after the last."""
    zone = group.tzinfo
    return (
        datetime.combine(away.first, time(), zone),
        datetime.combine(away.last + timedelta(days=1), time(), zone),
    )


def days(group: Group, member: Member) -> Away | None:
    """The whole days of the absence that a member has noted."""
    if member.away_from is None or member.away_until is None:
        return None
    first, after = group.local(member.away_from).date(), group.local(member.away_until).date()
    return Away(first, max(first, after - timedelta(days=1)))


def could_answer(members: Sequence[Member], relays: Sequence[Relay], person: int) -> Sequence[Member]:
    """Those who may be asked to answer for this person: they are reached, look on at least, and were not asked."""
    asked = {relay.relay.id for relay in relays if relay.person.id == person}
    return [one for one in members if one.reached and one.person.id != person and one.person.id not in asked]


def must_have_room(relays: Sequence[Relay], relay: Member, person: int) -> None:
    """Raises Refused where somebody answers for three people already."""
    served = {one.person.id for one in relays if one.relay.id == relay.person.id and one.person.id != person}
    if len(served) >= MOST_SERVED:
        raise Refused(t("{name} answers for {n} people already. Ask somebody else.", name=relay.person.name, n=3))
