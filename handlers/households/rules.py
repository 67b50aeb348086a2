"""Who may say what about households, and who is meant by a name."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.answer import Refused
from handlers.conversation.text import Listing, Text, t, verbatim
from handlers.members.model import Claim, Group, Here, Household, Member, Relay

NAME_LENGTH = 40
"""Characters of a typed first name, or of a lot."""
MOST_RELAYED = 3
"""People for whom one person answers [D] (people.md §6.2)."""
MOST_CLAIMS = 6
"""People whom somebody says to live with, and who have not answered yet."""
UNDO = timedelta(minutes=10)

_CODE = re.compile(
    r"(?:lots?\b)?[\s.:]*(?:n[°ºo]\.?|num[ée]ro|#)?\s*([a-z]{0,2}[ .-]?\d{1,6}[ -]?[a-z]{0,3})", re.I
)
"""« 12 », « lot n° 12 », « A3 », « 12 bis »."""


def has_households(group: Group) -> bool:
    """Whether one asks here who lives with whom; elsewhere a person stands for nobody else."""
    return group.kind in ("", "housing")


def has_lots(group: Group) -> bool:
    """Whether the voices here are lots, with parts of the building."""
    return group.kind == "condominium"


# Names


def folded(words: str) -> str:
    """The words without capitals, accents or spaces too many, to be compared."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def same_name(one: str, two: str) -> bool:
    """« sarah » is Sarah, and Sarah Benali too: the whole name, or the first word of either."""
    first, second = folded(one), folded(two)
    if not first or not second:
        return False
    return first == second or first.split()[0] == second or second.split()[0] == first


def same_words(one: str, two: str) -> bool:
    """« DUPONT Jean » is Jean Dupont: the whole name, in any order."""
    return bool(folded(one)) and sorted(folded(one).split()) == sorted(folded(two).split())


def clean_name(typed: str) -> str:
    """A first name as somebody typed it. Raises Refused for anything else."""
    if len([line for line in typed.splitlines() if line.strip()]) > 1:
        raise Refused(t("One name at a time."))
    name = " ".join(typed.split())
    if not any(sign.isalpha() for sign in name):
        raise Refused(t("I see no name there. Write a first name."))
    if len(name) > NAME_LENGTH:
        raise Refused(t("This name is too long: {most} characters at most.", most=NAME_LENGTH))
    return name


def lot_label(typed: str) -> str:
    """« 12 » and « lot n° 12 » are « Lot 12 »; a lot that has a name keeps it. Raises Refused."""
    words = " ".join(typed.split())
    if not any(sign.isalnum() for sign in words):
        raise Refused(t("I see no lot there. Write its number."))
    if len(words) > NAME_LENGTH:
        raise Refused(t("This is too long for a lot: {most} characters at most.", most=NAME_LENGTH))
    code = _CODE.fullmatch(words)
    return f"Lot {code[1].strip().upper() if len(code[1]) < 5 else code[1].strip()}" if code else words


def in_order(lots: Sequence[Household]) -> list[Household]:
    """Lots as people count them: 2 before 12."""
    return sorted(lots, key=lambda lot: _counted(lot.label))


