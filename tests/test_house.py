"""What linters cannot know: the house keeps the promises of its design, computed from the tree itself."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.assembly import BY_NAME, COMMANDS, FEATURES
from bot.config import Config, load
from bot.texts import LANGUAGES, voice
from tests.house_files import OF_ITS_OWN

ROOT = Path(__file__).parent.parent
HEART = ROOT / "handlers"
CODE = ("*.py", "*.js", "*.css", "*.html", "*.sql")

FILES = {"__init__", "feature", "handler", "views", "store", "rules", "model", "desk"}
"""What a feature's folder may hold (DESIGN §1, and desk: what other features ask of it)."""
BELOW_FEATURES = {"conversation": "the language that features speak", "when": "dates, which every feature reads"}
COMMAND_NAMES = {
    "menu": (),
    "aide": ("help",),
    "demarrer": ("start",),
    "groupe": ("group",),
    "foyers": ("households",),
    "moi": ("me",),
    "absent": ("away",),
    "confidentialite": ("privacy",),
    "sondage": ("poll",),
    "vote": (),
    "proposition": ("consentement", "proposal"),
    "decision": (),
    "decisions": (),
    "odj": ("topics",),
    "atelier": ("workshop",),
    "deroule": ("programme",),
    "note": (),
    "parcours": ("course",),
    "agenda": (),
    "rappel": ("remind",),
    "rappels": ("reminders",),
    "tour": ("turns",),
    "reserver": ("book",),
    "planning": ("schedule",),
    "espaces": ("spaces",),
    "mesdonnees": ("mydata",),
    "effacer": ("forget",),
    "annuler": ("cancel",),
}
"""By hand, and frozen: people have learned these words (DESIGN §6, what must not move)."""


def folders() -> list[Path]:
    """Every package of the heart that is a feature."""
    found = [path for path in HEART.iterdir() if (path / "__init__.py").exists()]
    return sorted(path for path in found if path.name not in BELOW_FEATURES)


def sources(*roots: str) -> list[Path]:
    """Every file that somebody wrote under these folders."""
    found = (file for root in roots for kind in CODE for file in (ROOT / root).rglob(kind))
    return sorted(file for file in found if "node_modules" not in file.parts)


def test_every_feature_has_a_folder_and_every_folder_a_feature() -> None:
    assert sorted(placed.feature.name for placed in FEATURES) == [folder.name for folder in folders()]
    assert len(BY_NAME) == len(FEATURES)


def test_the_same_file_names_in_every_feature() -> None:
    for folder in folders():
        names = {file.stem for file in folder.glob("*.py")}
        assert {"__init__", "feature", "handler", "views"} <= names, folder
        assert not [path for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"], folder
        for name in names - FILES:
            assert f"{folder.name}/{name}" in OF_ITS_OWN, f"{folder.name}/{name}.py has no reason in OF_ITS_OWN"
    for name in OF_ITS_OWN:
        assert (HEART / f"{name}.py").exists(), f"{name} is gone: take its reason away"


def test_a_feature_with_a_store_has_its_file_in_storage() -> None:
    for folder in folders():
        if "from storage" not in (folder / "store.py").read_text() and folder.name not in {
            "help",
            "me",
        }:  # they keep nothing
            assert (ROOT / "storage" / f"{folder.name}.py").exists(), folder.name


def test_commands_are_those_that_people_have_learned() -> None:
    seen: list[str] = []
    for placed in FEATURES:
        for line in placed.feature.commands:
            seen += line.names
            french, *aliases = line.names
            assert COMMAND_NAMES.get(french) == tuple(aliases), line.names
            assert all(re.fullmatch("[a-z]+", name) for name in line.names)
            assert all(voice(language)(line.help).strip() for language in LANGUAGES)
    assert len(seen) == len(set(seen)) == len(COMMANDS)


def test_every_feature_says_what_it_holds_and_how_it_forgets() -> None:
    for placed in FEATURES:
        assert callable(placed.feature.held_about), placed.feature.name
        assert callable(placed.feature.forget), placed.feature.name
        handler = placed.feature.forget.__qualname__.split(".")[0]
        assert handler.lower() == f"{placed.feature.name}handler", "declared by its own handler"


def test_what_is_asked_is_also_understood() -> None:
    """A dialogue step that can be asked after a restart has somebody who takes its answer."""
    for placed in FEATURES:
        assert set(placed.feature.asks) == set(placed.feature.said), placed.feature.name


def test_the_heart_names_no_platform() -> None:
    named = re.compile(r"\b(?:telegram|matrix|salon|slack|discord)\w*", re.IGNORECASE)
    for file in HEART.rglob("*.py"):
        assert named.findall(file.read_text()) == [], file


def test_a_platform_that_is_not_configured_is_not_loaded() -> None:
    """Its library holds 10 MB, that of Matrix 17 more, on the small machine of a volunteer (measured)."""
    looking = "import sys, bot.__main__; sys.exit(bool({'telegram', 'nio', 'Crypto'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", looking], cwd=ROOT, check=False).returncode == 0


