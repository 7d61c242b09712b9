"""Places to write and boxes to tick in a Word file: content controls, their names, and what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from foldwell.assets.ooxml.names import OFF_VALUES, W14, W, is_on, value
from foldwell.assets.ooxml.package import Package
from foldwell.inputs.markdown.writing_marks import BLANK, BOX
from foldwell.proofing.inspection.reading import Box, ShownField

KINDS = {f"{W14}checkbox": BOX, f"{W}richText": BLANK, f"{W}text": BLANK}
"""The mark that stands for each kind of control in texts."""

MIN_LINE = 3
"""The least number of underlined spaces that show where to write."""

NO_BOX = Box(0.0, 0.0, 0.0, 0.0)


def field_mark(element: etree._Element) -> str:
    """Return the mark of a place to write or a box to tick; "" for any other element."""
    properties = element.find(f"{W}sdtPr") if element.tag == f"{W}sdt" else None
    kinds = (KINDS.get(str(kind.tag), "") for kind in (properties if properties is not None else ()))
    return next(filter(None, kinds), "")


def form_controls(parts: Package, names: Iterable[str]) -> Iterator[ShownField]:
    """Yield the places to write and the boxes of some parts in order."""
    for name in names:
        for control in parts.roots[name].iter(f"{W}sdt"):
            if mark := field_mark(control):
                title = value(control.find(f"{W}sdtPr/{W}alias"))
                yield ShownField(mark, title, 0, NO_BOX, _is_drawn(control, mark))


def _is_drawn(control: etree._Element, mark: str) -> bool:
    """Return whether a control shows a box, or underlined spaces as a line."""
    shown = "".join(
        text.text or ""
        for run in control.iter(f"{W}r")
        for text in run.iter(f"{W}t")
        if not is_on(run.find(f"{W}rPr/{W}vanish")) and (mark == BOX or _is_underlined(run))
    )
    return BOX in shown if mark == BOX else len(shown) >= MIN_LINE


def _is_underlined(run: etree._Element) -> bool:
    line = run.find(f"{W}rPr/{W}u")
    return line is not None and value(line) not in OFF_VALUES
