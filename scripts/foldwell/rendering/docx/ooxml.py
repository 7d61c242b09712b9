"""Elements of WordprocessingML (ECMA-376 part 1), and lengths in its units."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from foldwell.assets.ooxml.names import local_name
from foldwell.assets.xml_reader import Xml
from foldwell.model.units import MM_PER_INCH, TWIPS_PER_INCH, TWIPS_PER_PT

PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl"),
)
RUN_ORDER = ("rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "vertAlign", "lang")
TABLE_ORDER = ("tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption")

CHILD_ORDER = {"pPr": PARAGRAPH_ORDER, "rPr": RUN_ORDER, "tblPr": TABLE_ORDER}


def w(tag: str, *children: Xml, **attributes: str) -> Xml:
    """Return the element `w:tag`; properties come in the schema's order, and one used before is copied."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    order = CHILD_ORDER.get(tag)
    # lxml takes an element out of its parent when it is put into another one.
    own_children = [child if child.getparent() is None else deepcopy(child) for child in children]
    # A property that has no place in the order raises ValueError here, not an error in Word.
    element.extend(
        sorted(own_children, key=lambda child: order.index(local_name(child))) if order else own_children
    )
    return element


def text_element(characters: str) -> Xml:
    """Return the text of a run, with the spaces at its ends."""
    element = w("t")
    element.text = characters
    # Otherwise Word drops those spaces (ECMA-376-1, 17.3.3.31).
    element.set(qn("xml:space"), "preserve")
    return element


def child(parent: Xml, tag: str) -> Xml:
    """Return the child `w:tag`, which is there."""
    found = parent.find(qn(f"w:{tag}"))
    if found is None:
        raise LookupError(tag)
    return found


def remove(elements: Iterable[Xml]) -> None:
    """Take elements out of wherever they are."""
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def pt(points: float) -> str:
    """Return points as twentieths of a point, the unit of spacing."""
    return str(round(points * TWIPS_PER_PT))


def mm(millimetres: float) -> str:
    """Return millimetres as twentieths of a point, the unit of widths."""
    return str(round(millimetres / MM_PER_INCH * TWIPS_PER_INCH))


def half_pt(points: float) -> str:
    """Return points as half-points, the unit of type sizes."""
    return str(round(points * 2))


def eighth_pt(points: float) -> str:
    """Return points as eighths of a point, the unit of rules."""
    return str(round(points * 8))
