"""Read what is never broken from a layout on one endless page: lines, rows, boxes, figures, their heights.

WeasyPrint has no public API for boxes; their lengths are CSS pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from foldwell.documents.planning.extents import PARTED_CLASSES, classes, extents
from foldwell.documents.planning.planner import Atom
from foldwell.documents.planning.weights import Break
from foldwell.inputs.markdown.sentence_end import SENTENCE_END
from foldwell.model.units import PX_PER_MM
from foldwell.rendering.pdf.weasyprint_engine import LineBox, Page, ParentBox

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FLOW = "main"
"""The element whose content goes on from panel to panel."""

PAGE_FLOW = "_flow"
"""The id of the element whose content goes on from page to page, with the back."""

BACK = "_back"
"""The id of the element with contact, sources and imprint."""

SUMMARY = "summary"
"""The class of the main message, which stays with what follows it."""

FIELD = "field"
"""The class of a place to fill in; those of a form are alike, as the entries of a list are."""

LISTS = frozenset({"ul", "ol"})
ALIKE = {"tbody": (Break.ROW, Break.LONE_ROW), **dict.fromkeys(LISTS, (Break.ITEM, Break.LONE_ITEM))}
"""The elements whose children are alike, and the breaks between them, and beside the first or last."""

SHARED = {"care": (Break.BOXES, Break.BOXES), FIELD: ALIKE["ul"]}
"""The same between two elements that have a class in common."""

HEADINGS = frozenset({"h2", "h3", "h4"})

WITHOUT_NUMBERS = ".contents a::after,.page-number :is(.page,.pages)::after{content:none!important}"
"""The CSS rule of endless pages: for page numbers, which take no room of their own, all is laid out twice."""

MIN_LINES = 2
"""The fewest lines of a paragraph on either side of a break."""


class StripReading(NamedTuple):
    """The atoms of the flow, and how deep the back reaches; lengths in mm from the top of their page."""

    atoms: tuple[Atom, ...]
    back_end: float


def read_strip(pages: Sequence[Page]) -> StripReading:
    """Return what is measured of a layout on endless pages."""
    back = next(box for box in _boxes(pages) if box.element.get("id") == BACK)
    back_end = (back.border_box_y() + back.border_height()) / PX_PER_MM
    return StripReading(read_flow(pages), back_end)


def read_flow(pages: Sequence[Page]) -> tuple[Atom, ...]:
    """Return the atoms of the flow of a layout on endless pages."""
    return tuple(_FlowReader(next(box for box in _boxes(pages) if box.element.tag == FLOW)).atoms())


def _boxes(pages: Sequence[Page]) -> Iterator[ParentBox]:
    for page in pages:
        for box in page._page_box.descendants():
            if isinstance(box, ParentBox) and box.element is not None:
                yield box


class PageReading(NamedTuple):
    """The atoms of a document whose back follows its text, and what selects each box that no page holds."""

    atoms: tuple[Atom, ...]
    tall_boxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFlow:
    """Reads a document whose back follows its text, for pages with `room` mm."""

    room: float

    def __call__(self, pages: Sequence[Page]) -> PageReading:
        """Return what is measured of a layout on an endless page; no atoms if one page does not hold them."""
        flows = [box for box in _boxes(pages) if box.element.get("id") == PAGE_FLOW]
        if len(flows) != 1:
            return PageReading(())
        reader = _FlowReader(flows[0], self.room * PX_PER_MM)
        return PageReading(tuple(reader.atoms()), tuple(reader.tall_boxes()))


class _FlowReader:
    """Reads the content of one box of the flow."""

    def __init__(self, flow: ParentBox, room: float = math.inf) -> None:
        self.flow: Element = flow.element
        self.parents: Mapping[Element, Element] = {
            child: parent for parent in self.flow.iter() for child in parent
        }
        self.extents = list(extents(flow, room))
        self.lines: dict[Element, list[int]] = {}
        for number, extent in enumerate(self.extents):
            if isinstance(extent.box, LineBox):
                self.lines.setdefault(extent.element, []).append(number)

    def atoms(self) -> Iterator[Atom]:
        """Yield an atom for each extent."""
        for number, extent in enumerate(self.extents):
            kind, start, lines = self._break_before(number)
            last = self.extents[self.lines[extent.element][-1]].bottom if lines[0] else 0.0
            yield Atom(
                top=extent.top / PX_PER_MM,
                bottom=extent.bottom / PX_PER_MM,
                kind=kind,
                selector=self._selector(start),
                lines=lines,
                paragraph_end=last / PX_PER_MM,
                repeated=extent.repeated / PX_PER_MM,
                picture=extent.picture / PX_PER_MM,
                row=extent.row,
                part=self._part(extent.element),
            )

    def tall_boxes(self) -> Iterator[str]:
        """Yield what selects each box that is parted, for of others there are no extents inside."""
        above = (one for extent in self.extents for one in self._path(extent.element)[:-1])
        for element in dict.fromkeys(one for one in above if classes(one) & PARTED_CLASSES):
            yield self._selector(element)

    def _break_before(self, number: int) -> tuple[Break, Element, tuple[int, int]]:
        """Return the kind of break before an extent, the element that begins there, and its lines."""
        after = self._path(self.extents[number].element)
        if number == 0 or not after:
            first = next((one for one in after if one.get("id")), after[0]) if after else self.flow
            return Break.NEVER, first, (0, 0)
        before = self._path(self.extents[number - 1].element)
        common = sum(1 for a, b in zip(before, after, strict=False) if a is b)
        if common == len(before) == len(after):
            return self._break_in_paragraph(number)
        if common in (len(before), len(after)):
            return Break.NEVER, after[min(common, len(after) - 1)], (0, 0)
        kind = _kind(self.parents[after[common]], before[common], after[common])
        if kind is Break.ITEM and any(one.get("id") == BACK for one in after):
            kind = Break.SOURCE
        return kind, after[common], (0, 0)

    def _break_in_paragraph(self, number: int) -> tuple[Break, Element, tuple[int, int]]:
        element = self.extents[number].element
        numbers = self.lines.get(element, [])
        if number not in numbers or element.tag != "p":
            return Break.NEVER, element, (0, 0)
        done, total = numbers.index(number), len(numbers)
        if done < MIN_LINES or total - done < MIN_LINES:
            return Break.NEVER, element, (0, 0)
        ended = SENTENCE_END.search(_text(self.extents[number - 1].box))
        return Break.SENTENCE_END if ended else Break.SENTENCE, element, (done, total)

    def _path(self, element: Element) -> list[Element]:
        """Return an element with its ancestors below the flow, the outermost first; of the flow, none."""
        # A practice's own template may have words or a picture in the flow itself.
        if element is self.flow:
            return []
        path = [element]
        while (parent := self.parents.get(path[-1])) is not None and parent is not self.flow:
            path.append(parent)
        return path[::-1]

    def _part(self, element: Element) -> str:
        named = (found for one in reversed(self._path(element)) if (found := one.get("id")))
        return next(named, "")

    def _selector(self, element: Element) -> str:
        """Return what selects an element: by the nearest id above it, then by places."""
        path = [self.flow, *self._path(element)]
        named = max((index for index, one in enumerate(path) if one.get("id")), default=0)
        start = f'[id="{path[named].get("id")}"]' if path[named].get("id") else FLOW
        places = (list(parent).index(child) + 1 for parent, child in pairwise(path[named:]))
        return " > ".join((start, *(f":nth-child({place})" for place in places)))


def _kind(parent: Element, before: Element, after: Element) -> Break:
    """Return the kind of a break between two children of an element."""
    children = list(parent)
    index, count = children.index(after), len(children)
    is_lone = index == 1 or index == count - 1
    if parent.tag in ("table", "thead") or before.tag in HEADINGS or SUMMARY in classes(before):
        return Break.NEVER
    if parent.tag == FLOW or parent.get("id") == PAGE_FLOW or after.tag == "h2":
        return Break.SECTION
    if parent.tag in ALIKE:
        return ALIKE[parent.tag][is_lone]
    if after.tag == "figure":
        return Break.FIGURE
    shared = classes(before) & classes(after) & set(SHARED)
    if shared:
        return SHARED[shared.pop()][_is_beside_end(children, index)]
    leads = before.tag == "p" and (after.tag in (*LISTS, "table") or "group" in classes(after))
    return Break.LEAD if leads or "evidence" in classes(after) else Break.BLOCK


def _is_beside_end(children: Sequence[Element], index: int) -> bool:
    """Return whether a break before a child parts the first or last of a row of fields from the others."""
    around = children[max(0, index - 2) : index - 1], children[index + 1 : index + 2]
    return not all(one and FIELD in classes(one[0]) for one in around)


def _text(box: ParentBox) -> str:
    return "".join(getattr(one, "text", "") or "" for one in box.descendants())
