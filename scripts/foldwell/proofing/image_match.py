"""Compare a picture in a finished document with its file, pixel by pixel where both are equally large.

The file is drawn once, large, reduced to the size at which the picture is shown, and laid over it by the
boxes around what both show, or by their edges. Both are smoothed a little: then edges half a pixel apart are
alike, and a part that is missing is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import reduce
from typing import NamedTuple, cast

from PIL import Image, ImageChops, ImageFilter

from foldwell.assets.images import Picture
from foldwell.model import Font
from foldwell.proofing.image_reference import WHITE, Reference, Rgb, reference, trimmed
from foldwell.proofing.raster_compare import MAX_PICTURE_AREA

SMOOTHING = 3
"""The radius in pixels over which both pictures are smoothed."""

MAX_LEVEL_DIFFERENCE = 40
"""The tolerance of a smoothed pixel, in levels (of 255) of red, green or blue."""

RATIO_TOLERANCE, EDGE_PIXELS = 0.03, 2
"""The tolerance of the ratio of width to height, and how many pixels the edges of a box may be off."""

SHIFT = 1
"""How many pixels a part may lie off."""

MAX_BACKGROUNDS, SAME_COLOUR = 4, 4
"""How many colours at the edge of a shown picture are tried as its background, the most frequent first, and
how many levels apart colours may be to be one, as those of a JPEG are."""


class Fit(NamedTuple):
    """How far a shown picture is from its file, in levels, and what is wrong with it in words."""

    difference: float
    reason: str


def images_match(shown: Image.Image, picture: Picture, font: Font, radius: float = 0.0) -> bool:
    """Return whether an image shows the picture, as `image_difference` has it."""
    return not image_difference(shown, picture, font, radius)


def image_difference(shown: Image.Image, picture: Picture, font: Font, radius: float = 0.0) -> str:
    """Return how an image differs from the picture on a plain background; "" if it shows it.

    Its labels are set in `font`, the radius of its corners is a part of its width. The outermost pixels may
    be blended with their surroundings, so the picture without them is compared too.
    """
    best = Fit(float("inf"), "it is too small to be compared")
    for image in without_edges(_scaled_down(shown)):
        for background in backgrounds(image):
            for fit in _fits(image, reference(picture, font, background, radius), background):
                if not fit.reason:
                    return ""
                best = min(best, fit)
    return best.reason


def without_edges(image: Image.Image) -> Iterator[Image.Image]:
    """Yield an image, and the same without its outermost pixels."""
    yield image
    if min(image.size) > len(("left", "right")):
        yield image.crop((1, 1, image.width - 1, image.height - 1))


def _scaled_down(image: Image.Image) -> Image.Image:
    scale = math.sqrt(MAX_PICTURE_AREA / (image.width * image.height))
    if scale >= 1:
        return image
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def backgrounds(image: Image.Image) -> list[Rgb]:
    """Return the colours that may be the background: white, and the most frequent ones at the edges."""
    width, height = image.size
    edges = (
        (0, 0, width, 1),
        (0, height - 1, width, height),
        (0, 0, 1, height),
        (width - 1, 0, width, height),
    )
    counts: dict[Rgb, int] = {}
    for edge in edges:
        colours = cast("list[tuple[int, Rgb]]", image.crop(edge).getcolors(width + height) or [])
        for count, colour in colours:
            counts[colour] = counts.get(colour, 0) + count
    found = [WHITE]
    for colour in sorted(counts, key=lambda colour: (-counts[colour], colour)):
        if len(found) <= MAX_BACKGROUNDS and all(_distance(colour, other) > SAME_COLOUR for other in found):
            found.append(colour)
    return found


def _distance(a: Rgb, b: Rgb) -> int:
    return max(abs(level - other) for level, other in zip(a, b, strict=True))


def _fits(shown: Image.Image, file: Reference, background: Rgb) -> Iterator[Fit]:
    """Yield how a shown picture on a background fits its file: by what can be seen of both, and edge on edge.

    A drawing on a page has no margins. In a JPEG, specks may be seen in one and not in the other.
    """
    if background == WHITE or not file.is_tile:
        yield _fit(trimmed(shown, background), file.image.crop(file.visible), background)
    else:
        # Without its colour, a tile would be no more than its mark, however much of the tile is cut off.
        yield _fit(shown, file.image.crop(file.opaque), background)
    yield _fit(shown, file.image, background)


def _fit(actual: Image.Image, expected: Image.Image, background: Rgb) -> Fit:
    """Return how a shown picture fits its file, laid over it edge by edge."""
    if not same_proportions(actual, expected):
        return Fit(255 + abs(_ratio(actual, expected) - 1), _shape_reason(actual, expected))
    return _largest_difference(actual, expected.resize(actual.size, Image.Resampling.BOX), background)


def same_proportions(actual: Image.Image, expected: Image.Image) -> bool:
    """Return whether two pictures are as wide for their height, but for pixels at their edges."""
    slack = RATIO_TOLERANCE + EDGE_PIXELS / min(*actual.size, *expected.size)
    return abs(_ratio(actual, expected) - 1) <= slack


def _ratio(actual: Image.Image, expected: Image.Image) -> float:
    return actual.width * expected.height / (actual.height * expected.width)


def _shape_reason(actual: Image.Image, expected: Image.Image) -> str:
    shown, file = actual.width / actual.height, expected.width / expected.height
    return f"it is cropped or stretched: {shown:.2f} times as wide as high, in the file {file:.2f} times"


def _largest_difference(actual: Image.Image, expected: Image.Image, background: Rgb) -> Fit:
    """Return the fit of two pictures, where each pixel may be like any up to `SHIFT` pixels off."""
    shown, file = _smoothed(actual, background), _smoothed(expected, background)
    darker, lighter = _spread(file, ImageChops.darker), _spread(file, ImageChops.lighter)
    outside = ImageChops.lighter(ImageChops.subtract(darker, shown), ImageChops.subtract(shown, lighter))
    difference = max_level(outside)
    reason = _content_reason(shown, file, outside, background) if difference > MAX_LEVEL_DIFFERENCE else ""
    return Fit(difference, reason)


def _spread(image: Image.Image, choose: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """Return the darkest or lightest of the pixels up to `SHIFT` pixels around each."""
    # Row by row, then column by column: a tenth of the time of Pillow's MinFilter and MaxFilter.
    for across, down in ((1, 0), (0, 1)):
        shifts = [step for step in range(-SHIFT, SHIFT + 1) if step]
        moved = [ImageChops.offset(image, across * step, down * step) for step in shifts]
        image = reduce(choose, moved, image)
    return image


def _smoothed(image: Image.Image, background: Rgb) -> Image.Image:
    """Return an image smoothed, with background all around it."""
    wide = Image.new("RGB", (image.width + 2 * SMOOTHING, image.height + 2 * SMOOTHING), background)
    wide.paste(image, (SMOOTHING, SMOOTHING))
    return wide.filter(ImageFilter.BoxBlur(SMOOTHING))


def max_level(image: Image.Image) -> int:
    """Return the highest level of red, green and blue of an image."""
    return max(cast("tuple[int, int]", band.getextrema())[1] for band in image.split())


def _content_reason(shown: Image.Image, file: Image.Image, outside: Image.Image, background: Rgb) -> str:
    """Return what differs most: a part that is missing or not in the file, or other shapes, and where."""
    limit = max(MAX_LEVEL_DIFFERENCE, max_level(outside) // 2)
    differs = _strongest_band(outside).point([255 * (level > limit) for level in range(256)])
    left, top, right, bottom = differs.getbbox() or (0, 0, *shown.size)
    at = _place((left + right) / 2, (top + bottom) / 2, shown.size)
    blank = Image.new("RGB", shown.size, background)
    ink, wanted = (
        max_level(ImageChops.multiply(_ink(image, blank), differs)) > limit for image in (shown, file)
    )
    if wanted and not ink:
        return f"a part is missing {at}"
    if ink and not wanted:
        return f"there is something that is not in the file {at}"
    return f"it has other shapes or colours {at}"


def _ink(image: Image.Image, blank: Image.Image) -> Image.Image:
    return _strongest_band(ImageChops.difference(image, blank))


def _strongest_band(image: Image.Image) -> Image.Image:
    """Return for each pixel the largest of its levels."""
    red, green, blue = image.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _place(x: float, y: float, size: tuple[int, int]) -> str:
    """Return where a point of a picture is, in words."""
    third = 3
    across = ("on the left", "in the middle", "on the right")[min(2, int(third * x / size[0]))]
    down = ("at the top", "", "at the bottom")[min(2, int(third * y / size[1]))]
    return f"{down} {across}".strip()
