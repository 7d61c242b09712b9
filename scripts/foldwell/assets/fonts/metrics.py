"""What the letters of a font measure. A font is known by its bytes: two may share a family's name."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont

from foldwell.assets.fonts.bundled import families, font
from foldwell.model import Font

PT_PER_MM = 72 / 25.4
SMALLEST = 12.0
TALL = 2.0
"""How tall an x must be in print, in mm (UKAAF G003)."""

SAMPLE = "etaoinshrdlu" * 3 + "cmfwypvbgk" + " " * 8
"""Letters about as often as English has them."""
NARROWER = 0.98
"""The width, as a share of another family's, from which a family is worth naming as narrower."""


@cache
def characters(given: Font) -> frozenset[int]:
    """Return the code points that both faces of a font can draw."""
    return frozenset.intersection(*(frozenset(_cmap(face)) for face in (given.regular, given.bold)))


def _cmap(face: bytes) -> dict[int, str]:
    with TTFont(BytesIO(face), lazy=True) as parsed:
        return dict(parsed.getBestCmap())


@lru_cache(maxsize=4096)
def width(given: Font, text: str) -> float:
    """Return how wide `text` is in the bold face of a font, as a multiple of the size of its type."""
    advances, em = _advances(given.bold)
    return float(sum(advances.get(ord(sign), 0) for sign in text) / em)


@cache
def _advances(face: bytes) -> tuple[dict[int, int], int]:
    """Return how wide each letter of a face is by its code point, and how wide an em, in the face's units."""
    with TTFont(BytesIO(face), lazy=True) as parsed:
        metrics = parsed["hmtx"].metrics
        widths = {code: metrics[name][0] for code, name in parsed.getBestCmap().items()}
        return widths, parsed["head"].unitsPerEm


@cache
def least(given: Font) -> float:
    """Return the smallest size, in pt and at least 12, at which an x of the regular face is 2 mm tall."""
    with TTFont(BytesIO(given.regular), lazy=True) as parsed:
        name = parsed.getBestCmap().get(ord("x"))
        tall = parsed["glyf"][name].yMax / parsed["head"].unitsPerEm if name else 1
        return max(SMALLEST, math.ceil(TALL * PT_PER_MM / tall * 10) / 10)


def narrower(given: Font) -> tuple[str, ...]:
    """Return up to three supplied families that take less room at their smallest, the narrowest first."""
    room = _room(given) * NARROWER
    rooms = {name: _room(font(name)) for name in families()}
    return tuple(sorted((name for name in rooms if rooms[name] < room), key=lambda name: rooms[name])[:3])


def _room(given: Font) -> float:
    return width(given, SAMPLE) * least(given)
