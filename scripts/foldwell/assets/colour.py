"""Colours that can be read: their contrast (WCAG 2.2), their tints, and the nearest shade fit for its job.

Each colour of a brand has a job: text, or a rule or tone that carries meaning, on certain grounds. One that
is too pale for it keeps its hue and is darkened just enough, so that every document can use a brand blindly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import NamedTuple

from foldwell.model import Colours

Levels = tuple[int, int, int]

WHITE, BLACK = "#ffffff", "#000000"
TINT = 0.1
"""The share of colour in a tint behind text."""

GREY = 0.6
"""The share of the text's colour in the grey of a figure: light enough to differ from it in a photocopy."""

BODY, TEXT, RULE = 7.0, 4.5, 3.0
"""What body text, other text, and rules and tones with a meaning need (WCAG 2.2: 1.4.6, 1.4.3, 1.4.11)."""

PALE = 2 * BODY
"""What black must have on the paper, so that text on it need not be black."""

SHARES = (0.2126, 0.7152, 0.0722)
DARK = 0.04045

STEPS, HALVINGS = 100, 10
"""Shades are looked for in hundredths of lightness, and the nearest between two of them by halving."""


class Duty(NamedTuple):
    """What a colour of the brand must be good for: a contrast of `needed` with every one of `grounds`."""

    role: str
    needed: float
    grounds: tuple[str, ...]


# In this order, for a tint is known only when its colour is: each row stands on what the rows above settled.
# A figure's second tone is not held to the first: 3:1 to both it and the paper leaves most brands no shade.
DUTIES = (
    Duty("background", PALE, ("black",)),
    Duty("danger", TEXT, ("white", "background", "danger tint")),
    Duty("primary", TEXT, ("white", "background", "tint", "danger tint")),
    Duty("foreground", BODY, ("white", "background", "tint", "danger tint")),
    Duty("secondary", RULE, ("white", "background", "tint")),
    Duty("headings", TEXT, ("white", "background", "tint", "danger tint")),
    Duty("link", TEXT, ("white", "background", "tint", "danger tint")),
)


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of a brand, the shade used for it, and the contrast that it needs on its grounds.

    `ratio` is the least contrast that the colour has as it was given, and `ground` the colour it has it with.
    """

    role: str
    given: str
    used: str
    ground: str
    ratio: float
    needed: float

    @property
    def changed(self) -> bool:
        """Return whether another shade had to be used than the one that was given."""
        return self.used != self.given

    @property
    def fault(self) -> str:
        """Return what is wrong with a colour that had to change, and by how much, to follow its name."""
        way = "pale" if luminance(levels(self.used)) < luminance(levels(self.given)) else "dark"
        # Cut, not rounded: 4.499 must not read as the 4.5 that it falls short of.
        ratio = floor(self.ratio * 100) / 100
        seen = f"{self.given} on {self.ground} has a contrast of {ratio:g}:1"
        return f"is too {way}: {seen}, and {self.needed:g}:1 is needed"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, from 1 to 21, of two colours #rrggbb (WCAG 2.2, "contrast ratio")."""
    return ratio(luminance(levels(one)), luminance(levels(other)))


def ratio(one: float, other: float) -> float:
    """Return the contrast ratio, from 1 to 21, of two lights from 0 to 1 (WCAG 2.2, "contrast ratio")."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(colour: Levels) -> float:
    """Return the light, from 0 to 1, of three levels from 0 to 255 (WCAG 2.2, "relative luminance")."""
    return sum(share * linear(level) for share, level in zip(SHARES, colour, strict=True))


@lru_cache(maxsize=256)
def linear(level: int) -> float:
    """Return the light, from 0 to 1, of a level of sRGB from 0 to 255 (WCAG 2.2, "relative luminance")."""
    part = level / 255
    return part / 12.92 if part <= DARK else float(((part + 0.055) / 1.055) ** 2.4)


def levels(colour: str) -> Levels:
    """Return red, green and blue, from 0 to 255, of a colour #rrggbb, or rrggbb as Word writes it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def tint(colour: str, share: float = TINT) -> str:
    """Return `share` (0 to 1) of a colour #rrggbb on white paper, mixed in sRGB, as #rrggbb."""
    return "#" + "".join(f"{round(255 - share * (255 - level)):02x}" for level in levels(colour))


def grey(colours: Colours) -> str:
    """Return the grey of a brand's figures: paler than its text, and 3:1 or more on paper and tint."""
    grounds = (WHITE, colours.background, tint(colours.primary))
    return passing(tint(colours.foreground, GREY), grounds, RULE)


def passing(colour: str, grounds: Iterable[str], needed: float) -> str:
    """Return the shade nearest to a colour #rrggbb whose contrast with every ground is `needed` or more.

    It has the hue of the colour, and as much of its chroma as sRGB holds (OKLCH). Raises ValueError when no
    lightness has that contrast.
    """
    stands = tuple(grounds)
    return _nearest(colour, lambda shade: _least(shade, stands) >= needed)


def adjusted(colours: Colours) -> tuple[Colours, tuple[Shade, ...]]:
    """Return the colours of a brand, each fit for its job, and how each was found and what is used for it.

    A colour that is not given follows another and has no shade of its own.
    """
    shades = []
    for duty in (duty for duty in DUTIES if getattr(colours, duty.role)):
        shade = _shade(duty, colours)
        colours = colours.model_copy(update={duty.role: shade.used})
        shades.append(shade)
    return colours, tuple(shades)


def _shade(duty: Duty, colours: Colours) -> Shade:
    """Measure one colour for its job and find the shade to use for it; its own tint changes with it."""

    def grounds(shade: str) -> list[str]:
        there = _grounds(colours.model_copy(update={duty.role: shade}))
        return [there[name] for name in duty.grounds]

    given = getattr(colours, duty.role)
    used = _nearest(given, lambda shade: _least(shade, grounds(shade)) >= duty.needed)
    worst = min(grounds(given), key=lambda ground: contrast(given, ground))
    return Shade(duty.role, given, used, worst, contrast(given, worst), duty.needed)


def _grounds(colours: Colours) -> dict[str, str]:
    """Return what the colours of a brand stand on, by the names that the duties use."""
    return {
        "white": WHITE,
        "black": BLACK,
        "background": colours.background,
        "tint": tint(colours.primary),
        "danger tint": tint(colours.danger),
    }


def _least(colour: str, grounds: Iterable[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _nearest(colour: str, passes: Callable[[str], bool]) -> str:
    """Return a colour that passes, or the shade of it nearest in lightness that does."""
    if passes(colour):
        return colour
    from coloraide import Color  # noqa: PLC0415  a tenth of a second that brands fit for their jobs are spared

    given = Color(colour).convert("oklch")

    def shade(lightness: float) -> str:
        other = given.clone().set("lightness", lightness)
        return other.fit("srgb", method="oklch-chroma", jnd=0).convert("srgb").to_string(hex=True, fit="clip")

    at = float(given["lightness"])
    steps = sorted((step / STEPS for step in range(STEPS + 1)), key=lambda lightness: abs(lightness - at))
    good = next((lightness for lightness in steps if passes(shade(lightness))), None)
    if good is None:
        raise ValueError(f"no shade of {colour} has that contrast on all of its grounds")
    bad = max(at, good - 1 / STEPS) if at < good else min(at, good + 1 / STEPS)
    for _ in range(HALVINGS):
        middle = (good + bad) / 2
        good, bad = (middle, bad) if passes(shade(middle)) else (good, middle)
    return shade(good)
