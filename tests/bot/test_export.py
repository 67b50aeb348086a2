"""A group takes its results along; a table shows no more than the cards did."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.export import export
from storage.database import Database
from storage.proposals import StoredProposals
from tests.conftest import Opens
from tests.register_scene import DECIDED, laundry
from tests.storage.settled import settle
from tests.storage.test_proposals import FRIDAY, LATER, MONTHS_LATER, found, proposed

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
        assert [file.name for file in files] == ["polls.csv", "proposals.csv", "decisions.md", "decisions.csv"]
        assert "# D-2027-001\n\n**La buanderie ouverte jusqu'à 21 h le samedi**" in files[2].read_text()
        with files[3].open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened, strict=True))
        assert rows[1][2] == '\'=HYPERLINK("x"), dit-il *fort*'
        assert rows[2][:2] == ["D-2027-001", "2027-03-08"]
        for file in files[:2]:
            file.unlink()
        with pytest.raises(FileExistsError, match=r"decisions\.md"):
            await export(database, 1, tmp_path / "tables", neighbours.now)
        assert not any(file.exists() for file in files[:2]), "nothing is written by halves"


async def test_what_was_said_of_proposals_with_the_names_that_everybody_saw(
    database: Database, tmp_path: Path
) -> None:
    async with database.writing() as tx:
        here, proposals = await settle(tx), StoredProposals(tx)
        adopted, undecided, withdrawn, going = [await proposed(tx, here) for _ in range(4)]
        for one in (adopted, undecided, withdrawn, going):
            await proposals.ask(one.id, here.nadia, "=Même l'été ?", LATER)
            await proposals.say(one.id, here.lea, "Bien.", LATER)
            await proposals.say(one.id, here.ines, "Bof.", FRIDAY, named=False)
            await proposals.say(one.id, here.karim, "", FRIDAY)
            await proposals.object(one, here.lea, "Le bruit.", "Fermer à 20 h.", FRIDAY, named=True)
            await proposals.object(one, here.ines, "L'eau.", "", FRIDAY, named=False)
        taken_back = await proposals.object(adopted, here.karim, "Rien.", "", FRIDAY, named=True)
        await proposals.settle(taken_back, "withdrawn")  # in its own round: nobody has read it
        for one in (adopted, undecided, withdrawn, going):
            await proposals.reveal(one.id)
        for number in (1, 2):
            await proposals.settle(number, "lifted")
        await proposals.publish(adopted.id, "jusqu'à 21 h", FRIDAY)
        for number in (adopted.id, undecided.id):
            one = await found(tx, number)
            await proposals.answer(one, here.lea, "reservation", FRIDAY, words="Le bruit.", named=False)
            await proposals.answer(one, here.ines, "reservation", FRIDAY, words="L'eau.", named=True)
            await proposals.answer(one, here.karim, "consent", FRIDAY)
        end = {"closed_at": FRIDAY, "number": "D-2027-006"}
        await proposals.keep(replace(await found(tx, adopted.id), state="adopted", **end))  # type: ignore[arg-type]
        await proposals.keep(replace(withdrawn, state="withdrawn", closed_at=FRIDAY))
        await proposals.keep(replace(undecided, state="undecided", closed_at=FRIDAY + timedelta(1)))
    files = await export(database, here.group, tmp_path / "tables", MONTHS_LATER)
    head, *rest = lines(next(file for file in files if file.name == "proposals.csv"))
    assert head == [
        *("proposition", "fin", "quoi", "nom", "texte"),
        *("réponse, ou ce qui aiderait", "ce qu'il en est"),
    ]
    laundry, summer = adopted.text, ["une question", "", "'=Même l'été ?", "", ""]
    said = [summer, ["un avis", "Léa", "Bien.", "", ""], ["un avis", "", "Bof.", "", ""]]
    assert [row[2:] for row in rest if row[0] == "jusqu'à 21 h"] == [
        ["texte 1", "Karim", laundry, "", "Elle a changé."],
        ["texte 2", "Karim", "jusqu'à 21 h", "", "C'est décidé (D-2027-006)."],
        *said,
        ["une réserve", "", "Le bruit.", "", ""],
        ["une réserve", "Inès", "L'eau.", "", ""],
        ["une objection", "Léa", "Le bruit.", "Fermer à 20 h.", "Elle est levée."],
        ["une objection", "", "L'eau.", "", "Elle est levée."],
    ]
    assert [row[2:] for row in rest if row[0] != "jusqu'à 21 h"] == [
        ["texte 1", "Karim", laundry, "", "Rien n'est décidé."],
        *said,
        ["une objection", "Léa", "Le bruit.", "Fermer à 20 h.", "Elle reste ouverte."],
        ["une objection", "", "L'eau.", "", "Elle reste ouverte."],
    ], "of what is under way, and of what was withdrawn, nothing"
    assert {row[1] for row in rest} == {"2027-03-05 12:10", "2027-03-06 12:10"}
