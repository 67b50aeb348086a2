"""Whatever spreadsheet the list of lots comes from, every line is kept or said to be unreadable."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import voice
from handlers.conversation.answer import Refused
from handlers.households.pasted import Line, read

ODETTE = Line("Lot 12", 1085, "Odette Léger")


@pytest.mark.parametrize(
    "words",
    [
        "12;1085;Odette Léger",
        "12\t1085\tOdette Léger",
        "12,1085,Odette Léger",
        "\ufefflot;parts;nom\r\n12;1 085;Odette Léger\r\n",
        "12;1\u00a0085;Odette  Léger",
        "12;1\u202f085; Odette Léger ",
        '"12";"1085";"Odette Léger"',
        "Nom;N°;Lot;Tantièmes généraux\nOdette Léger;1;12;1085",
        "Propriétaire\tLot\tMillièmes\nOdette Léger\tlot n° 12\t1085",
        "\n\n12;1085;Odette Léger\n;;\nTotal;1085;\n",
    ],
)
def test_it_is_the_same_list(words: str) -> None:
    found = read(words)
    assert (found.lots, found.faults) == ((ODETTE,), ())
    assert found.parts == 1085


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (";85;Odette", "il manque le lot"),
        ("-;85;Odette", "il manque le lot"),
        ("12;;Odette", "il manque les parts (tantièmes)"),
        ("12", "il manque les parts (tantièmes)"),
        ("12;beaucoup;Odette", "«\u00a0beaucoup\u00a0» n'est pas un nombre de parts"),
        ("12;0;Odette", "«\u00a00\u00a0» n'est pas un nombre de parts"),
        ("12;-3;Odette", "«\u00a0-3\u00a0» n'est pas un nombre de parts"),
        ("12;٣;Odette", "«\u00a0٣\u00a0» n'est pas un nombre de parts"),
        ("12;12345678901;x", "«\u00a012345678901\u00a0» n'est pas un nombre de parts"),
        ('12;85;"Odette', "il manque un guillemet, ou il y en a un de trop"),
        ("1;5;Yves", "Lot 1 est déjà à la ligne 1"),
        (f"12;85;{'x' * 41}", "un nom dépasse 40 signes"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(line: str, wrong: str) -> None:
    found = read(f"1;10;Karim\n\n{line}\n2;20;Léa")
    assert [lot.label for lot in found.lots] == ["Lot 1", "Lot 2"]
    assert [(fault.line, voice("fr")(fault.what)) for fault in found.faults] == [(3, wrong)]


def test_a_mistake_on_the_first_line_is_no_heading() -> None:
    found = read("douze;beaucoup;Odette\n2;20;Léa")
    assert ([lot.parts for lot in found.lots], [fault.line for fault in found.faults]) == ([20], [1])


def test_four_hundred_lines_and_no_more() -> None:
    assert len(read("".join(f"{at};1\n" for at in range(400))).lots) == 400
    with pytest.raises(Refused):
        read("".join(f"{at};1\n" for at in range(401)))


names = st.text("abzéèçÀœÉ", min_size=1, max_size=12)
lots = st.lists(
    st.tuples(st.integers(1, 9999), st.integers(1, 10**8), names), unique_by=lambda lot: lot[0], max_size=30
)


@given(lots, st.sampled_from(";\t,"), st.booleans())
def test_what_a_spreadsheet_writes_is_read_back(
    rows: list[tuple[int, int, str]], separator: str, quoted: bool
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    found = read(file.getvalue())
    assert found.faults == ()
    assert [(lot.label, lot.parts, lot.name) for lot in found.lots] == [
        (f"Lot {number}", parts, name) for number, parts, name in rows
    ]


@given(st.text(max_size=300))
def test_nothing_that_is_pasted_breaks_it(words: str) -> None:
    found = read(words)
    assert all(line.parts > 0 and line.label for line in found.lots)
    assert len({fault.line for fault in found.faults}) == len(found.faults)
