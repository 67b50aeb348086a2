"""`palabre understand`, as a process of its own: what words about time mean, a line of JSON for each."""

import json
import subprocess
import sys
from typing import Any

NOW = "2026-09-15T10:20"
"""A Tuesday."""


def palabre(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "understand", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=60)


def told(*arguments: str) -> dict[str, Any]:
    done = palabre(*arguments)
    assert done.returncode == 0, done.stderr
    line: dict[str, Any] = json.loads(done.stdout)
    return line


def test_one_text() -> None:
    found = told("--now", NOW, "mardi en huit à 18h30, salle commune")
    assert found == {
        "kind": "instant",
        "start": "2026-09-29T18:30+02:00",
        "rest": "salle commune",
        "said": "mardi 29 septembre 2026 à 18\u00a0h\u00a030",
    }


def test_in_english_with_what_else_it_may_mean() -> None:
    found = told("--lang", "en", "--now", NOW, "tomorrow at 7")
    assert (found["start"], found["others"]) == (
        "2026-09-16T07:00+02:00",
        ["Wednesday 16 September 2026 at 7\u00a0pm"],
    )


def test_a_refusal_with_its_reason() -> None:
    assert told("--now", NOW, "le 31 février") == {"kind": "reject", "why": "impossible", "words": "le 31 février"}


def test_lines_for_measuring() -> None:
    asked = [
        {"id": "a", "text": "un jeudi sur deux à 19h", "lang": "fr", "ref": NOW + "+02:00", "tz": "Europe/Paris"},
        {"id": "b", "text": "by Friday noon", "lang": "en", "ref": NOW + "+02:00", "tz": "Europe/Paris"},
        {"id": "c", "text": "on verra", "lang": "fr", "ref": NOW + "+02:00", "tz": "Europe/Paris"},
        {"id": "d", "text": "pendant 2h"},
    ]
    done = palabre("--jsonl", "--now", NOW, given="\n".join(json.dumps(line) for line in asked) + "\n\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(line.pop("ms") >= 0 for line in lines)
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
    assert lines == [
        {"id": "a", "kind": "recurrence", "start": "2026-09-17T19:00", "rrule": rule, "rest": ""},
        {"id": "b", "kind": "deadline", "end": "2026-09-18T12:00", "rest": ""},
        {"id": "c", "kind": "reject", "why": "nothing", "words": ""},
        {"id": "d", "kind": "duration", "duration": "PT2H", "rest": ""},
    ]


def test_a_line_that_is_no_question_stops_with_its_number() -> None:
    done = palabre("--jsonl", given='{"id": "a", "text": "demain"}\nmardi 18h\n')
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "ligne 2" in done.stderr


def test_what_is_missing_or_wrong_is_said() -> None:
    assert "entre guillemets" in palabre().stderr
    assert "2026-09-15T10:20" in palabre("--now", "demain", "mardi").stderr
    assert "fr" in palabre("--lang", "es", "martes").stderr
