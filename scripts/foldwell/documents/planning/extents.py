"""What is never broken in a layout on one endless page: lines, rows, boxes, figures, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from foldwell.rendering.pdf.weasyprint_engine import LineBox, ParentBox, ReplacedBox, TableBox

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHOLE_TAGS = frozenset({"figure", "h2", "h3", "h4", "img"})
WHOLE_CLASSES = frozenset({"box", "closing", "contact", "contents", "entry", "kept", "step", "unbroken"})
"""What is never broken besides lines and rows."""

PARTED_CLASSES = frozenset({"box", "contact"})
"""What is broken all the same where no page holds it."""


class Extent(NamedTuple):
    """An unbroken box: its element, its edges in px, and what else an atom has."""

    box: Any
    element: Element
    top: float
    bottom: float
    repeated: float = 0.0
    picture: float = 0.0
    row: str = ""


def extents(box: ParentBox, room: float = math.inf) -> Iterator[Extent]:
    """Yield what is never broken in a box, in reading order; a box higher than `room` px is parted."""
    for child in box.children:
        element = child.element
        if isinstance(child, LineBox):
            yield Extent(child, element, child.position_y, child.position_y + child.height)
        elif element is not None and (element.tag in WHOLE_TAGS or classes(element) & WHOLE_CLASSES):
            yield from _whole(child, room)
        elif isinstance(child, TableBox):
            yield from _rows(child)
        elif isinstance(child, ParentBox):
            yield from extents(child, room)


def _whole(box: ParentBox, room: float) -> Iterator[Extent]:
    """Yield a box; or what is in it, the first and last with its edges, where it is higher than `room` px."""
    element, top = box.element, box.border_box_y()
    bottom = top + box.border_height()
    inner = list(extents(box, room)) if bottom - top > room and classes(element) & PARTED_CLASSES else []
    if inner:
        # Its upper edge is repeated above what is broken.
        edge = box.content_box_y() - top
        inner = [
            inner[0]._replace(top=top),
            *(one._replace(repeated=one.repeated + edge) for one in inner[1:]),
        ]
        inner[-1] = inner[-1]._replace(bottom=bottom)
        yield from inner
        return
    entry = " ".join(element.itertext()) if "entry" in classes(element) else ""
    yield Extent(box, element, top, bottom, picture=_picture_height(box), row=entry)


def _picture_height(box: ParentBox) -> float:
    """Return the height of the pictures in a box, one below the other or side by side."""
    heights: dict[float, float] = {}
    for one in box.descendants():
        if isinstance(one, ReplacedBox):
            heights[one.position_y] = max(one.height, heights.get(one.position_y, 0.0))
    return sum(heights.values())


def _rows(table: TableBox) -> Iterator[Extent]:
    repeated = 0.0
    for group in table.children:
        for row in group.children:
            bottom, words = row.position_y + row.height, " ".join(row.element.itertext())
            yield Extent(row, row.element, row.position_y, bottom, repeated, row=words)
        if group.is_header:
            repeated = sum(row.height for row in group.children)


def classes(element: Element) -> set[str]:
    """Return the classes of an element."""
    return set((element.get("class") or "").split())
