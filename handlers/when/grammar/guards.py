"""What looks like time and is not: a room number, a price, a telephone number, a street named after a date."""

from ..words.lexicon import Kind
from .dates import is_day_number, numeric_form, suffixed
from .reading import Reading


def keep(r: Reading) -> str:
    """Marks the places that no grammar may take; gives the words of a vague time (« un de ces jours »), or ""."""
    vague = ""
    i = 0
    while i < len(r):
        if r.is_plain(i):
            i += 1
            continue
        found = r.sense(i, "vague")
        if found is not None and not _counts(r, i, found[1]):
            vague = vague or r.said(i, found[1])
            _mark(r, i, found[1])
            i = found[1]
            continue
        end = (
            _title(r, i)
            or _greeting(r, i)
            or _idiom(r, i)
            or _street(r, i)
            or _numbered(r, i)
            or _counted(r, i)
            or _telephone(r, i)
            or _address(r, i)
        )
        if end:
            _mark(r, i, end)
        i = end or (i + 5 if numeric_form(r, i) else i + 1)
    return vague


def _mark(r: Reading, start: int, end: int) -> None:
    r.kept.update(range(start, end))


def _counts(r: Reading, i: int, end: int) -> bool:
    """« un jour sur deux », « une fois par semaine » are rhythms."""
    return bool(r.sense(end, "one in") or r.sense(end, "per"))


_WISHED: tuple[Kind, ...] = ("part", "weekend", "feast", "unit", "holidays", "school", "night", "edge", "bridge")


def _title(r: Reading, i: int) -> int:
    """« Vendredi ou la vie sauvage » in quotation marks, beside other words; « mardi 18h » in them is a time."""
    close = {"«": "»", "“": "”", '"': '"'}.get(r.word(i))
    if close is None or close not in r.words[i + 1 :]:
        return 0
    end = r.words.index(close, i + 1)
    named = any(r.is_plain(place) for place in range(i + 1, end))
    return end + 1 if named and end - i + 1 < len(r) else 0


def _greeting(r: Reading, i: int) -> int:
    """bon week-end, joyeux Noël, good morning, bonne fin de journée, bon mardi !"""
    if r.sense(i, "greeting") is None or r.sense(i, "feast") is not None:
        return 0
    j = i + 1
    while r.is_any(j, *_WISHED):
        j = max(found[1] for kind in _WISHED if (found := r.sense(j, kind)))
        j = r.after(j, "of") if r.sense(r.after(j, "of"), "part") or r.sense(r.after(j, "of"), "unit") else j
    if j == i + 1 and r.sense(j, "weekday") and (j + 1 >= len(r) or r.is_mark(j + 1, "!.,")):
        return j + 1
    return j if j > i + 1 else 0


def _idiom(r: Reading, i: int) -> int:
    found = r.sense(i, "idiom")
    if found is None:
        return 0
    dated = r.figures(i) >= 0 and (r.is_the(i - 1) or r.is_mark(found[1], "/"))  # « le 7/7 », 7/7/2027
    return 0 if dated else found[1]


def _numbered(r: Reading, i: int) -> int:
    """salle 12, code 1830, n° 5, ligne 3, téléphonez au 06 12 34 56 78."""
    named = r.sense(i, "numbered")
    if named is None:
        return 0
    j = named[1]
    while r.is_mark(j, ".:°#") or r.word(j) in ("est", "is", "numero", "n", "number"):
        j += 1
    if r.figures(j) < 0 or _is_hour(r, j) or _is_date(r, j):
        return 0
    j += 1
    while r.figures(j) >= 0 and not _is_hour(r, j) and not _is_date(r, j) and len(r.word(j)) > 1:
        j += 1
    while r.is_mark(j, "./-") and r.glued(j) and r.figures(j + 1) >= 0 and r.glued(j + 1):
        j += 2
    return j


def _is_hour(r: Reading, i: int) -> bool:
    unit = r.sense(i + 1, "unit")
    if unit is not None and unit[0] != "half-year":
        return True
    if r.sense(i + 1, "meridiem") and (r.glued(i + 1) or r.word(i + 1) in ("am", "pm")):
        return True
    return r.is_mark(i + 1, ":") and r.glued(i + 2) and r.figures(i + 2) >= 0


