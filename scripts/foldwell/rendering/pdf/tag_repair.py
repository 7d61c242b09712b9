"""The tags of a finished PDF file (ISO 14289-1): what the layout engine leaves open is put right.

It breaks paragraphs and lists at the end of a page, and a link at the end of a line; gives the place of a
figure in CSS pixels from the top, and cell headings no scope; leaves list items without a body; and tags page
numbers as text that stands in no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator

PT_PER_PX = 0.75
WHOLE = frozenset(
    {"/Part", "/Sect", "/Art", "/Div", "/BlockQuote", "/NonStruct", "/P", "/L", "/LI", "/LBody"}
)
"""What is one element though a page ends in it; a table has its heading row on each page, and stays two."""
HOLLOW = frozenset({"/Sect", "/Div", "/NonStruct", "/Span", "/P"})
"""What means nothing without content; an empty cell of a table does."""


def repaired(data: bytes, carried: Sequence[int]) -> bytes:
    """Return a tagged PDF file with its tags put right (ISO 14289-1), the same bytes each time.

    `carried` says of each page but the first how many elements, one in the other, began on the page before.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        (top,) = pdf.Root.StructTreeRoot.K
        for element in reversed([top, *_inside(top)]):
            REPAIRS.get(_kind(element), _keep)(element, pdf)
            element.K = Array(kid for kid in element.K if not _is_hollow(kid))
        for page, depth in zip(pdf.pages[1:], carried, strict=True):
            _join_at(page, top, depth)
        for element in [top, *_inside(top)]:
            _whole_links(element)
        _own_marks(pdf, top)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _inside(element: Object) -> Iterator[Object]:
    """Yield every element inside an element, in reading order."""
    for kid in element.K:
        if _kind(kid):
            yield kid
            yield from _inside(kid)


def _kind(kid: object) -> str:
    """Return what kind of element this is; empty for a mark or a reference."""
    return str(kid.get("/S", "")) if isinstance(kid, Dictionary) else ""


def _is_hollow(kid: object) -> bool:
    return _kind(kid) in HOLLOW and isinstance(kid, Dictionary) and not len(kid.K)


def _adopt(parent: Object, kids: Sequence[Any]) -> None:
    """Put kids behind those that an element has."""
    for kid in kids:
        if _kind(kid):
            kid.P = parent
    parent.K = Array([*parent.K, *kids])


def _whole_links(element: Object) -> None:
    """Make one link of the pieces that lines have made of it."""
    for one, other in reversed(list(pairwise(element.K))):
        if _kind(one) == _kind(other) == "/Link" and _address(one) == _address(other):
            _adopt(one, [_paged(kid, other.Pg) for kid in other.K])
            _remove(element, other)


def _paged(kid: Any, page: Object) -> Any:
    """Return a mark with its page, so that it can stand in an element that begins on another one."""
    return Dictionary(Type=Name.MCR, Pg=page, MCID=kid) if isinstance(kid, int) else kid


def _address(link: Object) -> str:
    targets = [kid.Obj for kid in link.K if isinstance(kid, Dictionary) and "/Obj" in kid]
    return "".join(str(target.get(key, "")) for target in targets[:1] for key in ("/A", "/Dest"))


def _remove(parent: Object, kid: Object) -> None:
    parent.K = Array(other for other in parent.K if not _kind(other) or other.objgen != kid.objgen)


def _keep(element: Object, _: pikepdf.Pdf) -> None:
    """Leave an element as it is."""


def _one_body(item: Object, pdf: pikepdf.Pdf) -> None:
    """Put everything in a list item but its label into one body."""
    labels = [kid for kid in item.K if _kind(kid) == "/Lbl"]
    bodies = [kid for kid in item.K if _kind(kid) == "/LBody"]
    if len(labels) + len(bodies) == len(item.K) and len(bodies) == 1:
        return
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array()))
    for kid in item.K:
        if _kind(kid) != "/Lbl":
            _adopt(body, list(kid.K) if _kind(kid) == "/LBody" else [kid])
    item.K = Array([*labels, body])


