"""How a meaning is said: in full, and shorter on its day."""

from datetime import date, datetime, timedelta

import pytest

from handlers.when.model import (
    Day,
    Deadline,
    Duration,
    Instant,
    Meaning,
    Recurrence,
    Refusal,
    Span,
    Understanding,
    Why,
    Without,
)
from handlers.when.saying import distance, say, say_date
from handlers.when.understanding import understand
from tests.handlers.when.corpus import PARIS
from tests.handlers.when.meanings import minute

SENTENCES: list[tuple[Meaning, str, str]] = [
    (Instant(minute(date(2026, 6, 4), 18, 30)), "jeudi 4 juin 2026 à 18 h 30", "Thursday 4 June 2026 at 6:30 pm"),
    (Instant(minute(date(2026, 6, 1), 18)), "lundi 1er juin 2026 à 18 h", "Monday 1 June 2026 at 6 pm"),
    (Instant(minute(date(2026, 6, 4), 12)), "jeudi 4 juin 2026 à midi", "Thursday 4 June 2026 at noon"),
    (Instant(minute(date(2026, 6, 4), 0)), "mercredi 3 juin 2026 à minuit", "Wednesday 3 June 2026 at midnight"),
    (
        Instant(minute(date(2026, 6, 4), 14), "afternoon"),
        "jeudi 4 juin 2026 dans l'après-midi",
        "Thursday 4 June 2026 in the afternoon",
    ),
    (Day(date(2026, 6, 4)), "jeudi 4 juin 2026", "Thursday 4 June 2026"),
    (
        Span(minute(date(2026, 3, 6), 18), minute(date(2026, 3, 8), 17)),
        "du vendredi 6 mars 2026 à 18 h au dimanche 8 mars 2026 à 17 h",
        "from Friday 6 March 2026 at 6 pm to Sunday 8 March 2026 at 5 pm",
    ),
    (
        Span(minute(date(2026, 6, 4), 18), minute(date(2026, 6, 4), 20)),
        "jeudi 4 juin 2026, de 18 h à 20 h",
        "Thursday 4 June 2026, 6 pm to 8 pm",
    ),
    (
        Span(minute(date(2026, 6, 6), 20), minute(date(2026, 6, 7), 2)),
        "samedi 6 juin 2026, de 20 h à 2 h",
        "Saturday 6 June 2026, 8 pm to 2 am",
    ),
    (
        Span(minute(date(2026, 6, 6), 20), minute(date(2026, 6, 6), 24)),
        "samedi 6 juin 2026, de 20 h à minuit",
        "Saturday 6 June 2026, 8 pm to midnight",
    ),
    (
        Span(minute(date(2026, 6, 6), 9), minute(date(2026, 6, 6), 12)),
        "samedi 6 juin 2026, de 9 h à 12 h",
        "Saturday 6 June 2026, 9 am to noon",
    ),
    (
        Span(minute(date(2026, 6, 6), 0), minute(date(2026, 6, 6), 12, 30)),
        "samedi 6 juin 2026, de 0 h à 12 h 30",
        "Saturday 6 June 2026, 12 am to 12:30 pm",
    ),
    (
        Span(date(2026, 8, 3), date(2026, 8, 5)),
        "du lundi 3 au mercredi 5 août 2026",
        "from Monday 3 to Wednesday 5 August 2026",
    ),
    (
        Span(date(2026, 12, 29), date(2027, 1, 2)),
        "du mardi 29 décembre 2026 au samedi 2 janvier 2027",
        "from Tuesday 29 December 2026 to Saturday 2 January 2027",
    ),
    (Duration(minutes=45), "trois quarts d'heure", "three quarters of an hour"),
    (Duration(minutes=90), "une heure et demie", "an hour and a half"),
    (Duration(minutes=135), "2 heures 15", "2 hours and 15 minutes"),
    (Duration(minutes=480), "une durée de huit heures", "eight hours"),
    (Duration(days=3), "3 jours", "3 days"),
    (Duration(days=14), "deux semaines", "two weeks"),
    (Duration(months=1), "un mois", "a month"),
    (Duration(months=18), "un an et demi", "18 months"),
    (
        Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", minute(date(2026, 6, 11), 19)),
        "un jeudi sur deux à 19 h, à partir du 11 juin 2026",
        "every other Thursday at 7 pm, from 11 June 2026",
    ),
    (
        Recurrence("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH", minute(date(2026, 6, 11), 19)),
        "toutes les trois semaines, le mardi et le jeudi, à 19 h, à partir du jeudi 11 juin 2026",
        "every three weeks on Tuesdays and Thursdays at 7 pm, from Thursday 11 June 2026",
    ),
    (
        Recurrence("FREQ=WEEKLY;BYDAY=TU,TH", minute(date(2026, 6, 9), 19), minute(date(2026, 6, 9), 21)),
        "tous les mardis et jeudis de 19 h à 21 h, à partir du mardi 9 juin 2026",
        "every Tuesday and Thursday, 7 pm to 9 pm, from Tuesday 9 June 2026",
    ),
    (
        Recurrence(
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260930T235959",
            minute(date(2026, 6, 9), 18, 30),
            None,
            Without(((date(2026, 7, 14), date(2026, 7, 14)), (date(2026, 8, 3), date(2026, 8, 20)))),
        ),
        "tous les mardis à 18 h 30, du 9 juin au 30 septembre 2026, sauf le 14 juillet 2026 et du 3 au 20 août 2026",
        "every Tuesday at 6:30 pm, from 9 June to 30 September 2026, except on 14 July 2026 and from 3 to 20 August 2026",
    ),
    (
        Recurrence(
            "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=MO,TU,WE,TH,FR;COUNT=6",
            date(2026, 6, 9),
            None,
            Without((), True, "C"),
        ),
        "du lundi au vendredi, à partir du mardi 9 juin 2026, 6 fois, sauf en juillet, en août et les jours fériés,"
        " hors vacances scolaires de la zone C",
        "Monday to Friday, from Tuesday 9 June 2026, 6 times, except in July, in August and on public holidays,"
        " outside school holidays (zone C)",
    ),
    (
        Recurrence("FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SA,SU", date(2026, 6, 9)),
        "tous les jours, à partir du mardi 9 juin 2026, sauf le mercredi",
        "every day, from Tuesday 9 June 2026, except on Wednesdays",
    ),
    (
        Recurrence(
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SU", date(2026, 6, 9), None, Without(((date(2026, 7, 14),) * 2,))
        ),
        "tous les jours, à partir du mardi 9 juin 2026, sauf le samedi, sauf le 14 juillet 2026",
        "every day, from Tuesday 9 June 2026, except on Saturdays, except on 14 July 2026",
    ),
    (
        Recurrence(
            "FREQ=DAILY", date(2026, 6, 9), None, Without(tuple((date(2026, 7, day),) * 2 for day in (14, 15)))
        ),
        "tous les jours, à partir du mardi 9 juin 2026, sauf le 14 juillet 2026, sauf le 15 juillet 2026",
        "every day, from Tuesday 9 June 2026, except on 14 July 2026, except on 15 July 2026",
    ),
    (
        Recurrence("FREQ=DAILY;INTERVAL=3", date(2026, 6, 9)),
        "tous les trois jours, à partir du mardi 9 juin 2026",
        "every three days, from Tuesday 9 June 2026",
    ),
    (
        Recurrence("FREQ=MONTHLY;BYDAY=1SA,-2SA", date(2026, 6, 6)),
        "le premier et l'avant-dernier samedi du mois, à partir du 6 juin 2026",
        "the first and second to last Saturday of the month, from 6 June 2026",
    ),
    (
        Recurrence("FREQ=MONTHLY;BYDAY=2TU,3TU,4TU,5TU", date(2026, 6, 9)),
        "tous les mardis, à partir du 9 juin 2026, sauf le premier mardi du mois",
        "every Tuesday, from 9 June 2026, except on the first Tuesday of the month",
    ),
    (
        Recurrence("FREQ=MONTHLY;BYMONTHDAY=1,15", minute(date(2026, 6, 15), 8)),
        "le 1er et le 15 de chaque mois à 8 h, à partir du 15 juin 2026",
        "the 1st and 15th of every month at 8 am, from 15 June 2026",
    ),
    (
        Recurrence("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", date(2026, 6, 30)),
        "tous les deux mois, le dernier jour du mois, à partir du 30 juin 2026",
        "every two months on the last day of the month, from 30 June 2026",
    ),
    (
        Recurrence("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", date(2026, 7, 1)),
        "le premier jour ouvré du mois, à partir du 1er juillet 2026",
        "the first working day of every month, from 1 July 2026",
    ),
    (
        Recurrence("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21", date(2026, 6, 21)),
        "chaque année le 21 juin, à partir du 21 juin 2026",
        "every year on 21 June, from 21 June 2026",
    ),
    (
        Recurrence("FREQ=YEARLY;INTERVAL=2;BYMONTH=4;BYDAY=1SU", date(2026, 4, 5)),
        "tous les deux ans le premier dimanche d'avril, à partir du 5 avril 2026",
        "every two years on the first Sunday of April, from 5 April 2026",
    ),
    (
        Deadline(minute(date(2026, 3, 6), 12)),
        "jusqu'au vendredi 6 mars 2026 à midi",
        "until Friday 6 March 2026 at noon",
    ),
    (
        Deadline(minute(date(2026, 3, 7), 0)),
        "jusqu'au vendredi 6 mars 2026 à minuit",
        "until Friday 6 March 2026 at midnight",
    ),
    (Deadline(date(2026, 3, 6)), "jusqu'au vendredi 6 mars 2026 inclus", "until Friday 6 March 2026 inclusive"),
]


