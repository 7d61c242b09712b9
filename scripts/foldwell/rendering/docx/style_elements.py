"""One Word style as an element (ECMA-376 part 1, 17.7.4)."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.styles import BabelFish

from foldwell.rendering.docx.ooxml import PARAGRAPH, RUN, Xml, local, val, w

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


def style(name: str, *parts: Xml, based: str = "Normal", then: str = "") -> Xml:
    """Return a paragraph style made of paragraph and run properties; `then` is the style after Enter."""
    made = _start("paragraph", name, based)
    if then:
        made.append(w("next", val=style_id(then)))
    made.append(w("qFormat"))
    for tag, known in (("pPr", PARAGRAPH), ("rPr", RUN)):
        made.append(w(tag, *(part for part in parts if local(part) in known)))
    return made


def character(name: str, *parts: Xml) -> Xml:
    """Return a style for words within a paragraph."""
    made = _start("character", name, "Default Paragraph Font")
    made.extend((w("qFormat"), w("rPr", *parts)))
    return made


def table(name: str, *parts: Xml) -> Xml:
    """Return a table style made of table, cell and first-row properties."""
    made = _start("table", name, "Table Normal")
    made.extend(parts)
    return made


def normal() -> Xml:
    """Return the style that every other paragraph style is based on: the defaults, unchanged."""
    return w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default="1", styleId="Normal")


def default(kind: str, name: str, identity: str) -> Xml:
    """Return one of the hidden defaults that Word expects beside Normal."""
    return w("style", w("name", val=name), w("semiHidden"), type=kind, default="1", styleId=identity)


def _start(kind: str, name: str, based: str) -> Xml:
    own = {} if name in BUILT_IN else {"customStyle": "1"}
    return w(
        "style",
        w("name", val=BabelFish.ui2internal(name)),
        w("basedOn", val=style_id(based)),
        type=kind,
        styleId=style_id(name),
        **own,
    )


def type_of(styles: Xml, identity: str) -> tuple[float, float]:
    """Return how large and how far apart, in points, a style of a style part sets its lines."""
    half_points = _said(styles, identity, "rPr", "sz", "val")
    return half_points / 2, _said(styles, identity, "pPr", "spacing", "line") / 20


def _said(styles: Xml, identity: str, group: str, name: str, attribute: str) -> float:
    """Return a number that a style says, or else the nearest of those below it; 0 where none does."""
    known = {val(made, "styleId"): made for made in styles.iter(qn("w:style"))}
    made, path = known.get(identity), f"{qn(f'w:{group}')}/{qn(f'w:{name}')}"
    while made is not None and not val(made.find(path), attribute):
        made = known.get(val(made.find(qn("w:basedOn"))))
    found = made if made is not None else styles.find(f"{qn('w:docDefaults')}/{qn(f'w:{group}Default')}")
    return float(val(found.find(path) if found is not None else None, attribute) or 0)
