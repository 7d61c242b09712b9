"""Readable colours: contrast (WCAG 2.2), tints, and the nearest colour that has enough contrast.

Each colour of a brand has a use: text, or a rule or tone that carries meaning, on certain backgrounds. One
that is too pale for it keeps its hue and is darkened just enough, so that every document can use a brand
blindly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import NamedTuple

from foldwell.model import Colours

Rgb = tuple[int, int, int]

WHITE, BLACK = "#ffffff", "#000000"
TINT_SHARE = 0.1
"""The fraction of colour in a tint behind text."""

GREY_SHARE = 0.6
"""The share of the text's colour in the grey of a figure: light enough to differ from it in a photocopy."""

GREEN, AMBER = "#1b6138", "#744700"
"""The grounds of zones besides that of danger: white text has 7:1 on them (WCAG 2.2, 1.4.6)."""

BODY_CONTRAST, TEXT_CONTRAST, RULE_CONTRAST = 7.0, 4.5, 3.0
"""Minimum contrast: body text, other text, meaningful rules and tones (WCAG 2.2: 1.4.6, 1.4.3, 1.4.11)."""

PAPER_CONTRAST = 2 * BODY_CONTRAST
"""The contrast of black on the paper colour, high enough that text need not be black."""

LUMINANCE_WEIGHTS = (0.2126, 0.7152, 0.0722)
LINEAR_LIMIT = 0.04045

STEPS, BISECTIONS = 100, 10
"""The search takes steps of a hundredth of lightness, then bisects between the last two."""


class ContrastRequirement(NamedTuple):
    """The contrast that a colour of the brand must have with every one of `backgrounds`."""

    role: str
    required: float
    backgrounds: tuple[str, ...]


# The order matters: a tint depends on its colour, so each row uses the results of the rows above it.
# The second tone of a figure needs no contrast with the first: 3:1 to both it and the paper is rarely
# possible.
CONTRAST_REQUIREMENTS = (
    ContrastRequirement("background", PAPER_CONTRAST, ("black",)),
    ContrastRequirement("danger", TEXT_CONTRAST, ("white", "background", "danger tint")),
    ContrastRequirement("primary", TEXT_CONTRAST, ("white", "background", "tint", "danger tint")),
    ContrastRequirement("foreground", BODY_CONTRAST, ("white", "background", "tint", "danger tint")),
    ContrastRequirement("secondary", RULE_CONTRAST, ("white", "background", "tint")),
    ContrastRequirement("headings", TEXT_CONTRAST, ("white", "background", "tint", "danger tint")),
    ContrastRequirement("link", TEXT_CONTRAST, ("white", "background", "tint", "danger tint")),
)


@dataclass(frozen=True, slots=True)
class AdjustedColour:
    """A colour of a brand, the colour used in its place, and the contrast that it requires.

    `ratio` is the lowest contrast of the original colour, and `background` the colour it has it with.
    """

    role: str
    original: str
    used: str
    background: str
    ratio: float
    required: float

    @property
    def changed(self) -> bool:
        """Return whether the original colour had to be replaced."""
        return self.used != self.original

    @property
    def problem(self) -> str:
        """Return the problem of a colour that had to change, worded to follow the colour's name."""
        extreme = "pale" if luminance(parse_rgb(self.used)) < luminance(parse_rgb(self.original)) else "dark"
        # Truncated, because 4.499 must not be shown as the 4.5 that it fails to reach.
        ratio = floor(self.ratio * 100) / 100
        measured = f"{self.original} on {self.background} has a contrast of {ratio:g}:1"
        return f"is too {extreme}: {measured}, and {self.required:g}:1 is needed"


def contrast(a: str, b: str) -> float:
    """Return the contrast ratio, from 1 to 21, of two colours #rrggbb (WCAG 2.2, "contrast ratio")."""
    return contrast_ratio(luminance(parse_rgb(a)), luminance(parse_rgb(b)))


def contrast_ratio(a: float, b: float) -> float:
    """Return the contrast ratio, from 1 to 21, of two luminances from 0 to 1 (WCAG 2.2, "contrast ratio")."""
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def luminance(colour: Rgb) -> float:
    """Return the luminance, from 0 to 1, of three levels from 0 to 255 (WCAG 2.2, "relative luminance")."""
    return sum(share * linear_light(level) for share, level in zip(LUMINANCE_WEIGHTS, colour, strict=True))


@lru_cache(maxsize=256)
def linear_light(level: int) -> float:
    """Return the linear value (0 to 1) of an sRGB level from 0 to 255 (WCAG 2.2, "relative luminance")."""
    value = level / 255
    return value / 12.92 if value <= LINEAR_LIMIT else float(((value + 0.055) / 1.055) ** 2.4)


