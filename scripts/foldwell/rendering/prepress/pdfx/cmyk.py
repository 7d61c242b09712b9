"""Colours in the four inks of a press: by its profile, but what should be black in black ink alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageCms

from foldwell.assets.colour import Rgb, grey, luminance, parse_rgb
from foldwell.model import Colours

Cmyk = tuple[float, float, float, float]

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)

LIMIT = 3.0
"""All four inks together, at most: more does not dry."""

COLOURLESS = 32
"""The levels, of 255, that red, green and blue of a near-black may lie apart."""

NEAR_BLACK = 0.037
"""A near-black has at most this light: 12:1 on white paper."""

STANDS, GROUND = 0.3, 0.6
"""Colours of less light stand on others, 3:1 on white paper; those of more light are grounds."""

STEPS = tuple(step / 40 for step in range(9))
"""How far on the way to black or white a colour may be moved to keep its contrast."""


@dataclass(frozen=True, eq=False)
class Inks:
    """How colours are printed: `shares` are the colours of black ink alone, and how much of it each takes."""

    shares: Mapping[Rgb, float]
    transform: ImageCms.ImageCmsTransform = field(repr=False)
    back: ImageCms.ImageCmsTransform = field(repr=False)

    def of(self, colour: Rgb) -> Cmyk:
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
        return _put(picture, self.transform)

    def light(self, picture: Image.Image) -> float:
        """Return the light of the first pixel of a picture in CMYK, as it is printed."""
        red, green, blue = _put(picture.crop((0, 0, 1, 1)), self.back).tobytes()
        return luminance((red, green, blue))


def _put(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    made = ImageCms.applyTransform(picture, transform)
    assert made is not None  # noqa: S101  only a transform in place returns nothing
    return made


@lru_cache(maxsize=1024)
def _of_a_spot(inks: Inks, colour: Rgb) -> Cmyk:
    """Return what the profile says of one colour; what is too much is taken from the three coloured inks."""
    cyan, magenta, yellow, black = (level / 255 for level in _held(inks, colour).tobytes())
    part = min(1.0, (LIMIT - black) / max(cyan + magenta + yellow, 1e-9))
    return cyan * part, magenta * part, yellow * part, black


def _held(inks: Inks, colour: Rgb) -> Image.Image:
    """Return a spot of a colour in CMYK: no paler than on a screen, a ground no darker, so contrasts hold.

    A press has no green or red as bright as a screen's, and what comes nearest in hue may be too pale.
    """
    light = luminance(colour)
    end = 255 if light > GROUND else 0
    for step in STEPS if light > GROUND or light < STANDS else STEPS[:1]:
        red, green, blue = (round(level + (end - level) * step) for level in colour)
        spot = inks.picture(Image.new("RGB", (1, 1), (red, green, blue)))
        if (inks.light(spot) >= light) if end else (inks.light(spot) <= light):
            break
    return spot


def inks_of(colours: Colours, profile: bytes) -> Inks:
    """Return how the colours of a brand are printed; its text and the grey of its figures in black alone."""
    tone = parse_rgb(grey(colours))
    screen, paper = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(BytesIO(profile))
    how = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    to_paper = ImageCms.buildTransform(screen, paper, "RGB", "CMYK", *how)
    back = ImageCms.buildTransform(paper, screen, "CMYK", "RGB", *how)
    shares = {parse_rgb(colours.foreground): 1.0, tone: 1 - luminance(tone) ** (1 / 2.2)}
    return Inks(MappingProxyType(shares), to_paper, back)
