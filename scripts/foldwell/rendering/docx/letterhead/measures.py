"""The sizes and lengths that a Word file states: how they are read, and which are damaged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from foldwell.assets.ooxml.names import W
from foldwell.assets.xml_reader import Xml
from foldwell.model.units import MM_PER_INCH, MM_PER_PT, MM_PER_TWIP

UNITS = {
    "": MM_PER_TWIP,
    "mm": 1.0,
    "cm": 10.0,
    "in": MM_PER_INCH,
    "pt": MM_PER_PT,
    "pc": 12 * MM_PER_PT,
    "pi": 12 * MM_PER_PT,
}
"""The units in mm that a length may have instead of twips (ECMA-376-1, 22.9.2.15)."""

NUMBER = re.compile(r"-?\d{1,6}(?:\.\d+)?")
LENGTH = re.compile(rf"({NUMBER.pattern})(mm|cm|in|pt|pc|pi|)")

MEASURED: Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]] = MappingProxyType(
    {
        # Word writes these as numbers alone, and whoever calculates with them expects no unit.
        "sz": (NUMBER, ("val",)),
        "szCs": (NUMBER, ("val",)),
        "spacing": (NUMBER, ("before", "after", "line")),
        "pgSz": (LENGTH, ("w", "h")),
        "pgMar": (LENGTH, ("top", "right", "bottom", "left", "header", "footer", "gutter")),
    }
)
"""The elements whose attributes are read as numbers or lengths, with what these must match."""


def length(element: Xml | None, name: str) -> float:
    """Return the length in mm in an attribute `w:name`, 0 if it is missing or damaged."""
    found = LENGTH.fullmatch("" if element is None else element.get(f"{W}{name}", ""))
    return float(found[1]) * UNITS[found[2]] if found else 0.0


def has_damaged_measures(root: Xml | None) -> bool:
    """Return whether a part, or a piece of it, states as a size or a length what is none."""
    return root is not None and not all(
        pattern.fullmatch(item.get(f"{W}{name}", "0"))
        for tag, (pattern, names) in MEASURED.items()
        for item in root.iter(f"{W}{tag}")
        for name in names
    )
