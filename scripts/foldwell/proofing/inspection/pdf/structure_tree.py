"""The structure tree of a tagged PDF file: the order its content is read in, and its figures."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf

Mark = tuple[int, int]
"""The number of a page, from 1, and of a piece of marked content on it."""
Pages = Mapping[tuple[int, int], int]
NO_PAGE = 0
AFTER_ALL = sys.maxsize
"""The position of what has none in reading order."""


class Node(NamedTuple):
    """An element, a mark of content, or a reference to another object, depending on `kind` and `mark`.

    The kind of an element is its name, that of a bare mark "text", that of other objects empty.
    """

    kind: str
    mark: Mark | None
    is_reference: bool
    source: pikepdf.Object
    page: int
    children: tuple[Node, ...]

    @property
    def is_field(self) -> bool:
        """Return whether this refers to a form field, which is an annotation of its page."""
        return self.is_reference and self.source.Obj.get("/Subtype") == "/Widget"


@dataclass(frozen=True, slots=True)
class Structure:
    """The position of each mark in reading order, the alt text and marks of each figure, and the tree.

    `fields` are the form fields, each with its position among the marks.
    """

    order: Mapping[Mark, int]
    figures: tuple[tuple[str, frozenset[Mark]], ...]
    root: Node | None = None
    fields: tuple[tuple[int, Node], ...] = ()

    def position_of(self, mark: Mark) -> int:
        """Return the position of a mark; untagged content, such as page numbers, comes last."""
        return self.order.get(mark, AFTER_ALL)


def structure(pdf: pikepdf.Pdf) -> Structure:
    """Return the structure of a file; it is empty when the file is not tagged."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return Structure({}, ())
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    tree = node(root, NO_PAGE, pages)
    parts = list(enumerate(content(tree)))
    order = {part.mark: position for position, part in parts if part.mark is not None}
    fields = tuple((position, part) for position, part in parts if part.is_field)
    found = [(str(figure.source.get("/Alt", "")), frozenset(marks(figure))) for figure in figures(tree)]
    return Structure(order, tuple(found), tree, fields)


def node(source: pikepdf.Object, page: int, pages: Pages) -> Node:
    """Return an element or a reference, whose parent is on a page, with all that is inside it."""
    # A mark that names no page is on that of its element (ISO 32000-1, table 324).
    own_page = pages.get(source["/Pg"].objgen, page) if "/Pg" in source else page
    mark = (own_page, int(source["/MCID"])) if "/MCID" in source else None
    inside = tuple(
        Node("text", (own_page, child), False, source, own_page, ())
        if isinstance(child, int)
        else node(child, own_page, pages)
        for child in children(source)
    )
    return Node(str(source.get("/S", "")), mark, source.get("/Type") == "/OBJR", source, own_page, inside)


def content(element: Node) -> Iterator[Node]:
    """Yield the marks inside an element, and the references to other objects, in reading order."""
    for child in element.children:
        if child.mark is not None or child.is_reference:
            yield child
        else:
            yield from content(child)


def marks(element: Node) -> Iterator[Mark]:
    """Yield the marks inside an element, in reading order."""
    yield from (part.mark for part in content(element) if part.mark is not None)


def figures(element: Node) -> Iterator[Node]:
    """Yield the figures inside an element, not those inside other figures."""
    for child in element.children:
        if child.mark is not None or child.is_reference:
            continue
        if child.kind == "/Figure":
            yield child
        else:
            yield from figures(child)


def entries_of_contents(element: Node) -> Iterator[Node]:
    """Yield the entries of each list of contents inside an element, in reading order."""
    for child in element.children:
        if child.kind == "/TOCI":
            yield child
        else:
            yield from entries_of_contents(child)


def children(element: pikepdf.Object) -> tuple[pikepdf.Object, ...]:
    """Return the kids of an element: mark ids, references, elements."""
    inside = element.get("/K", ())
    return tuple(inside) if isinstance(inside, pikepdf.Array | tuple) else (inside,)
