"""An element of a drawing, with the line of the file on which it starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(slots=True, eq=False)
class Element:
    """An element of SVG: its local name, line, attributes, children and text, and the element around it.

    Attributes of XLink and XML keep the prefixes `xlink` and `xml`; those of other namespaces are not read.
    """

    name: str
    line: int
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def append(self, child: Element | str) -> None:
        """Add a child, and make this its parent."""
        self.children.append(child)
        if isinstance(child, Element):
            child.parent = self

    def elements(self) -> list[Element]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def self_and_descendants(self) -> Iterator[Element]:
        """Yield this element and all that it contains, in the file's order."""
        yield self
        for child in self.elements():
            yield from child.self_and_descendants()

    def self_and_ancestors(self) -> Iterator[Element]:
        """Yield this element, then each of its ancestors."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent

    def text(self) -> str:
        """Return the text of this element and of all that it contains."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def inherited(self, key: str, default: str) -> str:
        """Return an attribute of this element, or of the nearest ancestor that has it."""
        found = (one.attributes[key] for one in self.self_and_ancestors() if key in one.attributes)
        return next(found, default).strip()

    def copy(self, attributes: dict[str, str] | None = None) -> Element:
        """Return this element without its children, on the same line."""
        return Element(self.name, self.line, dict(self.attributes if attributes is None else attributes))
