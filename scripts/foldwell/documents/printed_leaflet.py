"""The leaflet to print: its pages imposed on sheets, or two copies of a side of half a sheet on one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.documents import leaflet, leaflet_sheet, repeated_page
from foldwell.documents.repeated_page import RepeatedPages
from foldwell.errors import Problem
from foldwell.model import PAPERS
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents
from foldwell.rendering.prepress import step_and_repeat
from foldwell.rendering.prepress.step_and_repeat import CutSheet

COPIES_ON_SHEET = RepeatedPages("leaflet.pdf", "leaflet-screen.pdf", "copy")


def make(context: BuildContext, built: Mapping[str, bytes]) -> bytes:
    """Return the sheets, made from the finished pages of the screen variant."""
    if not _is_half_sheet(context):
        return leaflet_sheet.make(context, built)
    title = f"{context.article.title} - {context.practice.name}"
    return step_and_repeat.repeat_pages(built["leaflet-screen"], cut_sheet(context), title)


def read(data: bytes, context: BuildContext) -> DocumentContents:
    """Read all sides page by page, or copy by copy."""
    if _is_half_sheet(context):
        return repeated_page.read(data, cut_sheet(context))
    return leaflet_sheet.read(data, context)


def expectation(context: BuildContext) -> Expectation:
    """Return the expectation of the leaflet adapted to its sheets."""
    if _is_half_sheet(context):
        return repeated_page.on_cut_sheet(leaflet.expectation(context), cut_sheet(context))
    return leaflet_sheet.expectation(context, leaflet.expectation(context))


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of the sheets: a slot unlike its page, print at the edge or across a fold."""
    if _is_half_sheet(context):
        data, page = built["leaflet"], built["leaflet-screen"]
        yield from repeated_page.check(COPIES_ON_SHEET, data, page, cut_sheet(context))
    else:
        yield from leaflet_sheet.check(context, built)


def _is_half_sheet(context: BuildContext) -> bool:
    """Return whether the leaflet is a side of half a sheet."""
    return context.fold == "half-sheet"


def cut_sheet(context: BuildContext) -> CutSheet:
    """Return the sheet that two leaflets are cut from."""
    half = leaflet_sheet.sheet_of(context)
    return step_and_repeat.grid(PAPERS[context.practice.paper], (half.width, half.height))
