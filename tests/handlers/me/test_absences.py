"""The days of an absence, as people say them: French and English, leap days, ends of years, clock changes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import voice
from handlers.conversation.answer import Refused
from handlers.me import rules, sentences
from handlers.me.absences import Away, understand_absence
from handlers.members.model import Group

TUESDAY = date(2027, 7, 27)
"""« Today » of the phrases."""
PHRASES = {
    # ranges
    "du 3 au 20 août": "2027-08-03 2027-08-20",
    "Du 3 au 20 Août 2027": "2027-08-03 2027-08-20",
    "je suis absente du 3 au 20 aout inclus.": "2027-08-03 2027-08-20",
    "3/8-20/8": "2027-08-03 2027-08-20",
    "3/8 - 20/8": "2027-08-03 2027-08-20",
    "03/08 au 20/08": "2027-08-03 2027-08-20",
    "3/8/27 au 20/8/27": "2027-08-03 2027-08-20",
    "du 03/08/2027 au 20/08/2027": "2027-08-03 2027-08-20",
    "03-08-2027 au 20-08-2027": "2027-08-03 2027-08-20",
    "2027-08-03 → 2027-08-20": "2027-08-03 2027-08-20",
    "2027-08-03 au 2027-08-20": "2027-08-03 2027-08-20",
    "3-20 août": "2027-08-03 2027-08-20",
    "3 août – 20 août": "2027-08-03 2027-08-20",
    "le 3 août jusqu’au 20 août": "2027-08-03 2027-08-20",
    "entre le 3 et le 20 août": "2027-08-03 2027-08-20",
    "du mardi 3 au vendredi 20 août": "2027-08-03 2027-08-20",
    "du 28 juillet au 3 août": "2027-07-28 2027-08-03",
    "du 28 au 3 août": "2027-08-28 2027-08-03",
    "du 1er au 15 septembre": "2027-09-01 2027-09-15",
    "du 28 au 30": "2027-07-28 2027-07-30",
    "du 5 au 9": "2027-08-05 2027-08-09",
    "from 3 to 20 August": "2027-08-03 2027-08-20",
    "from August 3 to August 20": "2027-08-03 2027-08-20",
    "August 3-20": "2027-08-03 2027-08-20",
    "Aug 3rd through Aug 20th, 2027": "2027-08-03 2027-08-20",
    "between the 3rd and the 20th of August": "2027-08-03 2027-08-20",
    "I'm away from the 3rd of August until the 20th": "2027-08-03 2027-08-20",
    "from 30 July until 2 August, please": "2027-07-30 2027-08-02",
    # begun already
    "du 20 juillet au 20 août": "2027-07-20 2027-08-20",
    "from July 1 to July 31": "2027-07-01 2027-07-31",
    "d'hier à demain": "2027-07-26 2027-07-28",
    "de lundi à vendredi": "2027-08-02 2027-08-06",
    "de demain à vendredi": "2027-07-28 2027-07-30",
    "d'aujourd'hui à dimanche": "2027-07-27 2027-08-01",
    "from tomorrow to Sunday": "2027-07-28 2027-08-01",
    "Monday to Friday": "2027-08-02 2027-08-06",
    # until
    "jusqu'au 20 août": "2027-07-27 2027-08-20",
    "jusqu’au 20 août": "2027-07-27 2027-08-20",
    "jusqu'au 20": "2027-07-27 2027-08-20",
    "jusqu'à vendredi": "2027-07-27 2027-07-30",
    "jusqu'à mardi": "2027-07-27 2027-08-03",
    "jusqu'à demain": "2027-07-27 2027-07-28",
    "jusqu'à la fin du mois": "2027-07-27 2027-07-31",
    "jusqu'à fin août": "2027-07-27 2027-08-31",
    "jusqu'au 1er septembre": "2027-07-27 2027-09-01",
    "until Friday": "2027-07-27 2027-07-30",
    "until 20 August": "2027-07-27 2027-08-20",
    "until the end of the month": "2027-07-27 2027-07-31",
    "till Sunday": "2027-07-27 2027-08-01",
    "up to August 20": "2027-07-27 2027-08-20",
    # named spans
    "cette semaine": "2027-07-27 2027-08-01",
    "toute la semaine prochaine": "2027-08-02 2027-08-08",
    "this week": "2027-07-27 2027-08-01",
    "next week": "2027-08-02 2027-08-08",
    "ce week-end": "2027-07-31 2027-08-01",
    "this weekend": "2027-07-31 2027-08-01",
    "le week-end prochain": "2027-08-07 2027-08-08",
    "ce mois-ci": "2027-07-27 2027-07-31",
    "le mois prochain": "2027-08-01 2027-08-31",
    "en août": "2027-08-01 2027-08-31",
    "in August": "2027-08-01 2027-08-31",
    "tout le mois d'août": "2027-08-01 2027-08-31",
    "juillet": "2027-07-27 2027-07-31",
    "mars": "2028-03-01 2028-03-31",
    # so many days
    "10 jours": "2027-07-27 2027-08-05",
    "pendant deux semaines": "2027-07-27 2027-08-09",
    "pour 2 semaines à partir du 3 août": "2027-08-03 2027-08-16",
    "à partir du 3 août pendant 10 jours": "2027-08-03 2027-08-12",
    "dès lundi pour une semaine": "2027-08-02 2027-08-08",
    "for two weeks": "2027-07-27 2027-08-09",
    "for 10 days from August 3": "2027-08-03 2027-08-12",
    "1 mois": "2027-07-27 2027-08-26",
    # one day
    "demain": "2027-07-28 2027-07-28",
    "aujourd'hui": "2027-07-27 2027-07-27",
    "après-demain": "2027-07-29 2027-07-29",
    "vendredi": "2027-07-30 2027-07-30",
    "vendredi prochain": "2027-07-30 2027-07-30",
    "le 14 juillet": "2028-07-14 2028-07-14",
    "le 14 juillet 2027": "2027-07-14 2027-07-14",
    "15 August": "2027-08-15 2027-08-15",
    "tomorrow": "2027-07-28 2027-07-28",
    "hier": "2027-07-26 2027-07-26",
    # over, inverted
    "du 20 au 3 août": "2027-08-20 2027-08-03",
    "du 20 août au 3 août": "2027-08-20 2027-08-03",
    "du 3 au 20 juin 2027": "2027-06-03 2027-06-20",
    "from 20 to 3 August": "2027-08-20 2027-08-03",
    # no dates
    "": None,
    "…": None,
    "à partir du 3 août": None,
    "from Monday": None,
    "pas là": None,
    "du 31 juin au 3 juillet": None,
    "le 32 août": None,
    "13/13": None,
    "du bleu au vert": None,
    "0 jours": None,
    "bientôt": None,
    "jusqu'à ce que je revienne": None,
    "x" * 5000: None,
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_days_that_are_meant(phrase: str) -> None:
    expected = PHRASES[phrase]
    away = understand_absence(phrase, TUESDAY)
    assert (None if away is None else f"{away.first} {away.last}") == expected


@pytest.mark.parametrize(
    ("phrase", "today", "expected"),
    [
        ("du 20 décembre au 3 janvier", "2027-11-02", "2027-12-20 2028-01-03"),
        ("du 20 décembre au 3 janvier", "2028-01-02", "2027-12-20 2028-01-03"),
        ("from 30 December to 2 January", "2027-12-31", "2027-12-30 2028-01-02"),
        ("jusqu'au 3 janvier", "2027-12-28", "2027-12-28 2028-01-03"),
        ("jusqu'au 29 février", "2028-02-10", "2028-02-10 2028-02-29"),
        ("du 20 février au 29 février", "2027-12-01", "2028-02-20 2028-02-29"),
        ("du 29 février au 3 mars", "2027-12-01", "2028-02-29 2028-03-03"),
        ("le 29 février", "2028-03-01", "2032-02-29 2032-02-29"),
        ("le 29 février 2027", "2027-01-01", None),
        ("en février", "2028-01-05", "2028-02-01 2028-02-29"),
        ("en février", "2027-01-05", "2027-02-01 2027-02-28"),
        ("pendant 1 mois", "2027-01-31", "2027-01-31 2027-02-27"),
        ("pendant 2 mois", "2027-12-31", "2027-12-31 2028-02-28"),
        ("jusqu'au 31", "2027-02-10", "2027-02-10 2027-03-31"),
        ("le mois prochain", "2027-12-10", "2028-01-01 2028-01-31"),
        ("cette semaine", "2028-01-02", "2028-01-02 2028-01-02"),
        ("cette semaine", "2027-12-30", "2027-12-30 2028-01-02"),
        ("ce week-end", "2027-08-01", "2027-08-01 2027-08-01"),
        ("vendredi", "2027-07-30", "2027-08-06 2027-08-06"),
    ],
)
def test_leap_days_and_the_ends_of_months_and_years(phrase: str, today: str, expected: str | None) -> None:
    away = understand_absence(phrase, date.fromisoformat(today))
    assert (None if away is None else f"{away.first} {away.last}") == expected


def refusal(phrase: str, today: date = TUESDAY) -> str:
    away = understand_absence(phrase, today)
    assert away is not None
    with pytest.raises(Refused) as refused:
        rules.must_make_sense(away, today)
    return voice("en")(refused.value.text)


def test_what_makes_no_sense_is_refused_with_what_was_understood() -> None:
    assert refusal("du 20 au 3 août") == (
        "I understood: from Friday 20 August to Tuesday 3 August. The end comes before the beginning."
    )
    assert refusal("hier") == "I understood: Monday 26 July. That is over already."
    assert refusal("du 3 au 20 juin 2027").endswith(
        "from Thursday 3 June to Sunday 20 June. That is over already."
    )
    assert refusal("jusqu'au 20 juillet").endswith("That is over already.")
    assert refusal("du 1er août 2027 au 1er mars 2028") == (
        "I understood: from Sunday 1 August to Wednesday 1 March 2028. 180 days at most."
    )


def test_a_hundred_and_eighty_days_are_not_too_many() -> None:
    for days, fits in ((180, True), (181, False)):
        away = Away(TUESDAY, TUESDAY + timedelta(days=days - 1))
        if fits:
            rules.must_make_sense(away, TUESDAY)
        else:
            with pytest.raises(Refused):
                rules.must_make_sense(away, TUESDAY)


@pytest.mark.parametrize(
    ("zone", "first", "last", "hours"),
    [
        ("Europe/Paris", "2027-03-27", "2027-03-28", 47),
        ("Europe/Paris", "2027-10-30", "2027-10-31", 49),
        ("Europe/Paris", "2027-08-03", "2027-08-03", 24),
        ("America/Sao_Paulo", "2027-08-03", "2027-08-04", 48),
        ("Pacific/Kiritimati", "2027-12-31", "2028-01-01", 48),
    ],
)
def test_whole_days_of_the_groups_clock_also_where_it_changes(
    zone: str, first: str, last: str, hours: int
) -> None:
    group = Group(1, "Les Tilleuls", zone, "fr", None)
    away = Away(date.fromisoformat(first), date.fromisoformat(last))
    begins, ends = rules.instants(group, away)
    assert (ends.timestamp() - begins.timestamp()) / 3600 == hours
    assert begins.astimezone(ZoneInfo(zone)).date() == away.first
    assert (ends - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == away.last


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_nothing_that_is_typed_breaks_it(words: str, today: date) -> None:
    understand_absence(words, today)


@given(
    st.lists(
        st.sampled_from(
            [
                "du",
                "au",
                "à",
                "de",
                "le",
                "3",
                "31",
                "29",
                "fév",
                "février",
                "août",
                "2028",
                "mars",
                "3/8",
                "-",
                "jusqu'",
                "jusqu'au",
                "until",
                "from",
                "to",
                "lundi",
                "fin",
                "mois",
                "semaine",
                "demain",
                "pendant",
                "jours",
                "weeks",
                "999",
                "1er",
                "prochain",
                "week-end",
                "2027-08-03",
                "et",
                "end",
                "of",
            ]
        ),
        max_size=8,
    ),
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
)
def test_words_of_dates_in_any_order_give_days_or_nothing(words: list[str], today: date) -> None:
    away = understand_absence(" ".join(words), today)
    if away is not None:
        sentences.understood(away, today)
        rules.instants(Group(1, "x", "Europe/Paris", "fr", None), away)


def test_a_code_is_read_however_it_is_spaced() -> None:
    assert [
        rules.code_in(words) for words in ("482913", " 482 913 ", "482-913", "4829", "abc", "", "4829134")
    ] == ["482913"] * 3 + [""] * 4
    assert rules.code_in("٤٨٢٩١٣") == "", "digits of another script are no code"


def test_the_days_that_are_noted_come_back_as_they_were_said() -> None:
    from handlers.members.model import Member, Person

    group = Group(1, "Les Tilleuls", "Europe/Paris", "fr", None)
    for first, last in (("2027-03-27", "2027-03-28"), ("2027-10-31", "2027-10-31"), ("2027-12-31", "2028-01-01")):
        away = Away(date.fromisoformat(first), date.fromisoformat(last))
        begins, ends = rules.instants(group, away)
        member = Member(Person(1, "Karim"), "resident", 1, True, away_from=begins, away_until=ends)
        assert rules.days(group, member) == away
        assert member.is_away(begins)
        assert not member.is_away(ends)
    assert rules.days(group, Member(Person(1, "Karim"), "resident", 1, True)) is None
    assert (
        datetime.fromisoformat("2027-03-27T00:00:00+01:00")
        == rules.instants(group, Away(date(2027, 3, 27), date(2027, 3, 27)))[0]
    )
