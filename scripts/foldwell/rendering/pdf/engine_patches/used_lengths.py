"""Find the used lengths of a box, and whether it is in normal flow, in fewer steps.

WeasyPrint does both many times for each box of a page. Nearly all lengths are px, and nearly all boxes are
in normal flow; what is unusual goes the way that WeasyPrint goes.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from weasyprint.css.functions import check_math
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, table

ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
DOWN = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
HEIGHTS = ("height", "min_height", "max_height")
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

IN_FLOW = ("static", "relative")
"""The positions, besides running elements and notes, of boxes in normal flow."""

MODULES = (absolute, block, column, float, grid, inline, page, table)
"""The modules of WeasyPrint that ask for used lengths."""

_resolve_percentages = percent.resolve_percentages
_is_in_normal_flow = Box.is_in_normal_flow


@wraps(_resolve_percentages)
def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box, as WeasyPrint does (CSS 2, 10)."""
    is_box = isinstance(containing_block, Box)
    width, height = (containing_block.width, containing_block.height) if is_box else containing_block
    style, used = box.style, vars(box)
    _resolve(box, ACROSS, width)
    _resolve(box, DOWN, height if isinstance(box, PageBox) else width)
    if height == "auto":
        # It depends on the content, and so does a part of it.
        own = style["height"]
        is_fixed = own != "auto" and not check_math(own) and own.unit != "%"
        used["height"] = own.value if is_fixed else "auto"
        percent.resolve_one_percentage(box, "min_height", 0)
        percent.resolve_one_percentage(box, "max_height", percent.inf)
    else:
        _resolve(box, HEIGHTS, height)
    collapses = style["border_collapse"] == "collapse"
    for name in BORDERS:
        # Those of a table whose borders collapse are resolved elsewhere.
        if not (collapses and hasattr(box, name)):
            used[name] = style[name]
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _resolve(box: Any, names: tuple[str, ...], reference: Any) -> None:
    style, used = box.style, vars(box)
    for name in names:
        value = style[name]
        if type(value) is Dimension and value.unit != "%":
            used[name] = value.value
        else:
            percent.resolve_one_percentage(box, name, reference)


@wraps(_is_in_normal_flow)
def is_in_normal_flow(box: Any) -> bool:
    """Return whether a box is in normal flow, as WeasyPrint does."""
    style = box.style
    if style["float"] == "none" and style["position"] in IN_FLOW:
        return True
    return bool(_is_in_normal_flow(box))


def install() -> None:
    """Have WeasyPrint find both in this way, in the whole process."""
    for module in MODULES:
        module.resolve_percentages = resolve_percentages
    Box.is_in_normal_flow = is_in_normal_flow
