"""What else a group has written down is found as decisions are."""

from handlers.conversation.text import t
from handlers.minutes.desk import Record
from handlers.register.search import search_records

GARDEN = Record(
    "Chantier jardin Haie taillée. réparer le composteur M. Roux", t("Minutes"), t("Minutes"), "minutes:read:1"
)
MEETING = Record("On garde le local ouvert le samedi 6.", t("Minutes"), t("Minutes"), "minutes:read:2")
RECORDS = [MEETING, GARDEN]


def found(typed: str) -> list[str]:
    return [record.data[-1] for record in search_records(typed, RECORDS)]


def test_by_any_word_however_it_is_typed() -> None:
    for typed in ("composteur", "Composteurs", "COMPOST", "haies", "conposteur", "le jardin", "roux"):
        assert found(typed) == ["1"], typed
    assert found("local samedi") == ["2"]
    assert found("piscine") == []
    assert found("piscine municipale du local") == []


def test_a_number_is_that_of_a_decision() -> None:
    for typed in ("6", "D-2027-006", "2027-006"):
        assert found(typed) == []
