"""The box around a shape in its own coordinates, without its stroke (SVG 1.1, 7.11)."""

from __future__ import annotations

from collections.abc import Mapping

from foldwell.assets.images.svg.element import Element

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def shape_box(shape: Element) -> Box | None:
    """Return the box of a shape, or None if it is in units that only a page gives a length."""
    attributes = shape.attributes
    try:
        if shape.name == "path":
            return _path_box(attributes["d"])
        if shape.name in ("polygon", "polyline"):
            numbers = [float(number) for number in attributes["points"].replace(",", " ").split()]
            return _around(numbers[::2], numbers[1::2])
        if shape.name == "rect":
            x, y, width, height = (_length(attributes, key) for key in ("x", "y", "width", "height"))
            return x, y, width, height
        if shape.name == "line":
            x1, y1, x2, y2 = (_length(attributes, key) for key in ("x1", "y1", "x2", "y2"))
            return _around([x1, x2], [y1, y2])
        return _round_box(attributes)
    except (KeyError, ValueError):
        return None


def _round_box(attributes: Mapping[str, str]) -> Box:
    """Return the box of a circle or an ellipse."""
    x, y = _length(attributes, "cx"), _length(attributes, "cy")
    radius_x, radius_y = (_length(attributes, "r" if "r" in attributes else key) for key in ("rx", "ry"))
    return x - radius_x, y - radius_y, 2 * radius_x, 2 * radius_y


def _path_box(data: str) -> Box | None:
    # Imported here: most drawings have no gradient that needs it.
    from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415

    pen = BoundsPen(None)
    parse_path(data, pen)
    if pen.bounds is None:
        return None
    left, top, right, bottom = pen.bounds
    return left, top, right - left, bottom - top


def _around(xs: list[float], ys: list[float]) -> Box:
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _length(attributes: Mapping[str, str], key: str) -> float:
    return float(attributes.get(key, "0").removesuffix("px"))
