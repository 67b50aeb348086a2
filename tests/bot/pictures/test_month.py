"""A month as a picture: a cell for each day; what is on it, and how much more; nothing where nothing is."""

from bot.pictures.month import MOST_MARKS, content, draw_month
from bot.texts import voice
from handlers.conversation.text import verbatim
from handlers.conversation.views import Had, Mark, Month
from tests.bot.pictures.png import read_png

FR = voice("fr")
WEEKDAYS = tuple(verbatim(day) for day in ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."))


def month(marks: dict[int, list[Mark]], *, days: int = 31, skipped: int = 2, title: str = "Mars") -> Month:
    of = tuple(tuple(marks.get(day, ())) for day in range(1, days + 1))
    return Month(verbatim(title), WEEKDAYS, of, skipped, verbatim("Le mois."), 2)


def mark(label: str = "Réunion", had: Had = "event") -> Mark:
    return Mark(verbatim(label), had)


def test_each_day_has_its_cell_and_the_weeks_are_whole() -> None:
    for days, skipped, cells in ((31, 2, 35), (28, 0, 28), (31, 6, 42), (30, 5, 35)):
        found = content(month({}, days=days, skipped=skipped), FR)["cells"]
        assert len(found) == cells
        assert [cell["number"] for cell in found if cell["number"]] == list(range(1, days + 1))
        assert [cell["number"] for cell in found[:skipped]] == [0] * skipped
        assert all(cell["marks"] == [] for cell in found), "what is free stays empty"


def test_of_too_many_things_the_number_is_said() -> None:
    full = content(month({3: [mark()] * MOST_MARKS, 4: [mark()] * (MOST_MARKS + 1)}), FR)["cells"]
    assert [one["kind"] for one in full[4]["marks"]] == ["event"] * MOST_MARKS
    assert [one["kind"] for one in full[5]["marks"]] == ["event"] * (MOST_MARKS - 1) + ["more"]
    assert full[5]["marks"][-1]["words"] == ["+ 2"]


def test_long_words_are_cut_and_none_are_replaced() -> None:
    found = content(month({1: [mark("anticonstitutionnellement " * 9), mark("🜨🜨")]}), FR)["cells"][2]["marks"]
    assert len(found[0]["words"]) <= 2
    assert found[0]["words"][-1].endswith("…")
    assert found[1]["words"] != [""], "also where the font has no letters for that"
    assert found[1]["words"]


def test_the_legend_says_what_is_there() -> None:
    kinds = content(month({1: [mark(had="due")], 9: [mark(had="taken")]}), FR)["legend"]
    assert [one["kind"] for one in kinds] == ["taken", "due"]


def test_it_is_as_wide_as_a_phone_whatever_the_words_are() -> None:
    plain = read_png(draw_month(month({}), FR))
    hostile = month(
        {day: [mark("#let x = 1 \\ $ * _ [" * 20, "due")] * 9 for day in range(1, 32)}, title="W" * 400
    )
    full = read_png(draw_month(hostile, FR))
    assert plain.width == full.width == 720
    assert full.height > plain.height
    assert all(colour == (255, 255, 255) for line in full.rows for colour in line[-16:]), "nothing leaves the page"
    assert draw_month(month({}), FR) == draw_month(month({}), FR)
