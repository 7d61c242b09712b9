"""The printed leaflet: the pages of the screen variant, imposed on both sides of a sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from PIL import Image

from foldwell.errors import Location, Problem
from foldwell.model import Edge, Fold, Paper, Practice
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection, raster_compare
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import Box, DocumentContents, ShownField, Word
from foldwell.rendering.prepress import duplex, imposition

MIN_BORDER = 7.0
"""The unprintable border of office printers, in mm."""

MIN_FOLD_DISTANCE = 5.0
"""The minimum distance of text from a fold, in mm."""

FOLD_ZONE = 1
"""The distance from a fold within which nothing is printed, in mm."""

MAX_LABEL_WORDS = 80
"""The maximum number of drawing labels at a panel's end that may interrupt a paragraph in file order."""


def sheet_of(context: BuildContext, pages: int = 0) -> imposition.Sheet:
    """Return the sheet, or sheets, of a leaflet of so many pages, or else of as many as were planned."""
    pages = pages or (context.leaflet.pages if context.leaflet else 0)
    return sheet_of_pages(context.fold, context.practice.paper, pages)


def sheet_of_pages(fold: Fold, paper: Paper, pages: int) -> imposition.Sheet:
    """Return the sheet, or sheets, of a leaflet of so many pages; of 0 pages, the smallest."""
    if pages and fold == "half":
        return imposition.booklet(paper, pages)
    if pages and fold == "none":
        return imposition.unfolded(paper, pages)
    return imposition.FOLDS[fold, paper]


def usual_sheet(practice: Practice) -> imposition.Sheet:
    """Return the sheet of most leaflets of a practice; of booklets, the one with the fewest pages."""
    return imposition.FOLDS[practice.usual_fold, practice.paper]


def make(context: BuildContext, built: Mapping[str, bytes]) -> bytes:
    """Return both sides of the sheet, imposed from the finished panels of the screen variant."""
    panels = built["leaflet-screen"]
    sheet = sheet_of(context, inspection.page_count(panels))
    title = f"{context.article.title} - {context.practice.name}"
    imposed = imposition.impose(panels, sheet, title, ticks=context.practice.fold_ticks)
    return duplex.turn_backs(imposed, sheet.flip, flipped_edge(context.practice, sheet))


def flipped_edge(practice: Practice, sheet: imposition.Sheet) -> Edge | None:
    """Return the edge that the printer flips: the one that keeps both sides upright, unless it cannot.

    None for a sheet that is printed on one side.
    """
    return sheet.flip and (practice.printer.flips or sheet.flip)


def _upright(data: bytes, context: BuildContext) -> bytes:
    """Return a finished file with both sides upright, as a patient reads it who turns the sheet over."""
    sheet = sheet_of(context)
    return duplex.turn_backs(data, flipped_edge(context.practice, sheet), sheet.flip)


def read(data: bytes, context: BuildContext) -> DocumentContents:
    """Read all sides page by page, in the order in which a patient unfolds or turns them."""
    contents = inspection.read_pdf(_upright(data, context))
    sheet = expected_sheet(context, contents.pages)
    words = [word for side, slot in sheet.slots for word in contents.words if _in_slot(word, side, slot)]
    return replace(contents, words=tuple(words))


def expectation(context: BuildContext, leaflet_expectation: Expectation) -> Expectation:
    """Return the expectation of the leaflet adapted to the sheet: its sides, no tags, links optional."""
    sheet = sheet_of(context)
    # A sheet is turned over once, whatever the number of panels.
    turns = (1,) if leaflet_expectation.page_turns else ()
    return replace(on_sheet(leaflet_expectation, sheet), slack=MAX_LABEL_WORDS, page_turns=turns)


