"""A letterhead that was read and passed all checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foldwell.assets.ooxml.names import W
from foldwell.assets.ooxml.package import Package
from foldwell.assets.xml_reader import Xml
from foldwell.errors import InputError, Problem
from foldwell.model import Size
from foldwell.model.units import MM_PER_TWIP
from foldwell.rendering.docx.letterhead.content_checks import content_problems, shows_anything
from foldwell.rendering.docx.letterhead.package_reader import SAVE_AGAIN_HINT, open_letterhead
from foldwell.rendering.docx.letterhead.style_reader import StyleProperties, read_styles
from foldwell.rendering.docx.page_setup import Page

PAPER_TOLERANCE = 1.0
"""The tolerance of the paper size in mm: Word rounds it in several ways."""

MIN_TEXT_WIDTH, MAX_TEXT_WIDTH = 110.0, 170.0
"""The bounds of the line length in mm; 170 mm are about 75 characters of 14 pt type."""

SIDES = ("left", "right", "top", "bottom")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A checked letterhead: its file, its page, and the properties of its styles."""

    package: Package
    page: Page
    styles: Mapping[str, StyleProperties]

    @property
    def section(self) -> Xml:
        """The section properties of the file."""
        return _sections(self.package)[0]

    @property
    def has_footer(self) -> bool:
        """Whether any of its footers shows something."""
        return any(shows_anything(self.package.roots[name]) for name in self.package.related_parts("footer"))

    def setting(self, setting: str) -> Xml | None:
        """Return one of the settings of the file, if it has it."""
        settings = self.package.root("settings")
        return None if settings is None else settings.find(f"{W}{setting}")


def read_letterhead(data: bytes, where: str, paper: Size) -> Letterhead:
    """Return the letterhead in the bytes of a .docx or .dotx file; `where` names it, `paper` is in mm.

    Raises InputError with everything that is wrong: what a letterhead must not hold, another paper, columns,
    lines too long or too short, and styles that break a rule.
    """
    package = open_letterhead(data, where)
    found = read_styles(package.root("styles"))
    missing_styles = [] if package.root("styles") is not None else [("has no styles", SAVE_AGAIN_HINT)]
    style_problems = [
        *missing_styles,
        *content_problems(package),
        *_page_faults(package, paper),
        *(fault for _, fault in found.faults),
    ]
    if style_problems:
        raise InputError(*dict.fromkeys(Problem(where, what, hint) for what, hint in style_problems))
    return Letterhead(package, _page(_sections(package)[0], paper), found.styles)


def _sections(package: Package) -> list[Xml]:
    return list(package.roots[package.main].iter(f"{W}sectPr"))


def _page_faults(package: Package, paper: Size) -> Iterator[tuple[str, str]]:
    sections = _sections(package)
    if len(sections) != 1:
        what = f"has {len(sections)} sections"
        yield what, "delete the section breaks; for another first page, use 'Different First Page'"
        return
    size = sections[0].find(f"{W}pgSz")
    actual = (_mm(size, "w"), _mm(size, "h"))
    if max(abs(a - b) for a, b in zip(actual, paper, strict=True)) > PAPER_TOLERANCE:
        what = f"its paper is {actual[0]:.0f} x {actual[1]:.0f} mm instead of {paper[0]:.0f} x {paper[1]:.0f}"
        yield what, "change the size in Word under Layout, or 'paper' in practice.yaml"
        return
    if _column_count(sections[0].find(f"{W}cols")) > 1:
        yield "its text stands in columns", "in Word: Layout, Columns, One"
    width = _page(sections[0], paper).text_width
    if not MIN_TEXT_WIDTH <= width <= MAX_TEXT_WIDTH:
        what = f"its margins leave lines of {width:.0f} mm"
        yield (
            what,
            f"choose side margins that leave {MIN_TEXT_WIDTH:.0f} to {MAX_TEXT_WIDTH:.0f} mm:"
            " that is easy to read",
        )


def _page(section: Xml, paper: Size) -> Page:
    margins = section.find(f"{W}pgMar")
    left, right, top, bottom = (abs(_mm(margins, side)) for side in SIDES)
    return Page(paper, left + _mm(margins, "gutter"), right, top, bottom)


def _mm(element: Xml | None, name: str) -> float:
    return 0.0 if element is None else float(element.get(f"{W}{name}", "0")) * MM_PER_TWIP


def _column_count(columns: Xml | None) -> int:
    return 1 if columns is None else int(columns.get(f"{W}num", "1"))
