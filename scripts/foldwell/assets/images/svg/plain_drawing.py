"""The strict subset of a drawing: shapes, groups, plain gradients, cut-outs of one shape."""

from __future__ import annotations

from foldwell.assets.images.svg.attributes import (
    EFFECT_ELEMENTS,
    EFFECTS,
    PAINTS,
    plain_colours,
    reference,
    without_defaults,
)
from foldwell.assets.images.svg.bounds import Box, shape_box
from foldwell.assets.images.svg.complexity import MANY_LAYERS, MAX_LAYERS, MAX_SEGMENTS, SIMPLER
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.gradients import (
    GRADIENTS,
    NotDrawable,
    is_in_page,
    plain_gradient,
    resolved_attributes,
)
from foldwell.assets.images.svg.path_data import rewritten
from foldwell.assets.images.svg.references import ids_of
from foldwell.assets.images.svg.visibility import SHAPES
from foldwell.errors import InputError, Location, Problem

DEFINITIONS = frozenset({"defs", "clipPath", "symbol", "mask", "filter", "pattern", "marker"}) | GRADIENTS
UNUSED = frozenset({"clip-rule", "href", "systemLanguage", "requiredExtensions", "requiredFeatures", "color"})
COVERED = 0.99
"""The share of the page that a cut-out must cover to change nothing."""


