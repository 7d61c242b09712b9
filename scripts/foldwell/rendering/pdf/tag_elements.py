"""Read and change the elements of the tags of a PDF file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Object


def descendants(element: Object) -> Iterator[Object]:
    """Yield every element inside an element, in reading order."""
    for kid in element.K:
        if kind(kid):
            yield kid
            yield from descendants(kid)


def kind(kid: object) -> str:
    """Return the structure type of an element; empty for a mark or a reference."""
    return str(kid.get("/S", "")) if isinstance(kid, Dictionary) else ""


def append_children(parent: Object, kids: Sequence[Any]) -> None:
    """Append kids to those of an element."""
    for kid in kids:
        if kind(kid):
            kid.P = parent
    parent.K = Array([*parent.K, *kids])


def remove(parent: Object, kid: Object) -> None:
    """Take an element out of those in another."""
    # By number, because pikepdf finds objects of equal content equal.
    parent.K = Array(sibling for sibling in parent.K if not kind(sibling) or sibling.objgen != kid.objgen)
