"""The sizes of paper and of cards, in mm, upright."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Size = tuple[float, float]

FoldName = Literal["single", "tri", "z", "half", "none"]
FoldChoice = Literal["auto", FoldName]
"""A fold, or the one that suits the words of each leaflet."""

Fold = Literal[FoldName, "half-sheet"]
"""How a leaflet is made: in a fold, or as one side of half a sheet, two of which are cut from one."""


def fold_as_written(fold: str) -> str:
    """Return what an article says under `format` to order a fold."""
    return "single, sheet: half" if fold == "half-sheet" else fold


SheetChoice = Literal["whole", "half"]


@dataclass(frozen=True, slots=True)
class LeafletFormat:
    """The fold of a leaflet, how many pages or panels it has, and whether the summary has room on them."""

    fold: Fold
    pages: int
    has_summary: bool = False


MIN_CONTENTS_PAGES = 5
"""The fewest pages of a leaflet that lists where each section begins."""

Paper = Literal["A4", "Letter"]
Edge = Literal["short", "long"]
"""An edge of a sheet, along which a printer turns it over to print its other side."""

Card = Literal["a5", "a6", "half-letter", "quarter-letter", "wallet"]


@dataclass(frozen=True, slots=True)
class CardFormat:
    """How many pages a card has, and how many of them lie one below the other on a side of its paper.

    A card that is not folded has one on each side.
    """

    pages: int = 1
    panels: int = 1

    @property
    def sides(self) -> int:
        """The number of sides of the paper that are printed."""
        return 2 if self.pages > self.panels else 1


# ISO 216 and ANSI/ASME Y14.1; a wallet holds what is as large as a bank card (ISO/IEC 7810, ID-1).
PAPERS: Mapping[str, Size] = MappingProxyType({"A4": (210.0, 297.0), "Letter": (215.9, 279.4)})
CARDS: Mapping[str, Size] = MappingProxyType(
    {
        "a5": (148.0, 210.0),
        "a6": (105.0, 148.0),
        "half-letter": (139.7, 215.9),
        "quarter-letter": (107.95, 139.7),
        "wallet": (85.0, 54.0),
    }
)
"""The sizes of cards; of one that is folded, when it is closed."""
