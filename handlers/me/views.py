"""What somebody sees of themselves."""

from collections.abc import Sequence
from datetime import date

from handlers.conversation.feature import MenuEntry
from handlers.conversation.text import Listing, Moment, Text, t, verbatim
from handlers.conversation.views import LABEL_LENGTH, Block, Button, Title, View, data, paragraph
from handlers.members.model import Group, Here, Household, Member
from handlers.members.views import LANGUAGES

from . import sentences
from .absences import Away

MOST_BUTTONS = 5
ASKED_AT_ONCE = 3
"""People among whom one chooses on one screen."""
SPOKEN = {"vous": "fr", "tu": "fr@tu", "en": "en"}
"""The word of a button for each language."""


def me(
    here: Here,
    member: Member | None,
    household: Household | None,
    doors: Sequence[str],
    language: str | None,
    absence: Text | None,
    entries: Sequence[MenuEntry],
    page: int = 0,
) -> View:
    """Who one is here, and what one can see of oneself. `doors`: the platforms' names; `entries`: what the
    features offer, five at a time from page 0."""
    blocks: list[Block] = [paragraph(_who(here, household), *_role(here, member))]
    if absence is not None:
        blocks.append(paragraph(absence))
    blocks.append(
        paragraph(
            t("You come by: {doors}.", doors=Listing(tuple(dict.fromkeys(word.capitalize() for word in doors)))),
            t("I speak to you in: {language}.", language=_language(language, here.group)),
        )
    )
    return View(tuple(blocks), _paged(entries, page))


def _paged(entries: Sequence[MenuEntry], page: int) -> tuple[Button, ...]:
    if len(entries) <= MOST_BUTTONS:
        return tuple(Button(entry.label, entry.data) for entry in entries)
    at_once = MOST_BUTTONS - 1
    begins = page * at_once if page * at_once < len(entries) else 0
    following = begins // at_once + 1 if begins + at_once < len(entries) else 0
    shown = [Button(entry.label, entry.data) for entry in entries[begins : begins + at_once]]
    return (*shown, Button(t("⋯ More"), data("me", "screen", following)))


def _who(here: Here, household: Household | None) -> Text:
    name, group = here.person.name, here.group.name
    if household is not None and household.label:
        return t("You are {name}, of « {lot} », in « {group} ».", name=name, lot=household.label, group=group)
    people = () if household is None else tuple(one.person.name for one in household.people)
    if len(people) > 1 and here.group.kind != "place":
        return t(
            "You are {name}, of the household {household}, in « {group} ».",
            name=name,
            household=Listing(people),
            group=group,
        )
    return t("You are {name}, in « {group} ».", name=name, group=group)


def _role(here: Here, member: Member | None) -> tuple[Text, ...]:
    match here.role:
        case "facilitator" if member is not None and member.role_ends_at is not None:
            return (t("You facilitate until {end}.", end=Moment(here.group.local(member.role_ends_at), "day")),)
        case "facilitator":
            return (t("You facilitate."),)
        case "accompaniment":
            return (t("You accompany the group: you do not vote."),)
        case "professional":
            return (t("You advise the group: your voice is counted apart."),)
        case "guest":
            return (t("You are a guest: you do not vote."),)
        case "resident":
            return ()


def _language(language: str | None, group: Group) -> Text:
    if language is None:
        return t("{language}, like the group", language=LANGUAGES.get(group.language, verbatim(group.language)))
    return LANGUAGES.get(language, verbatim(language))


# Absences


def ask_absence() -> View:
    """« /absent » alone: one question."""
    return View(
        (
            paragraph(
                t("Your absence: from when to when?"), t("For example: from 3 to 20 August, or until Friday.")
            ),
        ),
        asks=t("From when to when"),
    )


def absence(away: Away, today: date) -> Text:
    """The absence in one sentence."""
    return t("Your absence: {dates}.", dates=sentences.understood(away, today))


def noted(away: Away, today: date, relays: Sequence[str], *, new: bool) -> View:
    """The absence that was noted, and what can be done about it. `relays`: those who answer meanwhile."""
    dates = sentences.understood(away, today)
    said = [t("Noted: your absence, {dates}.", dates=dates)] if new else [absence(away, today)]
    said.append(t("No reminder meanwhile."))
    if relays:
        said.append(t("Asked to answer for you: {names}.", names=Listing(tuple(relays))))
    return View(
        (paragraph(*said),),
        (
            Button(t("Somebody answers for me"), data("me", "relay", 0)),
            Button(t("Change the dates"), data("me", "dates")),
            Button(t("Cancel my absence"), data("me", "back")),
        ),
    )


