"""The leaflet for a print shop: the panels once more, with bleed and marks, in four inks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from foldwell.documents import leaflet, leaflet_fitting
from foldwell.documents.fold_layouts import SHAPES
from foldwell.documents.leaflet_sheet import LETTERING, sheet_seen, sides_apart
from foldwell.documents.print_layout import Edition
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents, Word
from foldwell.rendering.pdf import layout
from foldwell.rendering.prepress import pdfx

RUN = 40.0
"""How far, in mm, a background runs off its panel; what is beyond the bleed is cut off."""

KEPT = 0.88
"""The least part of a contrast that is left where inks are shown without their profile, as in the proof; on
paper all of it is there."""


def bed_of(job: BuildContext, sides: int = 2) -> pdfx.PressSheet:
    """Return the sheet of the practice's leaflet as it lies on the press; a booklet has more `sides`."""
    return pdfx.PressSheet(sheet_seen(job, sides), pdfx.BLEEDS[job.practice.paper])


def make(job: BuildContext, made: Mapping[str, bytes]) -> bytes:
    """Return all sides for a press; raises InputError as the panels do, or when there is no profile."""
    bed = bed_of(job, inspection.page_count(made["leaflet-screen"]) // 2)
    inks = pdfx.cmyk_converter(job.brand.colours, pdfx.profile())
    edition = Edition(SHAPES[job.practice.fold].press, _runs(bed))
    data = layout.write(leaflet.laid_out(job, edition), leaflet_fitting.TEMPLATE)
    return pdfx.impose(data, bed, inks, f"{job.article.title} - {job.practice.name}", job.article.published)


def read(data: bytes, job: BuildContext) -> DocumentContents:
    """Read the panels or pages in the order in which a patient unfolds or turns them."""
    seen = inspection.read_pdf(data, KEPT)
    bed = bed_of(job, seen.pages)
    words = [
        word
        for side, slot in bed.sheet.slots
        for word in seen.words
        if word.page == side + 1 and slot.x <= _middle(word) - bed.margin < slot.x + slot.width
    ]
    return replace(seen, words=tuple(words))


def promised(job: BuildContext, promise: Expectation) -> Expectation:
    """Return the promise of the panels as it stands for a press: no tags, no links, and marks around it."""
    bed = bed_of(job)
    sizes, none = (bed.size,) * len(bed.sheet.sides), frozenset[str]()
    turns = sides_apart(promise)
    return replace(
        promise, figures=(), sizes=sizes, slack=LETTERING, links=none, required_links=none, page_turns=turns
    )


def _runs(bed: pdfx.PressSheet) -> dict[str, str]:
    """Return how far the ground of the cover runs to the left and right, and that of the back upwards."""
    slots = [slot for _, slot in bed.sheet.slots]
    left, _, right, _ = bed.outer_edges(slots[0])
    runs = {"left": left, "right": right, "top": bed.outer_edges(slots[-1])[3]}
    return {f"run-{edge}": f"{RUN * outer:g}mm" for edge, outer in runs.items()}


def _middle(word: Word) -> float:
    return (word.box.left + word.box.right) / 2
