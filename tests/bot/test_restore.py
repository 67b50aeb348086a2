"""`palabre backup` and `palabre restore`, as the host types them."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from bot.matrix_memory import MatrixMemory
from storage.database import Database, Transaction, open_database
from storage.migrate import migrate
from tests.conftest import TUESDAY_NOON
from tests.storage.settled import names_in, put


def _palabre(url: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={**os.environ, "PALABRE_STORAGE__URL": url, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


async def _opened(url: str) -> Database:
    database = open_database(url)
    await database.open()
    await migrate(database, TUESDAY_NOON)
    return database


async def test_a_backup_comes_back_from_the_command_line(url: str, tmp_path: Path) -> None:
    database = await _opened(url)
    await database.write(lambda tx: put(tx, "kept"))
    made = await asyncio.to_thread(_palabre, url, tmp_path, "backup", "one.db")
    assert (made.returncode, made.stdout) == (0, "Sauvegarde faite : one.db\n"), made.stderr

    async def damage(tx: Transaction) -> None:
        await tx.run("UPDATE settings SET name = 'damaged'")

    await database.write(damage)
    await database.close()
    back = await asyncio.to_thread(_palabre, url, tmp_path, "restore", "one.db")
    assert back.returncode == 0, back.stderr
    first, second = back.stdout.splitlines()
    assert first == "Sauvegarde remise en place : one.db"
    saved = Path(second.removeprefix("Ce qu'elle remplace est gardé dans "))
    assert saved.is_file()
    await database.open()
    assert await names_in(database) == ["kept"]
    await database.close()
    copy = await _opened(f"sqlite:///{saved}")
    assert await names_in(copy) == ["damaged"]
    await copy.close()


async def test_what_was_put_back_agrees_with_no_keys_that_lie_beside_it(url: str, tmp_path: Path) -> None:
    """Else Palabre would call new messages on Matrix by names that the server knows already."""
    database = await _opened(url)
    memory = MatrixMemory(database, lambda: TUESDAY_NOON, "fr")
    await memory.keep_boots(7, 0)
    await memory.keep_token("s1")
    era = await memory.era()
    made = await asyncio.to_thread(_palabre, url, tmp_path, "backup", "one.db")
    assert made.returncode == 0, made.stderr
    await memory.keep_token("s2")
    assert await memory.boots() == (7, 0), "a backup changes nothing"
    await database.close()
    back = await asyncio.to_thread(_palabre, url, tmp_path, "restore", "one.db")
    assert back.returncode == 0, back.stderr
    await database.open()
    assert await memory.boots() == (0, 0)
    assert (await memory.token(), await memory.era()) == ("s1", era), "what came since is heard again"
    await database.close()


async def test_nothing_is_restored_under_a_running_palabre(url: str, tmp_path: Path) -> None:
    database = await _opened(url)
    await database.backup(tmp_path / "one.db")
    await database.write(lambda tx: put(tx, "since"))
    await database.hold()
    refused = await asyncio.to_thread(_palabre, url, tmp_path, "restore", "one.db")
    assert refused.returncode == 1
    assert refused.stderr == "Palabre tourne sur cette base. Arrêtez-le, puis recommencez.\n"
    assert await names_in(database) == ["since"]
    await database.close()


def test_what_cannot_be_restored_is_said_in_words(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/palabre.db"
    (tmp_path / "letter.txt").write_text("Chers voisins, " * 300)
    said = {
        "nowhere.db": "nowhere.db n'existe pas.\n",
        "letter.txt": "letter.txt n'est pas une sauvegarde de Palabre.\n",
    }
    for name, words in said.items():
        refused = _palabre(url, tmp_path, "restore", name)
        assert (refused.returncode, refused.stderr) == (1, words)
