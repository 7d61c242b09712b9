"""Lettering in the place of another font stays within the page of its drawing."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.images.svg.allowlist import Page
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.lettering.layout import Chunk, PlacedGlyph
from foldwell.assets.images.svg.lettering.shaping import SLANT
from foldwell.assets.images.svg.plain_drawing import DEFINITIONS
from foldwell.assets.images.svg.transforms import IDENTITY, Matrix, Point, apply, multiply, parse_transform

NARROWEST = 0.6
"""The share of its width to which lettering is squeezed; below it is hard to read."""

SLACK = 0.005
"""How far lettering may leave the page, as a share of the page."""

NESTED = DEFINITIONS | {"svg"}
"""What is shown elsewhere than it stands."""


def squeeze(chunk: Chunk, text: Element, page: Page) -> float:
    """Return how many times as wide a chunk may be, at most 1, for it to stay within the page.

    It is 1 where the place of the text on the page is not known, and for text that begins beyond it.
    """
    matrix = matrix_to_page(text)
    if matrix is None:
        return 1
    factors = [factor for glyph in chunk.glyphs for factor in _factors(glyph, chunk.start[0], matrix, page)]
    return min(factors, default=1.0)


def matrix_to_page(text: Element) -> Matrix | None:
    """Return the transformation of a text to the page of its drawing, or None if that is not known."""
    matrix = IDENTITY
    for one in text.self_and_ancestors():
        if one.parent is None:
            return matrix
        if one.name in NESTED:
            return None
        try:
            matrix = multiply(parse_transform(one.attributes.get("transform", "")), matrix)
        except ValueError:
            return None
    return None


def _factors(glyph: PlacedGlyph, start: float, matrix: Matrix, page: Page) -> Iterator[float]:
    """Yield the factor at which each corner of a glyph reaches a side of the page that it is beyond."""
    slack_x, slack_y = (page[2] - page[0]) * SLACK, (page[3] - page[1]) * SLACK
    for x, y in _corners(glyph):
        corner, anchored = apply(matrix, (x, y)), apply(matrix, (start, y))
        for axis, low, high in (
            (0, page[0] - slack_x, page[2] + slack_x),
            (1, page[1] - slack_y, page[3] + slack_y),
        ):
            distance = corner[axis] - anchored[axis]
            edge = low if corner[axis] < low else high
            if low <= anchored[axis] <= high and not low <= corner[axis] <= high:
                yield (edge - anchored[axis]) / distance


def _corners(glyph: PlacedGlyph) -> Iterator[Point]:
    left, bottom, width, height = (side * glyph.style.size for side in glyph.shaper.box(glyph.glyph))
    lean = SLANT if glyph.leans else 0
    for x in (left, left + width):
        for y in (bottom, bottom + height):
            yield glyph.x + (x + lean * y) * glyph.stretch, glyph.y - y
