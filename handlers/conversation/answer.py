"""What only the person who acted gets back."""

from dataclasses import dataclass

from .text import Text, t
from .topic import Topic
from .views import View


@dataclass(frozen=True)
class Answer:
    """`toast` is the short answer to the tap, `view` a private screen. `refused`: nothing was done.
    `receipt`: the room shows what was done, so that nothing is lost where the person cannot be told alone.
    `opens_private`: the person's private conversation is opened, where the room is another one.
    `sealed`: it tells what must not be kept as long as other answers; it is gone once its topic is burned.
    `speaks`: from now on this person is spoken to in this language; it holds for this answer already.
    `farewell`: nothing of this person is kept any more, not even whose answer this was."""

    toast: Text | None = None
    view: View | None = None
    refused: bool = False
    receipt: bool = False
    opens_private: bool = False
    sealed: Topic | None = None
    speaks: str = ""
    farewell: bool = False


NOTHING = Answer()
BROKEN = Answer(toast=t("I failed, and nothing was done. The person who hosts me can read why."), refused=True)


class Refused(Exception):
    """A rule says no. `text` tells the person, in plain words, why and what to do instead. `sealed`: as that of
    an answer."""

    def __init__(self, text: Text, view: View | None = None, *, sealed: Topic | None = None) -> None:
        super().__init__(text.sentence)
        self.text = text
        self.view = view
        self.sealed = sealed

    @property
    def answer(self) -> Answer:
        return Answer(toast=self.text, view=self.view, refused=True, sealed=self.sealed)
