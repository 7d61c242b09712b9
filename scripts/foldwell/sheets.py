"""Impose pages on the sides of a sheet: every fold is a table of slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

import pikepdf
from pikepdf import Array, Dictionary, Name

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on a side: the page that goes there, its left and top edge, its width and height, in mm."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A folded sheet: `width` and `height` in mm, and for each side its slots from left to right."""

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

    def folds(self, side: int) -> tuple[float, ...]:
        """Return the distances in mm of a side's folds from its left edge."""
        return tuple(sorted({slot.x for slot in self.sides[side]} - {0.0}))


def _side(height: float, *panels: tuple[int, float]) -> tuple[Slot, ...]:
    """Return the slots of a side `height` mm high from (page, width in mm) pairs, left to right."""

    def slots() -> Iterator[Slot]:
        x = 0.0
        for page, width in panels:
            yield Slot(page, x, 0.0, width, height)
            x += width

    return tuple(slots())


FOLDS: Mapping[tuple[str, str], Sheet] = MappingProxyType(
    {
        # Tri-fold (C-fold): the flap, page 5, folds in first, so it and the panel behind it are narrower.
        ("tri", "A4"): Sheet(
            297, 210, (_side(210, (5, 97), (6, 100), (1, 100)), _side(210, (2, 100), (3, 100), (4, 97)))
        ),
    }
)


def impose(pages: bytes, sheet: Sheet, title: str) -> bytes:
    """Place the pages of a PDF on the sides of a sheet and set it up for printing.

    Returns a PDF with one page a side that asks to be printed on both sides, flipped on the short edge, at
    full size. Raises ValueError when the number of pages is not the number of slots.
    """
    with pikepdf.open(BytesIO(pages)) as source, pikepdf.new() as target:
        if len(source.pages) != len(sheet.slots):
            raise ValueError(f"{len(source.pages)} pages for {len(sheet.slots)} slots")
        for slots in sheet.sides:
            _add_side(source, target, sheet, slots)
        target.Root.Lang = source.Root.Lang
        target.Root.ViewerPreferences = Dictionary(
            Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"), DisplayDocTitle=True
        )
        target.docinfo["/Title"] = title
        out = BytesIO()
        target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _add_side(source: pikepdf.Pdf, target: pikepdf.Pdf, sheet: Sheet, slots: tuple[Slot, ...]) -> None:
    """Add one side to the target, with the source's pages drawn in its slots."""
    forms, drawing = Dictionary(), []
    for slot in slots:
        name = f"/Panel{slot.page}"
        forms[name] = target.copy_foreign(_form(source.pages[slot.page - 1]))
        bottom = sheet.height - slot.y - slot.height
        drawing.append(f"q 1 0 0 1 {slot.x * PT_PER_MM:.4f} {bottom * PT_PER_MM:.4f} cm {name} Do Q")
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(sheet.width * PT_PER_MM, 3), round(sheet.height * PT_PER_MM, 3)]),
        Resources=Dictionary(XObject=forms),
        Contents=target.make_stream("\n".join(drawing).encode()),
    )
    target.pages.append(pikepdf.Page(page))


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a drawing to place; its tags stay behind, for a sheet has no reading order."""
    form = page.as_form_xobject()
    if "/StructParents" in form:
        del form["/StructParents"]
    return form
