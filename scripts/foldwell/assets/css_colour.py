"""Colours as CSS writes them (CSS Color 4): names, digits and functions, as they come out on white paper."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from foldwell.assets.colour import TEXT_CONTRAST, contrast, parse_rgb, tint

HEX = re.compile(r"#[0-9a-fA-F]{6}")
MAX_LENGTH = 60
"""The characters of the longest text that is read as a colour."""

GREYISH = 24
"""The largest difference of the levels of red, green and blue in a colour that looks grey."""

SECOND_LIGHTNESS, CLOSE = 0.62, 0.15
"""The lightness (OKLCH) of a derived second colour, unless the first is closer to it than `CLOSE`."""

DARKER, QUIETER = 0.7, 0.6
"""The lightness it then has, as a share of that of the first, and its chroma likewise in any case."""


class CssColour(NamedTuple):
    """A colour on white paper as #rrggbb, with the opacity (0 to 1) it had, and whether sRGB can show it."""

    printed: str
    opacity: float = 1.0
    is_in_gamut: bool = True


@lru_cache(maxsize=1024)
def parse_css(text: str) -> CssColour | None:
    """Return the colour that a text is in CSS; None if it is none, or one that cannot be seen at all."""
    if HEX.fullmatch(text):
        return CssColour(text)
    if len(text) > MAX_LENGTH:
        return None
    from coloraide import Color  # noqa: PLC0415  takes 0.1 s; most brands never need it

    try:
        written = Color(text)
    except ValueError:
        return None
    colour = written.convert("srgb")
    # CSS cuts rgb(300 0 0) to 255; other spaces hold colours that sRGB has not.
    is_in_gamut = written.space() in ("srgb", "hsl", "hwb") or colour.in_gamut()
    fitted = (colour.clip() if is_in_gamut else colour.fit(method="oklch-chroma")).normalize()
    opacity = min(1.0, max(0.0, fitted.alpha(nans=False)))
    levels = [round(255 * (1 - opacity + opacity * level)) for level in fitted.coords(nans=False)]
    if not opacity:
        return None
    return CssColour("#" + "".join(f"{level:02x}" for level in levels), opacity, is_in_gamut)


def second_colour(primary: str) -> str:
    """Return a second colour #rrggbb that goes with a first: its hue, quieter and of another lightness."""
    from coloraide import Color  # noqa: PLC0415  takes 0.1 s; brands with a second colour never need it

    first = Color(primary).convert("oklch")
    lightness = float(first["lightness"])
    is_close = abs(lightness - SECOND_LIGHTNESS) <= CLOSE
    first.set("lightness", lightness * DARKER if is_close else SECOND_LIGHTNESS)
    second = first.set("chroma", first["chroma"] * QUIETER)
    printed: str = second.fit("srgb", method="oklch-chroma").convert("srgb").to_string(hex=True, fit="clip")
    return printed


def is_dark_enough(colour: str) -> bool:
    """Return whether a colour can be that of headings as it is: dark on white and on its own tint."""
    return min(contrast(colour, "#ffffff"), contrast(colour, tint(colour))) >= TEXT_CONTRAST


def is_greyish(colour: str) -> bool:
    """Return whether a colour looks grey or black."""
    levels = parse_rgb(colour)
    return max(levels) - min(levels) <= GREYISH
