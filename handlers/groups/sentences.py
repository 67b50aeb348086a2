"""How a group's settings, its rules and the roles in it are said, on every screen that tells of them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction

from handlers.conversation.text import Moment, Text, t, tn, verbatim
from handlers.members.model import Group, Kind, Member

from .rules import BY_HOUSEHOLD

SOME_DAY = date(2027, 3, 1)
"""Hours of the night are said without their day."""

KIND_LABELS: dict[Kind, Text] = {
    "housing": t("Participatory housing"),
    "place": t("A third place"),
    "condominium": t("A co-owned building"),
    "other": t("Something else"),
}
LANGUAGE_LABELS = {"fr": t("French, formal"), "fr@tu": t("French, informal"), "en": t("In English")}
PLACES = {
    "Europe/Paris": verbatim("Paris"),
    "Indian/Reunion": t("Réunion"),
    "America/Guadeloupe": verbatim("Guadeloupe"),
    "America/Martinique": verbatim("Martinique"),
    "America/Cayenne": t("French Guiana"),
    "Indian/Mayotte": verbatim("Mayotte"),
    "Pacific/Noumea": t("New Caledonia"),
    "Pacific/Tahiti": t("French Polynesia"),
    "Europe/Brussels": t("Brussels"),
    "Europe/Zurich": t("Geneva"),
    "Europe/Luxembourg": verbatim("Luxembourg"),
    "America/Toronto": t("Montreal"),
}
QUORUM_LABELS = {
    "none": t("No minimum"),
    "quarter": t("A quarter"),
    "third": t("A third"),
    "half": t("Half"),
    "most": t("Two thirds"),
}
ROLE_LABELS = {
    "facilitator": t("Runs it and votes"),
    "accompaniment": t("Accompanies, no vote"),
    "professional": t("Advises (professional)"),
    "guest": t("Guest"),
    "resident": t("Neighbour, no role"),
}
ACADEMIES: dict[str, str] = {
    "A": "Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers",
    "B": "Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, "
    "Strasbourg",
    "C": "Créteil, Montpellier, Paris, Toulouse, Versailles",
}
"""Of each school zone, since 2016 (education.gouv.fr, calendrier scolaire)."""
_BEST_KNOWN = {
    "A": verbatim("A (Lyon, Bordeaux, Dijon…)"),
    "B": verbatim("B (Nantes, Lille, Nice…)"),
    "C": verbatim("C (Paris, Toulouse, Créteil…)"),
}
_LANGUAGES = {"fr": t("French"), "fr@tu": t("informal French"), "en": t("English")}
_QUORUMS = {
    Fraction(1, 4): t("a quarter of the answers needed"),
    Fraction(1, 3): t("a third of the answers needed"),
    Fraction(1, 2): t("half of the answers needed"),
    Fraction(2, 3): t("two thirds of the answers needed"),
}


def settings_sentence(group: Group) -> Text:
    """« Réglages : français, heure de Paris, silence de 20 h 30 à 8 h. »"""
    return t(
        "Settings: {language}, {zone}, {quiet}.",
        language=_LANGUAGES.get(group.language, _LANGUAGES["fr"]),
        zone=t("time in {place}", place=place(group.zone)),
        quiet=quiet(group),
    )


def settings_sentences(group: Group) -> tuple[Text, ...]:
    """All the settings: the school zone too, once somebody has noted it."""
    return (settings_sentence(group), school_sentence(group)) if group.school else (settings_sentence(group),)


def school_sentence(group: Group) -> Text:
    """« Zone scolaire : B (Nantes, Lille, Nice…). »"""
    if not group.school:
        return t("School zone: none.")
    return t("School zone: {zone}.", zone=_BEST_KNOWN[group.school])


def sunday_sentence(group: Group) -> Text:
    """Whether the group is told on Sunday evening what the week holds."""
    if group.sunday:
        return t("On Sunday at 6 pm, one message sums up the week to come.")
    return t("No summary on Sunday.")


def place(zone: str) -> Text:
    """The place after which a time zone is called; one that the host chose is called as in its database."""
    return PLACES.get(zone) or verbatim(zone.rpartition("/")[2].replace("_", " "))


def quiet(group: Group) -> Text:
    if group.night is None:
        return t("no quiet hours")
    return t(
        "quiet from {begins} to {ends}",
        begins=clock(group.night.begins, group),
        ends=clock(group.night.ends, group),
    )


def clock(hour: time, group: Group) -> Moment:
    """« 20 h 30 », without a day."""
    return Moment(datetime.combine(SOME_DAY, hour, group.tzinfo), "hour")


def kind_sentence(group: Group) -> Text:
    """What the group is."""
    if group.kind == "":
        return t("What kind of group this is has not been said.")
    if group.kind == "other":
        return t("It is a group in its own way.")
    kinds = {
        "housing": t("participatory housing"),
        "place": t("a third place"),
        "condominium": t("a co-owned building"),
    }
    return t("It is {kind}.", kind=kinds[group.kind])


def rules_sentence(group: Group) -> Text:
    """How votes are counted, in one sentence."""
    quorum = _QUORUMS.get(group.quorum, t("no minimum of answers"))
    if group.voices == "adult" or group.kind not in BY_HOUSEHOLD:
        adult = group.kind in BY_HOUSEHOLD
        voice = t("one voice per adult") if adult else t("one voice per person")
        return t("Votes: {voice}, {quorum}.", voice=voice, quorum=quorum)
    lots = group.kind == "condominium"
    ways = {
        "last": t("the last answer counts"),
        "majority": t("most of the lot decides") if lots else t("most of the household decides"),
        "holder": t("one named person answers"),
    }
    return t(
        "Votes: {voice}, {agreement}, {quorum}.",
        voice=t("one voice per lot") if lots else t("one voice per household"),
        agreement=ways[group.agreement],
        quorum=quorum,
    )


def silence_sentence(group: Group) -> Text:
    """What it means in a decision by consent that somebody does not answer."""
    match group.silence:
        case "consent":
            return t("Proposals: without an answer, the others decide.")
        case "required":
            return t("Proposals: everybody must answer.")
        case "nothing":
            return t("Proposals: two thirds must answer.")


def rules_sentences(group: Group) -> tuple[Text, ...]:
    """How votes are counted; and what silence means in a proposal, where that is not as everywhere."""
    usual = group.silence == "nothing"
    return (rules_sentence(group),) if usual else (rules_sentence(group), silence_sentence(group))


# Roles


def day(group: Group, moment: datetime, now: datetime) -> Moment | Text:
    """« mardi 1er juin », and in another year « mercredi 1er mars 2028 »."""
    local = group.local(moment)
    said = Moment(local, "day")
    return said if local.year == group.local(now).year else t("{day} {year}", day=said, year=local.year)


def role_sentence(group: Group, member: Member, now: datetime) -> Text:
    """What somebody is in the group: « Karim anime jusqu'au mardi 1er juin. »"""
    name = member.person.name
    match member.role:
        case "facilitator" if member.role_ends_at is not None:
            return t("{name} runs it until {end}.", name=name, end=day(group, member.role_ends_at, now))
        case "facilitator":
            return t("{name} runs it.", name=name)
        case "accompaniment":
            return t("{name} accompanies.", name=name)
        case "professional":
            return t("{name} gives advice (professional).", name=name)
        case "guest":
            return t("{name} looks on, without voting.", name=name)
    return t("{name} is a neighbour, without a role.", name=name)


def own_role_sentence(group: Group, member: Member, now: datetime) -> Text:
    """The same, to the person themselves."""
    match member.role:
        case "facilitator" if member.role_ends_at is not None:
            return t("You run it and you vote, until {end}.", end=day(group, member.role_ends_at, now))
        case "facilitator":
            return t("You run it and you vote.")
        case "accompaniment":
            return t("You accompany it, and do not vote.")
        case "professional":
            return t("You give advice, counted apart.")
        case "guest":
            return t("You look on, without voting.")
    return t("You are a neighbour, and you vote.")


def who_runs(group: Group, members: Sequence[Member], now: datetime) -> tuple[Text, ...]:
    """Who animates, each in a sentence; the accompaniment first."""
    told = [member for role in ("accompaniment", "facilitator") for member in members if member.role == role]
    return tuple(role_sentence(group, member, now) for member in told) or (nobody_runs(),)


def nobody_runs() -> Text:
    return t("Nobody runs it: anybody can name somebody.")


def months(number: int) -> Text:
    """« 3 mois », « 1 an »."""
    if number % 12 == 0:
        return tn("{n} year", "{n} years", number // 12)
    return tn("{n} month", "{n} months", number)
