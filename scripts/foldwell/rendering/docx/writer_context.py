"""Where the next words go, and what every writer shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from docx.document import Document
from docx.parts.story import StoryPart
from lxml import etree

from foldwell.model import Font
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.ooxml import Xml
from foldwell.rendering.docx.page_setup import Page


@dataclass(frozen=True, slots=True)
class Job:
    """What all writers of one handout share; the `font` is that of its text."""

    writers: Mapping[str, Writer]
    document: Document
    pictures: Mapping[str, bytes]
    pages: int
    on: Page | Letterhead
    font: Font
    picture_ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def page(self) -> Page:
        """The page that the words stand on."""
        return self.on.page if isinstance(self.on, Letterhead) else self.on


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the Word file: its part, the element that takes what is written, and its looks."""

    job: Job
    part: StoryPart
    into: Xml
    style: str = "Body Text"
    bold: bool = False
    link: bool = False
    depth: int = 0

    def at(self, into: Xml, **looks: Any) -> Place:
        """Return the place inside `into`, with other looks."""
        return replace(self, into=into, **looks)

    def write(self, element: etree._Element) -> None:
        """Write one element of the template here."""
        self.job.writers[element.tag](element, self)

    def write_all(self, element: etree._Element) -> None:
        """Write every child of `element` here."""
        for child in element:
            self.write(child)


Writer = Callable[[etree._Element, Place], None]
