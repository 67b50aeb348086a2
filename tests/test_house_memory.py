"""Both databases have one shape, and who asks to be forgotten is in no row of any table."""

import dataclasses
from pathlib import Path

import pytest

from storage.database import Database, Transaction, open_database
from storage.heard import StoredHeard
from storage.members import StoredMembers
from storage.migrate import migrate, migrations
from storage.sqlite import SQLite
from tests.conftest import TUESDAY_NOON
from tests.every_table import NAME, NUMBERED, into_every_table, where_the_number_stands
from tests.neighbours import PEOPLE, ROOM, Neighbourhood, neighbourhood, paris
from tests.peers.postgres import PostgresServer
from tests.shapes import Shape, shape_of_postgresql, shape_of_sqlite


async def test_both_databases_have_one_shape_after_every_migration(
    postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncpg

    monkeypatch.chdir(tmp_path)
    control = await asyncpg.connect(postgres.url("postgres"))
    await control.execute("CREATE DATABASE shapes")
    (tmp_path / "small").mkdir()  # each database makes a backup of its own
    small, big = SQLite(tmp_path / "small" / "palabre.db"), open_database(postgres.url("shapes"))
    for database in (small, big):
        await database.open()
    for at in range(1, len(migrations()) + 1):
        for database in (small, big):
            await migrate(database, TUESDAY_NOON, migrations()[:at])
        one, two = await shape_of_sqlite(small), await shape_of_postgresql(big)
        for part in dataclasses.fields(Shape):
            assert getattr(one, part.name) == getattr(two, part.name), (part.name, at)
        assert one.columns
    assert one.apart == {("occupied", "unit", "starts_at", "ends_at")}
    for lost in (
        "DROP TRIGGER occupied_kept_apart",
        "CREATE TRIGGER occupied_kept_apart BEFORE UPDATE ON occupied WHEN 0 BEGIN SELECT RAISE(ABORT, 'taken'); END",
    ):
        async with small.writing() as tx:
            await tx.run(lost)
        less = await shape_of_sqlite(small)
        assert not less.apart, "half of it keeps nothing apart"
        assert less.triggers
    for database in (small, big):
        await database.close()
    await control.execute("DROP DATABASE shapes WITH (FORCE)")
    await control.close()


async def _where_it_stands(tx: Transaction, database: Database, words: str) -> list[str]:
    """Every column of every table in which these words stand, in capitals or not."""
    found = []
    for table in await database.tables(tx):
        for row in await tx.rows(f"SELECT * FROM {table}"):
            for name in row.keys():  # noqa: SIM118 - a row iterates over values
                value = row[name]
                text = value.decode("latin-1") if isinstance(value, (bytes, bytearray)) else str(value)
                if words.casefold() in text.casefold():
                    found.append(f"{table}.{name}: {text}")
    return found


async def _decides_by_consent(neighbours: Neighbourhood) -> None:
    """She proposes, asks, says what she thinks and objects, with and without her name; three proposals are under
    way, and her name stands on their cards, in what others were told, and in what they have not finished."""
    who, karim, sarah, lea = (neighbours[name] for name in (NAME, "Karim", "Sarah", "Léa"))
    await who.says("/proposition Une cloche dans la cour parce que on ne s'entend pas")  # « Zéphyrine propose »
    await who.taps("Envoyer au groupe")
    await karim.says("/proposition Un banc dans la cour parce que on est mieux assis")
    await karim.taps("Envoyer au groupe")
    for number, asks in ((1, lea), (2, who)):
        await asks.presses(f"proposals:question:{number}")
        await asks.answers("De quelle couleur ?")
    assert any(f"{NAME} demande" in seen.text for seen in await karim.sees())  # and his draft says it too
    await who.presses("proposals:opinion:2")
    await who.answers("Très bien pour moi.")
    await karim.presses("proposals:finish:2")
    assert any(f"{NAME} : « Très bien pour moi. »" in seen.text for seen in await lea.sees())
    await karim.presses("proposals:keep:2")
    await who.presses("proposals:talk:2:1:0")
    await who.presses("proposals:object:2:1:0")
    await who.answers("Le bruit.")
    await who.answers("Fermer à 20 h.")
    await who.taps("Envoyer avec mon nom")
    await who.taps("Oui, tout de suite")
    assert any(f"Objection de {NAME}" in seen.text for seen in await karim.sees())
    await sarah.says("/proposition Un garage à vélos parce que il pleut")
    await sarah.presses("proposals:form:quick")
    await sarah.taps("Envoyer au groupe")
    await who.presses("proposals:object:3:1:0")
    await who.answers("La place.")
    await who.taps("Je ne sais pas encore")
    await who.taps("Envoyer sans mon nom")
    await who.taps("Oui, tout de suite")
    nadia = neighbours["Nadia"]
    assert any(NAME in seen.text for seen in await nadia.sees()), "whoever carries it knows her name"
    assert NAME in (await nadia.presses("proposals:objections:3")).private.text
    assert NAME not in (await sarah.presses("proposals:objections:3")).private.text


async def test_who_asks_to_be_forgotten_is_in_no_row_of_any_table(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PEOPLE, NAME, "resident")
    async with neighbourhood(tmp_path, TUESDAY_NOON, url=url) as neighbours:
        who, karim, lea = neighbours[NAME], neighbours["Karim"], neighbours["Léa"]
        database = neighbours.program.database
        await who.says("/sondage On peint en bleu, en vert ou en jaune ?")  # her card says her name
        await lea.taps("Vert")
        await who.taps("Bleu")
        await karim.taps("⋯ Plus")
        assert NAME in (await karim.taps("Qui a répondu")).private.text  # kept among the answers that he got
        await who.says("On fait le chantier samedi ou dimanche ?")
        asked = await karim.last()
        await karim.says("/sondage", reply_to=asked.id)  # « Question de Zéphyrine »
        await who.taps("Samedi 6 mars")
        await who.says("Que mange-t-on lundi ?")
        await lea.says("/sondage", reply_to=(await lea.last()).id)  # a half-finished poll that quotes her
        await who.says("/sondage Et le toit, oui ou non ?")
        await who.taps("Annuler")  # « Ce sondage a été retiré »
        await who.says("/sondage Une fête ?")
        await who.taps("Oui")
        await who.taps("⋯ Plus")
        await who.taps("Terminer")
        await who.says("/mesdonnees")
        await neighbours.at(paris("2027-03-03", "18:31"))  # the cards came back: older copies stay above
        await who.says("/sondage Un goûter ou une soupe ?")  # « Sondage de Zéphyrine », still on its card
        await who.says("/absent du 3 au 20 mars")
        ines = neighbours["Inès"]
        for number in (1, 3):  # Karim and Inès have her name on their own pages
            assert not (await who.presses(f"me:ask:{number}")).refused
        await ines.presses("me:decline:1:6")
        await ines.says("/absent du 3 au 20 mars")
        assert not (await ines.presses("me:ask:6")).refused
        await who.presses("me:decline:1:3")
        for neighbour in (karim, ines):
            shown = [
                seen
                for seen in await neighbour.sees()
                if not any("polls" in data for data in seen.buttons.values())
            ]
            assert any(NAME in seen.text for seen in shown)
        await _decides_by_consent(neighbours)
        await who.says("/sondage")  # her own half-finished question
        async with database.reading() as tx:
            before = {line.split(":")[0] for line in await _where_it_stands(tx, database, NAME)}
            account = await StoredMembers(tx, TUESDAY_NOON).people(1)
            number = next(person.id for person, _ in account if person.name == NAME)
        async with database.writing() as tx:
            await into_every_table(tx, number)
            assert await where_the_number_stands(tx, number) == [*NUMBERED, "posts"]
        assert {
            "people.name",
            "heard.answer",
            "drafts.notes",
            "polls.credited",
            "salon_messages.content",
        } <= before
        await who.says("/effacer")
        await who.taps("Tout effacer")
        gone = await who.taps("Oui, tout effacer")
        assert gone.toast == "Tout ce qui vous concerne est effacé. Au revoir !"
        async with database.reading() as tx:
            assert await _where_it_stands(tx, database, NAME) == []
            assert await where_the_number_stands(tx, number) == []
            assert (
                await tx.rows(
                    "SELECT 1 FROM salon_messages WHERE audience = :a AND content <> ''", a=f"person:{number}"
                )
                == []
            )
            left = await tx.row("SELECT name, language, about FROM people WHERE id = :id", id=number)
            assert left is not None
            assert (left["name"], left["language"], left["about"]) == (None, None, None)
            answers = await tx.rows("SELECT event FROM heard WHERE event LIKE :own", own=f"salon:{number}:%")
            kept = [await StoredHeard(tx).answer_to(row["event"]) for row in answers]
        assert len([answer for answer in kept if answer and (answer.view or answer.toast)]) == 1, (
            "the goodbye alone"
        )
        async with neighbours.http.get(who.base) as response:
            assert response.status == 403
        card = next(message for message in await lea.sees() if "Une fête ?" in message.text)
        assert "Oui est en tête." in card.text  # what is over stays as a number
        assert (await lea.taps("⋯ Plus")).status == 200
        carried = (await neighbours["Nadia"].presses("proposals:objections:3")).private.text
        assert "Une objection : « La place. »" in carried, "it stands until somebody takes it up, or not"
        assert "vous portez" not in carried, "there is no name to carry"
        assert ROOM in who.base
