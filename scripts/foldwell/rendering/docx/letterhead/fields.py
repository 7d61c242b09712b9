"""The fields of a header or footer, which Word evaluates each time it shows the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from foldwell.assets.ooxml.names import W
from foldwell.assets.xml_reader import Xml

PLACEHOLDER_FIELDS = frozenset({"MERGEFIELD", "MACROBUTTON", "FILLIN", "ASK"})
"""Fields that wait to be filled in (ECMA-376-1, 17.16.5)."""


@dataclass
class _Field:
    """A complex field being read: the elements that make it one, and the pieces of its code."""

    marks: list[Xml] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        return "".join(self.pieces).strip()


def field_kind(code: str) -> str:
    """Return the kind of a field, such as PAGE."""
    return code.split(maxsplit=1)[0].upper() if code.split() else ""


def fields(root: Xml) -> Iterator[str]:
    """Yield the code of every field: simple, complex or nested."""
    for code, _ in _fields(root):
        yield code


def freeze_fields(root: Xml, is_frozen: Callable[[str], bool]) -> None:
    """Leave only the text that a field shows now, of each field whose code is to be frozen."""
    for code, marks in list(_fields(root)):
        if is_frozen(code):
            for mark in marks:
                _take_out(mark)


def _take_out(mark: Xml) -> None:
    parent = mark.getparent()
    if parent is not None:
        position = parent.index(mark)
        parent[position : position + 1] = list(mark) if mark.tag == f"{W}fldSimple" else []


def _fields(root: Xml) -> Iterator[tuple[str, list[Xml]]]:
    """Yield the code of every field, with the elements that make it a field."""
    open_: list[_Field] = []
    for item in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        kind = item.get(f"{W}fldCharType", "")
        if item.tag == f"{W}fldSimple":
            yield item.get(f"{W}instr", "").strip(), [item]
        elif kind == "begin":
            open_.append(_Field([item]))
        elif item.tag == f"{W}fldChar" and open_:
            open_[-1].marks.append(item)
            if kind == "end":
                closed = open_.pop()
                yield closed.code, closed.marks
        elif item.tag == f"{W}instrText":
            if open_:
                open_[-1].marks.append(item)
                open_[-1].pieces.append(item.text or "")
            else:
                yield (item.text or "").strip(), [item]
    # Word also evaluates a field that is never closed.
    yield from ((unclosed.code, unclosed.marks) for unclosed in open_)
