"""Compare a picture without alt text with a pictogram: one shape in one colour, at the size of a letter.

Every heading may have one, so that this must take a hundredth of the time of comparing a drawing. There are
no letters, no fine lines and no second colour to be missed. A small grid tells one shape from another, but
not a few that differ only in a small sign in their corner, such as heart-circle-plus and heart-circle-bolt.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import NamedTuple, cast

from PIL import Image, ImageChops, ImageFilter

from foldwell.assets.images import Picture
from foldwell.assets.images.svg.renderer import plain_pixels
from foldwell.proofing.image_match import backgrounds, max_level, same_proportions, without_edges
from foldwell.proofing.image_reference import Rgb, trimmed

DRAWN = 128
"""How many pixels wide a pictogram is drawn, and about how wide what is shown is looked at."""

GRID, BLUR = 24, 1
"""How many squares wide both are compared, and over how many squares they are smoothed."""

MAX_LEVEL_DIFFERENCE, SAME_COLOUR = 64, 16
"""The tolerance of a square, as edges lie up to a pixel apart, and of the colour, in levels of 255."""


class Seen(NamedTuple):
    """What can be told from the ground, the extremes of its colours, and that in squares."""

    image: Image.Image
    levels: tuple[int, ...]
    squares: Image.Image


def shows_pictogram(shown: Image.Image, *pictures: Picture) -> bool:
    """Return whether an image shows one of some pictograms, in its colour, on a plain background.

    The outermost pixels may be of what is beside that, so the image without them is compared too.
    """
    for image in without_edges(shown.reduce(max(1, min(shown.size) // DRAWN))):
        for ground in backgrounds(image):
            seen = _seen(image, ground)
            if any(_alike(seen, _expected(picture, ground)) for picture in pictures):
                return True
    return False


def _alike(shown: Seen, expected: Seen) -> bool:
    return (
        all(abs(a - b) <= SAME_COLOUR for a, b in zip(shown.levels, expected.levels, strict=True))
        and same_proportions(shown.image, expected.image)
        and max_level(ImageChops.difference(shown.squares, expected.squares)) <= MAX_LEVEL_DIFFERENCE
    )


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
    return Seen(seen, _levels(seen), squares.filter(ImageFilter.BoxBlur(BLUR)))


def _levels(image: Image.Image) -> tuple[int, ...]:
    """Return the lowest and the highest level of red, of green and of blue."""
    return tuple(chain(*cast("tuple[tuple[int, int], ...]", image.getextrema())))
