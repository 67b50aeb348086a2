"""Whatever the words, a message is one that every server takes, and nothing that residents write becomes markup."""

import json
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.enclosed import Enclosed
from bot.platforms.matrix.keys import Key, sign_of, typed
from bot.platforms.matrix.outgoing import (
    LETTER_BYTES,
    Letter,
    Speech,
    below,
    card,
    content,
    edited,
    placed,
    screen,
)
from bot.texts import voice
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import Bar, Block, Button, Chart, File, Items, Paragraph, Title, View, paragraph
from tests import printed
from tests.bot.salon.strange import WORDS, words

FR = Speech(voice("fr"), frozenset({"sondage", "moi", "aide"}))
CLEAR, ENCRYPTED = 64_911, 48_339
"""Bytes of an event's content that Synapse takes (measured; its limit is 65,536 for the whole event)."""
FAMILY = "👩‍👩‍👧‍👦"


class Marks(HTMLParser):
    """What an app makes of HTML: the words, and the tags with what they hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags = "", list[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.append(tag)
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    handle_comment = handle_pi = unknown_decl

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def chart(said: str) -> Chart:
    shown = verbatim(said)
    return Chart(shown, (Bar(shown, 2, True),), shown, t("Bar chart: {counts}.", counts=said))


short = words.map(lambda said: said[:200])
texts = short.map(verbatim)
datas = st.integers(1, 12).map("polls:vote:1:{}".format)
buttons = st.lists(st.builds(Button, texts, datas), max_size=12, unique_by=lambda button: button.data).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Title, texts, st.sampled_from(["", "🗳️", FAMILY])),
    st.builds(Paragraph, st.lists(texts, max_size=3).map(tuple), st.booleans()),
    st.builds(Items, st.lists(texts, max_size=3).map(tuple), st.booleans()),
    short.map(chart),
)
views = st.builds(View, st.lists(blocks, max_size=6).map(tuple), buttons, st.none() | texts, secret=st.booleans())


def drawn(view: View) -> Sequence[Letter]:
    return card(view, FR, {}), screen(view, FR)


def written(shown: object) -> int:
    """Bytes of it as the library hands it to the encryption: with six signs for « é »."""
    return len(json.dumps(shown, separators=(",", ":")))


def well_formed(letter: Letter) -> None:
    assert letter.body
    assert letter.body.encode().decode() == letter.body
    assert all(line.strip() for line in letter.body.split("\n"))
    seen = Marks(letter.html)
    assert seen.words == letter.body
    assert set(seen.tags) <= {"br", "strong"}
    for rings in (True, False):
        shown = below(content(letter, rings=rings), thread="$t" * 22, reply_to="$r" * 22)
        assert written(edited(shown, "$e" * 22)) <= ENCRYPTED


@given(views)
def test_any_view_is_a_message_that_every_server_takes(view: View) -> None:
    for letter in drawn(view):
        well_formed(letter)


@pytest.mark.parametrize("said", ["a", '"', "&", "'", "é", "🎉", "\\", "<", "ש", "x\u2028", FAMILY, "e\u0301"])
@pytest.mark.parametrize("many", [1, 300])
def test_a_message_of_any_size_stays_below_what_a_server_takes(said: str, many: int) -> None:
    line = verbatim(f"a{said * (40_000 // many)}b")
    view = View((Title(line, "🗳️"), *(paragraph(line) for _ in range(many))), (Button(line, "a:b"),))
    for letter in drawn(view):
        well_formed(letter)
        assert letter.body.endswith("…")
        size = written(letter.body) + written(letter.html)
        assert LETTER_BYTES * 0.9 < size <= LETTER_BYTES + 100, "what fits is said"
        assert (
            len(json.dumps(edited(content(letter, rings=True), "$e" * 22), ensure_ascii=False).encode()) <= CLEAR
        )


def test_a_message_that_fits_is_whole() -> None:
    said = "Où 🎉 « bleu » & 'vert' ? " * 40
    letter = screen(View((Title(verbatim(said)), paragraph(verbatim(said)))), FR)
    assert letter.body == f"{said.strip()}\n{said.strip()}"


@given(words, words, st.booleans())
def test_nothing_of_residents_becomes_markup(said: str, label: str, numbered: bool) -> None:
    view = View(
        (Title(verbatim(said), "🗳️"), paragraph(verbatim(said)), Items((verbatim(said),), numbered)),
        (Button(verbatim(label), "a:1"), Button(verbatim(f"👍 {label}"), "a:2")),
    )
    for letter in drawn(view):
        well_formed(letter)
        assert Marks(letter.html).tags.count("strong") <= 1, "the title and nothing else"


@pytest.mark.parametrize("said", WORDS)
def test_what_is_bold_is_the_title(said: str) -> None:
    letter = screen(View((paragraph(verbatim("a")), Title(verbatim(said), "🗳️"), paragraph(verbatim("b")))), FR)
    seen = "".join(letter.html.partition("<strong>")[2].partition("</strong>")[:1])
    title = Marks(seen).words
    assert title == letter.body.split("\n")[1].removeprefix("🗳️ ") or letter.body.endswith("🗳️\nb")


@given(buttons, st.booleans())
def test_what_is_shown_and_typed_back_is_the_same_button(shown: tuple[Button, ...], alone: bool) -> None:
    view = View((paragraph(verbatim("Où ?")),), shown)
    letter = screen(view, FR) if alone else card(view, FR, {})
    assert [key.data for key in letter.keys] == [button.data for button in shown]
    if not alone:
        return
    lines = letter.body.split("\n")[1:]
    for at, key in enumerate(letter.keys):
        assert lines[at].startswith(f"{at + 1}.")
        assert typed(lines[at].partition(".")[0], letter.keys) == key


# A card in a room


def poll(*choices: str, secret: bool = False) -> View:
    """The card of an open poll, as the feature draws it."""
    at = range(1, len(choices) + 1)
    buttons = (
        *(Button(verbatim(words), f"polls:vote:1:{n}") for n, words in zip(at, choices, strict=True)),
        Button(t("⋯ More"), "polls:more:1"),
    )
    counts = Paragraph((verbatim("bleu 4, vert 2."),), counts=True)
    return View((Title(verbatim("Bleu ou vert ?"), "🗳️"), counts), buttons, secret=secret)


def test_a_card_reads_as_the_transcript_has_it() -> None:
    letter = card(poll("Bleu", "Vert"), FR, {})
    assert letter.body == (
        "🗳️ Bleu ou vert ?\n"
        "1️⃣\u00a0Bleu   2️⃣\u00a0Vert   ➕\u00a0Plus\n"
        "Touchez un chiffre sous ce message. Ici, tout le monde voit qui a choisi quoi.\n"
        "Comptés, sans ma réaction\u00a0: bleu 4, vert 2."
    )
    assert letter.html.startswith("🗳️ <strong>Bleu ou vert ?</strong><br>1️⃣")
    assert letter.keys == (
        Key("1️⃣", "Bleu", "polls:vote:1:1"),
        Key("2️⃣", "Vert", "polls:vote:1:2"),
        Key("➕", "Plus", "polls:more:1"),
    )


def test_what_must_stay_hidden_has_no_sign_in_the_room_and_numbers_in_private() -> None:
    view = poll("Bleu", "Vert", secret=True)
    letter = card(view, FR, {})
    assert letter.keys == ()
    assert "1️⃣" not in letter.body
    assert "en privé" in letter.body
    assert "bonjour" in letter.body
    assert [key.data for key in screen(view, FR).keys] == [button.data for button in view.buttons]


def test_many_choices_stand_one_below_the_other_and_the_first_five_are_placed() -> None:
    letter = card(poll(*(f"Choix {n}" for n in range(1, 9))), FR, {})
    assert "\n1️⃣\u00a0Choix 1\n2️⃣\u00a0Choix 2\n" in letter.body
    assert "ou répondez" in letter.body
    assert [key.sign for key in placed(letter.keys)] == [sign_of(at) for at in range(1, 6)]


def test_an_edited_card_keeps_its_signs() -> None:
    known = {key.sign: key.data for key in card(poll("Bleu", "Vert"), FR, {}).keys}
    view = poll("Bleu", "Vert")
    without_blue = View(view.blocks, view.buttons[1:])
    assert [key.sign for key in card(without_blue, FR, known).keys] == ["2️⃣", "➕"]


def test_a_numbered_list_has_its_signs_in_place_of_its_numbers() -> None:
    items = Items((verbatim("Toits du Sud"), verbatim("Nord")), numbered=True)
    shown = (Button(verbatim("1. Toits du Sud"), "a:1"), Button(verbatim("2. Nord"), "a:2"))
    letter = card(View((Title(verbatim("Qui ?")), items), shown), FR, {})
    assert letter.body.split("\n")[1:3] == ["1️⃣\u00a0Toits du Sud", "2️⃣\u00a0Nord"]
    assert letter.body.count("Nord") == 1
    assert screen(View((items,), shown), FR).body.split("\n")[:4] == [
        "1. Toits du Sud",
        "2. Nord",
        "1. Toits du Sud",
        "2. Nord",
    ]


# One person alone


def test_a_private_screen_says_how_it_is_answered() -> None:
    one, two = Button(verbatim("Oui"), "a:1"), Button(verbatim("Non"), "a:2")
    assert screen(View((paragraph(verbatim("?")),), (one,)), FR).body.split("\n")[1:] == [
        "1. Oui",
        "Répondez 1, ou ces mots.",
    ]
    assert screen(View((paragraph(verbatim("?")),), (one, two)), FR).body.split("\n")[1:] == [
        "1. Oui",
        "2. Non",
        "Répondez par un numéro.",
    ]


def test_a_chart_is_said_in_private_and_drawn_in_a_room() -> None:
    view = View((paragraph(verbatim("a")), chart("1, 2")))
    assert screen(view, FR).body == "a\nGraphique\u00a0: 1, 2."
    assert card(view, FR, {}).body == "a"


def test_a_file_goes_with_a_private_message_alone() -> None:
    view = View(
        (paragraph(verbatim("a")), File("palabre.json", "application/json", "{é}", t("The same as a file")))
    )
    assert screen(view, FR).files == (
        Enclosed("palabre.json", "application/json", "{é}".encode(), "La même chose, en fichier"),
    )
    assert card(view, FR, {}).files == ()


def test_a_page_to_print_goes_with_a_private_message_alone_as_a_pdf() -> None:
    shown = screen(printed.SCREEN, FR)
    assert shown.body == "La buanderie ferme à 22 h."
    (page,) = shown.files
    assert (page.name, page.media_type, page.label) == (
        "D-2027-006.pdf",
        "application/pdf",
        "La page à imprimer",
    )
    assert "La buanderie ferme" in printed.read(page.content)
    assert card(printed.SCREEN, FR, {}).files == ()


def test_an_empty_view_is_something() -> None:
    for view in (View(()), View((Title(verbatim(" ")), paragraph(), paragraph(verbatim("\x00\n\u202e"))))):
        assert screen(view, FR) == card(view, FR, {}) == Letter("…", "…")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Écrivez /sondage pour demander.", "Écrivez !sondage pour demander."),
        ("/moi, ou (/aide)", "!moi, ou (!aide)"),
        ("/inconnu", "/inconnu"),
        ("https://x.org/aide", "https://x.org/aide"),
        ("et/ou/moi ./moi //moi", "et/ou/moi ./moi //moi"),
        ("un\nsaut\ttab", "un saut tab"),
    ],
)
def test_commands_are_written_as_matrix_has_them(said: str, shown: str) -> None:
    assert screen(View((paragraph(verbatim(said)),)), FR).body == shown


@given(texts)
def test_a_letter_says_what_a_voice_says(text: Text) -> None:
    (line,) = screen(View((paragraph(text),)), FR).body.split("\n")
    assert line == "…" or line in FR(voice("fr")(text)) or line.endswith("…")
