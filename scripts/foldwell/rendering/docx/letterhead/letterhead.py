"""A letterhead that was read and found fit to write on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foldwell.errors import InputError, Problem
from foldwell.model import Size
from foldwell.rendering.docx.letterhead.content_checks import has_ink, refusals
from foldwell.rendering.docx.letterhead.package_reader import AGAIN, Archive, W, opened
from foldwell.rendering.docx.letterhead.style_reader import Look, looks
from foldwell.rendering.docx.ooxml import Xml
from foldwell.rendering.docx.page_setup import Page

TWIPS = 25.4 / 1440
NEAR = 1.0
"""How far, in mm, the paper may be from the practice's: Word rounds it in more ways than one."""

NARROWEST, WIDEST = 110.0, 170.0
"""How long a line of text may be, in mm; 170 mm are about 75 characters of 14 pt type."""

SIDES = ("left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A practice's own Word paper, held to the rules: its file, its page, and how its styles look."""

    archive: Archive
    page: Page
    looks: Mapping[str, Look]

    @property
    def section(self) -> Xml:
        """What the file says of its page."""
        return _sections(self.archive)[0]

    @property
    def footed(self) -> bool:
        """Whether any of its footers shows something."""
        return any(has_ink(self.archive.roots[name]) for name in self.archive.related("footer"))

    def says(self, setting: str) -> Xml | None:
        """Return one of the settings of the file, if it has it."""
        settings = self.archive.root("settings")
        return None if settings is None else settings.find(f"{W}{setting}")


def read(data: bytes, where: str, paper: Size) -> Letterhead:
    """Return the letterhead in the bytes of a .docx or .dotx file; `where` names it, `paper` is in mm.

    Raises InputError with everything that is wrong: what a letterhead must not hold, another paper, columns,
    lines too long or too short, and styles that break a rule.
    """
    archive = opened(data, where)
    found = looks(archive.root("styles"))
    lost = [] if archive.root("styles") is not None else [("has no styles", AGAIN)]
    wrong = [*lost, *refusals(archive), *_page_faults(archive, paper), *(fault for _, fault in found.faults)]
    if wrong:
        raise InputError(*dict.fromkeys(Problem(where, what, hint) for what, hint in wrong))
    return Letterhead(archive, _page(_sections(archive)[0], paper), found.looks)


def _sections(archive: Archive) -> list[Xml]:
    return list(archive.roots[archive.main].iter(f"{W}sectPr"))


def _page_faults(archive: Archive, paper: Size) -> Iterator[tuple[str, str]]:
    sections = _sections(archive)
    if len(sections) != 1:
        what = f"has {len(sections)} sections"
        yield what, "delete the section breaks; for another first page, use 'Different First Page'"
        return
    size = sections[0].find(f"{W}pgSz")
    given = (_mm(size, "w"), _mm(size, "h"))
    if max(abs(a - b) for a, b in zip(given, paper, strict=True)) > NEAR:
        what = f"its paper is {given[0]:.0f} x {given[1]:.0f} mm instead of {paper[0]:.0f} x {paper[1]:.0f}"
        yield what, "change the size in Word under Layout, or 'paper' in practice.yaml"
        return
    if _count(sections[0].find(f"{W}cols")) > 1:
        yield "its text stands in columns", "in Word: Layout, Columns, One"
    width = _page(sections[0], paper).text_width
    if not NARROWEST <= width <= WIDEST:
        what = f"its margins leave lines of {width:.0f} mm"
        yield what, f"choose side margins that leave {NARROWEST:.0f} to {WIDEST:.0f} mm: that is easy to read"


def _page(section: Xml, paper: Size) -> Page:
    margins = section.find(f"{W}pgMar")
    left, right, top, bottom = (abs(_mm(margins, side)) for side in SIDES)
    return Page(paper, left + _mm(margins, "gutter"), right, top, bottom)


def _mm(element: Xml | None, name: str) -> float:
    return 0.0 if element is None else float(element.get(f"{W}{name}", "0")) * TWIPS


def _count(columns: Xml | None) -> int:
    return 1 if columns is None else int(columns.get(f"{W}num", "1"))
