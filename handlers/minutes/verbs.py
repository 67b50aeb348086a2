"""The French verbs with which people say what is to be done: « réparer », « vous réparez », « il répare »."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

Form = Literal["vous", "tu", "il"]

_REGULAR = (
    "accrocher", "acheter", "afficher", "aider", "ajouter", "amener", "appeler", "apporter", "arracher",
    "arranger", "arroser", "aérer", "balayer", "bricoler", "brûler", "caler", "changer", "chercher", "classer",
    "coller", "commander", "commencer", "compléter", "compter", "contacter", "coordonner", "couper", "creuser",
    "cuisiner", "demander", "dessiner", "distribuer", "donner", "débarrasser", "déblayer", "débloquer",
    "déboucher", "débrancher", "décaper", "décharger", "déclarer", "décorer", "démonter", "déplacer", "déposer",
    "désherber", "emballer", "emporter", "emprunter", "enlever", "envoyer", "essayer", "essuyer", "fabriquer",
    "fermer", "fixer", "garder", "graisser", "graver", "gérer", "huiler", "imprimer", "informer", "installer",
    "inviter", "isoler", "jeter", "laver", "lever", "libérer", "livrer", "louer", "mesurer", "monter",
    "montrer", "nettoyer", "noter", "organiser", "pailler", "parler", "passer", "payer", "peser",
    "photographier", "placer", "planter", "poncer", "ponctuer", "porter", "poser", "poster", "pousser",
    "presser", "proposer", "préparer", "présenter", "publier", "raccrocher", "racheter", "rajouter", "ramasser",
    "ramener", "ranger", "rappeler", "rapporter", "rassembler", "ratisser", "recenser", "rechercher",
    "relancer", "relever", "remercier", "remonter", "remplacer", "rempoter", "renseigner", "rentrer",
    "renvoyer", "repasser", "repiquer", "replanter", "resserrer", "rester", "retirer", "retourner", "retrouver",
    "revisser", "récolter", "récupérer", "rédiger", "régler", "rénover", "réparer", "répéter", "réserver",
    "sarcler", "semer", "signaler", "solliciter", "souder", "stocker", "surveiller", "sécher", "tailler",
    "tamiser", "tester", "tirer", "trier", "trouver", "verser", "vider", "visser", "vérifier", "élaguer",
    "équiper", "étaler", "évacuer",
)  # fmt: skip
_STEMS = {
    "acheter": "achèt", "racheter": "rachèt", "appeler": "appell", "rappeler": "rappell", "amener": "amèn",
    "ramener": "ramèn", "enlever": "enlèv", "lever": "lèv", "relever": "relèv", "peser": "pès", "semer": "sèm",
    "jeter": "jett", "aérer": "aèr", "sécher": "sèch", "compléter": "complèt", "récupérer": "récupèr",
    "libérer": "libèr", "gérer": "gèr", "répéter": "répèt", "nettoyer": "nettoi", "envoyer": "envoi",
    "renvoyer": "renvoi", "essuyer": "essui", "payer": "pai", "balayer": "balai", "déblayer": "déblai",
    "essayer": "essai", "régler": "règl",
}  # fmt: skip
"""Where the stem is another one before a silent ending."""
_SECOND_GROUP = (
    "finir",
    "remplir",
    "fournir",
    "choisir",
    "réunir",
    "avertir",
    "nourrir",
    "garnir",
    "fleurir",
    "vernir",
)
_IRREGULAR: Mapping[str, tuple[str, str, str, str]] = {
    "faire": ("faites", "fais", "fait", "fera"),
    "refaire": ("refaites", "refais", "refait", "refera"),
    "prendre": ("prenez", "prends", "prend", "prendra"),
    "reprendre": ("reprenez", "reprends", "reprend", "reprendra"),
    "mettre": ("mettez", "mets", "met", "mettra"),
    "remettre": ("remettez", "remets", "remet", "remettra"),
    "transmettre": ("transmettez", "transmets", "transmet", "transmettra"),
    "voir": ("voyez", "vois", "voit", "verra"),
    "écrire": ("écrivez", "écris", "écrit", "écrira"),
    "inscrire": ("inscrivez", "inscris", "inscrit", "inscrira"),
    "aller": ("allez", "vas", "va", "ira"),
    "peindre": ("peignez", "peins", "peint", "peindra"),
    "repeindre": ("repeignez", "repeins", "repeint", "repeindra"),
    "vendre": ("vendez", "vends", "vend", "vendra"),
    "rendre": ("rendez", "rends", "rend", "rendra"),
    "tondre": ("tondez", "tonds", "tond", "tondra"),
    "ouvrir": ("ouvrez", "ouvres", "ouvre", "ouvrira"),
    "accueillir": ("accueillez", "accueilles", "accueille", "accueillera"),
    "tenir": ("tenez", "tiens", "tient", "tiendra"),
    "prévenir": ("prévenez", "préviens", "prévient", "préviendra"),
    "lire": ("lisez", "lis", "lit", "lira"),
    "relire": ("relisez", "relis", "relit", "relira"),
    "construire": ("construisez", "construis", "construit", "construira"),
    "envoyer": ("envoyez", "envoies", "envoie", "enverra"),
    "renvoyer": ("renvoyez", "renvoies", "renvoie", "renverra"),
}
_REFLEXIVE = {"s'occuper": "occup", "se charger": "charg"}

ENGLISH = {
    "fix", "repair", "buy", "call", "clean", "bring", "order", "paint", "find", "check", "write", "ask", "send",
    "print", "build", "move", "water", "cut", "trim", "book", "organise", "organize", "prepare", "plant",
    "replace", "tidy", "sort", "measure", "weed", "mow", "contact", "tell", "invite", "make", "get", "put",
    "finish", "empty", "fill", "unblock", "mend", "rent", "return", "collect", "update",
}  # fmt: skip
"""What English sentences say that somebody does."""


@cache
def _table() -> Mapping[str, tuple[str, str, str, str]]:
    """By infinitive: vous, tu, il or elle, and il or elle in the future."""
    found = {}
    for verb in _REGULAR:
        stem, silent = verb[:-2], _STEMS.get(verb, verb[:-2])
        found[verb] = (f"{stem}ez", f"{silent}es", f"{silent}e", f"{silent}era")
    for verb in _SECOND_GROUP:
        found[verb] = (f"{verb[:-1]}ssez", f"{verb[:-1]}s", f"{verb[:-1]}t", f"{verb}a")
    return {**found, **_IRREGULAR}


@cache
def _said() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The infinitives by what one says of somebody: now, and in the future."""
    now = {forms[2]: verb for verb, forms in _table().items()}
    return now, {forms[3]: verb for verb, forms in _table().items()}


