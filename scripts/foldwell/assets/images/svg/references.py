"""`<use>` as a copy of what it shows: step two of making a drawing plain. Bounded in number and depth."""

from __future__ import annotations

from collections.abc import Mapping

from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.parser import MAX_DEPTH, MAX_ELEMENTS
from foldwell.errors import InputError, Location, Problem

OWN_GEOMETRY = frozenset({"x", "y", "width", "height", "href", "id"})
SHORTEN = "break its copies up (Inkscape: Unlink Clone; Illustrator: Expand) and export it again"


def ids_of(root: Element) -> dict[str, Element]:
    """Return the elements by id, the first of each."""
    found: dict[str, Element] = {}
    for element in root.self_and_descendants():
        if name := element.attributes.get("id"):
            found.setdefault(name, element)
    return found


class ReferenceResolver:
    """Copies a drawing with each `<use>` as a group that holds a copy of what it refers to."""

    def __init__(self, root: Element, where: str) -> None:
        self.root, self.where = root, where
        self.ids: Mapping[str, Element] = ids_of(root)
        self._count = 0

    def resolved(self) -> Element:
        """Return the drawing without `<use>`; raises InputError if it becomes too large or never ends."""
        return self._copy(self.root, 0)

    def _copy(self, element: Element, depth: int) -> Element:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self._error(element, f"the drawing has more than {MAX_ELEMENTS:,} parts, copies included")
        if depth > MAX_DEPTH:
            raise self._error(element, "copies in the drawing refer to each other without end")
        if element.name == "use":
            return self._use(element, depth)
        copy = element.copy()
        for child in element.children:
            copy.append(child if isinstance(child, str) else self._copy(child, depth + 1))
        return copy

    def _error(self, element: Element, what: str) -> InputError:
        return InputError(Problem(Location(self.where, element.line), what, SHORTEN))

    def _use(self, element: Element, depth: int) -> Element:
        attributes = {key: value for key, value in element.attributes.items() if key not in OWN_GEOMETRY}
        target = self.ids.get(element.attributes.get("href", "").removeprefix("#"))
        x, y = (element.attributes.get(key, "0").removesuffix("px") for key in "xy")
        if (x, y) != ("0", "0"):
            attributes["transform"] = f"{attributes.get('transform', '')} translate({x},{y})".strip()
        group = Element("g", element.line, attributes)
        if target is not None:
            group.append(self._shown(target, depth + 1))
        return group

    def _shown(self, target: Element, depth: int) -> Element:
        """Return a copy of what a `<use>` refers to; a symbol without a size of its own is a group."""
        copy = self._copy(target, depth)
        if copy.name == "symbol" and not {"viewBox", "width", "height"} & copy.attributes.keys():
            copy.name = "g"
        elif copy.name in ("symbol", "svg"):
            copy.name = "svg"
        return copy
