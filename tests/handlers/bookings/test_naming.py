"""Which space somebody means, and how many of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from handlers.bookings.model import Space
from handlers.bookings.naming import named

NAMES = ("Salle commune", "Chambre d'amis", "Chaises", "Atelier", "Salle de jeux", "Vélo cargo", "L'atelier bois")
SPACES = [Space(at, 1, name, "hours", (at,)) for at, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("words", "names", "rest", "amount"),
    [
        ("chambre d'amis du 12 au 15 mars pour ma mère", ["Chambre d'amis"], "du 12 au 15 mars pour ma mère", 1),
        ("la CHAMBRE D’AMIS", ["Chambre d'amis"], "", 1),
        ("chambres d amis samedi", ["Chambre d'amis"], "samedi", 1),
        ("chamber d'amis", ["Chambre d'amis"], "", 1),
        ("salle comune samedi 14h", ["Salle commune"], "samedi 14h", 1),
        ("samedi 14 h salle commune", ["Salle commune"], "samedi 14 h", 1),
        ("velos cargos", ["Vélo cargo"], "", 1),
        ("vélo demain", ["Vélo cargo"], "demain", 1),
        ("salle samedi", ["Salle commune", "Salle de jeux"], "samedi", 1),
        ("atelier", ["Atelier"], "", 1),
        ("l'atelier bois samedi", ["L'atelier bois"], "samedi", 1),
        ("atelier bois samedi", ["L'atelier bois"], "samedi", 1),
        ("12 chaises samedi", ["Chaises"], "samedi", 12),
        ("samedi, 12 chaises", ["Chaises"], "samedi", 12),
        ("les 12 chaises", ["Chaises"], "les", 12),
        ("une chaise", ["Chaises"], "", 1),
        ("chaises 12 mars", ["Chaises"], "12 mars", 1),
        ("999 chaises", ["Chaises"], "", 999),
        # No number of chairs: a day of the month, none, too many to be meant, no number that Palabre writes.
        ("le 12 salle commune", ["Salle commune"], "le 12", 1),
        ("du 12 au 15 chambre d'amis", ["Chambre d'amis"], "du 12 au 15", 1),
        ("12 mars chambre d'amis", ["Chambre d'amis"], "12 mars", 1),
        ("0 chaises", ["Chaises"], "0", 1),
        ("1000 chaises", ["Chaises"], "1000", 1),
        ("١٢ chaises", ["Chaises"], "١٢", 1),
        ("la cave", [], "la cave", 1),
        ("", [], "", 1),
        ("🗝️", [], "🗝️", 1),
    ],
)
def test_a_space_is_found_by_its_name(words: str, names: list[str], rest: str, amount: int) -> None:
    found = named(words, SPACES)
    assert ([space.name for space in found.spaces], found.rest, found.amount) == (names, rest, amount)


def test_where_there_is_nothing_nothing_is_meant() -> None:
    assert named("chaises", []).spaces == ()
    assert named("chaises", [Space(1, 1, "🪑", "hours")]).spaces == (), (
        "a name without words is found by taps alone"
    )


@given(some.text(max_size=40), some.sampled_from(NAMES), some.text(max_size=40))
def test_whatever_stands_around_it_a_name_is_found_and_the_words_beside_it_are_kept(
    before: str, name: str, after: str
) -> None:
    found = named(f"{before} {name} {after}", SPACES)
    assert found.spaces
    assert 1 <= found.amount <= 999
    assert len(found.rest) <= len(before) + len(name) + len(after) + 2
