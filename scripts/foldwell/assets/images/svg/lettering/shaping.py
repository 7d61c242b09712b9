"""Shape a run of letters into glyphs, and draw these as outlines: HarfBuzz does both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from foldwell.assets.fonts import LetteringFace
from foldwell.assets.images.svg.bounds import Box

SLANT = math.tan(math.radians(14))
"""How far an upright face leans that stands in for an italic one (CSS Fonts 4, 2.4: font-synthesis)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a run, in parts of the em: its advance, and its place beside the pen.

    `cluster` is the index of the first letter that it draws.
    """

    number: int
    cluster: int
    advance: float
    x: float
    y: float


class Shaper:
    """Shapes and draws letters in one face."""

    def __init__(self, data: bytes) -> None:
        import uharfbuzz  # noqa: PLC0415  only lettering needs it

        self._harfbuzz: Any = uharfbuzz
        self._font = uharfbuzz.Font(uharfbuzz.Face(data))
        self.em: float = self._font.face.upem

    def shape(self, letters: str, direction: str, has_ligatures: bool) -> list[Glyph]:
        """Return the glyphs of some letters from left to right; `direction` is "ltr" or "rtl"."""
        buffer = self._harfbuzz.Buffer()
        buffer.add_codepoints([ord(letter) for letter in letters])
        buffer.guess_segment_properties()
        buffer.direction = direction
        ligatures = dict.fromkeys(("liga", "clig"), has_ligatures)
        self._harfbuzz.shape(self._font, buffer, ligatures)
        pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return [
            Glyph(
                info.codepoint,
                info.cluster,
                place.x_advance / self.em,
                place.x_offset / self.em,
                place.y_offset / self.em,
            )
            for info, place in pairs
        ]

    def box(self, glyph: int) -> Box:
        """Return the box of a glyph's outline in parts of the em: left, bottom, width and height."""
        found = self._font.get_glyph_extents(glyph)
        left, top, width, height = found.x_bearing, found.y_bearing, found.width, found.height
        return left / self.em, (top + height) / self.em, width / self.em, -height / self.em

    def draw(self, glyph: int, pen: Any) -> None:
        """Draw the outline of a glyph in units of the font."""
        self._font.draw_glyph_with_pen(glyph, pen)

    def baseline(self, name: str) -> float:
        """Return how far a baseline lies above the alphabetic one, in parts of the em (CSS Inline 3, 4)."""
        extents = self._font.get_font_extents("ltr")
        above, below = extents.ascender / self.em, extents.descender / self.em
        heights = {
            "central": (above + below) / 2,
            "middle": self._x_height() / 2,
            "mathematical": above / 2,
            "hanging": 0.8 * above,
            **dict.fromkeys(("text-before-edge", "before-edge", "text-top"), above),
            **dict.fromkeys(("text-after-edge", "after-edge", "ideographic", "text-bottom"), below),
        }
        return float(heights.get(name, 0))

    def _x_height(self) -> float:
        glyph = self._font.get_nominal_glyph(ord("x"))
        if not glyph:
            return 0.5
        _, bottom, _, height = self.box(glyph)
        return bottom + height


@lru_cache(maxsize=16)
def _shaper(data: bytes) -> Shaper:
    return Shaper(data)


def shaper(face: LetteringFace) -> Shaper:
    """Return what shapes letters in a face; the same for the same face."""
    return _shaper(face.data)


def count_letters(glyphs: Sequence[Glyph], length: int) -> list[int]:
    """Return how many letters of a run end with each glyph: all those of its cluster at its last glyph."""
    starts = sorted({glyph.cluster for glyph in glyphs})
    sizes = {start: end - start for start, end in pairwise((*starts, length))}
    following = [glyph.cluster for glyph in glyphs[1:]] + [-1]
    return [
        0 if glyph.cluster == after else sizes.get(glyph.cluster, 0)
        for glyph, after in zip(glyphs, following, strict=True)
    ]
