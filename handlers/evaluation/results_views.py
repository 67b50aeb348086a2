"""What is read of all opinions together, by whoever organised it and those who run the group."""

from datetime import datetime

from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import Bar, Block, Button, Chart, Items, View, data, paragraph

from .box import Gathering
from .model import Figures
from .sentences import ANSWERS, LEANINGS, NAMED
from .views import see

SHOWN = 4
"""Words of neighbours on one screen."""


def ready(of: Gathering, figures: Figures) -> View:
    """Told to whoever organised it, once nobody can answer any more."""
    many = tn("{n} opinion", "{n} opinions", figures.answers)
    return View((paragraph(t("{title:cap}: {many}, without names.", title=of.title, many=many)),), (see(of),))


def not_yet(of: Gathering, until: datetime, *, enough: bool) -> View:
    """Before: neither a figure nor a word, only whether there are five."""
    said = t("There are five opinions or more.") if enough else t("There are fewer than five opinions so far.")
    return View(
        (
            paragraph(t("{title:cap}: opinions can be given until {until}.", title=of.title, until=Moment(until))),
            paragraph(said, t("I show them all together then, so that nobody is recognised.")),
        )
    )


def results(of: Gathering, figures: Figures) -> View:
    """Counts and a picture from five answers on; the side of the average of three or four; else nothing."""
    if not figures.answers:
        return View((paragraph(t("{title:cap}: nobody gave an opinion.", title=of.title)),))
    many = tn("{n} opinion", "{n} opinions", figures.answers)
    head = paragraph(t("{title:cap}: {many}.", title=of.title, many=many))
    if figures.counts:
        return _counted(of, figures, head)
    if figures.leanings:
        warning = t("Fewer than five opinions: only the average, so that nobody is recognised.")
        lines = tuple(
            t("{what}: {answer}", what=NAMED[at], answer=LEANINGS[leaning][at])
            for at, leaning in enumerate(figures.leanings)
        )
        return View((head, paragraph(warning), Items(lines)))
    return View((head, paragraph(t("That is too few: I say nothing, so that nobody is recognised."))))


def _counted(of: Gathering, figures: Figures, head: Block) -> View:
    lines = tuple(_line(at, counts) for at, counts in enumerate(figures.counts))
    blocks = (head, Items(lines), _chart(of, figures))
    if not figures.words:
        return View((*blocks, paragraph(t("Nobody added a word."))))
    return View(blocks, (Button(t("Read their words"), data("evaluation", "words", of.id, 0)),))


def _line(question: int, counts: tuple[int, int, int, int]) -> Text:
    """« Utile : 5 beaucoup, 3 assez »."""
    given = tuple(
        t("{n} {answer}", n=many, answer=answer)
        for many, answer in zip(counts, ANSWERS[question], strict=True)
        if many
    )
    return t("{what}: {counts}", what=NAMED[question], counts=Listing(given, "commas"))


def _chart(of: Gathering, figures: Figures) -> Chart:
    """How many gave one of the two good answers. No question is ahead: no bar is darker than the others."""
    bars = tuple(Bar(NAMED[at], counts[0] + counts[1]) for at, counts in enumerate(figures.counts))
    said = tuple(t("{choice} {number}", choice=bar.label, number=bar.number) for bar in bars)
    note = t("😀 or 🙂, of {n} opinions.", n=figures.answers)
    alternative = t("Bar chart: {counts}.", counts=Listing(said, "commas"))
    return Chart(verbatim(of.title), bars, note, alternative)


def words(of: Gathering, figures: Figures, page: int) -> View:
    """In the order of the alphabet, four at a time from page 0."""
    begins = page * SHOWN if page * SHOWN < len(figures.words) else 0
    shown = figures.words[begins : begins + SHOWN]
    if not shown:
        return View((paragraph(t("Nobody added a word.")),), (see(of),))
    lines = tuple(t("« {words} »", words=one) for one in shown)
    buttons = [see(of)]
    if len(figures.words) > SHOWN:
        following = begins // SHOWN + 1 if begins + SHOWN < len(figures.words) else 0
        buttons.insert(0, Button(t("The others"), data("evaluation", "words", of.id, following)))
    head = t("{title:cap}: in their words, in the order of the alphabet.", title=of.title)
    return View((paragraph(head), Items(lines)), tuple(buttons))
