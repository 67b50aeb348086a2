"""The arithmetic of a course: the shipped model to the half-day, what is meant by a tap, what is typed."""

from dataclasses import replace

import pytest

from handlers.conversation.answer import Refused
from handlers.course import rules
from handlers.course.model import PHASES, Course, Funder, HalfDay, Kind, Mission, Progress
from handlers.course.rules import Balance, balance
from handlers.course.template import template
from tests.neighbours import paris

BMO, GROUP = Funder(1, "BMO"), Funder(2, "Groupe")
NOW = paris("2026-03-14", "12:00")
YESTERDAY, TOMORROW = paris("2026-03-13", "09:00"), paris("2026-03-15", "09:00")


def half(id: int, progress: Progress = "open", kind: Kind = "workshop", funder: Funder = BMO) -> HalfDay:
    return HalfDay(id, 1, kind, funder.id, progress)


def mission(*halves: HalfDay, code: str = "A1", title: str = "Culture commune") -> Mission:
    return Mission(1, 1, code, title, halves)


def test_the_shipped_model_is_the_table_of_the_call() -> None:
    """methods.md G4: 8 + 3 half-days, 5.5 days."""
    shipped = template("fr")
    assert shipped.funders == ("BMO", "Groupe")
    assert [(one.code, one.title, one.half_days) for one in shipped.missions] == [
        ("A1", "Culture commune", (("workshop", 0), ("workshop", 0))),
        ("A2", "Vision commune", (("workshop", 0),)),
        ("A3", "Fonctionnement collectif", (("workshop", 0),)),
        ("B1", "Définition des attentes", (("workshop", 0), ("advice", 1))),
        ("B2", "Choix du terrain", (("workshop", 0),)),
        ("B3", "Estimations financières et ajustement des besoins", (("workshop", 0), ("advice", 1))),
        ("C1", "MOE/MOA : choix des partenaires", (("workshop", 0), ("advice", 1))),
    ]
    english = template("en")
    assert [one.half_days for one in english.missions] == [one.half_days for one in shipped.missions]
    assert {one.title for one in english.missions}.isdisjoint(one.title for one in shipped.missions)


def test_the_balance_of_the_shipped_model() -> None:
    missions = []
    for at, one in enumerate(template("fr").missions):
        halves = [HalfDay(10 * at + place, at, kind, by) for place, (kind, by) in enumerate(one.half_days)]
        missions.append(Mission(at, 1, one.code, one.title, halves))
    course = Course(1, "constitution", missions=missions)
    assert [balance(course, funder) for funder in (0, 1, None)] == [
        Balance(0, 0, 8),
        Balance(0, 0, 3),
        Balance(0, 0, 11),
    ]


def test_the_balance_counts_what_is_used_planned_and_left() -> None:
    one = mission(
        half(1, "done"), half(2, "planned"), half(3), half(4, funder=GROUP), half(5, "done", funder=GROUP)
    )
    course = Course(1, "works", funders=(BMO, GROUP), missions=(one,))
    assert balance(course, BMO.id) == Balance(1, 1, 1)
    assert balance(course, GROUP.id) == Balance(1, 0, 1)
    assert balance(course) == Balance(2, 1, 2)
    assert balance(course).all == 5
    assert balance(course, 99) == Balance(0, 0, 0)


def test_dates_are_asked_for_each_kind_once_and_not_twice() -> None:
    asked = replace(half(1), workshop=7)
    assert rules.to_be_asked(mission(asked, half(2), half(3))) == [half(2)]
    advice = half(4, kind="advice", funder=GROUP)
    assert rules.to_be_asked(mission(half(1), half(2), advice)) == [half(1), advice]
    assert rules.to_be_asked(mission(asked, half(2, "planned"), half(3, "done"))) == []


def test_what_is_done_is_first_what_was_planned_and_is_over() -> None:
    past, ahead = replace(half(2, "planned"), starts=YESTERDAY), replace(half(3, "planned"), starts=TOMORROW)
    assert rules.to_be_done(mission(half(1), past, ahead), NOW) == [past]
    assert rules.to_be_done(mission(ahead), NOW) == []
    assert rules.to_be_done(mission(ahead), TOMORROW) == [ahead]
    assert rules.to_be_done(mission(replace(half(1), workshop=7)), NOW) == [], "its dates are asked"
    advice = half(4, kind="advice")
    assert rules.to_be_done(mission(half(1, "done"), half(2), advice), NOW) == [half(2), advice]


def test_phases_follow_each_other() -> None:
    found = [PHASES[0]]
    while (after := rules.following(found[-1])) is not None:
        found.append(after)
    assert tuple(found) == PHASES
    assert rules.phase_named("works") == "works"
    assert rules.phase_named("chantier") is None


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("C2 Notre jardin", ("C2", "Notre jardin")),
        ("c2 : notre jardin", ("C2", "Notre jardin")),
        ("C12 - le toit", ("C12", "Le toit")),
        ("notre jardin", ("A2", "Notre jardin")),
        ("R2D2 chez nous", ("A2", "R2D2 chez nous")),
        ("A4", ("A2", "A4")),
    ],
)
def test_a_new_mission_is_read(typed: str, means: tuple[str, str]) -> None:
    assert rules.mission_typed(typed, [mission()]) == means


def test_a_code_that_is_there_is_refused_and_so_are_no_words() -> None:
    for typed in ("A1 Autre chose", "a1: autre", "", "…", "x" * 61):
        with pytest.raises(Refused):
            rules.mission_typed(typed, [mission()])


def test_the_next_code_goes_on_in_the_last_row() -> None:
    assert rules.next_code([]) == "A1"
    assert rules.next_code([mission(), mission(code="B7"), mission(code="B2")]) == "B8"
    assert rules.next_code([mission(code="???")]) == "A1"


def test_a_new_title_may_repeat_the_code() -> None:
    assert rules.title_typed("se connaître", mission()) == "Se connaître"
    assert rules.title_typed("A1 : se connaître", mission()) == "Se connaître"
    assert rules.title_typed("B2 se connaître", mission()) == "B2 se connaître"


def test_a_mission_is_found_by_its_code_or_its_title() -> None:
    a1, b1 = mission(), mission(code="B1", title="Définition des attentes")
    assert rules.mission_named("a1", [a1, b1]) == a1
    assert rules.mission_named("definition des attentes", [a1, b1]) == b1
    assert rules.mission_named("A1 culture commune", [a1, b1]) == a1
    assert rules.mission_named("culture", [a1, b1]) is None
    assert rules.mission_named("Culture commune", [a1, replace(a1, id=2, code="A2")]) is None, "which one?"


def test_nobody_pays_twice_under_one_name() -> None:
    assert rules.funder_typed("la commune", [BMO, GROUP]) == "La commune"
    assert rules.funder_typed("bmo", [BMO, GROUP], BMO.id) == "Bmo"
    for typed in ("bmo", "GROUPE ", "", "x" * 31):
        with pytest.raises(Refused):
            rules.funder_typed(typed, [BMO, GROUP])
