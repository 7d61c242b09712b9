"""Whether an element of a drawing leaves ink on white paper."""

from __future__ import annotations

from PIL import ImageColor

from foldwell.assets.images.image import WHITE_THRESHOLD
from foldwell.assets.images.recolour import PAINT_BY_CLASS
from foldwell.assets.images.svg.element import Element

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
HIDING_ATTRIBUTES = (("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"))
DEFAULT_PAINT = (("fill", "black"), ("stroke", "none"))


def is_visible(element: Element) -> bool:
    """Return whether an element draws something that is neither hidden, transparent nor white."""
    if element.name not in SHAPES or any(
        _hides_content(ancestor) for ancestor in element.self_and_ancestors()
    ):
        return False
    return any(_leaves_ink(element, paint, default) for paint, default in DEFAULT_PAINT)


def _hides_content(element: Element) -> bool:
    """Return whether an element hides everything inside it."""
    attributes = element.attributes
    return (
        element.name in ("defs", "clipPath")
        or _is_transparent(attributes.get("opacity", "1"))
        or any(attributes.get(k) == v for k, v in HIDING_ATTRIBUTES)
    )


def _leaves_ink(element: Element, paint: str, default: str) -> bool:
    """Return whether the fill or stroke of an element shows on white."""
    if _is_transparent(_inherited_value(element, f"{paint}-opacity", "1")):
        return False
    colour = _inherited_value(element, paint, default)
    if colour in ("none", "transparent"):
        return False
    try:
        return min(ImageColor.getrgb(colour)[:3]) < WHITE_THRESHOLD
    except ValueError:
        return True  # a gradient, or a way to write a colour that only a renderer reads


def _inherited_value(element: Element, key: str, default: str) -> str:
    """Return the value inherited by the element; a class takes precedence over an attribute."""
    for ancestor in element.self_and_ancestors():
        for name in ancestor.attributes.get("class", "").split():
            paint, role = PAINT_BY_CLASS.get(name, ("", ""))
            if paint == key:
                return "white" if role == "paper" else "black"
        if key in ancestor.attributes:
            return ancestor.attributes[key].strip()
    return default


def _is_transparent(opacity: str) -> bool:
    """Return whether an opacity is zero."""
    try:
        return float(opacity.strip().rstrip("%")) <= 0
    except ValueError:
        return False
