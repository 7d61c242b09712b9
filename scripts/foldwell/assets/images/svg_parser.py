"""The elements of an SVG file, each with the line it starts on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from foldwell.assets.images.image import ADVICE
from foldwell.errors import InputError, Location, Problem

NAMESPACE = "http://www.w3.org/2000/svg"
MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Element:
    """An element, its line and the element around it; a name of another namespace keeps it in {braces}."""

    name: str
    line: int
    attributes: Mapping[str, str]
    parent: Element | None

    def self_and_ancestors(self) -> Iterator[Element]:
        """Yield this element, then each of its ancestors."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent


class _ElementCollector:
    """Collects every element, and every processing instruction under a name that starts with `?`.

    Read by expat, which knows the line on which a tag starts. lxml knows that on which it ends, and drawing
    programs write each attribute on a line of its own.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.namespace_prefixes = True
        # Entities are declared in a DOCTYPE, so without one nothing can expand or be fetched.
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda _: self._open.pop()
        self._parser.ProcessingInstructionHandler = lambda target, _: self._record(f"?{target}", {})

    @property
    def line(self) -> int:
        """The line that the parser has reached."""
        return self._parser.CurrentLineNumber or 1

    def parse(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def problem(self, what: str, line: int) -> InputError:
        return InputError(Problem(Location(self.where, line), what, ADVICE))

    def _refuse_doctype(self, *_: object) -> None:
        raise self.problem("a DOCTYPE or an entity is not allowed in a picture", self.line)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self.problem(f"elements stand inside each other more than {MAX_DEPTH} deep", self.line)
        space, local, _ = _split(name)
        qualified = {_qualified_name(key): value for key, value in attributes.items()}
        self._open.append(self._record(local if space == NAMESPACE else f"{{{space}}}{local}", qualified))

    def _record(self, name: str, attributes: Mapping[str, str]) -> Element:
        """Record an element at the parser's line and return it."""
        parent = self._open[-1] if self._open else None
        self.elements.append(Element(name, self.line, attributes, parent))
        return self.elements[-1]


def _split(name: str) -> tuple[str, str, str]:
    """Return namespace, local name and prefix of a name as expat writes it; "" for none."""
    parts = name.split(" ")
    if len(parts) == 1:
        return "", name, ""
    return parts[0], parts[1], parts[2] if len(parts) > len(("namespace", "name")) else ""


def _qualified_name(name: str) -> str:
    """Return the name of an attribute with the prefix that the file gives it."""
    _, local, prefix = _split(name)
    return f"{prefix}:{local}" if prefix else local


def elements(data: bytes, where: str) -> tuple[Element, ...]:
    """Return the elements of an SVG in the file's order.

    Raises InputError when the file is not well-formed XML, nests too deep, or has a DOCTYPE or an entity.
    """
    collector = _ElementCollector(where)
    try:
        collector.parse(data)
    except expat.ExpatError as error:
        what = f"the drawing is damaged: {expat.ErrorString(error.code)}"
        raise collector.problem(what, error.lineno) from error
    except (ValueError, LookupError) as error:  # an encoding that expat cannot read
        raise collector.problem(str(error), collector.line) from error
    return tuple(collector.elements)
