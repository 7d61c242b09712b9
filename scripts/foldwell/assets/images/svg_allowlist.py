"""The accepted subset of SVG: allowed elements, and allowed attributes with the pattern of their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from PIL import ImageColor

from foldwell.assets.images.image import ADVICE, blank_image, shape_problems
from foldwell.assets.images.recolour import KNOWN_CLASSES, LABEL_CLASS
from foldwell.assets.images.svg_parser import Element, elements
from foldwell.assets.images.svg_visibility import SHAPES, is_visible
from foldwell.errors import InputError, Location, Problem
from foldwell.model.units import MM_PER_INCH, PT_PER_INCH, PX_PER_INCH, PX_PER_MM

MAX_SVG_BYTES = 1_000_000
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
CONTAINERS = frozenset({"svg", "g", "defs", "title", "desc"})
ELEMENTS = CONTAINERS | GRADIENTS | SHAPES | {"stop", "tspan"}

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,2})?"
_LENGTH = _NUMBER + r"(?:px|pt|pc|mm|cm|in|em|ex|%)?"
_NUMBERS = rf"\s*{_NUMBER}(?:[\s,]+{_NUMBER})*\s*"
_LENGTHS = rf"\s*{_LENGTH}(?:[\s,]+{_LENGTH})*\s*"
_WORDS = r"[\w .,:'-]*"
_COLOUR = "|".join(
    (
        r"none|currentColor|transparent|inherit|#[\da-f]{3}(?:[\da-f]{3})?",
        r"(?:rgb|hsl)a?\([-\d.%,\s/]+\)",
        *ImageColor.colormap,
    )
)
_TRANSFORMS = r"\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+\d.eE,\s]*\)[\s,]*)*"

ATTRIBUTE_VALUES = (
    (_LENGTH, "x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy width height offset"),
    (_LENGTH, "stroke-width stroke-dashoffset stroke-miterlimit font-size letter-spacing"),
    (rf"{_NUMBER}%?", "opacity fill-opacity stroke-opacity stop-opacity"),
    (_NUMBERS, "viewBox points"),
    (rf"none|{_LENGTHS}", "stroke-dasharray"),
    (r"\s*[Mm][-+\d.eE,\sLlHhVvCcSsQqTtAaZzMm]*", "d"),
    (_COLOUR, "stop-color color"),
    (rf"{_COLOUR}|url\(#[\w.-]+\)", "fill stroke"),
    (_TRANSFORMS, "transform gradientTransform"),
    (_WORDS, "id class role version baseProfile xml:space xml:lang preserveAspectRatio display visibility"),
    (_WORDS, "fill-rule stroke-linecap stroke-linejoin gradientUnits spreadMethod"),
    (_WORDS, "font-family font-weight font-style text-anchor dominant-baseline"),
)
ATTRIBUTES = MappingProxyType(
    {
        name: re.compile(value, re.ASCII | re.IGNORECASE)
        for value, names in ATTRIBUTE_VALUES
        for name in names.split()
    }
)

MAX_NUMBER, MIN_SIZE = 1_000_000, 0.01
"""The largest number in a drawing, and its minimum width and height: PDF readers differ beyond them."""

NUMERIC_ATTRIBUTES = frozenset(
    name
    for value, names in ATTRIBUTE_VALUES
    if value not in (_WORDS, _COLOUR) and "url" not in value
    for name in names.split()
)

# CSS absolute units in pixels, as a renderer takes them.
PX_PER_UNIT = MappingProxyType(
    {
        **dict.fromkeys(("", "px"), 1),
        "pt": PX_PER_INCH / PT_PER_INCH,
        "pc": 16,
        "mm": PX_PER_MM,
        "cm": 10 * PX_PER_INCH / MM_PER_INCH,
        "in": PX_PER_INCH,
    }
)


def check_svg(data: bytes, where: str) -> float:
    """Return the width-to-height ratio of a drawing that is safe to print and shows something.

    Raises InputError with file and line: each kind of problem once, at its first place.
    """
    if len(data) > MAX_SVG_BYTES:
        raise InputError(
            Problem(where, f"the drawing is larger than {MAX_SVG_BYTES // 1_000_000} MB", ADVICE)
        )
    found_elements = elements(data, where)
    root = next(element for element in found_elements if not element.name.startswith("?"))
    if root.name != "svg":
        raise InputError(Problem(Location(where, root.line), "is not an SVG drawing", ADVICE))
    ids = {element.attributes.get("id") for element in found_elements if element.name in GRADIENTS}
    found = [
        (element.line, problem)
        for element in found_elements
        for problem in (*_element_problems(element), *_broken_gradient_links(element, ids))
    ]
    problems = {what: Problem(Location(where, line), what, hint) for line, (what, hint) in reversed(found)}
    ratio = _aspect_ratio(root)
    size = _size_problems(ratio, Location(where, root.line))
    blank = [] if problems or any(map(is_visible, found_elements)) else [blank_image(where)]
    if problems or size or blank:
        raise InputError(*reversed(problems.values()), *size, *blank)
    return ratio


def _element_problems(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the problems of an element, each with a hint."""
    name = element.name.rpartition("}")[2]
    if element.name not in ELEMENTS:
        yield f"<{name}> is not allowed in a picture", ADVICE
        return
    for key, value in element.attributes.items():
        if key not in ATTRIBUTES:
            yield f"'{key}' on <{name}> is not allowed in a picture", ADVICE
        elif not ATTRIBUTES[key].fullmatch(value.strip()):
            yield f'{key}="{value[:40]}" on <{name}> is not a value that a picture may have', ADVICE
        elif key in NUMERIC_ATTRIBUTES and (number := _excessive_number(value)):
            yield f"'{key}' on <{name}> has the number {number}, which no printer can follow", ADVICE
    classes = element.attributes.get("class", "").split()
    for unknown in sorted(set(classes).difference(KNOWN_CLASSES)):
        yield f"class '{unknown}' is not known", f"leave it out, or use one of {', '.join(KNOWN_CLASSES)}"
    if name == "text" and LABEL_CLASS not in classes:
        yield (
            "lettering needs a font",
            f'turn the text into paths, or give it class="{LABEL_CLASS}" for the brand\'s font',
        )


