"""Whether ink is where a word should be, in contrast (WCAG 2.2) with what lies around it.

Measured at 144 dpi: the darkest point of every word of 12 pt regular type reaches the full contrast of its
colour (at 108 dpi smoothing takes up to half of it). The page still bears a colour out when it shows 0.6 of
its contrast, so that small type passes; below that the page decides and not the colour the file names.

A word's pixels are looked at as bytes: thousands of words are proven in every build, and what Python does to
all bytes at once costs a hundredth of what it does to one after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from foldwell.assets.colour import Rgb, contrast_ratio, luminance

Edges = tuple[float, float, float, float]

SCALE = 2.0
"""Pixels a point: 144 dpi."""
# 4.5 and 3, less what eight bits of light round away.
READABLE, READABLE_LARGE, LARGE = 4.4, 2.9, 18.0
BORNE_OUT = 0.6
# Pixels, or a part of the type size, by which a word's ink may fall short of the word's height or width: by
# more, and it is cut off. With all supplied families, at 12 to 27 pt, it is 2.2 pixels at the most.
SHORT, SHORT_LARGE = 2.0, 0.06
# In parts of the type size: how far apart letters that stand next to each other never are (measured: 0.32),
# nor a letter and its dot (measured: 0.125). More, and something white lies over the word.
HOLE, SLIT = 0.36, 0.17
# Letters never fill their box like this; a block that covers them does.
SOLID = 0.9
# The part of a word's contrast from which a pixel counts as ink, so that a letter's soft edge does not.
TRACE = 0.3
INK = 255
WHITE = 255
# In so many levels beside those that paper and colour have, the extremes of a patch are looked for first.
NEAR = (2, 24)
# The contrast from which a figure counts as more than its paper.
FIGURE = 1.1


class Drawn(Protocol):
    """Text as a file draws it: `edges` in points from the top left, `size` in points, `colour` if plain."""

    @property
    def text(self) -> str:
        """The letters."""

    @property
    def edges(self) -> Edges:
        """The rectangle around them."""

    @property
    def size(self) -> float:
        """The size of type."""

    @property
    def colour(self) -> Rgb | None:
        """Red, green and blue; None for letters that have no plain colour."""


class Patch(NamedTuple):
    """The light of a part of a page, one byte a pixel, row by row, `wide` pixels each, and of its paper.

    It is `high` rows, of which only a few may have been taken.
    """

    levels: bytes
    wide: int
    paper: int
    high: int


class Lens(NamedTuple):
    """Tables for a glance: what is `too_pale` to bear a colour out, what is ink in any case, what may be."""

    too_pale: bytes
    surely: bytes
    perhaps: bytes


@lru_cache(maxsize=256)
def few(high: int) -> Sequence[int]:
    """Return the rows of a patch that a glance takes: of those between, two are left out, at an end one."""
    return (*range(1, high - 2, 3), high - 2) if high > 1 else (0,)


def clear(glance: Patch, word: Drawn, kept: float = 1.0) -> bool:
    """Return whether `few` rows tell that `shows` holds: for most words they do, and three times sooner.

    It is not asked how dark the darkest ink is: were it as dark as can be, less would count as ink, and what
    is left is enough. What the other rows add lies within what a word may fall short of its edges, so that it
    cannot open a hole.
    """
    levels, wide, paper, high = glance
    found = (
        one for one in lenses(word.colour, word.size, paper, kept) if levels.translate(None, one.too_pale)
    )
    lens = next(found, None)
    if lens is None:
        return False
    drawn = levels.translate(lens.surely)
    if any(drawn.find(INK, at, at + wide) < 0 for at in range(0, len(drawn), wide)):
        return False
    if len(word.text) > 1 and levels.translate(lens.perhaps).count(0) < (1 - SOLID) * wide * high:
        return False
    columns = columns_of(drawn, wide).strip(b"\0")
    left, over, right, under = word.edges
    size = word.size * SCALE
    short, hole = max(SHORT, SHORT_LARGE * size), int(max(SHORT, HOLE * size))
    whole = len(columns) >= (right - left) * SCALE - short and high - 2 >= (under - over) * SCALE - short
    return whole and hole > short and bytes(hole + 1) not in columns


@lru_cache(maxsize=1024)
def lenses(colour: Rgb | None, size: float, paper: int, kept: float) -> Sequence[Lens]:
    """Return what to look through at letters of a colour on a paper: for ink like theirs, then for paler."""
    dark = paper > WHITE // 2
    furthest = 0 if dark else WHITE
    found = []
    for near in NEAR:
        seen = min(light(colour) + near, WHITE) if dark else max(light(colour) - near, 0)
        pale = between(seen + 1, WHITE) if dark else between(0, seen - 1)
        stands_out = seen < paper if dark else seen > paper
        # Ink is what is furthest from the paper: nothing on its other side may be further than what is seen.
        furthest_of_all = abs(seen - paper) > abs(WHITE - furthest - paper)
        if stands_out and furthest_of_all and readable(contrast(colour, seen, paper) / kept, size):
            found.append(Lens(pale, traces(paper, furthest), traces(paper, seen)))
    return found


def shows(patch: Patch, word: Drawn, kept: float = 1.0) -> bool:
    """Return whether a word is seen, whole, and can be read on what lies around it or right behind it.

    The picture has this part of all contrasts, `kept`, or more.
    """
    if legible(patch, word, kept):
        return True
    ground = behind(patch.levels)
    return ground != patch.paper and legible(patch._replace(paper=ground), word, kept)


def legible(patch: Patch, word: Drawn, kept: float = 1.0) -> bool:
    """Return whether what is seen of a word shows it, whole and of enough contrast, on its paper."""
    paper = patch.paper
    low, high = extremes(patch.levels, paper, light(word.colour))
    ink = low if abs(low - paper) >= abs(high - paper) else high
    return is_word(patch, traces(paper, ink), word) and readable(
        contrast(word.colour, ink, paper) / kept, word.size
    )


def is_word(patch: Patch, ink: bytes, word: Drawn) -> bool:
    """Return whether what the table `ink` leaves of a patch is as high and wide as a word, and no block."""
    drawn, wide = patch.levels.translate(ink), patch.wide
    first = drawn.find(INK)
    if first < 0 or (len(word.text) > 1 and drawn.count(INK) > SOLID * len(drawn)):
        return False
    columns = columns_of(drawn, wide).strip(b"\0")
    top, bottom = first // wide, drawn.rfind(INK) // wide
    left, over, right, under = word.edges
    size = word.size * SCALE
    short = max(SHORT, SHORT_LARGE * size)
    if len(columns) < (right - left) * SCALE - short or bottom + 1 - top < (under - over) * SCALE - short:
        return False
    hole, slit = int(max(SHORT, HOLE * size)), int(max(SHORT, SLIT * size))
    return bytes(hole + 1) not in columns and not parted(drawn, wide, slit)


def columns_of(drawn: bytes, wide: int) -> bytes:
    """Return for each column of what is drawn, in rows of so many pixels, whether it holds ink."""
    # As one number, half of the rows are laid over the other half until a single row is left.
    rows, folded = len(drawn) // wide, int.from_bytes(drawn, "little")
    half = 1 << (rows - 1).bit_length()
    while half > 1:
        half >>= 1
        folded |= folded >> (8 * wide * half)
    return folded.to_bytes(len(drawn), "little")[:wide]


def parted(drawn: bytes, wide: int, most: int) -> bool:
    """Return whether more than `most` rows, between two that hold ink, hold none."""
    last, reach = drawn.rfind(INK) // wide, (most + 2) * wide
    row = drawn.find(INK) // wide
    while row < last:
        # The last ink within reach is far enough: whatever lies before it is nearer.
        found = drawn.rfind(INK, (row + 1) * wide, row * wide + reach)
        if found < 0:
            return True
        row = found // wide
    return False


def behind(levels: bytes) -> int:
    """Return the level that most of a patch has."""
    return max(sorted(set(levels)), key=levels.count)


def extremes(levels: bytes, one: int, other: int) -> tuple[int, int]:
    """Return the darkest and the lightest level of a patch, soonest if they are near two given ones."""
    low, high = min(one, other), max(one, other)
    darkest = next(filter(None, (levels.translate(None, between(low + near, 255)) for near in NEAR)), levels)
    if high in levels and (high == WHITE or not levels.translate(None, between(0, high))):
        return min(darkest), high
    lightest = next(filter(None, (levels.translate(None, between(0, high - near)) for near in NEAR)), levels)
    return min(darkest), max(lightest)


def readable(seen: float, size: float) -> bool:
    """Return whether letters of `size` points can be read in a contrast (WCAG 2.2, 1.4.3)."""
    return seen >= (READABLE_LARGE if size >= LARGE else READABLE)


@lru_cache(maxsize=1024)
def contrast(colour: Rgb | None, ink: int, paper: int) -> float:
    """Return the contrast of a word with its paper: that of its colour, if its darkest ink bears that out."""
    seen = contrast_ratio(ink / 255, paper / 255)
    drawn = contrast_ratio(luminance(colour), paper / 255) if colour else seen
    return drawn if seen >= BORNE_OUT * drawn else seen


@lru_cache(maxsize=256)
def light(colour: Rgb | None) -> int:
    """Return the light of a colour, 255 for white; of one that is not plain, that of black."""
    return round(255 * luminance(colour)) if colour else 0


@lru_cache(maxsize=1024)
def between(low: int, high: int) -> bytes:
    """Return all levels from one to another."""
    return bytes(range(max(0, low), min(WHITE, high) + 1))


@lru_cache(maxsize=4096)
def traces(around: int, ink: int) -> bytes:
    """Return the table that leaves of a picture what is further from its paper than a letter's soft edge."""
    least = max(1.0, TRACE * abs(ink - around))
    return bytes(INK * (abs(level - around) >= least) for level in range(256))
