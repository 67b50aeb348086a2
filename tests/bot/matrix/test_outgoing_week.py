"""A week as a picture: what goes with it, and where it may stand."""

from bot.platforms.matrix.outgoing import (
    Speech,
    attached,
    screen,
)
from bot.texts import voice
from handlers.conversation.text import verbatim
from handlers.conversation.views import (
    Row,
    Segment,
    View,
    Week,
    paragraph,
)


def test_a_week_goes_with_its_words_as_a_picture() -> None:
    words = verbatim("Planning")
    week = Week(words, (words,) * 7, (Row(words, (Segment(0.1, 0.2, words),)),), verbatim("La semaine en image."))
    written = screen(View((week, paragraph(verbatim("Salle : Léa.")))), Speech(voice("fr")))
    assert written.body == "Salle : Léa."
    (file,) = written.files
    shown = attached(file.name, file.media_type, file.content, {"url": "mxc://x/y"})
    assert (shown["msgtype"], shown["body"], shown["url"]) == ("m.image", "Planning.png", "mxc://x/y")
    assert shown["info"]["w"] == 720
    assert attached("a.csv", "text/csv", b"x", {})["msgtype"] == "m.file"
