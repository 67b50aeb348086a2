"""The three questions and their answers, on every screen alike."""

from handlers.conversation.text import Text, t

from .model import Leaning

SIGNS = ("😀", "🙂", "😐", "🙁")
"""Decoration: the words say it."""
ASKED = (
    t("Was it useful to you?"),
    t("Did people take the time to listen to you?"),
    t("Did the pace suit you?"),
)
NAMED = (t("Useful"), t("Listening"), t("Pace"))
"""What each question is about, where its answers are listed."""
ANSWERS = (
    (t("a lot"), t("quite"), t("a little"), t("not at all")),
    (t("entirely"), t("mostly"), t("not always"), t("not enough")),
    (t("very well"), t("quite well"), t("not so well"), t("not at all")),
)
"""From the best to the worst."""
LEANINGS: dict[Leaning, tuple[Text, Text, Text]] = {
    "good": (t("rather yes"), t("rather good"), t("rather right")),
    "poor": (t("rather no"), t("rather poor"), t("rather wrong")),
}
"""On which side the average is, for each question."""


def label(question: int, mark: int) -> Text:
    """« 😀 Beaucoup »."""
    return t("{sign} {answer:cap}", sign=SIGNS[mark - 1], answer=ANSWERS[question][mark - 1])


def said(question: int, mark: int) -> Text:
    """« Utile : beaucoup »."""
    return t("{what}: {answer}", what=NAMED[question], answer=ANSWERS[question][mark - 1])
