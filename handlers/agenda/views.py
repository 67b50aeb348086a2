"""What is seen of the next meeting and of its list."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from handlers.conversation.feature import Held
from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import Group

from . import rules
from .model import About, Meeting, Point

Names = Mapping[int, str]
"""The names of people by their ids; who is not among them is not known any more."""

LISTED = 10
"""Topics on one private screen: more would not fit into one message."""
LISTED_TO_ALL, SHORT = 15, 80
"""Topics on the list that goes out, and characters of each."""
CHOSEN = 4
"""Topics that are buttons on one screen, so that with « more » it has five."""


def line(point: Point, names: Names, most: int = rules.LONGEST) -> Text:
    """A topic in one line, with who brought it; of a message, also with who wrote it. What another feature has put
    there is its words alone."""
    words = rules.cut(point.words, most)
    brought = "" if point.source or point.brought_by is None else names.get(point.brought_by, "")
    if point.said_by is None and not point.said_name:
        return t("{words} ({name})", words=words, name=brought) if brought else verbatim(words)
    author = names.get(point.said_by, "?") if point.said_by is not None else point.said_name
    by_another = bool(brought) and point.brought_by != point.said_by
    quoted = (
        t("{author}: “{words}”", author=author, words=words) if words else t("Photo of {author}", author=author)
    )
    return t("{topic} ({name})", topic=quoted, name=brought) if by_another else quoted


def _said(group: Group, meeting: Meeting) -> Moment:
    return Moment(group.local(meeting.at), "full" if meeting.timed else "day")


def said_day(group: Group, meeting: Meeting) -> Moment:
    """Its day alone."""
    return Moment(group.local(meeting.at), "day")


def to_list() -> Button:
    """« Voir l'ordre du jour »: other features offer the same."""
    return Button(t("See the agenda"), data("agenda", "list"))


def _back() -> Button:
    return Button(t("↩️ Back"), data("agenda", "list"))


def _put_back(point: Point) -> Button:
    return Button(t("Put it back"), data("agenda", "back", point.id))


# The list


def agenda(group: Group, meeting: Meeting | None, points: Sequence[Point], names: Names, page: int) -> View:
    """The list for one person, ten topics at a time from page 0; last those that are for the time after."""
    first = [point for point in points if not point.later]
    everything = [*first, *(point for point in points if point.later)]
    begins = page * LISTED if page * LISTED < len(everything) else 0
    shown, more = everything[begins : begins + LISTED], len(everything) > begins + LISTED
    now, later = [one for one in shown if not one.later], [one for one in shown if one.later]
    blocks: list[Block] = [_title(group, meeting)]
    if not first:
        blocks.append(paragraph(t("Nothing is on it yet.")))
    elif now and begins:
        numbered = enumerate(now, begins + 1)
        blocks.append(Items(tuple(t("{number}. {topic}", number=at, topic=line(p, names)) for at, p in numbered)))
    elif now:
        blocks.append(Items(tuple(line(point, names) for point in now), numbered=True))
    if later:
        blocks.append(paragraph(t("For the time after:")))
        blocks.append(Items(tuple(line(point, names) for point in later)))
    by = None if meeting is None or meeting.set_by is None else names.get(meeting.set_by)
    if by:
        blocks.append(paragraph(t("{name} gave the date.", name=by)))
    dated = t("Set the date") if meeting is None else t("Change the date")
    buttons = [Button(t("Add a topic"), data("agenda", "ask")), Button(dated, data("agenda", "date"))]
    if points:
        buttons.append(Button(t("Remove a topic"), data("agenda", "which")))
    if more or begins:
        following = begins // LISTED + 1 if more else 0
        buttons.append(Button(t("The other topics"), data("agenda", "list", following)))
    return View(tuple(blocks), tuple(buttons))


def _title(group: Group, meeting: Meeting | None) -> Title:
    if meeting is None:
        return Title(t("Agenda of the next meeting"), "📋")
    return Title(t("Agenda of {when}", when=_said(group, meeting)), "📋")


def to_all(group: Group, meeting: Meeting, points: Sequence[Point], names: Names) -> View:
    """The list as it goes out before the meeting; it goes on saying what is on it until the day is over."""
    if meeting.state == "removed":
        gone = t("There is no meeting {day}.", day=said_day(group, meeting))
        return View((Title(gone, "📋"), paragraph(t("Its topics wait for the next one."))), only_replaces=True)
    shown, left = points[:LISTED_TO_ALL], len(points) - LISTED_TO_ALL
    lines = tuple(line(point, names, SHORT) for point in shown)
    blocks: list[Block] = [_title(group, meeting), Items(lines, numbered=True)]
    if not points:
        blocks[1:] = [paragraph(t("Nothing is on it any more."))]
    if left > 0:
        blocks.append(paragraph(tn("And {n} other.", "And {n} others.", left)))
    if meeting.state == "held":
        return View(tuple(blocks), only_replaces=True)
    add = Button(t("Add a topic"), data("agenda", "ask"))
    buttons = (add, to_list()) if left > 0 else (add,)
    return View(tuple(blocks), buttons, moved=t("This agenda continues below."))


# Topics


