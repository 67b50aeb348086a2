"""Minutes on paper: a page for the hall."""

from collections.abc import Callable

from handlers.conversation.text import Moment, Text, t, verbatim
from handlers.conversation.views import Page

from . import sentences
from .box import Drawn

Say = Callable[[Text], str]
"""Says a text in one language."""


def page(drawn: Drawn, say: Say) -> Page:
    """In the language of those who read it there. Its square says the same to a phone, in a few words."""
    one, group = drawn.minutes, drawn.group
    title, day = sentences.title(one), Moment(one.at, "day")
    tasks = [sentences.public(each, drawn.names) for each in one.actions]
    lines = [*([verbatim(one.words)] if one.words else []), *tasks, *sentences.thanks(one)]
    head = say(t("{title:cap}, {day} {year}", title=title, day=day, year=one.at.year))
    minutes = say(t("Minutes"))
    return Page(
        name=f"{one.at:%Y-%m-%d}-{one.id}.pdf",
        label=t("The page to print"),
        title=verbatim(head),
        lines=tuple(verbatim(say(words)) for words in lines),
        over=verbatim(f"{group.name} · {minutes}"),
        code=verbatim(f"{group.name}, {head}"),
    )
