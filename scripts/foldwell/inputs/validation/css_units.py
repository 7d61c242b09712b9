"""Parse CSS font sizes, weights and line heights into numbers within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "thin": 100,
        "extra-light": 200,
        "ultra-light": 200,
        "light": 300,
        "normal": 400,
        "regular": 400,
        "medium": 500,
        "semi-bold": 600,
        "demi-bold": 600,
        "bold": 700,
        "extra-bold": 800,
        "ultra-bold": 800,
        "black": 900,
    }
)
REM = 12.0
# Points in each unit; a pixel of CSS is 3/4 pt, and a rem 16 pixels.
UNITS: Mapping[str, float] = MappingProxyType({"pt": 1, "px": 0.75, "rem": REM})
RELATIVE: Mapping[str, float] = MappingProxyType({"em": 1, "%": 0.01})
KEYWORDS: Mapping[str, float] = MappingProxyType(
    {"small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
)
"""The sizes of CSS that have names, in pixels as browsers draw them (CSS Fonts 4, 2.5)."""

LENGTH = re.compile(r"([0-9]{0,3}(?:\.[0-9]{1,9})?)(?<=[0-9]) ?(pt|px|rem|em|%)", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]?(?:\.[0-9]{1,9})?(?<=[0-9])")
SCREEN_ONLY = re.compile(
    r"(?:clamp|calc|min|max|var)\(.{1,100}\)"
    r"|[0-9.]{1,9} ?(?:[dls]?v[whib]|vmin|vmax|cq[whib]|r?ch|r?ex|r?lh)",
    re.IGNORECASE,
)
"""Measures that depend on a screen or on other values of a stylesheet."""


def parse_length(text: str, base: float = REM) -> float | None:
    """Return a CSS length in pt, em and % as parts of `base` pt; None for anything else."""
    if text.casefold() in KEYWORDS:
        return KEYWORDS[text.casefold()] * UNITS["px"]
    found = LENGTH.fullmatch(text)
    if not found:
        return None
    number, unit = float(found[1]), found[2].lower()
    return number * (UNITS[unit] if unit in UNITS else RELATIVE[unit] * base)


def parse_weight(text: str) -> int | None:
    """Return a font weight from 100 to 999, written as a number or by its CSS name."""
    name = text.casefold().replace(" ", "-")
    return WEIGHTS.get(name) or (int(text) if re.fullmatch(r"[1-9][0-9]{2}", text) else None)


def parse_line_height(text: str, size: float = REM) -> float | None:
    """Return a line height as a multiple of the size, of `size` pt if the line height is a length."""
    if NUMBER.fullmatch(text):
        return float(text)
    length = parse_length(text, size)
    return None if length is None else length / size


def is_screen_only(text: str) -> bool:
    """Return whether a measure can be worked out on a screen only."""
    return bool(SCREEN_ONLY.fullmatch(text))


def clamped(value: float, minimum: float, maximum: float) -> float:
    """Return the number from `minimum` to `maximum` that is nearest to a value."""
    return min(max(value, minimum), maximum)


def nearest_measure(
    value: object, parse: Callable[[str], float | None], minimum: float, maximum: float
) -> object:
    """Return the number that a text says, or the nearest from `minimum` to `maximum`; raise if it says none.

    What only a screen can work out becomes None, our own default.
    """
    if not (isinstance(value, str) and value.strip()):
        return value
    text = value.strip()
    if is_screen_only(text):
        return None
    found = parse(text)
    if found is None:
        raise PydanticCustomError("measured", "is no measure")
    return clamped(found, minimum, maximum)


def nearest_within(parse: Callable[[str], float | None], minimum: float, maximum: float) -> BeforeValidator:
    """Return a validator that does what `nearest_measure` does."""
    return BeforeValidator(lambda value: nearest_measure(value, parse, minimum, maximum))


def bounded(parse: Callable[[str], float | None], minimum: float, maximum: float) -> BeforeValidator:
    """Return a validator that parses a text with `parse` and requires `minimum` to `maximum`."""

    def check(value: object) -> object:
        if not (isinstance(value, str) and value.strip()):
            return value
        found = parse(value.strip())
        if found is None or not minimum <= found <= maximum:
            raise PydanticCustomError("measured", "is out of range")
        return found

    return BeforeValidator(check)
