"""Styles on a letterhead: its own stay for its header and footer, ours come beside them for the words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from docx.oxml.ns import qn

from foldwell.rendering.docx.formatting import bold, colour, size
from foldwell.rendering.docx.letterhead.package_reader import W
from foldwell.rendering.docx.letterhead.style_reader import Look, name_of
from foldwell.rendering.docx.ooxml import Xml, child, drop, local, val, w
from foldwell.rendering.docx.style_elements import style, style_id

ROOT = "Handout"
"""The style that ours are based on: the letterhead's Normal belongs to its header and footer."""

PREFIX = "Letterhead "
USES = ("pStyle", "rStyle", "tblStyle")
TIES = ("basedOn", "next", "link")
BASES: Mapping[str, str] = {"Normal": ROOT, "DefaultParagraphFont": "", "TableNormal": ""}
"""What ours are based on instead of the defaults, which on a letterhead are not ours."""


def dressed(ours: Sequence[Xml], plain: Sequence[Xml], looks: Mapping[str, Look]) -> Iterator[Xml]:
    """Yield our styles in the looks that the letterhead gives them; `plain` is how plain text looks."""
    by_id = {style_id(name): look for name, look in looks.items()}
    root = style(ROOT, *plain)
    drop([child(root, "basedOn")])
    usual = float(val(child(child(root, "rPr"), "sz"))) / 2
    yield _worn(root, usual, by_id["BodyText"].only("sz", "color") if "BodyText" in by_id else None)
    for made in ours:
        based = child(made, "basedOn")
        based.set(qn("w:val"), BASES.get(val(based), val(based)))
        if not val(based):
            drop([based])
        yield _worn(made, usual, by_id.get(val(made, "styleId")))


def _worn(made: Xml, usual: float, look: Look | None) -> Xml:
    """Return our style with the letterhead's size, colour, weight, frame and space, in its own font.

    `usual` is how large type is, in points, where a style of ours does not say.
    """
    if look is None:
        return made
    run, paragraph = child(made, "rPr"), child(made, "pPr")
    spaces = child(paragraph, "spacing")
    if look.points:
        before = float(val(run.find(qn("w:sz"))) or 2 * usual) / 2
        spaces.set(qn("w:line"), str(round(float(val(spaces, "line")) * look.points / before)))
    for side in ("before", "after"):
        if look.value("spacing", side):
            spaces.set(qn(f"w:{side}"), look.value("spacing", side))
    made.replace(run, w("rPr", *{**_named(run), **_named(_type(look))}.values()))
    frame = (look.properties[name] for name in ("pBdr", "shd") if name in look.properties)
    made.replace(paragraph, w("pPr", *{**_named(paragraph), **_named(frame)}.values()))
    return made


def _type(look: Look) -> Iterator[Xml]:
    if look.points:
        yield from size(look.points)
    if look.colour:
        yield colour(look.colour)
    if "b" in look.properties:
        yield from bold() if look.on("b") else (w("b", val="0"), w("bCs", val="0"))


def _named(properties: Iterable[Xml]) -> dict[str, Xml]:
    return {local(item): item for item in properties}


def settled(theirs: Xml, ours: Collection[Xml], used: Collection[str]) -> tuple[list[Xml], dict[str, str]]:
    """Return the letterhead's styles and their new ids, none of which is one of ours.

    One that has our name goes, unless its header, its footer or another of its styles needs it (`used` holds
    ids): then it is renamed. Lists are ours alone, so that no style counts in one of them by chance.
    """
    copies = {val(item, "styleId"): deepcopy(item) for item in theirs.iter(qn("w:style"))}
    names = {name_of(item).casefold() for item in ours}
    ids = {val(item, "styleId") for item in ours}
    clash = {key for key, item in copies.items() if key in ids or name_of(item).casefold() in names}
    needed = _with_bases(copies, {*(set(copies) - clash), *used})
    renamed = {key: f"{PREFIX.strip()}{key}" if key in clash else key for key in copies if key in needed}
    for key, new in renamed.items():
        _rename(copies[key], new, renamed)
    return [copies[key] for key in renamed], renamed


def _with_bases(styles: Mapping[str, Xml], wanted: set[str]) -> set[str]:
    """Return the ids of styles and of all that they are based on."""
    found, open_ = set(), {key for key in wanted if key in styles}
    while open_:
        found |= open_
        based = {val(styles[key].find(qn("w:basedOn"))) for key in open_}
        open_ = (based & set(styles)) - found
    return found


def _rename(item: Xml, new: str, renamed: Mapping[str, str]) -> None:
    if val(item, "styleId") != new:
        child(item, "name").set(qn("w:val"), PREFIX + name_of(item))
        item.set(qn("w:styleId"), new)
    refer(item, renamed, TIES)
    drop(item.iter(qn("w:numPr"), qn("w:lang")))


def refer(root: Xml, renamed: Mapping[str, str], tags: Sequence[str] = USES) -> None:
    """Let every reference to a style lead to its new id; one to a style that is not there goes."""
    for tag in tags:
        for item in list(root.iter(qn(f"w:{tag}"))):
            if val(item) in renamed:
                item.set(qn("w:val"), renamed[val(item)])
            else:
                drop([item])


def speak(styles: Xml, language: str) -> None:
    """Make a language that of all text for which nothing names another."""
    run = _first(_first(_first(styles, "docDefaults"), "rPrDefault"), "rPr")
    said = run.find(qn("w:lang"))
    if said is None:
        said = w("lang")
        run.insert(len(run.findall(f"{W}*")), said)
    for script in ("val", "eastAsia", "bidi"):
        said.set(qn(f"w:{script}"), language)


def _first(parent: Xml, tag: str) -> Xml:
    """Return the child `tag`, made where there is none."""
    found = parent.find(qn(f"w:{tag}"))
    if found is None:
        found = w(tag)
        parent.insert(0, found)
    return found
