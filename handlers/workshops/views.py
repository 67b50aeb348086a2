"""What is seen while a workshop is begun, and what is kept of somebody."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.conversation.feature import Held
from handlers.conversation.text import Listing, Moment, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, View, data, paragraph
from handlers.members.model import Group

from .model import About, Comes, Slot, Thing, Workshop
from .sentences import holiday, how_many, needed, when


def ask_what() -> View:
    return View(
        (
            paragraph(t("What do you do together, and when?")),
            paragraph(t("For example: Garden day: Saturday the 13th in the morning, or Sunday 14 at 2 pm.")),
        ),
        (
            Button(t("A work day"), data("workshops", "called", "work")),
            Button(t("A shared meal"), data("workshops", "called", "meal")),
            Button(t("A workshop"), data("workshops", "called", "workshop")),
        ),
        asks=t("What, and when?"),
    )


def ask_title(slots: Sequence[Slot]) -> View:
    blocks: list[Block] = []
    if slots:
        blocks.append(Items(tuple(t("{when:cap}", when=when(one)) for one in slots)))
    return View((*blocks, paragraph(t("And what is it about?"))), asks=t("What is it about?"))


def ask_dates(title: str, offered: Sequence[Slot], picked: Sequence[date]) -> View:
    """`picked`: those of the offered dates that were touched."""
    buttons = []
    for one in offered:
        day = Moment(one.starts, "weekday")
        on = one.starts.date() in picked
        label = t("✅ {day:cap}, morning", day=day) if on else t("{day:cap}, morning", day=day)
        buttons.append(Button(label, data("workshops", "pick", f"{one.starts:%Y%m%d}")))
    if picked:
        buttons.append(Button(t("That is it"), data("workshops", "picked")))
    return View(
        (
            paragraph(t("{title:cap}: when?", title=title)),
            paragraph(t("Touch one date, or several to ask which suits. Or write them, eight at most.")),
        ),
        tuple(buttons),
        asks=t("Which dates?"),
    )


def read_back(
    title: str, slots: Sequence[Slot], needs: Sequence[Thing], unread: Sequence[str], group: Group
) -> View:
    """What was understood, where something is doubtful."""
    blocks: list[Block] = [
        paragraph(t("I understood: {title:low}.", title=title)),
        Items(tuple(line(one, group) for one in slots), numbered=len(slots) > 1),
    ]
    if needs:
        blocks.append(paragraph(t("We need {things}.", things=needed(needs))))
    if unread:
        blocks.append(paragraph(t("I did not understand: {words}.", words=Listing(tuple(map(_quoted, unread))))))
    return View(
        tuple(blocks),
        (
            Button(t("Send to the group"), data("workshops", "send")),
            Button(t("Write it differently"), data("workshops", "again")),
        ),
        asks=t("Or write it once more"),
    )


def _quoted(words: str) -> Text:
    return t("« {words} »", words=words)


def line(slot: Slot, group: Group) -> Text:
    """« Samedi 13 mars, de 9 h à 12 h (vacances scolaires) »."""
    known = holiday(slot, group)
    if known is None:
        return t("{when:cap}", when=when(slot))
    return t("{when:cap} ({known})", when=when(slot), known=known)


def opened(
    workshop: Workshop, appears: datetime | None, place: str, taken: Sequence[Slot], rhythm: str = ""
) -> View:
    """`appears`: when the group sees it, where that is not at once. `place`: the space that is wished;
    `taken`: the dates on which it is not free. `rhythm`: how it comes back, or nothing."""
    if workshop.slot is not None and rhythm:
        said = [
            t("{title:cap}: {rhythm}.", title=workshop.title, rhythm=rhythm),
            t("The next time: {when}.", when=when(workshop.slot)),
        ]
    elif workshop.slot is not None:
        said = [t("It is fixed: {title:low}, {when}.", title=workshop.title, when=when(workshop.slot))]
    else:
        assert workshop.until is not None, "dates are asked until some moment"
        said = [
            t("I ask the group. On {until} I tell you which date is best.", until=Moment(workshop.until)),
        ]
    if place and taken:
        days = Listing(tuple(t("{day}", day=Moment(one.starts, "day")) for one in taken))
        said.append(t("{space:cap} is not free on {days}.", space=place, days=days))
    elif place:
        said.append(t("{space:cap} is kept for it.", space=place))
    if appears is not None:
        said.append(t("The group sees it {moment}.", moment=Moment(appears)))
    return View(
        (paragraph(*said),),
        (
            Button(t("What we need"), data("workshops", "needs", workshop.id)),
            Button(t("Change"), data("workshops", "change", workshop.id)),
        ),
    )


# What is kept of somebody


_COMES: dict[Comes, Text] = {
    "yes": t("you come"),
    "maybe": t("you come perhaps"),
    "no": t("you do not come"),
    "waits": t("you wait for a place"),
}


def held(about: About) -> list[Held]:
    kinds = [
        (t("Workshops that you began"), tuple(verbatim(words) for words in about.began)),
        (
            t("Workshops to which you answered"),
            tuple(
                t(
                    "{title}: {comes} ({many})",
                    title=title,
                    comes=_COMES[comes],
                    many=how_many(adults, children),
                )
                for title, comes, adults, children in about.comes
            ),
        ),
        (t("What you bring to workshops"), tuple(verbatim(words) for words in about.brings)),
    ]
    found = [Held(what, lines) for what, lines in kinds if lines]
    if about.answered:
        answers = tn("{n} answer", "{n} answers", about.answered)
        found.append(Held(t("Which dates suit you"), (answers,)))
    return found
