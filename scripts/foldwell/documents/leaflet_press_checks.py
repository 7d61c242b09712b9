"""Checks of a finished press file besides its text: boxes, inks, bleed, marks and panels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from PIL import Image, ImageOps

from foldwell.documents.leaflet_press import press_sheet_of, profile_of
from foldwell.documents.leaflet_sheet import fields_on_sheet, undrawn_problems
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS, FoldLayout
from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.raster_compare import (
    DPI,
    MAX_DIFFERENCE,
    PAPER_LEVEL,
    darkest,
    max_difference,
    mean_greys,
    pixel_box,
    similar,
)
from foldwell.rendering.prepress import pdfx
from foldwell.rendering.prepress.imposition import Slot

FILE = "leaflet-press.pdf"

BOX_TOLERANCE = 0.1
"""The tolerance of page boxes, in mm."""

MIN_RULE = 0.5
"""The minimum thickness of a rule, in pt, that prints without gaps."""

MIN_PPI = 300
"""The minimum resolution of a picture, in pixels per inch."""

STRIP_DEPTH = 0.4
"""The depth in mm of the strips compared on both sides of the trim and of a fold."""

FOLD_ZONE = 1.0
"""The distance from a fold, in mm, within which colours must not change: folding is not exact."""

MAX_INK_DIFFERENCE = 60
"""The tolerance, in grey levels (of 255), of squares compared with those of the screen: inks differ by up to
40, and QR codes by their place on the pixel grid."""


@dataclass(frozen=True)
class PressFile:
    """A finished press file with its sheet, its fold layout, and the panels and profile it must match.

    In some designs, no ground is on the cover that could run off the sheet.
    """

    press_sheet: pdfx.PressSheet
    fold_layout: FoldLayout
    data: bytes
    panels: bytes
    profile: bytes
    has_cover_ground: bool

    @cached_property
    def sides(self) -> tuple[Image.Image, ...]:
        """The rendered sides, with the area around the trim."""
        return tuple(_pixels(self.data, number) for number in range(1, len(self.press_sheet.sheet.sides) + 1))

    def region(self, side: int, left: float, top: float, right: float, bottom: float) -> Image.Image:
        """Return the pixels in a rectangle, in mm from the top left of the trimmed sheet."""
        margin, page = self.press_sheet.margin, self.sides[side]
        return page.crop(pixel_box(page, (left + margin, top + margin, right + margin, bottom + margin)))


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of a press file."""
    data, panels = built["press"], built["leaflet-screen"]
    press_sheet, count = press_sheet_of(context, inspection.page_count(data)), inspection.page_count(panels)
    if count != len(press_sheet.sheet.slots) or inspection.page_count(data) != len(press_sheet.sheet.sides):
        yield Problem(FILE, f"its sides do not hold the {count} pages of leaflet-screen.pdf")
        return
    profile = profile_of(context).data
    has_ground = context.design.cover.title.ground != "paper"
    finished = PressFile(press_sheet, FOLD_LAYOUTS[context.fold], data, panels, profile, has_ground)
    fields = fields_on_sheet(inspection.read_pdf(panels), press_sheet.sheet, press_sheet.margin)
    yield from undrawn_problems(FILE, data, fields)
    for find in (_press_faults, *IMAGE_CHECKS):
        yield from (Problem(FILE, what) for what in find(finished))


def _press_faults(finished: PressFile) -> Iterator[str]:
    """Yield what a press would not print, or print badly."""
    found = inspection.inspect_press_file(finished.data)
    yield from found.faults
    if found.profile != finished.profile:
        yield "does not have the colour profile of the print shop"
    for number, boxes in enumerate(found.boxes, start=1):
        for name, beyond in (
            ("media", finished.press_sheet.margin),
            ("bleed", finished.press_sheet.bleed),
            ("trim", 0.0),
        ):
            if _differ(getattr(boxes, name), finished.press_sheet.edges(beyond)) > BOX_TOLERANCE:
                yield f"has its {name} box in the wrong place on side {number}"
    # Pictures have their inks in steps of 1/255.
    if found.max_ink > pdfx.MAX_TOTAL_INK + 1 / 255:
        most = f"more than {pdfx.MAX_TOTAL_INK:.0%} does not dry"
        yield f"has {found.max_ink:.0%} of ink in one place, and {most}"
    if found.thinnest_rule < MIN_RULE - 0.01:
        yield f"has a rule of {found.thinnest_rule:.2f} pt, and one below {MIN_RULE:g} pt breaks up"
    if found.lowest_resolution < MIN_PPI - 1:
        yield f"has a picture of {found.lowest_resolution:.0f} pixels an inch, and {MIN_PPI} are needed"


