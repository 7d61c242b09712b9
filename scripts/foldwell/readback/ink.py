"""Whether ink is where a word should be, in contrast (WCAG 2.2) with what lies around it.

Measured at 144 dpi: the darkest point of every word of 12 pt regular type reaches the full contrast of its
colour (at 108 dpi smoothing takes up to half of it). The page still bears a colour out when it shows 0.6 of
its contrast, so that small type passes; below that the page decides and not the colour the file names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from statistics import median_low
from typing import Self, cast

from PIL import Image

from foldwell.colours import SHARES, Levels, linear, luminance, ratio

Edges = tuple[float, float, float, float]
Pixels = tuple[int, int, int, int]

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
INKED = bytes(level > 0 for level in range(256))
# The contrast from which a figure counts as more than its paper.
FIGURE = 1.1


@dataclass(frozen=True, slots=True)
class Drawn:
    """Text as a file draws it: `edges` in points from the top left, `size` in points, `colour` if plain."""

    text: str
    edges: Edges
    size: float
    colour: Levels | None


@dataclass(frozen=True, slots=True)
class Light:
    """A page as luminance, one byte a pixel, 255 for white; it has `kept` this part of contrasts, or more."""

    image: Image.Image
    levels: bytes
    kept: float = 1.0

    @classmethod
    def of(cls, page: Image.Image, kept: float = 1.0) -> Self:
        """Return the light of a page that was rendered in colour."""
        table = [round(255 * linear(level)) for level in range(256)]
        image = page.point(table * 3).convert("L", (*SHARES, 0.0))
        return cls(image, image.tobytes(), kept)

    def shows(self, word: Drawn) -> bool:
        """Return whether a word is seen, whole, and can be read on what lies around it or right behind it."""
        box = self._pixels(word.edges)
        if box is None:
            return False
        picture = self.image.crop(box)
        papers = self._around(box), behind(picture)
        return any(legible(picture, paper, word, self.kept) for paper in papers)

    def varies(self, edges: Edges) -> bool:
        """Return whether there is anything but one plain tone inside and at the border of `edges`."""
        box = self._pixels(edges)
        if box is None:
            return False
        low, high = extremes(self.image.crop(box))
        return ratio(low / 255, high / 255) >= FIGURE

    def _pixels(self, edges: Edges) -> Pixels | None:
        left, top, right, bottom = (edge * SCALE for edge in edges)
        wide, high = self.image.size
        box = max(0, floor(left)), max(0, floor(top)), min(wide, ceil(right)), min(high, ceil(bottom))
        return box if box[0] < box[2] and box[1] < box[3] else None

    def _around(self, box: Pixels) -> int:
        wide, high = self.image.size
        left, right = max(0, box[0] - 2), min(wide - 1, box[2] + 1)
        top, bottom = max(0, box[1] - 2), min(high - 1, box[3] + 1)
        rows = (top, (top + bottom) // 2, bottom)
        return median_low([self.levels[row * wide + column] for column in (left, right) for row in rows])


def legible(picture: Image.Image, paper: int, word: Drawn, kept: float = 1.0) -> bool:
    """Return whether the picture of a word shows it, whole and of enough contrast, on paper of one level."""
    ink = max(extremes(picture), key=lambda level: abs(level - paper))
    if not is_word(picture, traces(paper, ink), word):
        return False
    seen = ratio(ink / 255, paper / 255)
    drawn = ratio(luminance(word.colour), paper / 255) if word.colour else seen
    return readable((drawn if seen >= BORNE_OUT * drawn else seen) / kept, word.size)


def is_word(picture: Image.Image, ink: bytes, word: Drawn) -> bool:
    """Return whether what the table `ink` leaves of a picture is as high and wide as a word, and no block."""
    left = picture.tobytes().translate(ink)
    drawn = Image.frombytes("L", picture.size, left)
    found = drawn.getbbox()
    if found is None or (len(word.text) > 1 and left.count(255) > SOLID * len(left)):
        return False
    wide, high = (word.edges[2] - word.edges[0]) * SCALE, (word.edges[3] - word.edges[1]) * SCALE
    short = max(SHORT, SHORT_LARGE * word.size * SCALE)
    if found[2] - found[0] < wide - short or found[3] - found[1] < high - short:
        return False
    size = word.size * SCALE
    columns, rows = (drawn.width, 1), (1, drawn.height)
    return gap(drawn, columns) <= max(SHORT, HOLE * size) and gap(drawn, rows) <= max(SHORT, SLIT * size)


def gap(drawn: Image.Image, lines: tuple[int, int]) -> int:
    """Return how many columns or rows of a picture, between two that hold ink, hold none at the most."""
    held = drawn.resize(lines, Image.Resampling.BOX).tobytes().translate(INKED)
    return max(map(len, held.strip(b"\0").split(b"\1")))


def behind(picture: Image.Image) -> int:
    """Return the level that most of a picture has."""
    counts = picture.histogram()
    return counts.index(max(counts))


def extremes(picture: Image.Image) -> tuple[int, int]:
    """Return the darkest and the lightest level of a picture of one byte a pixel."""
    return cast("tuple[int, int]", picture.getextrema())


def readable(seen: float, size: float) -> bool:
    """Return whether letters of `size` points can be read in a contrast (WCAG 2.2, 1.4.3)."""
    return seen >= (READABLE_LARGE if size >= LARGE else READABLE)


@lru_cache(maxsize=4096)
def traces(around: int, ink: int) -> bytes:
    """Return the table that leaves of a picture what is further from its paper than a letter's soft edge."""
    least = max(1.0, TRACE * abs(ink - around))
    return bytes(255 * (abs(level - around) >= least) for level in range(256))