@pytest.mark.parametrize(("meaning", "french", "english"), SENTENCES)
def test_it_is_said_in_full(meaning: Meaning, french: str, english: str) -> None:
    assert plain(say(meaning, "fr")) == french
    assert plain(say(Understanding(meaning), "en")) == english


@pytest.mark.parametrize("meaning", [meaning for meaning, _, _ in SENTENCES])
def test_these_are_understood_again(meaning: Meaning) -> None:
    now = datetime(2026, 3, 2, 10, 0, tzinfo=PARIS)
    for language in ("fr", "en"):
        assert understand(say(meaning, language), now, PARIS, language).meaning == meaning


def plain(said: str) -> str:
    return said.replace("\u00a0", " ")


def test_an_hour_stays_on_its_line() -> None:
    instant = Instant(minute(date(2026, 6, 4), 18, 30))
    assert say(instant, "fr").endswith("18\u00a0h\u00a030")
    assert say(instant, "en").endswith("6:30\u00a0pm")


TODAY = datetime(2027, 3, 2, 10, 0, tzinfo=PARIS)
NEARER: list[tuple[Meaning, str, str]] = [
    (Instant(minute(date(2027, 3, 2), 18)), "aujourd'hui mardi 2 mars à 18 h", "today, Tuesday 2 March at 6 pm"),
    (
        Instant(minute(date(2027, 3, 3), 18)),
        "demain mercredi 3 mars à 18 h",
        "tomorrow, Wednesday 3 March at 6 pm",
    ),
    (
        Instant(minute(date(2027, 3, 3), 0)),
        "aujourd'hui mardi 2 mars à minuit",
        "today, Tuesday 2 March at midnight",
    ),
    (Day(date(2027, 3, 1)), "hier lundi 1er mars 2027", "yesterday, Monday 1 March 2027"),
    (Day(date(2027, 3, 10)), "mercredi 10 mars, dans 8 jours", "Wednesday 10 March, in 8 days"),
    (Day(date(2027, 5, 1)), "samedi 1er mai, dans 60 jours", "Saturday 1 May, in 60 days"),
    (Day(date(2027, 5, 2)), "dimanche 2 mai", "Sunday 2 May"),
    (Day(date(2028, 1, 26)), "mercredi 26 janvier", "Wednesday 26 January"),
    (Day(date(2028, 1, 27)), "jeudi 27 janvier 2028", "Thursday 27 January 2028"),
    (Day(date(2027, 2, 20)), "samedi 20 février 2027", "Saturday 20 February 2027"),
    (
        Span(date(2027, 12, 29), date(2028, 1, 2)),
        "du mercredi 29 décembre au dimanche 2 janvier",
        "from Wednesday 29 December to Sunday 2 January",
    ),
    (Deadline(date(2027, 3, 5)), "jusqu'au vendredi 5 mars inclus", "until Friday 5 March inclusive"),
    (
        Recurrence("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629T235959", minute(date(2027, 3, 9), 18, 30)),
        "tous les mardis à 18 h 30, du 9 mars au 29 juin",
        "every Tuesday at 6:30 pm, from 9 March to 29 June",
    ),
]


