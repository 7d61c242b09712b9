"""The plan that a leaflet is laid out by, shared by all of its variants, and its breaks as CSS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from foldwell.assets import qr_code
from foldwell.documents.planning.planner import Atom, Packing
from foldwell.documents.type_settings import Setting

FIRST_CHILDREN = 3
"""How many elements may begin with one another: a section with a block, that with a line of its own."""


@dataclass(frozen=True, slots=True)
class BackSetting:
    """How the contact and the imprint are set: size in pt, leading, and the factor of their spacing.

    With `has_marks` there are pictograms before the lines of the contact, which make those longer.
    """

    size: float = 12.5
    leading: float = 1.3
    spacing: float = 1.0
    has_marks: bool = True

    def properties(self, minimum_size: float) -> dict[str, str]:
        """Return the setting as CSS custom properties, at no smaller size than that of the font."""
        return {
            "air": f"{self.spacing:g}",
            "back-size": f"{max(self.size, minimum_size):g}pt",
            "back-leading": f"{self.leading:g}",
            "marks": f"{self.has_marks:d}",
        }


LOOSE_BACK = BackSetting()
CLOSE_BACK = BackSetting(12, 1.25, 0.6)
TIGHT_BACK = replace(CLOSE_BACK, spacing=0.25, has_marks=False)

BACKS = (LOOSE_BACK, CLOSE_BACK, TIGHT_BACK)
"""The settings of the back that are tried, one after the other."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines for the reader's notes, and whether they begin on a panel of their own."""

    lines: int = 0
    own_panel: bool = False


OptionalPart = Literal["summary", "questions"]
Parts = frozenset[OptionalPart]
EVERY_PART: Parts = frozenset({"summary", "questions"})
"""What a leaflet leaves out where it has no room for it."""


@dataclass(frozen=True, slots=True)
class LayoutPlan:
    """How the pages of a leaflet are laid out; lengths in mm.

    `parts` are the optional parts that are shown, `square_width` is that of a QR square, `figure_scale` the
    factor of the width of pictures without lettering; with `steps_across`, steps with pictures stand side by
    side. `breaks` are the CSS rules that force each panel to begin where it is planned to.
    """

    pages: int
    setting: Setting
    drawing: float
    parts: Parts = EVERY_PART
    square_width: float = qr_code.MIN_SQUARE_MM
    back: BackSetting = LOOSE_BACK
    figure_scale: float = 1.0
    steps_across: bool = False
    breaks: tuple[str, ...] = ()
    notes: Notes = Notes()


def break_rules(atoms: tuple[Atom, ...], packing: Packing, setting: Setting, column: bool) -> Iterator[str]:
    """Yield the CSS rules that break a flow as it is packed, over panels or pages, or over columns."""
    for start in packing.starts[1:]:
        yield from _break_before(atoms[start], "column" if column else "page")
    if any(factor != 1 for factor in packing.spacing):
        yield from _spacing_rules(atoms, packing, setting)


def _break_before(atom: Atom, kind: str) -> Iterator[str]:
    done, total = atom.lines
    if done:
        # The engine breaks a paragraph where the rest has no room, and here only one place is allowed.
        yield f"{atom.selector}{{orphans:{done}!important;widows:{total - done}!important}}"
        return
    yield f"{atom.selector}{{break-before:{kind}!important;margin-top:0!important}}"
    # A margin above stays after a forced break (CSS Fragmentation 3, 5.2), also that of a first child.
    firsts = atom.selector
    for _ in range(FIRST_CHILDREN):
        firsts += ":not(.box) > :first-child"
        yield f"{firsts}{{margin-top:0!important}}"


def _spacing_rules(atoms: tuple[Atom, ...], packing: Packing, setting: Setting) -> Iterator[str]:
    """Yield the spacing of each element by the panel that it begins on."""
    edges = pairwise((*packing.starts, len(atoms)))
    for (start, stop), factor in zip(edges, packing.spacing, strict=True):
        gaps = f"--gap:{setting.gap * factor:.3f}mm;--section-gap:{setting.section_gap * factor:.3f}mm"
        selectors = dict.fromkeys(atom.selector for atom in atoms[start:stop] if not atom.lines[0])
        yield f"{','.join(selectors)}{{{gaps}}}"
