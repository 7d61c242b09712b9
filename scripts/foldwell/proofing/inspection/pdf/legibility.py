"""Check that the ink of each word is visible and contrasts (WCAG 2.2) with its surroundings.

Measured at 144 dpi: the darkest pixel of every word of 12 pt regular type has the full contrast of its colour
(at 108 dpi antialiasing takes up to half of it). The page confirms a colour if it shows 0.6 of its contrast,
so that small type passes; below that, the contrast on the page counts, not that of the colour.

Pixels are processed as bytes: thousands of words are checked in every build, and operations on all bytes at
once take a hundredth of the time of a loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from foldwell.assets.colour import Rgb
from foldwell.proofing.inspection.pdf.light_levels import (
    INK,
    SEARCH_MARGINS,
    WHITE,
    background_level,
    extremes,
    has_readable_contrast,
    ink_mask,
    level_range,
    luminance_level,
    text_contrast,
)

Edges = tuple[float, float, float, float]

SCALE = 2.0
"""The resolution in pixels per point: 144 dpi."""
# Pixels, or a fraction of the type size, by which a word's ink may fall short of its height or width before
# it counts as cut off. Measured with all bundled families at 12 to 27 pt: 2.2 pixels at most.
MAX_SHORTFALL, MAX_SHORTFALL_LARGE = 2.0, 0.06
# Fractions of the type size: the maximum gap between adjacent characters (measured: 0.32), and between a
# letter and its dot (measured: 0.125). A larger gap means that something covers the word.
MAX_HOLE, MAX_SLIT = 0.36, 0.17
# The fraction of ink above which a box is a covering block, not text.
BLOCK_SHARE = 0.9
# The minimum contrast of a figure with its paper.
FIGURE_CONTRAST = 1.1


class DrawnText(Protocol):
    """Text as drawn: `edges` in points from the top left, `size` in points, `colour` if it is plain."""

    @property
    def text(self) -> str:
        """The characters."""

    @property
    def edges(self) -> Edges:
        """The rectangle around them."""

    @property
    def size(self) -> float:
        """The size of type."""

    @property
    def colour(self) -> Rgb | None:
        """Red, green and blue; None for text without a plain colour."""


class Patch(NamedTuple):
    """The light of a part of a page, one byte a pixel, row by row, `width` pixels each, and of its paper.

    It has `height` rows, of which only some may have been sampled.
    """

    levels: bytes
    width: int
    paper: int
    height: int


class InkTables(NamedTuple):
    """256-entry lookup tables for the quick check: too pale, certainly ink, possibly ink."""

    too_pale: bytes
    certain: bytes
    possible: bytes


@lru_cache(maxsize=256)
def sampled_rows(height: int) -> Sequence[int]:
    """Return the rows of a patch that are sampled: every third, without the outermost ones."""
    return (*range(1, height - 2, 3), height - 2) if height > 1 else (0,)


def quick_check(sample: Patch, word: DrawnText, contrast_share: float = 1.0) -> bool:
    """Return whether the sampled rows prove `is_shown_completely`: true for most words, three times as fast.

    The darkest level is not computed: if it were black, fewer levels would count as ink, and the rest is
    sufficient. The skipped rows lie within the allowed shortfall at the edges, so they cannot hide a gap.
    """
    levels, width, paper, height = sample
    found = (
        table
        for table in ink_tables(word.colour, word.size, paper, contrast_share)
        if levels.translate(None, table.too_pale)
    )
    tables = next(found, None)
    if tables is None:
        return False
    ink = levels.translate(tables.certain)
    if any(ink.find(INK, offset, offset + width) < 0 for offset in range(0, len(ink), width)):
        return False
    if len(word.text) > 1 and levels.translate(tables.possible).count(0) < (1 - BLOCK_SHARE) * width * height:
        return False
    columns = ink_columns(ink, width).strip(b"\0")
    left, top, right, bottom = word.edges
    size = word.size * SCALE
    shortfall, hole = max(MAX_SHORTFALL, MAX_SHORTFALL_LARGE * size), int(max(MAX_SHORTFALL, MAX_HOLE * size))
    has_full_size = (
        len(columns) >= (right - left) * SCALE - shortfall
        and height - 2 >= (bottom - top) * SCALE - shortfall
    )
    return has_full_size and hole > shortfall and bytes(hole + 1) not in columns


@lru_cache(maxsize=1024)
def ink_tables(colour: Rgb | None, size: float, paper: int, contrast_share: float) -> Sequence[InkTables]:
    """Return the tables for a colour on a paper: first for ink of that colour, then for paler ink."""
    dark = paper > WHITE // 2
    furthest = 0 if dark else WHITE
    found = []
    for margin in SEARCH_MARGINS:
        expected = (
            min(luminance_level(colour) + margin, WHITE) if dark else max(luminance_level(colour) - margin, 0)
        )
        pale = level_range(expected + 1, WHITE) if dark else level_range(0, expected - 1)
        stands_out = expected < paper if dark else expected > paper
        # Ink is furthest from the paper: on the other side of the paper, nothing may be further than what is
        # visible.
        furthest_of_all = abs(expected - paper) > abs(WHITE - furthest - paper)
        if (
            stands_out
            and furthest_of_all
            and has_readable_contrast(text_contrast(colour, expected, paper) / contrast_share, size)
        ):
            found.append(InkTables(pale, ink_mask(paper, furthest), ink_mask(paper, expected)))
    return found


def is_shown_completely(patch: Patch, word: DrawnText, contrast_share: float = 1.0) -> bool:
    """Return whether a word is completely visible and readable on its surroundings or background.

    The picture shows at least `contrast_share` of every contrast.
    """
    if legible(patch, word, contrast_share):
        return True
    background = background_level(patch.levels)
    return background != patch.paper and legible(patch._replace(paper=background), word, contrast_share)


def legible(patch: Patch, word: DrawnText, contrast_share: float = 1.0) -> bool:
    """Return whether a word is complete and has enough contrast on its paper."""
    paper = patch.paper
    darkest, lightest = extremes(patch.levels, paper, luminance_level(word.colour))
    ink = darkest if abs(darkest - paper) >= abs(lightest - paper) else lightest
    return has_word_shape(patch, ink_mask(paper, ink), word) and has_readable_contrast(
        text_contrast(word.colour, ink, paper) / contrast_share, word.size
    )


def has_word_shape(patch: Patch, ink: bytes, word: DrawnText) -> bool:
    """Return whether the ink in a patch, by the table `ink`, has the size of the word and is not a block."""
    pixels, width = patch.levels.translate(ink), patch.width
    first = pixels.find(INK)
    if first < 0 or (len(word.text) > 1 and pixels.count(INK) > BLOCK_SHARE * len(pixels)):
        return False
    columns = ink_columns(pixels, width).strip(b"\0")
    top, bottom = first // width, pixels.rfind(INK) // width
    left, top_edge, right, bottom_edge = word.edges
    size = word.size * SCALE
    shortfall = max(MAX_SHORTFALL, MAX_SHORTFALL_LARGE * size)
    if (
        len(columns) < (right - left) * SCALE - shortfall
        or bottom + 1 - top < (bottom_edge - top_edge) * SCALE - shortfall
    ):
        return False
    hole, slit = int(max(MAX_SHORTFALL, MAX_HOLE * size)), int(max(MAX_SHORTFALL, MAX_SLIT * size))
    return bytes(hole + 1) not in columns and not has_gap(pixels, width, slit)


def ink_columns(pixels: bytes, width: int) -> bytes:
    """Return whether each column of the pixels holds ink."""
    # Treat the bytes as one integer and OR its halves repeatedly until a single row is left.
    rows, folded = len(pixels) // width, int.from_bytes(pixels, "little")
    half = 1 << (rows - 1).bit_length()
    while half > 1:
        half >>= 1
        folded |= folded >> (8 * width * half)
    return folded.to_bytes(len(pixels), "little")[:width]


def has_gap(pixels: bytes, width: int, max_rows: int) -> bool:
    """Return whether more than `max_rows` blank rows lie between rows with ink."""
    last, reach = pixels.rfind(INK) // width, (max_rows + 2) * width
    row = pixels.find(INK) // width
    while row < last:
        # The last ink within reach is sufficient, because any other is nearer.
        found = pixels.rfind(INK, (row + 1) * width, row * width + reach)
        if found < 0:
            return True
        row = found // width
    return False
