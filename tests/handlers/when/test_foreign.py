"""Days typed in eleven other languages: what is read, and above all what is not."""

import importlib
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from handlers.when.foreign import understand_foreign
from handlers.when.model import Day, Instant, Meaning

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 9, 15, 10, 20, tzinfo=PARIS)
UTTERANCES = Path(__file__).parent / "utterances"


def read(text: str, now: datetime = TUESDAY) -> str:
    return written(understand_foreign(text, now, PARIS))


def written(meaning: Meaning | None) -> str:
    if isinstance(meaning, Instant):
        return meaning.at.strftime("%Y-%m-%dT%H:%M")
    return meaning.day.isoformat() if isinstance(meaning, Day) else "?"


READ = """
es | mañana a las 18:00                        | 2026-09-16T18:00
es | Mañana                                    | 2026-09-16
es | hoy a las 20h                             | 2026-09-15T20:00
es | ayer                                      | 2026-09-14
es | el martes                                 | 2026-09-22
es | miércoles a las 18:30.                    | 2026-09-16T18:30
es | el próximo martes a las 18:30             | 2026-09-22T18:30
es | 3 de marzo                                | 2027-03-03
es | el 3 de marzo a las 18h                   | 2027-03-03T18:00
es | lunes 21 de septiembre                    | 2026-09-21
es | lunes, 21 de septiembre de 2026, 18:00    | 2026-09-21T18:00
es | 15 de septiembre                          | 2026-09-15
es | 14 de septiembre                          | 2027-09-14
es | 29 de febrero                             | 2028-02-29
es | dentro de 3 días                          | 2026-09-18
es | en 2 semanas a las 9:00                   | 2026-09-29T09:00
pt | amanhã às 19h                             | 2026-09-16T19:00
pt | hoje às 20:00                             | 2026-09-15T20:00
pt | terça-feira                               | 2026-09-22
pt | terça às 18h                              | 2026-09-22T18:00
pt | na sexta-feira às 18:00                   | 2026-09-18T18:00
pt | 3 de março às 18h30                       | 2027-03-03T18:30
pt | segunda-feira, 21 de setembro             | 2026-09-21
pt | daqui a 3 dias                            | 2026-09-18
it | domani alle 18                            | 2026-09-16T18:00
it | domani alle ore 18.30                     | 2026-09-16T18:30
it | oggi alle 20                              | 2026-09-15T20:00
it | martedì prossimo                          | 2026-09-22
it | martedi alle 18                           | 2026-09-22T18:00
it | sabato alle 10                            | 2026-09-19T10:00
it | il 3 marzo alle 18                        | 2027-03-03T18:00
it | 1º maggio                                 | 2027-05-01
it | tra 3 giorni                              | 2026-09-18
de | nächsten Dienstag 18 Uhr                  | 2026-09-22T18:00
de | morgen um 18 Uhr 30                       | 2026-09-16T18:30
de | übermorgen                                | 2026-09-17
de | am Freitag um 18.30 Uhr                   | 2026-09-18T18:30
de | 3. März                                   | 2027-03-03
de | Montag, den 21. September 2026 um 18 Uhr  | 2026-09-21T18:00
de | in 3 Tagen um 18 Uhr                      | 2026-09-18T18:00
nl | morgen om 18 uur                          | 2026-09-16T18:00
nl | overmorgen                                | 2026-09-17
nl | op vrijdag om 19:30                       | 2026-09-18T19:30
nl | 3 maart om 18 uur                         | 2027-03-03T18:00
nl | over 3 dagen                              | 2026-09-18
pl | jutro o 18:00                             | 2026-09-16T18:00
pl | dzisiaj o 20                              | 2026-09-15T20:00
pl | w środę o 19:30                           | 2026-09-16T19:30
pl | we wtorek                                 | 2026-09-22
pl | 3 marca o 18:00                           | 2027-03-03T18:00
pl | za 3 dni                                  | 2026-09-18
ro | mâine la 18:00                            | 2026-09-16T18:00
ro | maine la 18                               | 2026-09-16T18:00
ro | joi la ora 19                             | 2026-09-17T19:00
ro | marți                                     | 2026-09-22
ro | 3 martie la 18:00                         | 2027-03-03T18:00
ro | peste 3 zile                              | 2026-09-18
tr | yarın saat 18:00                          | 2026-09-16T18:00
tr | yarın 18:00'de                            | 2026-09-16T18:00
tr | salı günü saat 18:30                      | 2026-09-22T18:30
tr | 3 Mart 18:00                              | 2027-03-03T18:00
tr | 3 gün sonra                               | 2026-09-18
ar | غدا الساعة 18:00                          | 2026-09-16T18:00
ar | يوم الثلاثاء                              | 2026-09-22
ar | ٣ مارس                                    | 2027-03-03
ar | الجمعة الساعة ١٨:٣٠                       | 2026-09-18T18:30
uk | завтра о 18:00                            | 2026-09-16T18:00
uk | у вівторок                                | 2026-09-22
uk | в п’ятницю о 18:30                        | 2026-09-18T18:30
uk | 3 березня о 18:00                         | 2027-03-03T18:00
ru | завтра в 18:00                            | 2026-09-16T18:00
ru | завтра в 19 часов                         | 2026-09-16T19:00
ru | во вторник в 18:00                        | 2026-09-22T18:00
ru | 14 октября в 18.30                        | 2026-10-14T18:30
ru | через 3 дня                               | 2026-09-18
"""


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_a_whole_day_is_read(line: str) -> None:
    _, text, meaning = (part.strip() for part in line.split(" | "))
    assert read(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        # doubtful: the « next » one where a nearer one comes this week
        "nächsten Freitag", "el próximo viernes", "venerdì prossimo alle 18", "volgende vrijdag", "próxima sexta-feira",
        # contradictions and what does not exist
        "lunes 20 de septiembre", "31 de febrero", "mañana 21 de septiembre", "29 de febrero de 2027", "32. März",
        "domani alle 25", "morgen um 18:75", "0 de marzo", "3 de marzo de 0026",
        # an hour that many say for the evening, and parts of the day that dateparser drops
        "mañana a las 7", "domani alle 6", "mañana a las 6 de la tarde", "heute Abend", "morgen früh", "am Morgen",
        "domani mattina", "venerdì sera", "amanhã de manhã", "dziś wieczorem", "завтра вечером", "bu akşam",
        # lengths, months, weeks, years: no day
        "3 días", "3 Tage", "3 dni", "يومين", "marzo", "März 2027", "en 3 meses", "la semana que viene", "2 horas",
        "dentro de dos horas", "hace 3 días", "vor 3 Tagen", "3 giorni fa", "12 de 2026",
        # no hour is read where nothing says that it is one
        "3 marzo 18", "mañana 18", "martes 18.30", "jueves 24", "Dienstag 15",
        # an hour alone, figures alone
        "a las 18:00", "alle 18", "um 18 Uhr", "18:00", "18", "15/10/2026", "15.10.2026 18:30", "2026-10-15", "06 12 05 20 27",
        "la 18", "o 18", "٣", "1758",
        # abbreviations and words of other things
        "mar", "do", "so", "mi", "sex", "set", "dom 18h", "lu", "di", "ma", "za", "3 mar", "3 лист", "серед", "segunda",
        "quinta", "Marti", "Maine", "sept",
        # sentences around a day
        "nos vemos mañana a las 18:00", "mañana a las 18:00 en la sala", "bis morgen", "ci vediamo domani", "hasta el martes",
        "Guten Morgen", "todos los martes", "jeden Dienstag", "ogni martedì", "do jutra", "каждый вторник", "mañana!", "morgen?",
        "mañana o pasado", "martes y jueves", "del 3 al 5 de marzo", "buenos días", "domani\nalle 18", "",
        " ", ".", "a" * 61, "mañana " * 9,
    ],
)  # fmt: skip
def test_what_is_doubtful_is_not_read(text: str) -> None:
    assert read(text) == "?"


