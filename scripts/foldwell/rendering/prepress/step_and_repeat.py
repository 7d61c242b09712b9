"""Step and repeat: as many copies of a card as a sheet of paper holds, with cut ticks."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Name

from foldwell.model import Size
from foldwell.model.units import PT_PER_MM
from foldwell.rendering import pdf_writer
from foldwell.rendering.prepress.imposition import TICK_SIZE, Sheet, Slot, impose

MIN_STRIP = 2.0
"""The minimum width in mm of a strip that can be cut off; a thinner one stays on the card."""

ROUNDING = 1e-6

TickLine = tuple[float, float, float, float]
"""The ends of a tick, in mm from the top left: left, top, right, bottom."""


def grid(paper: Size, card: Size) -> Sheet:
    """Return a sheet of paper, turned the better way, with as many cards as fit, in the middle of it.

    Sizes are (width, height) in mm. Every slot is for page 1. Raises ValueError when no card fits.
    """
    width, height = max(
        (paper, paper[::-1]),
        key=lambda size: _count_that_fit(size[0], card[0]) * _count_that_fit(size[1], card[1]),
    )
    columns, rows = _count_that_fit(width, card[0]), _count_that_fit(height, card[1])
    if not columns * rows:
        raise ValueError(f"a card of {card} mm does not fit on paper of {paper} mm")
    left, top = (width - columns * card[0]) / 2, (height - rows * card[1]) / 2
    slots = tuple(
        Slot(1, left + column * card[0], top + row * card[1], *card)
        for row in range(rows)
        for column in range(columns)
    )
    return Sheet(width, height, (slots,))


def _count_that_fit(length: float, size: float) -> int:
    return int(length / size + ROUNDING)


def cuts(sheet: Sheet) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where the cards of a sheet are cut apart, in mm: from its left edge, and from its top edge."""
    slots = [slot for _, slot in sheet.slots]
    across = {round(edge, 3) for slot in slots for edge in (slot.x, slot.x + slot.width)}
    down = {round(edge, 3) for slot in slots for edge in (slot.y, slot.y + slot.height)}
    return _inside(across, sheet.width), _inside(down, sheet.height)


def _inside(edges: set[float], length: float) -> tuple[float, ...]:
    return tuple(sorted(edge for edge in edges if MIN_STRIP <= edge <= length - MIN_STRIP))


def cut_ticks(sheet: Sheet) -> tuple[TickLine, ...]:
    """Return a tick at both ends of every cut, between cards and across none."""
    (across, down), (_, tick_length) = cuts(sheet), TICK_SIZE
    upright = [(x, top, x, top + tick_length) for x in across for top in (0.0, sheet.height - tick_length)]
    level = [(left, y, left + tick_length, y) for y in down for left in (0.0, sheet.width - tick_length)]
    return (*upright, *level)


def repeat_page(page: bytes, sheet: Sheet, title: str) -> bytes:
    """Place a PDF of one page, such as a card, in every slot of a sheet, with ticks where to cut.

    Returns a PDF of one page that asks to be printed on one side at full size.
    """
    with pikepdf.open(BytesIO(impose(page, sheet, title))) as pdf:
        pdf.pages[0].contents_add(_drawing(sheet).encode())
        pdf.Root.ViewerPreferences.Duplex = Name.Simplex
        return pdf_writer.to_bytes(pdf)


def _drawing(sheet: Sheet) -> str:
    """Return the ticks of a sheet as content of its page, in black."""
    lines = (
        f"{left * PT_PER_MM:.4f} {(sheet.height - top) * PT_PER_MM:.4f} m "
        f"{right * PT_PER_MM:.4f} {(sheet.height - bottom) * PT_PER_MM:.4f} l S"
        for left, top, right, bottom in cut_ticks(sheet)
    )
    return "\n".join((f"q 0 G {TICK_SIZE[0] * PT_PER_MM:.3f} w", *lines, "Q"))
