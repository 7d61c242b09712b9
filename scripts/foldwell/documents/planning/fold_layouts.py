"""The table of fold layouts: the margins, title and pages of each fold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from foldwell.documents.planning.layout_plan import BACKS, TIGHT_BACK, BackSetting
from foldwell.model import MIN_CONTENTS_PAGES, Fold

MAX_BOOKLET_PAGES = 16
"""The maximum number of pages of a booklet: more than four sheets do not fold flat."""

NUMBER_MARGIN = 14.0
"""The margin in mm below the text of a page with a number: space, its line, and what printers leave bare."""

MAX_FLAT_PAGES = 12
"""The maximum number of pages of sheets that are not folded."""


@dataclass(frozen=True, slots=True)
class FoldLayout:
    """The layout of the pages of a leaflet; lengths in mm, the bounds of the title in pt.

    `page_counts` are the numbers of pages that it may have, the fewest first. `margin` is above and below the
    text, `back_margin` below that of the last page, `side` to its left and right, and `column_gap` between
    columns. For a press, the stylesheet `press` is added. `drawing` are the bounds of the height of the cover
    drawing. A title line may be as wide as the page less `title_margins`, and is broken after about
    `title_line` characters. With `has_contact_page` the contact has its own page, with the QR code at its
    foot; `backs` are the settings of the back to try in their order. With `shows_everything` details,
    questions and diary are always included.
    """

    stylesheet: str
    page_counts: tuple[int, ...]
    press: str
    margin: float
    back_margin: float
    side: float
    drawing: tuple[float, float]
    title: tuple[float, float]
    title_margins: float
    title_line: int = 15
    page_noun: str = "panel"
    columns: int = 1
    column_gap: float = 0
    has_contact_page: bool = True
    backs: tuple[BackSetting, ...] = BACKS
    shows_everything: bool = False

    def has_contents(self, pages: int) -> bool:
        """Return whether a leaflet of so many pages has their numbers, and a list of contents."""
        return pages >= MIN_CONTENTS_PAGES and len(self.page_counts) > 1

    def foot_margin(self, pages: int) -> float:
        """Return the margin in mm below the text on each of so many pages, which may have a number there."""
        return max(self.margin, NUMBER_MARGIN) if self.has_contents(pages) else self.margin

    @property
    def line_margins(self) -> float:
        """The part of a page's width, in mm, not available to a line of text."""
        return 2 * self.side + self.column_gap

    def properties(self, pages: int) -> dict[str, str]:
        """Return the margins of so many pages as CSS custom properties."""
        return {
            "page-margin": f"{self.margin:g}mm",
            "page-side": f"{self.side:g}mm",
            "foot-margin": f"{self.foot_margin(pages):g}mm",
            "back-margin": f"{self.back_margin:g}mm",
            "column-gap": f"{self.column_gap:g}mm",
        }


PANELS = FoldLayout(
    "leaflet.css",
    page_counts=(6,),
    press="leaflet-press.css",
    margin=10,
    back_margin=8,
    side=9,
    drawing=(40, 150),
    title=(18, 27),
    title_margins=29,
)

FLAT = FoldLayout(
    "flat.css",
    page_counts=tuple(range(2, MAX_FLAT_PAGES + 1)),
    press="flat-press.css",
    margin=8,
    back_margin=8,
    side=13,
    drawing=(38, 38),
    title=(18, 27),
    title_margins=102,
    title_line=22,
    page_noun="page",
    columns=2,
    column_gap=8,
    has_contact_page=False,
)

HALF_SHEET = replace(
    FLAT,
    stylesheet="half-sheet.css",
    page_counts=(1,),
    margin=7.5,
    back_margin=7.5,
    side=9,
    drawing=(20, 20),
    title=(15, 18),
    title_margins=63,
    columns=1,
    column_gap=0,
    backs=(TIGHT_BACK,),
)

FOLD_LAYOUTS: Mapping[Fold, FoldLayout] = MappingProxyType(
    {
        "single": replace(FLAT, page_counts=(1,)),
        "half-sheet": HALF_SHEET,
        "tri": PANELS,
        "z": PANELS,
        "half": FoldLayout(
            "booklet.css",
            page_counts=tuple(range(4, MAX_BOOKLET_PAGES + 1, 4)),
            press="leaflet-press.css",
            margin=12,
            back_margin=12,
            side=12,
            drawing=(30, 170),
            title=(22, 34),
            title_margins=41,
            page_noun="page",
            shows_everything=True,
        ),
        "none": FLAT,
    }
)
