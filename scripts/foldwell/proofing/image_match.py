"""Compare a picture in a finished document with the expected one, at low resolution."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PIL import Image, ImageChops

from foldwell.assets.images import Picture
from foldwell.model import Font
from foldwell.proofing.raster_compare import max_difference
from foldwell.rendering.rasterize import rasterized

WIDTH, PPI = 80.0, 144.0
"""The width in mm and the resolution of the reference image."""

MAX_SQUARES, MIN_SQUARE_PIXELS = 24, 10
"""Pictures are compared by the mean colour of squares: the maximum per side, and their minimum in pixels."""

MAX_LEVEL_DIFFERENCE = 40
"""The tolerance of a square, in levels (of 255) of red, green or blue."""

RATIO_TOLERANCE = 0.05
"""The tolerance of the ratio of width to height."""

BACKGROUND_TOLERANCE = 12
"""The tolerance, in levels, for a colour to count as background."""

Rgb = tuple[int, int, int]


def images_match(shown: Image.Image, picture: Picture, font: Font) -> bool:
    """Return whether an image shows the picture, its labels set in `font`, on a plain background.

    The outermost pixels may be blended with their surroundings, so the picture without them is compared too.
    """
    inner = shown.crop((1, 1, shown.width - 1, shown.height - 1))
    return any(_matches(image, picture, font) for image in (shown, inner) if min(image.size) > 0)


def _matches(shown: Image.Image, picture: Picture, font: Font) -> bool:
    background = cast("Rgb", shown.getpixel((0, 0)))
    actual, reference = trimmed(shown, background), reference_image(picture, font, background)
    if abs(actual.width * reference.height / (actual.height * reference.width) - 1) > RATIO_TOLERANCE:
        return False
    grid = square_count(actual.width), square_count(actual.height)
    means = actual.resize(grid, Image.Resampling.BOX), mean_colours(picture, font, background, grid)
    return max_difference(*means) <= MAX_LEVEL_DIFFERENCE


def square_count(pixels: int) -> int:
    """Return the number of squares that a length is divided into."""
    return min(MAX_SQUARES, max(1, pixels // MIN_SQUARE_PIXELS))


@lru_cache(maxsize=32)
def reference_image(picture: Picture, font: Font, background: Rgb) -> Image.Image:
    """Return a picture on a background, trimmed to its content; cached, because each document shows it."""
    red, green, blue = background
    return trimmed(
        rasterized(picture, WIDTH, font, PPI, f"#{red:02x}{green:02x}{blue:02x}").convert("RGB"), background
    )


@lru_cache(maxsize=64)
def mean_colours(picture: Picture, font: Font, background: Rgb, grid: tuple[int, int]) -> Image.Image:
    """Return a picture on a background as the mean colours of a grid of squares."""
    return reference_image(picture, font, background).resize(grid, Image.Resampling.BOX)


def trimmed(image: Image.Image, background: Rgb) -> Image.Image:
    """Return an image without the background around its content; a blank one unchanged."""
    differs = ImageChops.difference(image, Image.new("RGB", image.size, background))
    box = differs.point([255 * (level > BACKGROUND_TOLERANCE) for level in range(256)] * 3).getbbox()
    return image.crop(box) if box else image
