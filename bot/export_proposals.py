"""What a group takes along of its proposals: what was said of them, with a name only where everybody saw one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.conversation.spreadsheet import spreadsheet
from handlers.conversation.text import Text, t, verbatim
from handlers.members.model import Group
from handlers.members.store import Members
from handlers.proposals.lists import fate
from handlers.proposals.model import Objection, Opinion, Position, Proposal, Question, Version
from storage.proposals import StoredProposals

from .texts import voice

_HEAD = (
    t("proposal"),
    t("ended"),
    t("what it is"),
    t("name"),
    t("words"),
    t("answer, or what would help"),
    t("what became of it"),
)


@dataclass(frozen=True)
class Record:
    """A proposal that is over, with all that the group has read of it."""

    proposal: Proposal
    author: str
    versions: Sequence[Version]
    questions: Sequence[Question]
    opinions: Sequence[Opinion]
    reservations: Sequence[Position]
    objections: Sequence[Objection]


async def records_of(proposals: StoredProposals, members: Members, group: int) -> Sequence[Record]:
    """Those that were decided, or were not, in the order in which they ended. What is under way is nobody's to
    read yet, and what was withdrawn counts no more."""
    over = await proposals.ended_of(group)
    names = await members.names([one.author for one in over])
    return [await _record(proposals, one, names) for one in over]


async def _record(proposals: StoredProposals, one: Proposal, names: Mapping[int, str]) -> Record:
    adopted = one.state == "adopted"  # reservations stand with a decision, and nowhere else
    given = await proposals.positions(one) if adopted else []
    return Record(
        one,
        names.get(one.author, ""),
        await proposals.versions(one.id),
        await proposals.questions(one.id),
        [said for said in await proposals.opinions(one.id) if said.words],
        [said for said in given if said.kind == "reservation"],
        [said for said in await proposals.objections(one.id) if said.shown],
    )


def table(records: Sequence[Record], group: Group) -> str:
    """One line for each version, question, opinion, reservation and objection."""
    say = voice(group.language)
    rows = [[say(name) for name in _HEAD]]
    for record in records:
        ended = group.local(record.proposal.closed_at or record.proposal.closing_at).strftime("%Y-%m-%d %H:%M")
        for line in _lines(record):
            rows.append([record.proposal.text, ended, *(say(cell) for cell in line)])
    return spreadsheet(rows, separator=";")


def _lines(record: Record) -> Iterator[Sequence[Text]]:
    """Questions were read without a name by everybody but the person who answered them."""
    nothing = verbatim("")
    proposal = record.proposal
    for version in record.versions:
        what = t("text {number}", number=version.number)
        last = version.number == proposal.version
        became = _became(proposal) if last else t("It was changed.")
        yield (what, verbatim(record.author), verbatim(version.text), nothing, became)
    for question in record.questions:
        yield (t("a question"), nothing, verbatim(question.words), verbatim(question.answer), nothing)
    for opinion in record.opinions:
        yield (t("an opinion"), verbatim(opinion.name), verbatim(opinion.words), nothing, nothing)
    for reservation in record.reservations:
        yield (t("a reservation"), verbatim(reservation.name), verbatim(reservation.words), nothing, nothing)
    for objection in record.objections:
        name = verbatim(objection.name if objection.named else "")
        yield (t("an objection"), name, verbatim(objection.risk), verbatim(objection.remedy), fate(objection))


def _became(proposal: Proposal) -> Text:
    if proposal.state == "adopted":
        return t("It is decided ({number}).", number=proposal.number)
    return t("Nothing is decided.")
