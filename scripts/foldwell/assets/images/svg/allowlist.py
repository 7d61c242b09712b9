"""The strict subset of SVG: allowed elements, and allowed attributes with the pattern of their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from PIL import ImageColor

from foldwell.assets.images.image import ADVICE, blank_image, shape_problems
from foldwell.assets.images.recolour import KNOWN_CLASSES
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.findings import refuse_findings
from foldwell.assets.images.svg.visibility import SHAPES, is_visible
from foldwell.errors import InputError, Location, Problem
from foldwell.model.units import MM_PER_INCH, PT_PER_INCH, PX_PER_INCH, PX_PER_MM

GRADIENTS = frozenset({"linearGradient", "radialGradient"})
CONTAINERS = frozenset({"svg", "g", "defs", "clipPath"})
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
    (rf"{_COLOUR}|url\(#[^()]+\)", "fill stroke"),
    (r"url\(#[^()]+\)", "clip-path"),
    (_TRANSFORMS, "transform"),
    (r".*", "id"),
    (_WORDS, "class preserveAspectRatio display visibility"),
    (_WORDS, "fill-rule stroke-linecap stroke-linejoin gradientUnits"),
    (_WORDS, "font-family font-weight font-style text-anchor dominant-baseline"),
)
ATTRIBUTES = MappingProxyType(
    {
        name: re.compile(value, re.ASCII | re.IGNORECASE)
        for value, names in ATTRIBUTE_VALUES
        for name in names.split()
    }
)

MAX_VALUE, LONG_VALUES = 10_000, frozenset({"d", "points"})
"""The length of a value that a layout engine reads in time, and those whose parts are counted instead."""

MAX_NUMBER, MIN_SIZE = 1_000_000, 0.01
"""The largest number in a drawing, and its minimum width and height: PDF readers differ beyond them."""

NUMERIC_ATTRIBUTES = frozenset(
    name
    for value, names in ATTRIBUTE_VALUES
    if value not in (_WORDS, _COLOUR, r".*") and "url" not in value
    for name in names.split()
)

Page = tuple[float, float, float, float]
"""Left, top, right and bottom of a drawing in its own units."""

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


def check_drawing(root: Element, where: str) -> None:
    """Raise InputError unless a drawing is in the strict subset and shows something.

    Each kind of problem is named once, at the line of its first place.
    """
    elements = list(root.self_and_descendants())
    ids = {element.attributes.get("id") for element in elements if element.name in GRADIENTS}
    refuse_findings(
        (
            (element.line, what, hint)
            for element in elements
            for what, hint in (*_element_problems(element), *_broken_gradient_links(element, ids))
        ),
        where,
    )
    if not any(map(is_visible, elements)):
        raise InputError(blank_image(where))


def _element_problems(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the problems of an element, each with a hint."""
    name = element.name
    if name not in ELEMENTS:
        yield f"<{name}> is not allowed in a picture", ADVICE
        return
    for key, value in element.attributes.items():
        if key not in ATTRIBUTES:
            yield f"'{key}' on <{name}> is not allowed in a picture", ADVICE
        elif key not in LONG_VALUES and len(value) > MAX_VALUE:
            yield f"'{key}' on <{name}> is longer than {MAX_VALUE:,} letters", ADVICE
        elif not ATTRIBUTES[key].fullmatch(value.strip()):
            yield f'{key}="{value[:40]}" on <{name}> is not a value that a picture may have', ADVICE
        elif key in NUMERIC_ATTRIBUTES and (number := _excessive_number(value)):
            yield f"'{key}' on <{name}> has the number {number}, which no printer can follow", ADVICE
    classes = element.attributes.get("class", "").split()
    for unknown in sorted(set(classes).difference(KNOWN_CLASSES)):
        yield f"class '{unknown}' is not known", f"leave it out, or use one of {', '.join(KNOWN_CLASSES)}"


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


def aspect_ratio(root: Element, where: str) -> float:
    """Return the width-to-height ratio of a drawing; raises InputError if it has none that can be printed."""
    width, height = natural_size(root)
    problems = _size_problems(width / height if width and height else 0, Location(where, root.line))
    if problems:
        raise InputError(*problems)
    return width / height


def natural_size(root: Element) -> tuple[float, float]:
    """Return width and height as renderers take them, or zeros when they are not known."""
    width, height = (_to_pixels(root.attributes.get(side, "")) for side in ("width", "height"))
    box = re.findall(_NUMBER, root.attributes.get("viewBox", ""))
    if box and (len(box) != len("xywh") or min(map(float, box[2:])) < MIN_SIZE):
        return 0, 0
    if not width or not height:
        width, height = map(float, box[2:] or ("0", "0"))
    is_drawable = MIN_SIZE <= width <= MAX_NUMBER and MIN_SIZE <= height <= MAX_NUMBER
    return (width, height) if is_drawable else (0, 0)


def page_of(root: Element) -> Page:
    """Return the page of a drawing in its own units: left, top, right and bottom."""
    width, height = natural_size(root)
    numbers = root.attributes.get("viewBox", "").replace(",", " ").split()
    left, top, across, down = map(float, numbers) if len(numbers) == len("xywh") else (0, 0, width, height)
    return left, top, left + across, top + down


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