def _differ(a: inspection.Rectangle, b: inspection.Rectangle) -> float:
    return max(abs(edge - expected) for edge, expected in zip(a, b, strict=True))


def _bleed(finished: PressFile) -> Iterator[str]:
    """Yield each edge where the bleed differs from the print at the trim."""
    bleeding_edges = 0
    for side in range(len(finished.press_sheet.sheet.sides)):
        for name, inside, outside in _edges(finished, side):
            bleeding_edges += darkest(inside) < PAPER_LEVEL
            if not similar(inside, outside):
                yield f"does not run into the bleed as it is printed at the {name} of side {side + 1}"
    if not bleeding_edges and finished.has_cover_ground:
        yield "has no ground that runs into the bleed"


def _edges(finished: PressFile, side: int) -> Iterator[tuple[str, Image.Image, Image.Image]]:
    """Yield each edge of a side: a strip just inside the trim, and one at the end of the bleed."""
    width, height, end = (
        finished.press_sheet.sheet.width,
        finished.press_sheet.sheet.height,
        finished.press_sheet.bleed,
    )
    inner, outer = STRIP_DEPTH, end - STRIP_DEPTH
    strips = {
        "left edge": ((0, 0, inner, height), (-end, 0, -outer, height)),
        "right edge": ((width - inner, 0, width, height), (width + outer, 0, width + end, height)),
        "top edge": ((0, 0, width, inner), (0, -end, width, -outer)),
        "bottom edge": ((0, height - inner, width, height), (0, height + outer, width, height + end)),
    }
    for name, (inside, outside) in strips.items():
        yield name, finished.region(side, *inside), finished.region(side, *outside)


def _marks(finished: PressFile) -> Iterator[str]:
    """Yield each missing trim or fold mark, and each mark in the bleed."""
    width, height = finished.press_sheet.sheet.width, finished.press_sheet.sheet.height
    for side in range(len(finished.press_sheet.sheet.sides)):
        columns = {"trim": (0.0, width), "fold": finished.press_sheet.sheet.folds(side)}
        ends = [(name, (x, y)) for name, xs in columns.items() for x in xs for y in (0.0, height)]
        for name, (x, y) in ends:
            if not _has_mark(finished, side, x, y):
                yield f"lacks the mark of the {name} at {x:g}, {y:g} mm on side {side + 1}"


def _has_mark(finished: PressFile, side: int, x: float, y: float) -> bool:
    """Return whether there is a mark at a point of the trim: beyond the bleed, above or below."""
    inner, outer = (
        finished.press_sheet.bleed + pdfx.BLEED_GAP,
        finished.press_sheet.bleed + pdfx.BLEED_GAP + pdfx.MARK_LENGTH,
    )
    top, bottom = (y - outer, y - inner) if y == 0 else (y + inner, y + outer)
    return (
        darkest(finished.region(side, x - STRIP_DEPTH, top, x + STRIP_DEPTH, bottom))
        < PAPER_LEVEL - MAX_DIFFERENCE
    )


def _folds(finished: PressFile) -> Iterator[str]:
    """Yield each fold at which colours change."""
    for side in range(len(finished.press_sheet.sheet.sides)):
        for fold in finished.press_sheet.sheet.folds(side):
            strip = finished.region(
                side, fold - FOLD_ZONE, 0, fold + FOLD_ZONE, finished.press_sheet.sheet.height
            )
            if not similar(strip, ImageOps.mirror(strip)):
                yield f"changes colour on the fold at {fold:g} mm on side {side + 1}"


def _panels(finished: PressFile) -> Iterator[str]:
    """Yield each panel that differs, inside its margins, from the screen variant."""
    # Backgrounds that extend beyond a panel start at its margins, to the pixel.
    side_margin, top_margin = finished.fold_layout.side + 1, finished.fold_layout.margin
    for side, slot in finished.press_sheet.sheet.slots:
        inner = Slot(
            slot.page, side_margin, top_margin, slot.width - 2 * side_margin, slot.height - 2 * top_margin
        )
        x, y = (finished.press_sheet.margin + edge for edge in (slot.x + side_margin, slot.y + top_margin))
        shown = mean_greys(finished.sides[side], replace(inner, x=x, y=y))
        panel = mean_greys(_pixels(finished.panels, slot.page), inner)
        if max_difference(shown, panel) > MAX_INK_DIFFERENCE:
            yield f"{finished.fold_layout.page_noun} {slot.page} is not as it is in leaflet-screen.pdf"


def _pixels(data: bytes, page: int) -> Image.Image:
    return inspection.page_pixels(data, page, DPI).convert("L")


IMAGE_CHECKS: tuple[Callable[[PressFile], Iterator[str]], ...] = (_bleed, _marks, _folds, _panels)
