"""The page: A4, side margins that keep a line of 14 pt type near 65 characters. Lengths in mm."""

from __future__ import annotations

from foldwell.word.ooxml import Xml, mm, w

WIDTH, HEIGHT = 210, 297
SIDE, TOP, BOTTOM = 30, 36, 25
HEADER, FOOTER = 12, 12
TEXT_WIDTH = WIDTH - 2 * SIDE
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM


def set_page(section: Xml) -> None:
    """Give a section its paper and margins, whatever it had before."""
    section.attrib.clear()
    for tag in ("pgSz", "pgMar", "cols", "docGrid"):
        for old in section.findall(f"{{*}}{tag}"):
            section.remove(old)
    section.append(w("pgSz", w=mm(WIDTH), h=mm(HEIGHT)))
    sides = {"top": mm(TOP), "right": mm(SIDE), "bottom": mm(BOTTOM), "left": mm(SIDE)}
    section.append(w("pgMar", **sides, header=mm(HEADER), footer=mm(FOOTER), gutter="0"))
