"""Colours in the four inks of a press: by its profile, but what should be black in black ink alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageCms

from foldwell.colours import Levels, grey, levels, luminance
from foldwell.model import Colours

Cmyk = tuple[float, float, float, float]

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)

LIMIT = 3.0
"""All four inks together, at most: more does not dry."""

COLOURLESS = 32
"""The levels, of 255, that red, green and blue of a near-black may lie apart."""

NEAR_BLACK = 0.037
"""A near-black has at most this light: 12:1 on white paper."""


@dataclass(frozen=True, eq=False)
class Inks:
    """How colours are printed: `shares` are the colours of black ink alone, and how much of it each takes."""

    shares: Mapping[Levels, float]
    transform: ImageCms.ImageCmsTransform = field(repr=False)

    def of(self, colour: Levels) -> Cmyk:
        """Return the inks, each from 0 to 1, of a colour given in levels of sRGB from 0 to 255."""
        if colour in self.shares:
            return (0.0, 0.0, 0.0, self.shares[colour])
        if len(set(colour)) == 1:
            return (0.0, 0.0, 0.0, 1 - colour[0] / 255)
        if max(colour) - min(colour) <= COLOURLESS and luminance(colour) <= NEAR_BLACK:
            return BLACK
        return _of_a_spot(self, colour)

    def picture(self, picture: Image.Image) -> Image.Image:
        """Return a picture in RGB as one in CMYK."""
        printed = ImageCms.applyTransform(picture, self.transform)
        assert printed is not None  # noqa: S101  only a transform in place returns nothing
        return printed


@lru_cache(maxsize=1024)
def _of_a_spot(inks: Inks, colour: Levels) -> Cmyk:
    """Return what the profile says of one colour; what is too much is taken from the three coloured inks."""
    spot = inks.picture(Image.new("RGB", (1, 1), colour)).tobytes()
    cyan, magenta, yellow, black = (level / 255 for level in spot)
    part = min(1.0, (LIMIT - black) / max(cyan + magenta + yellow, 1e-9))
    return cyan * part, magenta * part, yellow * part, black


def inks_of(colours: Colours, profile: bytes) -> Inks:
    """Return how the colours of a brand are printed; its text and the grey of its figures in black alone."""
    tone = levels(grey(colours))
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    shares = {levels(colours.foreground): 1.0, tone: 1 - luminance(tone) ** (1 / 2.2)}
    return Inks(MappingProxyType(shares), transform)
