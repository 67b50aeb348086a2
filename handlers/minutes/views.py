"""What everybody sees of minutes, what whoever writes them sees, and what is kept of somebody."""

from collections.abc import Mapping, Sequence

from handlers.conversation.feature import Held
from handlers.conversation.folding import folded
from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.typed import capital
from handlers.conversation.views import Block, Button, Items, Page, Paragraph, View, data, paragraph

from . import sentences
from .box import Drawn, Happened
from .model import About, Doing, Minutes

_OVER: Mapping[str, Text] = {
    "chantier": t("Is the work day over?"),
    "atelier": t("Is the workshop over?"),
    "repas": t("Is the meal over?"),
    "fete": t("Is the party over?"),
    "reunion": t("Is the meeting over?"),
}
"""By the first word of the title."""
OFFERED = 3
"""Workshops, or tasks, on one screen."""
CHOICES = 4
"""What minutes may be of, beside a new meeting, on one screen."""


# Asked for


def question(minutes: Minutes) -> View:
    """Half an hour after it is over (transcripts.md §5)."""
    first = folded(minutes.title)[:1]
    over = _OVER.get(first[0]) if first else None
    return View(
        (
            paragraph(
                over or t("Is « {title} » over?", title=minutes.title),
                t("Three lines are enough to keep a trace of it."),
                t("Write them."),
            ),
            _photo(),
        ),
        (
            Button(t("Write them now"), data("minutes", "write", minutes.id)),
            Button(t("Later"), data("minutes", "later", minutes.id)),
        ),
    )


def _photo() -> Paragraph:
    return paragraph(t("A photo of your notes? Send it to the group, and reply to it with /note."))


def ask_words() -> View:
    """What is typed."""
    return View(
        (
            paragraph(t("Three lines are enough to keep a trace of it.")),
            paragraph(
                t("For example: Hedge trimmed. Composter broken, Karim takes care of it before the 20th."),
            ),
        ),
        asks=t("The three lines"),
    )


def ask_again(words: str) -> View:
    """« Réécrire »: the text as it is, to be copied."""
    blocks: list[Block] = [paragraph(verbatim(words))] if words else []
    return View((*blocks, paragraph(t("Write the text as it should be."))), asks=t("The text, whole"))


def choose(happened: Sequence[Happened], begun: Sequence[Minutes] = ()) -> View:
    """`/note`, where there were workshops lately, or something is `begun` and not published."""
    begun = begun[: CHOICES - len(happened)]
    buttons = [Button(t("{words:short}", words=one.title), data("minutes", "about", one.id)) for one in happened]
    lines = [t("{title}, {day}", title=one.title, day=Moment(one.starts, "day")) for one in happened]
    for one in begun:
        buttons.append(Button(sentences.label(one), data("minutes", "about", 0, one.id)))
        title, day = sentences.title(one), sentences.day(one)
        lines.append(t("Not published yet: {title:low}, {day}", title=title, day=day))
    return View(
        (paragraph(t("Minutes of what?")), Items(tuple(lines))),
        (*buttons, Button(t("A meeting, today"), data("minutes", "about", 0))),
    )


# Written


def preview(drawn: Drawn, *, publishes: bool) -> View:
    """What was understood. `publishes`: whether whoever looks at it may publish it."""
    one = drawn.minutes
    if publishes:
        first = Button(t("Publish"), data("minutes", "publish", one.id))
    else:
        first = Button(t("Hand it on"), data("minutes", "send", one.id))
    return View(
        (
            paragraph(_head(one), *_text(one)),
            *_tasks(drawn),
        ),
        (
            first,
            Button(t("Put it right"), data("minutes", "fix", one.id)),
            Button(t("Later"), data("minutes", "later", one.id)),
        ),
    )


def _tasks(drawn: Drawn) -> tuple[Block, ...]:
    said = tuple(sentences.private(one, drawn.names) for one in drawn.minutes.actions)
    return (Items(said),) if len(said) > 1 else tuple(paragraph(one) for one in said)


def _head(one: Minutes) -> Text:
    came, title, day = sentences.adults(one), sentences.title(one), sentences.day(one)
    if came is None:
        return t("Minutes: {title:low}, {day}.", title=title, day=day)
    return t("Minutes: {title:low}, {day}, {people}.", title=title, day=day, people=came)


def _text(one: Minutes) -> tuple[Text, ...]:
    return (verbatim(one.words),) if one.words else ()


