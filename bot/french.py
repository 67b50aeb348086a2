"""Little French words before a name: « d'Inès », « la chambre d'amis », « l'atelier »."""

import re
import unicodedata

_FEMININE = {
    "buanderie", "cave", "chambre", "cour", "cuisine", "échelle", "grange", "imprimante", "laverie", "machine",
    "maison", "perceuse", "piscine", "place", "ponceuse", "poussette", "remorque",
    "salle", "scie", "serre", "sono",
    "table", "tente", "terrasse", "tondeuse", "tronçonneuse", "véranda", "voiture", "yourte",
}  # fmt: skip
_MASCULINE = {
    "abri", "atelier", "barbecue", "barnum", "bureau", "chariot", "four", "garage", "grenier", "hall", "jardin",
    "kayak", "local", "potager", "préau", "projecteur", "salon", "sauna", "séchoir", "studio", "tracteur",
    "triporteur", "véhicule", "vélo", "vélo-cargo", "vidéoprojecteur",
}  # fmt: skip
_PLURAL = {"bancs", "chaises", "jeux", "outils", "tables", "tréteaux", "vélos"}


def de(name: str) -> str:
    """« d'Inès », « de Karim », « d'Yves » but « de Yann », « d'Hélène » but « de Hakim »."""
    return f"d'{name}" if elides(name) else f"de {name}"


def elides(name: str) -> bool:
    """Whether a French word ends before this name: « d'Inès », « qu'Inès »."""
    vowel = r"[aeiouàâäéèêëîïôöùûüæœ]|y[^\Waeiouàâéèêëîïôùûy]|h(?!a(?!bit|dri)|ong|ou|ow)"
    return re.match(vowel, name, re.IGNORECASE) is not None


def with_article(name: str) -> str:
    """« la chambre d'amis », « l'atelier », « les chaises »; a name that we do not know stays alone, in quotation
    marks: « « Chez Odette » »."""
    article = _article(name)
    if not article:
        return f"« {name} »"
    return f"{article}{name[:1].lower()}{name[1:]}"


def noun_with_article(name: str) -> str:
    """The same of its first word alone: « la chambre »; the word as it is, where we do not know it."""
    noun = name.split()[0] if name.split() else ""
    article = _article(noun)
    return f"{article}{noun[:1].lower()}{noun[1:]}" if article else noun


def pronoun(name: str) -> str:
    """What stands for it before a verb: « vous la gardez »."""
    first = unicodedata.normalize("NFC", name.split()[0].casefold()) if name.split() else ""
    if first in _PLURAL:
        return "les"
    return "la" if first in _FEMININE else "le"


def _article(name: str) -> str:
    first = unicodedata.normalize("NFC", name.split()[0].casefold()) if name.split() else ""
    if first in _PLURAL:
        return "les "
    if first not in _FEMININE | _MASCULINE:
        return ""
    if elides(first):
        return "l'"
    return "la " if first in _FEMININE else "le "
