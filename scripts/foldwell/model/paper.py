"""The sizes of paper and of cards, in mm, upright."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Size = tuple[float, float]

Paper = Literal["A4", "Letter"]
Fold = Literal["tri", "z", "half", "none"]
Edge = Literal["short", "long"]
"""An edge of a sheet, along which a printer turns it over to print its other side."""

Card = Literal["a5", "a6", "half-letter", "quarter-letter"]

# ISO 216 and ANSI/ASME Y14.1.
PAPERS: Mapping[str, Size] = MappingProxyType({"A4": (210.0, 297.0), "Letter": (215.9, 279.4)})
CARDS: Mapping[str, Size] = MappingProxyType(
    {
        "a5": (148.0, 210.0),
        "a6": (105.0, 148.0),
        "half-letter": (139.7, 215.9),
        "quarter-letter": (107.95, 139.7),
    }
)
