"""The file of a picture as it would look on a background: what a picture in a document is compared with."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageStat

from foldwell.assets.images import Picture
from foldwell.model import Font
from foldwell.model.units import MM_PER_INCH
from foldwell.proofing.raster_compare import MAX_PICTURE_AREA
from foldwell.rendering.rasterize import rasterized

OVERSAMPLING = 4
"""How many times as wide as the largest picture that is compared a file is drawn.

pdfium sets each letter on a whole pixel. Of a drawing as small as the picture is shown, that moves letters by
up to a pixel against those on the page, which stand on other whole pixels.
"""

KEPT_OVERSAMPLING = 2
"""How many times as wide a drawn file is kept: enough for it to be reduced to any smaller size."""

BACKGROUND_TOLERANCE = 12
"""The tolerance, in levels, for a colour to count as background."""

VISIBLE = [255 * (level > BACKGROUND_TOLERANCE) for level in range(256)]
"""Whether a difference in levels can be seen, as a table for Pillow."""

EDGE_TOLERANCE = 4
"""How many pixels apart the edges of two boxes may be to be the same."""

WHITE = (255, 255, 255)

Rgb = tuple[int, int, int]

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


class Reference(NamedTuple):
    """A picture on a background, the box around what differs from it, and the box around what is opaque."""

    image: Image.Image
    visible: Box
    opaque: Box

    @property
    def is_tile(self) -> bool:
        """Whether it has the colour of the background at its edges, so that the boxes differ."""
        return any(abs(a - b) > EDGE_TOLERANCE for a, b in zip(self.visible, self.opaque, strict=True))


@lru_cache(maxsize=16)
def reference(picture: Picture, font: Font, background: Rgb, radius: float = 0.0) -> Reference:
    """Return a picture, its labels set in `font`, on a background; cached, as documents share it.

    The radius of its corners is a part of its width.
    """
    drawn = _drawn(picture, font)
    if radius:
        drawn = Image.composite(Image.new("RGBA", drawn.size), drawn, _outside_corners(drawn, radius))
    ground = Image.new("RGBA", drawn.size, background)
    image = Image.alpha_composite(ground, drawn).convert("RGB")
    opaque = drawn.getchannel("A").point(VISIBLE).getbbox() or (0, 0, *drawn.size)
    return Reference(image, content_box(image, background), opaque)


@lru_cache(maxsize=8)
def _drawn(picture: Picture, font: Font) -> Image.Image:
    """Return a picture as large as it is kept, with its transparency."""
    width = math.sqrt(MAX_PICTURE_AREA * picture.ratio)
    large = rasterized(picture, width * OVERSAMPLING, font, MM_PER_INCH, "#ffffff00")
    return large.reduce(OVERSAMPLING // KEPT_OVERSAMPLING)


def has_ground(picture: Picture, font: Font) -> bool:
    """Return whether a picture has a ground of its own, up to its corners, so that no page shows there."""
    alpha = _drawn(picture, font).getchannel("A")
    levels = alpha.tobytes()
    return min(levels[0], levels[alpha.width - 1], levels[-alpha.width], levels[-1]) > BACKGROUND_TOLERANCE


def corner_radius(picture: Picture, font: Font, part: float) -> float:
    """Return the radius, a part of its width, that the corners of a picture have where a design asks for one.

    It is 0 where that would cut something off: what is cut off is of one colour in each corner.
    """
    return part if part and _has_plain_corners(picture, font, part) else 0.0


def _has_plain_corners(picture: Picture, font: Font, part: float) -> bool:
    image = _drawn(picture, font)
    mask = _outside_corners(image, part)
    side = math.ceil(part * image.width)
    right, bottom = image.width - side, image.height - side
    corners = [(x, y, x + side, y + side) for x in (0, right) for y in (0, bottom)]
    return all(
        _range(channel, mask.crop(corner)) <= BACKGROUND_TOLERANCE
        for corner in corners
        for channel in image.crop(corner).split()
    )


def _outside_corners(image: Image.Image, part: float) -> Image.Image:
    """Return a mask of what round corners cut off an image."""
    mask = Image.new("L", image.size, 255)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, image.width - 1, image.height - 1), part * image.width, 0)
    return mask


def _range(channel: Image.Image, mask: Image.Image) -> int:
    """Return how far the levels under a mask are apart."""
    low, high = ImageStat.Stat(channel, mask).extrema[0]
    return high - low


def trimmed(image: Image.Image, background: Rgb) -> Image.Image:
    """Return an image without the background around its content; a blank one unchanged."""
    return image.crop(content_box(image, background))


def content_box(image: Image.Image, background: Rgb) -> Box:
    """Return the box around what can be told from a background; all of a blank image."""
    differs = ImageChops.difference(image, Image.new("RGB", image.size, background))
    return differs.point(VISIBLE * 3).getbbox() or (0, 0, *image.size)
