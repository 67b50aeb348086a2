"""What members see of their groups and of their own data."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from handlers.conversation.feature import Held
from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.conversation.views import LABEL_LENGTH, Button, View, data, paragraph

from .model import About, Group, Membership, Person, Role

SHOWN_AT_ONCE = 4
"""Groups on one screen, so that with « more » it has five buttons."""


LANGUAGES = {"fr": t("French (vous)"), "fr@tu": t("French (tu)"), "en": t("English")}
"""What the languages of private lines are called."""
_ROLES: dict[Role, Text] = {
    "resident": t("Role: you live with what is decided"),
    "facilitator": t("Role: you facilitate"),
    "accompaniment": t("Role: you accompany the group"),
    "professional": t("Role: you advise the group"),
    "guest": t("Role: you look on"),
}


def held(about: About | None) -> Sequence[Held]:
    """What is held about a person as a member, kind by kind; nothing of somebody who was forgotten."""
    if about is None:
        return []
    kinds = [
        Held(t("Your name and your groups"), tuple(_groups(about))),
        Held(t("Your accounts and your language"), tuple(_doors(about))),
    ]
    return [kind for kind in kinds if kind.lines]


def _groups(about: About) -> Iterator[Text]:
    if not about.memberships:
        yield verbatim(about.name)
    for one in about.memberships:
        since = one.local(one.since)
        yield t(
            "{name}, {group}, since {day} {year}",
            name=about.name,
            group=one.group,
            day=Moment(since, "day"),
            year=since.year,
        )
        yield from _membership(one)


def _membership(one: Membership) -> Iterator[Text]:
    if one.role_ends_at is not None:
        yield t("Role: you facilitate until {end}", end=Moment(one.local(one.role_ends_at), "day"))
    else:
        yield _ROLES[one.role]
    if one.greeted_at is not None:
        yield t("You said hello {day}", day=Moment(one.local(one.greeted_at), "day"))
    if one.away_from is not None and one.away_until is not None:
        begins, ends = one.local(one.away_from), one.local(one.away_until)
        last = ends - timedelta(minutes=1)  # it ends at the midnight after its last day
        yield t("Away: from {begins} until {ends}", begins=Moment(begins, "day"), ends=Moment(last, "day"))
    if one.left_at is not None:
        yield t("You left {day}", day=Moment(one.local(one.left_at), "day"))


def _doors(about: About) -> Iterator[Text]:
    for platform, account in about.accounts:
        yield t("{platform}: {account}", platform=platform.capitalize(), account=account)
    if about.language is not None:
        yield t("I speak to you in: {language}", language=LANGUAGES.get(about.language, verbatim(about.language)))
    if about.codes:
        yield tn("{n} code given or typed", "{n} codes given or typed", about.codes)
    if about.noted:
        yield tn("{n} note that you told somebody", "{n} notes that you told somebody", about.noted)


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


def person_and_reach(person: Person, state: str) -> Text:
    """A person as a button shows them, with whether they were told or have answered; `state` is '' where nothing
    is known yet. Beside a name of more than eight characters there is no room for it."""
    said = {"answered": t("answered"), "told": t("told"), "unreachable": t("not reached")}.get(state)
    if said is None or len(person.name) > 8:
        return verbatim(person.name if len(person.name) <= LABEL_LENGTH else person.name[: LABEL_LENGTH - 1] + "…")
    return t("{name}: {state}", name=person.name, state=said)