def _is_date(r: Reading, i: int) -> bool:
    j = suffixed(r, i)
    return is_day_number(r, i) and bool(r.sense(j, "month") or r.sense(j, "short month"))


def _counted(r: Reading, i: int) -> int:
    """12,50 €, 15 personnes, 3 kg, £5, du 3 pièces."""
    start = i
    if r.sense(i, "near") is not None:
        return 0
    if r.word(i) in ("€", "$", "£") and r.figures(i + 1) >= 0:
        start = i + 1
    if r.figures(start) < 0:
        return 0
    j = start + 1
    while r.is_mark(j, ".,/-") and r.glued(j) and r.glued(j + 1) and r.figures(j + 1) >= 0:
        j += 2
    if start > i:
        return j
    found = r.sense(j, "counted")
    if found is None:
        return 0
    short = r.word(j) in ("m", "l", "g", "go", "ml", "cl")
    return 0 if short and not r.glued(j) and j + 1 < len(r) and r.is_mark(j + 1, "'") else found[1]


def _telephone(r: Reading, i: int) -> int:
    """Groups of figures, as telephone numbers, cards and addresses of machines are written."""
    if r.figures(i) < 0 and not (r.word(i).isdecimal()):
        return 0
    groups, j = 1, i + 1
    sign = r.word(j) if r.is_mark(j, ".-") and r.glued(j) else ""
    while (r.word(j) == sign and r.glued(j)) if sign else r.word(j).isdecimal():
        k = j + 1 if sign else j
        if not r.word(k).isdecimal() or (len(r.word(k)) < 2 and sign != "."):
            break
        groups, j = groups + 1, k + 1
    if _is_hour(r, j - 1):
        groups, j = groups - 1, j - 1
    if j == i:
        return 0
    return j if groups >= 4 or len(r.word(i)) >= 5 or (groups == 3 and len(r.word(i)) == 3) else 0


def _street(r: Reading, i: int) -> int:
    """rue du 4 septembre, place de la Toussaint, avenue du 8 mai 1945, 14 July Street."""
    named = r.sense(i, "street")
    if named is not None:
        j = named[1]
        while r.sense(j, "of") or r.word(j) in ("la", "l'", "le", "du", "de", "des"):
            j = r.after(j, "of") if r.sense(j, "of") else j + 1
        if (feast := r.sense(j, "feast")) is not None and (j > named[1] or r.french):
            return feast[1]
        weekday = r.sense(j, "weekday") or r.sense(j, "noon")
        if r.word(j - 1) == "du" and weekday is not None and r.figures(weekday[1]) < 0:
            return weekday[1]  # « rue du Dimanche »
        return _date_end(r, j) if j > named[1] or not r.french else 0
    if not r.french and (end := _date_end(r, i)) and r.sense(end, "street"):
        return r.after(end, "street")
    return 0


def _date_end(r: Reading, j: int) -> int:
    ordinal, number = r.sense(j, "ordinal"), r.number(j)
    if is_day_number(r, j):
        k = suffixed(r, j)
    elif ordinal is not None or number is not None:
        k = (ordinal or number or (0, j))[1]
    else:
        return 0
    k = k + 1 if r.word(k) in ("of", "de") else k
    named = r.sense(k, "month") or r.sense(k, "short month")
    if named is None:
        return 0
    return named[1] + 1 if r.figures(named[1]) > 1000 else named[1]


def _address(r: Reading, i: int) -> int:
    """12 rue des Lilas, 3 bis avenue Carnot; « le 12 place Carnot » is a day and a place."""
    if r.figures(i) < 0 or r.word(i - 1) == "le" or (i > 0 and r.glued(i)):
        return 0
    j = i + 1
    while r.is_mark(j, ",") or r.word(j) in ("bis", "ter"):
        j += 1
    return j if r.sense(j, "street") is not None and r.sense(i + 1, "month") is None else 0
