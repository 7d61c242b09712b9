"""Compare a picture without alt text with a pictogram: one shape in one colour, at the size of a letter.

Every heading may have one, so that this must take a hundredth of the time of comparing a drawing. There are
no letters, no fine lines and no second colour to be missed, and a small grid tells one shape from another.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import NamedTuple, cast

from PIL import Image, ImageChops, ImageFilter

from foldwell.assets.images import Picture
from foldwell.assets.images.svg.renderer import plain_pixels
from foldwell.proofing.image_match import EDGE_PIXELS, RATIO_TOLERANCE, backgrounds
from foldwell.proofing.image_reference import Rgb, trimmed

Levels = tuple[tuple[int, int], ...]

DRAWN = 128
"""How many pixels wide a pictogram is drawn, and about how wide what is shown is looked at."""

GRID, BLUR = 24, 1
"""How many squares wide both are compared, and over how many squares they are smoothed."""

MAX_LEVEL_DIFFERENCE, SAME_COLOUR = 64, 16
"""The tolerance of a square, as edges lie up to a pixel apart, and of the colour, in levels of 255."""


class Seen(NamedTuple):
    """What can be told from the ground: its width and height in pixels, its levels, and that in squares."""

    size: tuple[int, int]
    levels: Levels
    squares: Image.Image


def shows_pictogram(shown: Image.Image, picture: Picture) -> bool:
    """Return whether an image shows a pictogram, in its colour, on a plain background."""
    small = shown.reduce(max(1, min(shown.size) // DRAWN))
    return any(_alike(_seen(small, ground), _expected(picture, ground)) for ground in backgrounds(small))


def _alike(shown: Seen, expected: Seen) -> bool:
    ratio = shown.size[0] * expected.size[1] / (shown.size[1] * expected.size[0])
    if abs(ratio - 1) > RATIO_TOLERANCE + EDGE_PIXELS / min(*shown.size, *expected.size):
        return False
    pairs = zip(chain(*shown.levels), chain(*expected.levels), strict=True)
    if any(abs(a - b) > SAME_COLOUR for a, b in pairs):
        return False
    difference = ImageChops.difference(shown.squares, expected.squares)
    return max(high for _, high in _levels(difference)) <= MAX_LEVEL_DIFFERENCE


@lru_cache(maxsize=128)
def _expected(picture: Picture, ground: Rgb) -> Seen:
    drawn = _drawn(picture)
    behind = Image.new("RGBA", drawn.size, ground)
    return _seen(Image.alpha_composite(behind, drawn).convert("RGB"), ground)


@lru_cache(maxsize=32)
def _drawn(picture: Picture) -> Image.Image:
    pixels = BytesIO(plain_pixels(picture.data, DRAWN, round(DRAWN / picture.ratio)))
    with Image.open(pixels) as opened:
        return opened.convert("RGBA")


def _seen(image: Image.Image, ground: Rgb) -> Seen:
    seen = trimmed(image, ground)
    squares = seen.resize((GRID, GRID), Image.Resampling.BOX)
    return Seen(seen.size, _levels(seen), squares.filter(ImageFilter.BoxBlur(BLUR)))


def _levels(image: Image.Image) -> Levels:
    """Return the lowest and the highest level of red, green and blue."""
    return cast("Levels", image.getextrema())
