"""A shape whose fill and stroke have to be drawn one after the other, as two shapes.

PDF draws both at once: a see-through stroke then hides the fill below it, in some readers, and a stroke below
its fill cannot be said at all.
"""

from __future__ import annotations

from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.visibility import SHAPES

OF_WHOLE = frozenset(
    {"id", "transform", "opacity", "clip-path", "mask", "filter", "mix-blend-mode", "transform-origin"}
)
"""What applies to a shape as a whole, not to its fill and its stroke."""

ORDER = ("fill", "stroke", "markers")


def with_separate_strokes(root: Element) -> Element:
    """Return a drawing in which each such shape is a group of two, which has its opacity.

    An order of paint remains where it matters and the shape cannot be two.
    """
    copy = root.copy()
    copy.attributes.pop("paint-order", None)
    if _has_both_paints(root) and _is_stroked_first(root):
        copy.attributes["paint-order"] = "stroke"
    for child in root.children:
        if isinstance(child, str):
            copy.append(child)
        else:
            copy.append(_in_two(child) if _has_to_be_two(child) else with_separate_strokes(child))
    return copy


def _has_to_be_two(shape: Element) -> bool:
    # A class takes the brand's colour, which is stronger than the attributes of the two.
    if shape.name == "text" or shape.inherited("class", "") or not _has_both_paints(shape):
        return False
    return _is_stroked_first(shape) or shape.inherited("stroke-opacity", "1") not in ("1", "1.0", "100%")


def _has_both_paints(shape: Element) -> bool:
    paints = (shape.inherited("stroke", "none"), shape.inherited("fill", "black"))
    return shape.name in SHAPES and "none" not in paints


def _is_stroked_first(shape: Element) -> bool:
    """Return whether a shape's fill lies over its stroke (SVG 2, 13.8)."""
    words = [word for word in shape.inherited("paint-order", "normal").split() if word in ORDER]
    order = (*words, *(word for word in ORDER if word not in words))
    return order.index("stroke") < order.index("fill")


def _in_two(shape: Element) -> Element:
    whole = {key: value for key, value in shape.attributes.items() if key in OF_WHOLE}
    each = {key: value for key, value in shape.attributes.items() if key not in OF_WHOLE | {"paint-order"}}
    parts = [shape.copy(each | {"stroke": "none"}), shape.copy(each | {"fill": "none"})]
    if _is_stroked_first(shape):
        parts.reverse()
    group = Element("g", shape.line, whole)
    for part in parts:
        group.append(part)
    return group