def parse_rgb(colour: str) -> Rgb:
    """Return red, green and blue, from 0 to 255, of a colour #rrggbb, or rrggbb as Word writes it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def tint(colour: str, share: float = TINT_SHARE) -> str:
    """Return `share` (0 to 1) of a colour #rrggbb on white paper, mixed in sRGB, as #rrggbb."""
    return "#" + "".join(f"{round(255 - share * (255 - level)):02x}" for level in parse_rgb(colour))


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a brand, and the tones that follow from them, the same in every document."""

    colours: Colours

    @property
    def tint(self) -> str:
        """The background of what belongs together: a little of the brand's colour."""
        return tint(self.colours.primary)

    @property
    def danger_tint(self) -> str:
        """The background of warnings."""
        return tint(self.colours.danger)

    @property
    def zones(self) -> Mapping[str, str]:
        """The ground of the heading of each zone of a traffic light."""
        return {"green": GREEN, "amber": AMBER, "red": self.colours.danger}

    @property
    def grey(self) -> str:
        """The grey of figures: paler than the text, and 3:1 or more on paper and tint."""
        backgrounds = (WHITE, self.colours.background, self.tint)
        return nearest_passing(tint(self.colours.foreground, GREY_SHARE), backgrounds, RULE_CONTRAST)


def nearest_passing(colour: str, backgrounds: Iterable[str], required: float) -> str:
    """Return the nearest colour (#rrggbb) whose contrast with every background is at least `required`.

    It has the hue of the colour, and as much of its chroma as sRGB holds (OKLCH). Raises ValueError when no
    lightness has that contrast.
    """
    all_backgrounds = tuple(backgrounds)
    return _nearest_colour(colour, lambda candidate: _lowest_contrast(candidate, all_backgrounds) >= required)


def adjust_colours(colours: Colours) -> tuple[Colours, tuple[AdjustedColour, ...]]:
    """Return the colours of a brand, each with enough contrast, and the adjustment made to each.

    An optional colour that the brand leaves out follows another one and has no adjustment of its own.
    """
    adjustments = []
    for requirement in (
        requirement for requirement in CONTRAST_REQUIREMENTS if getattr(colours, requirement.role)
    ):
        adjustment = _adjust(requirement, colours)
        colours = colours.model_copy(update={requirement.role: adjustment.used})
        adjustments.append(adjustment)
    return colours, tuple(adjustments)


def _adjust(requirement: ContrastRequirement, colours: Colours) -> AdjustedColour:
    """Measure one colour and find the one to use in its place; its own tint changes with it."""

    def backgrounds_for(candidate: str) -> list[str]:
        by_name = _backgrounds(colours.model_copy(update={requirement.role: candidate}))
        return [by_name[name] for name in requirement.backgrounds]

    original = getattr(colours, requirement.role)
    used = _nearest_colour(
        original,
        lambda candidate: _lowest_contrast(candidate, backgrounds_for(candidate)) >= requirement.required,
    )
    worst = min(backgrounds_for(original), key=lambda background: contrast(original, background))
    return AdjustedColour(
        requirement.role, original, used, worst, contrast(original, worst), requirement.required
    )


def _backgrounds(colours: Colours) -> dict[str, str]:
    """Return the backgrounds of a brand by the names used in CONTRAST_REQUIREMENTS."""
    palette = Palette(colours)
    return {
        "white": WHITE,
        "black": BLACK,
        "background": colours.background,
        "tint": palette.tint,
        "danger tint": palette.danger_tint,
    }


def _lowest_contrast(colour: str, backgrounds: Iterable[str]) -> float:
    return min(contrast(colour, background) for background in backgrounds)


def _nearest_colour(colour: str, passes: Callable[[str], bool]) -> str:
    """Return the colour if it passes, or else the one nearest in lightness that does."""
    if passes(colour):
        return colour
    from coloraide import Color  # noqa: PLC0415  takes 0.1 s; most brands never need it

    original = Color(colour).convert("oklch")

    def with_lightness(lightness: float) -> str:
        candidate = original.clone().set("lightness", lightness)
        return (
            candidate.fit("srgb", method="oklch-chroma", jnd=0)
            .convert("srgb")
            .to_string(hex=True, fit="clip")
        )

    start = float(original["lightness"])
    steps = sorted((step / STEPS for step in range(STEPS + 1)), key=lambda lightness: abs(lightness - start))
    passing = next((lightness for lightness in steps if passes(with_lightness(lightness))), None)
    if passing is None:
        raise ValueError(f"no shade of {colour} has that contrast on all of its grounds")
    failing = max(start, passing - 1 / STEPS) if start < passing else min(start, passing + 1 / STEPS)
    for _ in range(BISECTIONS):
        middle = (passing + failing) / 2
        passing, failing = (middle, failing) if passes(with_lightness(middle)) else (passing, middle)
    return with_lightness(passing)