def begins_with_a_verb(words: str) -> bool:
    """« réparer le composteur », « s'occuper de la haie »: it can be said of anybody."""
    return _reflexive(words) is not None or words.split(" ")[0].casefold() in _table()


def of_somebody(word: str) -> tuple[str, bool] | None:
    """The infinitive of « répare », « réparera », and whether that is the future; None for any other word."""
    now, ahead = _said()
    word = word.casefold()
    if word in ahead:
        return ahead[word], True
    return (now[word], False) if word in now else None


def conjugated(words: str, form: Form) -> str:
    """« réparer le composteur » → « réparez le composteur »; other words stay as they are."""
    reflexive = _reflexive(words)
    if reflexive is not None:
        stem = _REFLEXIVE[reflexive]
        rest = words[len(reflexive) :]
        vowel = stem[0] in "aeiouéèê"
        match form:
            case "vous":
                return f"vous {stem}ez{rest}"
            case "tu":
                return f"{'t' + chr(39) if vowel else 'te '}{stem}es{rest}"
            case "il":
                return f"{'s' + chr(39) if vowel else 'se '}{stem}e{rest}"
    verb, *rest_words = words.split(" ", 1)
    forms = _table().get(verb.casefold())
    if forms is None:
        return words
    return " ".join([forms[{"vous": 0, "tu": 1, "il": 2}[form]], *rest_words])


def _reflexive(words: str) -> str | None:
    low = words.replace("’", "'").casefold()
    return next((one for one in _REFLEXIVE if low.startswith(f"{one} ")), None)
