"""Compare rendered pages by the mean greys of squares, as finer differences are those of rounding."""

from __future__ import annotations

import math
from typing import cast

from PIL import Image, ImageChops

from foldwell.model.units import MM_PER_INCH
from foldwell.rendering.prepress.imposition import Slot

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom in mm from the top left of a page."""

PX_PER_MM = 6
DPI = MM_PER_INCH * PX_PER_MM
"""The resolution at which pages are compared."""

CELL_SIZE = 2
"""The size in mm of the squares whose mean greys are compared; finer ones differ by rounding."""

MIN_PICTURE_AREA, MAX_PICTURE_AREA = 60_000, 120_000
"""The least and the most pixels at which a picture of a document is looked at.

In a logo of a few millimetres, a letter is a few pixels of the page: too few to be missed.
"""

PAPER_LEVEL = 250
"""The minimum grey level that counts as bare paper."""

MAX_DIFFERENCE = 40
"""The tolerance of squares in grey levels (of 255); a missing rule of 0.7 mm makes a difference of 60."""


def mean_greys(page: Image.Image, area: Slot, scale: float = PX_PER_MM) -> Image.Image:
    """Return the mean greys of the squares of an area of a page that has `scale` pixels per mm."""
    grid = round(area.width / CELL_SIZE), round(area.height / CELL_SIZE)
    edges = (area.x, area.y, area.x + area.width, area.y + area.height)
    left, top, right, bottom = (edge * scale for edge in edges)
    # A page has whole pixels, so that an area may end a fraction beyond it, which Pillow refuses.
    box = (left, top, min(right, page.width), min(bottom, page.height))
    return page.resize(grid, Image.Resampling.BOX, box=box)


def pixel_box(page: Image.Image, edges: Edges, scale: float = PX_PER_MM) -> tuple[int, int, int, int]:
    """Return edges as pixels of a page that has `scale` pixels per mm, as far as they are on it."""
    left, top, right, bottom = (max(0, round(edge * scale)) for edge in edges)
    return left, top, min(right, page.width), min(bottom, page.height)


def picture_scale(area: float, usual: float) -> float:
    """Return the scale at which a picture of an area is looked at, `usual` unless it is small or large."""
    closest, furthest = (math.sqrt(pixels / area) for pixels in (MIN_PICTURE_AREA, MAX_PICTURE_AREA))
    return min(furthest, max(usual, closest))


def edge_strips(width: float, height: float, depth: float) -> dict[str, Edges]:
    """Return the strips along the edges of a sheet, by name; all lengths are in mm."""
    return {
        "left": (0.0, 0.0, depth, height),
        "right": (width - depth, 0.0, width, height),
        "top": (0.0, 0.0, width, depth),
        "bottom": (0.0, height - depth, width, height),
    }


def extremes(image: Image.Image) -> tuple[int, int]:
    """Return the darkest and the lightest level of an image in grey."""
    darkest, lightest = cast("tuple[int, int]", image.getextrema())
    return darkest, lightest


def darkest(image: Image.Image) -> int:
    """Return the darkest level of an image in grey."""
    return extremes(image)[0]


def max_difference(a: Image.Image, b: Image.Image) -> int:
    """Return the largest difference of two images in levels of any band; `b` is scaled to the size of `a`."""
    difference = ImageChops.difference(a, b if a.size == b.size else b.resize(a.size))
    return max(extremes(band)[1] for band in difference.split())


def similar(a: Image.Image, b: Image.Image) -> bool:
    """Return whether two images in grey look the same, but for rounding."""
    return max_difference(a, b) <= MAX_DIFFERENCE