FRENCH = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche demain hier aujourd'hui après-demain soir midi minuit"
)
ENGLISH = "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight noon midnight"


@pytest.mark.parametrize("word", [*FRENCH.split(), *ENGLISH.split()])
def test_french_and_english_days_are_not_read(word: str) -> None:
    for text in (word, word.title(), f"{word} 18h", f"{word} 18:00", f"{word} à 18h", f"{word} at 18:00", f"next {word}",
                 f"{word} prochain", f"le {word} 21 septembre", f"{word} 21 september"):  # fmt: skip
        assert read(text) == "?", text


def test_nothing_of_the_french_and_english_corpus_is_read_otherwise() -> None:
    """Lines: lang | now | text | meaning [; others] | rest. No refused line is accepted; of the others, a date
    that is written alike (3 november) means the same."""
    seen = refused = 0
    for file in sorted(UTTERANCES.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            _, now, text, meaning, *_ = (part.strip() for part in line.split(" | "))
            found = read(text, datetime.fromisoformat(now).replace(tzinfo=PARIS))
            assert found == "?" or (found in meaning and not meaning.startswith("reject")), line
            seen += 1
            refused += meaning.startswith("reject")
    assert seen > 500
    assert refused > 150


MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
WEEKDAYS = {
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "ro": "luni marți miercuri joi vineri sâmbătă duminică",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "uk": "понеділок вівторок середа четвер п'ятниця субота неділя",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
}
NOWS = some.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda wall: wall.replace(tzinfo=PARIS))


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_of_every_language(language: str) -> None:
    for number, month in enumerate(MONTHS[language].split(), 1):
        assert read(f"3 {month} 2027") == f"2027-{number:02}-03"


