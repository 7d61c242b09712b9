"""Read what is never broken from a layout on one endless page: lines, rows, boxes, figures, their heights.

WeasyPrint has no public API for boxes; their lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from foldwell.documents.planning.planner import Atom
from foldwell.documents.planning.weights import Break
from foldwell.inputs.markdown.sentence_end import SENTENCE_END
from foldwell.model.units import PX_PER_MM
from foldwell.rendering.pdf.weasyprint_engine import LineBox, Page, ParentBox, ReplacedBox, TableBox

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FLOW = "main"
"""The element whose content goes on from panel to panel."""

PAGE_FLOW = "_flow"
"""The id of the element whose content goes on from page to page, with the back."""

BACK = "_back"
"""The id of the element with contact, sources and imprint."""

WHOLE_TAGS = frozenset({"figure", "h2", "h3", "h4", "img"})
WHOLE_CLASSES = frozenset({"box", "closing", "contact", "contents", "entry", "kept", "step", "unbroken"})
"""What is never broken besides lines and rows."""

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

MIN_LINES = 2
"""The fewest lines of a paragraph on either side of a break."""


class Extent(NamedTuple):
    """An unbroken box: its element, its edges in px, and what else an atom has."""

    box: Any
    element: Element
    top: float
    bottom: float
    repeated: float = 0.0
    picture: float = 0.0
    row: str = ""


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


def read_page_flow(pages: Sequence[Page]) -> tuple[Atom, ...]:
    """Return the atoms of a document whose back follows its text; none if one page does not hold them."""
    flows = [box for box in _boxes(pages) if box.element.get("id") == PAGE_FLOW]
    return tuple(_FlowReader(flows[0]).atoms()) if len(flows) == 1 else ()


class _FlowReader:
    """Reads the content of one box of the flow."""

    def __init__(self, flow: ParentBox) -> None:
        self.flow: Element = flow.element
        self.parents: Mapping[Element, Element] = {
            child: parent for parent in self.flow.iter() for child in parent
        }
        self.extents = list(_extents(flow))
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


def _extents(box: ParentBox) -> Iterator[Extent]:
    """Yield what is never broken in a box, in reading order."""
    for child in box.children:
        element = child.element
        if isinstance(child, LineBox):
            yield Extent(child, element, child.position_y, child.position_y + child.height)
        elif element is not None and (element.tag in WHOLE_TAGS or _classes(element) & WHOLE_CLASSES):
            top = child.border_box_y()
            bottom = top + child.border_height()
            entry = " ".join(element.itertext()) if "entry" in _classes(element) else ""
            yield Extent(child, element, top, bottom, picture=_picture_height(child), row=entry)
        elif isinstance(child, TableBox):
            yield from _rows(child)
        elif isinstance(child, ParentBox):
            yield from _extents(child)


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


def _kind(parent: Element, before: Element, after: Element) -> Break:
    """Return the kind of a break between two children of an element."""
    children = list(parent)
    index, count = children.index(after), len(children)
    is_lone = index == 1 or index == count - 1
    if parent.tag == FLOW or parent.get("id") == PAGE_FLOW:
        return Break.NEVER if SUMMARY in _classes(before) else Break.SECTION
    if parent.tag in ALIKE:
        return ALIKE[parent.tag][is_lone]
    if parent.tag in ("table", "thead") or before.tag in HEADINGS:
        return Break.NEVER
    if after.tag == "figure":
        return Break.FIGURE
    shared = _classes(before) & _classes(after) & set(SHARED)
    if shared:
        return SHARED[shared.pop()][_is_beside_end(children, index)]
    leads = before.tag == "p" and (after.tag in (*LISTS, "table") or "group" in _classes(after))
    return Break.LEAD if leads or "evidence" in _classes(after) else Break.BLOCK


def _is_beside_end(children: Sequence[Element], index: int) -> bool:
    """Return whether a break before a child parts the first or last of a row of fields from the others."""
    around = children[max(0, index - 2) : index - 1], children[index + 1 : index + 2]
    return not all(one and FIELD in _classes(one[0]) for one in around)


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _text(box: ParentBox) -> str:
    return "".join(getattr(one, "text", "") or "" for one in box.descendants())
