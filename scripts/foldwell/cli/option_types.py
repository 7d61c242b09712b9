"""Option types for numbers with a unit, such as 20s or 1GB."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import click


class UnitNumber(click.ParamType[int]):
    """A whole number with a unit, converted to the first unit."""

    def __init__(self, **units: int) -> None:
        self.units: Mapping[str, int] = units
        self.name = next(iter(units))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number in the first unit; a number without a unit is in that unit."""
        # Click converts the default as well.
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,6}) ?([A-Za-z]*)", value)
        times = self.units.get(found[2] or self.name) if found else None
        if not (found and times):
            shape = " or ".join(f"20{unit}" for unit in self.units)
            self.fail(f"'{value}' is not such a number: write it as {shape}.", param, ctx)
        return int(found[1]) * times
