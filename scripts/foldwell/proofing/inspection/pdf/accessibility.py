"""Accessibility problems in the tags of a finished PDF file (ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pikepdf

from foldwell.proofing.inspection.pdf.structure_tree import Node
from foldwell.proofing.inspection.reading import heading_level_problems

UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
HEADINGS = tuple(f"/H{level}" for level in range(1, 7))
ALLOWED_CHILDREN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "/L": ("/LI", "/Caption"),
        "/TOC": ("/TOCI", "/TOC", "/Caption"),
        "/LI": ("/Lbl", "/LBody"),
        "/Table": ("/TR", "/THead", "/TBody", "/TFoot", "/Caption"),
        "/TR": ("/TH", "/TD"),
    }
)
"""The elements allowed directly in contents, lists and tables (ISO 32000-1, tables 333, 336 and 337)."""


def accessibility_problems(pdf: pikepdf.Pdf, root: Node | None) -> Iterator[str]:
    """Yield the violations that block screen-reader users, such as a picture without alt text."""
    if root is None or not _is_set(pdf.Root, "/MarkInfo", "/Marked"):
        yield "does not say that it is tagged"
        return
    yield from _metadata_problems(pdf)
    elements = list(_elements(root))
    yield from heading_level_problems([int(kind[2]) for kind, *_ in elements if kind in HEADINGS])
    for element in elements:
        yield from CHECKS.get(element.kind, _misplaced_children)(element)
        yield from _misplaced_references(element)
    for number, page in enumerate(pdf.pages, start=1):
        yield from _links(page, number)
        yield from _fields(page, number)
    yield from _field_names(pdf)


def _metadata_problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    about = pdf.open_metadata()
    # ISO 14289-1, 5: the file says what it follows; 7.1: viewers show its title, not its name.
    if about.get(UA_PART) != "1":
        yield "does not claim PDF/UA-1"
    if not about.get(TITLE) or not _is_set(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "does not show its title"


def _is_set(root: pikepdf.Object, group: str, key: str) -> bool:
    return bool(root.get(group, pikepdf.Dictionary()).get(key, False))


def _elements(element: Node) -> Iterator[Node]:
    """Yield every element inside an element, in reading order."""
    for child in element.children:
        if child.kind not in ("", "text"):
            yield child
            yield from _elements(child)


def _misplaced_children(element: Node) -> Iterator[str]:
    """Yield the elements that are not allowed directly in a list or a table."""
    for child in element.children if element.kind in ALLOWED_CHILDREN else ():
        if child.kind not in ALLOWED_CHILDREN[element.kind]:
            yield f"has {child.kind.lstrip('/')} directly in {element.kind.lstrip('/')}"


def _misplaced_references(element: Node) -> Iterator[str]:
    """Yield the elements that refer to a link or a form field, and are neither Link nor Form."""
    references = [child for child in element.children if child.is_reference]
    fields = [child for child in references if child.is_field]
    if fields and (element.kind, len(element.children)) != ("/Form", 1):
        yield f"has a form field inside {element.kind.lstrip('/')} instead of Form"
    if element.kind != "/Link" and len(references) > len(fields):
        yield f"has a link inside {element.kind.lstrip('/')} instead of Link"


def _figure(element: Node) -> Iterator[str]:
    """Yield what is wrong with a figure (ISO 14289-1, 7.3)."""
    figure = element.source
    if not str(figure.get("/Alt", "")).strip():
        yield "has a picture without words that stand for it"
    bbox, page = _attribute(figure, "/BBox"), figure.Pg.MediaBox
    left, bottom, right, top = map(float, bbox if bbox is not None else (0, 0, 0, 0))
    if not (
        float(page[0]) <= left < right <= float(page[2]) and float(page[1]) <= bottom < top <= float(page[3])
    ):
        yield "has a picture whose place is not on its page"


def _heading_cell(cell: Node) -> Iterator[str]:
    """Yield that a heading cell lacks its scope (ISO 14289-1, 7.5)."""
    if _attribute(cell.source, "/Scope") is None:
        yield "has a heading cell that does not say whether it stands for a row or a column"


def _attribute(element: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """Return an attribute of an element, which has one group of them or several."""
    attributes = element.get("/A", pikepdf.Array())
    groups = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((group[name] for group in groups if name in group), None)


CHECKS: Mapping[str, Callable[[Node], Iterator[str]]] = MappingProxyType(
    {"/Figure": _figure, "/TH": _heading_cell}
)


def _links(page: pikepdf.Page, number: int) -> Iterator[str]:
    """Yield what is wrong with the links of a page."""
    links = [note for note in page.obj.get("/Annots", ()) if note.get("/Subtype") == "/Link"]
    # ISO 14289-1, 7.18.3: in the order of the structure, not of the page.
    if links and page.obj.get("/Tabs") != "/S":
        yield f"page {number} does not say in which order its links follow each other"
    for link in links:
        # ISO 14289-1, 7.18.5: what a screen reader says instead of the address.
        if not str(link.get("/Contents", "")).strip() or "/StructParent" not in link:
            yield f"page {number} has a link that says nothing of itself"


def _fields(page: pikepdf.Page, number: int) -> Iterator[str]:
    """Yield what is wrong with the form fields of a page (ISO 14289-1, 7.18.1, 7.18.3 and 7.18.4)."""
    fields = [note for note in page.obj.get("/Annots", ()) if note.get("/Subtype") == "/Widget"]
    if fields and page.obj.get("/Tabs") != "/S":
        yield f"page {number} does not say in which order its form fields follow each other"
    for field in fields:
        if not str(field.get("/TU", "")).strip() or "/StructParent" not in field:
            yield f"page {number} has a form field without a name"


def _field_names(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield that form fields share a name: what is typed into one would appear in the others too."""
    names = [
        str(field.get("/T", ""))
        for field in pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", ())
    ]
    if len(set(names)) < len(names):
        yield "has form fields that are filled in together"
