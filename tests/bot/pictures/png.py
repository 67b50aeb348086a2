"""A small reader of PNGs: eight bits a channel, no interlace, as Typst writes them (RFC 2083)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Picture:
    """`rows[y][x]` is a colour; transparency is left out."""

    width: int
    height: int
    rows: list[list[Colour]]

    def bars(self, colours: tuple[Colour, ...]) -> list[tuple[int, Colour]]:
        """The width in pixels and the colour of each bar, from top to bottom, measured at its middle."""
        found: list[tuple[int, Colour]] = []
        run: list[tuple[int, Colour]] = []
        for row in [*self.rows, [(255, 255, 255)] * self.width]:
            at = next((colour for colour in row[38:60] if colour in colours), None)
            if at is not None and row.count(at) > 3:
                run.append((row.count(at), at))
                continue
            if len(run) > 20:  # the bars are 36 pixels high, letters are thinner
                found.append(run[len(run) // 2])
            run = []
        return found


def read_png(data: bytes) -> Picture:
    """Raises AssertionError for a PNG of another kind."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks = list(_chunks(data[8:]))
    width, height, depth, kind, _, _, interlace = struct.unpack(">IIBBBBB", chunks[0][1])
    assert (depth, interlace) == (8, 0)
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[kind]
    raw = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    stride, above = width * channels, bytearray(width * channels)
    rows: list[list[Colour]] = []
    for at in range(height):
        line = bytearray(raw[at * (stride + 1) + 1 : (at + 1) * (stride + 1)])
        _unfilter(raw[at * (stride + 1)], line, above, channels)
        same = rows and line == above
        rows.append(rows[-1] if same else [_colour(line[x : x + channels]) for x in range(0, stride, channels)])
        above = line
    return Picture(width, height, rows)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        yield name, data[at + 8 : at + 8 + length]
        at += length + 12


def _colour(sample: bytearray) -> Colour:
    return (sample[0], sample[0], sample[0]) if len(sample) < 3 else (sample[0], sample[1], sample[2])


def _unfilter(kind: int, line: bytearray, above: bytearray, step: int) -> None:
    if kind in (0, 2):
        if kind == 2:
            line[:] = bytes((a + b) & 255 for a, b in zip(line, above, strict=True)) if any(line) else above
        return
    for at in range(len(line)):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[kind]
        line[at] = (line[at] + guess) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))
