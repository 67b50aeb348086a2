"""Hours and lengths of time in lines of a programme: « 9h15 », « 2 pm », « 1h30 », « 15 min ». Pure."""

import re

CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])(?:\s?h\s?[0-5]\d|\s?h\b|\s?:\s?[0-5]\d)(?:\s?[ap]m\b)?(?!\d)"
    r"|(?:1[0-2]|[1-9])\s?[ap]m\b|midi\b|noon\b|minuit\b|midnight\b)"
)
DURATION = (
    r"(?:\d{1,4}\s*(?:minutes?|min|mn|m|'|’|′)?"
    r"|[0-6]\s*(?:heures?|hours?|hrs?|h)(?:\s*[0-5]?\d\s*(?:minutes?|min|mn)?)?"
    r"|(?:une|1|an|one)\s+(?:heure|hour)(?:\s+(?:et\s+demie?|and\s+a\s+half))?"
    r"|(?:une\s+)?demi[ -]heure|half\s+an\s+hour|(?:un\s+)?quart\s+d['’]heure|trois\s+quarts\s+d['’]heure)"
)
_NAMED = {"midi": 12 * 60, "noon": 12 * 60, "minuit": 0, "midnight": 0}
_NBSP = "\u00a0"


def clock_of(words: str) -> int:
    """Minutes after midnight; `words` match CLOCK."""
    words = words.casefold().strip()
    if words in _NAMED:
        return _NAMED[words]
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if words.endswith("pm") and hour < 12:
        hour += 12
    if words.endswith("am") and hour == 12:
        hour = 0
    return (hour * 60 + minute) % (24 * 60)


def minutes_of(words: str) -> int:
    """How long; `words` match DURATION."""
    words = words.casefold().strip()
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if re.search(r"\bdemi[ -]heure|half\s+an", words):
        return 30
    if "quart" in words:
        return 45 if words.startswith("trois") else 15
    if re.search(r"\d\s*h|heure|hour", words):
        hours, minutes = numbers[0] if numbers else 1, numbers[1] if len(numbers) > 1 else 0
        return hours * 60 + (30 if re.search("demi|half", words) else minutes)
    return numbers[0]


def said_clock(minutes: int) -> str:
    """« 9h15 », « 14h », as it is typed."""
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{hour}h{minute:02}" if minute else f"{hour}h"


def said_minutes(minutes: int) -> str:
    """« 15 min », « 360 min », as it is typed."""
    return f"{minutes} min"


def length(minutes: int) -> str:
    """« 15 min », « 1 h 30 », as it is read, in every language."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{_NBSP}min"
    return f"{hours}{_NBSP}h{_NBSP}{rest:02}" if rest else f"{hours}{_NBSP}h"
