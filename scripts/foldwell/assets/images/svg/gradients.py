"""Gradients as every PDF reader draws them: without a transformation, opaque, each with its own stops.

Some readers leave a hole where a gradient is transformed, has see-through stops, or is repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from foldwell.assets.images.svg.bounds import Box
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.transforms import (
    Matrix,
    Point,
    apply,
    multiply,
    parse_transform,
    uniform_scale,
)

GRADIENTS = frozenset({"linearGradient", "radialGradient"})
MAX_REFERENCES = 5
MAX_STOPS = 64
LINEAR_DEFAULTS = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
RADIAL_DEFAULTS = {"cx": "50%", "cy": "50%", "r": "50%"}


class NotDrawable(Exception):  # noqa: N818 - it is a way out, not an error
    """A feature that has to be drawn as pixels; the argument names it."""


class Definition(NamedTuple):
    """A gradient with all that it takes from others: its attributes and its stops."""

    kind: str
    attributes: Mapping[str, str]
    stops: list[Element]


def plain_gradient(gradient: Element, ids: Mapping[str, Element], box: Box | None) -> Element:
    """Return a gradient in the coordinates of the page, with its own stops; raises NotDrawable.

    `box` is that of the shape it fills. A gradient in shares of that box becomes one in coordinates, as some
    readers draw nothing where they have to stretch it.
    """
    definition = _resolved(gradient, ids)
    if definition.attributes.get("spreadMethod", "pad") != "pad":
        raise NotDrawable("a repeated gradient")
    if any(_is_see_through(stop) for stop in definition.stops):
        raise NotDrawable("a gradient that fades to see-through")
    if len(definition.stops) > MAX_STOPS:
        raise NotDrawable("a gradient of many colours")
    matrix = _matrix(definition)
    if not is_in_page(definition.attributes):
        if box is None:
            raise NotDrawable("a gradient across a shape in millimetres")
        matrix = multiply((box[2], 0, 0, box[3], box[0], box[1]), matrix)
    geometry = (_linear if definition.kind == "linearGradient" else _radial)(definition, matrix)
    plain = Element(gradient.name, gradient.line, {"gradientUnits": "userSpaceOnUse", **geometry})
    for stop in definition.stops:
        plain.append(stop)
    return plain


def resolved_attributes(gradient: Element, ids: Mapping[str, Element]) -> Mapping[str, str]:
    """Return the attributes of a gradient with those of the ones that it refers to; raises NotDrawable."""
    return _resolved(gradient, ids).attributes


def is_in_page(attributes: Mapping[str, str]) -> bool:
    """Return whether a gradient is in coordinates of the page, not in shares of the shape it fills."""
    return attributes.get("gradientUnits") == "userSpaceOnUse"


def _resolved(gradient: Element, ids: Mapping[str, Element]) -> Definition:
    """Return a gradient with the attributes and stops of those that it refers to."""
    attributes: dict[str, str] = {}
    stops: list[Element] = []
    current: Element | None = gradient
    for _ in range(MAX_REFERENCES):
        if current is None or current.name not in GRADIENTS:
            break
        attributes = {**current.attributes, **attributes}
        stops = stops or [child.copy() for child in current.elements() if child.name == "stop"]
        link = (current.attributes.get("href") or current.attributes.get("xlink:href", "")).strip()
        current = ids.get(link[1:]) if link else None
    if current is not None and current.name in GRADIENTS:
        raise NotDrawable("a gradient that refers to many others")
    return Definition(gradient.name, attributes, stops)


def _is_see_through(stop: Element) -> bool:
    return "stop-opacity" in stop.attributes or stop.attributes.get("stop-color") == "transparent"


def _matrix(definition: Definition) -> Matrix:
    try:
        return parse_transform(definition.attributes.get("gradientTransform", ""))
    except ValueError as error:
        raise NotDrawable("a gradient that is turned") from error


def _numbers(definition: Definition, defaults: Mapping[str, str]) -> dict[str, float]:
    """Return the geometry of a gradient in its own units; a percentage of the page is not one."""
    in_page = is_in_page(definition.attributes)
    numbers = {}
    for key, default in defaults.items():
        text = definition.attributes.get(key, default).strip()
        number = text.removesuffix("%").removesuffix("px")
        try:
            numbers[key] = float(number) / (100 if text.endswith("%") else 1)
        except ValueError as error:
            raise NotDrawable("a gradient in millimetres") from error
        if in_page and text.endswith("%") and numbers[key]:
            raise NotDrawable("a gradient as wide as the page")
    return numbers


def _linear(definition: Definition, matrix: Matrix) -> dict[str, str]:
    """Return the geometry of a linear gradient with its transformation applied.

    Lines of one colour stay straight under any affine transformation, but not at right angles to the axis;
    the new axis is the part of the old one that is.
    """
    numbers = _numbers(definition, LINEAR_DEFAULTS)
    start, end = (numbers["x1"], numbers["y1"]), (numbers["x2"], numbers["y2"])
    level = (start[0] - (end[1] - start[1]), start[1] + (end[0] - start[0]))
    first, last, beside = (apply(matrix, point) for point in (start, end, level))
    foot = _foot(last, first, (beside[0] - first[0], beside[1] - first[1]))
    return _written(dict(zip(LINEAR_DEFAULTS, (*first, *foot), strict=True)))


def _foot(point: Point, origin: Point, line: Point) -> Point:
    """Return a point less its part along a line through the origin."""
    length = line[0] ** 2 + line[1] ** 2
    if not length:
        return point
    along = ((point[0] - origin[0]) * line[0] + (point[1] - origin[1]) * line[1]) / length
    return point[0] - along * line[0], point[1] - along * line[1]


def _radial(definition: Definition, matrix: Matrix) -> dict[str, str]:
    """Return the geometry of a radial gradient with its transformation applied."""
    scale = uniform_scale(matrix)
    if not scale:
        raise NotDrawable("a gradient that is stretched")
    if definition.attributes.get("fr", "0").strip("0.%"):
        raise NotDrawable("a gradient that begins at a ring")
    numbers = _numbers(definition, RADIAL_DEFAULTS | _focus(definition))
    centre = apply(matrix, (numbers["cx"], numbers["cy"]))
    focus = apply(matrix, (numbers["fx"], numbers["fy"])) if "fx" in numbers else centre
    radius = numbers["r"] * scale
    if (focus[0] - centre[0]) ** 2 + (focus[1] - centre[1]) ** 2 >= radius**2:
        raise NotDrawable("a gradient that begins at its edge")
    names = ("cx", "cy", "r", "fx", "fy")
    return _written(dict(zip(names, (*centre, radius, *focus), strict=True)))


def _focus(definition: Definition) -> dict[str, str]:
    """Return the focus of a radial gradient, which is its centre unless it says otherwise."""
    attributes = RADIAL_DEFAULTS | dict(definition.attributes)
    return {"fx": attributes["cx"], "fy": attributes["cy"]}


def _written(geometry: Mapping[str, float]) -> dict[str, str]:
    return {key: f"{value:.6f}".rstrip("0").rstrip(".") for key, value in geometry.items()}
