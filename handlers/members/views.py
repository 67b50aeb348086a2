"""What members see of their groups and of their own data."""

from collections.abc import Sequence

from handlers.conversation.feature import Held
from handlers.conversation.text import t, verbatim
from handlers.conversation.views import LABEL_LENGTH, Button, View, data, paragraph

from .model import Group

SHOWN_AT_ONCE = 4
"""Groups on one screen, so that with « more » it has five buttons."""


def held(lines: Sequence[str]) -> Sequence[Held]:
    """What is held about a person as a member, or nothing."""
    return [Held(t("Your name and your groups"), tuple(verbatim(line) for line in lines))] if lines else []


def which_group(groups: Sequence[Group], page: int) -> View:
    """The groups of a person, four at a time from page 0: one tap says which one is meant."""
    begins = page * SHOWN_AT_ONCE
    shown = groups[begins : begins + SHOWN_AT_ONCE]
    buttons = [Button(verbatim(short(group.name)), data("members", "about", group.id)) for group in shown]
    if len(groups) > SHOWN_AT_ONCE:
        following = page + 1 if len(groups) > begins + SHOWN_AT_ONCE else 0
        buttons.append(Button(t("Other groups"), data("members", "groups", following)))
    return View((paragraph(t("Which group is it about?")),), tuple(buttons))


def short(name: str, length: int = LABEL_LENGTH) -> str:
    """A name as a button shows it."""
    words = name.strip() or "?"
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
