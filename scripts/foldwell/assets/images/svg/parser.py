"""The tree of an SVG file, each element with the line it starts on; other namespaces are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast
from xml.parsers import expat

from foldwell.assets.images.image import ADVICE
from foldwell.assets.images.svg.element import NAMESPACE, Element
from foldwell.errors import InputError, Location, Problem

MAX_DEPTH = 30
MAX_ELEMENTS = 5_000
"""The number of elements of a drawing, also after each `<use>` has become a copy of what it shows."""

PREFIXES = MappingProxyType(
    {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:", "": ""}
)
ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\w+);)")
TEXT_ELEMENTS = frozenset({"text", "tspan", "textPath", "style", "flowRoot", "flowPara", "flowSpan"})
ENTITY_ADVICE = "export it again as plain SVG; in Illustrator, without 'Preserve Illustrator Editing'"


class _TreeBuilder:
    """Builds the tree of elements as expat reads a file.

    Read by expat, which knows the line on which a tag starts. lxml knows that on which it ends, and drawing
    programs write each attribute on a line of its own.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.root: Element | None = None
        self._open: list[Element | None] = []
        self._count = 0
        self._has_doctype = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._start_doctype
        self._parser.SkippedEntityHandler = self._refuse_entity
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda _: self._open.pop()
        self._parser.CharacterDataHandler = self._text
        self._parser.ProcessingInstructionHandler = self._instruction

    @property
    def line(self) -> int:
        """The line that the parser has reached."""
        return self._parser.CurrentLineNumber or 1

    def parse(self, data: bytes) -> None:
        self._parser.Parse(data, True)
        # expat passes over an entity in an attribute that another file may declare.
        if self._has_doctype and ENTITY.search(data.replace(b"\0", b"")):
            self._refuse_entity()

    def problem(self, what: str, line: int, hint: str = ADVICE) -> InputError:
        return InputError(Problem(Location(self.where, line), what, hint))

    def _start_doctype(self, _name: str, _system: str | None, _public: str | None, subset: int) -> None:
        self._has_doctype = True
        if subset:
            self._refuse_entity()

    def _refuse_entity(self, *_: object) -> None:
        raise self.problem("an entity is not allowed in a picture", self.line, ENTITY_ADVICE)

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise self.problem("the drawing takes its style from another file", self.line)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self.problem(f"elements stand inside each other more than {MAX_DEPTH} deep", self.line)
        space, local = _split(name)
        parent = self._open[-1] if self._open else None
        if not self._open and (space, local) != (NAMESPACE, "svg"):
            raise self.problem("is not an SVG drawing", self.line)
        if space != NAMESPACE or (self._open and parent is None):
            self._open.append(None)
            return
        self._open.append(self._record(local, attributes, parent))

    def _record(self, name: str, attributes: Mapping[str, str], parent: Element | None) -> Element:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self.problem(f"the drawing has more than {MAX_ELEMENTS:,} parts", self.line)
        element = Element(name, self.line, _known_attributes(attributes))
        if parent is None:
            self.root = element
        else:
            parent.append(element)
        return element

    def _text(self, text: str) -> None:
        element = self._open[-1] if self._open else None
        if element and (element.name in TEXT_ELEMENTS or _is_within_text(element)):
            element.append(text)


def _is_within_text(element: Element) -> bool:
    """Return whether an element, such as a link, stands in a text and has letters of it."""
    return any(one.name == "text" for one in element.self_and_ancestors())


def _split(name: str) -> tuple[str, str]:
    """Return namespace, "" for none, and local name of a name as expat writes it."""
    space, _, local = name.rpartition(" ")
    return space, local


def _known_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of SVG, XLink and XML."""
    parts = {_split(name): value for name, value in attributes.items()}
    return {PREFIXES[space] + local: value for (space, local), value in parts.items() if space in PREFIXES}


def parse_svg(data: bytes, where: str) -> Element:
    """Return the root of an SVG drawing.

    Raises InputError when the file is not well-formed XML, not SVG, nests too deep, has too many elements, or
    has an entity. A DOCTYPE is passed over; nothing that it names is read.
    """
    builder = _TreeBuilder(where)
    try:
        builder.parse(data)
    except expat.ExpatError as error:
        what = f"the drawing is damaged: {expat.ErrorString(error.code)}"
        raise builder.problem(what, error.lineno) from error
    except (ValueError, LookupError) as error:  # an encoding that expat cannot read
        raise builder.problem(str(error), builder.line) from error
    # What expat has read to its end has a root, and none but <svg> gets that far.
    return cast("Element", builder.root)
