"""The tables of a finished Word file: how rows are kept together, and the width available to each word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from lxml import etree

from foldwell.assets.ooxml.names import W, is_on, value
from foldwell.assets.ooxml.package import Package
from foldwell.model.units import MM_PER_TWIP
from foldwell.proofing.inspection.docx.package_parts import DOCUMENT
from foldwell.proofing.inspection.docx.style_resolution import Styles, inherited, stated, text_properties
from foldwell.proofing.inspection.docx.text import SPECIAL_CHARACTERS, points
from foldwell.proofing.inspection.reading import ShownFragment, ShownRow, ShownTable

# Told apart from a hyphen, at which a line may end.
RUN_CHARACTERS = {**SPECIAL_CHARACTERS, f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}

UNBREAKABLE = re.compile(r"[^ \t\r\n\u200b-]+-(?=\w)|[^ \t\r\n\u200b]+")
"""Text that Word never breaks: it breaks at hyphens and at all spaces but no-break ones."""

SIDES = (("left", "start"), ("right", "end"))
"""The sides of a cell or an indent, each under both of its names."""


def tables(parts: Package, styles: Styles) -> Iterator[ShownTable]:
    """Yield the tables of the main part in order."""
    for table in parts.roots.get(DOCUMENT, etree.Element("none")).iter(f"{W}tbl"):
        grid = [twips(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        padding = margins(table, styles)
        yield ShownTable(tuple(row_of(row, grid, padding, styles) for row in table.iterfind(f"{W}tr")))


def row_of(row: etree._Element, grid: Sequence[float], padding: float, styles: Styles) -> ShownRow:
    """Return a row; `grid` are the column widths in twips, `padding` is not available to text."""
    cells = row.findall(f"{W}tc")
    cell_widths = (twips(cell.find(f"{W}tcPr/{W}tcW")) for cell in cells)
    widths = [min(width, column) - padding for width, column in zip(cell_widths, grid, strict=False)]
    return ShownRow(
        text=" ".join("".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in cells),
        stays_whole=is_on(row.find(f"{W}trPr/{W}cantSplit")),
        heading=is_on(row.find(f"{W}trPr/{W}tblHeader")),
        keeps_with_next=all(
            is_on(inherited(styles, paragraph, "keepNext")) for paragraph in row.iter(f"{W}p")
        ),
        fragments=tuple(
            fragment
            for cell, available in zip(cells, widths, strict=False)
            for paragraph in cell.iter(f"{W}p")
            for fragment in unbreakable_pieces(paragraph, available, styles)
        ),
    )


def unbreakable_pieces(paragraph: etree._Element, width: float, styles: Styles) -> Iterator[ShownFragment]:
    """Yield the unbreakable pieces of a paragraph that has `width` twips including its indents."""
    indent = inherited(styles, paragraph, "ind")
    available = (width - sum(side(indent, names) for names in SIDES)) * MM_PER_TWIP
    runs = list(run_texts(paragraph, styles))
    ends = list(accumulate(len(text) for text, _ in runs))
    for found in UNBREAKABLE.finditer("".join(text for text, _ in runs)):
        span = range(bisect_right(ends, found.start()), bisect_left(ends, found.end()) + 1)
        yield ShownFragment(found[0], max(runs[index][1] for index in span), available)


def run_texts(paragraph: etree._Element, styles: Styles) -> Iterator[tuple[str, float]]:
    """Yield the text of each run and its size in points."""
    style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or styles.paragraph
    for run in paragraph.iter(f"{W}r"):
        run_properties = styles.properties(value(run.find(f"{W}rPr/{W}rStyle")))
        size = points(
            {
                **styles.plain,
                **styles.properties(style),
                **run_properties,
                **text_properties(run.find(f"{W}rPr")),
            }
        )
        characters = (
            RUN_CHARACTERS.get(str(child.tag), child.text if child.tag == f"{W}t" else "") for child in run
        )
        yield "".join(character or "" for character in characters), size


def margins(table: etree._Element, styles: Styles) -> float:
    """Return the horizontal padding of cells in twips, as set by the table or its style."""
    found = stated(styles, table, value(table.find(f"{W}tblPr/{W}tblStyle")), f"{W}tblPr/{W}tblCellMar")
    sides = ([found.find(f"{W}{name}") for name in names] for names in SIDES) if found is not None else ()
    return sum(twips(element) for names in sides for element in names)


def side(indent: etree._Element | None, names: Sequence[str]) -> float:
    """Return the indent at a side, in twips."""
    return sum(float(value(indent, name) or 0) for name in names)


def twips(element: etree._Element | None) -> float:
    """Return the width stated by an element, in twips."""
    return float(value(element, "w") or 0)
