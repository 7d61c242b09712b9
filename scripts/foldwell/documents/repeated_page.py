"""One page repeated on a sheet, to print and cut apart: read copy by copy, and held against the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image

from foldwell.documents.leaflet_sheet import MIN_BORDER, fields_on_sheet, undrawn_problems
from foldwell.errors import Problem
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.proofing import inspection, raster_compare
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.proofing.raster_compare import DPI, PAPER_LEVEL, Edges, mean_greys, pixel_box
from foldwell.rendering.prepress import step_and_repeat
from foldwell.rendering.prepress.imposition import Sheet, Slot

POSITION_TOLERANCE = 0.3
"""The tolerance of word positions on the sheet, in mm."""

TICK_MARGIN = 0.5
"""The margin around a tick, in mm, for its antialiased edge."""

MAX_TICK_LEVEL = 128
"""The maximum grey level of the darkest pixel of a tick."""


@dataclass(frozen=True, slots=True)
class RepeatedPage:
    """What a sheet is made of: the names of its file and of the page's, and what a copy is called."""

    file: str
    page_file: str
    noun: str


def read(data: bytes, sheet: Sheet) -> DocumentContents:
    """Read a sheet copy by copy."""
    contents = inspection.read_pdf(data)
    words = [word for _, slot in sheet.slots for word in _in_slot(contents.words, slot)]
    return replace(contents, words=tuple(words))


def check(repeated: RepeatedPage, data: bytes, page_data: bytes, sheet: Sheet) -> Iterator[Problem]:
    """Yield the problems of a sheet: a slot unlike the page, a missing tick, print at the edge."""
    file, noun = repeated.file, repeated.noun
    words, page = inspection.read_pdf(data).words, inspection.read_pdf(page_data)
    page_words = tuple(word for word in page.words if not MARKS.fullmatch(word.text))
    yield from undrawn_problems(file, data, fields_on_sheet(page, sheet))
    pixels, single = (next(inspection.page_greys(one, DPI)) for one in (data, page_data))
    for number, (_, slot) in enumerate(sheet.slots, 1):
        if not _same_words(_in_slot(words, slot), slot, page_words):
            yield Problem(file, f"the words of {noun} {number} are not those of {repeated.page_file}")
        if not raster_compare.similar(mean_greys(pixels, slot), mean_greys(single, replace(slot, x=0, y=0))):
            yield Problem(file, f"{noun} {number} does not look as it does in {repeated.page_file}")
    yield from _edge_problems(file, pixels, sheet)


def _in_slot(words: tuple[Word, ...], slot: Slot) -> tuple[Word, ...]:
    def inside(word: Word) -> bool:
        x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
        return slot.x <= x < slot.x + slot.width and slot.y <= y < slot.y + slot.height

    return tuple(filter(inside, words))


def _same_words(sheet_words: tuple[Word, ...], slot: Slot, page_words: tuple[Word, ...]) -> bool:
    """Return whether a slot has exactly the words of the page, each where it is there."""
    positions = sorted((word.text, word.box.left - slot.x, word.box.top - slot.y) for word in sheet_words)
    expected = sorted((word.text, word.box.left, word.box.top) for word in page_words)
    return len(positions) == len(expected) and all(
        a[0] == b[0] and abs(a[1] - b[1]) < POSITION_TOLERANCE and abs(a[2] - b[2]) < POSITION_TOLERANCE
        for a, b in zip(positions, expected, strict=True)
    )


def _edge_problems(file: str, page: Image.Image, sheet: Sheet) -> Iterator[Problem]:
    """Yield each missing tick, then anything else printed near the edge of the sheet."""
    remaining = page.copy()
    for left, top, right, bottom in step_and_repeat.cut_ticks(sheet):
        middle = (left + right) / 2, (top + bottom) / 2
        if _darkest(page, _around(middle, middle)) > MAX_TICK_LEVEL:
            place = f"{middle[0]:.1f} mm from the left, {middle[1]:.1f} from the top"
            yield Problem(file, f"the tick at {place} is missing")
        remaining.paste(255, pixel_box(page, _around((left, top), (right, bottom))))
    for name, strip in raster_compare.edge_strips(sheet.width, sheet.height, MIN_BORDER).items():
        if _darkest(remaining, strip) < PAPER_LEVEL:
            yield Problem(file, f"there is print too near the {name} edge of the sheet")


def _around(start: tuple[float, float], end: tuple[float, float]) -> Edges:
    """Return the edges of a tick from one point to another, with its margin."""
    return start[0] - TICK_MARGIN, start[1] - TICK_MARGIN, end[0] + TICK_MARGIN, end[1] + TICK_MARGIN


def _darkest(page: Image.Image, edges: Edges) -> int:
    return raster_compare.darkest(page.crop(pixel_box(page, edges)))
