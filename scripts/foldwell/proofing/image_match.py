"""Whether a picture in a finished document is the one it should be, seen from a little away."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PIL import Image, ImageChops

from foldwell.assets.images import Picture
from foldwell.model import Font
from foldwell.rendering.rasterize import rasterized

WIDTH, PPI = 80.0, 144.0
"""The width in mm and the pixels per inch at which a picture is drawn alone, to be compared."""

ACROSS, LEAST = 24, 10
"""Pictures are compared by the mean colour of squares: at most so many in a line, at least so many pixels."""

ALIKE = 40
"""Squares may differ by so many of 255 levels of red, green or blue."""

STRETCHED = 0.05
"""The part by which width to height may differ."""

GROUND = 12
"""Levels by which a colour may differ from the ground and still count as ground."""

Colour = tuple[int, int, int]


def alike(shown: Image.Image, picture: Picture, font: Font) -> bool:
    """Return whether what is shown is the picture, its labels set in `font`, on a ground of one colour.

    The outermost pixels may be half of what lies beside it, so it may also be the picture without them.
    """
    inner = shown.crop((1, 1, shown.width - 1, shown.height - 1))
    return any(_alike(image, picture, font) for image in (shown, inner) if min(image.size) > 0)


def _alike(shown: Image.Image, picture: Picture, font: Font) -> bool:
    ground = cast("Colour", shown.getpixel((0, 0)))
    one, other = trimmed(shown, ground), alone(picture, font, ground)
    if abs(one.width * other.height / (one.height * other.width) - 1) > STRETCHED:
        return False
    grid = squares(one.width), squares(one.height)
    means = one.resize(grid, Image.Resampling.BOX), means_of(picture, font, ground, grid)
    bands = cast("tuple[Colour, ...]", ImageChops.difference(*means).getextrema())
    return max(band[1] for band in bands) <= ALIKE


def squares(pixels: int) -> int:
    """Return into how many squares a length is divided."""
    return min(ACROSS, max(1, pixels // LEAST))


@lru_cache(maxsize=32)
def alone(picture: Picture, font: Font, ground: Colour) -> Image.Image:
    """Return a picture drawn on a ground and trimmed to what it shows; kept, for each document shows it."""
    red, green, blue = ground
    return trimmed(
        rasterized(picture, WIDTH, font, PPI, f"#{red:02x}{green:02x}{blue:02x}").convert("RGB"), ground
    )


@lru_cache(maxsize=64)
def means_of(picture: Picture, font: Font, ground: Colour, grid: tuple[int, int]) -> Image.Image:
    """Return a picture drawn on a ground as the mean colours of a grid of squares."""
    return alone(picture, font, ground).resize(grid, Image.Resampling.BOX)


def trimmed(image: Image.Image, ground: Colour) -> Image.Image:
    """Return an image without the ground around what it shows; one that shows nothing, as it is."""
    differs = ImageChops.difference(image, Image.new("RGB", image.size, ground))
    box = differs.point([255 * (level > GROUND) for level in range(256)] * 3).getbbox()
    return image.crop(box) if box else image
