"""Step and repeat: as many copies of a card as a sheet of paper holds, with ticks where to cut and fold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from foldwell.model import CardFormat, Size
from foldwell.model.units import PT_PER_MM
from foldwell.rendering import pdf_writer
from foldwell.rendering.prepress.imposition import TICK_SIZE, Sheet, Slot, impose

MIN_STRIP = 2.0
"""The minimum width in mm of a strip that can be cut off; a thinner one stays on the card."""

FOLD_TICK_LENGTH = 2.5
"""The length of a fold tick in mm, inwards from the edge of a card: shorter than the margin of any."""

ROUNDING = 1e-6

ONE_PAGE = CardFormat()

TickLine = tuple[float, float, float, float]
"""The ends of a tick, in mm from the top left: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class CutSheet(Sheet):
    """A sheet of equal copies in rows and columns, each side with the same number of panels of each copy."""

    panels: int = 1

    @property
    def copies(self) -> tuple[tuple[tuple[int, Slot], ...], ...]:
        """The slots of each copy with their sides (counted from 0), in the order of its pages."""
        count = len(self.sides[0]) // self.panels
        pages = [self.slots[start : start + count] for start in range(0, len(self.slots), count)]
        return tuple(zip(*pages, strict=True))

    @property
    def outlines(self) -> tuple[Slot, ...]:
        """Where each copy lies, unfolded."""
        fronts = [[slot for side, slot in copy if side == 0] for copy in self.copies]
        return tuple(
            Slot(0, slots[0].x, slots[0].y, slots[0].width, sum(slot.height for slot in slots))
            for slots in fronts
        )


def grid(paper: Size, card: Size, card_format: CardFormat = ONE_PAGE) -> CutSheet:
    """Return a sheet of paper, turned the better way, with as many cards as fit, in the middle of it.

    Sizes are (width, height) in mm, of a card that is closed. Both sides are upright when the sheet is turned
    over as `CutSheet.flip` says: the back of each card then lies behind its front. Raises ValueError when no
    card fits.
    """
    strip = card[0], card[1] * card_format.panels
    width, height = max(
        (paper, paper[::-1]),
        key=lambda size: _count_that_fit(size[0], strip[0]) * _count_that_fit(size[1], strip[1]),
    )
    columns, rows = _count_that_fit(width, strip[0]), _count_that_fit(height, strip[1])
    if not columns * rows:
        raise ValueError(f"a card of {strip} mm does not fit on paper of {paper} mm")
    left, top = (width - columns * strip[0]) / 2, (height - rows * strip[1]) / 2
    places = [
        (left + column * strip[0], top + row * strip[1]) for row in range(rows) for column in range(columns)
    ]
    # Centred, the places of a side are those of the other one seen through the paper.
    sides = tuple(
        tuple(slot for x, y in places for slot in _panels(x, y, card, card_format, side))
        for side in range(card_format.sides)
    )
    return CutSheet(width, height, sides, card_format.panels)


def _count_that_fit(length: float, size: float) -> int:
    return int(length / size + ROUNDING)


def _panels(x: float, y: float, card: Size, card_format: CardFormat, side: int) -> Iterator[Slot]:
    """Yield the panels of a side of a card at a place; those that have no page stay empty."""
    for panel in range(card_format.panels):
        page = side * card_format.panels + panel + 1
        if page <= card_format.pages:
            yield Slot(page, x, y + panel * card[1], *card)


def cuts(sheet: CutSheet) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where the cards of a sheet are cut apart, in mm: from its left edge, and from its top edge."""
    outlines = sheet.outlines
    across = {round(edge, 3) for card in outlines for edge in (card.x, card.x + card.width)}
    down = {round(edge, 3) for card in outlines for edge in (card.y, card.y + card.height)}
    return _inside(across, sheet.width), _inside(down, sheet.height)


def _inside(edges: set[float], length: float) -> tuple[float, ...]:
    return tuple(sorted(edge for edge in edges if MIN_STRIP <= edge <= length - MIN_STRIP))


def cut_ticks(sheet: CutSheet) -> tuple[TickLine, ...]:
    """Return a tick at both ends of every cut, between cards and across none."""
    (across, down), (_, tick_length) = cuts(sheet), TICK_SIZE
    upright = [(x, top, x, top + tick_length) for x in across for top in (0.0, sheet.height - tick_length)]
    level = [(left, y, left + tick_length, y) for y in down for left in (0.0, sheet.width - tick_length)]
    return (*upright, *level)


def fold_ticks(sheet: CutSheet) -> tuple[TickLine, ...]:
    """Return a tick at both ends of every fold, on the card: beside it, it would be cut off too early."""
    return tuple(
        (left, slot.y, left + FOLD_TICK_LENGTH, slot.y)
        for side, slot in sheet.slots
        if side == 0 and (slot.page - 1) % sheet.panels
        for left in (slot.x, slot.x + slot.width - FOLD_TICK_LENGTH)
    )


def repeat_pages(pages: bytes, sheet: CutSheet, title: str) -> bytes:
    """Place the pages of a PDF, such as a card, in the slots of a sheet, its front with ticks.

    Returns a PDF with one page a side that asks to be printed at full size.
    """
    with pikepdf.open(BytesIO(impose(pages, sheet, title))) as pdf:
        pdf.pages[0].contents_add(_drawing(sheet).encode())
        return pdf_writer.to_bytes(pdf)


def _drawing(sheet: CutSheet) -> str:
    """Return the ticks of a sheet as content of its front, in black."""
    lines = (
        f"{left * PT_PER_MM:.4f} {(sheet.height - top) * PT_PER_MM:.4f} m "
        f"{right * PT_PER_MM:.4f} {(sheet.height - bottom) * PT_PER_MM:.4f} l S"
        for left, top, right, bottom in (*cut_ticks(sheet), *fold_ticks(sheet))
    )
    return "\n".join((f"q 0 G {TICK_SIZE[0] * PT_PER_MM:.3f} w", *lines, "Q"))
