"""The work of drawing an SVG as pixels, counted before it is begun, so that every machine decides alike.

The unit is a pass: to blend one layer as large as the page. resvg was measured to need about 60 nanoseconds a
pixel for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from foldwell.assets.images.svg.attributes import reference
from foldwell.assets.images.svg.bounds import Box, shape_box
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.plain_drawing import DEFINITIONS
from foldwell.assets.images.svg.references import ids_of
from foldwell.assets.images.svg.transforms import IDENTITY, Matrix, apply, multiply, parse_transform
from foldwell.assets.images.svg.visibility import SHAPES

PLAIN_FILL, BLENDED_FILL, LAYER = 0.02, 1.2, 1.0
PASSES_PER_LETTER = 2e-6
"""What each letter of path data costs, however small its shape is."""

FILTER, PRIMITIVE = 2.0, 1.0
BLUR, LIGHT, SHADOW, TURBULENCE, OCTAVE = 5.0, 5.0, 8.0, 11.0, 2.5
CELL = 0.06
"""What each cell of the window costs that a filter looks at for one pixel."""

FILTER_REACH = 1.44
"""The area that a filter works on, as a multiple of what it is given."""

MARKER = 0.05
Corners = tuple[float, float, float, float]


class Cost(NamedTuple):
    """The passes that something costs, and the part of the page that it covers: left, top, right, bottom."""

    passes: float
    box: Corners | None


class PixelCost:
    """Counts the passes of a simplified drawing; `filters` is its file's tree, which has their numbers."""

    def __init__(self, drawing: Element, filters: Element, page: Corners, pixels_per_unit: float) -> None:
        self.ids, self.filters = ids_of(drawing), ids_of(filters)
        self.paper = self.page = page
        self.scale = pixels_per_unit
        self._known: dict[str, float] = {}
        self.passes = self._cost(drawing, IDENTITY).passes

    def _cost(self, element: Element, around: Matrix) -> Cost:
        if element.name in DEFINITIONS:
            return Cost(0, None)
        if self.page == self.paper and reference(element.attributes.get("filter", "")):
            # resvg draws what is filtered whole, up to five pages wide and high, though less of it shows.
            self.page = _grown(self.paper)
            passes = self._cost(element, around).passes
            self.page = self.paper
            return Cost(passes, self.paper)
        matrix = _moved(around, element)
        if element.name in SHAPES or element.name == "image":
            inner = self._shape(element, matrix)
        else:
            costs = [self._cost(child, matrix) for child in element.elements()]
            # What a nested drawing shows is moved by its viewBox: it may cover all of the page.
            box = self.page if element.name == "svg" else _union(cost.box for cost in costs)
            inner = Cost(sum(cost.passes for cost in costs), box)
        return Cost(inner.passes + self._layers(element, inner.box), inner.box)

    def _shape(self, shape: Element, matrix: Matrix) -> Cost:
        local = shape_box(shape) if shape.name != "image" else None
        box = _on_page(local, matrix, self.page) if local else self.page
        paints = [shape.inherited(key, "") for key in ("fill", "stroke")]
        is_blended = any("url(" in paint for paint in paints) or any(
            shape.inherited(key, "1") not in ("", "1") for key in ("fill-opacity", "stroke-opacity")
        )
        passes = (BLENDED_FILL if is_blended else PLAIN_FILL) * self._share(box)
        passes += PASSES_PER_LETTER * sum(map(len, shape.attributes.values()))
        passes += sum(self._definition(paint) for paint in paints if "url(" in paint)
        return Cost(passes + self._markers(shape), box)

    def _markers(self, shape: Element) -> float:
        names = {shape.inherited(key, "") for key in ("marker", "marker-start", "marker-mid", "marker-end")}
        vertices = sum(len(shape.attributes.get(key, "")) for key in ("d", "points")) / 2
        return vertices * sum(MARKER + self._definition(name) for name in names if reference(name))

    def _layers(self, element: Element, box: Corners | None) -> float:
        share, attributes = self._share(box), element.attributes
        passes = 0.0
        for key in ("mask", "clip-path", "filter"):
            if reference(attributes.get(key, "")):
                passes += LAYER * share + self._definition(attributes[key])
        if "opacity" in attributes or "mix-blend-mode" in attributes:
            passes += LAYER * share
        if name := reference(attributes.get("filter", "")):
            # A filter may draw outside of what it is given: by a tenth at each edge (SVG 1.1, 15.5).
            reach = max(1.0, FILTER_REACH * share)
            passes += reach * _filter_passes(self.filters.get(name), self.scale, self.paper)
        return passes

    def _definition(self, paint: str) -> float:
        """Return what a mask, a cut-out, a pattern or a marker costs each time it is used."""
        name = reference(paint)
        if name not in self._known:
            self._known[name] = 0.0  # one that refers to itself is not drawn
            target = self.ids.get(name)
            children = target.elements() if target is not None else []
            layers = self._layers(target, self.page) if target is not None else 0.0
            self._known[name] = layers + sum(self._cost(child, IDENTITY).passes for child in children)
        return self._known[name]

    def _share(self, box: Corners | None) -> float:
        if box is None:
            return 0.0
        left, top, right, bottom = self.paper
        return (box[2] - box[0]) * (box[3] - box[1]) / ((right - left) * (bottom - top))


