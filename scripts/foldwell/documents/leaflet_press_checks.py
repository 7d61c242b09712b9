"""What a finished file for a press is held to besides its words: boxes, inks, bleed, marks and panels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from PIL import Image, ImageChops, ImageOps

from foldwell.documents.fold_layouts import SHAPES, Shape
from foldwell.documents.leaflet_press import bed_of
from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.rendering.prepress import pdfx
from foldwell.rendering.prepress.imposition import Slot

FILE = "leaflet-press.pdf"

SCALE = 6
"""How finely sides are drawn to be looked at, in pixels a mm."""

WITHIN = 0.1
"""How far, in mm, a box may be from where it should be."""

THINNEST = 0.5
"""The least a rule may be thick, in pt, so that it does not break up."""

DENSEST = 300
"""The pixels an inch that a picture must have at least."""

PAPER = 250
"""A grey that counts as bare paper: at least this."""

ALIKE = 40
"""Two places count as alike when they differ by at most so many of 255 greys."""

STRIP = 0.4
"""How deep, in mm, the strips are that are looked at on both sides of the trim and of a fold."""

CREASE = 1.0
"""Colours do not change this near a fold, in mm: no folding machine hits it."""

CELL, SAME = 2.0, 60
"""Panels are compared with those of the screen by the mean grey of squares of so many mm, which may differ by
so many of 255 greys: inks by up to 40, and codes that fall on pixels in another way likewise."""


@dataclass(frozen=True)
class Finished:
    """A finished file beside the bed it was made for, the shape of its panels and what they must show."""

    bed: pdfx.PressSheet
    shape: Shape
    data: bytes
    panels: bytes

    @cached_property
    def sides(self) -> tuple[Image.Image, ...]:
        """The sides, drawn with what lies around them."""
        return tuple(_pixels(self.data, number) for number in range(1, len(self.bed.sheet.sides) + 1))

    def part(self, side: int, left: float, top: float, right: float, bottom: float) -> Image.Image:
        """Return what is drawn in a rectangle, in mm from the top left of the trimmed sheet."""
        box = (round((edge + self.bed.margin) * SCALE) for edge in (left, top, right, bottom))
        return self.sides[side].crop(tuple(box))  # type: ignore[arg-type]  # four of them


def flaws(job: BuildContext, made: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what only a file for a press can have wrong."""
    data, panels = made["press"], made["leaflet-screen"]
    bed, count = bed_of(job, inspection.page_count(data)), inspection.page_count(panels)
    if count != len(bed.sheet.slots) or inspection.page_count(data) != len(bed.sheet.sides):
        yield Problem(FILE, f"its sides do not hold the {count} pages of leaflet-screen.pdf")
        return
    finished = Finished(bed, SHAPES[job.practice.fold], data, panels)
    for find in (_for_press, *LOOKS):
        yield from (Problem(FILE, what) for what in find(finished))


def _for_press(finished: Finished) -> Iterator[str]:
    """Yield what a press would not print, or not well."""
    found = inspection.inspect_press_file(finished.data)
    yield from found.faults
    for number, boxes in enumerate(found.boxes, start=1):
        for name, beyond in (("media", finished.bed.margin), ("bleed", finished.bed.bleed), ("trim", 0.0)):
            if _apart(getattr(boxes, name), finished.bed.edges(beyond)) > WITHIN:
                yield f"has its {name} box in the wrong place on side {number}"
    if found.max_ink > pdfx.MAX_TOTAL_INK + 1 / 255:
        yield f"has {found.max_ink:.0%} of ink in one place, and more than {pdfx.MAX_TOTAL_INK:.0%} does not dry"
    if found.thinnest_rule < THINNEST - 0.01:
        yield f"has a rule of {found.thinnest_rule:.2f} pt, and one below {THINNEST:g} pt breaks up"
    if found.lowest_resolution < DENSEST - 1:
        yield f"has a picture of {found.lowest_resolution:.0f} pixels an inch, and {DENSEST} are needed"


def _apart(one: inspection.Rectangle, other: inspection.Rectangle) -> float:
    return max(abs(edge - wanted) for edge, wanted in zip(one, other, strict=True))


def _bleed(finished: Finished) -> Iterator[str]:
    """Yield each edge where what is printed at the trim is not what is printed in the bleed."""
    grounds = 0
    for side in range(len(finished.bed.sheet.sides)):
        for name, inside, outside in _edges(finished, side):
            grounds += _darkest(inside) < PAPER
            if _unlike(inside, outside):
                yield f"does not run into the bleed as it is printed at the {name} of side {side + 1}"
    if not grounds:
        yield "has no ground that runs into the bleed"


