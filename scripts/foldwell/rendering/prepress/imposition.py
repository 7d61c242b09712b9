"""Impose pages on the sides of a sheet: every fold is a table of slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType

import pikepdf
from pikepdf import Array, Dictionary, Name

from foldwell.model import PAPERS, Edge, Fold, Paper
from foldwell.model.units import PT_PER_MM
from foldwell.rendering import pdf_writer
from foldwell.rendering.prepress import duplex

SIDES = 2
"""A sheet of paper has two sides."""

TICK_SIZE = (0.2, 6.0)
"""The width and length of a fold tick in mm; it begins at the sheet's edge."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot on a side: its page, its left and top edge, its width and height, in mm."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sheets of one size: `width` and `height` in mm, and for each side its slots from left to right.

    A booklet has several sheets, the outermost first; the two sides of a sheet follow one another.
    """

    width: float
    height: float
    sides: tuple[tuple[Slot, ...], ...]

    @property
    def slots(self) -> tuple[tuple[int, Slot], ...]:
        """Each slot with its side (counted from 0), in the order in which a patient reads the pages."""
        placed = [(side, slot) for side, slots in enumerate(self.sides) for slot in slots]
        return tuple(sorted(placed, key=lambda entry: entry[1].page))

    @property
    def pages(self) -> tuple[tuple[float, float], ...]:
        """The (width, height) in mm of every page, in reading order."""
        return tuple((slot.width, slot.height) for _, slot in self.slots)

    @property
    def flip(self) -> Edge | None:
        """The edge along which a sheet is turned over so that both sides are upright; None for one side."""
        if len(self.sides) == 1:
            return None
        return "short" if self.width > self.height else "long"

    @property
    def page_turns(self) -> tuple[int, ...]:
        """The pages after which a reader turns the paper over: to its other side, or in a booklet a leaf."""
        if len(self.sides) > SIDES and len(self.sides[0]) > 1:
            return tuple(range(1, len(self.slots), 2))
        sides = [side for side, _ in self.slots]
        return tuple(page for page, (side, after) in enumerate(pairwise(sides), 1) if side != after)

    def folds(self, side: int) -> tuple[float, ...]:
        """Return the distances in mm of a side's folds from its left edge."""
        return tuple(sorted({slot.x for slot in self.sides[side]} - {0.0}))


def _sheet_of_panels(paper: Paper, *sides: tuple[tuple[int, float], ...]) -> Sheet:
    """Return a landscape sheet from each side's panels, left to right: (page, width in mm)."""
    height, width = PAPERS[paper]

    def slots(panels: tuple[tuple[int, float], ...]) -> Iterator[Slot]:
        x = 0.0
        for page, panel_width in panels:
            yield Slot(page, x, 0.0, panel_width, height)
            x += panel_width

    return Sheet(width, height, tuple(tuple(slots(panels)) for panels in sides))


def _tri_fold(paper: Paper, flap: float, panel: float) -> Sheet:
    """Return a tri-fold (C-fold): page 5 folds in first, so it and the panel on its reverse are narrower."""
    return _sheet_of_panels(paper, ((5, flap), (6, panel), (1, panel)), ((2, panel), (3, panel), (4, flap)))


def _z_fold(paper: Paper) -> Sheet:
    """Return a Z-fold: three equal panels; cover and back are on different sides."""
    panel = PAPERS[paper][1] / 3
    return _sheet_of_panels(paper, ((4, panel), (5, panel), (1, panel)), ((2, panel), (3, panel), (6, panel)))


def unfolded(paper: Paper, pages: int) -> Sheet:
    """Return sheets that are not folded: upright, a page on each side."""
    width, height = PAPERS[paper]
    slots = (Slot(page, 0.0, 0.0, width, height) for page in range(1, pages + 1))
    return Sheet(width, height, tuple((slot,) for slot in slots))


def half_sheet(paper: Paper) -> Sheet:
    """Return half a sheet, upright: the shape of a sheet, of A4 A5."""
    width, height = PAPERS[paper][1] / 2, PAPERS[paper][0]
    return Sheet(width, height, ((Slot(1, 0.0, 0.0, width, height),),))


