"""An absence in words, for screens and for refusals."""

from datetime import UTC, date, datetime, time

from handlers.conversation.text import Moment, Text, t

from .absences import Away


def day(at: date, today: date) -> Text:
    """« mardi 3 août », with its year where it is another one than this."""
    # Only the day is said: any zone will do.
    moment = Moment(datetime.combine(at, time(12), UTC), "day")
    return t("{day}", day=moment) if at.year == today.year else t("{day} {year}", day=moment, year=at.year)


def understood(away: Away, today: date) -> Text:
    """« du mardi 3 août au vendredi 20 août », or one day."""
    if away.first == away.last:
        return day(away.first, today)
    return t("from {first} to {last}", first=day(away.first, today), last=day(away.last, today))
