"""Resolve text properties in a Word file: direct ones over those of the styles (ECMA-376-1, 17.7.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from foldwell.assets.ooxml.names import A, W, value
from foldwell.assets.ooxml.package import Package
from foldwell.assets.ooxml.styles import is_default, styles_by_id, with_bases
from foldwell.proofing.inspection.docx.package_parts import STYLES

TextProperties = dict[str, str]
"""The properties of text by the names used below; one that is not set is absent."""

AUTO = "auto"
LATIN_SLOTS = ("ascii", "hAnsi")
HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}


def shading_colour(element: etree._Element | None) -> str:
    """Return the background colour of a shading element, or `AUTO` for none."""
    # A solid pattern in `color` covers `fill` (ECMA-376-1, 17.3.1.31).
    solid = value(element) == "solid"
    return value(element, "color" if solid else "fill") or AUTO


def font_names(element: etree._Element) -> TextProperties:
    """Return the Latin fonts; a theme font, as `+major` or `+minor`, takes precedence over a named one."""
    names = {}
    for face in LATIN_SLOTS:
        theme = value(element, f"{face}Theme")
        if theme or value(element, face):
            # "majorHAnsi", "minorBidi" and so on: what follows is the script.
            names[face] = f"+{theme[:5]}" if theme else value(element, face)
    return names


# A switch without a value is on (ECMA-376-1, 17.17.4).
PROPERTY_READERS: Mapping[str, Callable[[etree._Element], TextProperties]] = {
    f"{W}vanish": lambda element: {"vanish": value(element) or "1"},
    f"{W}webHidden": lambda element: {"webHidden": value(element) or "1"},
    f"{W}strike": lambda element: {"strike": value(element) or "1"},
    f"{W}dstrike": lambda element: {"dstrike": value(element) or "1"},
    f"{W}color": lambda element: {"colour": value(element)},
    f"{W}sz": lambda element: {"size": value(element)},
    f"{W}vertAlign": lambda element: {"vertical": value(element)},
    f"{W}shd": lambda element: {"shade": shading_colour(element)},
    f"{W}highlight": lambda element: {"highlight": HIGHLIGHTS.get(value(element), AUTO)},
    f"{W}rFonts": font_names,
    f"{W}lang": lambda element: {"language": value(element)},
}


def text_properties(properties: etree._Element | None) -> TextProperties:
    """Return the text properties set by an rPr element."""
    look: TextProperties = {}
    for element in properties if properties is not None else ():
        reader = PROPERTY_READERS.get(str(element.tag))
        look |= reader(element) if reader else {}
    return look


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by id, the properties of text without a style, and the theme fonts."""

    by_id: Mapping[str, etree._Element]
    plain: TextProperties
    theme: Mapping[str, str]
    paragraph: str
    """The id of the style of paragraphs that name none."""

    def properties(self, style: str) -> TextProperties:
        """Return the text and background properties of a style, merged over those of its bases."""
        merged: TextProperties = {}
        for element in reversed(list(with_bases(self.by_id.get(style), self.by_id))):
            shading = element.find(f"{W}pPr/{W}shd")
            background = {} if shading is None else {"ground": shading_colour(shading)}
            merged |= {**text_properties(element.find(f"{W}rPr")), **background}
        return merged

    def fonts(self, properties: TextProperties) -> frozenset[str]:
        """Return the names of the fonts used by text with these properties."""
        return frozenset(
            self.theme.get(properties[face], properties[face]) for face in LATIN_SLOTS if face in properties
        )


def styles(parts: Package) -> Styles:
    """Return the styles of a file."""
    root = parts.roots.get(STYLES, etree.Element("none"))
    by_id = styles_by_id(root)
    default = [key for key, item in by_id.items() if value(item, "type") == "paragraph" and is_default(item)]
    return Styles(
        by_id=by_id,
        plain=text_properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")),
        theme=theme(parts),
        paragraph=default[0] if default else "",
    )


def inherited(styles: Styles, paragraph: etree._Element, name: str) -> etree._Element | None:
    """Return a property of a paragraph: its own, or that of its style or of a base of it."""
    style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or styles.paragraph
    return stated(styles, paragraph, style, f"{W}pPr/{W}{name}")


def stated(styles: Styles, element: etree._Element, style: str, path: str) -> etree._Element | None:
    """Return what is at a path in an element, or else in its style, or in a base of it."""
    places = (element, *with_bases(styles.by_id.get(style), styles.by_id))
    return next((found for place in places if (found := place.find(path)) is not None), None)


def theme(parts: Package) -> dict[str, str]:
    """Return the theme fonts by the names used in styles."""
    found = {}
    for name in ("major", "minor"):
        for root in parts.roots.values():
            latin = root.find(f".//{A}{name}Font/{A}latin")
            if latin is not None:
                found[f"+{name}"] = latin.get("typeface", "")
    return found
