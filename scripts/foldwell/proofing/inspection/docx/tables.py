"""The tables of a finished Word file: what binds their rows, and how much room each word has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from lxml import etree

from foldwell.proofing.inspection.docx.package_parts import DOCUMENT, Parts, W
from foldwell.proofing.inspection.docx.style_resolution import OFF, Styles, inherited, said, value
from foldwell.proofing.inspection.docx.text import SIGNS, points
from foldwell.proofing.inspection.reading import PieceSeen, RowSeen, TableSeen

MM_PER_TWIP = 25.4 / 1440

DRAWN = {**SIGNS, f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}

PIECE = re.compile(r"[^ \t\r\n\u200b-]+-(?=\w)|[^ \t\r\n\u200b]+")
"""What no line breaks: Word does so at hyphens and spaces, even of no width, but not at no-break ones."""

SIDES = (("left", "start"), ("right", "end"))
"""The sides of a cell or an indent, which have two names each."""


def tables(parts: Parts, look: Styles) -> Iterator[TableSeen]:
    """Yield the tables of the main part in order."""
    for table in parts.roots.get(DOCUMENT, etree.Element("none")).iter(f"{W}tbl"):
        grid = [twips(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        beside = margins(table, look)
        yield TableSeen(tuple(row_of(row, grid, beside, look) for row in table.iterfind(f"{W}tr")))


def row_of(row: etree._Element, grid: Sequence[float], beside: float, look: Styles) -> RowSeen:
    """Return a row of columns so wide, in twips, which words cannot have all of; a cell may be narrower."""
    cells = row.findall(f"{W}tc")
    own = (twips(cell.find(f"{W}tcPr/{W}tcW")) for cell in cells)
    rooms = [min(width, column) - beside for width, column in zip(own, grid, strict=False)]
    return RowSeen(
        text=" ".join("".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in cells),
        whole=is_on(row.find(f"{W}trPr/{W}cantSplit")),
        heading=is_on(row.find(f"{W}trPr/{W}tblHeader")),
        kept=all(is_on(inherited(look, paragraph, "keepNext")) for paragraph in row.iter(f"{W}p")),
        pieces=tuple(
            piece
            for cell, room in zip(cells, rooms, strict=False)
            for paragraph in cell.iter(f"{W}p")
            for piece in pieces(paragraph, room, look)
        ),
    )


def pieces(paragraph: etree._Element, room: float, look: Styles) -> Iterator[PieceSeen]:
    """Yield what no line breaks of a paragraph that has so much room, in twips, beside its indents."""
    indent = inherited(look, paragraph, "ind")
    free = (room - sum(side(indent, names) for names in SIDES)) * MM_PER_TWIP
    runs = list(drawn(paragraph, look))
    ends = list(accumulate(len(text) for text, _ in runs))
    for found in PIECE.finditer("".join(text for text, _ in runs)):
        span = range(bisect_right(ends, found.start()), bisect_left(ends, found.end()) + 1)
        yield PieceSeen(found[0], max(runs[at][1] for at in span), free)


def drawn(paragraph: etree._Element, look: Styles) -> Iterator[tuple[str, float]]:
    """Yield the text of each run and its size in points."""
    style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or look.paragraph
    for run in paragraph.iter(f"{W}r"):
        own = look.look(value(run.find(f"{W}rPr/{W}rStyle")))
        size = points({**look.plain, **look.look(style), **own, **said(run.find(f"{W}rPr"))})
        signs = (DRAWN.get(str(child.tag), child.text if child.tag == f"{W}t" else "") for child in run)
        yield "".join(sign or "" for sign in signs), size


def margins(table: etree._Element, look: Styles) -> float:
    """Return how much of a column's width is beside its words, in twips: what the table or its style says."""
    style = look.by_id.get(value(table.find(f"{W}tblPr/{W}tblStyle")))
    found = table.find(f"{W}tblPr/{W}tblCellMar")
    while found is None and style is not None:
        found = style.find(f"{W}tblPr/{W}tblCellMar")
        style = look.by_id.get(value(style.find(f"{W}basedOn")))
    sides = ([found.find(f"{W}{name}") for name in names] for names in SIDES) if found is not None else ()
    return sum(twips(element) for names in sides for element in names)


def side(indent: etree._Element | None, names: Sequence[str]) -> float:
    """Return the indent at a side, in twips."""
    return sum(float(value(indent, name) or 0) for name in names)


def twips(element: etree._Element | None) -> float:
    """Return the width that an element says, in twips."""
    return float(value(element, "w") or 0)


def is_on(mark: etree._Element | None) -> bool:
    """Return whether a property that is on or off is on."""
    return mark is not None and value(mark) not in OFF
