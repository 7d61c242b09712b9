"""Repair the tags of a finished PDF file (ISO 14289-1) where the layout engine leaves them incomplete.

It splits paragraphs and lists at page ends, and links at line ends; writes the bounding box of a figure in
CSS pixels from the top, and heading cells without scope; leaves list items without a body; and tags page
numbers as text outside the reading order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator

from foldwell.rendering import pdf_writer
from foldwell.rendering.pdf.contents_tags import name_link
from foldwell.rendering.pdf.form_fields import set_fields
from foldwell.rendering.pdf.gradients import replace_tiled_gradients
from foldwell.rendering.pdf.list_tags import join_bodies, repair_list
from foldwell.rendering.pdf.tag_elements import append_children, descendants, kind, remove
from foldwell.rendering.pdf.text_groups import remove_text_groups

PT_PER_PX = 0.75
JOINABLE = frozenset(
    {"/Part", "/Sect", "/Art", "/Div", "/BlockQuote", "/NonStruct", "/P", "/L", "/LI", "/LBody"}
)
"""Elements to join across a page break; a table repeats its heading row on each page and stays two."""
DROP_IF_EMPTY = frozenset({"/Sect", "/Div", "/NonStruct", "/Span", "/P"})
"""Elements to drop when they are empty; an empty table cell has a meaning."""


def repair_tags(data: bytes, carried: Sequence[int], link_names: Mapping[str, str]) -> bytes:
    """Return a tagged PDF file with its tags put right (ISO 14289-1), the same bytes each time.

    Gradients, form fields and groups of text are put right in passing, as the file is open.

    `carried` has for each page but the first the number of nested elements that began on the page before, and
    `link_names` the words of each link to a place in the file, by the name of that place.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        (top,) = pdf.Root.StructTreeRoot.K
        # From the inside out: a nested list goes into the body of an item, which is joined by then, and an
        # element may be empty once those in it are gone.
        for element in reversed([top, *descendants(top)]):
            REPAIRS.get(kind(element), _unchanged)(element, pdf)
            element.K = Array(kid for kid in element.K if not _is_empty(kid))
        # What spans a page break is one element, not one for each page (Kozea/WeasyPrint#2903).
        for page, depth in zip(pdf.pages[1:], carried, strict=True):
            _join_page_break(page, top, depth)
        for element in [top, *descendants(top)]:
            _join_links(element)
            name_link(element, link_names)
        _rebuild_parent_tree(pdf, top)
        replace_tiled_gradients(pdf)
        set_fields(pdf)
        remove_text_groups(pdf)
        return pdf_writer.to_bytes(pdf)


def _is_empty(kid: object) -> bool:
    return kind(kid) in DROP_IF_EMPTY and isinstance(kid, Dictionary) and not len(kid.K)


def _join_links(element: Object) -> None:
    """Join the parts of a link that was split over lines."""
    for a, b in reversed(list(pairwise(element.K))):
        if kind(a) == kind(b) == "/Link" and _address(a) == _address(b):
            append_children(a, [_with_page(kid, b.Pg) for kid in b.K])
            remove(element, b)


def _with_page(kid: Any, page: Object) -> Any:
    """Return a mark with its page, so that it can be moved to an element that begins on another one."""
    return Dictionary(Type=Name.MCR, Pg=page, MCID=kid) if isinstance(kid, int) else kid


def _address(link: Object) -> str:
    targets = [kid.Obj for kid in link.K if isinstance(kid, Dictionary) and "/Obj" in kid]
    return "".join(str(target.get(key, "")) for target in targets[:1] for key in ("/A", "/Dest"))


def _unchanged(element: Object, _: pikepdf.Pdf) -> None:
    """Leave an element as it is."""


