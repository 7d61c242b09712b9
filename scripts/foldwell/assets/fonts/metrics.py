"""Font metrics. A font is identified by its bytes, because two may share a family name."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont

from foldwell.assets.fonts.bundled import bundled_families, bundled_font
from foldwell.model import Font
from foldwell.model.units import PT_PER_MM

MINIMUM_SIZE = 12.0
X_HEIGHT_MM = 2.0
"""The minimum x-height in print, in mm (UKAAF G003)."""

SAMPLE_TEXT = "etaoinshrdlu" * 3 + "cmfwypvbgk" + " " * 8
"""Characters with about their frequency in English."""
NARROWER_RATIO = 0.98
"""A family is suggested as narrower when its width is at most this multiple of the other one's."""


@cache
def characters(font: Font) -> frozenset[int]:
    """Return the code points that both faces of a font can draw."""
    return frozenset.intersection(*(frozenset(_cmap(face)) for face in (font.regular, font.bold)))


def _cmap(face: bytes) -> dict[int, str]:
    with TTFont(BytesIO(face), lazy=True) as parsed:
        return dict(parsed.getBestCmap())


@lru_cache(maxsize=4096)
def text_width(font: Font, text: str) -> float:
    """Return the width of `text` in the bold face of a font, as a multiple of the type size."""
    advances, em = _advances(font.bold)
    return float(sum(advances.get(ord(character), 0) for character in text) / em)


@cache
def _advances(face: bytes) -> tuple[dict[int, int], int]:
    """Return the advance widths of a face by code point, and its units per em."""
    with TTFont(BytesIO(face), lazy=True) as parsed:
        metrics = parsed["hmtx"].metrics
        widths = {code: metrics[name][0] for code, name in parsed.getBestCmap().items()}
        return widths, parsed["head"].unitsPerEm


@cache
def minimum_size(font: Font) -> float:
    """Return the smallest size, in pt and at least 12, at which the x-height of the regular face is 2 mm."""
    with TTFont(BytesIO(font.regular), lazy=True) as parsed:
        name = parsed.getBestCmap().get(ord("x"))
        x_height = parsed["glyf"][name].yMax / parsed["head"].unitsPerEm if name else 1
        return max(MINIMUM_SIZE, math.ceil(X_HEIGHT_MM * PT_PER_MM / x_height * 10) / 10)


def narrower_families(font: Font) -> tuple[str, ...]:
    """Return up to three bundled families that are narrower at their minimum size, the narrowest first."""
    limit = _sample_width(font) * NARROWER_RATIO
    widths = {name: _sample_width(bundled_font(name)) for name in bundled_families()}
    return tuple(sorted((name for name in widths if widths[name] < limit), key=lambda name: widths[name])[:3])


def _sample_width(font: Font) -> float:
    return text_width(font, SAMPLE_TEXT) * minimum_size(font)
