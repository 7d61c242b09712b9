"""What a break costs, by its kind: the one table that decides where panels and pages end."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Break(Enum):
    """What stands before and after a place where a panel may end."""

    NEVER = "inside what is never broken"
    SECTION = "between sections"
    BLOCK = "between paragraphs, lists, boxes"
    SENTENCE_END = "between two sentences of a paragraph, at a line's end"
    SENTENCE = "inside a sentence"
    ITEM = "between entries of a list"
    SOURCE = "between entries of the list of sources"
    LONE_ITEM = "between the first or last entry of a list and the others"
    ROW = "between rows of a table"
    LONE_ROW = "between the first or last row of a table and the others"
    LEAD = "between words and the list or table that they lead to"
    FIGURE = "between a figure and its words"
    BOXES = "between the two care boxes"


class Price(NamedTuple):
    """The costs of a break between panels of one side, and of one where the paper is turned."""

    over_panels: float
    over_sides: float


PRICES: Mapping[Break, Price] = MappingProxyType(
    {
        Break.NEVER: Price(math.inf, math.inf),
        Break.SECTION: Price(0, 0),
        Break.BLOCK: Price(4, 8),
        Break.SENTENCE_END: Price(10, 40),
        # Nobody finds the rest of a sentence on the other side of the paper.
        Break.SENTENCE: Price(20, math.inf),
        Break.ITEM: Price(5, 10),
        Break.SOURCE: Price(5, 10),
        Break.LONE_ITEM: Price(12, 25),
        Break.ROW: Price(15, 40),
        Break.LONE_ROW: Price(60, 120),
        Break.LEAD: Price(60, 120),
        Break.FIGURE: Price(60, 120),
        Break.BOXES: Price(150, 300),
    }
)

PAGE_PRICES: Mapping[Break, Price] = MappingProxyType(
    {
        kind: Price(cost, cost)
        for kind, cost in {
            Break.NEVER: math.inf,
            Break.SECTION: 0.0,
            Break.BLOCK: 1.5,
            Break.SOURCE: 1.8,
            # More than a page that is half empty, less than one of which hardly a line is full.
            Break.SENTENCE_END: 4.0,
            Break.SENTENCE: 25.0,
            # More than any gap: what one page holds is read at once.
            Break.FIGURE: 40.0,
            Break.LEAD: 40.0,
            Break.ITEM: 60.0,
            Break.ROW: 60.0,
            Break.LONE_ITEM: 75.0,
            Break.LONE_ROW: 75.0,
            # More than all else: one who needs help sees both, wherever one page holds them.
            Break.BOXES: 1000.0,
        }.items()
    }
)
"""What breaks cost in a document of any number of pages, one after the other: gaps matter more there."""

PAGE = 6.0
"""The cost of each page of any number."""

HOLLOW_PAGE = ((1 / 4, 100.0), (1 / 2, 2.0))
"""The costs of a page of any number that is not filled to a part, each after its part."""

EMPTY_PANEL = 14.0
"""The cost of a panel without any words; of one filled to a part, that of the square of what is left."""

NOTES_PANEL = 4.0
"""The cost of a panel that words do not reach and that is given to notes."""

MAX_SQUEEZE, SQUEEZE = 0.3, 5.0
"""The part that the space between the blocks of a panel may give of itself, and the cost of all of it."""