def ask_topic() -> View:
    return View(
        (paragraph(t("What do you want to speak of? A few words are enough.")),),
        asks=t("What to speak of"),
    )


def added(group: Group, meeting: Meeting | None, topics: int, point: int) -> View:
    """The receipt. `topics`: how many are on the list now."""
    if meeting is None:
        said = tn("Added to the next meeting: {n} topic.", "Added to the next meeting: {n} topics.", topics)
    else:
        said = tn(
            "Added to the meeting of {day}: {n} topic.",
            "Added to the meeting of {day}: {n} topics.",
            topics,
            day=said_day(group, meeting),
        )
    return View((paragraph(said),), (to_list(), Button(t("Remove"), data("agenda", "remove", point))))


def already(point: Point, names: Names) -> View:
    """The same twice is once."""
    said = t("It is for the time after already:") if point.later else t("It is on the list already:")
    return View((paragraph(said), Items((line(point, names),))), (to_list(),))


def which(points: Sequence[Point], names: Names, page: int) -> View:
    """Which topic, four at a time from page 0."""
    if not points:
        return View((paragraph(t("Nothing is on it yet.")),), (_back(),))
    begins = page * CHOSEN if page * CHOSEN < len(points) else 0
    shown = points[begins : begins + CHOSEN]
    buttons = [
        Button(t("{words:short}", words=line(point, names)), data("agenda", "topic", point.id)) for point in shown
    ]
    if len(points) > CHOSEN:
        following = begins // CHOSEN + 1 if len(points) > begins + CHOSEN else 0
        buttons.append(Button(t("The other topics"), data("agenda", "which", following)))
    else:
        buttons.append(_back())
    return View((paragraph(t("Which topic?")), Items(tuple(line(p, names) for p in shown))), tuple(buttons))


def point(topic: Point, names: Names) -> View:
    """One topic, and what can become of it."""
    when = (
        Button(t("For this time"), data("agenda", "back", topic.id))
        if topic.later
        else Button(t("For the time after"), data("agenda", "later", topic.id))
    )
    return View(
        (paragraph(line(topic, names)), paragraph(t("What becomes of it?"))),
        (
            Button(t("Remove"), data("agenda", "remove", topic.id)),
            when,
            Button(t("We spoke of it"), data("agenda", "done", topic.id)),
            _back(),
        ),
    )


def removed(topic: Point, names: Names) -> View:
    return View(
        (paragraph(t("Removed from the list:")), Items((line(topic, names),))), (_put_back(topic), _back())
    )


def postponed(topic: Point, names: Names) -> View:
    this_time = Button(t("For this time"), data("agenda", "back", topic.id))
    said = paragraph(t("Kept for the time after:"))
    return View((said, Items((line(topic, names),))), (this_time, _back()))


def spoken_of(topic: Point, names: Names) -> View:
    said = paragraph(t("Noted, you spoke of it:"))
    return View((said, Items((line(topic, names),))), (_put_back(topic), _back()))


# The date


def ask_date(group: Group | None, meeting: Meeting | None) -> View:
    """`meeting`: the one whose date is known and can be taken away."""
    asked = paragraph(
        t("Which day do you meet, and at what time?"), t("For example: Thursday at 6:30 pm, or 6 March.")
    )
    when = t("Day and time")
    if group is None or meeting is None:
        return View((asked,), asks=when)
    known = paragraph(t("For now: {when}.", when=_said(group, meeting)))
    return View((known, asked), (_remove_date(meeting),), asks=when)


def _remove_date(meeting: Meeting) -> Button:
    return Button(t("Remove the date"), data("agenda", "unfix", meeting.id))


def fixed(group: Group, meeting: Meeting, topics: int, before: Meeting | None) -> View:
    """The receipt. `before`: the meeting as it was, whose date can be put back."""
    said = [t("Noted: you meet {when}.", when=_said(group, meeting))]
    if topics:
        said.append(tn("{n} topic on the agenda.", "{n} topics on the agenda.", topics))
    buttons = [to_list(), Button(t("Change the date"), data("agenda", "date"))]
    if before is None or (before.at, before.timed) == (meeting.at, meeting.timed):
        buttons.append(_remove_date(meeting))
    else:
        earlier = data("agenda", "refix", meeting.id, int(before.at.timestamp()), int(before.timed))
        buttons.append(Button(t("Put the old date back"), earlier))
    return View((paragraph(*said),), tuple(buttons))


def unfixed(group: Group, meeting: Meeting) -> View:
    gone = t("The date of {day} is removed.", day=said_day(group, meeting))
    return View(
        (paragraph(gone, t("The topics wait for the next meeting.")),),
        (Button(t("Put the date back"), data("agenda", "restore", meeting.id)), _back()),
    )


# One's own data


def about(found: About) -> Sequence[Held]:
    """What the lists hold of one person."""
    lines = [verbatim(words) if words else t("A photo") for words in found.brought]
    lines += [t("Brought by somebody: “{words}”", words=words) for words in found.quoted]
    lines += [
        t("You gave the date of a meeting: {day}", day=Moment(at.astimezone(ZoneInfo(zone)), "day"))
        for at, zone in found.dated
    ]
    return [Held(t("Your topics for the meetings"), tuple(lines))] if lines else []
