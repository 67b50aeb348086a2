"""What the header of a PNG says. Pure."""

import struct


def png_size(png: bytes) -> tuple[int, int]:
    """(width, height) in pixels, from the header of a PNG (RFC 2083 §4.1.1)."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)
