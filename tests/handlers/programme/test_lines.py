"""A programme as it is typed: what each line means, and what is said of a line that cannot be read."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.texts import voice
from handlers.conversation.answer import Refused
from handlers.programme.lines import changed, read, write
from handlers.programme.model import Day, Plan, Step
from handlers.programme.packing import packed, unpacked
from handlers.programme.templates import templates


def one(typed: str) -> tuple[str, int, str]:
    """The only step of these lines."""
    (day,) = read(typed).days
    (step,) = day.steps
    return step.title, step.minutes, step.kind


@pytest.mark.parametrize(
    ("typed", "title", "minutes"),
    [
        ("Accueil 15", "Accueil", 15),
        ("Accueil, 15 min", "Accueil", 15),
        ("Accueil (15 min)", "Accueil", 15),
        ("Accueil : 15 mn.", "Accueil", 15),
        ("- Accueil 15", "Accueil", 15),
        ("1. Accueil 15", "Accueil", 15),
        ("15 min : accueil", "accueil", 15),
        ("1h30 Atelier", "Atelier", 90),
        ("Atelier 1h30", "Atelier", 90),
        ("Atelier, 1 h 30", "Atelier", 90),
        ("Atelier 2 heures", "Atelier", 120),
        ("Atelier, une heure et demie", "Atelier", 90),
        ("Bilan, une demi-heure", "Bilan", 30),
        ("Bilan, un quart d'heure", "Bilan", 15),
        ("9h15 Accueil, 15 min", "Accueil", 15),
        ("09:15 Accueil (Zoom) 15", "Accueil (Zoom)", 15),
        ("9h15-9h30 Accueil", "Accueil", 15),
        ("de 9h15 à 9h30 : accueil", "accueil", 15),
        ("Accueil 9h15 - 9h30", "Accueil", 15),
        ("Accueil à 9h15, 15 min", "Accueil", 15),
        ("2:30 pm Welcome, 15 min", "Welcome", 15),
        ("Présentation du projet à 3 ans, 20 min", "Présentation du projet à 3 ans", 20),
        ("Préparer J2 : îlot théorique 90", "Préparer J2 : îlot théorique", 90),
        ("Veillée 22h-1h", "Veillée", 180),
    ],
)
def test_a_line(typed: str, title: str, minutes: int) -> None:
    assert one(typed)[:2] == (title, minutes)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Pause déjeuner 12h30-14h", "lunch"),
        ("Déjeuner 90", "lunch"),
        ("Pause de midi 60", "lunch"),
        ("Lunch 60", "lunch"),
        ("Petit déjeuner 30", "meal"),
        ("Dîner partagé 60", "meal"),
        ("Pause café 15", "step"),
        ("Préparer le repas 45", "step"),
    ],
)
def test_meals_are_known_by_their_first_words(typed: str, kind: str) -> None:
    assert one(typed)[2] == kind


def test_hours_alone_give_the_lengths() -> None:
    plan = read("Réunion\n9h15 Accueil\n9h30 Tour\n10h30 Débat 30\n11h Fin")
    assert plan.title == "Réunion"
    assert plan.days == (Day((Step("Accueil", 15), Step("Tour", 60), Step("Débat", 30)), 555),)


def test_the_last_number_may_be_of_the_title() -> None:
    (day,) = read("9h Atelier 1\n10h Atelier 2\n11h Fin").days
    assert [(step.title, step.minutes) for step in day.steps] == [("Atelier 1", 60), ("Atelier 2", 60)]


def test_an_hour_that_comes_later_says_when_all_begins() -> None:
    (day,) = read("Accueil 15\nTour 30\n10h Débat 30").days
    assert day.starts == 9 * 60 + 15


def test_days() -> None:
    plan = read("J1\nAccueil 15\nJour 2 : samedi\nBilan 30\nJ2 : la suite, 10 min")
    assert [[step.title for step in day.steps] for day in plan.days] == [["Accueil"], ["Bilan", "J2 : la suite"]]


@pytest.mark.parametrize(
    ("title", "steps"),
    [
        ("Réunion 3", ""),
        ("AG 2027", ""),
        ("Réunion du 3 mars 2027", ""),
        ("Réunion 3", "Accueil, 15 min"),
        ("Réunion 3", "9h Atelier 1\n10h Atelier 2\n11h Fin"),
        ("Séance 12", "18h30 Accueil, 10 min\nTour, 20 min"),
        ("AG 2027", "Accueil 15\nTour 30"),
        ("Réunion 3", "Jour 1\nAccueil, 15 min\nJour 2\nBilan, 30 min"),
    ],
)
def test_the_number_of_a_title(title: str, steps: str) -> None:
    plan = read(f"{title}\n{steps}")
    assert plan == Plan(title, read(steps).days)
    assert read("\n".join(write(plan))) == plan


@pytest.mark.parametrize(
    "typed",
    [
        "Accueil 5\nTour 30",
        "Accueil 15\nTour, 30 min",
        "Accueil 15\n10h Tour 30",
        "Accueil 5 min\nTour, 30 min",
        "9h Accueil 5\nTour, 30 min",
    ],
)
def test_the_minutes_of_a_first_step(typed: str) -> None:
    plan = read(typed)
    assert (plan.title, [step.title for step in plan.days[0].steps]) == ("", ["Accueil", "Tour"])


def test_a_title_stays_one_when_another_line_is_changed() -> None:
    plan = changed(read("Réunion 3\nAccueil, 15 min\nTour, 30 min"), "3. Tour 40")
    assert (plan.title, [step.minutes for step in plan.days[0].steps]) == ("Réunion 3", [15, 40])
    assert changed(plan, "1. Réunion 4").title == "Réunion 4"


def test_a_title_alone_is_no_programme_yet() -> None:
    assert read("Réunion de mars") == Plan("Réunion de mars", ())
    assert read("") == Plan("", ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "Accueil 15\nTour de table",
            "Ligne 2, « Tour de table » : combien de temps ? Écrivez par exemple : Tour de table, 15 min.",
        ),
        (
            "Réunion\n9h15 Accueil, 15 min\n10h Tour, 30 min",
            "Ligne 3, « Tour » : l'étape d'avant finit à 9h30. Changez l'heure, ou ajoutez une pause.",
        ),
        (
            "9h Accueil 15\n10h Suite 20",
            "Ligne 2, « Suite » : l'étape d'avant finit à 9h15. Changez l'heure, ou ajoutez une pause.",
        ),
        ("Tour 0", "Ligne 1, « Tour » : combien de temps ? Écrivez par exemple : Tour, 15 min."),
        (
            "Accueil 15\nTour 2027",
            "Ligne 2, « Tour » : combien de temps ? Écrivez par exemple : Tour, 15 min.",
        ),
        (
            f"{'Accueil 1' + chr(10)}{'b' * 81} 5",
            "« bbbbbbbbbbbbbbbbbbbb… » est trop long : 80 signes au plus.",
        ),
        ("\n".join(["Tour 5"] * 41), "C'est trop : 40 étapes au plus."),
        ("\n".join(f"J{day}\nTour 5" for day in range(6)), "C'est trop : 5 jours au plus."),
        (
            "\n".join(["Tour 720"] * 3),
            "Le jour 1 dure plus de 24 heures. Écrivez « Jour 2 » sur une ligne.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read(typed)
    words = voice("fr")(refused.value.text).replace("\u202f", " ").replace("\xa0", " ")
    assert words == said


def test_m1_both_days() -> None:
    """domain/methods.md M1: 375 and 345 working minutes, 465 and 435 with lunch."""
    plan = read(templates()["Module 7.3"])
    first, second = plan.days
    assert [(day.starts, day.minutes, day.working) for day in plan.days] == [(555, 465, 375), (555, 435, 345)]
    assert plan.working == 720
    assert [step.minutes for step in first.steps] == [15, 15, 60, 60, 45, 90, 90, 90]
    assert [step.minutes for step in second.steps] == [15, 75, 30, 45, 30, 90, 60, 60, 30]
    assert [step.kind for step in first.steps].index("lunch") == 5
    assert [step.kind for step in second.steps].index("lunch") == 5


@pytest.mark.parametrize(
    "typed",
    [
        *templates().values(),
        "Accueil 15\nTour 30",
        "Réunion\nAccueil 15\n10h Tour 30",
        "J1\n9h Accueil 15\nJ2\nBilan 30",
        "9h Atelier 1\n10h Fin",
    ],
)
def test_what_is_written_reads_the_same(typed: str) -> None:
    assert read("\n".join(write(read(typed)))) == read(typed)


MEETING = read("Réunion\n9h15 Accueil, 15 min\nTour, 30 min\nBilan, 10 min")


def test_one_line_is_changed() -> None:
    (day,) = changed(MEETING, "3. Tour de table, 40 min").days
    assert [(step.title, step.minutes) for step in day.steps] == [
        ("Accueil", 15),
        ("Tour de table", 40),
        ("Bilan", 10),
    ]


def test_the_day_begins_when_it_did() -> None:
    assert changed(MEETING, "2. Café, 20 min").days[0].starts == 555
    assert changed(MEETING, "ligne 2 : 9h Café, 20 min").days[0].starts == 540
    assert changed(MEETING, "2. -").days == (Day((Step("Tour", 30), Step("Bilan", 10)), 555),)


def test_a_line_is_added_or_everything_written_anew() -> None:
    assert [step.title for step in changed(MEETING, "5. Repas, 60 min").days[0].steps][-1] == "Repas"
    assert changed(MEETING, "Accueil 5\n3. Tour 5") == read("Accueil 5\n3. Tour 5")
    with pytest.raises(Refused):
        changed(MEETING, "3. Tour")


def test_what_was_understood_is_kept_and_not_read_again() -> None:
    plan = read("9h-9h30 Café\n9h30-10h Départ à 11h")
    assert [step.title for step in plan.days[0].steps] == ["Café", "Départ à 11h"]
    assert unpacked(packed(plan)) == plan
    assert unpacked(packed(MEETING)) == MEETING


TOKENS = some.sampled_from(
    [
        "9h15",
        "10h",
        "14:30",
        "midi",
        "2 pm",
        "15",
        "1h30",
        "90 min",
        "une heure",
        "Accueil",
        "J2",
        "Jour 1",
        "déjeuner",
        "fin",
        "-",
        "à",
        "(",
        ")",
        ":",
        ",",
        "de",
        "3.",
        "0",
        "2027",
        "٣",
        "«",
        "24h",
        "minuit",
    ]
)
some_lines = some.lists(some.lists(TOKENS, min_size=1, max_size=5).map(" ".join), max_size=6).map("\n".join)


@given(some_lines, some_lines)
def test_whatever_is_typed_is_read_or_refused(typed: str, then: str) -> None:
    """No step without a title or without minutes; what is written of it reads as many steps, or says which line."""
    try:
        plan = read(typed)
    except Refused:
        return
    for day in plan.days:
        assert day.steps
        assert day.starts is None or 0 <= day.starts < 24 * 60
        assert all(step.title.strip() and 1 <= step.minutes <= 720 for step in day.steps)
    assert unpacked(packed(plan)) == plan
    with contextlib.suppress(Refused):
        assert all(day.steps for day in changed(plan, then).days)
