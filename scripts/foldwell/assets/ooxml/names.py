"""The names of elements in a Word file, and the values of their attributes."""

from __future__ import annotations

from foldwell.assets.xml_reader import Xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DC = "{http://purl.org/dc/elements/1.1/}"

OFF_VALUES = frozenset({"0", "false", "off", "none"})
"""The values that switch a property off."""


def value(element: Xml | None, name: str = "val") -> str:
    """Return an attribute `w:name` of an element; empty if either is missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


def is_on(element: Xml | None) -> bool:
    """Return whether a property that is on or off is on: it is if it is there without a value."""
    return element is not None and value(element) not in OFF_VALUES


def local_name(element: Xml) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
