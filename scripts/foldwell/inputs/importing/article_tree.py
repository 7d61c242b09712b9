"""An old leaflet made an article: a tree of values in the order of the article's fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from foldwell.inputs.importing import back_matter, care_boxes
from foldwell.inputs.importing.content import (
    Block,
    Entry,
    Heading,
    Leaflet,
    Paragraph,
    Picture,
    Span,
    Words,
    plain,
)
from foldwell.inputs.importing.headings import MAX_TITLE, Outline, Section, outline, shorten
from foldwell.inputs.importing.limits import MAX_BLOCKS, MAX_SECTIONS, MAX_SHORT
from foldwell.inputs.importing.placeholders import placeholder
from foldwell.inputs.importing.section_blocks import SectionWriter
from foldwell.inputs.importing.tidying import tidy
from foldwell.inputs.importing.words import Writer

LEVELS = ("emergency", "same_day")
"""The care boxes, in the order in which their signs are looked for."""

MAX_ID = 40


@dataclass(frozen=True, slots=True)
class Dates:
    """The day an article is imported, and the day by which somebody has to look at it again."""

    published: date
    review_by: date


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article made of a leaflet: its tree, and what a person has to know about how it was made.

    `headings` are those of the leaflet in whose place documents print one of ours.
    """

    tree: Entry
    mapped: tuple[str, ...]
    headings: tuple[str, ...]


