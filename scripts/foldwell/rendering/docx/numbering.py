"""Real lists: one definition of bullets, one of numbers, and a fresh count for every numbered list."""

from __future__ import annotations

from foldwell.model import Brand
from foldwell.rendering.docx.formatting import bold, colour, font, indent
from foldwell.rendering.docx.ooxml import Xml, w
from foldwell.rendering.docx.text_styles import LEVELS, STEP

BULLETS, NUMBERS = 1, 2
MARKS = {BULLETS: ("bullet", ("•", "\N{EN DASH}", "•")), NUMBERS: ("decimal", ("%1.", "%2.", "%3."))}
NAMES = {BULLETS: "ListBullet", NUMBERS: "ListNumber"}


def fill_numbering(numbering: Xml, brand: Brand) -> None:
    """Replace every list definition by ours, in the brand's type and colour."""
    for old in list(numbering):
        numbering.remove(old)
    numbering.extend(_definition(kind, brand) for kind in MARKS)
    numbering.extend(w("num", w("abstractNumId", val=str(kind)), numId=str(kind)) for kind in MARKS)


def _definition(kind: int, brand: Brand) -> Xml:
    shape, marks = MARKS[kind]
    levels = (_level(kind, shape, at, mark) for at, mark in enumerate(marks))
    made = w("abstractNum", w("nsid", val=f"0000F0{kind:02}"), w("multiLevelType", val="multilevel"), *levels,
             abstractNumId=str(kind))  # fmt: skip
    for level in made.findall("{*}lvl"):
        level.append(w("rPr", font(brand.base.family), *bold(), colour(brand.colours.primary)))
    return made


def _level(kind: int, shape: str, at: int, mark: str) -> Xml:
    return w(
        "lvl",
        w("start", val="1"),
        w("numFmt", val=shape),
        w("pStyle", val=f"{NAMES[kind]}{LEVELS[at].strip()}"),
        w("lvlText", val=mark),
        w("lvlJc", val="left"),
        w("pPr", indent(STEP * (at + 1), hanging=STEP)),
        ilvl=str(at),
    )


def start_count(numbering: Xml, level: int, start: int) -> int:
    """Add a numbered list that counts from `start` at `level` and return its id."""
    identity = len(numbering.findall("{*}num")) + 1
    override = w("lvlOverride", w("startOverride", val=str(start)), ilvl=str(level))
    numbering.append(w("num", w("abstractNumId", val=str(NUMBERS)), override, numId=str(identity)))
    return identity
