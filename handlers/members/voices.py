"""How many voices there are, and how many were heard, in words that agree with what a voice is."""

from handlers.conversation.text import Text, t, tn

from .electorate import Voice


def of(voice: Voice, household: Text, lot: Text, person: Text) -> Text:
    """Of the same sentence about households, lots or people, the one that fits."""
    return {"household": household, "lot": lot, "person": person}[voice]


def how_many(voice: Voice, n: int) -> Text:
    """« 12 foyers ont une voix. »"""
    return of(
        voice,
        tn("{n} household has a voice.", "{n} households have a voice.", n),
        tn("{n} lot has a voice.", "{n} lots have a voice.", n),
        tn("{n} person has a voice.", "{n} people have a voice.", n),
    )


def answered(voice: Voice, n: int, every: int) -> Text:
    """« 7 foyers sur 12 ont répondu. »"""
    return of(
        voice,
        tn("{n} household of {all} has answered.", "{n} households of {all} have answered.", n, all=every),
        tn("{n} lot of {all} has answered.", "{n} lots of {all} have answered.", n, all=every),
        tn("{n} person of {all} has answered.", "{n} people of {all} have answered.", n, all=every),
    )


def out_of(voice: Voice, n: int, every: int) -> Text:
    """« 12 foyers sur 12. »"""
    return of(
        voice,
        tn("{n} household of {all}.", "{n} households of {all}.", n, all=every),
        tn("{n} lot of {all}.", "{n} lots of {all}.", n, all=every),
        tn("{n} person of {all}.", "{n} people of {all}.", n, all=every),
    )


def lacking(voice: Voice, have: int, need: int) -> Text:
    """« Il manque un foyer : 7 ont répondu, il en faut 8. »"""
    n = need - have
    if have < 2:
        return t("Too few answers: {need} are needed.", need=need)
    said: dict[str, int] = {"have": have, "need": need}
    match voice:
        case "household" if n == 1:
            return t("One household is missing: {have} answered, {need} are needed.", **said)
        case "household":
            return tn(
                "{n} household is missing: {have} answered, {need} are needed.",
                "{n} households are missing: {have} answered, {need} are needed.",
                n,
                **said,
            )
        case "lot" if n == 1:
            return t("One lot is missing: {have} answered, {need} are needed.", **said)
        case "lot":
            return tn(
                "{n} lot is missing: {have} answered, {need} are needed.",
                "{n} lots are missing: {have} answered, {need} are needed.",
                n,
                **said,
            )
        case "person" if n == 1:
            return t("One person is missing: {have} answered, {need} are needed.", **said)
        case "person":
            return tn(
                "{n} person is missing: {have} answered, {need} are needed.",
                "{n} people are missing: {have} answered, {need} are needed.",
                n,
                **said,
            )


def one_voice(voice: Voice) -> Text:
    """Who has a voice: « Une voix par foyer. »"""
    return of(voice, t("One voice per household."), t("One voice per lot."), t("One voice per person."))
