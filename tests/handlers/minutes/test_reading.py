"""Which sentences say what somebody is to do: surely, or not at all."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.minutes.deadline import Clock
from handlers.minutes.model import Task
from handlers.minutes.reading import one_task, read, sentences
from tests.neighbours import PARIS, paris

PEOPLE = {1: "M. Roux", 2: "Karim", 3: "Léa", 4: "Inès", 5: "Tomás", 6: "Jean-Marc Dupont"}
NOW = paris("2027-03-13", "12:31")
FRENCH = Clock(NOW, PARIS)
ENGLISH = Clock(NOW, PARIS, "en")


def told(task: Task) -> tuple[str, str, str]:
    """(what, who, until when) in short words."""
    due = (
        ""
        if task.due is None
        else f"{task.due.how} {task.due.at:%m-%d}" + f"{task.due.at: %H:%M}" * task.due.timed
    )
    return task.words, PEOPLE.get(task.person or 0, ""), due


def test_the_three_lines_of_the_work_day() -> None:
    """transcripts.md §5."""
    lines = ["Haie taillée", "Composteur cassé, M. Roux s'en occupe avant le 20", "Prochain chantier en avril"]
    for typed in (". ".join(lines) + ".", "\n".join(lines), ".\n".join(lines)):
        found = read(typed, PEOPLE, FRENCH)
        assert found.text == "Haie taillée. Prochain chantier en avril."
        assert [told(one) for one in found.tasks] == [("réparer le composteur", "M. Roux", "before 03-20")]
        assert found.tasks[0].said.startswith("Composteur cassé, M. Roux s'en occupe avant le 20")


UNDERSTOOD = [
    # somebody takes care of what was just said
    ("Composteur cassé (M. Roux s'en occupe avant le 20)", "réparer le composteur", "M. Roux", "before 03-20"),
    ("La pompe est en panne, Léa s'en charge d'ici deux semaines.", "réparer la pompe", "Léa", "by 03-27"),
    ("Vitres cassées, Inès s'en occupe", "réparer les vitres", "Inès", ""),
    ("Échelle cassée : Inès s'en occupe.", "réparer l'échelle", "Inès", ""),
    ("Les gouttières à nettoyer, Karim s'en occupe.", "nettoyer les gouttières", "Karim", ""),
    ("Évier bouché, monsieur Roux s'en occupe lundi", "déboucher l'évier", "M. Roux", "on 03-15"),
    ("Robinet qui fuit : Karim s'en occupe avant lundi.", "robinet qui fuit", "Karim", "before 03-15"),
    ("Courses pour le repas, Tomás s'en chargera", "courses pour le repas", "Tomás", ""),
    # takes care of it, has to, will
    ("Léa s'occupe de la haie avant le 20 mars", "s'occuper de la haie", "Léa", "before 03-20"),
    ("Karim s'occupera du terreau", "s'occuper du terreau", "Karim", ""),
    ("Léa se charge de tailler la haie.", "tailler la haie", "Léa", ""),
    ("Léa doit appeler le plombier d'ici vendredi.", "appeler le plombier", "Léa", "by 03-19"),
    ("Karim va acheter du terreau.", "acheter du terreau", "Karim", ""),
    ("Tomás a promis de poncer la porte pour le 2 avril", "poncer la porte", "Tomás", "on 04-02"),
    ("Jean-Marc est chargé d'acheter des gants", "acheter des gants", "Jean-Marc Dupont", ""),
    # does, with a date; will do, with or without
    ("M. Roux répare le composteur avant samedi.", "réparer le composteur", "M. Roux", "before 03-20"),
    ("Avant le 20, M. Roux répare le composteur.", "réparer le composteur", "M. Roux", "before 03-20"),
    ("Tomás finit la clôture avant fin mars", "finir la clôture", "Tomás", "by 03-31"),
    ("Karim appelle la mairie le 20 mars à 9 h.", "appeler la mairie", "Karim", "on 03-20 09:00"),
    ("Inès range le local avant ce soir 18 h", "ranger le local", "Inès", "before 03-13 18:00"),
    ("Karim réparera le portail.", "réparer le portail", "Karim", ""),
    ("Et Léa enverra le devis.", "envoyer le devis", "Léa", ""),
    # a name, and a verb
    ("Léa : acheter des gants", "acheter des gants", "Léa", ""),
    ("- Karim : poncer la porte pour le 2 avril", "poncer la porte", "Karim", "on 04-02"),
    # said to be a task
    ("À faire : réparer le composteur, M. Roux, avant le 20", "réparer le composteur", "M. Roux", "before 03-20"),
    ("A faire: réparer le composteur avant le 20 (M. Roux)", "réparer le composteur", "M. Roux", "before 03-20"),
    (
        "Action : commander 3 sacs de terreau, Karim, le 2 avril",
        "commander 3 sacs de terreau",
        "Karim",
        "on 04-02",
    ),
    ("Reste à faire : ranger le local", "ranger le local", "", ""),
    ("À faire : Léa, appeler la mairie", "appeler la mairie", "Léa", ""),
    ("À faire : rappeler Léa demain", "rappeler Léa", "", "on 03-14"),
]


@pytest.mark.parametrize(("typed", "what", "who", "until"), UNDERSTOOD)
def test_a_task_is_understood(typed: str, what: str, who: str, until: str) -> None:
    found = read(typed, PEOPLE, FRENCH)
    assert (found.text, [told(one) for one in found.tasks]) == ("", [(what, who, until)])


@pytest.mark.parametrize(
    ("typed", "what", "who", "until"),
    [
        (
            "Composter broken, M. Roux takes care of it before March 20.",
            "fix the composter",
            "M. Roux",
            "before 03-20",
        ),
        ("Léa will call the plumber by Friday.", "call the plumber", "Léa", "by 03-19"),
        ("Karim takes care of the hedge.", "take care of the hedge", "Karim", ""),
        ("Karim fixes the gate on Monday", "fix the gate", "Karim", "on 03-15"),
        ("To do: fix the composter, Mr Roux, by Saturday", "fix the composter", "M. Roux", "by 03-20"),
        ("Karim has to buy gloves", "buy gloves", "Karim", ""),
    ],
)
def test_a_task_is_understood_in_english(typed: str, what: str, who: str, until: str) -> None:
    found = read(typed, PEOPLE, ENGLISH)
    assert (found.text, [told(one) for one in found.tasks]) == ("", [(what, who, until)])


LEFT = [
    "Haie taillée.",
    "Prochain chantier en avril.",
    "Karim va bien.",
    "Karim a réparé le portail.",
    "Inès taille la haie.",
    "Merci à Karim pour la soupe.",
    "Karim et Léa s'en occupent avant le 20.",
    "Quelqu'un s'en occupe avant lundi.",
    "Qui appelle Léa avant lundi ?",
    "Karim : le portail grince.",
    "Le repas de Karim était très bon, on recommence lundi.",
    "On a vu M. Roux avant le 20.",
    "Il répare le composteur avant le 20.",
    "Léa doit partir avant midi.",
    "Karim n'achète plus de terreau avant le 20.",
    "M. Roux s'en occupe avant le 20.",
    "Karim will be away next week.",
    "Le robinet est réparé depuis lundi.",
    "karim répare le portail avant lundi.",
]


@pytest.mark.parametrize("typed", LEFT)
def test_what_is_not_surely_a_task_stays_in_the_text(typed: str) -> None:
    assert read(typed, PEOPLE, FRENCH) == read(f"  {typed}\n", PEOPLE, FRENCH)
    found = read(typed, PEOPLE, FRENCH)
    assert (found.text, found.tasks) == (typed, ())


def test_two_sentences_one_task() -> None:
    found = read("Haie taillée. Composteur cassé. M. Roux s'en occupe avant le 20.", PEOPLE, FRENCH)
    assert found.text == "Haie taillée."
    assert [told(one) for one in found.tasks] == [("réparer le composteur", "M. Roux", "before 03-20")]
    assert found.tasks[0].said == "Composteur cassé. M. Roux s'en occupe avant le 20."


def test_a_list_below_its_head() -> None:
    typed = "Belle journée\nÀ faire :\n- acheter du terreau (Léa)\n• ranger le local\n\n- et on a bien mangé"
    found = read(typed, PEOPLE, FRENCH)
    assert found.text == "Belle journée. et on a bien mangé."
    assert [told(one)[:2] for one in found.tasks] == [("acheter du terreau", "Léa"), ("ranger le local", "")]


def test_several_tasks_behind_one_head_and_a_sentence_after() -> None:
    typed = "À faire : acheter du terreau, Karim, avant lundi ; ranger le local. On garde le local ouvert."
    found = read(typed, PEOPLE, FRENCH)
    assert found.text == "On garde le local ouvert."
    assert [told(one) for one in found.tasks] == [
        ("acheter du terreau", "Karim", "before 03-15"),
        ("ranger le local", "", ""),
    ]


def test_of_two_people_with_one_name_nobody_is_meant() -> None:
    found = read("Karim répare le portail avant lundi.", {**PEOPLE, 7: "Karim"}, FRENCH)
    assert (found.text, found.tasks) == ("Karim répare le portail avant lundi.", ())


def test_a_task_written_alone_keeps_all_its_words() -> None:
    assert told(one_task("réparer le composteur, M. Roux, avant le 20", PEOPLE, FRENCH)) == (
        "réparer le composteur",
        "M. Roux",
        "before 03-20",
    )
    assert told(one_task("Les bancs", PEOPLE, FRENCH)) == ("les bancs", "", "")


def test_abbreviations_end_no_sentence() -> None:
    assert sentences("Vu M. Roux et Mme. Petit. Bien ! 20 av. des Lilas.") == [
        "Vu M. Roux et Mme. Petit.",
        "Bien !",
        "20 av. des Lilas.",
    ]


def test_a_deadline_in_a_week_of_the_clock_change_is_midnight_there() -> None:
    found = read("Karim réparera le portail avant le 29 mars.", PEOPLE, FRENCH)
    assert found.tasks[0].due is not None
    assert found.tasks[0].due.at == datetime(2027, 3, 29, tzinfo=PARIS)
    assert f"{found.tasks[0].due.last_day:%d %H:%M}" == "28 00:00"


@given(some.text(alphabet="aéE .,;:!?()-\n'’20M", max_size=80))
def test_nothing_typed_breaks_it_and_no_word_is_lost(typed: str) -> None:
    found = read(typed, PEOPLE, FRENCH)
    assert found.tasks == () or "À" not in typed
    letters = [sign for sign in typed if sign.isalpha()]
    assert [sign for sign in found.text if sign.isalpha()] == letters or found.tasks
