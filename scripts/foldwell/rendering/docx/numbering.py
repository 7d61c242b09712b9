"""Native lists: one definition of bullets, one of numbers, and a new count for every numbered list."""

from __future__ import annotations

from foldwell.assets.xml_reader import Xml
from foldwell.model import Brand
from foldwell.rendering.docx.formatting import bold, colour, font, indent
from foldwell.rendering.docx.ooxml import w
from foldwell.rendering.docx.styles.text_styles import LEVEL_SUFFIXES, LIST_INDENT

BULLETS, NUMBERS = 1, 2
LIST_MARKS = {BULLETS: ("bullet", ("•", "\N{EN DASH}", "•")), NUMBERS: ("decimal", ("%1.", "%2.", "%3."))}
LIST_STYLES = {BULLETS: "ListBullet", NUMBERS: "ListNumber"}


def fill_numbering(numbering: Xml, brand: Brand) -> None:
    """Replace every list definition with ours, in the brand's type and colour."""
    for old in list(numbering):
        numbering.remove(old)
    # Every abstractNum comes before the first num (ECMA-376-1, 17.9.17).
    numbering.extend(_definition(kind, brand) for kind in LIST_MARKS)
    numbering.extend(w("num", w("abstractNumId", val=str(kind)), numId=str(kind)) for kind in LIST_MARKS)


def _definition(kind: int, brand: Brand) -> Xml:
    shape, marks = LIST_MARKS[kind]
    levels = (_level(kind, shape, depth, mark) for depth, mark in enumerate(marks))
    # Word draws a random number here; fixed ones keep the bytes the same.
    head = (w("nsid", val=f"0000F0{kind:02}"), w("multiLevelType", val="multilevel"))
    definition = w("abstractNum", *head, *levels, abstractNumId=str(kind))
    for level in definition.findall("{*}lvl"):
        level.append(w("rPr", font(brand.base.family), *bold(), colour(brand.colours.primary)))
    return definition


def _level(kind: int, shape: str, level: int, mark: str) -> Xml:
    return w(
        "lvl",
        w("start", val="1"),
        w("numFmt", val=shape),
        w("pStyle", val=f"{LIST_STYLES[kind]}{LEVEL_SUFFIXES[level].strip()}"),
        w("lvlText", val=mark),
        w("lvlJc", val="left"),
        w("pPr", indent(LIST_INDENT * (level + 1), hanging=LIST_INDENT)),
        ilvl=str(level),
    )


def start_numbered_list(numbering: Xml, level: int, start: int) -> int:
    """Add a numbered list that counts from `start` at `level` and return its id."""
    identity = len(numbering.findall("{*}num")) + 1
    override = w("lvlOverride", w("startOverride", val=str(start)), ilvl=str(level))
    numbering.append(w("num", w("abstractNumId", val=str(NUMBERS)), override, numId=str(identity)))
    return identity