def fix(drawn: Drawn, page: int) -> View:
    """« Corriger »: the text, and each task, three at a time from page 0."""
    one = drawn.minutes
    begins = page * OFFERED if page * OFFERED < len(one.actions) else 0
    shown = one.actions[begins : begins + OFFERED]
    buttons = [
        Button(t("{words:short}", words=capital(each.words)), data("minutes", "task", each.id)) for each in shown
    ]
    if begins + OFFERED < len(one.actions):
        last = Button(t("⋯ More"), data("minutes", "fix", one.id, page + 1))
    else:
        shows = "read" if one.state == "published" else "preview"
        last = Button(t("↩️ Back"), data("minutes", shows, one.id))
    blocks = (paragraph(*_text(one)),) if one.words else ()
    asked = t("What is to be put right?")
    return View(
        (*blocks, *_tasks(drawn), paragraph(asked)),
        (Button(t("Rewrite the text"), data("minutes", "rewrite", one.id)), *buttons, last),
    )


# Published


def card(drawn: Drawn) -> View:
    """Message 4 of transcripts.md §5; edited in place from then on."""
    one = drawn.minutes
    head = t("📝 {title:cap}, {day}.", title=sentences.title(one), day=sentences.day(one))
    if one.words:
        text = sentences.shortened(sentences.inside(one.words, drawn.known), alone=not one.actions)
        head = t("📝 {title:cap}, {day}: {text}", title=sentences.title(one), day=sentences.day(one), text=text)
    shown = sentences.on_a_card(one)
    said = [sentences.public(each, drawn.names) for each in shown]
    if more := len(one.actions) - len(shown):
        said.append(tn("And {n} more task.", "And {n} more tasks.", more))
    blocks: list[Block] = [paragraph(head), Paragraph((*said, *sentences.thanks(one), *_corrected(drawn)))]
    if not said and not sentences.thanks(one) and one.corrected_at is None:
        blocks = blocks[:1]
    return View(tuple(blocks), (Button(t("Read the minutes"), data("minutes", "read", one.id)),))


def _corrected(drawn: Drawn) -> tuple[Text, ...]:
    at = drawn.minutes.corrected_at
    if at is None:
        return ()
    return (t("Put right on {day}.", day=Moment(drawn.group.local(at), "day")),)


def read(drawn: Drawn, *, runs: bool) -> View:
    """All of it, for whoever asks. `runs`: whether they may put it right."""
    one = drawn.minutes
    blocks: list[Block] = [paragraph(_head(one))]
    if one.words:
        blocks.append(paragraph(verbatim(one.words)))
    said = tuple(sentences.public(each, drawn.names) for each in one.actions)
    if said:
        blocks.append(Items(said))
    if end := (*sentences.thanks(one), *_corrected(drawn)):
        blocks.append(Paragraph(end))
    buttons = [Button(t("Print"), data("minutes", "print", one.id))]
    if any(each.state == "open" for each in one.actions):
        buttons.append(Button(t("I can do something"), data("minutes", "open", one.id)))
    if runs:
        buttons.append(Button(t("Put it right"), data("minutes", "fix", one.id)))
    buttons.append(Button(t("Read the decisions"), data("register", "list", 0)))
    return View(tuple(blocks), tuple(buttons))


def printed(drawn: Drawn, page: Page) -> View:
    back = Button(t("↩️ Back"), data("minutes", "read", drawn.minutes.id))
    return View((paragraph(_head(drawn.minutes)), page), (back,))


def is_published(minutes: Minutes) -> View:
    """What the question becomes once it is answered."""
    said = t(
        "The minutes are in the group: {title:low}, {day}.",
        title=sentences.title(minutes),
        day=sentences.day(minutes),
    )
    button = Button(t("Read the minutes"), data("minutes", "read", minutes.id))
    return View((paragraph(said),), (button,), only_replaces=True)


# What is kept of somebody


_DOING: Mapping[Doing, Text] = {
    "asked": t("you are asked"),
    "agreed": t("you said yes"),
    "open": t("nobody does it"),
    "done": t("done"),
}


def held(about: About) -> list[Held]:
    kinds = [
        (t("Minutes that you wrote"), tuple(verbatim(words) for words in about.wrote if words)),
        (
            t("What you are to do"),
            tuple(t("{task}: {state}", task=words, state=_DOING[state]) for words, state in about.tasks),
        ),
    ]
    return [Held(what, lines) for what, lines in kinds if lines]
