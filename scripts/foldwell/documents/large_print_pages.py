"""The pages of the large print: laid out once on an endless page, packed, and laid out with forced breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from foldwell.documents import cover_drawing, figure_widths
from foldwell.documents.care_boxes import PageText
from foldwell.documents.planning.layout_plan import break_rules
from foldwell.documents.planning.leaflet_pages import ROUNDING, STRIP_HEIGHT
from foldwell.documents.planning.page_flow import pack_pages
from foldwell.documents.planning.planner import Atom
from foldwell.documents.planning.strip import WITHOUT_NUMBERS, PageFlow, PageReading
from foldwell.documents.print_layout import (
    PagedDocument,
    Size,
    drawing_height,
    long_title_size,
    title_letters,
    title_size,
)
from foldwell.documents.type_settings import LARGE_PRINT
from foldwell.model import MIN_CONTENTS_PAGES, PAPERS
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

TEMPLATE = "large-print.html.j2"
MARGIN, MARGIN_ABOVE, MARGIN_BELOW = 18.0, 17.0, 23.0
"""The margins beside the text and around the cover, above the text, and below it, in mm."""

COLUMN_WIDTH = 174.0
"""The maximum width of the text, in mm."""

TITLE_SIZES, USUAL_TITLE = (30.0, 41.0), 45
"""The sizes in pt of the longest title, and of one of at most so many characters, so that it ends high."""

TITLE_WIDTH = 153.0
"""The maximum width of a line of the title, in mm."""

MAX_FIGURE_HEIGHT = 140.0
"""The maximum height of a figure without lettering, in mm: with its words it has room on one page."""

DRAWING_BOUNDS = (45.0, 170.0)
"""The minimum and maximum height of the drawing on the cover, in mm."""

CONTENTS = '[id="_contents"]'

SLACKS = (0.0, 12.0)
"""What is kept free of each page, in mm, in the first and the second attempt to break as planned: as much as
the engine reserves below what is broken of a box."""

WHOLE_BOXES = ".box{box-decoration-break:slice}"
"""The CSS rule for boxes that are not broken: of others, the engine reserves the lower edge twice."""

TALL_BOX = "{break-inside:auto!important;box-decoration-break:clone!important}"
"""The CSS declarations of a box that no page holds: else it would leave its heading on the page before."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """How the pages are laid out: their number, 0 if it is not known, and the CSS rules that break them."""

    drawing: float
    has_contents: bool
    pages: int = 0
    breaks: tuple[str, ...] = ()


class LargePrintPages:
    """The pages of the large print of a context."""

    def __init__(self, context: BuildContext) -> None:
        self.width, self.height = PAPERS[context.practice.paper]
        self.room = self.height - MARGIN_ABOVE - MARGIN_BELOW
        largest = long_title_size(context.article.title, TITLE_SIZES, USUAL_TITLE)
        self.title = title_size(context, largest, TITLE_WIDTH)
        self.document = PagedDocument(
            context,
            TEMPLATE,
            "large-print.css",
            ((self.width, self.height),),
            figures=figure_widths.widths(context),
            max_figure_height=MAX_FIGURE_HEIGHT,
            table_room=page_text(context).width,
        )

    def lay_out(self) -> layout.LayoutResult:
        """Return the pages, broken as they are planned, or else as the layout engine does."""
        for plan in map(self.plan, SLACKS):
            result = self._lay_out(plan)
            if len(result.sizes) == plan.pages:
                return result
        # A stylesheet of the practice's own can move what was planned.
        has_contents = len(result.sizes) >= MIN_CONTENTS_PAGES
        return self._lay_out(replace(plan, has_contents=has_contents, pages=0, breaks=()))

    def plan(self, slack: float = 0.0) -> PagePlan:
        """Return the plan of the pages, with a list of contents if they are many.

        Of each page, `slack` mm are kept free.
        """
        bounds, room = DRAWING_BOUNDS, self.room - ROUNDING - slack
        atoms, cover_end = self.reading.atoms, self.strip.anchors["_cover-end"]
        drawing = drawing_height(bounds, bounds[0], cover_end, self.height - MARGIN)
        if not atoms:
            return PagePlan(drawing, has_contents=True)
        for has_contents in (False, True):
            plan = PagePlan(drawing, has_contents)
            shown = tuple(atom for atom in atoms if has_contents or not atom.selector.startswith(CONTENTS))
            found = self._packed(plan, shown, room)
            if has_contents == (found.pages >= MIN_CONTENTS_PAGES):
                return found
        return plan

    @cached_property
    def strip(self) -> layout.LayoutResult:
        """The whole text on one endless page."""
        plan = PagePlan(DRAWING_BOUNDS[0], has_contents=True, breaks=(WITHOUT_NUMBERS,))
        return self._lay_out(plan, (self.width, STRIP_HEIGHT))

    @property
    def reading(self) -> PageReading:
        """What is measured of the strip."""
        return cast("PageReading", self.strip.inspected)

    def _packed(self, plan: PagePlan, atoms: tuple[Atom, ...], room: float) -> PagePlan:
        """Return a plan with its pages; as it is if there is something that no page has room for."""
        packing = pack_pages(atoms, room)
        if not packing:
            return plan
        rules = (WHOLE_BOXES, *(f"{selector}{TALL_BOX}" for selector in self.reading.tall_boxes))
        breaks = (*rules, *break_rules(atoms, packing, LARGE_PRINT, column=False))
        return replace(plan, pages=1 + len(packing.used), breaks=breaks)

    def _lay_out(self, plan: PagePlan, strip_page: Size | None = None) -> layout.LayoutResult:
        document = replace(self.document, sizes=(strip_page,)) if strip_page else self.document
        properties = {
            "drawing": f"{plan.drawing:.1f}mm",
            "title-size": f"{self.title:g}pt",
            "page-side": f"{MARGIN:g}mm",
            "column": f"{COLUMN_WIDTH:g}mm",
        }
        return document.lay_out(
            LARGE_PRINT,
            plan.breaks,
            PageFlow(self.room) if strip_page else None,
            properties=properties,
            with_contents=plan.has_contents,
            drawing_kind=cover_drawing.kind(self.document.context),
            title_line=title_letters(self.document.context, self.title, TITLE_WIDTH),
        )


def page_text(context: BuildContext) -> PageText:
    """Return the text of a page of the large print of a context."""
    width, height = PAPERS[context.practice.paper]
    leading, room = LARGE_PRINT.size * LARGE_PRINT.leading, height - MARGIN_ABOVE - MARGIN_BELOW
    return PageText(LARGE_PRINT.size, leading, min(COLUMN_WIDTH, width - 2 * MARGIN), room)
