"""Convert colours to CMYK by the press profile; text and figure greys use black ink only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageCms

from foldwell.assets.colour import Palette, Rgb, luminance, parse_rgb
from foldwell.assets.icc_profile import PressProfile
from foldwell.model import Colours

Cmyk = tuple[float, float, float, float]

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)

MAX_TOTAL_INK = 3.0
"""The maximum total ink coverage: more does not dry."""

NEUTRAL_SPREAD = 32
"""The maximum spread of red, green and blue, of 255, in a near-black."""

NEAR_BLACK_LUMINANCE = 0.037
"""The maximum luminance of a near-black: 12:1 on white paper."""

DARK_LUMINANCE, LIGHT_LUMINANCE = 0.3, 0.6
"""Darker colours are foregrounds, 3:1 on white paper; lighter ones are backgrounds."""

STEPS = tuple(step / 40 for step in range(9))
"""The steps by which a colour may be moved towards black or white to keep its contrast."""


# Equal only to itself, so that `_from_profile` can cache by it: a mapping cannot be hashed.
@dataclass(frozen=True, eq=False)
class CmykConverter:
    """Converts sRGB to CMYK; `black_shares` are the colours printed in black ink only, with its amount."""

    profile: PressProfile
    black_shares: Mapping[Rgb, float]
    transform: ImageCms.ImageCmsTransform = field(repr=False)
    to_screen: ImageCms.ImageCmsTransform = field(repr=False)

    def convert(self, colour: Rgb) -> Cmyk:
        """Return the inks, each from 0 to 1, of a colour in sRGB levels from 0 to 255."""
        if colour in self.black_shares:
            return (0.0, 0.0, 0.0, self.black_shares[colour])
        if len(set(colour)) == 1:
            return (0.0, 0.0, 0.0, 1 - colour[0] / 255)
        if max(colour) - min(colour) <= NEUTRAL_SPREAD and luminance(colour) <= NEAR_BLACK_LUMINANCE:
            return BLACK
        return _from_profile(self, colour)

    def picture(self, picture: Image.Image) -> Image.Image:
        """Return a picture in RGB as one in CMYK."""
        return _convert_image(picture, self.transform)

    def luminance(self, picture: Image.Image) -> float:
        """Return the printed luminance of the first pixel of a CMYK picture."""
        red, green, blue = _convert_image(picture.crop((0, 0, 1, 1)), self.to_screen).tobytes()
        return luminance((red, green, blue))


def _convert_image(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    converted = ImageCms.applyTransform(picture, transform)
    assert converted is not None  # noqa: S101  only an in-place transform returns None
    return converted


@lru_cache(maxsize=1024)
def _from_profile(converter: CmykConverter, colour: Rgb) -> Cmyk:
    """Convert one colour by the profile; excess ink is taken from cyan, magenta and yellow."""
    cyan, magenta, yellow, black = (level / 255 for level in _contrast_safe_cmyk(converter, colour).tobytes())
    part = min(1.0, (MAX_TOTAL_INK - black) / max(cyan + magenta + yellow, 1e-9))
    return cyan * part, magenta * part, yellow * part, black


def _contrast_safe_cmyk(converter: CmykConverter, colour: Rgb) -> Image.Image:
    """Return a colour as a CMYK pixel: foregrounds no lighter and backgrounds no darker than on screen.

    A press cannot print green or red as bright as a screen, and the nearest hue may be too light.
    """
    light = luminance(colour)
    end = 255 if light > LIGHT_LUMINANCE else 0
    for step in STEPS if light > LIGHT_LUMINANCE or light < DARK_LUMINANCE else STEPS[:1]:
        red, green, blue = (round(level + (end - level) * step) for level in colour)
        spot = converter.picture(Image.new("RGB", (1, 1), (red, green, blue)))
        if (converter.luminance(spot) >= light) if end else (converter.luminance(spot) <= light):
            break
    return spot


def cmyk_converter(colours: Colours, profile: PressProfile) -> CmykConverter:
    """Return the converter of a brand; its text and the grey of its figures print in black only."""
    tone = parse_rgb(Palette(colours).grey)
    screen, paper = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(BytesIO(profile.data))
    rendering_intent = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    to_paper = ImageCms.buildTransform(screen, paper, "RGB", "CMYK", *rendering_intent)
    back = ImageCms.buildTransform(paper, screen, "CMYK", "RGB", *rendering_intent)
    # The black of a neutral grey as light as the tone: 2.2 is about the exponent of sRGB.
    shares = {parse_rgb(colours.foreground): 1.0, tone: 1 - luminance(tone) ** (1 / 2.2)}
    return CmykConverter(profile, MappingProxyType(shares), to_paper, back)