class PlainDrawing:
    """Copies a drawing into the strict subset, and notes what only pixels can show.

    `features` are these, each with the line of its first place. `root` is of use if there are none.
    """

    def __init__(self, root: Element, where: str) -> None:
        self.where = where
        self.features: dict[str, int] = {}
        self.ids = ids_of(root)
        self._page = _numbers(root.attributes.get("viewBox", ""))
        self._definitions: dict[str, Element] = {}
        self._segments = 0
        self.root = self._plain(root, "black") or root.copy()
        if self._definitions:
            defs = Element("defs", root.line, {})
            for definition in self._definitions.values():
                defs.append(definition)
            self.root.children.insert(0, defs)
            defs.parent = self.root

    def _needs_pixels(self, element: Element, feature: str) -> None:
        self.features.setdefault(feature, element.line)

    def _plain(self, element: Element, current: str) -> Element | None:
        """Return an element with all that it contains, or None if it draws nothing."""
        if element.name in DEFINITIONS:
            return None
        if element.name in EFFECT_ELEMENTS and element.parent is not None:
            self._needs_pixels(element, EFFECT_ELEMENTS[element.name])
            return None
        current = element.attributes.get("color", current)
        copy = Element(element.name, element.line, self._attributes(element, current))
        for child in element.children:
            plain = child if isinstance(child, str) else self._plain(child, current)
            if plain is not None:
                copy.append(plain)
        if element.name == "path" and not self._has_path(copy):
            return None
        return None if element.name == "g" and not copy.children else copy

    def _attributes(self, element: Element, current: str) -> dict[str, str]:
        attributes = plain_colours(without_defaults(element.attributes), current)
        for key in EFFECTS.keys() & attributes.keys():
            self._note_effect(element, key, attributes.pop(key))
        for key in PAINTS:
            self._paint(element, attributes, key)
        if "clip-path" in attributes:
            self._clip(element, attributes)
        return {key: value for key, value in attributes.items() if key not in UNUSED and key != "id"}

    def _note_effect(self, element: Element, key: str, value: str) -> None:
        feature, nothing = EFFECTS[key]
        if value.strip() in (nothing, "none", "auto", "all") or not value.strip():
            return
        self._needs_pixels(element, feature)

    def _paint(self, element: Element, attributes: dict[str, str], key: str) -> None:
        """Define the gradient of a fill or a stroke; one in shares of a box for each shape it fills."""
        target = self.ids.get(reference(element.inherited(key, "")))
        if target is None:
            return
        if target.name not in GRADIENTS:
            self._needs_pixels(element, "a pattern")
            return
        if key == "stroke":
            # WeasyPrint 70 draws such a line in a width of its own.
            self._needs_pixels(element, "a gradient along a line")
            return
        try:
            self._define(element, target, attributes, key)
        except NotDrawable as error:
            self._needs_pixels(target, str(error))

    def _define(self, element: Element, target: Element, attributes: dict[str, str], key: str) -> None:
        name = target.attributes["id"]
        is_shape = element.name in SHAPES
        if not is_in_page(resolved_attributes(target, self.ids)):
            if not is_shape:
                attributes.pop(key, None)
                return
            name = f"{name}-{len(self._definitions)}"
        elif key not in attributes:
            return
        attributes[key] = f"url(#{name})"
        if len(self._definitions) > MAX_LAYERS:
            raise NotDrawable(MANY_LAYERS)
        if name not in self._definitions:
            self._definitions[name] = self._gradient(target, name, shape_box(element) if is_shape else None)

    def _gradient(self, target: Element, name: str, box: Box | None) -> Element:
        gradient = plain_gradient(target, self.ids, box)
        gradient.attributes["id"] = name
        for stop in gradient.elements():
            colours = plain_colours(without_defaults(stop.attributes), stop.attributes.get("color", "black"))
            if "stop-opacity" in colours:
                raise NotDrawable("a gradient that fades to see-through")
            kept = ("offset", "stop-color")
            stop.attributes = {key: value for key, value in colours.items() if key in kept}
        return gradient

    def _clip(self, element: Element, attributes: dict[str, str]) -> None:
        """Define the cut-out of an element, unless it leaves all of the page."""
        value = attributes.pop("clip-path")
        clip = self.ids.get(reference(value))
        if clip is None or clip.name != "clipPath":
            if value.strip() != "none" and not value.startswith("url("):
                self._needs_pixels(element, "a cut-out")
            return
        if self._is_whole_page(element, clip):
            return
        shape = _only_shape(clip)
        if shape is None:
            self._needs_pixels(element, "a cut-out of several shapes")
            return
        name = clip.attributes["id"]
        attributes["clip-path"] = f"url(#{name})"
        if name not in self._definitions:
            copy = Element("clipPath", clip.line, {"id": name})
            kept = {key: value for key, value in shape.attributes.items() if key in _SHAPE_GEOMETRY}
            copy.append(Element(shape.name, shape.line, kept))
            self._definitions[name] = copy
            if shape.name == "path":
                self._has_path(copy.elements()[0])

    def _is_whole_page(self, element: Element, clip: Element) -> bool:
        """Return whether a cut-out is a rectangle that covers the page, seen from where the element is."""
        shapes = clip.elements()
        moved = any("transform" in one.attributes for one in (*element.self_and_ancestors(), clip, *shapes))
        if moved or len(shapes) != 1 or shapes[0].name != "rect" or len(self._page) != len("xywh"):
            return False
        x, y, width, height = self._page
        sides = [_number(shapes[0].attributes.get(key, "0")) for key in ("x", "y", "width", "height")]
        if any(side is None for side in sides):
            return False
        left, top, wide, high = (side or 0.0 for side in sides)
        slack_x, slack_y = (1 - COVERED) * width, (1 - COVERED) * height
        return (
            clip.attributes.get("clipPathUnits") != "objectBoundingBox"
            and left <= x + slack_x
            and top <= y + slack_y
            and left + wide >= x + width - slack_x
            and top + high >= y + height - slack_y
        )

    def _has_path(self, path: Element) -> bool:
        """Write the data of a path plainly, and return whether there is any; count its segments."""
        data = path.attributes.get("d", "none").strip()
        if data in ("", "none"):
            return False
        try:
            path.attributes["d"], count = rewritten(data)
        except ValueError as error:
            what = f"the path data of the drawing breaks off at '{error}'"
            raise self._error(path, what, "export it again, or ask for the file once more") from error
        self._segments += count
        if self._segments > MAX_SEGMENTS:
            raise self._error(path, f"the drawing has more than {MAX_SEGMENTS:,} lines and curves", SIMPLER)
        return bool(count)

    def _error(self, element: Element, what: str, hint: str) -> InputError:
        return InputError(Problem(Location(self.where, element.line), what, hint))


_SHAPE_GEOMETRY = frozenset(
    {"x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "d", "points", "transform"}
)


def _only_shape(clip: Element) -> Element | None:
    """Return the one shape of a cut-out that a PDF reader can follow, or None."""
    shapes = clip.elements()
    if len(shapes) != 1 or {"clip-path", "transform"} & clip.attributes.keys():
        return None
    shape = shapes[0]
    if clip.attributes.get("clipPathUnits") == "objectBoundingBox" or shape.name not in SHAPES - {
        "text",
        "line",
    }:
        return None
    is_even_odd = shape.inherited("clip-rule", "nonzero") == "evenodd"
    return None if is_even_odd or "clip-path" in shape.attributes else shape


def _numbers(text: str) -> list[float]:
    numbers = [_number(part) for part in text.replace(",", " ").split()]
    return [number for number in numbers if number is not None]


def _number(text: str) -> float | None:
    try:
        return float(text.strip().removesuffix("px"))
    except ValueError:
        return None
