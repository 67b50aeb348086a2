"""What those who run the group see the day after the meeting."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.conversation.text import Text, t, tn
from handlers.conversation.views import LABEL_LENGTH, Button, Items, View, data, paragraph
from handlers.members.model import Group
from handlers.members.views import short

from . import rules
from .model import Meeting, Point
from .views import Names, line, said_day, to_list

TURNED = 3
"""Topics that are buttons on one screen, so that with « more » and « that is all » it has five."""


def held(group: Group, meeting: Meeting, points: Sequence[Point], names: Names, now: datetime, page: int) -> View:
    """What those who run the group are asked the next day, three topics at a time from page 0."""
    if meeting.settled:
        return settled(sum(point.waits for point in points))
    yesterday = group.local(now).date() - timedelta(days=1) == rules.day_of(group, meeting)
    asked = t("Yesterday's meeting: what did you speak of?")
    if not yesterday:
        asked = t("The meeting of {day}: what did you speak of?", day=said_day(group, meeting))
    begins = page * TURNED if page * TURNED < len(points) else 0
    shown = points[begins : begins + TURNED]
    lines = tuple(
        t("{topic}: for next time", topic=line(p, names)) if p.done_at is None else _spoken(line(p, names))
        for p in shown
    )
    buttons = [
        Button(_turned(p, names), data("agenda", "turn", p.id, int(p.done_at is None), begins // TURNED))
        for p in shown
    ]
    if len(points) > TURNED:
        following = begins // TURNED + 1 if len(points) > begins + TURNED else 0
        buttons.append(Button(t("The other topics"), data("agenda", "held", meeting.id, following)))
    buttons.append(Button(t("That is all"), data("agenda", "settle", meeting.id)))
    touch = t("Tap those that you spoke of. The others wait for the next meeting.")
    return View((paragraph(asked), Items(lines), paragraph(touch)), tuple(buttons))


def _spoken(topic: Text) -> Text:
    return t("{topic}: spoken of", topic=topic)


def _turned(topic: Point, names: Names) -> Text:
    words = short(topic.words or names.get(topic.said_by or 0, topic.said_name), LABEL_LENGTH - 2)
    return t("☐ {words}", words=words) if topic.done_at is None else t("☑ {words}", words=words)


def settled(left: int) -> View:
    """`left`: how many topics of that meeting wait for the next one."""
    said = [t("Noted, thank you.")]
    if left:
        said.append(tn("{n} topic waits for the next meeting.", "{n} topics wait for the next meeting.", left))
    return View((paragraph(*said),), (to_list(),), only_replaces=True)
