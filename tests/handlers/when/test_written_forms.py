"""Any date, hour or length is read in every form in which people write it."""

from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from handlers.when.calendar.almanac import at
from handlers.when.model import Day, Deadline, Duration, Instant, Meaning, Recurrence, Span
from handlers.when.understanding import understand
from tests.handlers.when.corpus import PARIS

FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FRENCH_NUMBERS = (
    "zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt", "vingt et une", "vingt-deux",
    "vingt-trois",
)  # fmt: skip
ENGLISH_NUMBERS = (
    "twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
)  # fmt: skip

NOWS = some.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)).map(lambda now: now.replace(tzinfo=PARIS))
AHEAD = some.integers(0, 300)
HOURS, MINUTES = some.integers(0, 23), some.integers(0, 59)
QUIET = settings(max_examples=300, deadline=None)


def meant(text: str, now: datetime, language: str = "fr") -> Meaning:
    found = understand(text, now, PARIS, language)
    assert found.subject == "", (text, found)
    return found.meaning


def ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def french_dates(day: date) -> list[str]:
    weekday, month = FRENCH_DAYS[day.weekday()], FRENCH_MONTHS[day.month - 1]
    first = "1er" if day.day == 1 else str(day.day)
    return [
        f"le {first} {month} {day.year}",
        f"{weekday} {first} {month} {day.year}",
        f"le {weekday} {first} {month} {day.year}",
        f"{weekday.capitalize()} {day.day} {month.upper()} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"le {day.day:02}/{day.month:02}/{day.year % 100:02}",
        f"{weekday} {day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ]


def english_dates(day: date) -> list[str]:
    weekday, month = ENGLISH_DAYS[day.weekday()], ENGLISH_MONTHS[day.month - 1]
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {ordinal(day.day)}, {day.year}",
        f"{month} {day.day} {day.year}",
        f"the {ordinal(day.day)} of {month} {day.year}",
        f"{weekday} {day.day} {month[:3]} {day.year}",
        f"{weekday[:3]} {ordinal(day.day)} {month} {day.year}",
        f"on {weekday}, {month} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
    ]


def french_hours(hour: int, minute: int) -> list[str]:
    forms = [f"{hour}h{minute:02}", f"{hour}:{minute:02}", f"{hour} h {minute:02}", f"{hour}H{minute:02}",
             f"{hour:02}h{minute:02}", f"{hour}h {minute:02}", f"{hour} heures {minute:02}"]  # fmt: skip
    if minute == 0:
        hours = "heure" if hour < 2 else "heures"
        forms += [f"{hour}h", f"{hour} h", f"{hour} {hours} pile", f"{FRENCH_NUMBERS[hour]} {hours}"]
    if minute in (15, 30, 45) and hour:
        spoken = {15: "et quart", 30: "et demie", 45: "moins le quart"}[minute]
        said = FRENCH_NUMBERS[(hour + (minute == 45)) % 24]
        hours = "heure" if said == "une" else "heures"
        forms += [f"{said} {hours} {spoken}"] if hour + (minute == 45) < 24 else []
    if minute in (40, 50, 55) and hour < 23:
        forms.append(f"{hour + 1}h moins {({40: 'vingt', 50: 'dix', 55: 'cinq'})[minute]}")
    return forms


def english_hours(hour: int, minute: int) -> list[str]:
    half, twelve = ("am" if hour < 12 else "pm"), hour % 12 or 12
    forms = [f"{twelve}:{minute:02}{half}", f"{twelve}:{minute:02} {half}", f"{twelve}.{minute:02}{half}",
             f"{hour:02}:{minute:02}", f"{hour}h{minute:02}"]  # fmt: skip
    if minute == 0:
        forms += [f"{twelve}{half}", f"{twelve} {half}", f"{twelve} {half[0]}.m."]
        forms += [f"{ENGLISH_NUMBERS[hour % 12]} in the morning"] if 1 <= hour < 12 else []
    if minute == 30:
        forms.append(f"half past {ENGLISH_NUMBERS[hour % 12]} {half}")
    if minute == 15:
        forms.append(f"quarter past {ENGLISH_NUMBERS[hour % 12]} {half}")
    return forms


@QUIET
@given(NOWS, AHEAD)
def test_dates(now: datetime, ahead: int) -> None:
    day = now.date() + timedelta(days=ahead)
    for form in french_dates(day):
        assert meant(form, now) == Day(day), form
    for form in english_dates(day):
        assert meant(form, now, "en") == Day(day), form


