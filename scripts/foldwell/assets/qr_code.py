"""QR codes (ISO/IEC 18004): an address as squares that a telephone's camera reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import segno

MAX_CHARACTERS = 62
"""The longest address: what version 4 holds at error correction M. A larger code does not fit."""

QUIET_ZONE = 4
"""The width of the white border in squares, as the standard requires."""

SQUARE_MM, MIN_SQUARE_MM = 0.7, 0.5
"""The printed width of a square in mm, and the minimum where space is short."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code: its rows of squares, True for black, with the quiet zone; and the same as an SVG drawing."""

    squares: tuple[tuple[bool, ...], ...]
    svg: bytes = field(repr=False)

    @property
    def side(self) -> int:
        """The width and height in squares, including the quiet zone."""
        return len(self.squares)


@lru_cache(maxsize=256)
def encode(address: str) -> QrCode:
    """Return the QR code of an address of at most `MAX_CHARACTERS`: black on white, error correction M."""
    qr = segno.make_qr(address, error="m", boost_error=False)
    squares = tuple(tuple(map(bool, row)) for row in qr.matrix_iter(border=QUIET_ZONE))
    # White is drawn too, so that the quiet zone stays white on a tinted background.
    svg = qr.svg_inline(border=QUIET_ZONE, omitsize=True, dark="#000", light="#fff", svgclass=None)
    return QrCode(squares, svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode())
