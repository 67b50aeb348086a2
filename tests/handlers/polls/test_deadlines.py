"""Until when a poll lasts, as neighbours write it; and what only looks like it."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.members.model import Group, SchoolZone
from handlers.polls.deadlines import Found, find_deadline
from handlers.polls.model import Wording
from handlers.polls.until import End, end_typed
from handlers.polls.wording import LONGEST, from_neighbour, understand_choices, understand_poll
from handlers.when.model import Deadline, Duration, Refusal, Why
from tests.handlers.polls.phrases import CHOICES, OPEN, QUESTIONS, YES_OR_NO
from tests.neighbours import paris

NOW = paris("2027-03-02", "12:10")
"""A Tuesday."""
GROUP = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
ENGLISH = Group(2, "The Limes", "Europe/London", "en", None)

THURSDAY, WEDNESDAY, FRIDAY, SUNDAY = (Deadline(date(2027, 3, day)) for day in (4, 3, 5, 7))
FRIDAY_NOON, THREE_DAYS = Deadline(paris("2027-03-05", "12:00")), Duration(days=3)
DOOR = "On peint la porte en bleu ou en vert ?"

SAID: list[tuple[str, End, str]] = [
    # behind the question mark
    ("On peint la porte en bleu ou en vert ? jusqu'à vendredi midi", FRIDAY_NOON, DOOR),
    ("On peint la porte en bleu ou en vert ? Jusqu’à vendredi midi.", FRIDAY_NOON, DOOR),
    ("On peint la porte en bleu ou en vert ?jusqu'a vendredi midi 🙏", FRIDAY_NOON, DOOR),
    (f"{DOOR} (jusqu'à vendredi midi)", FRIDAY_NOON, DOOR),
    (f"{DOOR} pendant 3 jours", THREE_DAYS, DOOR),
    (f"{DOOR} d'ici dimanche", SUNDAY, DOOR),
    (f"{DOOR} avant samedi 18h", Deadline(paris("2027-03-06", "18:00")), DOOR),
    (f"{DOOR} réponse avant jeudi", WEDNESDAY, DOOR),
    (f"{DOOR} Merci de répondre avant jeudi !", WEDNESDAY, DOOR),
    (f"{DOOR} Votez avant jeudi", WEDNESDAY, DOOR),
    (f"{DOOR} Vous avez jusqu'à jeudi soir.", THURSDAY, DOOR),
    (f"{DOOR} sous 48 h", Deadline(paris("2027-03-04", "12:10")), DOOR),
    (f"{DOOR} Vote ouvert 3 jours", THREE_DAYS, DOOR),
    (f"{DOOR} Réponse jeudi au plus tard", THURSDAY, DOOR),
    (f"{DOOR} jeudi au plus tard", THURSDAY, DOOR),
    (f"{DOOR} Fin vendredi midi", FRIDAY_NOON, DOOR),
    (f"{DOOR} Clôture dimanche soir", SUNDAY, DOOR),
    (f"{DOOR} Le vote se termine vendredi midi", FRIDAY_NOON, DOOR),
    (f"{DOOR} On a jusqu'à vendredi midi pour décider", FRIDAY_NOON, DOOR),
    (f"{DOOR} À répondre avant jeudi", WEDNESDAY, DOOR),
    (f"{DOOR} Merci d'avance pour vos réponses avant jeudi", WEDNESDAY, DOOR),
    (f"{DOOR} ⏰ jusqu'à vendredi midi", FRIDAY_NOON, DOOR),
    (f"{DOOR} jusqu'à dimanche soir minuit", Deadline(paris("2027-03-08", "00:00")), DOOR),
    (f"{DOOR} Date limite : vendredi midi", FRIDAY_NOON, DOOR),
    (f"{DOOR} jusqu'à ce soir", Deadline(date(2027, 3, 2)), DOOR),
    (f"{DOOR} jusqu'à 18 h", Deadline(paris("2027-03-02", "18:00")), DOOR),
    (f"{DOOR} jusqu'à minuit", Deadline(paris("2027-03-03", "00:00")), DOOR),
    (f"{DOOR} Jusqu'à jeudi 4 mars, 18 h", Deadline(paris("2027-03-04", "18:00")), DOOR),
    (f"{DOOR} Jusqu'à jeudi. Merci !", THURSDAY, f"{DOOR} Merci !"),
    ("On achète une tondeuse ? d'ici dimanche", SUNDAY, "On achète une tondeuse ?"),
    ("Que mange-t-on samedi ? Réponses avant jeudi", WEDNESDAY, "Que mange-t-on samedi ?"),
    ("Qui vient samedi ? Réponse pour vendredi", FRIDAY, "Qui vient samedi ?"),
    ("Samedi ou dimanche ? jusqu'à vendredi midi", FRIDAY_NOON, "Samedi ou dimanche ?"),
    ("Samedi ou dimanche ? pendant 3 jours", THREE_DAYS, "Samedi ou dimanche ?"),
    ("On se retrouve à 18h ou 19h30 ? jusqu'à vendredi", FRIDAY, "On se retrouve à 18h ou 19h30 ?"),
    # behind the choices
    (
        "Quelle couleur ? Bleu, vert ou jaune, jusqu'à vendredi midi", FRIDAY_NOON,
        "Quelle couleur ? Bleu, vert ou jaune",
    ),
    (
        "Quel jour ? Samedi ou dimanche, jusqu'à vendredi midi", FRIDAY_NOON, "Quel jour ? Samedi ou dimanche",
    ),
    ("On peint en bleu ou en vert – d'ici dimanche", SUNDAY, "On peint en bleu ou en vert"),
    ("On peint en bleu ou en vert (jusqu'à dimanche)", SUNDAY, "On peint en bleu ou en vert"),
    ("On peint en bleu ou en vert (réponse avant jeudi) ?", WEDNESDAY, "On peint en bleu ou en vert ?"),
    ("On peint en bleu ou en vert, réponse avant jeudi svp", WEDNESDAY, "On peint en bleu ou en vert"),
    # on a line of its own
    (f"{DOOR}\nréponse avant jeudi, merci", WEDNESDAY, DOOR),
    ("Quelle couleur ?\nBleu\nVert\njusqu'à vendredi", FRIDAY, "Quelle couleur ?\nBleu\nVert"),
    ("Quelle couleur ?\n- Bleu\n- Vert\npendant 3 jours", THREE_DAYS, "Quelle couleur ?\n- Bleu\n- Vert"),
    ("Quelle couleur ?\nRéponse avant jeudi\nBleu\nVert", WEDNESDAY, "Quelle couleur ?\nBleu\nVert"),
    ("Quelle couleur ? jusqu'à vendredi\nBleu\nVert", FRIDAY, "Quelle couleur ?\nBleu\nVert"),
    ("Jusqu'à vendredi midi\nQuelle couleur ?\nBleu\nVert", FRIDAY_NOON, "Quelle couleur ?\nBleu\nVert"),
    ("Quelle couleur | Bleu | Vert | jusqu'à vendredi", FRIDAY, "Quelle couleur | Bleu | Vert"),
    # before the question
    ("Jusqu'à vendredi midi : bleu ou vert ?", FRIDAY_NOON, "bleu ou vert ?"),
    ("Sondage jusqu'à vendredi : bleu ou vert ?", FRIDAY, "bleu ou vert ?"),
    ("(D'ici dimanche) On peint en bleu ou en vert ?", SUNDAY, "On peint en bleu ou en vert ?"),
    ("Réponse avant jeudi, on peint en bleu ou en vert ?", WEDNESDAY, "on peint en bleu ou en vert ?"),
    # in the other language, as everywhere
    ("Blue or green? until Friday noon", FRIDAY_NOON, "Blue or green?"),
    ("Blue or green? for 3 days", THREE_DAYS, "Blue or green?"),
    ("Blue or green? Please answer by Thursday.", THURSDAY, "Blue or green?"),
    ("Blue or green?\nPoll closes Friday at noon", FRIDAY_NOON, "Blue or green?"),
    ("Blue, green or yellow, before Thursday", WEDNESDAY, "Blue, green or yellow"),
    # nothing else
    ("jusqu'à vendredi midi", FRIDAY_NOON, ""),
    ("Réponse avant jeudi !", WEDNESDAY, ""),
]  # fmt: skip

KEPT = [
    "La buanderie ouverte jusqu'à 22 h ?",
    "On ouvre la salle jusqu'à minuit ou 2 h ?",
    "On ouvre la salle jusqu'à minuit ou jusqu'à 2 h ?",
    "On ferme la cour jusqu'à dimanche ?",
    "On ferme la cour (jusqu'à dimanche) ?",
    "On ferme la cour, jusqu'à dimanche ?",
    "On ferme la cour, jusqu'à dimanche",
    "On loue la salle pendant 3 jours ou pendant une semaine ?",
    "On loue la salle ? Pendant 3 jours ou pendant une semaine ?",
    "On loue la salle ? Jusqu'à vendredi ou dimanche",
    "On ferme la cour combien de temps ? pendant 3 jours, pendant 5 jours",
    "On garde le chat jusqu'à quand ? Bleu, vert, jusqu'à vendredi",
    "On ferme quand ?\njusqu'à 22 h\nplus tard",
    "On ferme quand ?\navant vendredi\naprès vendredi\nplus tard",
    "On se voit quand ?\nce soir\ndemain\navant vendredi",
    "Fermeture quand ? à 22 h, à minuit, avant samedi",
    "Quelle couleur ?\n- Bleu\n- Vert\n- jusqu'à vendredi",
    "On garde le chat ?\nOui\nNon\nJusqu'à vendredi seulement",
    "Jusqu'à vendredi midi, on ferme la cour ou le parking ?",
    "Avant Noël, on fait un repas ou un apéro ?",
    "Avant Noël : un repas ou un apéro ?",
    "Jusqu'à minuit : salle A ou salle B ?",
    "Pendant 3 jours : Léa ou Karim garde le chat ?",
    "Qui garde le chat, Léa ou Karim, pendant 3 jours ?",
    "On attend sa réponse avant jeudi ?",
    "Faut-il répondre au syndic avant jeudi ?",
    "Le syndic veut une réponse avant jeudi. On dit oui ou non ?",
    "On invite jusqu'à 10 personnes ou jusqu'à 20 ?",
    "Bleu ou vert ? jusqu'à 10 personnes",
    "Budget : jusqu'à 100 € ou jusqu'à 200 € ?",
    "La salle ? Fermée ou ouverte jusqu'à dimanche",
    "Bleu ou vert ? pour samedi",
    "Bleu ou vert ? samedi",
    "Bleu ou vert ? fin mars",
    "Le portail ? On le ferme vendredi",
    "Bleu ou vert ? dans 3 jours",
    "Qui a le temps ? On a jusqu'à vendredi pour repeindre",
    "On commence mardi ou mercredi, fin jeudi 18 h",
    "Bleu ou vert ? avant la fête",
    "By Friday or by Sunday?",
    "Shall we close the yard until Sunday?",
    "Before or after lunch?",
    "By bike or by car?",
]


def found(typed: str, group: Group = GROUP) -> tuple[End | None, str]:
    one = find_deadline(typed, group, NOW, understand_poll)
    return one.end, one.rest


@pytest.mark.parametrize(("typed", "end", "rest"), SAID)
def test_a_deadline_that_stands_apart_is_taken_out_and_nothing_else(typed: str, end: End, rest: str) -> None:
    assert found(typed) == (end, rest)


@pytest.mark.parametrize(
    "typed", [*KEPT, *(one for one, _ in CHOICES), *YES_OR_NO, *OPEN, *(q for q, _ in QUESTIONS)]
)
def test_a_limit_that_the_question_speaks_of_stays_in_it(typed: str) -> None:
    assert found(typed) == (None, typed)


def test_an_english_group_reads_english_first() -> None:
    end, rest = found("Shall we paint it blue or green? until Friday noon", ENGLISH)
    assert isinstance(end, Deadline)
    assert isinstance(end.end, datetime)
    assert end.end.isoformat() == "2027-03-05T12:00:00+00:00"
    assert rest == "Shall we paint it blue or green?"


@pytest.mark.parametrize(
    ("said", "why"), [("jusqu'au 32 mars", Why.IMPOSSIBLE), ("jusqu'à mercredi 4 mars", Why.CONTRADICTION)]
)
def test_a_date_that_cannot_be_is_still_meant_as_the_deadline(said: str, why: Why) -> None:
    end, rest = found(f"{DOOR} {said}")
    assert rest == DOOR
    assert isinstance(end, Refusal)
    assert end.why is why


WINTER = paris("2027-01-12", "12:10")
HOLIDAYS = (
    "jusqu'aux vacances d'hiver",
    "avant les vacances d'hiver",
    "réponses avant les vacances d'hiver",
    "jusqu'à la fin des vacances d'hiver",
    "until the winter holidays",
)


@pytest.mark.parametrize(
    ("said", "zone", "last"),
    [
        ("avant les vacances d'hiver", "C", date(2027, 2, 5)),
        ("réponse avant les vacances d'hiver", "B", date(2027, 2, 19)),
        ("jusqu'à la fin des vacances d'hiver", "C", date(2027, 2, 21)),
        ("jusqu'à la fin des vacances d'hiver", "A", date(2027, 2, 28)),
    ],
)
def test_school_holidays_are_those_of_the_groups_zone(said: str, zone: SchoolZone, last: date) -> None:
    group = replace(GROUP, school=zone)
    one = find_deadline(f"{DOOR} {said}", group, WINTER, understand_poll)
    assert (one.end, one.rest) == (Deadline(last), DOOR)
    assert end_typed(said, group, WINTER) == Deadline(last)


@pytest.mark.parametrize("said", HOLIDAYS)
def test_the_groups_school_zone_counts_as_if_it_had_been_said(said: str) -> None:
    with_zone = find_deadline(f"{DOOR} {said} zone C", GROUP, WINTER, understand_poll)
    assert isinstance(with_zone.end, Deadline)
    assert find_deadline(f"{DOOR} {said}", replace(GROUP, school="C"), WINTER, understand_poll) == with_zone


@pytest.mark.parametrize("said", HOLIDAYS)
@pytest.mark.parametrize("between", [" ? ", "\n", ", "])
def test_without_a_school_zone_they_are_meant_as_the_deadline_too(said: str, between: str) -> None:
    question = "On peint la porte en bleu ou en vert"
    one = find_deadline(f"{question}{between}{said}", GROUP, WINTER, understand_poll)
    assert one.rest.removesuffix(" ?") == question
    assert isinstance(one.end, Refusal)
    assert one.end.why is Why.WHICH_ZONE


@pytest.mark.parametrize("zone", ["", "C"])
@pytest.mark.parametrize(
    "typed",
    [
        "Qui arrose les plantes pendant les vacances d'hiver ?",
        "Qui arrose les plantes ? Pendant les vacances d'hiver",
        "On garde la salle ouverte jusqu'aux vacances d'hiver ?",
        "Quand repeint-on ? Avant les vacances d'hiver, ou après",
        "Le chantier, quand ?\nAvant les vacances d'hiver\nPendant les vacances d'hiver\nPlus tard",
    ],
)
def test_holidays_that_the_question_speaks_of_stay_in_it(typed: str, zone: SchoolZone) -> None:
    assert find_deadline(typed, replace(GROUP, school=zone), WINTER, understand_poll) == Found(typed)


def test_choices_typed_afterwards_may_bring_it_too() -> None:
    worded = partial(understand_choices, "Que mange-t-on ?")
    one = find_deadline("des crêpes, une soupe, jusqu'à vendredi midi", GROUP, NOW, worded)
    assert (one.rest, one.end) == ("des crêpes, une soupe", FRIDAY_NOON)
    two = find_deadline("avant vendredi, avant samedi", GROUP, NOW, worded)
    assert (two.rest, two.end) == ("avant vendredi, avant samedi", None)


def test_a_neighbours_message_may_say_it_too() -> None:
    one = find_deadline("On fait le chantier samedi ou dimanche ? Réponse avant jeudi", GROUP, NOW, from_neighbour)
    assert (one.rest, one.end) == ("On fait le chantier samedi ou dimanche ?", WEDNESDAY)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("vendredi midi", FRIDAY_NOON), ("jusqu'à vendredi midi", FRIDAY_NOON), ("jeudi", THURSDAY),
        ("3 jours", THREE_DAYS), ("dimanche soir", SUNDAY), ("Friday noon", FRIDAY_NOON), ("for 3 days", THREE_DAYS),
    ],
)  # fmt: skip
def test_asked_for_alone_a_moment_is_enough(typed: str, end: End) -> None:
    assert end_typed(typed, GROUP, NOW) == end


@pytest.mark.parametrize("typed", ["", "bientôt", "bleu", "mardi ou jeudi", "31 février", "👍", "tous les lundis"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    assert isinstance(end_typed(typed, GROUP, NOW), Refusal)


TYPED = (
    "on en bleu vert samedi dimanche 12 13 mars 18h ou , ; ? ! : | ( ) - jusqu'à d'ici avant pendant 3 jours vendredi "
    "midi réponse merci fin until Friday by for days\n- \n"
)
sentences = st.lists(st.sampled_from(TYPED.split(" ")), max_size=14).map(" ".join)


@given(st.text(max_size=120) | sentences)
def test_only_words_are_taken_away_and_a_poll_keeps_its_choices(typed: str) -> None:
    one = find_deadline(typed, GROUP, NOW, understand_poll)
    if one.end is None:
        assert one.rest == typed
        return
    kept, before = one.rest.split(), typed.split()
    assert len(kept) <= len(before) + 1
    after = understand_poll(one.rest)
    if len(understand_poll(typed).choices) > 1 and one.rest:
        assert len(after.choices) > 1 or after.stock


@pytest.mark.parametrize(
    "novel", ["(" * 1_999, "? " * 999, "avant, " * 285, "." * 1_999, " " * 999 + "a", "réponse " * 249]
)
def test_a_long_text_is_read_in_no_time(novel: str) -> None:
    def worded(words: str) -> Wording:
        assert len(words) <= LONGEST
        return Wording(words)

    assert find_deadline(novel, GROUP, NOW, worded).end is None
    assert find_deadline(novel * 2, GROUP, NOW, worded).rest == novel * 2
