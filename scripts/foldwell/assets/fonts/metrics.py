"""Font metrics. A font is identified by its bytes, because two may share a family name."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont

from foldwell.assets.fonts.bundled import bundled_families, bundled_font
from foldwell.assets.fonts.families import FamilyMetrics, Kind
from foldwell.model import Font
from foldwell.model.units import PT_PER_MM

MINIMUM_SIZE = 12.0
X_HEIGHT_MM = 2.0
"""The minimum x-height in print, in mm (UKAAF G003)."""

SAMPLE_TEXT = "etaoinshrdlu" * 3 + "cmfwypvbgk" + " " * 8
"""Characters with about their frequency in English."""
CAPSIZE_RATIO = 1.013
"""Our mean width by Capsize's, whose table of families is compared with: the median of those supplied."""
NARROWER_RATIO = 0.98
"""A family is suggested as narrower when its width is at most this multiple of the other one's."""

SERIF_CLASSES = frozenset({1, 2, 3, 4, 5, 7})
"""Oldstyle, transitional, modern, Clarendon, slab and freeform serifs (OpenType, OS/2, sFamilyClass)."""
LATIN_TEXT, SERIF_STYLES = 2, range(2, 11)
"""The PANOSE digits of a family for Latin text, and of its kinds of serif; 11 and more are without."""


@cache
def characters(font: Font) -> frozenset[int]:
    """Return the code points that both faces of a font can draw, without its fallbacks."""
    return code_points(font.regular) & code_points(font.bold)


@lru_cache(maxsize=64)
def code_points(face: bytes) -> frozenset[int]:
    """Return the code points that a face can draw."""
    return frozenset(_cmap(face))


def _cmap(face: bytes) -> dict[int, str]:
    with TTFont(BytesIO(face), lazy=True) as parsed:
        return dict(parsed.getBestCmap())


@lru_cache(maxsize=4096)
def text_width(font: Font, text: str, bold: bool = True, tabular: bool = False) -> float:
    """Return the width of `text` in a face of a font, as a multiple of the type size.

    A character that it lacks is measured in its fallbacks. Digits are `tabular` in tables.
    """
    return sum(_character_width(font, ord(character), bold, tabular) for character in text)


def _character_width(font: Font, code: int, bold: bool, tabular: bool) -> float:
    for drawn in font.chain:
        advances, em = _advances(drawn.bold if bold else drawn.regular, tabular)
        if code in advances:
            return float(advances[code] / em)
    return 0.0


@cache
def _advances(face: bytes, tabular: bool = False) -> tuple[dict[int, int], int]:
    """Return the advance widths of a face by code point, and its units per em."""
    with TTFont(BytesIO(face), lazy=True) as parsed:
        metrics = parsed["hmtx"].metrics
        widths = {code: metrics[name][0] for code, name in parsed.getBestCmap().items()}
        em = int(parsed["head"].unitsPerEm)
    digits = _tabular_advances(face) if tabular else {}
    return widths | {code: width for code, width in digits.items() if code in widths}, em


def _tabular_advances(face: bytes) -> dict[int, int]:
    """Return the advance widths of digits in tables (OpenType, features `lnum` and `tnum`) by code point."""
    import uharfbuzz  # noqa: PLC0415  only tables need it

    font, widths = uharfbuzz.Font(uharfbuzz.Face(face)), {}
    for digit in "0123456789":
        buffer = uharfbuzz.Buffer()
        buffer.add_str(digit)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {"lnum": True, "tnum": True})
        widths[ord(digit)] = sum(glyph.x_advance for glyph in buffer.glyph_positions)
    return widths


@cache
def family_metrics(font: Font) -> FamilyMetrics:
    """Return what a reader notices of a font, measured on its regular face."""
    advances, em = _advances(font.regular)
    width = sum(advances.get(ord(character), 0) for character in SAMPLE_TEXT) / len(SAMPLE_TEXT) / em
    with TTFont(BytesIO(font.regular), lazy=True) as parsed:
        return FamilyMetrics(_kind(parsed), x_height_of(parsed), width / CAPSIZE_RATIO)


def _kind(parsed: TTFont) -> Kind:
    """Return whether a font has serifs, by its class or by what PANOSE says (OpenType, OS/2)."""
    os2 = parsed["OS/2"]
    family_class = os2.sFamilyClass >> 8
    if family_class:
        return "serif" if family_class in SERIF_CLASSES else "sans"
    is_text = os2.panose.bFamilyType == LATIN_TEXT
    return "serif" if is_text and os2.panose.bSerifStyle in SERIF_STYLES else "sans"


def x_height_of(parsed: TTFont) -> float:
    """Return the x-height as a part of the em; 1 for a font without an x."""
    name = parsed.getBestCmap().get(ord("x"))
    return float(parsed["glyf"][name].yMax / parsed["head"].unitsPerEm) if name else 1.0


@cache
def has_equal_digits(font: Font) -> bool:
    """Return whether the digits of a font's regular face are equally wide, at once or by a feature of it."""
    advances, _ = _advances(font.regular, tabular=True)
    return len({advances.get(ord(digit)) for digit in "0123456789"}) == 1


@cache
def minimum_size(font: Font) -> float:
    """Return the smallest size, in pt and at least 12, at which the x-height of the regular face is 2 mm."""
    with TTFont(BytesIO(font.regular), lazy=True) as parsed:
        return max(MINIMUM_SIZE, math.ceil(X_HEIGHT_MM * PT_PER_MM / x_height_of(parsed) * 10) / 10)


def narrower_families(font: Font) -> tuple[str, ...]:
    """Return up to three bundled families that are narrower at their minimum size, the narrowest first."""
    limit = _sample_width(font) * NARROWER_RATIO
    widths = {name: _sample_width(bundled_font(name)) for name in bundled_families()}
    return tuple(sorted((name for name in widths if widths[name] < limit), key=lambda name: widths[name])[:3])


def _sample_width(font: Font) -> float:
    return text_width(font, SAMPLE_TEXT) * minimum_size(font)