def _edges(finished: Finished, side: int) -> Iterator[tuple[str, Image.Image, Image.Image]]:
    """Yield each edge of a side: a strip just inside the trim, and one at the end of the bleed."""
    wide, high, end = finished.bed.sheet.width, finished.bed.sheet.height, finished.bed.bleed
    near, far = STRIP, end - STRIP
    strips = {
        "left edge": ((0, 0, near, high), (-end, 0, -far, high)),
        "right edge": ((wide - near, 0, wide, high), (wide + far, 0, wide + end, high)),
        "top edge": ((0, 0, wide, near), (0, -end, wide, -far)),
        "bottom edge": ((0, high - near, wide, high), (0, high + far, wide, high + end)),
    }
    for name, (inside, outside) in strips.items():
        yield name, finished.part(side, *inside), finished.part(side, *outside)


def _marks(finished: Finished) -> Iterator[str]:
    """Yield each mark of the trim or of a fold that is not there, and each that lies in the bleed."""
    wide, high = finished.bed.sheet.width, finished.bed.sheet.height
    for side in range(len(finished.bed.sheet.sides)):
        columns = {"trim": (0.0, wide), "fold": finished.bed.sheet.folds(side)}
        ends = [(name, (x, y)) for name, xs in columns.items() for x in xs for y in (0.0, high)]
        for name, (x, y) in ends:
            if not _marked(finished, side, x, y):
                yield f"lacks the mark of the {name} at {x:g}, {y:g} mm on side {side + 1}"


def _marked(finished: Finished, side: int, x: float, y: float) -> bool:
    """Return whether a mark stands at a point of the trim: beyond the bleed, above or below."""
    near, far = finished.bed.bleed + pdfx.BLEED_GAP, finished.bed.bleed + pdfx.BLEED_GAP + pdfx.MARK_LENGTH
    top, bottom = (y - far, y - near) if y == 0 else (y + near, y + far)
    return _darkest(finished.part(side, x - STRIP, top, x + STRIP, bottom)) < PAPER - ALIKE


def _folds(finished: Finished) -> Iterator[str]:
    """Yield each fold at which colours change."""
    for side in range(len(finished.bed.sheet.sides)):
        for fold in finished.bed.sheet.folds(side):
            strip = finished.part(side, fold - CREASE, 0, fold + CREASE, finished.bed.sheet.height)
            if _unlike(strip, ImageOps.mirror(strip)):
                yield f"changes colour on the fold at {fold:g} mm on side {side + 1}"


def _panels(finished: Finished) -> Iterator[str]:
    """Yield each panel that is not, inside its margins, as it is on the screen."""
    # Grounds that run off a panel begin at its margins, to the pixel.
    beside, above = finished.shape.side + 1, finished.shape.margin
    for side, slot in finished.bed.sheet.slots:
        inner = Slot(slot.page, beside, above, slot.width - 2 * beside, slot.height - 2 * above)
        x, y = (finished.bed.margin + edge for edge in (slot.x + beside, slot.y + above))
        shown = _squares(finished.sides[side], replace(inner, x=x, y=y))
        if _unlike(shown, _squares(_pixels(finished.panels, slot.page), inner), SAME):
            yield f"{finished.shape.part} {slot.page} is not as it is in leaflet-screen.pdf"


def _squares(pixels: Image.Image, area: Slot) -> Image.Image:
    """Return the mean greys of an area of what is drawn."""
    grid = (round(area.width / CELL), round(area.height / CELL))
    left, top, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
    box = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
    return pixels.resize(grid, Image.Resampling.BOX, box=box)


def _pixels(data: bytes, page: int) -> Image.Image:
    return inspection.page_pixels(data, page, 25.4 * SCALE).convert("L")


def _darkest(pixels: Image.Image) -> int:
    return int(pixels.getextrema()[0])  # type: ignore[arg-type]  # one band, so a number


def _unlike(one: Image.Image, other: Image.Image, alike: int = ALIKE) -> bool:
    other = other if other.size == one.size else other.resize(one.size)
    return int(ImageChops.difference(one, other).getextrema()[1]) > alike  # type: ignore[arg-type]  # one band


LOOKS: tuple[Callable[[Finished], Iterator[str]], ...] = (_bleed, _marks, _folds, _panels)
