"""A group takes its results along; a table shows no more than the cards did."""

import csv
from pathlib import Path

import pytest

from bot.export import export
from tests.conftest import Opens
from tests.register_scene import DECIDED, laundry

ROOF = "/vote Quelle entreprise pour la toiture ?\nToits du Sud\nCouverture Martin"


def lines(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


async def test_results_as_a_table(tilleuls: Opens, tmp_path: Path) -> None:
    async with tilleuls() as neighbours:
        await neighbours["Karim"].says("/sondage On mange =1+1 ou dedans ?")
        await neighbours["Léa"].taps("Dedans")
        await neighbours["Inès"].says(ROOF)
        await neighbours["Léa"].taps("Toits du Sud")
        await neighbours["Karim"].says("/sondage On reste ouverts ?")
        for number in (1, 2):
            await neighbours["Nadia"].presses(f"polls:close:{number}")
        database = neighbours.program.database
        file, *_ = await export(database, 1, tmp_path / "tables", neighbours.now)
        head, *rest = lines(file)
        assert head == ["question", "fin", "choix", "réponses", "qui a répondu", "résultat"]
        assert [row[2:4] for row in rest] == [
            ["'=1+1", "0"],
            ["Dedans", "1"],
            ["Toits du Sud", ""],
            ["Couverture Martin", ""],
            ["Ni l'une ni l'autre", ""],
        ]
        assert "polls.csv" in file.name
        with pytest.raises(FileExistsError):
            await export(database, 1, tmp_path / "tables", neighbours.now)
        with pytest.raises(LookupError):
            await export(database, 99, tmp_path / "others", neighbours.now)


async def test_decisions_to_read_and_as_a_table(tilleuls: Opens, tmp_path: Path) -> None:
    async with tilleuls(DECIDED) as neighbours:
        await laundry(neighbours)
        await neighbours["Karim"].says('/decision =HYPERLINK("x"), dit-il *fort*')
        database = neighbours.program.database
        files = await export(database, 1, tmp_path / "tables", neighbours.now)
        assert [file.name for file in files] == ["polls.csv", "decisions.md", "decisions.csv"]
        assert "# D-2027-001\n\n**La buanderie ouverte jusqu'à 21 h le samedi**" in files[1].read_text()
        with files[2].open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened, strict=True))
        assert rows[1][2] == '\'=HYPERLINK("x"), dit-il *fort*'
        assert rows[2][:2] == ["D-2027-001", "2027-03-08"]
        (tmp_path / "tables" / "polls.csv").unlink()
        with pytest.raises(FileExistsError, match=r"decisions\.md"):
            await export(database, 1, tmp_path / "tables", neighbours.now)
        assert not (tmp_path / "tables" / "polls.csv").exists(), "nothing is written by halves"