def choose_relay(people: Sequence[Member], page: int) -> View:
    """Who could answer, three at a time from page 0."""
    begins = page * ASKED_AT_ONCE if page * ASKED_AT_ONCE < len(people) else 0
    shown = people[begins : begins + ASKED_AT_ONCE]
    buttons = [Button(_short(one.person.name), data("me", "ask", one.person.id)) for one in shown]
    if len(people) > ASKED_AT_ONCE:
        following = begins // ASKED_AT_ONCE + 1 if begins + ASKED_AT_ONCE < len(people) else 0
        buttons.append(Button(t("Somebody else"), data("me", "relay", following)))
    words = t("Who can give your answers?") if shown else t("There is nobody left to ask.")
    return View((paragraph(words),), (*buttons, Button(t("↩️ Back"), data("me", "absences"))))


def _short(name: str) -> Text:
    return verbatim(name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1].rstrip() + "…")


def asked_relay(name: str, away: Away, today: date, group: int, person: int) -> View:
    """Asked of the one who could answer, and of nobody else."""
    return View(
        (
            paragraph(
                t("{name} is away until {last}.", name=name, last=sentences.day(away.last, today)),
                t("Could you give the answers that {name} tells you?", name=name),
            ),
        ),
        (
            Button(t("Yes"), data("me", "agree", group, person)),
            Button(t("No"), data("me", "decline", group, person)),
        ),
    )


def relaying(name: str, group: int, person: int) -> View:
    """What the question becomes once it was said yes to."""
    return View(
        (
            paragraph(
                t("Thank you."), t("You give the answers of {name}, in the words that you are told.", name=name)
            ),
        ),
        (Button(t("I can no longer do it"), data("me", "decline", group, person)),),
    )


def relay_answered(name: str, agreed: bool) -> View:
    """Told to the person who is away."""
    if agreed:
        return View((paragraph(t("{name} gives your answers, as you tell them.", name=name)),))
    return View(
        (paragraph(t("{name} cannot answer for you.", name=name)),),
        (Button(t("Ask somebody else"), data("me", "relay", 0)),),
    )


# Other accounts


def device(code: str) -> View:
    """The code that joins another account, and what to do with it."""
    return View(
        (
            Title(verbatim(f"{code[:3]} {code[3:]}")),
            paragraph(
                t("From your other account, write to me: /moi {code}", code=code),
            ),
            paragraph(
                t("In private if you can, or in the group."), t("It is good for ten minutes and for you alone.")
            ),
        ),
        (Button(t("↩️ Back"), data("me", "screen", 0)),),
    )


def confirm_union(name: str, group: str) -> View:
    """Asked of whoever typed a right code."""
    return View(
        (
            paragraph(
                t("Is this account really yours?"),
                t("I join it with {name} (« {group} »).", name=name, group=group),
            ),
        ),
        (Button(t("Yes, it is me"), data("me", "unite")), Button(t("No"), data("me", "other"))),
    )


def united(name: str) -> View:
    """Told to the account that was joined."""
    return View(
        (paragraph(t("It is done: you are {name}, here too.", name=name)),),
        (Button(t("Me"), data("me", "screen", 0)),),
    )


def joined(doors: Sequence[str]) -> View:
    """Told to the account that gave the code."""
    words = tuple(dict.fromkeys(word.capitalize() for word in doors))
    return View(
        (
            paragraph(
                t("Your other account is joined with this one."), t("You come by: {doors}.", doors=Listing(words))
            ),
        ),
        (Button(t("Me"), data("me", "screen", 0)),),
    )


# Language


def languages() -> View:
    """In which language private lines are said; each in its own words."""
    spoken = (("Français (vous)", "vous"), ("Français (tu)", "tu"), ("English", "en"))
    return View(
        (paragraph(t("How shall I speak to you, when you alone read it?")),),
        (
            *(Button(verbatim(words), data("me", "speak", word)) for words, word in spoken),
            Button(t("Like the group"), data("me", "speak", "group")),
            Button(t("↩️ Back"), data("me", "screen", 0)),
        ),
    )