@QUIET
@given(NOWS, AHEAD, HOURS, MINUTES)
def test_dates_with_hours(now: datetime, ahead: int, hour: int, minute: int) -> None:
    day = now.date() + timedelta(days=ahead)
    wanted = Instant(at(day, hour, minute, PARIS))
    for form in french_hours(hour, minute):
        assert meant(f"{french_dates(day)[1]} à {form}", now) == wanted, form
        assert meant(f"à {form} le {day:%d/%m/%Y}", now) == wanted, form
    for form in english_hours(hour, minute):
        assert meant(f"{english_dates(day)[4]} at {form}", now, "en") == wanted, form


@QUIET
@given(NOWS, HOURS, MINUTES)
def test_an_hour_alone_is_the_next_one(now: datetime, hour: int, minute: int) -> None:
    assume((hour, minute) not in ((0, 0), (12, 0)))
    today = at(now.date(), hour, minute, PARIS)
    wanted = today if today > now else at(now.date() + timedelta(days=1), hour, minute, PARIS)
    for form in french_hours(hour, minute):
        assert meant(f"à {form}", now) == Instant(wanted), form


@QUIET
@given(NOWS, some.integers(0, 6))
def test_weekdays(now: datetime, weekday: int) -> None:
    today = now.date()
    next_one = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    french, english = FRENCH_DAYS[weekday], ENGLISH_DAYS[weekday]
    for text in (french, french.upper(), f"{french} "):
        assert meant(text, now) == Day(next_one)
    assert meant(english, now, "en") == Day(next_one)
    assert meant(f"{french} en huit", now) == Day(next_one + timedelta(days=7))
    assert meant(f"{english} week", now, "en") == Day(next_one + timedelta(days=7))
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    for text, language in ((f"{french} prochain", "fr"), (f"next {english}", "en"),
                           (f"{french} de la semaine prochaine", "fr"), (f"{english} next week", "en")):  # fmt: skip
        assert meant(text, now, language) == Day(monday + timedelta(days=weekday))
    for text in (f"tous les {french}s", f"chaque {french}", f"les {french}s"):
        found = meant(text, now)
        assert isinstance(found, Recurrence)
        assert found.start == today + timedelta(days=(weekday - today.weekday()) % 7)


@QUIET
@given(NOWS, AHEAD, some.integers(1, 60))
def test_spans_and_deadlines(now: datetime, ahead: int, days: int) -> None:
    first = now.date() + timedelta(days=ahead)
    last = first + timedelta(days=days)
    one, other = french_dates(first), french_dates(last)
    for text in (f"du {one[0][3:]} au {other[0][3:]}", f"du {one[1]} au {other[1]}", f"du {one[4]} au {other[4]}"):
        assert meant(text, now) == Span(first, last), text
    one, other = english_dates(first), english_dates(last)
    for text in (f"from {one[0]} to {other[0]}", f"{one[1]} to {other[1]}", f"{one[4]} - {other[4]}"):
        assert meant(text, now, "en") == Span(first, last), text
    for text, language in ((f"jusqu'au {french_dates(last)[0][3:]}", "fr"), (f"d'ici le {french_dates(last)[4]}", "fr"),
                           (f"until {english_dates(last)[0]}", "en"), (f"by {english_dates(last)[1]}", "en")):  # fmt: skip
        assert meant(text, now, language) == Deadline(last), text


@QUIET
@given(some.integers(1, 23), some.sampled_from([0, 5, 10, 15, 20, 30, 45, 50]))
def test_lengths(hours: int, minutes: int) -> None:
    now = datetime(2026, 11, 4, 18, 10, tzinfo=PARIS)
    wanted = Duration(minutes=hours * 60 + minutes)
    for form in (f"{hours}h{minutes:02}", f"{hours} h {minutes:02}", f"{hours} heures et {minutes} minutes"):
        if minutes or "et" not in form:
            assert meant(f"pendant {form}", now) == wanted, form
    if minutes == 30:
        assert meant(f"pendant {FRENCH_NUMBERS[hours]} heures et demie", now) == wanted
    assert meant(f"for {hours} hours" + (f" and {minutes} minutes" if minutes else ""), now, "en") == wanted
    assert meant(f"dans {hours}h{minutes:02}", now) == Instant(now + timedelta(minutes=hours * 60 + minutes))


@QUIET
@given(NOWS, some.integers(1, 300))
def test_days_from_now(now: datetime, days: int) -> None:
    counted = {8: 7, 15: 14}.get(days, days)  # « huit jours » is a week, « quinze jours » two
    assert meant(f"dans {days} jours", now) == Day(now.date() + timedelta(days=counted))
    assert meant(f"in {days} days", now, "en") == Day(now.date() + timedelta(days=days))
    assert meant(f"{days} days ago", now, "en") == Day(now.date() - timedelta(days=days))
    assert meant(f"dans {days} semaines", now) == Day(now.date() + timedelta(days=7 * days))
