"""Whether a day is named in a few words, by whatever name: « samedi », « demain », « le 6 mars »."""

import re

WEEKDAY = (
    r"lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
    r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
MONTH = (
    r"janv(?:ier)?|f[ée]vr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|d[ée]c(?:embre)?|jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|september|october|november|december"
)
WITH_MONTH = re.compile(
    rf"\d(?:st|nd|rd|th|er)?\s+(?:of\s+)?(?:{MONTH})\b|\b(?:{MONTH})\.?\s+\d|\d\s?[/.]\s?\d|\d-\d\d-\d", re.I
)
NEAR = (
    r"demain|aujourd['’]hui|ce\s+(?:soir|matin|midi)|cet(?:te)?\s+apr[èe]s-midi"
    r"|tomorrow|today|tonight|this\s+(?:morning|afternoon|evening)"
)
_NAMES_DAY = re.compile(rf"\b(?:{WEEKDAY})\b|\b(?:{NEAR})\b|{WITH_MONTH.pattern}", re.I)


def names_day(words: str) -> bool:
    """Whether a day stands in these words, by whatever name."""
    return _NAMES_DAY.search(words) is not None