def on_sheet(page_expectation: Expectation, sheet: imposition.Sheet) -> Expectation:
    """Return the expectation of pages that are forms on a sheet, which has its own size and no tags."""
    return replace(
        page_expectation,
        # Without tags, no picture has words to be known by.
        figures=(),
        sizes=((sheet.width, sheet.height),) * len(sheet.sides),
        # A link is an annotation of a page, and does not come along into a form (ISO 32000-1, 12.5).
        required_links=frozenset(),
        # Pages of a sheet are its sides. Each is compared with the page of the screen variant that it shows.
        contents=(),
        has_annotations=False,
    )


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of a sheet: a slot unlike its panel, print at the edge or across a fold."""
    data, panels = _upright(built["leaflet"], context), built["leaflet-screen"]
    sheet = expected_sheet(context, inspection.page_count(data))
    if duplex.flipped_edge(built["leaflet"]) != (flipped := flipped_edge(context.practice, sheet)):
        yield Problem("leaflet.pdf", f"does not ask the printer to flip the {flipped} edge")
    if (count := inspection.page_count(panels)) != len(sheet.slots):
        yield Problem("leaflet.pdf", f"its sides do not hold the {count} pages of leaflet-screen.pdf")
        return
    sides, pages = (list(inspection.page_greys(file, raster_compare.DPI)) for file in (data, panels))
    for side, pixels in enumerate(sides[: len(sheet.sides)]):
        yield from _tick_problems(pixels, sheet, side) if context.practice.fold_ticks else ()
        yield from _bare_strip_problems(pixels, sheet, side)
    for side, slot in sheet.slots:
        target = imposition.Slot(slot.page, 0.0, 0.0, slot.width, slot.height)
        panel = _mean_greys(pages[slot.page - 1], target, slot.width)
        if not raster_compare.similar(_mean_greys(sides[side], slot, sheet.width), panel):
            yield Problem("leaflet.pdf", f"panel {slot.page} is not as it is in leaflet-screen.pdf")
    yield from undrawn_problems("leaflet.pdf", data, fields_on_sheet(inspection.read_pdf(panels), sheet))
    for word in inspection.read_pdf(data).words:
        yield from _fold_problems(word, sheet)


def fields_on_sheet(
    pages: DocumentContents, sheet: imposition.Sheet, margin: float = 0.0
) -> Iterator[ShownField]:
    """Yield the places to write and the boxes of some pages where a sheet with a margin has them."""
    for side, slot in sheet.slots:
        for field in pages.fields:
            if field.page == slot.page:
                left, top, right, bottom = field.box
                across, down = slot.x + margin, slot.y + margin
                box = Box(left + across, top + down, right + across, bottom + down)
                yield field._replace(page=side + 1, box=box)


def undrawn_problems(file: str, data: bytes, fields: Iterable[ShownField]) -> Iterator[Problem]:
    """Yield a problem for each place to write or box that a sheet does not show where it belongs."""
    for field in inspection.undrawn_fields(data, fields):
        yield Problem(
            Location(file, page=field.page), f"a place to write or a box is not drawn: {field.name}"
        )


def expected_sheet(context: BuildContext, sides: int) -> imposition.Sheet:
    """Return the expected sheet of a file of so many sides."""
    return sheet_of(context, pages=4 * max(1, math.ceil(sides / 2)) if context.fold == "half" else sides)


def _in_slot(word: Word, side: int, slot: imposition.Slot) -> bool:
    middle = (word.box.left + word.box.right) / 2
    return word.page == side + 1 and slot.x <= middle < slot.x + slot.width


def _fold_problems(word: Word, sheet: imposition.Sheet) -> Iterator[Problem]:
    for fold in sheet.folds(word.page - 1):
        if word.box.left < fold + MIN_FOLD_DISTANCE and word.box.right > fold - MIN_FOLD_DISTANCE:
            yield Problem("leaflet.pdf", f"'{word.text}' is less than {MIN_FOLD_DISTANCE:g} mm from a fold")


def _tick_problems(pixels: Image.Image, sheet: imposition.Sheet, side: int) -> Iterator[Problem]:
    """Yield a problem for each missing tick of a side, and erase the ticks so that the rest must be bare."""
    tick_width, tick_length = imposition.TICK_SIZE
    for fold in sheet.folds(side):
        for name, start, end in (
            ("top", 0.0, tick_length),
            ("bottom", sheet.height - tick_length, sheet.height),
        ):
            column = pixels.crop(
                _box((fold - tick_width, start, fold + tick_width, end), pixels, sheet.width)
            )
            if not _has_ink_all_along(column):
                yield Problem(
                    "leaflet.pdf", f"side {side + 1} has no tick at the {name} of the fold at {fold:g} mm"
                )
            area = (fold - 2 * tick_width, start - tick_width, fold + 2 * tick_width, end + tick_width)
            pixels.paste(255, _box(area, pixels, sheet.width))


def _bare_strip_problems(pixels: Image.Image, sheet: imposition.Sheet, side: int) -> Iterator[Problem]:
    """Yield a problem for each strip of a side that is not bare paper."""
    edges = raster_compare.edge_strips(sheet.width, sheet.height, MIN_BORDER)
    strips = {f"the {name} edge": strip for name, strip in edges.items()}
    for fold in sheet.folds(side):
        strips[f"the fold at {fold:g} mm"] = (fold - FOLD_ZONE, 0.0, fold + FOLD_ZONE, sheet.height)
    for name, strip in strips.items():
        if raster_compare.darkest(pixels.crop(_box(strip, pixels, sheet.width))) < raster_compare.PAPER_LEVEL:
            yield Problem("leaflet.pdf", f"side {side + 1} has print too near {name}")


def _has_ink_all_along(column: Image.Image) -> bool:
    """Return whether no row of a column is bare paper."""
    rows = column.resize((1, column.height), Image.Resampling.BOX)
    return raster_compare.extremes(rows)[1] <= raster_compare.PAPER_LEVEL


def _box(edges: raster_compare.Edges, page: Image.Image, width: float) -> tuple[int, int, int, int]:
    """Return edges as pixels of a page `width` mm wide."""
    return raster_compare.pixel_box(page, edges, page.width / width)


def _mean_greys(page: Image.Image, slot: imposition.Slot, width: float) -> Image.Image:
    """Return the mean greys of a slot on a page `width` mm wide."""
    return raster_compare.mean_greys(page, slot, page.width / width)
