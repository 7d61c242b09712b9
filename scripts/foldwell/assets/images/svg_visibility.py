"""Whether an element of a drawing leaves ink on white paper."""

from __future__ import annotations

from PIL import ImageColor

from foldwell.assets.images.image import PALEST_WHITE
from foldwell.assets.images.recolour import PAINTED
from foldwell.assets.images.svg_parser import Element

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
HIDING = (("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"))
UNPAINTED = (("fill", "black"), ("stroke", "none"))


def shows(part: Element) -> bool:
    """Tell whether an element draws something that is neither hidden, see-through nor white."""
    if part.name not in SHAPES or any(_hides(around) for around in part.outwards()):
        return False
    return any(_inked(part, paint, unsaid) for paint, unsaid in UNPAINTED)


def _hides(around: Element) -> bool:
    """Tell whether nothing inside this element is seen."""
    said = around.attributes
    return (
        around.name == "defs" or _clear(said.get("opacity", "1")) or any(said.get(k) == v for k, v in HIDING)
    )


def _inked(part: Element, paint: str, unsaid: str) -> bool:
    """Tell whether the fill or stroke of an element shows on white."""
    if _clear(_said(part, f"{paint}-opacity", "1")):
        return False
    colour = _said(part, paint, unsaid)
    if colour in ("none", "transparent"):
        return False
    try:
        return min(ImageColor.getrgb(colour)[:3]) < PALEST_WHITE
    except ValueError:
        return True  # a gradient, or a way to write a colour that only a renderer reads


def _said(part: Element, key: str, unsaid: str) -> str:
    """Return the value nearest to the element, where a class speaks before an attribute."""
    for around in part.outwards():
        for name in around.attributes.get("class", "").split():
            paint, role = PAINTED.get(name, ("", ""))
            if paint == key:
                return "white" if role == "paper" else "black"
        if key in around.attributes:
            return around.attributes[key].strip()
    return unsaid


def _clear(opacity: str) -> bool:
    """Tell whether an opacity is nought."""
    try:
        return float(opacity.strip().rstrip("%")) <= 0
    except ValueError:
        return False
