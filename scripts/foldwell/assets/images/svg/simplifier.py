"""A drawing without what changes nothing on paper, its styles as attributes: step one of making it plain."""

from __future__ import annotations

from types import MappingProxyType

from foldwell.assets.images.recolour import KNOWN_CLASSES, LABEL_CLASS
from foldwell.assets.images.svg.attributes import EFFECTS, GEOMETRY, KEPT, PROPERTIES, TEXT_PROPERTIES
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.lettering.findings import OUTLINES
from foldwell.assets.images.svg.styles import StyleResolver, Stylesheet
from foldwell.errors import InputError, Location, Problem, closest

DROPPED = frozenset(
    {
        "title",
        "desc",
        "metadata",
        "style",
        "script",
        "view",
        "cursor",
        "font",
        "font-face",
        "glyph",
        "missing-glyph",
        "color-profile",
        "hatch",
        "solidcolor",
    }
)
ANIMATIONS = frozenset({"animate", "animateTransform", "animateMotion", "animateColor", "set", "mpath"})
UNDRAWN_TEXT = MappingProxyType(
    {
        "text": (
            "lettering needs a font",
            f'{OUTLINES}, or give it class="{LABEL_CLASS}" for the brand\'s font',
        ),
        "flowRoot": (
            "the drawing has lettering that flows in a frame, which no other program shows",
            "in Inkscape choose Text, Convert to Text, or Path, Object to Path, and export it again",
        ),
    }
)
"""What lettering is refused with that nobody has made outlines of."""

SLIP = 0.75
"""How close to a known class another one must be to be taken for a slip; other classes change nothing."""

MAX_CLASSES = 20
"""The number of classes of an element that are looked at."""

FOREIGN = "export it again as plain SVG, with its text as outlines, or save it as PNG"


class Simplifier:
    """Copies a drawing with its styles as attributes, less what paper does not show.

    `problems` and `animated` are filled meanwhile: what has no way to be printed, and the line of the first
    element that moves.
    """

    def __init__(self, stylesheet: Stylesheet, where: str) -> None:
        self.where = where
        self.styles = StyleResolver(stylesheet, where)
        self.problems: dict[str, Problem] = {}
        self.animated = 0

    def simplified(self, root: Element) -> Element:
        """Return the drawing; raises InputError with all that cannot be printed."""
        drawing = self._simplified(root)
        if self.problems or drawing is None:
            raise InputError(*self.problems.values())
        return drawing

    def _simplified(self, element: Element) -> Element | None:
        if element.name in ANIMATIONS:
            self.animated = self.animated or element.line
        if element.name in DROPPED | ANIMATIONS:
            return None
        attributes = self._attributes(element)
        if attributes.get("display") == "none":
            return None
        if element.name in UNDRAWN_TEXT and not self._keeps_text(element, attributes):
            return None
        if element.name == "foreignObject":
            self._problem(element, "the drawing has a piece of a web page inside (<foreignObject>)", FOREIGN)
        name = "g" if element.name in ("a", "switch") else element.name
        return self._with_children(Element(name, element.line, attributes), element)

    def _with_children(self, copy: Element, element: Element) -> Element:
        """Return the copy of an element with copies of its children."""
        for child in self._shown_children(element):
            simplified = child if isinstance(child, str) else self._simplified(child)
            if simplified is not None:
                copy.append(simplified)
        return copy

    def _keeps_text(self, element: Element, attributes: dict[str, str]) -> bool:
        """Return whether a text is a label in the brand's font; note the problem of any other lettering."""
        if LABEL_CLASS in attributes.get("class", "").split():
            return True
        if element.text().strip():
            what, hint = UNDRAWN_TEXT[element.name]
            self._problem(element, what, hint)
        return False

    def _problem(self, element: Element, what: str, hint: str) -> None:
        self.problems.setdefault(what, Problem(Location(self.where, element.line), what, hint))

    def _attributes(self, element: Element) -> dict[str, str]:
        """Return the attributes that matter, with those of styles."""
        is_text = element.name in ("text", "tspan")
        known = KEPT | EFFECTS.keys() | (TEXT_PROPERTIES if is_text else frozenset())
        attributes = {key: value for key, value in element.attributes.items() if key in known}
        if link := element.attributes.get("xlink:href"):
            attributes.setdefault("href", link)
        if element.name in ("a", "g", "switch"):
            attributes.pop("href", None)
        attributes |= self._styled(element, known)
        attributes["class"] = self._classes(element)
        return {key: value for key, value in attributes.items() if value.strip()}

    def _styled(self, element: Element, known: frozenset[str]) -> dict[str, str]:
        """Return the properties of styles that matter; the size of the drawing is that of its attributes."""
        allowed = (known & PROPERTIES) | EFFECTS.keys() | (known & TEXT_PROPERTIES)
        without = GEOMETRY if element.parent is None else frozenset()
        properties = self.styles.properties(element)
        if "d" in properties:
            properties["d"] = properties["d"].removeprefix("path(").strip("\"')")
        return {key: value for key, value in properties.items() if key in allowed - without}

    def _classes(self, element: Element) -> str:
        """Return the classes that the brand gives a colour or a font, and slips in writing them."""
        names = list(dict.fromkeys(element.attributes.get("class", "").split(maxsplit=MAX_CLASSES)))[
            :MAX_CLASSES
        ]
        others = [name for name in names if name not in self.styles.classes]
        return " ".join(
            name for name in others if name in KNOWN_CLASSES or closest(name, KNOWN_CLASSES, SLIP)
        )

    def _shown_children(self, element: Element) -> list[Element | str]:
        """Return the children of an element; of a switch, the first that needs no extension."""
        if element.name != "switch":
            return element.children
        plain = [
            child
            for child in element.elements()
            if not child.attributes.get("requiredExtensions") and child.name != "foreignObject"
        ]
        return [*plain[:1]]