def _counted(label: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D+", folded(label))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


# Who may


def running(members: Sequence[Member]) -> list[Member]:
    """Those who run the group."""
    return [member for member in members if member.role in ("facilitator", "accompaniment")]


def must_run(here: Here, members: Sequence[Member]) -> None:
    """Raises Refused for anybody who does not run the group: it names those who do."""
    if here.runs:
        return
    runners = tuple(member.person.name for member in running(members))
    if runners:
        raise Refused(t("Only those who run the group can do that: {names}.", names=Listing(runners)))
    raise nobody_runs()


def nobody_runs() -> Refused:
    """The refusal where somebody who runs the group would have to decide."""
    return Refused(t("Nobody runs this group yet. Write /groupe to say who does."))


def must_be_let_add(here: Here, members: Sequence[Member]) -> None:
    """Those who run the group add people to it; as long as nobody does, anybody who decides. Raises Refused."""
    if running(members) or not here.decides:
        must_run(here, members)


def must_decide(here: Here) -> None:
    """Households are those of the people who decide. Raises Refused."""
    if not here.decides:
        raise Refused(t("You have no household here: you do not vote in this group."))


def must_have_households(group: Group) -> None:
    """Raises Refused where nobody asks who lives with whom."""
    if not has_households(group):
        raise Refused(t("Here everybody counts alone: there are no households."))


def must_have_lots(group: Group) -> None:
    """Raises Refused outside a condominium."""
    if not has_lots(group):
        raise Refused(t("There are no lots in this group."))


def must_be_able_to_live_together(me: Member, other: Member | None) -> Member:
    """The other, who decides and lives elsewhere. Raises Refused."""
    if other is None or not other.decides:
        raise Refused(t("This person is not among those who decide here."))
    if other.person.id == me.person.id:
        raise Refused(t("That is you. Who else lives with you?"))
    if other.household == me.household:
        raise Refused(t("{name} is of your household already.", name=other.person.name))
    return other


def must_live_apart(one: Member, other: Member) -> None:
    """The same between two others. Raises Refused."""
    if not other.decides:
        raise Refused(t("This person is not among those who decide here."))
    if one.household == other.household:
        raise Refused(t("They are of one household already."))


def must_be_removable(here: Here, member: Member) -> None:
    """Nobody removes themself, nor those who run the group. Raises Refused."""
    if member.person.id == here.person.id:
        raise Refused(t("That is you. To leave, leave the conversation of the group."))
    if member.role in ("facilitator", "accompaniment"):
        raise Refused(t("{name} runs the group. First end that with /groupe.", name=member.person.name))


def must_be_new(name: str, members: Sequence[Member]) -> None:
    """Two people of one name could not be told apart. Raises Refused."""
    if any(folded(member.person.name) == folded(name) for member in members):
        another = f"{name} B."
        raise Refused(
            t("There is a {name} here already. Write for example {another}.", name=name, another=another)
        )


# Who lives with whom


def alone(person: int, households: Sequence[Household]) -> bool:
    """Whether nobody else lives in this person's household."""
    return all(len(home.people) == 1 for home in households if any(m.person.id == person for m in home.people))


def home_of(person: int, households: Sequence[Household]) -> Household | None:
    return next((home for home in households if any(m.person.id == person for m in home.people)), None)


def living(claims: Sequence[Claim], members: Sequence[Member]) -> list[Claim]:
    """The claims between people who are in the group, and of whom each decides."""
    deciding = {member.person.id for member in members if member.decides}
    return [c for c in claims if c.claimant.id in deciding and (c.person is None or c.person in deciding)]


def possible_housemates(me: Member, members: Sequence[Member]) -> list[Member]:
    """Whom somebody may say to live with: those who said hello first."""
    return [m for m in members if m.decides and m.household != me.household and m.person.id != me.person.id]


# Who answers for whom


def may_be_relay(member: Member, person: int, relays: Sequence[Relay], now: datetime) -> bool:
    """Whether this member may be asked: there, with an account, and answering for few others."""
    asked = [relay.person.id for relay in relays if relay.relay.id == member.person.id]
    usable = member.decides and member.reached and not member.is_away(now)
    return usable and member.person.id != person and person not in asked and len(asked) < MOST_RELAYED


def must_answer_for_few(relay: int, person: int, relays: Sequence[Relay]) -> None:
    """Raises Refused for somebody who answers for three others."""
    others = [one for one in relays if one.relay.id == relay and one.person.id != person and one.agreed]
    if len(others) >= MOST_RELAYED:
        raise Refused(t("You already answer for {most} people: somebody else should.", most=MOST_RELAYED))


def somebody(name: str | None) -> Text:
    return verbatim(name) if name else t("a neighbour")