@given(NOWS, some.sampled_from(sorted(WEEKDAYS)), some.integers(0, 6))
@settings(deadline=None)
def test_a_weekday_is_the_next_one_after_today(now: datetime, language: str, number: int) -> None:
    day = date.fromisoformat(read(WEEKDAYS[language].split()[number], now))
    assert day.weekday() == number
    assert 1 <= (day - now.date()).days <= 7


@given(NOWS, some.sampled_from(sorted(WEEKDAYS)), some.dates(date(2026, 1, 1), date(2031, 1, 1)))
@settings(deadline=None)
def test_a_date_is_read_with_its_own_weekday_only(now: datetime, language: str, day: date) -> None:
    month = MONTHS[language].split()[day.month - 1]
    for number, weekday in enumerate(WEEKDAYS[language].split()):
        right = day.isoformat() if number == day.weekday() else "?"
        assert read(f"{weekday} {day.day} {month} {day.year}", now) == right
    coming = read(f"{day.day} {month} 18:00", now)
    assert coming[5:] == f"{day:%m-%d}T18:00"
    assert now.date() <= date.fromisoformat(coming[:10]) < now.date() + timedelta(days=4 * 366)


@given(some.text(some.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=70))
@settings(deadline=None, max_examples=50)
def test_any_text_gives_an_answer_without_a_warning(text: str) -> None:
    assert isinstance(understand_foreign(text, TUESDAY, PARIS), Day | Instant | None)


def test_so_far_ahead_that_there_is_no_such_day() -> None:
    assert read("in 99 Wochen", datetime(9999, 12, 1, tzinfo=PARIS)) == "?"


def test_a_skipped_hour_is_moved_on() -> None:
    saturday = datetime(2026, 3, 28, 10, tzinfo=PARIS)
    assert read("domani alle 02:30", saturday) == "2026-03-29T03:30"


def test_the_day_is_that_of_the_group() -> None:
    utc_evening = datetime.fromisoformat("2026-09-15T22:30+00:00")  # past midnight in Paris
    assert read("mañana", utc_evening) == "2026-09-17"


def test_many_threads_read_the_same_as_one() -> None:
    lines = [line.split(" | ") for line in READ.strip().splitlines()]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda line: read(line[1].strip()), lines * 4))
    assert found == [line[2].strip() for line in lines * 4]


def test_dateparser_is_left_as_it_was() -> None:
    conf = importlib.import_module("dateparser.conf")
    before = dict(vars(conf.settings))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read("amanhã às 19h")
        read("nächsten Dienstag 18 Uhr")
    assert vars(conf.settings) == before


@pytest.mark.parametrize(
    "module", ["handlers.when.understanding", "handlers.when.foreign", "handlers.when.occurrences"]
)
def test_dateparser_is_not_loaded_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; sys.exit(any(name.split('.')[0] == 'dateparser' for name in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_dateparser_is_not_loaded_for_a_sentence() -> None:
    code = (
        "import sys, datetime, zoneinfo; from handlers.when.foreign import understand_foreign as read\n"
        "zone = zoneinfo.ZoneInfo('Europe/Paris'); now = datetime.datetime(2026, 9, 15, tzinfo=zone)\n"
        "read('qui peut me prêter une échelle demain ?', now, zone); sys.exit('dateparser' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
