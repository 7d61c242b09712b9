"""Merge styles: the letterhead keeps its own for header and footer, ours are added for the body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from docx.oxml.ns import qn

from foldwell.assets.ooxml.names import W, local_name, value
from foldwell.assets.ooxml.styles import style_name, styles_by_id
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.formatting import bold, colour, size
from foldwell.rendering.docx.letterhead.style_reader import StyleProperties
from foldwell.rendering.docx.ooxml import child, remove, w
from foldwell.rendering.docx.styles.style_elements import paragraph_style, style_id

BASE_STYLE = "Handout"
"""The base of our styles: the letterhead's Normal belongs to its header and footer."""

PREFIX = "Letterhead "
STYLE_REFERENCES = ("pStyle", "rStyle", "tblStyle")
STYLE_LINKS = ("basedOn", "next", "link")
BASE_REPLACEMENTS: Mapping[str, str] = {"Normal": BASE_STYLE, "DefaultParagraphFont": "", "TableNormal": ""}
"""The bases of our styles instead of the default styles, which the letterhead defines."""


def restyle(
    our_styles: Sequence[Xml], plain: Sequence[Xml], letterhead_styles: Mapping[str, StyleProperties]
) -> Iterator[Xml]:
    """Yield our styles with the letterhead's properties applied; `plain` are those of plain text."""
    by_id = {style_id(name): properties for name, properties in letterhead_styles.items()}
    root = paragraph_style(BASE_STYLE, *plain)
    remove([child(root, "basedOn")])
    plain_size = float(value(child(child(root, "rPr"), "sz"))) / 2
    yield _apply_properties(
        root, plain_size, by_id["BodyText"].subset("sz", "color") if "BodyText" in by_id else None
    )
    for restyled in our_styles:
        based = child(restyled, "basedOn")
        based.set(qn("w:val"), BASE_REPLACEMENTS.get(value(based), value(based)))
        if not value(based):
            remove([based])
        yield _apply_properties(restyled, plain_size, by_id.get(value(restyled, "styleId")))


def _apply_properties(style: Xml, plain_size: float, properties: StyleProperties | None) -> Xml:
    """Return our style with the letterhead's size, colour, weight, frame and space, in its own font.

    `plain_size` is the type size in points of styles that set none.
    """
    if properties is None:
        return style
    run, paragraph = child(style, "rPr"), child(style, "pPr")
    spaces = child(paragraph, "spacing")
    if properties.points:
        before = float(value(run.find(qn("w:sz"))) or 2 * plain_size) / 2
        spaces.set(qn("w:line"), str(round(float(value(spaces, "line")) * properties.points / before)))
    for side in ("before", "after"):
        if properties.attribute("spacing", side):
            spaces.set(qn(f"w:{side}"), properties.attribute("spacing", side))
    style.replace(
        run,
        w("rPr", *{**_properties_by_name(run), **_properties_by_name(_type_properties(properties))}.values()),
    )
    frame = (properties.properties[name] for name in ("pBdr", "shd") if name in properties.properties)
    style.replace(
        paragraph, w("pPr", *{**_properties_by_name(paragraph), **_properties_by_name(frame)}.values())
    )
    return style


def _type_properties(properties: StyleProperties) -> Iterator[Xml]:
    if properties.points:
        yield from size(properties.points)
    if properties.colour:
        yield colour(properties.colour)
    if "b" in properties.properties:
        yield from bold() if properties.is_on("b") else (w("b", val="0"), w("bCs", val="0"))


def _properties_by_name(properties: Iterable[Xml]) -> dict[str, Xml]:
    return {local_name(item): item for item in properties}


def reserve_style_ids(
    letterhead_styles: Xml, our_styles: Collection[Xml], used: Collection[str]
) -> tuple[list[Xml], dict[str, str]]:
    """Return the letterhead's styles and their new ids, none of which is one of ours.

    A style with one of our names is dropped, unless a header, a footer or another style needs it (`used` has
    the ids): then it is renamed. List styles are always ours, so that none of its styles numbers our lists.
    """
    copies = {key: deepcopy(item) for key, item in styles_by_id(letterhead_styles).items()}
    names = {style_name(item).casefold() for item in our_styles}
    ids = {value(item, "styleId") for item in our_styles}
    clash = {key for key, item in copies.items() if key in ids or style_name(item).casefold() in names}
    needed = _with_bases(copies, {*(set(copies) - clash), *used})
    renamed = {key: f"{PREFIX.strip()}{key}" if key in clash else key for key in copies if key in needed}
    for key, new in renamed.items():
        _rename(copies[key], new, renamed)
    return [copies[key] for key in renamed], renamed


def _with_bases(styles: Mapping[str, Xml], ids: set[str]) -> set[str]:
    """Return the ids of styles and of all that they are based on."""
    found, open_ = set(), {key for key in ids if key in styles}
    while open_:
        found |= open_
        based = {value(styles[key].find(qn("w:basedOn"))) for key in open_}
        open_ = (based & set(styles)) - found
    return found


def _rename(item: Xml, new: str, renamed: Mapping[str, str]) -> None:
    if value(item, "styleId") != new:
        child(item, "name").set(qn("w:val"), PREFIX + style_name(item))
        item.set(qn("w:styleId"), new)
    remap_styles(item, renamed, STYLE_LINKS)
    remove(item.iter(qn("w:numPr"), qn("w:lang")))


def remap_styles(root: Xml, renamed: Mapping[str, str], tags: Sequence[str] = STYLE_REFERENCES) -> None:
    """Let every reference to a style lead to its new id; one to a style that is not there goes."""
    for tag in tags:
        for item in list(root.iter(qn(f"w:{tag}"))):
            if value(item) in renamed:
                item.set(qn("w:val"), renamed[value(item)])
            else:
                remove([item])


def set_language(styles: Xml, language: str) -> None:
    """Set the language of all text that has no other one."""
    run = _ensure_child(_ensure_child(_ensure_child(styles, "docDefaults"), "rPrDefault"), "rPr")
    existing = run.find(qn("w:lang"))
    if existing is None:
        existing = w("lang")
        run.insert(len(run.findall(f"{W}*")), existing)
    for script in ("val", "eastAsia", "bidi"):
        existing.set(qn(f"w:{script}"), language)


def _ensure_child(parent: Xml, tag: str) -> Xml:
    """Return the child `tag`, adding it if it is missing."""
    found = parent.find(qn(f"w:{tag}"))
    if found is None:
        found = w(tag)
        parent.insert(0, found)
    return found
