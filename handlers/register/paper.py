"""Decisions on paper and as files: a page for the hall, Markdown for people, CSV for spreadsheets."""

from collections.abc import Callable, Sequence

from handlers.conversation.spreadsheet import spreadsheet
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import File, Page
from handlers.members.model import Group

from . import sentences
from .model import Leaf

Say = Callable[[Text], str]
"""Says a text in one language."""
_SPECIAL = "\\`*_{}[]<>#|"


def markdown(leaf: Leaf, group: Group, say: Say) -> str:
    """One decision; its first line is a heading."""
    one = leaf.decision
    lines = [f"# {one.number}", "", f"**{_plain(capital(one.words))}**", ""]
    if one.why:
        lines += [_plain(say(t("Why: « {why} »", why=one.why))), ""]
    who = sentences.whose(leaf)
    for said in (*sentences.flags(leaf), *sentences.how(one, group), *((who,) if who else ())):
        lines += [_plain(say(said)), ""]
    beside = [*(sentences.reserved(reservation) for reservation in leaf.reservations), *sentences.objected(leaf)]
    lines += [f"- {_plain(say(said))}" for said in beside] + ([""] if beside else [])
    for said in sentences.review(one, group):
        lines += [_plain(say(said)), ""]
    if len(leaf.versions) > 1:
        lines += [f"- {_plain(say(sentences.dated(version, group)))}" for version in leaf.versions[:-1]]
        lines.append("")
    return "\n".join(lines)


def all_in_markdown(leaves: Sequence[Leaf], group: Group, say: Say) -> str:
    """Every decision, under the name of the group."""
    title = say(t("Decisions of « {group} »", group=group.name))
    return "\n".join([f"# {_plain(title)}", "", *(f"#{markdown(leaf, group, say)}" for leaf in leaves)])


def table(leaves: Sequence[Leaf], group: Group, say: Say) -> str:
    """Every decision on one line, as RFC 4180 has it: commas, quotation marks where they are needed, CRLF; behind
    the mark of UTF-8."""
    return spreadsheet([[say(name) for name in _HEAD], *(_row(leaf, group, say) for leaf in leaves)])


_HEAD = (
    t("number"),
    t("decided on"),
    t("decision"),
    t("how"),
    t("answers"),
    t("voices"),
    t("state"),
    t("review"),
    t("replaced by"),
)


def _row(leaf: Leaf, group: Group, say: Say) -> Sequence[str]:
    one = leaf.decision
    return [
        one.number,
        group.local(one.decided_at).date().isoformat(),
        one.words,
        say(sentences.method(one)),
        str(one.answered),
        str(one.voices),
        say(sentences.state(one)),
        "" if one.review_at is None or not one.lives else group.local(one.review_at).date().isoformat(),
        "" if leaf.successor is None else leaf.successor.number,
    ]


def _plain(words: str) -> str:
    """A neighbour's words are no marks: « 2 * 3 » stays that."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in " ".join(words.splitlines()))


def page(leaf: Leaf, group: Group, say: Say) -> Page:
    """What « Imprimer pour le hall » gives: a sheet in the language of those who read it there. Its square says
    the decision to a phone, also where the group has no address of its own."""
    one = leaf.decision
    who = sentences.whose(leaf)
    said = [t("Why: « {why} »", why=one.why)] if one.why else []
    said += [*sentences.flags(leaf), *sentences.how(one, group), *((who,) if who else ())]
    said += [*(sentences.reserved(reservation) for reservation in leaf.reservations), *sentences.objected(leaf)]
    return Page(
        name=f"{one.number}.pdf",
        label=t("The page to print"),
        title=verbatim(capital(one.words)),
        lines=tuple(verbatim(say(words)) for words in said),
        over=verbatim(f"{group.name} · {one.number}"),
        note=verbatim(" ".join(say(words) for words in sentences.review(one, group))),
        code=verbatim(f"{group.name}, {one.number} : {capital(one.words)}"),
    )


def all_files(leaves: Sequence[Leaf], group: Group, say: Say) -> Sequence[File]:
    """The whole register, to read and to count."""
    return (
        File("decisions.md", "text/markdown", all_in_markdown(leaves, group, say), t("Decisions, to read")),
        File("decisions.csv", "text/csv", table(leaves, group, say), t("Decisions, as a table")),
    )
