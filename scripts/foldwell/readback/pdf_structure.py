"""The structure tree of a tagged PDF file: the order its content is read in, and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

Mark = tuple[int, int]
"""The number of a page, from 1, and of a piece of marked content on it."""
Pages = Mapping[tuple[int, int], int]
NO_PAGE = 0


@dataclass(frozen=True, slots=True)
class Structure:
    """The place of each mark in reading order; the alternative text of each figure, and its marks."""

    order: Mapping[Mark, int]
    figures: tuple[tuple[str, frozenset[Mark]], ...]

    def place(self, mark: Mark) -> int:
        """Return the place of a mark; what stands in no structure, as page numbers do, comes last."""
        return self.order.get(mark, len(self.order))


def structure(pdf: pikepdf.Pdf) -> Structure:
    """Return the structure of a file; it is empty when the file is not tagged."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return Structure({}, ())
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    order = {mark: place for place, mark in enumerate(marks(root, NO_PAGE, pages))}
    found = [
        (str(figure.get("/Alt", "")), frozenset(marks(figure, page, pages)))
        for figure, page in figures(root, NO_PAGE, pages)
    ]
    return Structure(order, tuple(found))


def marks(element: pikepdf.Object, page: int, pages: Pages) -> Iterator[Mark]:
    """Yield the marks inside an element, in reading order."""
    here = page_of(element, page, pages)
    for child in children(element):
        if isinstance(child, int):
            yield here, child
        elif "/MCID" in child:
            yield page_of(child, here, pages), int(child["/MCID"])
        elif child.get("/Type") != "/OBJR":
            yield from marks(child, here, pages)


def figures(element: pikepdf.Object, page: int, pages: Pages) -> Iterator[tuple[pikepdf.Object, int]]:
    """Yield the figures inside an element, and the page that each inherits."""
    here = page_of(element, page, pages)
    for child in children(element):
        if isinstance(child, int) or "/MCID" in child or child.get("/Type") == "/OBJR":
            continue
        if child.get("/S") == "/Figure":
            yield child, here
        else:
            yield from figures(child, here, pages)


def page_of(element: pikepdf.Object, page: int, pages: Pages) -> int:
    """Return the page that an element names, or else the one that it inherits."""
    return pages.get(element["/Pg"].objgen, page) if "/Pg" in element else page


def children(element: pikepdf.Object) -> tuple[pikepdf.Object, ...]:
    """Return what stands directly inside an element: numbers of marks, references, elements."""
    inside = element.get("/K", ())
    return tuple(inside) if isinstance(inside, pikepdf.Array | tuple) else (inside,)
