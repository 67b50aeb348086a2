"""Whatever the words, a page keeps its structure, and nothing in it escapes."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from bot.platforms.platform import Drawn
from bot.platforms.png import png_size
from bot.platforms.salon.outgoing import content, private_screen, talk, words_of
from bot.platforms.salon.pages import RoomPage, landing, notice
from bot.platforms.salon.store import Resident
from bot.platforms.typed import keepable
from bot.texts import voice
from handlers.conversation.text import t, verbatim
from handlers.conversation.views import Bar, Button, Chart, Items, Row, Segment, Title, View, Week, paragraph
from tests import printed
from tests.bot.salon.strange import words
from tests.conftest import TUESDAY_NOON

PARIS = ZoneInfo("Europe/Paris")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\xd0\0\0\x01\x00"
kept = words.map(keepable)
"""What incoming lets through: never a half of a character."""


@dataclass(frozen=True)
class Message:
    id: int = 5
    revision: int = 9
    person: int | None = 2
    name: str = "Inès"
    replied: None = None
    audience: str = "everyone"
    rings: bool = False
    said_at: datetime = TUESDAY_NOON
    content: str = talk("bonjour")


class _Outline(HTMLParser):
    """The tags with their attributes' names, in order, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", ()))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("declaration", ()))


def outline(html: str) -> _Outline:
    reader = _Outline()
    reader.feed(html)
    reader.close()
    return reader


def page(name: str = "Léa", group: str = "Les Tilleuls", runs: bool = False) -> RoomPage:
    who = Resident("les-tilleuls", group, 7, name, runs, "fr", PARIS, True)
    return RoomPage(who, "/les-tilleuls/lea", "c0ffee", TUESDAY_NOON)


def view(said: str) -> View:
    chart = Chart(
        verbatim(said), (Bar(verbatim(said), 2, True),), verbatim(said), t("Bar chart: {counts}.", counts=said)
    )
    return View(
        (
            Title(verbatim(said), "🗳️"),
            paragraph(verbatim(said), t("You are {name}.", name=said)),
            Items((verbatim(said), verbatim(said))),
            Items((verbatim(said),), numbered=True),
            chart,
        ),
        (Button(verbatim(said), "polls:vote:1:2"), Button(verbatim("b"), said)),
        asks=verbatim(said or "?"),
    )


def same_structure(html: str, plain: str) -> None:
    assert outline(html).tags == outline(plain).tags


@given(kept, kept)
def test_a_neighbours_words_never_change_the_structure_of_a_message(said: str, name: str) -> None:
    html = page().message(Message(content=talk(said), name=name))
    same_structure(html, page().message(Message(content=talk("a"), name="b")))
    assert (name or "Quelqu'un qui est parti").replace("\r", "\n") in outline(html).text.replace("\r", "\n")


@given(kept)
def test_a_views_words_never_change_the_structure_of_a_card(said: str) -> None:
    drawn = Drawn(view(said), voice("fr"), (PNG,))
    html = page().message(Message(person=None, content=content(drawn, ["0" * 64])))
    plain = page().message(
        Message(person=None, content=content(Drawn(view("a"), voice("fr"), (PNG,)), ["0" * 64]))
    )
    same_structure(html, plain)
    assert json.loads(content(drawn, ["0" * 64]))["buttons"][1]["data"] == said


@given(kept)
def test_a_private_screen_keeps_its_structure(said: str) -> None:
    same_structure(page().private(view(said)), page().private(view("a")))


@given(kept, kept, kept)
def test_the_whole_page_keeps_its_structure(said: str, name: str, group: str) -> None:
    def whole(words: str, resident: str, home: str) -> str:
        message = Message(content=talk(words), name=resident)
        return page(resident, home).whole(
            9, [message], private=view(words), toast=verbatim(words or "a"), replying=message
        )

    same_structure(whole(said, name, group), whole("a", "a", "a"))


