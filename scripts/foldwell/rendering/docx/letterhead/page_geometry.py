"""The page of a letterhead: its paper, its margins, and those of the text. Lengths in mm."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from foldwell.assets.ooxml.names import W
from foldwell.assets.xml_reader import Xml
from foldwell.model import PAPERS, Size
from foldwell.rendering.docx.letterhead.content_checks import Findings
from foldwell.rendering.docx.letterhead.measures import has_damaged_measures, length
from foldwell.rendering.docx.page_setup import LINE_LENGTH, Page

PAPER_TOLERANCE = 1.0
"""The tolerance of the paper size: Word rounds it in several ways."""

MIN_TEXT_WIDTH, MAX_TEXT_WIDTH = 110.0, 170.0
"""The bounds of the line length; 170 mm are about 75 characters of 14 pt type."""

MIN_MARGIN, MARGIN_TOLERANCE = 12.0, 0.5
"""The minimum side margin of text: many printers leave up to 6 mm blank, and staples need more."""

ART_GAP = 4.0
"""The distance of the text from a picture."""
FOOTER_HEIGHT = 10.0
"""The height of our footer, with the space above it."""


class PaperSize(NamedTuple):
    """The paper that a letterhead is made for, and its name, "" if it is not one that a practice can have."""

    size: Size
    name: str


def paper_of(section: Xml) -> PaperSize:
    """Return the paper of a section."""
    size = section.find(f"{W}pgSz")
    actual = length(size, "w"), length(size, "h")
    return PaperSize(actual, next((name for name, paper in PAPERS.items() if _is_same(actual, paper)), ""))


def _is_same(one: Size, other: Size) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= PAPER_TOLERANCE


def page_of(section: Xml, paper: Size) -> Page:
    """Return the page on the practice's paper, with the letterhead's margins."""
    margins = section.find(f"{W}pgMar")
    left, right, top, bottom = (abs(length(margins, side)) for side in ("left", "right", "top", "bottom"))
    return Page(
        paper,
        left + length(margins, "gutter"),
        right,
        max(top, MIN_MARGIN),
        max(bottom, MIN_MARGIN),
        header=length(margins, "header"),
        footer=length(margins, "footer"),
    )


def clear_of_art(page: Page, top: float, bottom: float, has_footer: bool) -> Page:
    """Return a page whose text is clear of pictures that reach so far in from the top and the bottom.

    Without a footer of its own it gets ours, which must be clear of them too.
    """
    if bottom and not has_footer:
        page = replace(page, footer=max(page.footer, bottom + ART_GAP / 2))
        page = replace(page, bottom=max(page.bottom, page.footer + FOOTER_HEIGHT))
    return replace(
        page,
        top=max(page.top, top + ART_GAP if top else 0),
        bottom=max(page.bottom, bottom + ART_GAP if bottom else 0),
    )


def text_page(page: Page) -> Page:
    """Return the page with the margins of the text, which are wider than narrow ones of a letterhead."""
    if page.text_width > MAX_TEXT_WIDTH:
        wider = (page.text_width - LINE_LENGTH) / 2
        page = replace(page, left=page.left + wider, right=page.right + wider)
    return replace(page, left=max(page.left, MIN_MARGIN), right=max(page.right, MIN_MARGIN))


def page_problems(section: Xml, paper: Size) -> Findings:
    """Yield why the handout has no room between the margins, or cannot be on its paper.

    Of damaged measures `content_problems` knows.
    """
    if has_damaged_measures(section):
        return
    actual = paper_of(section)
    if not actual.name:
        width, height = actual.size
        what = f"its paper is {width:.0f} x {height:.0f} mm, the practice's {paper[0]:.0f} x {paper[1]:.0f}"
        turned = "it lies on its side; " if width > height else ""
        yield what, f"{turned}change it in Word under Layout, Size and Orientation"
        return
    width = text_page(page_of(section, paper)).text_width
    if width < MIN_TEXT_WIDTH:
        what = f"its margins leave lines of {width:.0f} mm"
        yield what, f"choose side margins that leave {MIN_TEXT_WIDTH:.0f} mm or more: tables need that"


def paper_corrections(section: Xml, paper: Size) -> Findings:
    """Yield that the handout is on the practice's paper, if that of the letterhead is another one."""
    name = paper_of(section).name
    ours = next(name for name, size in PAPERS.items() if size == paper)
    if name and name != ours:
        what = f"is made for {name} paper: the handout is on {ours}, the paper of the practice"
        yield (
            what,
            "look at the edges of the handout; or change the size in Word, or 'paper' in practice.yaml",
        )


def margin_notes(page: Page) -> Findings:
    """Yield that the text has wider margins than the letterhead, and margins that printers leave blank."""
    text = text_page(page)
    if page.text_width > MAX_TEXT_WIDTH:
        what = f"its side margins are {_pair(page)}; those of the text are {_pair(text)}"
        yield f"{what}, as long lines are hard to read", "nothing needs doing"
    if min(page.left, page.right) < MIN_MARGIN - MARGIN_TOLERANCE:
        what = f"its side margins are {_pair(page)}, and many printers leave the edge of the paper blank"
        yield what, f"print one page and look; from {MIN_MARGIN:.0f} mm on it is safe"


def _pair(page: Page) -> str:
    left, right = round(page.left), round(page.right)
    return f"{left} mm" if left == right else f"{left} and {right} mm"
