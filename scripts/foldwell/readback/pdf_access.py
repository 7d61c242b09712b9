"""What in a finished PDF file keeps out someone who listens to it (ISO 14289-1), as far as its tags tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pikepdf

from foldwell.readback.pdf_structure import children
from foldwell.readback.reading import levels

UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
HEADINGS = tuple(f"/H{level}" for level in range(1, 7))
HOLDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "/L": ("/LI", "/Caption"),
        "/LI": ("/Lbl", "/LBody"),
        "/Table": ("/TR", "/THead", "/TBody", "/TFoot", "/Caption"),
        "/TR": ("/TH", "/TD"),
    }
)
"""What may stand directly in lists and tables (ISO 32000-1, tables 336 and 337)."""


def barriers(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what keeps out someone who listens to the file: a picture without words, a level skipped."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or not _says(pdf.Root, "/MarkInfo", "/Marked"):
        yield "does not say that it is tagged"
        return
    yield from _about(pdf)
    elements = list(_elements(root))
    yield from levels([int(kind[2]) for kind in map(_kind, elements) if kind in HEADINGS])
    for element in elements:
        yield from CHECKS.get(_kind(element), _misplaced)(element)
        yield from _astray(element)
    for number, page in enumerate(pdf.pages, start=1):
        yield from _links(page, number)


def _about(pdf: pikepdf.Pdf) -> Iterator[str]:
    about = pdf.open_metadata()
    if about.get(UA_PART) != "1":
        yield "does not claim PDF/UA-1"
    if not about.get(TITLE) or not _says(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "does not show its title"


def _says(root: pikepdf.Object, group: str, key: str) -> bool:
    return bool(root.get(group, pikepdf.Dictionary()).get(key, False))


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every element inside an element, in reading order."""
    for child in children(element):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _kind(element: pikepdf.Object) -> str:
    return str(element.get("/S", ""))


def _misplaced(element: pikepdf.Object) -> Iterator[str]:
    """Yield what may not stand directly in a list or a table."""
    kind = _kind(element)
    for child in children(element) if kind in HOLDS else ():
        inner = "text" if isinstance(child, int) else _kind(child)
        if inner not in HOLDS[kind]:
            yield f"has {inner.lstrip('/')} directly in {kind.lstrip('/')}"


def _astray(element: pikepdf.Object) -> Iterator[str]:
    """Yield what leads somewhere, by a reference to its link, and is no link to someone who listens."""
    held = (child for child in children(element) if isinstance(child, pikepdf.Dictionary))
    if _kind(element) != "/Link" and any(child.get("/Type") == "/OBJR" for child in held):
        yield f"has a link inside {_kind(element).lstrip('/')} instead of Link"


def _figure(figure: pikepdf.Object) -> Iterator[str]:
    if not str(figure.get("/Alt", "")).strip():
        yield "has a picture without words that stand for it"
    place, page = _attribute(figure, "/BBox"), figure.Pg.MediaBox
    left, bottom, right, top = map(float, place if place is not None else (0, 0, 0, 0))
    if not (
        float(page[0]) <= left < right <= float(page[2]) and float(page[1]) <= bottom < top <= float(page[3])
    ):
        yield "has a picture whose place is not on its page"


def _heading_cell(cell: pikepdf.Object) -> Iterator[str]:
    if _attribute(cell, "/Scope") is None:
        yield "has a heading cell that does not say whether it stands for a row or a column"


def _attribute(element: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """Return an attribute of an element, which has one group of them or several."""
    given = element.get("/A", pikepdf.Array())
    groups = list(given) if isinstance(given, pikepdf.Array) else [given]
    return next((group[name] for group in groups if name in group), None)


CHECKS: Mapping[str, Callable[[pikepdf.Object], Iterator[str]]] = MappingProxyType(
    {"/Figure": _figure, "/TH": _heading_cell}
)


def _links(page: pikepdf.Page, number: int) -> Iterator[str]:
    """Yield what is wrong with the links of a page."""
    links = [note for note in page.obj.get("/Annots", ()) if note.get("/Subtype") == "/Link"]
    if links and page.obj.get("/Tabs") != "/S":
        yield f"page {number} does not say in which order its links follow each other"
    for link in links:
        if not str(link.get("/Contents", "")).strip() or "/StructParent" not in link:
            yield f"page {number} has a link that says nothing of itself"
