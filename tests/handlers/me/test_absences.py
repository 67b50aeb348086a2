"""The days of an absence, as people say them: French and English, leap days, ends of years, clock changes."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.texts import LANGUAGES, voice
from handlers.conversation.answer import Refused
from handlers.me import rules, sentences
from handlers.me.absences import LONGEST, Away, Words, understand_absence
from handlers.members.model import Group
from tests.handlers.me.phrases import EXAMPLE, PHRASES, REFUSED, TUESDAY

PARIS = ZoneInfo("Europe/Paris")


def understood(phrase: str, today: date = TUESDAY, language: str = "fr") -> str:
    away = understand_absence(Words(phrase, PARIS, language), at_ten(today))
    return f"{away.first} {away.last}"


def at_ten(today: date) -> datetime:
    return datetime.combine(today, time(10), PARIS)


def refusal(phrase: str, today: date = TUESDAY, language: str = "en") -> str:
    """What is said instead, in English."""
    with pytest.raises(Refused) as refused:
        rules.must_make_sense(understand_absence(Words(phrase, PARIS, language), at_ten(today)), today)
    return voice("en")(refused.value.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("phrase", PHRASES)
def test_the_days_that_are_meant(phrase: str, language: str) -> None:
    """Whatever language somebody chose, they may write the other one."""
    assert understood(phrase, language=language) == PHRASES[phrase]


@pytest.mark.parametrize("phrase", REFUSED)
def test_words_without_days_are_refused_with_their_reason(phrase: str) -> None:
    assert refusal(phrase) == REFUSED[phrase]


@pytest.mark.parametrize("phrase", REFUSED)
def test_the_reason_is_the_same_in_every_language_that_somebody_chose(phrase: str) -> None:
    assert refusal(phrase, language="fr@tu") == REFUSED[phrase]


def test_a_length_past_all_calendars_is_too_far_away() -> None:
    for phrase in ("999999999 jours", "999999 semaines", "9999999999 heures"):
        assert refusal(phrase, language="fr") == "That is too far away for me." + EXAMPLE


@pytest.mark.parametrize(
    ("phrase", "today", "expected"),
    [
        ("du 20 décembre au 3 janvier", "2027-11-02", "2027-12-20 2028-01-03"),
        ("du 20 décembre au 3 janvier", "2028-01-02", "2027-12-20 2028-01-03"),
        ("from 30 December to 2 January", "2027-12-31", "2027-12-30 2028-01-02"),
        ("jusqu'au 3 janvier", "2027-12-28", "2027-12-28 2028-01-03"),
        ("jusqu'au 29 février", "2028-02-10", "2028-02-10 2028-02-29"),
        ("du 20 février au 29 février", "2027-12-01", "2028-02-20 2028-02-29"),
        ("du 20 février au 29 février", "2028-02-25", "2028-02-20 2028-02-29"),
        ("du 29 février au 3 mars", "2027-12-01", "2028-02-29 2028-03-03"),
        ("du 29 février au 3 mars", "2028-03-01", "2028-02-29 2028-03-03"),
        ("le 29 février", "2028-03-01", "2032-02-29 2032-02-29"),
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
        ("du 25 juillet au 20 août", "2027-08-03", "2027-07-25 2027-08-20"),
        ("du 25 juillet au 20 août", "2027-08-20", "2027-07-25 2027-08-20"),
        ("du 25 juillet au 20 août", "2027-08-21", "2028-07-25 2028-08-20"),
        ("du 1er mars au 20 août", "2027-08-20", "2027-03-01 2027-08-20"),
    ],
)
def test_leap_days_and_the_ends_of_months_and_years(phrase: str, today: str, expected: str) -> None:
    assert understood(phrase, date.fromisoformat(today)) == expected


def test_what_makes_no_sense_is_refused_with_what_was_understood() -> None:
    assert refusal("hier") == "I understood: Monday 26 July. That is over already."
    assert refusal("du 3 au 20 juin 2027").endswith(
        "from Thursday 3 June to Sunday 20 June. That is over already."
    )
    assert refusal("jusqu'au 20 juillet 2027") == "I understood: Tuesday 20 July. That is over already."
    assert refusal("jusqu'au 20 juillet").endswith(
        "from Tuesday 27 July to Thursday 20 July 2028. 180 days at most."
    )
    assert refusal("du 1er août 2027 au 1er mars 2028") == (
        "I understood: from Sunday 1 August to Wednesday 1 March 2028. 180 days at most."
    )


def test_a_hundred_and_eighty_days_are_not_too_many() -> None:
    for days, fits in ((LONGEST, True), (LONGEST + 1, False)):
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


@settings(deadline=None)  # the first reading loads the words of both languages
@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_nothing_that_is_typed_breaks_it(words: str, today: date) -> None:
    days_or_reason(words, today)


def days_or_reason(words: str, today: date) -> Away | str:
    try:
        return understand_absence(Words(words, PARIS), at_ten(today))
    except Refused as refused:
        return voice("fr")(refused.text)


@settings(deadline=None)
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
def test_words_of_dates_in_any_order_give_days_or_a_reason(words: list[str], today: date) -> None:
    away = days_or_reason(" ".join(words), today)
    if isinstance(away, Away):
        assert away.first <= away.last
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
