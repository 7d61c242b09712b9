"""The context of the writers: where the next content goes, and what they all share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Literal

from docx.document import Document
from docx.parts.story import StoryPart
from lxml import etree

from foldwell.assets.xml_reader import Xml
from foldwell.model import Font
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.page_setup import Page


@dataclass(frozen=True, slots=True)
class HandoutContext:
    """Shared by all writers of one handout; `font` is that of its text.

    `other_families` has the family of each character that the fonts of the brand lack.
    """

    writers: Mapping[str, Writer]
    document: Document
    pictures: Mapping[str, bytes]
    pages: int
    base: Page | Letterhead
    font: Font
    other_families: Mapping[str, str] = field(default_factory=dict)
    picture_ids: Iterator[int] = field(default_factory=lambda: count(1))
    control_ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def page(self) -> Page:
        """The page of the handout."""
        return self.base.page if isinstance(self.base, Letterhead) else self.base


@dataclass(frozen=True, slots=True)
class WriterContext:
    """Where content is written: the part, the target element, and the current style."""

    handout: HandoutContext
    part: StoryPart
    target: Xml
    style: str = "Body Text"
    bold: bool = False
    link: bool = False
    depth: int = 0
    vertical: Literal["", "subscript", "superscript"] = ""

    def child(self, target: Xml, **changes: Any) -> WriterContext:
        """Return the context inside `target`, with changes of style."""
        return replace(self, target=target, **changes)

    def write(self, element: etree._Element) -> None:
        """Write one element of the template here."""
        self.handout.writers[element.tag](element, self)

    def write_all(self, element: etree._Element) -> None:
        """Write every child of `element` here."""
        for child in element:
            self.write(child)


Writer = Callable[[etree._Element, WriterContext], None]
