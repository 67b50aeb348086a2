"""Pictures on Matrix: beside the words of a private screen, as m.image events with their size."""

from bot.platforms.matrix.outgoing import Speech, attached, card, screen
from bot.texts import voice
from handlers.conversation.text import verbatim
from handlers.conversation.views import Row, Segment, View, Week, paragraph

FR = Speech(voice("fr"))
WORDS = verbatim("Planning")
WEEK = Week(WORDS, (WORDS,) * 7, (Row(WORDS, (Segment(0.1, 0.2, WORDS),)),), verbatim("La semaine en image."))
VIEW = View((WEEK, paragraph(verbatim("Salle, samedi."))))


def test_a_week_goes_with_its_words_as_a_picture() -> None:
    written = screen(VIEW, FR)
    assert written.body == "Salle, samedi."
    (file,) = written.files
    shown = attached(file.name, file.media_type, file.content, {"url": "mxc://x/y"})
    assert (shown["msgtype"], shown["body"], shown["url"]) == ("m.image", "Planning.png", "mxc://x/y")
    assert shown["info"] == {"mimetype": "image/png", "size": len(file.content), "w": 720, "h": shown["info"]["h"]}
    assert shown["info"]["h"] > 100


def test_on_a_card_the_picture_is_a_message_of_its_own() -> None:
    written = card(VIEW, FR, {})
    assert written.body == "Salle, samedi."
    assert not written.files


def test_another_file_is_no_picture() -> None:
    shown = attached("a.csv", "text/csv", b"x", {})
    assert (shown["msgtype"], shown["info"]) == ("m.file", {"mimetype": "text/csv", "size": 1})
