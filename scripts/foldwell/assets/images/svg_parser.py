"""The elements of an SVG file, each with the line it starts on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from defusedxml.sax import make_parser

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


class NestingError(SAXException):
    """Elements are nested deeper than any drawing needs."""


class _ElementCollector(ContentHandler):
    """Collects every element, and every processing instruction under a name that starts with `?`."""

    def __init__(self, parser: DefusedExpatParser) -> None:
        super().__init__()
        self._parser = parser
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        space, local = name[:2]
        if len(self._open) >= MAX_DEPTH:
            raise NestingError(f"elements stand inside each other more than {MAX_DEPTH} deep")
        attributes = {attrs.getQNameByName(key): value for key, value in attrs.items()}
        self._open.append(
            self._record(local if space == NAMESPACE else f"{{{space or ''}}}{local}", attributes)
        )

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        self._open.pop()

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        self._record(f"?{target}", {})

    def _record(self, name: str, attributes: Mapping[str, str]) -> Element:
        """Record an element at the parser's line and return it."""
        line = self._parser.getLineNumber() or 1
        self.elements.append(Element(name, line, attributes, self._open[-1] if self._open else None))
        return self.elements[-1]


def elements(data: bytes, where: str) -> tuple[Element, ...]:
    """Return the elements of an SVG in the file's order.

    Raises InputError when the file is not well-formed XML, nests too deep, or has a DOCTYPE or an entity.
    """
    parser = make_parser()
    collector = _ElementCollector(parser)
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(collector)
    try:
        parser.parse(BytesIO(data))
    except DefusedXmlException as error:
        what = "a DOCTYPE or an entity is not allowed in a picture"
        raise InputError(Problem(Location(where, parser.getLineNumber()), what, ADVICE)) from error
    except SAXParseException as error:
        what = f"the drawing is damaged: {error.getMessage()}"
        raise InputError(Problem(Location(where, error.getLineNumber()), what, ADVICE)) from error
    except (SAXException, ValueError, LookupError) as error:
        raise InputError(Problem(Location(where, parser.getLineNumber()), str(error), ADVICE)) from error
    return tuple(collector.elements)
