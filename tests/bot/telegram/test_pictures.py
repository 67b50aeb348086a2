"""Pictures on Telegram: above the words of a card; with a private screen; never before others in its place."""

from hypothesis import given

from bot.platforms.platform import Drawn
from bot.platforms.telegram.outgoing import TEXT_UNITS, elsewhere, letter, screen, units
from bot.texts import voice
from handlers.conversation.text import t, verbatim
from handlers.conversation.views import Bar, Chart, Row, Segment, View, Week, paragraph
from tests.bot.salon.strange import words

FR = voice("fr")
PNG = b"\x89PNG\r\n\x1a\n"
SAID = paragraph(verbatim("Salle : Léa, samedi."))


def week(said: str) -> Week:
    words = verbatim(said)
    return Week(words, (words,) * 7, (Row(words, (Segment(0.1, 0.2, words),)),), words)


def chart(said: str) -> Chart:
    return Chart(verbatim(said), (Bar(verbatim(said), 2),), verbatim(said), t("Bar chart: {counts}.", counts=said))


def test_pictures_go_with_a_private_screen_and_never_stand_in_a_room() -> None:
    written = screen(View((week("Planning"), SAID, chart("Bleu 2"))), FR)
    assert [(file.name, file.label, file.pictured) for file in written.files] == [
        ("Planning.png", "Planning", True),
        ("Bleu 2.png", "Bleu 2", True),
    ]
    said = ["Salle\u00a0: Léa, samedi.", "Graphique\u00a0: Bleu 2."]
    assert written.text.replace("e :", "e\u00a0:").split("\n") == said, "a week is said beside it"
    assert written.picture is None
    there = elsewhere(written, "L'image : en privé.", "Ouvrir le privé", "https://t.me/x")
    assert not there.files
    assert there.text.endswith("L'image : en privé.")


def test_a_card_carries_its_week_above_its_words() -> None:
    view = View((week("Planning"), SAID))
    assert letter(Drawn(view, FR, (PNG,))).picture == PNG
    assert letter(Drawn(view, FR)).picture is None
    assert letter(Drawn(view, FR)).text == letter(Drawn(view, FR, (PNG,))).text
    assert not letter(Drawn(view, FR)).files, "only for one person do pictures go beside the words"


@given(words)
def test_any_words_of_a_week_make_a_message(said: str) -> None:
    written = letter(Drawn(View((week(said), paragraph(verbatim(said)))), FR, (PNG,)))
    assert 1 <= units(written.text) <= TEXT_UNITS
