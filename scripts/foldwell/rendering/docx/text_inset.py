"""Give the text of a handout wider side margins than its header and footer have. Lengths in mm."""

from __future__ import annotations

from docx.oxml.ns import qn

from foldwell.assets.ooxml.names import W, local_name, value
from foldwell.assets.ooxml.styles import styles_by_id, with_bases
from foldwell.assets.xml_reader import Xml
from foldwell.model.units import MM_PER_TWIP
from foldwell.rendering.docx.ooxml import PARAGRAPH_ORDER, TABLE_ORDER, child, w


def inset_text(body: Xml, styles: Xml, insets: tuple[float, float]) -> None:
    """Indent every paragraph and table of a body on the left and on the right.

    A page has one pair of side margins for text, header and footer alike (ECMA-376-1, 17.6.11), so the text
    can be narrower only by indents. What stands in a table moves with it.
    """
    left, right = (round(inset / MM_PER_TWIP) for inset in insets)
    by_id = styles_by_id(styles)
    for block in body:
        if local_name(block) == "p":
            _indent_paragraph(block, by_id, {"left": left, "right": right})
        elif local_name(block) == "tbl":
            _indent_table(block, by_id, left)


def _indent_paragraph(paragraph: Xml, by_id: dict[str, Xml], insets: dict[str, int]) -> None:
    properties = child(paragraph, "pPr")
    style = by_id.get(value(properties.find(qn("w:pStyle"))))
    sides = {side: _stated(style, by_id, f"{W}pPr/{W}ind", side) for side in ("left", "right", "hanging")}
    indents = {side: str(sides[side] + inset) for side, inset in insets.items()}
    hanging = {"hanging": str(sides["hanging"])} if sides["hanging"] else {}
    _insert(properties, w("ind", **indents, **hanging), PARAGRAPH_ORDER)


def _indent_table(table: Xml, by_id: dict[str, Xml], inset: int) -> None:
    properties = child(table, "tblPr")
    direct = properties.find(qn("w:tblInd"))
    style = by_id.get(value(properties.find(qn("w:tblStyle"))))
    stated = _stated(style, by_id, f"{W}tblPr/{W}tblInd", "w") if direct is None else int(value(direct, "w"))
    _insert(properties, w("tblInd", w=str(stated + inset), type="dxa"), TABLE_ORDER)


def _stated(style: Xml | None, by_id: dict[str, Xml], path: str, attribute: str) -> int:
    """Return a length that a style or its nearest base states, 0 if none does."""
    stated = (value(item.find(path), attribute) for item in with_bases(style, by_id))
    return int(next(filter(None, stated), 0))


def _insert(properties: Xml, new: Xml, order: tuple[str, ...]) -> None:
    """Put a property into its place in the schema's order, instead of one of its kind."""
    old = properties.find(new.tag)
    if old is not None:
        properties.remove(old)
    place = order.index(local_name(new))
    before = [item for item in properties if local_name(item) in order[:place]]
    properties.insert(properties.index(before[-1]) + 1 if before else 0, new)
