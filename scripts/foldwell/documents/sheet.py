"""The leaflet on paper: the panels of the screen edition, imposed on both sides of one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from PIL import Image, ImageChops

from foldwell import readback, sheets
from foldwell.documents.promise import Promise
from foldwell.errors import Problem
from foldwell.job import Job
from foldwell.readback import Reading, Word

DPI = 25.4 * 6
"""How finely sides and panels are drawn to be compared: 6 pixels a mm."""

CELL = 2
"""Sides and panels are compared by the mean grey of squares of so many mm; finer ones differ by rounding."""

BORDER = 7.0
"""No office printer prints nearer than this to the edge, in mm."""

FROM_FOLD = 5.0
"""Text stays at least this far from a fold, in mm."""

CREASE = 1
"""Nothing at all is printed this near a fold, in mm."""

LETTERING = 80
"""So many words of a drawing, last on their panel in the file, may part a paragraph at the panel's end."""

PAPER = 250
"""A grey that counts as bare paper: at least this."""

ALIKE = 40
"""Squares may differ by so many of 255 greys; a rule of 0.7 mm that is gone makes a difference of 60."""


def sheet_of(job: Job) -> sheets.Sheet:
    """Return the sheet that the practice's leaflet is folded from."""
    return sheets.FOLDS["tri", job.practice.paper]


def make(job: Job, made: Mapping[str, bytes]) -> bytes:
    """Return both sides of the sheet, made from the finished panels of the screen edition."""
    return sheets.impose(made["leaflet-screen"], sheet_of(job), f"{job.article.title} - {job.practice.name}")


def read(data: bytes, job: Job) -> Reading:
    """Read both sides of a sheet panel by panel, in the order in which a patient unfolds them."""
    seen, sheet = readback.pdf(data), sheet_of(job)
    words = [word for side, slot in sheet.slots for word in seen.words if _in_slot(word, side, slot)]
    return replace(seen, words=tuple(words))


def promised(job: Job, panels: Promise) -> Promise:
    """Return the promise of the panels as it stands for the sheet, which has two pages and no tags."""
    sheet = sheet_of(job)
    sizes = ((sheet.width, sheet.height),) * len(sheet.sides)
    return replace(panels, figures=(), sizes=sizes, slack=LETTERING)


def flaws(job: Job, made: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what only a sheet can have wrong: a slot unlike its panel, print at the edge or across a fold."""
    sheet, data = sheet_of(job), made["leaflet"]
    sides = [_drawn(data, number) for number in range(1, len(sheet.sides) + 1)]
    for side, pixels in enumerate(sides):
        yield from _bare(pixels, sheet, side)
    for side, slot in sheet.slots:
        panel = _squares(_drawn(made["leaflet-screen"], slot.page), (0, slot.width), slot.width)
        if not _alike(_squares(sides[side], (slot.x, slot.x + slot.width), sheet.width), panel):
            yield Problem("leaflet.pdf", f"panel {slot.page} is not as it is in leaflet-screen.pdf")
    for word in readback.pdf(data).words:
        yield from _near_fold(word, sheet)


def _in_slot(word: Word, side: int, slot: sheets.Slot) -> bool:
    middle = (word.box.left + word.box.right) / 2
    return word.page == side + 1 and slot.x <= middle < slot.x + slot.width


def _near_fold(word: Word, sheet: sheets.Sheet) -> Iterator[Problem]:
    for fold in sheet.folds(word.page - 1):
        if word.box.left < fold + FROM_FOLD and word.box.right > fold - FROM_FOLD:
            yield Problem("leaflet.pdf", f"'{word.text}' is less than {FROM_FOLD:g} mm from a fold")


def _bare(pixels: Image.Image, sheet: sheets.Sheet, side: int) -> Iterator[Problem]:
    """Yield a problem for each strip of a side that must be bare paper and is not."""
    strips = {
        "the left edge": (0.0, 0.0, BORDER, sheet.height),
        "the right edge": (sheet.width - BORDER, 0.0, sheet.width, sheet.height),
        "the top edge": (0.0, 0.0, sheet.width, BORDER),
        "the bottom edge": (0.0, sheet.height - BORDER, sheet.width, sheet.height),
    }
    for fold in sheet.folds(side):
        strips[f"the fold at {fold:g} mm"] = (fold - CREASE, 0.0, fold + CREASE, sheet.height)
    for name, strip in strips.items():
        left, top, right, bottom = (round(edge * pixels.width / sheet.width) for edge in strip)
        if _darkest(pixels.crop((left, top, right, bottom))) < PAPER:
            yield Problem("leaflet.pdf", f"side {side + 1} has print too near {name}")


def _drawn(data: bytes, page: int) -> Image.Image:
    return readback.page_pixels(data, page, DPI).convert("L")


def _squares(pixels: Image.Image, span: tuple[float, float], width: float) -> Image.Image:
    """Return the mean greys of the part of a drawing, `width` mm wide, that `span` names in mm."""
    scale = pixels.width / width
    left, right = span
    grid = (round((right - left) / CELL), round(pixels.height / scale / CELL))
    return pixels.resize(grid, Image.Resampling.BOX, box=(left * scale, 0, right * scale, pixels.height))


def _darkest(pixels: Image.Image) -> int:
    return _extremes(pixels)[0]


def _alike(one: Image.Image, other: Image.Image) -> bool:
    return _extremes(ImageChops.difference(one, other))[1] <= ALIKE


def _extremes(pixels: Image.Image) -> tuple[int, int]:
    darkest, lightest = pixels.getextrema()
    return int(darkest), int(lightest)  # type: ignore[arg-type]  # one band, so two numbers