def _grown(page: Corners) -> Corners:
    left, top, right, bottom = page
    width, height = right - left, bottom - top
    return left - 2 * width, top - 2 * height, right + 2 * width, bottom + 2 * height


def _moved(matrix: Matrix, element: Element) -> Matrix:
    try:
        return multiply(matrix, parse_transform(element.attributes.get("transform", "")))
    except ValueError:
        return matrix


def _on_page(local: Box, matrix: Matrix, page: Corners) -> Corners:
    """Return the part of the page that a box of left, top, width and height covers."""
    left, top, width, height = local
    points = [apply(matrix, (x, y)) for x in (left, left + width) for y in (top, top + height)]
    xs = [min(max(x, page[0]), page[2]) for x, _ in points]
    ys = [min(max(y, page[1]), page[3]) for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _union(boxes: Iterable[Corners | None]) -> Corners | None:
    known = [box for box in boxes if box]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _filter_passes(definition: Element | None, scale: float, page: Corners) -> float:
    """Return what a filter costs, as if it covered the page."""
    if definition is None:
        return 0.0
    is_relative = definition.attributes.get("primitiveUnits") == "objectBoundingBox"
    unit = scale * (max(page[2] - page[0], page[3] - page[1]) if is_relative else 1)
    steps = [one for one in definition.self_and_descendants() if one.name.startswith("fe")]
    return FILTER + sum(_PASSES.get(one.name, _plain_step)(one, unit) for one in steps)


def _plain_step(_element: Element, _unit: float) -> float:
    return PRIMITIVE


def _window(element: Element, unit: float) -> float:
    radii = _numbers(element, "radius", 1)
    if len(radii) > len("xy") or min(radii) < 0:
        radii = [1]
    # resvg takes 1 for none and for what is no radius.
    across, down = (2 * (radius or 1) * unit + 1 for radius in (radii[0], radii[-1]))
    return PRIMITIVE + CELL * across * down


def _kernel(element: Element, _: float) -> float:
    order = _numbers(element, "order", 3)
    return BLUR + CELL * abs(order[0] * order[-1])


def _noise(element: Element, _: float) -> float:
    return TURBULENCE + OCTAVE * abs(_numbers(element, "numOctaves", 1)[0])


def _numbers(element: Element, key: str, default: float) -> list[float]:
    try:
        found = [float(text) for text in element.attributes.get(key, "").replace(",", " ").split()]
    except ValueError:
        found = []
    return [number if math.isfinite(number) else math.inf for number in found] or [default]


_PASSES: Mapping[str, Callable[[Element, float], float]] = MappingProxyType(
    {
        "feGaussianBlur": lambda *_: BLUR,
        "feDropShadow": lambda *_: SHADOW,
        "feDiffuseLighting": lambda *_: LIGHT,
        "feSpecularLighting": lambda *_: LIGHT,
        "feTurbulence": _noise,
        "feConvolveMatrix": _kernel,
        "feMorphology": _window,
    }
)
