"""The picture of a week: what is taken stands where the clock says, what is free stays empty, whatever the words."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.pictures.week import MOST_LANES, MOST_NOTES, content, draw_week
from bot.platforms.png import png_size
from bot.texts import voice
from handlers.conversation.text import verbatim
from handlers.conversation.views import Had, Row, Segment, Week
from tests.bot.pictures.png import Picture, read_png
from tests.bot.salon.strange import words

FR = voice("fr")
DAYS = tuple(
    verbatim(f"{day} {at}") for at, day in enumerate(("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."), 8)
)
COLUMN, LEFT = 96, 24
"""Pixels of a day, and of the margin."""
TAKEN, YOURS = (0xCF, 0xE4, 0xDA), (0x1B, 0x6B, 0x4F)


def at(day: int, first: float, last: float, label: str = "Léa", had: Had = "taken", note: str = "") -> Segment:
    begins, ends = ((day + hour / 24) / 7 for hour in (first, last))
    return Segment(begins, ends, verbatim(label), had, verbatim(note) if note else None)


def week(*rows: Row, today: int | None = None, title: str = "Planning") -> Week:
    return Week(verbatim(title), DAYS, rows, verbatim("Le planning."), today)


def row(*segments: Segment, label: str = "Chambre d'amis") -> Row:
    return Row(verbatim(label), segments)


def drawn(shown: Week) -> Picture:
    return read_png(draw_week(shown, FR))


def runs(picture: Picture, colour: tuple[int, int, int]) -> list[tuple[int, int]]:
    """(first, last) pixel of the widest runs of a colour on one line, of the line that has most of it."""
    line = max(picture.rows, key=lambda one: sum(pixel == colour for pixel in one))
    found: list[tuple[int, int]] = []
    for place, pixel in enumerate(line):
        if pixel == colour and found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        elif pixel == colour:
            found.append((place, place))
    return [run for run in found if run[1] - run[0] > 4]


def empty_at_the_edge(picture: Picture) -> bool:
    return all(colour == (255, 255, 255) for line in picture.rows for colour in line[-16:])


def test_a_stay_stands_from_its_evening_to_its_morning() -> None:
    picture = drawn(week(row(at(1, 16, 24 * 3 + 11, had="yours"))))
    assert picture.width == 720
    places = [place for run in runs(picture, YOURS) for place in run]
    assert min(places) == pytest.approx(LEFT + COLUMN * (1 + 16 / 24), abs=6)
    assert max(places) == pytest.approx(LEFT + COLUMN * (4 + 11 / 24), abs=6)


def test_half_days_between_two_stays_are_seen() -> None:
    found = content(week(row(at(0, 16, 24 + 11), at(1, 16, 48 + 11))), FR)["rows"][0]["bars"]
    assert [bar["lane"] for bar in found] == [0, 0]
    gap = found[1]["x"] - (found[0]["x"] + found[0]["width"])
    assert gap == pytest.approx(48 * 5 / 24)


def test_more_spaces_make_a_higher_picture() -> None:
    heights = [png_size(draw_week(week(*(row() for _ in range(many))), FR))[1] for many in (1, 2, 6, 8)]
    assert heights == sorted(set(heights))


def test_an_empty_week_says_so_and_needs_no_legend() -> None:
    shown = content(week(row(), row(at(0, 8, 9))), FR)
    assert [one["free"] for one in shown["rows"]] == ["libre toute la semaine", ""]
    assert [entry["words"] for entry in shown["legend"]] == ["Réservé"]
    assert not content(week(row()), FR)["legend"]


def test_every_kind_is_explained_by_a_word_and_drawn_in_its_own_way() -> None:
    kinds: tuple[Had, ...] = ("yours", "taken", "event", "asked", "held")
    shown = week(row(*(at(day, 8, 20, had=had) for day, had in enumerate(kinds))))
    assert [entry["kind"] for entry in content(shown, FR)["legend"]] == list(kinds)
    pictures = {had: draw_week(week(row(at(2, 0, 48, had=had))), FR) for had in kinds}
    assert len(set(pictures.values())) == len(kinds)


def test_today_is_marked() -> None:
    assert drawn(week(row(), today=2)).rows != drawn(week(row())).rows


def test_short_times_are_written_below_their_day() -> None:
    shown = content(
        week(row(at(2, 14, 18, "Inès", note="14 h–18 h"), at(5, 18.5, 19.5, note="18 h 30–19 h 30"))), FR
    )
    first, second = shown["rows"][0]["notes"]
    assert (first["day"], first["hours"], first["words"]) == (2, ["14–18 h"], ["Inès"])
    assert (second["day"], second["hours"]) == (5, ["18 h 30", "–19 h 30"])
    assert [bar["label"] for bar in shown["rows"][0]["bars"]] == ["", ""]


def test_a_long_name_is_cut_and_a_long_stay_says_it_itself() -> None:
    long = "Marie-Madeleine et Jean-Baptiste de la Rochefoucauld"
    shown = content(week(row(at(0, 16, 24 * 3, long), at(4, 9, 10, long))), FR)["rows"][0]
    assert shown["bars"][0]["label"].endswith("…")
    assert shown["notes"][0]["words"][-1].endswith("…")
    assert len(shown["notes"][0]["words"]) <= 2


def test_of_many_at_once_the_number_is_said() -> None:
    crowd = [at(3, 8 + hour / 10, 20, f"Foyer {hour}", note="8 h–20 h") for hour in range(9)]
    shown = content(week(row(*crowd)), FR)["rows"][0]
    assert shown["lanes"] == MOST_LANES
    assert len(shown["bars"]) == MOST_LANES
    assert shown["notes"][-1]["words"] == [f"+ {9 - MOST_LANES}"]


def test_a_busy_day_has_a_few_notes_and_a_number() -> None:
    busy = [at(0, 2 * hour, 2 * hour + 1, note="x") for hour in range(9)]
    notes = content(week(row(*busy)), FR)["rows"][0]["notes"]
    assert len(notes) == MOST_NOTES + 1
    assert notes[-1]["words"] == [f"+ {9 - MOST_NOTES}"]
    assert all(one["y"] + one["height"] <= other["y"] for one, other in pairwise(notes))


@pytest.mark.parametrize("name", ["中文", "مرحبا", "🎉", ""])
def test_words_that_no_letter_can_draw_have_others_in_their_place(name: str) -> None:
    shown = content(week(row(at(0, 8, 9, name), label=name)), FR)["rows"][0]
    assert shown["label"] == "Espace 1"
    assert shown["notes"][0]["words"] == ["Réservé"]


@pytest.mark.parametrize("markup", ["*gras*", "#let x = 1", "$x$", "`code`", "@ref", "<label>", "= titre", "//"])
def test_markup_is_drawn_as_it_is(markup: str) -> None:
    shown = week(row(at(0, 0, 96, markup), label=markup), title=markup)
    assert content(shown, FR)["rows"][0]["bars"][0]["label"] == markup
    assert draw_week(shown, FR).startswith(b"\x89PNG")


def test_long_words_do_not_leave_the_page() -> None:
    for word in ("W" * 200, "Très " * 60, "https://exemple.fr/" + "x" * 300):
        shown = week(
            *(row(at(6, 1, 9, word, note=word), at(0, 0, 100, word), label=word) for _ in range(2)), title=word
        )
        assert empty_at_the_edge(drawn(shown))


parts = st.floats(-1, 2, allow_nan=False)
segments = st.builds(
    Segment,
    parts,
    parts,
    words.map(lambda said: verbatim(said[:60])),
    st.sampled_from(("taken", "yours", "event", "asked", "held")),
    st.none() | words.map(lambda said: verbatim(said[:30])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(segments, max_size=8), max_size=8), words)
def test_any_week_makes_a_picture(rows: list[list[Segment]], said: str) -> None:
    shown = week(*(row(*of, label=said[:60]) for of in rows), title=said[:200])
    assert png_size(draw_week(shown, FR))[0] == 720
