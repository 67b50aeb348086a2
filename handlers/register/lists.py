"""Lists of decisions, as one person alone sees them: the last ones, those with a word, all of them."""

from collections.abc import Sequence
from typing import TypeVar

from handlers.conversation.text import t, tn, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import LABEL_LENGTH, Block, Button, File, Items, View, data, paragraph

from . import sentences
from .model import Decision
from .store import Record

F = TypeVar("F", bound=Decision | Record)

SHOWN_AT_ONCE = 3
"""Decisions on one screen, so that with « older » and « more » it has five buttons."""


def latest(decisions: Sequence[Decision], page: int) -> View:
    """The decisions of a group, newest first, from page 0."""
    if not decisions:
        return View(
            (
                paragraph(t("Nothing is noted here yet.")),
                paragraph(t("To keep what you decided aloud, write /decision, then the decision.")),
            ),
            (Button(t("↩️ Back"), data("help", "menu")),),
        )
    shown, following = _page(decisions, page)
    head = tn("{n} decision noted:", "{n} decisions noted:", len(decisions))
    older = (Button(t("Older ones"), data("register", "list", following)),) if following else ()
    newest = (Button(t("The newest ones"), data("register", "list", 0)),) if page and not following else ()
    more = Button(t("⋯ More"), data("register", "others"))
    return View((paragraph(head), _lines(shown)), (*_readable(shown), *older, *newest, more))


def found(decisions: Sequence[Decision | Record], typed: str, key: str, page: int, *, asks: bool = False) -> View:
    """What was found, best first. `key`: the words once more, as a button carries them, or '' where they are too
    long for one. `asks`: another word may be typed at once."""
    if not decisions:
        return View(
            (
                paragraph(t("I find no decision with « {words} ».", words=typed)),
                paragraph(t("Try another word, or fewer of them.")),
            ),
            (Button(t("The last decisions"), data("register", "list", 0)),),
            asks=t("A word of the decision") if asks else None,
        )
    shown, following = _page(decisions, page)
    head = tn("{n} decision with « {words} »:", "{n} decisions with « {words} »:", len(decisions), words=typed)
    if not all(isinstance(one, Decision) for one in decisions):
        head = tn("{n} result with « {words} »:", "{n} results with « {words} »:", len(decisions), words=typed)
    blocks: list[Block] = [paragraph(head), _lines(shown)]
    others: tuple[Button, ...] = ()
    if following and key:
        others = (Button(t("Other results"), data("register", "found", following, key)),)
    elif following:
        blocks.append(paragraph(t("Add a word to find it sooner.")))
    return View(tuple(blocks), (*_readable(shown), *others, Button(t("Another word"), data("register", "find"))))


def _page(decisions: Sequence[F], page: int) -> tuple[Sequence[F], int]:
    """What a page shows, and the number of the next one, 0 where there is none."""
    begins = page * SHOWN_AT_ONCE if page * SHOWN_AT_ONCE < len(decisions) else 0
    ends = begins + SHOWN_AT_ONCE
    return decisions[begins:ends], begins // SHOWN_AT_ONCE + 1 if len(decisions) > ends else 0


def _lines(shown: Sequence[Decision | Record]) -> Items:
    return Items(tuple(sentences.line(one) if isinstance(one, Decision) else one.line for one in shown))


def _readable(shown: Sequence[Decision | Record]) -> tuple[Button, ...]:
    return tuple(_read(one) for one in shown)


def _read(one: Decision | Record) -> Button:
    if not isinstance(one, Decision):
        return Button(one.label, one.data)
    return Button(verbatim(_short(f"{one.number} {capital(one.words)}")), data("register", "read", one.id))


def _short(words: str) -> str:
    return words if len(words) <= LABEL_LENGTH else words[: LABEL_LENGTH - 1].rstrip() + "…"


def ask_word() -> View:
    """« Retrouver une décision »: one word is enough."""
    return View(
        (paragraph(t("Which word is in it? Its number will do too."), t("For example: laundry.")),),
        (
            Button(t("The last decisions"), data("register", "list", 0)),
            Button(t("↩️ Back"), data("help", "menu")),
        ),
        asks=t("A word of the decision"),
    )


def list_more() -> View:
    """What « ⋯ Plus » opens below a list."""
    return View(
        (paragraph(t("The decisions of the group")),),
        (
            Button(t("Look for a word"), data("register", "find")),
            Button(t("Take everything along"), data("register", "take")),
            Button(t("↩️ Back"), data("register", "list", 0)),
        ),
    )


def taken_along(number: int, files: Sequence[File]) -> View:
    """The whole register, for whoever asked for it."""
    said = tn("{n} decision, to take along:", "{n} decisions, to take along:", number)
    back = Button(t("↩️ Back"), data("register", "list", 0))
    return View((paragraph(said, t("One to read, one for a spreadsheet.")), *files), (back,))