def _excessive_number(value: str) -> str:
    """Return the first number that is too large, or nothing."""
    numbers = re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", value)
    return next((number for number in numbers if abs(float(number)) > MAX_NUMBER), "")


def _broken_gradient_links(element: Element, ids: set[str | None]) -> Iterator[tuple[str, str]]:
    """Yield every fill or stroke that asks for a gradient which the drawing does not have."""
    for key in ("fill", "stroke"):
        link = re.search(r"url\(#(.*)\)", element.attributes.get(key, ""), re.IGNORECASE)
        if link and link[1] not in ids:
            yield f'{key}="{link[0]}" names a gradient that is not there', ADVICE


def _aspect_ratio(root: Element) -> float:
    """Return width divided by height as renderers take it, or 0 when it is not known."""
    width, height = (_to_pixels(root.attributes.get(side, "")) for side in ("width", "height"))
    box = re.findall(_NUMBER, root.attributes.get("viewBox", ""))
    if box and (len(box) != len("xywh") or min(map(float, box[2:])) < MIN_SIZE):
        return 0
    if not width or not height:
        width, height = map(float, box[2:] or ("0", "0"))
    return width / height if width >= MIN_SIZE and height >= MIN_SIZE else 0


def _to_pixels(length: str) -> float:
    """Return an absolute length in pixels, or 0 when it is relative or missing."""
    parts = re.fullmatch(rf"\s*({_NUMBER})([a-z]*)\s*", length)
    return float(parts[1]) * PX_PER_UNIT.get(parts[2], 0) if parts else 0


def _size_problems(ratio: float, where: Location) -> list[Problem]:
    """Return a problem if the drawing has no size or no sensible shape."""
    if ratio:
        return shape_problems(ratio, where)
    hint = f'write viewBox="0 0 width height" in <svg>, or {ADVICE}'
    return [Problem(where, "the drawing does not say how wide and how high it is", hint)]
