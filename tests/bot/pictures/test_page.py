"""A page to print: read back from the PDF, and looked at, whatever the words are."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
import segno
import typst
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from bot.pictures.letters import FONTS
from bot.pictures.page import TEMPLATE, content, draw_page
from bot.texts import voice
from handlers.conversation.text import Text, verbatim
from handlers.conversation.views import Page
from tests.bot.pictures.png import Picture, read_png
from tests.bot.salon.strange import words
from tests.neighbours import plain
from tests.printed import CODE, PAGE

FR = voice("fr")
EMPTY = Page("x.pdf", verbatim("x"), verbatim(""))
MILLIMETRE = 72 / 25.4
PIXELS = 4
"""To a millimetre, where a square is looked at."""
ADVERSE = [
    '#raw("x") *gras* $x^2$ `code` @ref <label> = titre // ~',
    "\\ \\n \\u{41} #let x = 1",
    "🎉👩‍👩‍👧‍👦🏳️‍🌈 fête",
    "مرحبا بالجيران et שלום",
    "W" * 5_000,
    "mot " * 1_250,
    "https://exemple.fr/" + "a" * 1_000,
    "a\u00a0" * 2_000,
    "\n\n\n",
    "\ufeff\u00ad\u200b\ud800",
    "Z̷̛̤a̵l̶g̸o̷" * 200,
]


def page(title: str = "", *lines: str, note: str = "", code: str = "", over: str = "") -> Page:
    one, two, three = (verbatim(said) if said else None for said in (over, note, code))
    return Page("x.pdf", verbatim("x"), verbatim(title), tuple(map(verbatim, lines)), one, two, three)


def pdf(page: Page, language: str = "fr") -> PdfReader:
    return PdfReader(io.BytesIO(draw_page(page, voice(language))))


def sheets(read: PdfReader) -> list[str]:
    return [" ".join(plain(sheet.extract_text()).split()) for sheet in read.pages]


def letters(read: PdfReader) -> list[float]:
    """The sizes at which the letters of all sheets are set, in points."""
    found: list[float] = []
    for sheet in read.pages:

        def visit(said: str, _: Any, place: list[float], __: Any, size: float) -> None:
            if said.strip():
                found.append(round(abs(size * place[3]), 1))

        sheet.extract_text(visitor_text=visit)
    return found


def tagged(read: PdfReader) -> list[tuple[str, str]]:
    """(kind, words in the place of a picture) of what a screen reader is told of, in order."""
    found: list[tuple[str, str]] = []

    def walk(at: Any) -> None:
        at = at.get_object()
        for one in at if isinstance(at, list) else [at]:
            if isinstance(one.get_object(), dict):
                node = one.get_object()
                if "/S" in node:
                    found.append((node["/S"], str(node.get("/Alt", ""))))
                if "/K" in node:
                    walk(node["/K"])

    walk(read.root_object["/StructTreeRoot"])
    return found


def looked_at(page: Page, pixels: int) -> list[Picture]:
    """The sheets as they come out of a printer, with so many pixels to a millimetre."""
    drawn = typst.compile(
        TEMPLATE,
        output=None,
        format="png",
        ppi=pixels * 25.4,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content(page, FR), ensure_ascii=False)},
    )
    return [read_png(png) for png in (drawn if isinstance(drawn, list) else [drawn]) if png is not None]


def test_a_decision_stands_on_one_sheet_of_a4_in_large_letters() -> None:
    read = pdf(PAGE)
    assert sheets(read) == [
        "Les Tilleuls · D-2027-006 La buanderie ferme à 22 h, tous les jours. Décidé le jeudi 11 mars 2027 par "
        "consentement. 11 foyers ont répondu, sans objection. Réserve de Léa : « le bruit du sèche-linge, sous ma "
        "chambre ». Une question ? Parlez-en à Nadia."
    ]
    width, height = (
        float(side) / MILLIMETRE for side in (read.pages[0].mediabox.width, read.pages[0].mediabox.height)
    )
    assert (round(width), round(height)) == (210, 297)
    sizes = letters(read)
    assert min(sizes) >= 14
    assert sizes[1] == max(sizes) >= 40, "the title is read from the door"
    assert sizes[-2] >= 20


@pytest.mark.parametrize(("language", "named"), [("fr", "fr"), ("fr@tu", "fr"), ("en", "en")])
def test_a_screen_reader_is_told_the_language_the_title_and_what_each_part_is(language: str, named: str) -> None:
    read = pdf(PAGE, language)
    told: Any = read.root_object
    assert told["/Lang"] == named
    assert told["/MarkInfo"]["/Marked"]
    assert read.metadata is not None
    assert plain(str(read.metadata.title)) == "La buanderie ferme à 22 h, tous les jours."
    assert told["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told["/Metadata"].get_data()
    kinds = [kind for kind, _ in tagged(read) if kind not in ("/Document", "/Div")]
    assert kinds == ["/P", "/Title", "/P", "/P", "/Figure", "/P"]
    (said,) = (said for kind, said in tagged(read) if kind == "/Figure")
    assert said.endswith(CODE)


def test_the_square_holds_what_is_to_be_said_with_its_quiet_zone() -> None:
    expected = [
        list(map(bool, row)) for row in segno.make_qr(CODE, error="m", encoding="utf-8").matrix_iter(border=4)
    ]
    (drawn,) = looked_at(PAGE, PIXELS)
    dark = [[sum(pixel) < 200 for pixel in row[: 80 * PIXELS]] for row in drawn.rows[200 * PIXELS :]]
    tops = [at for at, row in enumerate(dark) if any(row)]
    lefts = [row.index(True) for row in dark if any(row)]
    top, left = tops[0], min(lefts)
    side = tops[-1] + 1 - top
    module = side / (len(expected) - 8)
    assert module / PIXELS >= 0.8, "millimetres"
    seen = [
        [dark[int(top + (y - 3.5) * module)][int(left + (x - 3.5) * module)] for x in range(len(expected))]
        for y in range(len(expected))
    ]
    assert seen == expected


def test_a_square_that_no_phone_would_read_is_left_out() -> None:
    assert any(kind == "/Figure" for kind, _ in tagged(pdf(page("a", code="é" * 300))))
    for long in ("é" * 700, "a" * 4_000):
        read = pdf(page("a", "b", note="c", code=long))
        assert not any(kind == "/Figure" for kind, _ in tagged(read))
        assert sheets(read) == ["a b c"]


def test_a_long_text_goes_on_and_each_sheet_says_to_what_it_belongs() -> None:
    lines = [f"{at}. " + "Chaque foyer range, nettoie et prévient les autres. " * 6 for at in range(1, 15)]
    read = pdf(
        page("Projet de vie", *lines, over="Les Tilleuls · D-2027-007", note="Parlez-en à Nadia.", code=CODE)
    )
    written = sheets(read)
    assert len(written) == 3
    for at, sheet in enumerate(written, 1):
        assert sheet.endswith(f"Les Tilleuls · D-2027-007 {at} / 3")
    whole = " ".join(written)
    assert all(f"{at}. Chaque foyer" in whole for at in range(1, 15))
    assert whole.count("Chaque foyer range, nettoie et prévient les autres.") + whole.count("1 / 3 ") >= 6 * 14 - 4
    assert min(letters(read)) >= 14


def test_the_letters_are_as_large_as_one_sheet_allows() -> None:
    def text(times: int) -> tuple[int, float]:
        read = pdf(page("Titre", "Chaque foyer range et prévient les autres. " * times, note="Fin"))
        return len(read.pages), letters(read)[1]

    seen = [text(times) for times in (2, 18, 24, 30, 36, 80)]
    assert seen[0] == (1, 28)
    assert seen[-1] == (2, 16)
    assert [size for _, size in seen] == sorted((size for _, size in seen), reverse=True)
    assert all(size > 16 for many, size in seen if many == 1)
    assert len({size for _, size in seen}) >= 4


def test_ends_of_lines_are_kept_and_what_is_empty_takes_no_room() -> None:
    read = pdf(page("Titre", "un\ndeux\r\n\n trois ", " ", "🎉"))
    assert [line.strip() for line in read.pages[0].extract_text().split("\n")] == ["Titre", "un", "deux", "trois"]


def test_an_empty_page_has_a_name_all_the_same() -> None:
    read = pdf(EMPTY)
    assert (len(read.pages), sheets(read)) == (1, [""])
    assert read.metadata is not None
    assert read.metadata.title == "Palabre"


def test_words_that_cannot_be_printed_are_seen_to_be_missing() -> None:
    (written,) = sheets(pdf(page("Bonjour", "Pas de مرحبا ici.", code=CODE)))
    assert (
        written
        == "Bonjour Pas de […] ici. « […] » remplace des mots que je ne sais pas imprimer. Lisez-les dans le groupe."
    )
    (written,) = sheets(pdf(page("Bonjour", "Pas de 🎉 ici.")))
    assert written == "Bonjour Pas de ici.", "nothing is said by an emoji alone"


@pytest.mark.parametrize("said", ADVERSE)
def test_adverse_words_are_printed_within_the_sheet(said: str) -> None:
    drawn = page(said, said, said, note=said, code=said[:50], over=said)
    assert pdf(drawn).pages
    for sheet in looked_at(drawn, 1):
        for row in sheet.rows:
            assert set(row[:18]) | set(row[-18:]) == {(255, 255, 255)}
        assert {pixel for row in sheet.rows[-8:] for pixel in row} == {(255, 255, 255)}


def test_markup_is_printed_as_it_is() -> None:
    (written,) = sheets(pdf(page(ADVERSE[0], ADVERSE[1])))
    assert written == f"{ADVERSE[0]} {ADVERSE[1]}"


def test_the_same_page_is_the_same_file() -> None:
    assert draw_page(PAGE, FR) == draw_page(PAGE, FR) != draw_page(replace(PAGE, over=None), FR)


def test_every_sign_of_the_font_can_be_printed() -> None:
    """PDF/UA forbids some that fonts have."""
    for start in range(0x20, 0x3000, 0x800):
        signs = "".join(map(chr, range(start, start + 0x800)))
        assert pdf(page(signs, signs, *signs[::16], note=signs)).pages


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words, words)
def test_any_words_make_a_page(said: str, more: str) -> None:
    text: Text = verbatim(said)
    drawn = Page("x.pdf", text, text, (text, verbatim(more)), text, verbatim(more), text)
    assert draw_page(drawn, FR).startswith(b"%PDF-")
