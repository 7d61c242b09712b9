"""Pages repeated on a sheet, to print and cut apart: read copy by copy, and held against the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from foldwell.documents.leaflet_sheet import MIN_BORDER, fields_on_sheet, on_sheet, undrawn_problems
from foldwell.errors import Problem
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.proofing import inspection, raster_compare
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.proofing.raster_compare import DPI, PAPER_LEVEL, PX_PER_MM, Edges, mean_greys, pixel_box
from foldwell.rendering.prepress import step_and_repeat
from foldwell.rendering.prepress.imposition import Slot
from foldwell.rendering.prepress.step_and_repeat import CutSheet

Copy = tuple[tuple[int, Slot], ...]
"""The slots of a copy with their sides."""

POSITION_TOLERANCE = 0.3
"""The tolerance of word positions on the sheet, in mm."""

TICK_MARGIN = 0.5
"""The margin around a tick, in mm, for its antialiased edge."""

MAX_TICK_LEVEL = 128
"""The maximum grey level of the darkest pixel of a tick."""


FINER = 2
"""How many times as fine a copy is looked at again that does not seem to look as its page does."""


@dataclass(frozen=True, slots=True)
class RepeatedPages:
    """What a sheet is made of: the names of its file and of the pages', and what a copy is called."""

    file: str
    page_file: str
    noun: str


def read(data: bytes, sheet: CutSheet) -> DocumentContents:
    """Read a sheet, both sides upright, copy by copy."""
    contents = inspection.read_pdf(data)
    slots = (entry for copy in sheet.copies for entry in copy)
    words = [word for side, slot in slots for word in _in_slot(contents.words, side, slot)]
    return replace(contents, words=tuple(words))


def on_cut_sheet(page_expectation: Expectation, sheet: CutSheet) -> Expectation:
    """Return the expectation of pages adapted to a sheet, which is turned over once if it has two sides."""
    turns = (1,) if len(sheet.sides) > 1 else ()
    return replace(on_sheet(page_expectation, sheet), page_turns=turns)


def check(repeated: RepeatedPages, data: bytes, page_data: bytes, sheet: CutSheet) -> Iterator[Problem]:
    """Yield the problems of a sheet, both sides upright: a slot unlike its page, print at the edge, ..."""
    file = repeated.file
    contents, pages = inspection.read_pdf(data), inspection.read_pdf(page_data)
    if (contents.pages, pages.pages) != (len(sheet.sides), len(sheet.copies[0])):
        yield Problem(file, f"its sides do not hold the {pages.pages} pages of {repeated.page_file}")
        return
    yield from undrawn_problems(file, data, fields_on_sheet(pages, sheet))
    sides = list(inspection.page_greys(data, DPI))
    unlike = set(_unlike_copies(sides, list(inspection.page_greys(page_data, DPI)), sheet))
    if unlike:
        # Fine patterns fall on pixels otherwise by their place on the sheet; a fault is there at any scale.
        fine_sides, fine_pages = (list(inspection.page_greys(one, FINER * DPI)) for one in (data, page_data))
        unlike &= set(_unlike_copies(fine_sides, fine_pages, sheet, FINER * PX_PER_MM))
    for number, copy in enumerate(sheet.copies, 1):
        yield from _word_problems(repeated, number, copy, (contents, pages))
        if number in unlike:
            yield Problem(file, f"{repeated.noun} {number} does not look as it does in {repeated.page_file}")
    yield from _tick_problems(file, sides[0], sheet)
    for side, pixels in enumerate(sides):
        yield from _edge_problems(file, pixels, sheet, side)


def _word_problems(
    repeated: RepeatedPages,
    number: int,
    copy: Copy,
    contents: tuple[DocumentContents, DocumentContents],
) -> Iterator[Problem]:
    """Yield a problem if a copy has not exactly the words of the pages, each where it is there."""
    sheet, pages = contents
    for side, slot in copy:
        printed = (word for word in pages.words if word.page == slot.page)
        page_words = tuple(word for word in printed if not MARKS.fullmatch(word.text))
        if not _same_words(_in_slot(sheet.words, side, slot), slot, page_words):
            yield Problem(
                repeated.file, f"the words of {repeated.noun} {number} are not those of {repeated.page_file}"
            )
            return


def _in_slot(words: tuple[Word, ...], side: int, slot: Slot) -> tuple[Word, ...]:
    def inside(word: Word) -> bool:
        x, y = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
        return slot.x <= x < slot.x + slot.width and slot.y <= y < slot.y + slot.height

    return tuple(word for word in words if word.page == side + 1 and inside(word))


def _unlike_copies(
    sides: Sequence[Image.Image], pages: Sequence[Image.Image], sheet: CutSheet, scale: float = PX_PER_MM
) -> Iterator[int]:
    """Yield the numbers of the copies that do not look as their pages do, at so many pixels per mm."""
    for number, copy in enumerate(sheet.copies, 1):
        greys = (
            (mean_greys(sides[side], slot, scale), mean_greys(pages[slot.page - 1], _at_corner(slot), scale))
            for side, slot in copy
        )
        if not all(raster_compare.similar(*pair) for pair in greys):
            yield number


def _at_corner(slot: Slot) -> Slot:
    return replace(slot, x=0, y=0)


def _same_words(sheet_words: tuple[Word, ...], slot: Slot, page_words: tuple[Word, ...]) -> bool:
    """Return whether a slot has exactly the words of the page, each where it is there."""
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for word in sheet_words:
        places[word.text].append((word.box.left - slot.x, word.box.top - slot.y))
    for word in page_words:
        # Not by their order: equal words above each other differ by rounding alone in one direction.
        found = next((place for place in places[word.text] if _is_near(place, word)), None)
        if found is None:
            return False
        places[word.text].remove(found)
    return not any(places.values())


def _is_near(place: tuple[float, float], word: Word) -> bool:
    across, down = place[0] - word.box.left, place[1] - word.box.top
    return max(abs(across), abs(down)) < POSITION_TOLERANCE


def _tick_problems(file: str, front: Image.Image, sheet: CutSheet) -> Iterator[Problem]:
    """Yield each missing tick, and erase the others so that the rest of the edge must be bare."""
    ticks = (*step_and_repeat.cut_ticks(sheet), *step_and_repeat.fold_ticks(sheet))
    for left, top, right, bottom in ticks:
        middle = (left + right) / 2, (top + bottom) / 2
        if _darkest(front, _around(middle, middle)) > MAX_TICK_LEVEL:
            place = f"{middle[0]:.1f} mm from the left, {middle[1]:.1f} from the top"
            yield Problem(file, f"the tick at {place} is missing")
        front.paste(255, pixel_box(front, _around((left, top), (right, bottom))))


def _edge_problems(file: str, pixels: Image.Image, sheet: CutSheet, side: int) -> Iterator[Problem]:
    """Yield whatever is printed near the edge of a side."""
    where = f" on side {side + 1}" if len(sheet.sides) > 1 else ""
    for name, strip in raster_compare.edge_strips(sheet.width, sheet.height, MIN_BORDER).items():
        if _darkest(pixels, strip) < PAPER_LEVEL:
            yield Problem(file, f"there is print too near the {name} edge of the sheet{where}")


def _around(start: tuple[float, float], end: tuple[float, float]) -> Edges:
    """Return the edges of a tick from one point to another, with its margin."""
    return start[0] - TICK_MARGIN, start[1] - TICK_MARGIN, end[0] + TICK_MARGIN, end[1] + TICK_MARGIN


def _darkest(page: Image.Image, edges: Edges) -> int:
    return raster_compare.darkest(page.crop(pixel_box(page, edges)))
