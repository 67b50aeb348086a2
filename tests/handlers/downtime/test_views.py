"""What is said after a stop: only what is so, and of moments as they are read."""

from datetime import datetime, timedelta

from bot.texts import voice
from handlers.conversation.feature import Missed
from handlers.conversation.text import Text
from handlers.conversation.views import Button, Items, Paragraph, View
from handlers.downtime import views
from handlers.downtime.model import Downtime
from tests.neighbours import paris, plain
from tests.poll_screens import GROUP

STOPPED, BACK = paris("2027-03-02", "17:00"), paris("2027-03-03", "09:12")
STOP = Downtime(1, STOPPED, BACK)
SAYS = voice("fr")


def lines(view: View) -> list[str]:
    found: list[Text] = []
    for block in view.blocks:
        match block:
            case Paragraph(sentences):
                found += sentences
            case Items(items):
                found += items
    return [plain(SAYS(one)) for one in found]


def to_host(late: int, over: int) -> str:
    return " ".join(lines(views.to_host(STOP, GROUP, late, over)))


def test_the_host_is_told_how_long_and_how_many() -> None:
    assert to_host(6, 2) == (
        "Arrêt mardi 2 mars à 17 h, reprise mercredi 3 mars à 9 h 12. 6 rappels en retard : 4 donnés, 2 sans objet."
    )
    assert to_host(1, 0).endswith("1 rappel en retard : 1 donné, 0 sans objet.")
    assert to_host(0, 0).endswith("Aucun rappel en retard.")


def test_a_moment_is_said_as_on_the_day_on_which_it_is_read() -> None:
    one = Missed("past", "le bac", paris("2027-03-01", "19:00"))
    for read, said in (
        (paris("2027-03-01", "23:00"), "aujourd'hui à 19 h"),
        (paris("2027-03-02", "08:00"), "hier à 19 h"),
        (BACK, "lundi 1er mars à 19 h"),
    ):
        assert lines(views.to_person(GROUP, read, [one]))[1:] == [f"Passé : le bac ({said})."]


def button(name: str) -> Button:
    return Button(Text(name), f"x:{name}")


def open_thing(name: str, at: datetime = BACK - timedelta(hours=1)) -> Missed:
    return Missed("open", name, at, buttons=(button("done"), button("take")), named=button(name))


def test_the_buttons_of_one_thing_or_the_name_of_each_of_several_then_what_ended() -> None:
    closed = Missed("closed", "sondage", STOPPED, buttons=(button("see"), button("more")))

    def labels(*missed: Missed) -> list[str]:
        shown = views.to_group(GROUP, STOP, BACK, missed, ())
        return [one.data.removeprefix("x:") for one in shown.buttons]

    assert labels(open_thing("a")) == ["done", "take"]
    assert labels(closed, open_thing("a")) == ["done", "take", "see"]
    assert labels(open_thing("a"), open_thing("b"), closed) == ["a", "b", "see"]
    assert labels(*map(open_thing, "abcdef"), closed) == ["a", "b", "c", "d"]
    assert labels(Missed("past", "le bac", STOPPED)) == []
