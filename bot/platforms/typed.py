"""What people type, wherever they type it: a command, or words that a database can keep. Pure."""

import re
from dataclasses import dataclass

# Phones put a space after the slash, and people a colon after the word.
_COMMAND = re.compile(r"^/ ?(?P<name>[^\W\d_][\w-]*)(?:@(?P<to>\w+))?(?:\s*:)?(?:\s+(?P<words>.*))?$", re.DOTALL)
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL refuses in a text, and halves of characters, which UTF-8 does."""


@dataclass(frozen=True)
class Typed:
    """« /sondage@palabre bleu ou vert ? »: the name without its slash, whom it is for ('' where it is not
    said), and the rest."""

    name: str
    to: str
    words: str


def command(words: str) -> Typed | None:
    """The command that these words are; None where they are neighbours talking."""
    found = _COMMAND.match(words)
    return None if found is None else Typed(found["name"], found["to"] or "", found["words"] or "")


def keepable(words: str) -> str:
    """What arrived, without the signs that no database keeps: each becomes �."""
    return _UNKEPT.sub("\ufffd", words)
