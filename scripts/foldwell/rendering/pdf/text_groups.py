"""Draw the lettering of a drawing without a transparency group, in which PDFium may cut the first letter.

WeasyPrint draws text with another anchor than its start in a group of its own (ISO 32000-1, 11.6.6). Where
nothing is transparent, letters that do not overlap are the same without one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Object

BEGINS_TEXT = re.compile(rb"^BT$", re.MULTILINE)
PAINTS_ELSE = re.compile(rb"(?:^|\s)(?:f\*?|F|B\*?|b\*?|S|s|sh|Do|BI)$", re.MULTILINE)
"""Matches the operators that paint a path, a shading, a form or an image (ISO 32000-1, table 51)."""

OPAQUE: Mapping[str, object] = {"/ca": 1, "/CA": 1, "/SMask": "/None", "/BM": "/Normal"}
"""What a graphics state is at first, of what makes a group look unlike what is in it."""


def remove_text_groups(pdf: pikepdf.Pdf) -> None:
    """Remove the groups of forms that paint text and nothing else, where they are painted opaquely."""
    forms = {one.objgen: one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Group" in one}
    lettering = {key for key, form in forms.items() if _paints_text_alone(form)}
    if not lettering:
        return
    opaque, others = set[tuple[int, int]](), set[tuple[int, int]]()
    for painter in (*pdf.pages, *forms.values()):
        for key, is_opaque in _painted(painter, lettering):
            (opaque if is_opaque else others).add(key)
    for key in opaque - others:
        del forms[key]["/Group"]


def _paints_text_alone(form: Object) -> bool:
    content = form.read_bytes()
    return bool(BEGINS_TEXT.search(content)) and not PAINTS_ELSE.search(content)


def _painted(
    painter: pikepdf.Page | Object, wanted: Collection[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield each wanted form that a page or a group paints, and whether it does so opaquely."""
    resources: Any = painter.get("/Resources", {})
    shown = {name: form.objgen for name, form in resources.get("/XObject", {}).items()}
    forms = {name: key for name, key in shown.items() if key in wanted}
    if not forms:
        return
    is_opaque, saved = True, list[bool]()
    for instruction in pikepdf.parse_content_stream(painter, "q Q gs Do"):
        name = "".join(map(str, instruction.operands))
        match str(instruction.operator):
            case "q":
                saved.append(is_opaque)
            case "Q":
                is_opaque = saved.pop()
            case "gs":
                is_opaque = _is_opaque(resources["/ExtGState"][name])
            case "Do" if name in forms:
                yield forms[name], is_opaque


def _is_opaque(state: Object) -> bool:
    return all(_plain(state.get(key, value)) == value for key, value in OPAQUE.items())


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Object) else value
