"""QR codes (ISO/IEC 18004): an address as squares that a telephone's camera reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import segno

MOST = 62
"""The most letters of an address: what version 4 holds at error correction M. A larger code has no room."""

QUIET = 4
"""So many squares around a code stay white, as the standard asks."""

SQUARE, SMALLEST = 0.7, 0.5
"""How wide a square is printed, in mm, and the least it may be where there is little room."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: its rows of squares, True for black, with the quiet zone; and the same as an SVG drawing."""

    squares: tuple[tuple[bool, ...], ...]
    svg: bytes = field(repr=False)

    @property
    def side(self) -> int:
        """How many squares wide and high it is, its quiet zone included."""
        return len(self.squares)


@lru_cache(maxsize=256)
def code(address: str) -> Code:
    """Return the QR code of an address of at most `MOST` letters: black on white, error correction M."""
    drawn = segno.make_qr(address, error="m", boost_error=False)
    squares = tuple(tuple(map(bool, row)) for row in drawn.matrix_iter(border=QUIET))
    # White is drawn too, so that the quiet zone stays white on a tinted ground.
    svg = drawn.svg_inline(border=QUIET, omitsize=True, dark="#000", light="#fff", svgclass=None)
    return Code(squares, svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode())
