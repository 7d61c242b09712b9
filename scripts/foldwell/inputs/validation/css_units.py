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
LENGTH = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?(pt|px|rem|em|%)")
NUMBER = re.compile(r"[0-9](?:\.[0-9]{1,3})?")


def parse_length(text: str, base: float = REM) -> float | None:
    """Return a CSS length in pt, em and % as parts of `base` pt; None for anything else."""
    found = LENGTH.fullmatch(text)
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    return number * (UNITS[unit] if unit in UNITS else RELATIVE[unit] * base)


def parse_weight(text: str) -> int | None:
    """Return a font weight from 100 to 999, written as a number or by its CSS name."""
    return WEIGHTS.get(text) or (int(text) if re.fullmatch(r"[1-9][0-9]{2}", text) else None)


def parse_line_height(text: str) -> float | None:
    """Return a line height written as a multiple of the size."""
    return float(text) if NUMBER.fullmatch(text) else None


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
