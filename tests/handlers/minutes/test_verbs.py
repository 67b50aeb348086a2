"""What is to be done, said of somebody."""

import pytest

from handlers.minutes.mending import to_do
from handlers.minutes.naming import named
from handlers.minutes.verbs import begins_with_a_verb, conjugated, of_somebody


@pytest.mark.parametrize(
    ("words", "vous", "tu", "il"),
    [
        ("réparer le composteur", "réparez le composteur", "répares le composteur", "répare le composteur"),
        ("appeler la mairie", "appelez la mairie", "appelles la mairie", "appelle la mairie"),
        ("acheter du pain", "achetez du pain", "achètes du pain", "achète du pain"),
        ("nettoyer le local", "nettoyez le local", "nettoies le local", "nettoie le local"),
        ("envoyer le devis", "envoyez le devis", "envoies le devis", "envoie le devis"),
        ("finir la clôture", "finissez la clôture", "finis la clôture", "finit la clôture"),
        ("faire les courses", "faites les courses", "fais les courses", "fait les courses"),
        ("repeindre le banc", "repeignez le banc", "repeins le banc", "repeint le banc"),
        ("s'occuper de la haie", "vous occupez de la haie", "t'occupes de la haie", "s'occupe de la haie"),
        ("se charger du repas", "vous chargez du repas", "te charges du repas", "se charge du repas"),
        ("ranger", "rangez", "ranges", "range"),
    ],
)
def test_a_verb_is_said_of_somebody(words: str, vous: str, tu: str, il: str) -> None:
    assert begins_with_a_verb(words)
    assert (conjugated(words, "vous"), conjugated(words, "tu"), conjugated(words, "il")) == (vous, tu, il)


def test_other_words_stay_as_they_are() -> None:
    for words in ("pompe en panne", "", "dîner du samedi", "fix the gate"):
        assert not begins_with_a_verb(words)
        assert conjugated(words, "vous") == words


def test_what_is_said_of_somebody_is_known_again() -> None:
    assert of_somebody("répare") == ("réparer", False)
    assert of_somebody("Appellera") == ("appeler", True)
    assert of_somebody("enverra") == ("envoyer", True)
    assert of_somebody("grince") is None


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        ("Composteur cassé", "réparer le composteur"),
        ("Le composteur est cassé", "réparer le composteur"),
        ("Brouette percée", "réparer la brouette"),
        ("Horloge cassée", "réparer l'horloge"),
        ("Haie cassée", "réparer la haie"),
        ("Ampoules grillées", "changer les ampoules"),
        ("Une vitre fendue", "réparer la vitre"),
        ("the tap is broken", "fix the tap"),
        ("Pompe en panne", "pompe en panne"),
        ("Tout est bien", "tout est bien"),
        ("le portail à huiler", "huiler le portail"),
        ("le portail à côté", "le portail à côté"),
    ],
)
def test_what_is_wrong_is_mended_only_where_we_are_sure(wrong: str, mended: str) -> None:
    assert to_do(wrong) == mended


def test_names() -> None:
    people = {1: "M. Roux", 2: "Karim", 3: "Jean-Marc Dupont", 4: "Mme Petit"}

    def found(words: str) -> list[tuple[str, int | None]]:
        return [(words[one.begins : one.ends], one.person) for one in named(words, people)]

    assert found("Monsieur Roux, KARIM et Jean-Marc.") == [("Monsieur Roux", 1), ("KARIM", 2), ("Jean-Marc", 3)]
    assert found("Jean-Marc Dupont et madame Petit") == [("Jean-Marc Dupont", 3), ("madame Petit", 4)]
    assert found("une petite madame, un petit monsieur roux") == []
    assert found("Madame Petit") == [("Madame Petit", 4)]
    assert found("un chien roux, karim") == []
    assert named("Karim", {2: "Karim", 5: "Karim Benali"})[0].person is None
