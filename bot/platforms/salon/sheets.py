"""Draws the list of neighbours, and the sheet of paper that brings one of them into the room."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from bot.texts import voice
from handlers.conversation.text import Text, t, tn

from .doors import Visit
from .pages import html_language, new_event, template
from .slugs import slug_of
from .store import Closed, Link, Neighbour

QUIET_ZONE = 4
"""Empty modules around the square; phones need four to find it."""


def kept_open(neighbour: Neighbour, visit: Visit) -> int:
    """How many of somebody's links a closing leaves: of one's own the one by which one came."""
    return 1 if visit.secret and neighbour.person == visit.who.person else 0


def neighbours_page(visit: Visit, people: Sequence[Neighbour], closed: Closed | None) -> str:
    """Everybody in the group, in the order of the alphabet, with what may be done for each."""
    say = voice(visit.who.language)
    return template("neighbours.html").render(
        language=html_language(visit.who.language),
        base=visit.base,
        csrf=visit.csrf,
        group=visit.who.group,
        closed=say(_closed(closed)) if closed else "",
        people=[
            {
                "id": neighbour.person,
                "name": neighbour.name,
                "you": neighbour.person == visit.who.person,
                "links": say(_links(neighbour.links)),
                "close": say(_close(neighbour, visit)) if neighbour.links > kept_open(neighbour, visit) else "",
                "event": new_event(),
            }
            for neighbour in sorted(people, key=lambda neighbour: slug_of(neighbour.name))
        ],
        words={
            "title": say(t("Neighbours")),
            "lead": say(t("A personal link lets one person into this room.")),
            "paper": say(t("Print it for whoever needs it: they need no account and no application.")),
            "you": say(t("you")),
            "print": say(t("Print a link")),
            "back": say(t("Back to the room")),
        },
    )


def _links(living: int) -> Text:
    return tn("{n} open link", "{n} open links", living) if living else t("No link")


def _close(neighbour: Neighbour, visit: Visit) -> Text:
    if neighbour.person != visit.who.person:
        return t("Close their links")
    return t("Close my other links") if visit.secret else t("Close my links")


def _closed(closed: Closed) -> Text:
    if not closed.links:
        return t("{name} has no link to close.", name=closed.name)
    return tn("{n} link of {name} is closed.", "{n} links of {name} are closed.", closed.links, name=closed.name)


def sheet(visit: Visit, link: Link, base: str, *, own: bool) -> str:
    """A page of paper for one person: the square, the address, what to do, whom to ask. `base` is where
    residents reach the program."""
    say = voice(visit.who.language)
    entrance = f"{base}/entrer/"
    help = t("Do you need help, or have you lost this sheet? Ask {name}.", name=visit.who.name)
    return template("sheet.html").render(
        language=html_language(visit.who.language),
        base=visit.base,
        name=link.name,
        square=_square(entrance + link.secret),
        # Two pieces, each on one line where there is room: a hyphen that ends a line would not be copied.
        address=(entrance, link.secret),
        only_here=_leads_only_here(base),
        words={
            "title": say(t("The link of {name}", name=link.name)),
            "group": say(t("Your personal link for « {group} »", group=visit.who.group)),
            "square": say(t("A square to photograph. It holds the address that is written below.")),
            "photo": say(t("Point your phone's camera at this square, then tap the address that appears.")),
            "by_hand": say(t("Or copy this address into a browser:")),
            "alone": say(t("This link is for you alone: do not give it to others.")),
            "help": say(t("Do you need help, or have you lost this sheet? Ask a neighbour.") if own else help),
            "here": say(t("This link works on this machine only.")),
            "host": say(
                t("For phones, whoever hosts Palabre sets [salon] public_url, then starts Palabre again.")
            ),
            "once": say(t("This sheet is shown once. Print it now.")),
            "print": say(t("Print")),
            "back": say(t("Back to the neighbours")),
        },
    )


def _square(address: str) -> Markup:
    """The address as a QR code, black on white in every light. Drawn by segno, of an address of our own."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(drawn)  # noqa: S704


def _leads_only_here(base: str) -> bool:
    """Whether this address means « this very machine » wherever it is opened."""
    host = urlsplit(base).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
