"""One Word style as an element (ECMA-376 part 1, 17.7.4)."""

from __future__ import annotations

from collections.abc import Mapping

from docx.styles import BabelFish

from foldwell.assets.ooxml.names import W, local_name, value
from foldwell.assets.ooxml.styles import styles_by_id, with_bases
from foldwell.assets.xml_reader import Xml
from foldwell.model.units import TWIPS_PER_PT
from foldwell.rendering.docx.ooxml import PARAGRAPH_ORDER, RUN_ORDER, w

BUILT_IN = frozenset(
    (
        *(
            "Normal",
            "Body Text",
            "Heading 1",
            "Heading 2",
            "Heading 3",
            "Caption",
            "Header",
            "Footer",
            "Table Grid",
        ),
        *("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3"),
        *("List Continue", "List Continue 2", "List Continue 3", "Strong", "Hyperlink"),
    )
)


def style_id(name: str) -> str:
    """Return the id under which a document refers to the style `name`."""
    return name.replace(" ", "")


def paragraph_style(name: str, *parts: Xml, based: str = "Normal", then: str = "") -> Xml:
    """Return a paragraph style made of paragraph and run properties; `then` is the style after Enter."""
    element = _start("paragraph", name, based)
    if then:
        element.append(w("next", val=style_id(then)))
    element.append(w("qFormat"))
    for tag, known in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
        element.append(w(tag, *(part for part in parts if local_name(part) in known)))
    return element


def character_style(name: str, *parts: Xml) -> Xml:
    """Return a style for words within a paragraph."""
    element = _start("character", name, "Default Paragraph Font")
    element.extend((w("qFormat"), w("rPr", *parts)))
    return element


def table_style(name: str, *parts: Xml) -> Xml:
    """Return a table style made of table, cell and first-row properties."""
    element = _start("table", name, "Table Normal")
    element.extend(parts)
    return element


def normal_style() -> Xml:
    """Return the style that every other paragraph style is based on: the defaults, unchanged."""
    return w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default="1", styleId="Normal")


def default_style(kind: str, name: str, identity: str) -> Xml:
    """Return one of the hidden default styles that Word expects besides Normal."""
    return w("style", w("name", val=name), w("semiHidden"), type=kind, default="1", styleId=identity)


def _start(kind: str, name: str, based: str) -> Xml:
    custom = {} if name in BUILT_IN else {"customStyle": "1"}
    return w(
        "style",
        # Files call built-in styles otherwise than menus do: "heading 1" for Heading 1.
        w("name", val=BabelFish.ui2internal(name)),
        w("basedOn", val=style_id(based)),
        type=kind,
        styleId=style_id(name),
        **custom,
    )


def type_metrics(styles: Xml, identity: str) -> tuple[float, float]:
    """Return the type size and the leading of a style in points."""
    by_id = styles_by_id(styles)
    half_points = stated_number(styles, by_id, identity, "rPr/sz/val")
    return half_points / 2, stated_number(styles, by_id, identity, "pPr/spacing/line") / TWIPS_PER_PT


def stated_number(styles: Xml, by_id: Mapping[str, Xml], identity: str, path: str) -> float:
    """Return a number that a style or its nearest base states, such as `pPr/spacing/line`; 0 if none does."""
    group, name, attribute = path.split("/")
    defaults = styles.iterfind(f"{W}docDefaults/{W}{group}Default")
    stating = (*with_bases(by_id.get(identity), by_id), *defaults)
    found = (value(style.find(f"{W}{group}/{W}{name}"), attribute) for style in stating)
    return float(next(filter(None, found), 0))
