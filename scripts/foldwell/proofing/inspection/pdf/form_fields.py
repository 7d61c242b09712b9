"""Places to write and boxes to tick in a PDF file: where they are, and whether line and box are drawn there.

What a viewer adds to a form field is not drawn: on paper there is only what the page itself has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

from foldwell.assets.colour import contrast_ratio
from foldwell.inputs.markdown.writing_marks import BLANK, BOX
from foldwell.model.units import MM_PER_PT
from foldwell.proofing.inspection.pdf.legibility import Edges, Patch
from foldwell.proofing.inspection.pdf.page_bitmap import PageBitmap
from foldwell.proofing.inspection.pdf.structure_tree import Structure

OUTLINE = 0.3 / MM_PER_PT
"""The width in points of the lines that are drawn around or below a field; see base.css."""

REACH = 1.5
"""How far from the edge of a field its line may be, in points."""

MIN_CONTRAST = 3.0
"""The least contrast of a line that shows where to write (WCAG 2.2, 1.4.11)."""

MIN_LENGTH_SHARE = 0.95
"""The least share of its length that a line is drawn on."""


class Field(NamedTuple):
    """A form field: its mark, name and page (from 1), its edges in points, its position in reading order."""

    mark: str
    name: str
    page: int
    edges: Edges
    position: int

    @property
    def height(self) -> float:
        """The height of the field with the line below it, or with those of its box."""
        return round(self.edges[3] - self.edges[1] + (2 if self.mark == BOX else 1) * OUTLINE, 2)


def form_fields(pdf: pikepdf.Pdf, tree: Structure) -> tuple[Field, ...]:
    """Return the form fields of a tagged file in reading order."""
    return tuple(_field(pdf, node.page, node.source.Obj, position) for position, node in tree.fields)


def _field(pdf: pikepdf.Pdf, page: int, note: pikepdf.Object, position: int) -> Field:
    height = float(pdf.pages[page - 1].MediaBox[3])
    (left, right), (bottom, top) = (sorted(map(float, list(note.Rect)[axis::2])) for axis in (0, 1))
    mark = BOX if note.get("/FT") == "/Btn" else BLANK
    return Field(mark, str(note.get("/TU", "")), page, (left, height - top, right, height - bottom), position)


def is_drawn(bitmap: PageBitmap, mark: str, edges: Edges) -> bool:
    """Return whether a page shows the line at the lower edge, and of a box at the others as well."""
    left, top, right, bottom = edges
    level = [(left, bottom - REACH, right, bottom + REACH)]
    upright: list[Edges] = []
    if mark == BOX:
        level.append((left, top - REACH, right, top + REACH))
        upright = [(edge - REACH, top, edge + REACH, bottom) for edge in (left, right)]
    return all(_has_line(patch, across=True) for patch in bitmap.patches(level)) and all(
        _has_line(patch, across=False) for patch in bitmap.patches(upright)
    )


def _has_line(patch: Patch | None, *, across: bool) -> bool:
    """Return whether a line stands out from the paper of a patch, all along its width or its height."""
    if patch is None:
        return False
    furthest = [max(abs(level - patch.paper) for level in run) for run in _runs(patch, across)]
    shown = sum(_stands_out(difference, patch.paper) for difference in furthest)
    return shown >= MIN_LENGTH_SHARE * len(furthest)


def _runs(patch: Patch, across: bool) -> Iterator[bytes]:
    """Yield the columns of a patch, or its rows."""
    count = patch.width if across else patch.height
    for index in range(count):
        start = index if across else index * patch.width
        yield patch.levels[start :: patch.width] if across else patch.levels[start : start + patch.width]


def _stands_out(difference: int, paper: int) -> bool:
    darker = max(0, paper - difference)
    return contrast_ratio(darker / 255, paper / 255) >= MIN_CONTRAST
