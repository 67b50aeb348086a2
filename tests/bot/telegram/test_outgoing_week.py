"""A week as a picture: what goes with it, and where it may stand."""

from bot.platforms.platform import Drawn
from bot.platforms.telegram.outgoing import (
    elsewhere,
    letter,
    screen,
)
from handlers.conversation.text import verbatim
from handlers.conversation.views import (
    View,
    paragraph,
)
from tests.bot.telegram.test_outgoing import FR, PNG, chart, week


def test_pictures_go_with_a_private_screen_and_never_stand_in_a_room() -> None:
    said = paragraph(verbatim("Salle : Léa, samedi."))
    written = screen(View((week("Planning"), said, chart("Bleu 2"))), FR)
    assert [(file.name, file.label, file.pictured) for file in written.files] == [
        ("Planning.png", "Planning", True),
        ("Bleu 2.png", "Bleu 2", True),
    ]
    assert written.text.split("\n") == ["Salle : Léa, samedi.", "Graphique\u00a0: Bleu 2."], (
        "a week is said beside it"
    )
    assert written.picture is None
    there = elsewhere(written, "L'image : en privé.", "Ouvrir le privé", "https://t.me/x")
    assert not there.files
    assert there.text.endswith("L'image : en privé.")


def test_a_card_carries_its_week_above_its_words() -> None:
    view = View((week("Planning"), paragraph(verbatim("Salle : Léa."))))
    assert letter(Drawn(view, FR, (PNG,))).picture == PNG
    assert letter(Drawn(view, FR, (PNG,))).text == "Salle : Léa."
    assert not letter(Drawn(view, FR)).files