class ArticleMaker:
    """Makes one article; `figures` has the file of each picture that is kept, `numbers` names by number."""

    def __init__(self, numbers: Mapping[str, str], figures: Mapping[Picture, str]) -> None:
        self._writer = Writer(numbers)
        self._sections = SectionWriter(self._writer, figures)
        self._ids: set[str] = set()
        self._headings: set[str] = set()
        self._mapped: list[str] = []
        self._replaced_headings: list[str] = []

    def make(self, leaflet: Leaflet, language: str, dates: Dates) -> ImportedArticle:
        """Return the article of a leaflet in a language, with placeholders for what it does not say."""
        parts = outline(tidy(leaflet.blocks))
        body, sources, questions = self._part_back_matter(parts.sections)
        sections, care = self._sections_and_care(body)
        sources = sources or [_missing_source()]
        tree = {
            **self._front_matter(parts, language, dates),
            "sections": list(sections),
            "care": care,
            **({"questions": list(questions)} if questions else {}),
            "sources": list(sources),
        }
        return ImportedArticle(tree, tuple(self._mapped), tuple(self._replaced_headings))

    def _front_matter(self, parts: Outline, language: str, dates: Dates) -> Entry:
        title = self._writer.heading((Span(parts.title),))
        return {
            "language": language,
            "title": shorten(title, MAX_TITLE) or placeholder("title"),
            "audience": self._writer.heading((Span(parts.audience),)) or placeholder("audience"),
            "version": "0.1",
            "published": dates.published.isoformat(),
            "review_by": dates.review_by.isoformat(),
            "author": placeholder("author"),
        }

    def _part_back_matter(self, sections: Sequence[Section]) -> tuple[list[Section], list[Entry], list[str]]:
        """Return the sections without those that list sources or questions, and what these list."""
        body: list[Section] = []
        sources: list[Entry] = []
        questions: list[str] = []
        for section in sections:
            heading = plain(section.heading)
            if not sources and (sources := back_matter.sources_of(heading, section.blocks, self._writer)):
                self._replaced_headings.append(heading)
                self._mapped.append(f"'{heading}' became the sources, {len(sources)} of them")
            elif not questions and (
                questions := back_matter.questions_of(heading, section.blocks, self._writer)
            ):
                self._replaced_headings.append(heading)
                self._mapped.append(f"'{heading}' became the questions, {len(questions)} of them")
            else:
                body.append(section)
        return body, sources, questions

    def _sections_and_care(self, body: Sequence[Section]) -> tuple[list[Entry], Entry]:
        """Return the sections, and the care boxes that lists in them propose, or placeholders."""
        boxes: dict[str, care_boxes.ProposedBox] = {}
        entries: list[Entry] = []
        after = ""
        for section in body:
            taken, remaining = self._take_boxes(section, boxes)
            if not taken or remaining.blocks:
                entries.extend(islice(self._section(remaining), MAX_SECTIONS - len(entries)))
            after = str(entries[-1]["id"]) if taken and entries else after
        entries = entries or [self._entry(placeholder("heading"), [])]
        after = after or str(entries[-1]["id"])
        return entries, {
            "after": after,
            **{level: _box(level, boxes.get(level)) for level in reversed(LEVELS)},
        }

    def _take_boxes(self, section: Section, boxes: dict[str, care_boxes.ProposedBox]) -> tuple[bool, Section]:
        """Add the boxes that a section proposes to those known; return whether it did, and what remains."""
        blocks: tuple[Block, ...] = section.blocks
        taken = False
        # The heading of a section is the line above a list that it begins with.
        whole = (Heading(section.heading, 1), *blocks) if section.heading else blocks
        for level in (level for level in LEVELS if level not in boxes):
            box, remaining = care_boxes.take_box(whole, self._writer, level)
            if box:
                boxes[level], whole, taken = box, remaining, True
                self._mapped.append(
                    f"the list below '{box.lead}' became the care box '{level}': a clinician decides"
                )
        if whole and isinstance(whole[0], Heading) and whole[0].words == section.heading:
            if taken and len(whole) == 1:
                heading = plain(section.heading)
                self._replaced_headings.append(heading)
                self._mapped.append(f"the heading '{heading}' is left out: a care box has its own")
            return taken, Section(section.heading, whole[1:])
        return taken, Section(section.heading if not taken else (), whole)

    def _section(self, section: Section) -> Iterator[Entry]:
        """Yield a section, in several parts if it has more blocks than one may have."""
        heading = self._writer.heading(section.heading).rstrip(":").strip()
        shown = shorten(heading, MAX_SHORT)
        blocks: tuple[Block, ...] = section.blocks
        if shown != heading:
            blocks = (Paragraph(_bold(section.heading)), *blocks)
        entries = self._sections.entries(heading, blocks)
        for start in range(0, max(1, len(entries)), MAX_BLOCKS):
            yield self._entry(shown or placeholder("heading"), entries[start : start + MAX_BLOCKS])

    def _entry(self, heading: str, entries: list[Entry]) -> Entry:
        heading = self._unique_heading(heading)
        section: Entry = {"id": self._unique_id(heading), "heading": heading}
        if not entries:
            section["body"] = placeholder("body")
        elif len(entries) == 1 and entries[0].keys() == {"text"}:
            section["body"] = entries[0]["text"]
        else:
            section["blocks"] = list(entries)
        return section

    def _unique_heading(self, heading: str) -> str:
        stem = shorten(heading, MAX_SHORT - len(" (99)"))
        return _unique((heading, *(f"{stem} ({number})" for number in range(2, 100))), self._headings)

    def _unique_id(self, heading: str) -> str:
        words = re.findall(r"[a-z0-9]+", heading.lower()) if not heading.startswith("[") else []
        stem = shorten(" ".join(words), MAX_ID).replace(" ", "-") or "part"
        return _unique((stem, *(f"{stem}-{number}" for number in range(2, 100))), self._ids)


def _unique(names: Sequence[str], taken: set[str]) -> str:
    """Return the first of some names that is not taken, and take it."""
    found = next(name for name in names if name not in taken)
    taken.add(found)
    return found


def _bold(words: Words) -> Words:
    return tuple(Span(span.text, True, span.address) for span in words)


def _box(level: str, box: care_boxes.ProposedBox | None) -> Entry:
    if box is None:
        return {"when": [placeholder(level)]}
    return {"lead": box.lead, "when": list(box.signs)}


def _missing_source() -> Entry:
    return {
        "id": "source-1",
        "title": placeholder("source"),
        "organisation": placeholder("organisation"),
    }
