"""The picture of a result: bars as long as their numbers, whatever the words are."""

import pytest
from hypothesis import HealthCheck, given, settings

from bot.pictures.chart import draw_chart
from bot.pictures.letters import printable
from bot.texts import voice
from handlers.conversation.text import t, verbatim
from handlers.conversation.views import Bar, Chart
from tests.bot.pictures.png import Picture, read_png
from tests.bot.salon.strange import words

STRONG, PALE = (0x1B, 0x6B, 0x4F), (0xA9, 0xC9, 0xBC)
FULL = 544
"""Pixels of the longest bar: 272 pt at 144 per inch."""


def picture(*bars: tuple[str, int], title: str = "La porte ?", note: str = "6 personnes ont répondu.") -> Picture:
    most = max((number for _, number in bars), default=0)
    drawn = tuple(Bar(verbatim(label), number, bool(number) and number == most) for label, number in bars)
    chart = Chart(verbatim(title), drawn, verbatim(note), t("Bar chart: {counts}.", counts="x"))
    return read_png(draw_chart(chart, voice("fr")))


def lengths(drawn: Picture) -> list[int]:
    return [length for length, _ in drawn.bars((STRONG, PALE))]


def test_a_picture_is_as_wide_as_a_phone_and_its_bars_are_as_long_as_their_numbers() -> None:
    drawn = picture(("Bleu", 8), ("Vert", 4), ("Jaune", 2), ("Rose", 1))
    assert drawn.width == 720
    assert drawn.rows[0][0] == (255, 255, 255)
    for length, share in zip(lengths(drawn), (1, 1 / 2, 1 / 4, 1 / 8), strict=True):
        assert length == pytest.approx(FULL * share, abs=3)


def test_those_ahead_are_dark_also_in_a_tie() -> None:
    drawn = picture(("Bleu", 3), ("Vert", 1), ("Rose", 3))
    assert [colour for _, colour in drawn.bars((STRONG, PALE))] == [STRONG, PALE, STRONG]


def test_nobody_voted_leaves_only_marks() -> None:
    assert all(length <= 6 for length in lengths(picture(("Bleu", 0), ("Vert", 0))))
    drawn = picture(("Bleu", 2), ("Vert", 0))
    assert drawn.height < 500
    assert lengths(drawn)[0] == pytest.approx(FULL, abs=3)


def test_huge_numbers_stay_on_the_page() -> None:
    drawn = picture(("Bleu", 123_456_789), ("Vert", 1))
    assert lengths(drawn)[0] > 300
    assert all(colour == (255, 255, 255) for row in drawn.rows for colour in row[-20:])


def test_eight_long_choices_are_written_whole() -> None:
    long = "Repeindre la cage d'escalier du rez-de-chaussée au quatrième étage pendant les vacances"
    drawn = picture(*((f"{long} {at}", at) for at in range(1, 9)), title=f"{long} ? " * 3)
    assert len(lengths(drawn)) == 8
    assert all(colour == (255, 255, 255) for row in drawn.rows for colour in row[-20:])


def test_a_word_without_any_space_does_not_leave_the_page() -> None:
    drawn = picture(("a" * 100, 2), ("W" * 100, 1), title="https://exemple.fr/" + "x" * 200)
    assert all(colour == (255, 255, 255) for row in drawn.rows for colour in row[-20:])


@pytest.mark.parametrize(
    "markup", ["*gras*", "#let x = 1", "$x^2$", "\\n", "`code`", "@ref", "<label>", "= titre", "//", "~"]
)
def test_markup_is_drawn_as_it_is(markup: str) -> None:
    assert printable(markup) == markup
    assert lengths(picture((markup, 2), ("a", 1), title=markup)) == [FULL, FULL // 2]


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Barbecue 🍖", "Barbecue"),
        ("👩‍👩‍👧", ""),
        ("مرحبا", ""),
        ("vélo 中", ""),
        ("Été  œuvre ½ 10 € « là »", "Été œuvre ½ 10 € « là »"),
        ("a\u202eb\u200b\x00\n c", "ab c"),
        ("10\u00a0h\u202f30", "10 h 30"),
        ("\ud800x", "x"),
    ],
)
def test_what_the_font_lacks_is_left_out_or_said_in_other_words(typed: str, drawn: str) -> None:
    assert printable(typed) == drawn


def test_choices_that_no_letter_can_draw_are_numbered() -> None:
    assert picture(("中文", 2), ("مرحبا", 1)).rows == picture(("Choix 1", 2), ("Choix 2", 1)).rows


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words)
def test_any_words_make_a_picture(said: str) -> None:
    bars = (Bar(verbatim(said[:100]), 2, True), Bar(verbatim(said[:3]), 1))
    chart = Chart(verbatim(said[:300]), bars, verbatim(said[:300]), verbatim(said))
    assert draw_chart(chart, voice("fr")).startswith(b"\x89PNG")
