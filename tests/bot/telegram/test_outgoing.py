"""Whatever the words, a message is one that Telegram takes, and its bold pieces are the titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.platform import Drawn
from bot.platforms.telegram.outgoing import (
    CAPTION_UNITS,
    PLACEHOLDER_UNITS,
    TEXT_UNITS,
    TOAST_UNITS,
    Letter,
    cut,
    elsewhere,
    letter,
    line,
    screen,
    units,
)
from bot.texts import voice
from handlers.conversation.text import Text, t, verbatim
from handlers.conversation.views import Bar, Block, Button, Chart, Items, Title, View, paragraph
from tests import printed
from tests.bot.salon.strange import WORDS, words
from tests.peers.telegram import keyboards, writing
from tests.peers.telegram.calls import Json
from tests.peers.telegram.official import wrong_call

FR = voice("fr")
PNG = b"\x89PNG\r\n\x1a\n"
FAMILY = "👩‍👩‍👧‍👦"


def chart(said: str) -> Chart:
    words = verbatim(said)
    return Chart(words, (Bar(words, 2, True),), words, t("Bar chart: {counts}.", counts=said))


def titled(said: str, *more: Block) -> View:
    return View((Title(verbatim(said), "🗳️"), *more))


def labels(written: Letter) -> list[str]:
    """The labels of the buttons, which stand one in a row."""
    rows = written.keyboard.inline_keyboard if written.keyboard else ()
    assert all(len(row) == 1 for row in rows)
    return [row[0].text for row in rows]


def bold(written: Letter) -> list[str]:
    """The bold pieces, cut out as Telegram does: by UTF-16 units. A half of a character raises."""
    whole = written.text.encode("utf-16-le")
    return [whole[2 * mark.offset : 2 * (mark.offset + mark.length)].decode("utf-16-le") for mark in written.bold]


def well_formed(written: Letter) -> None:
    assert 1 <= units(written.text) <= (CAPTION_UNITS if written.picture else TEXT_UNITS)
    assert written.text == written.text.strip()
    assert all(one == one.strip() != "" for one in written.text.split("\n"))
    assert units(written.placeholder) <= PLACEHOLDER_UNITS
    assert written.text.encode().decode() == written.text
    assert all(label.strip() for label in labels(written))
    for mark, piece in zip(written.bold, bold(written), strict=True):
        assert mark.offset >= 0
        assert 0 < mark.length <= units(written.text) - mark.offset
        assert piece == piece.strip() != ""


def taken(written: Letter) -> None:
    """The documentation allows the call, and the server keeps it. Raises Refusal where it does not."""
    marks: list[Json] = [mark.to_dict() for mark in written.bold]
    params: Json = {"chat_id": -1, "text": written.text, "entities": marks}
    if written.keyboard is not None:
        params["reply_markup"] = written.keyboard.to_dict()
    assert not wrong_call("sendMessage", params)
    writing.message_text(written.text, None, marks)
    keyboards.read(params.get("reply_markup"))


texts = words.map(verbatim)
emoji = st.sampled_from(["", "🗳️", FAMILY, "✅"])
buttons = st.builds(Button, texts, st.sampled_from(["polls:vote:1:2", "close"]))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Title, texts, emoji),
    st.lists(texts, max_size=3).map(lambda sentences: paragraph(*sentences)),
    st.builds(Items, st.lists(texts, max_size=3).map(tuple), st.booleans()),
    words.map(chart),
)
views = st.builds(
    View,
    st.lists(blocks, max_size=6).map(tuple),
    st.lists(buttons, max_size=3).map(tuple),
    st.none() | texts,
)


@given(views, st.booleans())
def test_any_view_is_a_message_within_the_limits(view: View, pictured: bool) -> None:
    well_formed(letter(Drawn(view, FR, (PNG,) if pictured else ())))
    well_formed(screen(view, FR))


@given(words, words, views)
def test_telegram_takes_any_words_of_residents(said: str, label: str, view: View) -> None:
    more = (Title(verbatim(said)), chart(said), Items((verbatim(label),), numbered=True), *view.blocks)
    asked = View(titled(said, *more).blocks, (Button(verbatim(f"a{label}"), "polls:vote:1:2"),), verbatim(said))
    well_formed(screen(asked, FR))
    taken(screen(asked, FR))


@pytest.mark.parametrize(
    "said", [*WORDS, FAMILY, "🎉 fin", "début 🎉", " \u00a0 bleu \u2003", "a\u2028b", "fin\r\n"]
)
def test_what_is_bold_is_the_title_and_nothing_else(said: str) -> None:
    before = paragraph(verbatim(f"🎉{FAMILY} « é » 🎉"))
    written = screen(View((before, Title(verbatim(said), "🗳️"), Title(verbatim(said)), before)), FR)
    title = line(said)
    if units(title) < TEXT_UNITS:
        assert bold(written) == [title, title] if title else not written.bold
    taken(written)


def test_a_mark_stands_where_telegram_counts_it() -> None:
    written = screen(View((paragraph(verbatim("🎉")), Title(verbatim("Où 🎉 ?"), "🗳️"))), FR)
    assert written.text == "🎉\n🗳️ Où 🎉 ?"
    (mark,) = written.bold
    assert (mark.type, mark.offset, mark.length) == ("bold", 7, 7)


@pytest.mark.parametrize("said", ["a" * 9000, "🎉" * 5000, FAMILY * 900, "é ש" * 3000])
def test_a_message_is_cut_at_the_limit_and_says_so(said: str) -> None:
    for view in (titled(said, paragraph(verbatim("b"))), titled("a", Items((verbatim(said), verbatim("b"))))):
        written = screen(view, FR)
        assert TEXT_UNITS - 12 < units(written.text) <= TEXT_UNITS
        assert any(one.endswith("…") for one in written.text.split("\n"))
        well_formed(written)
        taken(written)


def test_a_picture_has_a_caption_as_long_as_it_fits() -> None:
    # « 🗳️ a » is 5 units, the end of the line 1, each 🎉 2.
    fits = letter(Drawn(titled("a", chart("1, 2"), paragraph(verbatim("🎉" * 509))), FR, (PNG,)))
    assert (units(fits.text), fits.picture) == (CAPTION_UNITS, PNG)
    assert "1, 2" not in fits.text
    longer = letter(Drawn(titled("a", chart("1, 2"), paragraph(verbatim("🎉" * 509 + "b"))), FR, (PNG,)))
    assert longer.picture is None
    assert "Graphique\u00a0: 1, 2." in longer.text
    assert units(longer.text) > CAPTION_UNITS
    for written in (fits, longer):
        assert bold(written) == ["a"]


def test_a_chart_is_drawn_or_said_and_never_lost() -> None:
    assert letter(Drawn(View((chart("1"),)), FR, (PNG,))) == Letter("…", (), None, PNG)
    assert letter(Drawn(View((chart("1"),)), FR)).text == "Graphique\u00a0: 1."
    assert screen(View((chart("1"),)), FR).picture is None
    both = letter(Drawn(titled("a", chart("1"), chart("2")), FR, (PNG, PNG)))
    assert both.picture == PNG
    assert "Graphique\u00a0: 2." in both.text


def test_blocks_are_lines() -> None:
    blocks = (
        Title(verbatim("Où ?"), "🗳️"),
        paragraph(verbatim("Un."), verbatim("Deux.")),
        Items((verbatim("bleu"), verbatim("vert"))),
        Items((verbatim("bleu"), verbatim("vert")), numbered=True),
    )
    assert screen(View(blocks), FR).text == "🗳️ Où ?\nUn. Deux.\n• bleu\n• vert\n1. bleu\n2. vert"


def test_an_empty_view_is_something() -> None:
    for view in (View(()), View((Title(verbatim(" ")), paragraph(), paragraph(verbatim("\x00\n"))))):
        assert screen(view, FR) == Letter("…", (), None)


INVISIBLE = ["", " ", "\x00\n", "\u202e", "\u200b", "\u2066\u2069", "\u200d\ufeff", "\u00ad", "\u2800", "\u3164"]


@pytest.mark.parametrize("said", INVISIBLE)
def test_what_nobody_sees_is_neither_a_label_nor_a_message(said: str) -> None:
    shown = screen(View((paragraph(verbatim(said)),), (Button(verbatim(said), "close"),)), FR)
    assert (shown.text, labels(shown)) == ("…", ["…"])


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("bleu\nvert\t!", "bleu vert !"),
        ("  مرحبا ", "مرحبا"),
        ("\u202bשלום\u202c", "\u202bשלום\u202c"),
        ("\ud83d seule", "? seule"),
        ("a\x00b\x7f\x85", "a b"),
        (FAMILY, FAMILY),
        ("<b>*a*</b> &amp;", "<b>*a*</b> &amp;"),
    ],
)
def test_a_label_is_one_line_without_control_signs(said: str, label: str) -> None:
    view = View((paragraph(verbatim(said)),), (Button(verbatim(said), "a:b"), Button(verbatim("b"), "a:c")))
    shown = screen(view, FR)
    assert (shown.text, labels(shown)) == (label, [label, "b"])
    assert shown.keyboard is not None
    assert [row[0].callback_data for row in shown.keyboard.inline_keyboard] == ["a:b", "a:c"]
    taken(shown)


@pytest.mark.parametrize(
    ("asks", "placeholder"),
    [
        (None, ""),
        (verbatim("Quelle\nquestion ?"), "Quelle question ?"),
        (verbatim("a" * 64), "a" * 64),
        (verbatim("a" * 65), "a" * 63 + "…"),
        (verbatim("🎉" * 40), "🎉" * 31 + "…"),
        (verbatim(" "), ""),
    ],
)
def test_the_question_stands_in_the_field(asks: Text | None, placeholder: str) -> None:
    assert screen(View((paragraph(verbatim("a")),), asks=asks), FR).placeholder == placeholder


@given(words)
def test_a_line_is_what_the_server_leaves_as_it_is(said: str) -> None:
    kept = line(said)
    assert line(kept) == kept == kept.strip()
    assert kept.encode().decode() == kept
    assert not set(kept) & {chr(sign) for sign in (*range(32), *range(127, 160))}


@given(words.map(line), st.integers(1, TOAST_UNITS))
def test_a_cut_is_a_beginning_and_at_most_so_long(said: str, most: int) -> None:
    kept = cut(said, most)
    assert units(kept) <= most
    assert kept == said or (kept.endswith("…") and said.startswith(kept[:-1]))
    assert (kept == said) is (units(said) <= most)


@pytest.mark.parametrize(
    ("said", "most", "kept"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("abc", 1, "…"),
        ("🎉🎉", 4, "🎉🎉"),
        ("🎉🎉", 3, "🎉…"),
        ("🎉🎉", 2, "…"),
        ("a" * 201, TOAST_UNITS, "a" * 199 + "…"),
        ("🎉" * 101, TOAST_UNITS, "🎉" * 99 + "…"),
    ],
)
def test_a_cut_says_that_something_is_missing(said: str, most: int, kept: str) -> None:
    assert cut(said, most) == kept


@pytest.mark.parametrize(
    ("said", "most", "kept"),
    [
        ("e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("❤️❤️", 3, "❤️…"),
        ("❤️❤️❤️", 4, "❤️…"),
    ],
)
def test_no_accent_is_lost_by_a_cut(said: str, most: int, kept: str) -> None:
    assert cut(said, most) == kept


@given(words)
def test_units_are_those_of_the_server(said: str) -> None:
    kept = line(said)
    assert units(kept) == writing.units(kept) == sum(1 + (sign > "\uffff") for sign in kept)


def test_a_page_to_print_goes_with_a_private_message_and_in_a_room_a_button_leads_there() -> None:
    shown = screen(printed.SCREEN, FR)
    assert shown.text == "La buanderie ferme à 22 h."
    (page,) = shown.files
    assert (page.name, page.media_type, page.label) == (
        "D-2027-006.pdf",
        "application/pdf",
        "La page à imprimer",
    )
    assert "La buanderie ferme" in printed.read(page.content)
    there = elsewhere(shown, "Le fichier : en privé.", "Ouvrir le privé", "https://t.me/palabre_bot?start=a")
    assert (there.text, labels(there), there.files) == (
        "La buanderie ferme à 22 h.\nLe fichier : en privé.",
        ["Ouvrir le privé"],
        (),
    )
    taken(there)
