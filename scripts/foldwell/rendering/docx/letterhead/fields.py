"""The fields of a header or footer, which Word evaluates each time it shows the page."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.ooxml.names import W
from foldwell.assets.xml_reader import Xml


def fields(root: Xml) -> Iterator[str]:
    """Yield the code of every field: simple, complex or nested."""
    open_: list[list[str]] = []
    for item in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        kind = item.get(f"{W}fldCharType", "")
        if item.tag == f"{W}fldSimple":
            yield item.get(f"{W}instr", "").strip()
        elif kind == "begin":
            open_.append([])
        elif kind == "end" and open_:
            yield "".join(open_.pop()).strip()
        elif item.tag == f"{W}instrText":
            if open_:
                open_[-1].append(item.text or "")
            else:
                yield (item.text or "").strip()
    # Word also evaluates a field that is never closed.
    yield from ("".join(pieces).strip() for pieces in open_)