def _nested(outer: Object, _: pikepdf.Pdf) -> None:
    """Put a list that stands in a list into the item before it."""
    item = None
    for kid in list(outer.K):
        if _kind(kid) == "/LI":
            item = kid
        elif _kind(kid) == "/L" and item is not None:
            _adopt(item.K[-1], [kid])
            _remove(outer, kid)


def _one_link(link: Object, _: pikepdf.Pdf) -> None:
    """Let a link lead on by itself: bold words in it would do so for themselves, and be no link."""
    for part in list(_inside(link)):
        leading = [kid for kid in part.K if isinstance(kid, Dictionary) and "/Obj" in kid]
        _adopt(link, leading)
        part.K = Array(kid for kid in part.K if not isinstance(kid, Dictionary) or "/Obj" not in kid)


def _scope(heading: Object, _: pikepdf.Pdf) -> None:
    """Say whether a cell heading stands for its column or, beside other cells, for its row."""
    row = heading.P.K
    heading.A.Scope = Name.Column if all(_kind(cell) == "/TH" for cell in row) else Name.Row


def _place(figure: Object, _: pikepdf.Pdf) -> None:
    """Give the place of a figure in points from the bottom left of its page (ISO 32000-1, table 344)."""
    left, top, right, bottom = (float(edge) * PT_PER_PX for edge in figure.A.BBox)
    height = float(figure.Pg.MediaBox[3])
    figure.A.BBox = Array([round(edge, 3) for edge in (left, height - bottom, right, height - top)])


REPAIRS: Mapping[str, Callable[[Object, pikepdf.Pdf], None]] = MappingProxyType(
    {"/LI": _one_body, "/L": _nested, "/Link": _one_link, "/TH": _scope, "/Figure": _place}
)


def _join_at(page: pikepdf.Page, top: Object, depth: int) -> None:
    """Join what the beginning of a page has split."""
    for before, kid in pairwise(list(top.K)):
        if kid.Pg.objgen == page.obj.objgen:
            if _joined(before, kid, depth):
                _remove(top, kid)
            return


def _joined(one: Object, other: Object, depth: int) -> bool:
    """Move what is in `other` into `one`, and join what meets there; return whether they were one element."""
    # The body of a list item is a tag of its own, but no element.
    body = _kind(one) == "/LBody"
    if _kind(one) != _kind(other) or _kind(one) not in WHOLE or not (depth or body):
        return False
    kids = list(other.K)
    if kids and len(one.K) and _joined(one.K[-1], kids[0], depth - (not body)):
        del kids[0]
    _adopt(one, kids)
    return True


def _own_marks(pdf: pikepdf.Pdf, top: Object) -> None:
    """Write anew which element each mark and each link belongs to; what belongs to none is an artifact."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): at + 1 for at in range(0, len(numbers), 2)}
    owned: defaultdict[int, set[int]] = defaultdict(set)
    for element in _inside(top):
        for kid in [_paged(kid, element.Pg) for kid in element.K]:
            if "/MCID" in kid:
                number = int(kid.Pg.StructParents)
                numbers[owners[number]][int(kid.MCID)] = element
                owned[number].add(int(kid.MCID))
            elif "/Obj" in kid:
                numbers[owners[int(kid.Obj.StructParent)]] = element
    for page in pdf.pages:
        marks = numbers[owners[int(page.obj.StructParents)]]
        if loose := set(range(len(marks))) - owned[int(page.obj.StructParents)]:
            _let_go(pdf, page, loose)
            for mark in loose:
                marks[mark] = None


def _let_go(pdf: pikepdf.Pdf, page: pikepdf.Page, loose: Collection[int]) -> None:
    """Make artifacts of the marks of a page that stand in no order, such as those of its page number."""
    artifact = [Name.Artifact, Dictionary(Type=Name.Pagination)]
    lines = []
    for line in pikepdf.parse_content_stream(page):
        begins = line.operator == Operator("BDC") and line.operands[1].get("/MCID", -1) in loose
        lines.append(pikepdf.ContentStreamInstruction(artifact, line.operator) if begins else line)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(lines))
