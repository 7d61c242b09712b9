"""The leaflet for a print shop: the panels with bleed and marks, in CMYK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from foldwell.assets.icc_profile import PressProfile, default_profile
from foldwell.documents import leaflet, leaflet_sheet
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.leaflet_pages import TEMPLATE
from foldwell.documents.print_layout import StyleVariant
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.rendering.pdf import layout
from foldwell.rendering.prepress import pdfx
from foldwell.rendering.prepress.imposition import Sheet, Slot

BACKGROUND_RUN = 40.0
"""The extent of a background beyond its panel, in mm; what is beyond the bleed is cut off."""

CONTRAST_SHARE = 0.88
"""The minimum share of a contrast that remains when inks are rendered without their profile, as in the proof;
in print the contrast is complete."""


def press_sheet_of(context: BuildContext, sides: int = 0) -> pdfx.PressSheet:
    """Return the press sheet of a leaflet; if it goes as single pages, so many `sides`, or else as planned.

    Several sheets go to the print shop as single pages, which it imposes for its own sheets and binding.
    """
    sheet = leaflet_sheet.sheet_of(context)
    if context.fold in ("half", "single", "half-sheet", "none"):
        (_, page), *others = sheet.slots
        sides = sides or len(others) + 1
        pages = (Slot(number, 0.0, 0.0, page.width, page.height) for number in range(1, sides + 1))
        sheet = Sheet(page.width, page.height, tuple((slot,) for slot in pages))
    return pdfx.PressSheet(sheet, pdfx.BLEEDS[context.practice.paper])


def profile_of(context: BuildContext) -> PressProfile:
    """Return the colour profile of the practice's print shop, or ours; raises InputError if it is missing."""
    return context.press_profile or default_profile()


def make(context: BuildContext, built: Mapping[str, bytes]) -> bytes:
    """Return all sides for a press; raises InputError as the panels do, or if there is no profile."""
    press_sheet = press_sheet_of(context, inspection.page_count(built["leaflet-screen"]))
    converter = pdfx.cmyk_converter(context.brand.colours, profile_of(context))
    variant = StyleVariant(FOLD_LAYOUTS[context.fold].press, _background_runs(press_sheet))
    data = layout.write(leaflet.lay_out(context, variant), TEMPLATE)
    return pdfx.impose(
        data,
        press_sheet,
        converter,
        f"{context.article.title} - {context.practice.name}",
        context.article.published,
    )


def read(data: bytes, context: BuildContext) -> DocumentContents:
    """Read the panels or pages in the order in which a patient unfolds or turns them."""
    contents = inspection.read_pdf(data, CONTRAST_SHARE)
    press_sheet = press_sheet_of(context, contents.pages)
    words = [
        word
        for side, slot in press_sheet.sheet.slots
        for word in contents.words
        if word.page == side + 1 and slot.x <= _middle(word) - press_sheet.margin < slot.x + slot.width
    ]
    return replace(contents, words=tuple(words))


def expectation(context: BuildContext, leaflet_expectation: Expectation) -> Expectation:
    """Return the expectation of the leaflet adapted to a press file: no tags, no links, and marks."""
    press_sheet = press_sheet_of(context)
    sizes = (press_sheet.size,) * len(press_sheet.sheet.sides)
    return replace(leaflet_sheet.expectation(context, leaflet_expectation), sizes=sizes, links=frozenset())


def _background_runs(press_sheet: pdfx.PressSheet) -> dict[str, str]:
    """Return how far the background of the cover extends to the sides, and that of the back upwards."""
    slots = [slot for _, slot in press_sheet.sheet.slots]
    left, _, right, _ = press_sheet.outer_edges(slots[0])
    runs = {"left": left, "right": right, "top": press_sheet.outer_edges(slots[-1])[3]}
    return {f"run-{edge}": f"{BACKGROUND_RUN * outer:g}mm" for edge, outer in runs.items()}


def _middle(word: Word) -> float:
    return (word.box.left + word.box.right) / 2
