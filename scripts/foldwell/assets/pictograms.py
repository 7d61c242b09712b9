"""Pictograms by name: the outlines of Font Awesome Free Solid, which rendercv-fonts carries (SIL OFL 1.1)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from foldwell.assets.images.image import SVG, Picture

FAMILY, FACE = "Font Awesome 7", "Font Awesome 7 Free-Solid-900.otf"

ASCENT, DESCENT = 448, 64
"""How far the square of a pictogram reaches above and below the baseline, in units of the font."""

NOT_PICTOGRAMS = frozenset({"notdef", "font-awesome", "web-awesome"})
"""The box for what a font lacks, and brands."""

LIKENESS = 0.7
"""How alike two names must be, from 0 to 1: by fewer letters, a medicine would be like dice."""

MAX_WORDS = 60
"""How many characters of what is looked for count."""

SEPARATORS = re.compile(r"[\s_-]+")
PREFIX = "fa-"
"""What names begin with where they are classes of a web page."""


class Match(NamedTuple):
    """A pictogram that was found: its name, and the others that it goes by."""

    name: str
    also: tuple[str, ...]


def font_path() -> Path:
    """Return the font file that the pictograms are drawn from."""
    import rendercv_fonts  # noqa: PLC0415  only articles with pictograms need it

    folders: list[Path] = rendercv_fonts.paths_to_font_folders
    return next(folder for folder in folders if folder.name == FAMILY) / FACE


@cache
def names() -> Mapping[str, str]:
    """Return every name that a pictogram goes by, old ones too, with the name of its glyph.

    The font spells them as ligatures, so that typing a name draws it.
    """
    codes = {glyph: chr(code).lower() for code, glyph in _font().getBestCmap().items() if code < ord("\x7f")}
    return {
        "".join(codes[part] for part in (first, *ligature.Component)): ligature.LigGlyph
        for first, ligature in _ligatures()
        if ligature.LigGlyph not in NOT_PICTOGRAMS
    }


@lru_cache(maxsize=256)
def pictogram(name: str, colour: str, margin: float = 0.0) -> Picture:
    """Return a pictogram as SVG in a colour #rrggbb, with `margin` times its height free at its right.

    Raises KeyError for an unknown name.
    """
    glyph = names()[name]
    data, (left, top, right, bottom) = _outline(glyph)
    height = bottom - top
    width = right - left + round(height * margin)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}">'
        f'<path fill="{colour}" d="{data}"/></svg>'
    )
    return Picture(f"{glyph}.svg", SVG, svg.encode(), width / height)


def find(words: str) -> tuple[Match, ...]:
    """Return the pictograms in whose names all `words` stand, the nearest first."""
    wanted = _parts(words)
    ranks: dict[str, tuple[int, int, int, str]] = {}
    for name, glyph in names().items():
        if wanted and (rank := _rank(name, wanted)):
            key = rank, name != glyph, name.count("-"), name
            ranks[glyph] = min(ranks.get(glyph, key), key)
    return _matches(sorted(ranks, key=lambda glyph: ranks[glyph]))


def closest(words: str, count: int) -> tuple[Match, ...]:
    """Return up to `count` pictograms whose names are like `words`, the nearest first."""
    wanted = _parts(words)
    typed = "-".join(wanted)
    likeness: dict[str, float] = {}
    for name, glyph in names().items():
        # Words that are there in another order count as much as letters.
        shared = len(set(wanted) & set(name.split("-")))
        ratio = SequenceMatcher(None, typed, name).ratio()
        if shared or ratio >= LIKENESS:
            likeness[glyph] = max(likeness.get(glyph, 0.0), shared + ratio)
    return _matches(sorted(likeness, key=lambda glyph: (-likeness[glyph], glyph))[:count])


def _parts(words: str) -> tuple[str, ...]:
    return tuple(filter(None, SEPARATORS.split(words.strip().lower().removeprefix(PREFIX)[:MAX_WORDS])))


def _rank(name: str, wanted: tuple[str, ...]) -> int:
    """Return how near a name is to what is wanted, from 1; 0 if it has not all of it."""
    parts = name.split("-")
    ranks = (
        parts == list(wanted),
        all(word in parts for word in wanted),
        all(any(part.startswith(word) for part in parts) for word in wanted),
        all(word in name for word in wanted),
    )
    return next((rank for rank, holds in enumerate(ranks, 1) if holds), 0)


def _matches(glyphs: list[str]) -> tuple[Match, ...]:
    others: dict[str, list[str]] = {glyph: [] for glyph in glyphs}
    for name, glyph in sorted(names().items()):
        if glyph in others and name != glyph:
            others[glyph].append(name)
    return tuple(Match(glyph, tuple(also)) for glyph, also in others.items())


@cache
def _font() -> Any:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only articles with pictograms need it

    return TTFont(font_path(), lazy=True)


def _ligatures() -> Iterator[tuple[str, Any]]:
    """Yield the first glyph of each ligature of the font, and the ligature."""
    for lookup in _font()["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            # An extension holds the table itself (OpenType, GSUB type 7).
            for first, found in getattr(subtable, "ExtSubTable", subtable).ligatures.items():
                yield from ((first, ligature) for ligature in found)


def _outline(glyph: str) -> tuple[str, tuple[int, int, int, int]]:
    """Return the path of a glyph, y down, and its box: its square and whatever reaches beyond that."""
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415

    glyphs = _font().getGlyphSet()
    path, bounds = SVGPathPen(None, lambda number: f"{round(number, 2) + 0:g}"), BoundsPen(None)
    for pen in (path, bounds):
        glyphs[glyph].draw(TransformPen(pen, (1, 0, 0, -1, 0, 0)))
    left, top, right, bottom = bounds.bounds
    box = min(0, math.floor(left)), min(-ASCENT, math.floor(top)), max(glyphs[glyph].width, math.ceil(right))
    return str(path.getCommands()), (*box, max(DESCENT, math.ceil(bottom)))
