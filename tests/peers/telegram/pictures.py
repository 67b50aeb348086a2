"""Photos: what the server accepts as one, and how it describes it."""

import struct
from hashlib import sha256
from mimetypes import guess_type
from typing import TYPE_CHECKING

from .calls import Call, Json, bad, misused

if TYPE_CHECKING:
    from .api import BotApi

HEAVIEST = 10 * 1024 * 1024
"""Bytes of a photo."""
SNAPSHOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""What residents take pictures of: one pixel."""


def uploaded(api: "BotApi", call: Call, named: object) -> bytes:
    """The bytes of a photo: sent along under `attach://name`, or known already by its file_id. Raises Refusal."""
    content = attached(api, call, named, "photo")
    _refuse_shapes(*dimensions(content))
    return content


def attached(api: "BotApi", call: Call, named: object, what: str) -> bytes:
    """The bytes of any file, as `uploaded` finds them. Raises Refusal."""
    if not isinstance(named, str) or not named:
        raise bad(f"there is no {what} in the request")
    if named.startswith("attach://"):
        content = call.files.get(named.removeprefix("attach://"))
        if content is None:
            raise bad("file is missing in the request")
    elif named in api.files:
        content = api.files[named]
    elif named.startswith(("http://", "https://")):
        raise misused("failed to get HTTP URL content")
    else:
        raise bad("wrong remote file identifier specified: Wrong string length")
    if not content:
        raise bad("file must be non-empty")
    if len(content) > HEAVIEST:
        raise bad("file is too big")
    return content


def described_file(api: "BotApi", content: bytes, name: str) -> Json:
    """The official Document."""
    digest = sha256(content).hexdigest()[:24]
    api.files[f"BQAC{digest}"] = content
    return {
        "file_id": f"BQAC{digest}",
        "file_unique_id": f"AgAD{digest[:12]}",
        "file_name": name,
        "mime_type": guess_type(name)[0] or "application/octet-stream",
        "file_size": len(content),
    }


def described(api: "BotApi", content: bytes) -> list[Json]:
    """The official PhotoSizes, smallest first; their file_ids may be sent again."""
    width, height = dimensions(content)
    name = sha256(content).hexdigest()[:24]
    sizes: list[Json] = []
    for letter, longest in (("s", 90), ("x", 800), ("w", 2560)):
        shrunk = min(1.0, longest / max(width, height))
        if sizes and (sizes[-1]["width"], sizes[-1]["height"]) == (width, height):
            break
        file_id = f"AgAC{name}{letter}"
        api.files[file_id] = content
        sizes.append(
            {
                "file_id": file_id,
                "file_unique_id": f"AQAD{name[:12]}{letter}",
                "width": max(1, round(width * shrunk)),
                "height": max(1, round(height * shrunk)),
                "file_size": len(content),
            }
        )
    return sizes


def dimensions(content: bytes) -> tuple[int, int]:
    """(width, height) in pixels of a PNG or JPEG. Raises Refusal for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8"):
        at = 2
        while at + 9 < len(content) and content[at] == 0xFF:
            marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(
                    content[at + 5 : at + 7], "big"
                )
            at += 2 + length
    raise bad("IMAGE_PROCESS_FAILED")


def _refuse_shapes(width: int, height: int) -> None:
    if not width or not height or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
