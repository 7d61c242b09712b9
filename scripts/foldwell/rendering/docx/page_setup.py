"""The page of the handout and the paper it is printed on. Lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass

from foldwell.assets.xml_reader import Xml
from foldwell.model import PAPERS, Size
from foldwell.rendering.docx.ooxml import mm, w

LINE_LENGTH = 150.0
"""The line length on any paper: about 65 characters of 14 pt type."""

TOP, BOTTOM = 36.0, 25.0
HEADER, FOOTER = 12.0, 12.0


@dataclass(frozen=True, slots=True)
class Page:
    """The paper, its margins, and the depth left blank at the top of the first page (0 for none).

    `header` and `footer` are the distances of these from the edges of the paper.
    """

    paper: Size
    left: float
    right: float
    top: float = TOP
    bottom: float = BOTTOM
    blank: float = 0
    header: float = HEADER
    footer: float = FOOTER

    @property
    def text_width(self) -> float:
        """The width of the text area."""
        return self.paper[0] - self.left - self.right

    @property
    def text_height(self) -> float:
        """The height of the text area."""
        return self.paper[1] - self.top - self.bottom


def plain_page(paper: Size, blank: float = 0) -> Page:
    """Return a page with equal side margins, which leave a line of text its measure."""
    side = (paper[0] - LINE_LENGTH) / 2
    return Page(paper, side, side, blank=blank)


A4 = plain_page(PAPERS["A4"])


def set_page(section: Xml, page: Page) -> None:
    """Give a section its paper and margins, whatever it had before."""
    # The template of python-docx has the numbers of somebody's editing sessions there (rsid).
    section.attrib.clear()
    for tag in ("pgSz", "pgMar", "cols", "titlePg", "docGrid"):
        for old in section.findall(f"{{*}}{tag}"):
            section.remove(old)
    width, height = page.paper
    section.append(w("pgSz", w=mm(width), h=mm(height)))
    sides = {"top": mm(page.top), "right": mm(page.right), "bottom": mm(page.bottom), "left": mm(page.left)}
    section.append(w("pgMar", **sides, header=mm(page.header), footer=mm(page.footer), gutter="0"))
    if page.blank:
        section.append(w("titlePg"))
