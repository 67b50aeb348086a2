"""What residents type comes out on paper as letters that can be read, on lines that end within the sheet."""

import pytest
from hypothesis import given

from bot.pictures.letters import MISSING, breakable_within, legible, printable
from tests.bot.salon.strange import words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Barbecue 🍖 chez nous", "Barbecue chez nous"),
        ("👩‍👩‍👧", ""),
        ("vélo 中 et 中文 文 là", "vélo […] et […] là"),
        ("مرحبا بالجيران", "[…]"),
        ("pas שלום ici", "pas […] ici"),
        ("𝗯𝗶𝗲𝗻 ① Ⅷ", "bien 1 VIII"),
        ("e\u0301te\u0301", "été"),
        ("10\u00a0h\u202f30", "10\u00a0h\u202f30"),
        ("à 22 h, là ? oui : « non »", "à 22\u00a0h, là\u00a0? oui\u00a0: «\u00a0non\u00a0»"),
        ("a\u202eb\u200b\x00\ufeff\t c", "ab c"),
        ("moitié \ud83d seule", "moitié seule"),
        ("A → B, 2 ≤ 3, ☐ ✓ 10 €", "A → B, 2 ≤ 3, ☐ ✓ 10\u00a0€"),
        ("#raw *gras* $x$ \\n", "#raw *gras* $x$ \\n"),
        ("", ""),
    ],
)
def test_what_paper_shows_of_words(typed: str, read: str) -> None:
    assert legible(typed) == read


@given(words)
def test_what_is_legible_stays_so_and_letters_do_not_vanish(said: str) -> None:
    shown = legible(said)
    assert legible(shown) == shown
    assert printable(shown) == " ".join(shown.split())
    if any(sign.isalnum() for sign in said):
        assert any(sign.isalnum() for sign in shown) or MISSING in shown


def test_a_word_that_fits_its_line_is_left_alone_and_a_longer_one_may_be_broken() -> None:
    said = "Une réunion intergénérationnelle"
    assert breakable_within(said, 20) == said
    assert breakable_within(said, 8).replace("\u200b", "") == said
    assert breakable_within("W" * 10, 8) == f"{'W' * 8}\u200b{'W' * 2}"
    assert breakable_within("i" * 10, 8) == "i" * 10, "it is measured, not counted"
