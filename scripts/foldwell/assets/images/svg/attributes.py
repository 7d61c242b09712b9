"""The attributes of a drawing: those that are drawn, those that change nothing, and plain colours."""

from __future__ import annotations

import re
from types import MappingProxyType

PAINTS = ("fill", "stroke")
COLOURS = (*PAINTS, "stop-color", "color")
TEXT_PROPERTIES = frozenset(
    {
        "font-family",
        "font-weight",
        "font-style",
        "font-size",
        "text-anchor",
        "dominant-baseline",
        "letter-spacing",
    }
)
PROPERTIES = frozenset(
    {
        "opacity",
        "fill-opacity",
        "stroke-opacity",
        "stop-opacity",
        "stroke-width",
        "stroke-dashoffset",
        "stroke-miterlimit",
        "stroke-dasharray",
        "fill-rule",
        "stroke-linecap",
        "stroke-linejoin",
        "display",
        "visibility",
        "clip-path",
        "x",
        "y",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "transform",
    }
) | set(COLOURS)
"""What a style may set that is drawn."""

GEOMETRY = frozenset(
    {
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "fr",
        "dx",
        "dy",
        "width",
        "height",
        "offset",
        "points",
        "viewBox",
    }
)
KEPT = (
    PROPERTIES
    | GEOMETRY
    | frozenset(
        {"id", "class", "href", "gradientTransform", "gradientUnits", "spreadMethod", "clipPathUnits"}
    )
    | frozenset(
        {"preserveAspectRatio", "clip-rule", "systemLanguage", "requiredExtensions", "requiredFeatures"}
    )
)

# What needs pixels, by the name of its attribute: what it is called, and the value that changes nothing.
EFFECTS = MappingProxyType(
    {
        "mask": ("a mask", "none"),
        "mask-image": ("a mask", "none"),
        "filter": ("a filter, such as a shadow or a blur", "none"),
        "backdrop-filter": ("a filter, such as a shadow or a blur", "none"),
        "mix-blend-mode": ("colours that blend with those below", "normal"),
        "marker": ("arrow heads or markers", "none"),
        "marker-start": ("arrow heads or markers", "none"),
        "marker-mid": ("arrow heads or markers", "none"),
        "marker-end": ("arrow heads or markers", "none"),
        "vector-effect": ("strokes that keep their width", "none"),
        "transform-origin": ("a turning point of its own", "0 0"),
        "paint-order": ("strokes below their fill", "normal"),
    }
)
EFFECT_ELEMENTS = MappingProxyType(
    {
        "image": "a picture inside",
        "svg": "a drawing within the drawing",
        "symbol": "a symbol with a size of its own",
        "clipPath": "a cut-out",
    }
)
IGNORED_VALUES = frozenset({"", "inherit", "initial", "unset", "context-fill", "context-stroke"})
_HEX_ALPHA = re.compile(r"#(?=(?:[\da-f]{4}){1,2}$)([\da-f]{3}(?=.$)|[\da-f]{6})([\da-f]{1,2})")
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#([^)'\"]+)\1\s*\)(.*)", re.DOTALL)
_ICC = re.compile(r"\s+icc-color\(.*\)$", re.DOTALL)
OPACITY_OF = MappingProxyType(
    {"fill": "fill-opacity", "stroke": "stroke-opacity", "stop-color": "stop-opacity"}
)


def reference(value: str) -> str:
    """Return the id that a `url(#id)` names, or ""."""
    found = _REFERENCE.fullmatch(value.strip())
    return found[2].strip() if found else ""


def plain_colours(attributes: dict[str, str], current: str) -> dict[str, str]:
    """Return attributes with `currentColor` as that colour, and the alpha of `#rrggbbaa` as an opacity."""
    plain = dict(attributes)
    for key in COLOURS:
        if key not in plain:
            continue
        value = _ICC.sub("", plain[key].strip())
        if value.lower() == "currentcolor":
            value = current
        if found := _HEX_ALPHA.fullmatch(value.lower()):
            value, alpha = f"#{found[1]}", int(found[2], 16) / (16 ** len(found[2]) - 1)
            if key in OPACITY_OF:
                opacity = _number(plain.get(OPACITY_OF[key], "1"))
                plain[OPACITY_OF[key]] = f"{opacity * alpha:.4g}"
        if target := reference(value):
            value = f"url(#{target})"
        plain[key] = value
    return plain


def without_defaults(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes without stop opacities of one and without what CSS passes over."""
    return {
        key: value
        for key, value in attributes.items()
        if value.strip().lower() not in IGNORED_VALUES and not (key == "stop-opacity" and _number(value) >= 1)
    }


def _number(text: str) -> float:
    """Return a number or a percentage as a share, or 1 if it is neither."""
    try:
        return float(text.strip().rstrip("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        return 1