@given(kept, kept)
def test_the_landing_page_and_the_notices_keep_their_structure(name: str, group: str) -> None:
    same_structure(
        landing([("room", group, [(name, "/room/x")])], "fr"), landing([("room", "a", [("a", "/room/x")])], "fr")
    )
    same_structure(notice(verbatim(name), "fr"), notice(verbatim("a"), "fr"))


@given(kept)
def test_the_words_of_a_message_come_back_for_a_quotation(said: str) -> None:
    assert words_of(json.loads(talk(said))) == said
    assert isinstance(words_of(json.loads(content(Drawn(view(said), voice("fr"), (PNG,)), ["0" * 64]))), str)


@pytest.mark.parametrize(
    ("audience", "seen_by_lea", "seen_by_a_facilitator"),
    [
        ("everyone", True, True),
        ("facilitators", False, True),
        ("person:7", True, True),
        ("person:8", False, False),
        ("person:77", False, False),
        ("", False, False),
    ],
)
def test_what_is_for_some_is_on_nobody_elses_page(
    audience: str, seen_by_lea: bool, seen_by_a_facilitator: bool
) -> None:
    message = Message(audience=audience, content=talk("a secret"))
    assert page().sees(message) is seen_by_lea
    assert page(runs=True).sees(message) is seen_by_a_facilitator
    whole = page().whole(9, [message], private=None, toast=None, replying=None)
    assert ("a secret" in whole) is seen_by_lea


def test_an_erased_message_says_so_and_cannot_be_replied_to() -> None:
    html = page().message(Message(content="", name=""))
    assert "Message effacé." in html
    assert "Quelqu&#39;un qui est parti" in html
    assert "reply" not in html


def test_a_picture_has_its_size_and_its_words() -> None:
    drawn = Drawn(view("Bleu 2"), voice("fr"), (PNG,))
    assert png_size(PNG) == (720, 256)
    html = page().message(Message(person=None, content=content(drawn, ["a" * 64])))
    assert f'src="/les-tilleuls/lea/picture/{"a" * 64}.png"' in html
    assert 'width="360"' in html
    assert "Graphique\u00a0: Bleu 2." in html


def test_a_chart_without_its_picture_is_no_message() -> None:
    with pytest.raises(StopIteration):
        content(Drawn(view("a"), voice("fr")), [])


def test_a_picture_on_a_private_screen_stands_in_the_page_itself() -> None:
    shown = private_screen(view("Bleu 2"), voice("fr"))["blocks"][-1]
    assert shown["kind"] == "picture"
    assert shown["alt"] == "Graphique\u00a0: Bleu 2."
    assert shown["width"] == 720
    kind, _, png = shown["name"].partition(",")
    assert kind == "data:image/png;base64"
    assert png_size(base64.b64decode(png)) == (720, shown["height"])
    html = page().private(view("Bleu 2"))
    assert f'<img class="block" src="{shown["name"]}"' in html
    assert "/picture/" not in html, "no address shows it to others"


def test_a_week_has_its_words_beside_it() -> None:
    week = Week(
        verbatim("Planning"),
        (verbatim("lun. 1"),) * 7,
        (Row(verbatim("Salle"), (Segment(0.1, 0.2, verbatim("Léa")),)),),
        verbatim("La semaine en image."),
    )
    blocks = private_screen(View((week, paragraph(verbatim("Salle : Léa")))), voice("fr"))["blocks"]
    assert [block["kind"] for block in blocks] == ["picture", "paragraph"]
    assert blocks[0]["alt"] == "La semaine en image."


def test_a_page_to_print_is_offered_on_a_private_screen() -> None:
    offered = private_screen(printed.SCREEN, voice("fr"))["blocks"][-1]
    assert (offered["kind"], offered["name"], offered["words"]) == ("file", "D-2027-006.pdf", "La page à imprimer")
    said, _, held = offered["address"].partition(",")
    assert said == "data:application/pdf;base64"
    assert "La buanderie ferme" in printed.read(base64.b64decode(held))
