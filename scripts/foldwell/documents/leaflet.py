"""The pages of the leaflet, planned and laid out once in reading order: for the screen, and for the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from foldwell.documents import article_link
from foldwell.documents.leaflet_sheet import sheet_of
from foldwell.documents.planned_once import PlannedOnce
from foldwell.documents.planning.fold_choice import find_leaflet
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.leaflet_pages import SCREEN, TEMPLATE, LeafletPages
from foldwell.documents.print_layout import StyleVariant
from foldwell.errors import InputError, Problem
from foldwell.model import LeafletFormat
from foldwell.project.loading import BuildContext
from foldwell.proofing import allowed_text, article_content, standing_content
from foldwell.proofing.expectations import Expectation
from foldwell.rendering.pdf import layout

planned = PlannedOnce(find_leaflet)
"""Returns the leaflet of a context, which all variants share; raises InputError as `make` does."""


def with_format(context: BuildContext) -> BuildContext:
    """Return a context with fold and pages of its leaflet, and a note where its practice wished others.

    A context whose leaflet cannot be made stays as it is; `make` raises the reason.
    """
    if context.leaflet and context in planned:
        return context
    try:
        found = planned(context)
    except InputError:
        return context
    candidate = found.candidate
    leaflet = LeafletFormat(candidate.fold, candidate.pages, "summary" in candidate.parts)
    return planned.keep(replace(context, leaflet=leaflet, notes=(*context.notes, *found.notes)), found)


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the panels or pages in reading order as a tagged PDF.

    Raises InputError when the words fit in none of the folds that may be taken, and when a figure has no room
    for letters as large as the text.
    """
    return layout.write(lay_out(context), TEMPLATE)


def lay_out(context: BuildContext, variant: StyleVariant = SCREEN) -> layout.LayoutResult:
    """Return the pages of a variant as they are planned; raises InputError as `make` does."""
    found = planned(context)
    if variant is SCREEN:
        return found.pages.result
    return LeafletPages(context, found.candidate.fold, variant).lay_out(found.pages.plan).result


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: every sentence of every body, and the summary where it has room.

    Of a booklet, details, questions and diary too.
    """
    full, sheet = FOLD_LAYOUTS[context.fold].shows_everything, sheet_of(context)
    has_contents = FOLD_LAYOUTS[context.fold].has_contents(len(sheet.slots))
    has_summary = context.leaflet is not None and context.leaflet.has_summary
    count = range(len(context.article.sections))
    sections = [
        passage for number in count for passage in article_content.section(context, number, detail=full)
    ]
    return Expectation(
        ordered=(
            *standing_content.opening(context),
            *(article_content.summary(context) if full or has_summary else ()),
            *sections,
            *(article_content.questions(context) if full else ()),
        ),
        unordered=(
            article_content.diary(context) if full else (),
            article_content.short_sources(context),
            *article_link.expected_texts(context),
        ),
        tables=(
            *article_content.tables(context, detail=full),
            *(article_content.diary_table(context) if full else ()),
        ),
        unbroken=article_content.unbroken_groups(context, detail=full),
        steps=article_content.steps(context, detail=full),
        contents=article_content.headings(context) if has_contents else (),
        allowed=allowed_text.page_texts(context, len(sheet.slots)) if has_contents else (),
        links=standing_content.links(context) | article_link.links(context),
        required_links=article_content.required_links(context, detail=full),
        figures=(*standing_content.figures(context), *article_link.figures(context)),
        sizes=sheet.pages,
        page_turns=sheet.page_turns,
    )


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of the QR code on the back."""
    yield from article_link.check(context, "leaflet-screen.pdf", built["leaflet-screen"])
