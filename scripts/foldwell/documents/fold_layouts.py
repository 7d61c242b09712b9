"""The table of fold layouts: how the pages of each fold are laid out, and what fits on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from foldwell.assets import qr_code
from foldwell.documents.type_fitting import BOOKLET, COMFORTABLE, PANELS, Setting
from foldwell.model import Fold

MAX_BOOKLET_PAGES = 16
"""The maximum number of pages of a booklet: more than four sheets do not fold flat."""


@dataclass(frozen=True, slots=True)
class LayoutPlan:
    """The layout of the pages of a context, shared by all variants; lengths in mm.

    `square_width` is that of a QR square; `back_spacing` is the factor of the spacing on the back.
    `kept_whole` selects paragraphs and list items that stay on one page, so that nobody turns the paper over
    in the middle of a sentence; None lets all run on.
    """

    setting: Setting
    drawing: float
    with_questions: bool
    square_width: float = qr_code.MIN_SQUARE_MM
    back_spacing: float = 1.0
    kept_whole: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class FoldLayout:
    """The layout of the pages of a leaflet; lengths in mm, the bounds of the title in pt.

    `margin` is above and below the text, `back_margin` below that of the last page, `side` to its left and
    right, and `column_gap` between columns. For a press, the stylesheet `press` is added. `drawing` are the
    bounds of the height of the cover drawing. A title line may be as wide as the page less `title_margins`,
    and is broken after about `title_line` characters. Each inside page is filled to at least `min_fill`, from
    0 to 1. The search for a setting starts at `start_index`. With `has_contact_page` the contact has its own
    page, with the QR code at its foot; with `shows_everything` details, questions and diary are always
    included; with `no_run_on_at_turns` no sentence may continue on the other side of the paper, even if it
    does not fit otherwise.
    """

    stylesheet: str
    settings: tuple[Setting, ...]
    comfortable: tuple[Setting, ...]
    press: str
    margin: float
    back_margin: float
    side: float
    drawing: tuple[float, float]
    title: tuple[float, float]
    title_margins: float
    title_line: int = 15
    start_index: int = len(COMFORTABLE) - 1
    min_fill: float = 0.5
    page_noun: str = "panel"
    columns: int = 1
    column_gap: float = 0
    has_contact_page: bool = True
    shows_everything: bool = False
    no_run_on_at_turns: bool = False

    @property
    def line_margins(self) -> float:
        """The part of a page's width, in mm, not available to a line of text."""
        return 2 * self.side + self.column_gap

    def properties(self) -> dict[str, str]:
        """Return the margins as CSS custom properties."""
        return {
            "page-margin": f"{self.margin:g}mm",
            "page-side": f"{self.side:g}mm",
            "back-margin": f"{self.back_margin:g}mm",
            "column-gap": f"{self.column_gap:g}mm",
        }


PANEL = FoldLayout(
    "leaflet.css",
    settings=PANELS,
    comfortable=COMFORTABLE,
    press="leaflet-press.css",
    margin=10,
    back_margin=8,
    side=9,
    drawing=(40, 110),
    title=(18, 27),
    title_margins=29,
)

FOLD_LAYOUTS: Mapping[Fold, FoldLayout] = MappingProxyType(
    {
        "tri": PANEL,
        # Cover and back are on different sides, and so are two adjacent panels in the middle of the text.
        "z": replace(PANEL, no_run_on_at_turns=True),
        "half": FoldLayout(
            "booklet.css",
            settings=BOOKLET,
            comfortable=(),
            press="leaflet-press.css",
            margin=12,
            back_margin=12,
            side=12,
            drawing=(30, 125),
            title=(22, 34),
            title_margins=41,
            # The tightest setting is laid out anyway, to count the pages.
            start_index=len(BOOKLET) - 1,
            min_fill=0.25,
            page_noun="page",
            shows_everything=True,
        ),
        "none": FoldLayout(
            "flat.css",
            settings=PANELS,
            comfortable=COMFORTABLE,
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
        ),
    }
)
