"""Estimate how high a block of a Word file is, which has no pages before Word opens it. Lengths in mm."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from math import ceil
from typing import NamedTuple

from docx.oxml.ns import qn

from foldwell.assets import fonts
from foldwell.assets.ooxml.names import local_name, value
from foldwell.assets.ooxml.styles import styles_by_id
from foldwell.assets.xml_reader import Xml
from foldwell.model import Font
from foldwell.model.units import EMU_PER_MM, MM_PER_PT, MM_PER_TWIP
from foldwell.rendering.docx.styles.style_elements import stated_number
from foldwell.rendering.docx.writer_context import HandoutContext

CELL_PADDING = 4.0
"""About how much of the height of a row is padding and rules."""


class _StyleMetrics(NamedTuple):
    """The size of the letters of a style, its leading, the space around a paragraph and its indents."""

    size: float
    leading: float
    space: float
    indents: float


class BlockMeasure:
    """The heights of blocks in the styles and the font of a handout, on its page."""

    def __init__(self, handout: HandoutContext) -> None:
        self._font: Font = handout.font
        self._width = handout.page.text_width
        self._styles = handout.document.styles.element
        self._known: dict[str, _StyleMetrics] = {}

    @cached_property
    def _by_id(self) -> Mapping[str, Xml]:
        return styles_by_id(self._styles)

    def lines(self, paragraph: Xml, width: float = 0) -> float:
        """Return about how many lines a paragraph fills at a width, that of the text if it is 0."""
        style = self._metrics(style_of(paragraph))
        text = "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        breaks = sum(1 for _ in paragraph.iter(qn("w:br")))
        return breaks + fonts.text_width(self._font, text) * style.size / (
            (width or self._width) - style.indents
        )

    def height(self, block: Xml, width: float = 0) -> float:
        """Return about how high a paragraph or a table is, with the space around it."""
        if local_name(block) == "tbl":
            return sum(map(self._row_height, block.iter(qn("w:tr"))))
        style = self._metrics(style_of(block))
        pictures = (float(extent.get("cy", 0)) / EMU_PER_MM for extent in block.iter("{*}extent"))
        return max(style.leading * max(1, ceil(self.lines(block, width))), *pictures, 0.0) + style.space

    def _row_height(self, row: Xml) -> float:
        asked = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
        return max(float(value(asked) or 0) * MM_PER_TWIP, *map(self._cell_height, row.iter(qn("w:tc"))))

    def _cell_height(self, cell: Xml) -> float:
        width = float(value(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}"), "w")) * MM_PER_TWIP
        return CELL_PADDING + sum(self.height(part, width) for part in cell.iter(qn("w:p")))

    def _metrics(self, style: str) -> _StyleMetrics:
        if style not in self._known:
            stated = partial(stated_number, self._styles, self._by_id, style)
            line, *space = (stated(f"pPr/spacing/{name}") for name in ("line", "before", "after"))
            indents = (stated(f"pPr/ind/{side}") for side in ("left", "right"))
            self._known[style] = _StyleMetrics(
                stated("rPr/sz/val") / 2 * MM_PER_PT,
                line * MM_PER_TWIP,
                sum(space) * MM_PER_TWIP,
                sum(indents) * MM_PER_TWIP,
            )
        return self._known[style]


def style_of(paragraph: Xml) -> str:
    """Return the id of a paragraph's style."""
    return value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
