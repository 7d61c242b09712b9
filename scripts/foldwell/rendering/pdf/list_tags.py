"""Repair the tags of lists in a PDF file: bodies of items, nested lists, items side by side in rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from foldwell.rendering.pdf.contents_tags import tag_contents
from foldwell.rendering.pdf.tag_elements import append_children, kind, remove

GROUPS = frozenset({"/Div", "/NonStruct"})
"""What may stand between a list and its items in a layout, and in tags may not (ISO 32000-1, table 336)."""


def join_bodies(item: Object, pdf: pikepdf.Pdf) -> None:
    """Put everything in a list item but its label into one body (ISO 32000-1, table 336)."""
    labels = [kid for kid in item.K if kind(kid) == "/Lbl"]
    bodies = [kid for kid in item.K if kind(kid) == "/LBody"]
    if len(labels) + len(bodies) == len(item.K) and len(bodies) == 1:
        return
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array()))
    for kid in item.K:
        if kind(kid) != "/Lbl":
            append_children(body, list(kid.K) if kind(kid) == "/LBody" else [kid])
    item.K = Array([*labels, body])


def _move_nested_list(outer: Object, _: pikepdf.Pdf) -> None:
    """Move a list directly inside a list into the item before it, to where it is drawn among its words."""
    item = None
    for kid in list(outer.K):
        if kind(kid) == "/LI":
            item = kid
        elif kind(kid) == "/L" and item is not None:
            remove(outer, kid)
            _insert_as_drawn(item.K[-1], kid)


def repair_list(outer: Object, pdf: pikepdf.Pdf) -> None:
    """Put a list right, and its tags if it is one of contents."""
    outer.K = Array(_items(outer))
    _move_nested_list(outer, pdf)
    tag_contents(outer)


def _items(outer: Object) -> Iterator[Any]:
    """Yield the kids of a list, of items that stand side by side not the row but the items themselves."""
    for kid in outer.K:
        if kind(kid) in GROUPS:
            yield from _items(kid)
        else:
            if kind(kid):
                kid.P = outer
            yield kid


def _insert_as_drawn(body: Object, nested: Object) -> None:
    """Insert a list into the body of an item, both on one page, before what is drawn after the list."""
    kids, first = list(body.K), min(_marks(nested), default=0)
    later = (index for index, kid in enumerate(kids) if min(_marks(kid), default=0) > first)
    place = next(later, len(kids))
    body.K = Array(kids[:place])
    append_children(body, [nested, *kids[place:]])


def _marks(kid: Any) -> Iterator[int]:
    """Yield the numbers of the marks in an element of one page, which count up as it is drawn."""
    if isinstance(kid, int):
        yield kid
    elif kind(kid):
        for inner in kid.K:
            yield from _marks(inner)
