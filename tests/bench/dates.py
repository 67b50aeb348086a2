"""What words of time are understood: how much of them, how fast, and that none are guessed.

The corpus of the conventions, with its own scorer, where it lies beside the checkout; our own utterances always.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.handlers.when.corpus import FILES, utterances

from .figures import Figure

CORPUS = Path(os.environ.get("PALABRE_DATES", Path.cwd().parent / "shared" / "dates"))
"""Where open.jsonl and score.py lie; another place by the variable."""
LIBRARIES = {"fr": 74, "en": 69}
"""Per cent: what the best libraries get right (measured when the house was designed)."""
STRICT, REST, MEDIAN, SLOWEST = 97, 90, 0.5, 3.0


async def measure(folder: Path) -> Sequence[Figure]:
    figures = list(_ours())
    if not (CORPUS / "open.jsonl").exists():
        return [*figures, Figure("dates: open.jsonl", f"not at {CORPUS.name}")]
    return [*figures, *await asyncio.to_thread(_open, folder)]


def _ours() -> Sequence[Figure]:
    told = [(one, one.understood()) for file in FILES for one in utterances(file)]
    right = sum(one.is_right(found) for one, found in told)
    rejects = [found for one, found in told if one.meanings[0].startswith("reject")]
    accepted = sum(found.understood for found in rejects)
    return [
        Figure("dates: our own utterances", str(len(told))),
        _at_least("dates: of them right", 100 * right / len(told), STRICT, "%"),
        Figure("dates: ours accepted to reject", f"{accepted} of {len(rejects)}", "= 0", accepted == 0),
    ]


def _open(folder: Path) -> Sequence[Figure]:
    gold = CORPUS / "open.jsonl"
    asked = _run([sys.executable, str(CORPUS / "score.py"), "--gold", str(gold), "--inputs"])
    palabre = [sys.executable, "-m", "bot", "understand", "--jsonl"]
    _run(palabre, asked)  # warms the disk; each process warms itself with its first lines
    lines = asked.splitlines(keepends=True)
    told = _run(palabre, "".join((*lines[:100], *lines))).splitlines()[100:]
    predictions = folder / "predictions.jsonl"
    predictions.write_text("\n".join(told), "utf-8")
    score: dict[str, Any] = json.loads(
        _run([sys.executable, str(CORPUS / "score.py"), "--gold", str(gold), str(predictions), "--json"])
    )
    figures = []
    for language, best in LIBRARIES.items():
        whole = score[f"{language}/ALL"]
        name = {"fr": "French", "en": "English"}[language]
        figures.append(_at_least(f"dates: open.jsonl, {name}", 100 * whole["strict"] / whole["n"], STRICT, "%"))
        figures.append(Figure(f"dates: the same, best library, {name}", f"{best} %"))
    whole, rejects = score["all/ALL"], score["all/reject"]
    figures.append(_at_least("dates: leftover words right", 100 * whole["rest"] / whole["rest_n"], REST, "%"))
    accepted = rejects["n"] - rejects["strict"]
    figures.append(Figure("dates: accepted to reject", f"{accepted} of {rejects['n']}", "= 0", accepted == 0))
    taken = sorted(json.loads(line)["ms"] for line in told)
    figures.append(_below("dates: median", statistics.median(taken), MEDIAN))
    figures.append(_below("dates: p99", taken[int(len(taken) * 0.99)], SLOWEST))
    return figures


def _run(command: Sequence[str], given: str = "") -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def _at_least(name: str, value: float, target: float, unit: str) -> Figure:
    return Figure(name, f"{value:.1f} {unit}", f"≥ {target} {unit}", value >= target)


def _below(name: str, value: float, target: float) -> Figure:
    return Figure(name, f"{value:.2f} ms", f"< {target} ms", value < target)