@pytest.mark.parametrize(("meaning", "french", "english"), NEARER)
def test_on_its_day_it_is_said_shorter(meaning: Meaning, french: str, english: str) -> None:
    assert plain(say(meaning, "fr", now=TODAY)) == french
    assert plain(say(meaning, "en", now=TODAY)) == english


@pytest.mark.parametrize(
    ("meaning", "french", "english"),
    [
        (Day(date(2027, 3, 3)), "mercredi 3 mars", "Wednesday 3 March"),
        (Instant(minute(date(2027, 3, 9), 18)), "mardi 9 mars à 18 h", "Tuesday 9 March at 6 pm"),
        (
            Instant(minute(date(2027, 3, 6), 9), "morning"),
            "samedi 6 mars au matin",
            "Saturday 6 March in the morning",
        ),
        (
            Span(minute(date(2028, 3, 1), 20), minute(date(2028, 3, 1), 24)),
            "mercredi 1er mars 2028, de 20 h à minuit",
            "Wednesday 1 March 2028, 8 pm to midnight",
        ),
    ],
)
def test_a_date_that_is_read_for_days_does_not_say_how_far_it_is(
    meaning: Instant | Day | Span, french: str, english: str
) -> None:
    assert plain(say_date(meaning, "fr", TODAY.date())) == french
    assert plain(say_date(meaning, "en", TODAY.date())) == english


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        (-3, "il y a 3 jours", "3 days ago"),
        (-1, "hier", "yesterday"),
        (0, "aujourd'hui", "today"),
        (1, "demain", "tomorrow"),
        (8, "dans 8 jours", "in 8 days"),
    ],
)
def test_how_far_a_day_is(days: int, french: str, english: str) -> None:
    today = date(2027, 3, 2)
    assert distance(today + timedelta(days=days), today, "fr") == french
    assert distance(today + timedelta(days=days), today, "en") == english


def test_a_refusal_is_said_elsewhere() -> None:
    with pytest.raises(TypeError):
        say(Refusal(Why.NOTHING), "fr")
