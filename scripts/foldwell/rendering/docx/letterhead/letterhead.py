"""A letterhead that was read, checked and mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foldwell.assets.ooxml.names import W
from foldwell.assets.ooxml.package import Package
from foldwell.assets.ooxml.sections import (
    HeaderFooter,
    headers_and_footers,
    letterhead_section,
    shows_anything,
)
from foldwell.assets.xml_reader import Xml
from foldwell.errors import Diagnostics, InputError, Problem
from foldwell.model import Size
from foldwell.rendering.docx.letterhead import page_geometry
from foldwell.rendering.docx.letterhead.content_checks import Finding, Findings, content_problems
from foldwell.rendering.docx.letterhead.left_out import left_out
from foldwell.rendering.docx.letterhead.mending import mend_stories
from foldwell.rendering.docx.letterhead.package_reader import SAVE_AGAIN_HINT, open_letterhead
from foldwell.rendering.docx.letterhead.page_art import clearance, header_height, shift_to_paper
from foldwell.rendering.docx.letterhead.placeholders import placeholder_notes
from foldwell.rendering.docx.letterhead.style_reader import StyleProperties, read_styles
from foldwell.rendering.docx.page_setup import Page


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A checked letterhead: its parts, the section that is used, its page, and its styles' properties.

    `outer_page` has the margins of header and footer, `page` those of the text, which may be wider.
    """

    package: Package
    section: Xml
    stories: tuple[HeaderFooter, ...]
    page: Page
    outer_page: Page
    styles: Mapping[str, StyleProperties]
    diagnostics: Diagnostics

    @property
    def has_footer(self) -> bool:
        """Whether any of its footers shows something."""
        return _has_footer(self.stories)

    def setting(self, setting: str) -> Xml | None:
        """Return one of the settings of the file, if it has it."""
        settings = self.package.root("settings")
        return None if settings is None else settings.find(f"{W}{setting}")


def read_letterhead(data: bytes, where: str, paper: Size, name: str = "Letterhead") -> Letterhead:
    """Return the letterhead in the bytes of a Word file; `where` names it, `paper` is in mm.

    `name` stands for pictures without alt text. Raises InputError with everything that can neither be left
    out nor mended; what was is in the letterhead's `diagnostics`.
    """
    package = open_letterhead(data, where)
    section = letterhead_section(package)
    if section is None or package.root("styles") is None:
        raise InputError(Problem(where, "lacks parts that Word writes", SAVE_AGAIN_HINT))
    notes = list(placeholder_notes(headers_and_footers(package, section)))
    package, stories, mended = mend_stories(package, tuple(headers_and_footers(package, section)), name)
    problems = [*content_problems(package, stories), *page_geometry.page_problems(section, paper)]
    if problems:
        raise InputError(*_problems(where, problems))
    page, corrections = _page(package, section, stories, paper, where)
    styles = read_styles(package.root("styles"))
    notes += page_geometry.margin_notes(page)
    corrections += [*left_out(package, section), *mended, *(fault for _, fault in styles.faults)]
    diagnostics = Diagnostics((), _problems(where, corrections), _problems(where, notes))
    text_page = page_geometry.text_page(page)
    return Letterhead(package, section, stories, text_page, page, styles.styles, diagnostics)


def _problems(where: str, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(Problem(where, what, hint) for what, hint in findings))


def _page(
    package: Package, section: Xml, stories: tuple[HeaderFooter, ...], paper: Size, where: str
) -> tuple[Page, list[Finding]]:
    """Return the page of a letterhead, whose text is clear of its pictures, with what was mended."""
    corrections = list(page_geometry.paper_corrections(section, paper))
    if corrections:
        for story in stories:
            shift_to_paper(story.root, page_geometry.paper_of(section).size, paper)
    page = page_geometry.page_of(section, paper)
    room = clearance(package, stories, page)
    if room.blocked:
        what = f"a picture in {room.blocked} leaves no room for text"
        raise InputError(Problem(where, what, "make it smaller, or as pale as a watermark"))
    for story in stories:
        if story.kind == "header" and header_height(story, page) > page.paper[1] / 2:
            what = f"{story.label} fills more than half of the page"
            raise InputError(
                Problem(where, what, "take the words out of it that are no part of the letterhead")
            )
    clear = page_geometry.clear_of_art(page, room.top, room.bottom, has_footer=_has_footer(stories))
    return clear, [*corrections, *_room_corrections(page, clear), *_behind(room.behind)]


def _has_footer(stories: tuple[HeaderFooter, ...]) -> bool:
    return any(shows_anything(story.root) for story in stories if story.kind == "footer")


def _room_corrections(page: Page, clear: Page) -> Iterator[Finding]:
    for side, before, after in (("top", page.top, clear.top), ("bottom", page.bottom, clear.bottom)):
        if after - before > 1:
            what = f"a picture is where the text would be: its margin at the {side} is {after:.0f} mm now"
            yield f"{what}, not {before:.0f}", "for another one, change picture or margin in Word"


def _behind(label: str) -> Findings:
    if label:
        what = f"a picture in {label} is behind the text of the page"
        yield what, "look at the handout: the words on it must be easy to read; or make it paler or smaller"