def booklet(paper: Paper, pages: int) -> Sheet:
    """Return the sheets of a booklet, to be laid into one another and folded once in the middle.

    Raises ValueError when `pages` is not a multiple of four.
    """
    if pages <= 0 or pages % 4:
        raise ValueError(f"a booklet has four pages or a multiple of four, not {pages}")
    half = PAPERS[paper][1] / 2
    pairs = (
        pair
        for index in range(0, pages // 2, 2)
        for pair in ((pages - index, 1 + index), (2 + index, pages - 1 - index))
    )
    return _sheet_of_panels(paper, *(((left, half), (right, half)) for left, right in pairs))


FOLDS: Mapping[tuple[Fold, Paper], Sheet] = MappingProxyType(
    {
        ("tri", "A4"): _tri_fold("A4", flap=97, panel=100),
        ("tri", "Letter"): _tri_fold("Letter", flap=92.075, panel=93.6625),
        ("z", "A4"): _z_fold("A4"),
        ("z", "Letter"): _z_fold("Letter"),
        ("half", "A4"): booklet("A4", 4),
        ("half", "Letter"): booklet("Letter", 4),
        ("single", "A4"): unfolded("A4", 1),
        ("single", "Letter"): unfolded("Letter", 1),
        ("half-sheet", "A4"): half_sheet("A4"),
        ("half-sheet", "Letter"): half_sheet("Letter"),
        ("none", "A4"): unfolded("A4", SIDES),
        ("none", "Letter"): unfolded("Letter", SIDES),
    }
)
"""Every fold on every paper; booklets and flat sheets with the fewest pages."""


def impose(pages: bytes, sheet: Sheet, title: str, ticks: bool = False) -> bytes:
    """Place the pages of a PDF on the sides of a sheet and set it up for printing, with fold ticks if asked.

    Returns a PDF with one page a side that asks to be printed on both sides, both upright, at full size.
    A page may stand in several slots. Raises ValueError when one stands in none, or a slot has none.
    """
    with pikepdf.open(BytesIO(pages)) as source, pikepdf.new() as target:
        if len(source.pages) != len({slot.page for _, slot in sheet.slots}):
            raise ValueError(f"{len(source.pages)} pages for {len(sheet.slots)} slots")
        for side in range(len(sheet.sides)):
            _add_side(source, target, sheet, side)
            if ticks:
                target.pages[-1].contents_add(_ticks(sheet, side).encode())
        target.Root.Lang = source.Root.Lang
        duplex.ask_for(target, sheet.flip)
        target.docinfo["/Title"] = title
        return pdf_writer.to_bytes(target)


def _add_side(source: pikepdf.Pdf, target: pikepdf.Pdf, sheet: Sheet, side: int) -> None:
    """Add one side to the target, with the source's pages drawn in its slots."""
    forms, drawing = Dictionary(), []
    for slot in sheet.sides[side]:
        name = f"/Panel{slot.page}"
        if name not in forms:
            forms[name] = target.copy_foreign(_page_form(source.pages[slot.page - 1]))
        bottom = sheet.height - slot.y - slot.height
        drawing.append(f"q 1 0 0 1 {slot.x * PT_PER_MM:.4f} {bottom * PT_PER_MM:.4f} cm {name} Do Q")
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *(round(length * PT_PER_MM, 6) for length in (sheet.width, sheet.height))]),
        Resources=Dictionary(XObject=forms),
        Contents=target.make_stream("\n".join(drawing).encode()),
    )
    target.pages.append(pikepdf.Page(page))


def _ticks(sheet: Sheet, side: int) -> str:
    """Return the drawing of a black tick at each end of every fold of a side."""
    width, tick_length = (length * PT_PER_MM for length in TICK_SIZE)
    height = sheet.height * PT_PER_MM
    lines = (
        f"{fold * PT_PER_MM:.4f} {start:.4f} m {fold * PT_PER_MM:.4f} {end:.4f} l S"
        for fold in sheet.folds(side)
        for start, end in ((0, tick_length), (height - tick_length, height))
    )
    return "\n".join((f"q 0 G {width:.4f} w", *lines, "Q"))


def _page_form(page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form XObject without tags, because a sheet has no reading order."""
    form = page.as_form_xobject()
    # It would point into a parent tree that the sheet does not have (ISO 32000-1, 14.7.4.4).
    if "/StructParents" in form:
        del form["/StructParents"]
    return form
