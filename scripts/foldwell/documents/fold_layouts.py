"""The leaflet's shapes, as a table: how the pages of each fold are laid out, and what they have room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from foldwell.assets import qr_code
from foldwell.documents.type_fitting import BOOKLET, COMFORTABLE, PANELS, Setting
from foldwell.model import Fold

MOST = 16
"""The most pages of a booklet: more sheets than four do not fold flat."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the pages of a job are laid out, in every edition; lengths in mm.

    `square` is one of the QR code; `air` is the part that is left of the air on the back. `whole` selects
    paragraphs and list entries that stand on one page each, so that nobody turns the paper over in the middle
    of a sentence; None lets all run on.
    """

    setting: Setting
    drawing: float
    with_questions: bool
    square: float = qr_code.MIN_SQUARE_MM
    air: float = 1.0
    whole: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How the pages of a leaflet are laid out; lengths in mm, the least and the most of the title in pt.

    `margin` is above and below the text, `back_margin` below that of the last page, `side` at its left and
    right, and `beside` what of a page's width a line of text cannot have; the stylesheet sets the same. For a
    press, the one named `press` is added to it. `drawing` is how high the drawing on the cover may be at
    least and at most. A line of the title can be as wide as the page less `beside_title`, and is broken after
    about `title_line` letters. Each inside page is filled to `least` or more, of 1. The search for a
    setting begins with the one numbered `likely`. `back` says that the contact has a page of its own, with
    the QR code at its foot and not under the contact; `full`, that details, questions and diary are always
    there, on as many pages as they take; `sides`, that no sentence may run on to the other side of the paper
    even where the words have no room otherwise.
    """

    stylesheet: str
    settings: tuple[Setting, ...]
    comfortable: tuple[Setting, ...]
    press: str
    margin: float
    back_margin: float
    side: float
    beside: float
    drawing: tuple[float, float]
    title: tuple[float, float]
    beside_title: float
    title_line: int = 15
    likely: int = len(COMFORTABLE) - 1
    least: float = 0.5
    part: str = "panel"
    columns: int = 1
    back: bool = True
    full: bool = False
    sides: bool = False


PANEL = Shape(
    "leaflet.css",
    settings=PANELS,
    comfortable=COMFORTABLE,
    press="leaflet-press.css",
    margin=10,
    back_margin=8,
    side=9,
    beside=18,
    drawing=(40, 110),
    title=(18, 27),
    beside_title=29,
)

SHAPES: Mapping[Fold, Shape] = MappingProxyType(
    {
        "tri": PANEL,
        # Its cover and back are on different sides, and so are two panels in the middle of the words.
        "z": replace(PANEL, sides=True),
        "half": Shape(
            "booklet.css",
            settings=BOOKLET,
            comfortable=(),
            press="leaflet-press.css",
            margin=12,
            back_margin=12,
            side=12,
            beside=24,
            drawing=(30, 125),
            title=(22, 34),
            beside_title=41,
            likely=len(BOOKLET) - 1,
            least=0.25,
            part="page",
            full=True,
        ),
        "none": Shape(
            "flat.css",
            settings=PANELS,
            comfortable=COMFORTABLE,
            press="flat-press.css",
            margin=8,
            back_margin=8,
            side=13,
            beside=34,
            drawing=(38, 38),
            title=(18, 27),
            beside_title=102,
            title_line=22,
            part="page",
            columns=2,
            back=False,
        ),
    }
)