def _unwrap_link_parts(link: Object, _: pikepdf.Pdf) -> None:
    """Move link references in nested elements up into the link itself."""
    for part in list(descendants(link)):
        leading = [kid for kid in part.K if isinstance(kid, Dictionary) and "/Obj" in kid]
        append_children(link, leading)
        part.K = Array(kid for kid in part.K if not isinstance(kid, Dictionary) or "/Obj" not in kid)
        # What a stylesheet adds to a link, such as a page number, comes as a link in the link.
        part.S = Name.Span if kind(part) == "/Link" else part.S


def _set_scope(heading: Object, _: pikepdf.Pdf) -> None:
    """Set the scope of a heading cell: its column or, next to data cells, its row."""
    row = heading.P.K
    heading.A.Scope = Name.Column if all(kind(cell) == "/TH" for cell in row) else Name.Row


def _set_bounding_box(figure: Object, _: pikepdf.Pdf) -> None:
    """Give the place of a figure in points from the bottom left of its page (ISO 32000-1, table 344)."""
    left, top, right, bottom = (float(edge) * PT_PER_PX for edge in figure.A.BBox)
    height = float(figure.Pg.MediaBox[3])
    figure.A.BBox = Array([round(edge, 3) for edge in (left, height - bottom, right, height - top)])


REPAIRS: Mapping[str, Callable[[Object, pikepdf.Pdf], None]] = MappingProxyType(
    {
        "/LI": join_bodies,
        "/L": repair_list,
        "/Link": _unwrap_link_parts,
        "/TH": _set_scope,
        "/Figure": _set_bounding_box,
    }
)


def _join_page_break(page: pikepdf.Page, top: Object, depth: int) -> None:
    """Join what the beginning of a page has split."""
    for before, kid in pairwise(list(top.K)):
        if kid.Pg.objgen == page.obj.objgen:
            if _join(before, kid, depth):
                remove(top, kid)
            return


def _join(first: Object, second: Object, depth: int) -> bool:
    """Append the kids of `second` to `first` if both are one element; return whether they are."""
    # The body of a list item is a tag without an HTML element.
    body = kind(first) == "/LBody"
    if kind(first) != kind(second) or kind(first) not in JOINABLE or not (depth or body):
        return False
    kids = list(second.K)
    if kids and len(first.K) and _join(first.K[-1], kids[0], depth - (not body)):
        del kids[0]
    append_children(first, kids)
    return True


def _rebuild_parent_tree(pdf: pikepdf.Pdf, top: Object) -> None:
    """Rebuild the parent tree of marks and links (ISO 32000-1, 14.7.4.4).

    Content without an element becomes an artifact: all is one or the other in PDF/UA (ISO 14289-1, 7.1).
    """
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[index]): index + 1 for index in range(0, len(numbers), 2)}
    owned: defaultdict[int, set[int]] = defaultdict(set)
    for element in descendants(top):
        for kid in [_with_page(kid, element.Pg) for kid in element.K]:
            if "/MCID" in kid:
                number = int(kid.Pg.StructParents)
                numbers[owners[number]][int(kid.MCID)] = element
                owned[number].add(int(kid.MCID))
            elif "/Obj" in kid:
                numbers[owners[int(kid.Obj.StructParent)]] = element
    for page in pdf.pages:
        mark_numbers = numbers[owners[int(page.obj.StructParents)]]
        if unowned := set(range(len(mark_numbers))) - owned[int(page.obj.StructParents)]:
            _mark_as_artifact(pdf, page, unowned)
            for mark in unowned:
                mark_numbers[mark] = None


def _mark_as_artifact(pdf: pikepdf.Pdf, page: pikepdf.Page, unowned: Collection[int]) -> None:
    """Mark content outside the reading order of a page, such as its page number, as artifacts."""
    artifact = [Name.Artifact, Dictionary(Type=Name.Pagination)]
    lines = []
    for line in pikepdf.parse_content_stream(page):
        begins = line.operator == Operator("BDC") and line.operands[1].get("/MCID", -1) in unowned
        lines.append(pikepdf.ContentStreamInstruction(artifact, line.operator) if begins else line)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(lines))
