"""The screens of « Dans mon agenda »."""

from handlers.conversation.text import Text, t
from handlers.conversation.views import Block, Button, Items, Title, View, data, paragraph
from handlers.members.model import WebAddress

from .calendar_store import Kind
from .model import Space

EMOJI = "🗓️"


def address(kind: Kind, space: Space | None, where: WebAddress, renews: str, *, renewed: bool) -> View:
    """`renews`: the mark of the address, for those who may get another one."""
    blocks: list[Block] = [Title(_title(kind, space), EMOJI)]
    if renewed:
        blocks.append(paragraph(t("Here is the new address. The old one no longer works.")))
    blocks += [
        paragraph(
            t("In your calendar, choose « Subscribe to a calendar » and paste this address."),
            t("It then stays up to date by itself."),
        ),
        Items(
            (
                t("On an iPhone or a Mac: {address}", address=subscribed(where.address)),
                t("Anywhere else: {address}", address=where.address),
            )
        ),
    ]
    if not where.everywhere:
        blocks.append(
            paragraph(
                t("This address works on this machine alone."),
                t("For phones, whoever hosts Palabre has to give it a public address."),
            )
        )
    blocks.append(paragraph(*_secret(kind, may_renew=bool(renews))))
    return View(tuple(blocks), tuple(_buttons(kind, space, renews)), secret=True)


def subscribed(address: str) -> str:
    """As calendars are subscribed to by a tap: webcal://…"""
    return "webcal" + address[address.index("://") :]


def _title(kind: Kind, space: Space | None) -> Text:
    if space is not None:
        return t("{space} in your calendar", space=space.name)
    if kind == "person":
        return t("Your bookings in your calendar")
    return t("The agenda of the group in your calendar")


def _secret(kind: Kind, *, may_renew: bool) -> list[Text]:
    said = [
        t("Keep it to yourself: whoever has it sees what your household has booked.")
        if kind == "person"
        else t("Keep it within the group: whoever has it sees what is planned, and who has what.")
        if kind == "group"
        else t("Keep it within the group: whoever has it sees who has what.")
    ]
    if may_renew:
        said.append(t("Did it get into the wrong hands? Take a new address: the old one stops working."))
    return said


def _buttons(kind: Kind, space: Space | None, renews: str) -> list[Button]:
    buttons = []
    if renews:
        about = 0 if space is None else space.id
        buttons.append(Button(t("New address"), data("bookings", "newfeed", kind, about, renews)))
    if kind != "person":
        buttons.append(Button(t("My bookings alone"), data("bookings", "feed", "person", 0)))
    if kind != "group":
        buttons.append(Button(t("The whole planning"), data("bookings", "feed", "group", 0)))
    return buttons


def no_address() -> View:
    return View(
        (
            paragraph(
                t("Palabre has no public address yet, so your calendar cannot reach it."),
                t("Whoever hosts Palabre has to give it one."),
            ),
        )
    )