def test_no_file_is_over_300_lines() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sources("bot", "handlers", "storage", "tests")
        if (lines := len(file.read_text().splitlines())) > 300
    }
    assert long == {}


def test_modules_open_with_a_sentence() -> None:
    for file in sources("bot", "handlers", "storage", "tests"):
        words = file.read_text()
        if file.suffix == ".py" and words:
            assert re.match(r'"""[^\n]*\w', words), file


def test_there_is_no_room_for_what_belongs_nowhere() -> None:
    vague = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
    named = [file for file in sources("bot", "handlers", "storage", "tests") if vague & {*file.parts, file.stem}]
    assert named == []


def test_the_example_of_settings_loads_and_says_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(__import__("os").environ):
        if name.startswith("PALABRE_"):
            monkeypatch.delenv(name)
    file = ROOT / "config.example.toml"
    assert load(file) == load(None), "the example shows what holds without it"
    words = file.read_text()
    for section, field in Config.model_fields.items():
        assert field.annotation is not None
        assert re.search(rf"^(?:# ?)?\[{section}\]", words, re.MULTILINE), section
        begins = re.split(rf"^(?:# ?)?\[{section}\].*$", words, flags=re.MULTILINE)[1]
        within = re.split(r"^(?:# ?)?\[\w+\]", begins, flags=re.MULTILINE)[0]
        for name in field.annotation.model_fields:
            assert re.search(rf"^(?:# ?)?{name} = ", within, re.MULTILINE), f"[{section}] {name}"
    without_comments = re.sub(r"^# (?=\[?\w+(?:\]| = ))", "", words, flags=re.MULTILINE)
    for section, values in tomllib.loads(without_comments).items():
        assert set(values) <= set(Config.model_fields[section].annotation.model_fields)  # type: ignore[union-attr]


def test_the_wall_clock_is_out_of_reach_in_the_heart() -> None:
    """The ban is alive: ruff breaks on a file that reads the clock."""
    for banned in (
        "from datetime import datetime\n\nnow = datetime.now()\n",
        "import datetime\n\nnow = datetime.datetime.now()\n",
    ):
        checked = subprocess.run(
            [sys.executable, "-m", "ruff", "check", "--stdin-filename", "handlers/polls/rules.py", "-"],
            input=banned,
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert checked.returncode == 1
        assert "TID251" in checked.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("handlers/polls/rules.py", "import storage.polls", "One arrow"),
        ("storage/polls.py", "import bot.texts", "One arrow"),
        ("handlers/polls/rules.py", "import sqlite3", "The heart has no driver"),
        ("handlers/polls/rules.py", "import handlers.help.views", "features above members"),
        ("handlers/conversation/text.py", "import handlers.members.model", "features above members"),
        ("bot/platforms/salon/incoming.py", "import storage.salon", "Platforms know neither"),
        ("bot/platforms/salon/incoming.py", "import bot.platforms.telegram.links", "Platforms do not know each"),
        ("bot/platforms/telegram/links.py", "import bot.platforms.matrix.names", "Platforms do not know each"),
        ("bot/platforms/matrix/incoming.py", "import bot.matrix_memory", "Platforms know neither"),
        ("bot/platforms/matrix/incoming.py", "import nio", "What Matrix says"),
        ("bot/platforms/matrix/calls.py", "import bot.platforms.matrix.hearing", "Within Matrix"),
        ("handlers/polls/rules.py", "import telegram", "The heart has no driver"),
        ("handlers/polls/rules.py", "import nio", "The heart has no driver"),
        ("bot/clock.py", "import asyncpg", "Drivers stay in storage"),
    ],
)
def test_the_import_law_breaks_on_a_forbidden_import(tmp_path: Path, file: str, line: str, contract: str) -> None:
    """On a copy of the tree: the law is kept as it is, and broken by one line."""
    import shutil

    for name in ("bot", "handlers", "storage"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "locales"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    guilty = tmp_path / file
    guilty.write_text(f"{guilty.read_text()}\n{line}\n")
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        check=False,
    )
    assert checked.returncode == 1, checked.stdout + checked.stderr
    broken = [found for found in checked.stdout.splitlines() if found.endswith("BROKEN")]
    assert len(broken) == 1, checked.stdout
    assert contract in broken[0]
