"""Outlines in the place of a text, with its colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foldwell.assets.images.svg.attributes import EFFECTS, PROPERTIES
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.lettering.text_style import TEXT_PROPERTIES
from foldwell.assets.images.svg.styles import StyleResolver

GEOMETRY = frozenset({"x", "y", "cx", "cy", "r", "rx", "ry", "d"})
OF_ELEMENTS = frozenset({"transform", "opacity", "display", "clip-path"}) | EFFECTS.keys()
"""Properties that are not inherited: a part of a text has none of its own (SVG 2, 11.2.1)."""

PAINT = (PROPERTIES - GEOMETRY - OF_ELEMENTS) | {"paint-order", "vector-effect"}


class LetteringPaint:
    """Puts outlines into a drawing; the styles are resolved as long as the texts are there."""

    def __init__(self, resolver: StyleResolver) -> None:
        self.resolver = resolver
        # A rule for all paths is none for lettering.
        self._undone = dict.fromkeys(resolver.properties(Element("path", 0, {})).keys() & PAINT, "inherit")

    def replace(self, text: Element, outlines: Sequence[tuple[Element, str]]) -> None:
        """Turn a text into a group of outlines; in a cut-out, which cannot hold groups, into one shape."""
        paths = [
            Element("path", element.line, self._of_piece(element, text) | {"d": data})
            for element, data in outlines
            if data
        ]
        attributes = self._of_text(text)
        if text.parent and text.parent.name == "clipPath":
            data = " ".join(path.attributes["d"] for path in paths)
            text.name, text.attributes, text.children = "path", attributes | {"d": data}, []
            return
        text.name, text.attributes, text.children = "g", attributes, []
        for path in paths:
            text.append(path)

    def _of_text(self, text: Element) -> dict[str, str]:
        """Return the attributes of a text for its group, with what the rules of the drawing give it."""
        dropped = TEXT_PROPERTIES | GEOMETRY
        kept = {key: value for key, value in text.attributes.items() if key not in dropped | {"style"}}
        styled = {key: value for key, value in self.resolver.properties(text).items() if key not in dropped}
        return kept | ({"style": _written(styled)} if styled else {})

    def _of_piece(self, element: Element, text: Element) -> dict[str, str]:
        """Return the attributes of the outlines of a part of a text: its paint beside that of the text."""
        style = dict(self._undone)
        classes = []
        parts = [one for one in element.self_and_ancestors() if text in one.self_and_ancestors()]
        for part in reversed(parts[:-1]):
            declared = {**part.attributes, **self.resolver.properties(part)}
            style |= {key: value for key, value in declared.items() if key in PAINT and ";" not in value}
            classes.append(part.attributes.get("class", ""))
        return {"style": _written(style), "class": " ".join(classes)} if parts[:-1] or style else {}


def _written(style: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in style.items())
