"""Numbers with a unit, as one says them: 20s, 1GB."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import click


class UnitNumber(click.ParamType[int]):
    """A whole number of the first unit; the others are so many times as large."""

    def __init__(self, **units: int) -> None:
        self.units: Mapping[str, int] = units
        self.name = next(iter(units))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return how many of the first unit a text says; a number without a unit counts those."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,6}) ?([A-Za-z]*)", value)
        times = self.units.get(found[2] or self.name) if found else None
        if not (found and times):
            shape = " or ".join(f"20{unit}" for unit in self.units)
            self.fail(f"'{value}' is not such a number: write it as {shape}.", param, ctx)
        return int(found[1]) * times
