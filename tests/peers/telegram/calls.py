"""One request of the bot: what it asked, when, and what it was told."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Json = dict[str, Any]
SURROGATE = re.compile("[\ud800-\udfff]")


class Uploaded(bytes):
    """What was sent along, and the name of the file."""

    called: str = ""


class Refusal(Exception):
    """What the server answers instead of a result: HTTP `status` and `description`, as the real one words them.
    `misuse`: whether it counts as a violation of the documentation."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters
        self.misuse = False


def bad(words: str) -> Refusal:
    """HTTP 400."""
    return Refusal(400, f"Bad Request: {words}")


def misused(words: str) -> Refusal:
    """HTTP 400 for what no bot that knows the documentation sends: also one of the violations."""
    refusal = bad(words)
    refusal.misuse = True
    return refusal


def forbidden(words: str) -> Refusal:
    """HTTP 403."""
    return Refusal(403, f"Forbidden: {words}")


@dataclass(eq=False)
class Call:
    """`params`: read into numbers, booleans and objects; `at`: monotonic seconds of its arrival; `status`: HTTP, 0
    while it is being served and where the line was cut; `result` or `description`: what it was answered."""

    method: str
    params: Json
    at: float
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    status: int = 0
    result: Any = None
    description: str = ""

    @property
    def chat_id(self) -> int | None:
        """The chat it names, None where it names none."""
        named = self.params.get("chat_id")
        return named if isinstance(named, int) else None

    def __str__(self) -> str:
        shown = {name: value for name, value in self.params.items() if name != "entities"}
        return f"{self.method} {shown} → {self.status} {self.description}".rstrip()


async def received(request: web.BaseRequest) -> tuple[Json, dict[str, bytes]]:
    """(fields, files) of a request, in whichever of the four official forms it came. Raises Refusal."""
    fields: Json = dict(request.rel_url.query)
    files: dict[str, bytes] = {}
    try:
        if request.content_type == "application/json":
            body = json.loads(await request.read() or b"{}")
            if not isinstance(body, dict):
                raise bad("can't parse JSON object")
            fields |= body
        elif request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                assert not isinstance(part, list | tuple)
                name = getattr(part, "name", None) or ""
                content = bytes(await part.read(decode=True))  # type: ignore[union-attr]
                if getattr(part, "filename", None) is None:
                    fields[name] = content.decode("utf-8")
                else:
                    files[name] = Uploaded(content)
                    files[name].called = str(part.filename)  # type: ignore[attr-defined, union-attr]
        else:
            body_text = (await request.read()).decode("utf-8")
            fields |= parse_qsl(body_text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise bad("strings must be encoded in UTF-8") from error
    except json.JSONDecodeError as error:
        raise bad("can't parse JSON object") from error
    return fields, files


def refuse_broken_strings(value: object) -> None:
    """Half a pair of UTF-16 units, which JSON can carry and UTF-8 cannot. Raises Refusal."""
    if isinstance(value, str):
        if SURROGATE.search(value):
            raise bad("strings must be encoded in UTF-8")
    elif isinstance(value, dict):
        for part in value.values():
            refuse_broken_strings(part)
    elif isinstance(value, list):
        for part in value:
            refuse_broken_strings(part)
