"""The fixed words of the documents, in one language."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from foldwell.model.block_parts import Zone
from foldwell.model.care_words import CareWords, ContactWords
from foldwell.model.field_types import (
    NO_ADVICE,
    FrozenModel,
    Language,
    Line,
    Phrase,
    Short,
    Word,
    placeholders,
)

CAPITALISED = re.compile(r"^\W*[^\W\d_](?=[^\W\d_A-Z])(?!\w*[A-Z])")
"""Matches the beginning of a line up to its first letter, but not an abbreviation such as NSAIDs."""


class LevelWords(FrozenModel):
    """The names of some levels."""

    def word(self, level: str) -> str:
        """Return what a level is called."""
        return str(getattr(self, level))


class EvidenceWords(LevelWords):
    """The names of the levels of evidence."""

    strong: Word = Field(title="Strong evidence", description="what strong evidence is called")
    moderate: Word = Field(title="Moderate evidence", description="what moderate evidence is called")
    limited: Word = Field(title="Limited evidence", description="what limited evidence is called")


class ZoneWords(LevelWords):
    """The names of the zones of a traffic light, which say in words what the colour says."""

    green: Word = Field(title="Green zone", description="what the green zone is called")
    amber: Word = Field(title="Amber zone", description="what the amber zone is called")
    red: Word = Field(title="Red zone", description="what the red zone is called")


class ChanceWords(FrozenModel):
    """How it is said how likely things are."""

    of: Annotated[Phrase, placeholders("per", "of")] = Field(
        title="Of how many people", description="stands above the numbers, with {per} and {of}"
    )
    number: Annotated[Word, placeholders("number", "per")] = Field(
        title="How many of them", description="one number, with {number} and {per}"
    )
    within: Annotated[Word, placeholders("number", "time")] = Field(
        title="How many in some time", description="one number in some time, with {number} and {time}"
    )
    what: Word = Field(title="What can happen", description="the heading above what can happen")
    how_many: Word = Field(title="How many", description="the heading above the numbers")
    then: Word = Field(title="What is done", description="the heading above what is done about it")
    dots: Annotated[Phrase, placeholders("what", "number")] = Field(
        title="Caption of dots", description="stands under a picture of dots, with {what} and {number}"
    )
    thousands: Literal[",", ".", "\u202f", ""] = Field(
        title="Thousands", description="what stands between the groups of digits of a large number"
    )


class Wording(FrozenModel):
    """The fixed words of the documents, in one language."""

    language: Annotated[Language, NO_ADVICE] = Field(
        title="Language", description="the language of these words, such as en-GB"
    )
    draft: Line = Field(title="Draft", description="printed on every document that no clinician has reviewed")
    reviewed: Annotated[Phrase, placeholders("reviewer")] = Field(
        title="Reviewed",
        description="printed on every document that a clinician has reviewed, with {reviewer}",
    )
    example: Line = Field(
        title="Example facts",
        description="says that the address and phone number are examples and belong to nobody",
    )
    overdue: Line = Field(
        title="Past its review date",
        description="printed on every document that is made after its review date",
    )
    care: dict[str, CareWords] = Field(title="Care boxes", description="what the care boxes say, by country")
    evidence: Annotated[EvidenceWords, NO_ADVICE] = Field(
        title="Strength of the evidence", description="what each strength of evidence is called"
    )
    key_point: Word = Field(title="Key point", description="stands before the key point of a section")
    do: Word = Field(title="Do", description="the heading above what is good to do")
    dont: Word = Field(title="Do not", description="the heading above what not to do")
    do_headings: tuple[Word, ...] = Field(
        title="Headings like 'Do'",
        default=(),
        description="headings of a section below which the one above what is good to do would say the same",
    )
    dont_headings: tuple[Word, ...] = Field(
        title="Headings like 'Do not'",
        default=(),
        description="headings of a section below which the one above what not to do would say the same",
    )
    dont_line: Annotated[Phrase, placeholders("line")] = Field(
        title="One thing not to do", description="one thing that is not good to do, with {line}"
    )
    what_to_do: Word = Field(title="What to do", description="the heading above what to do at some time")
    zones: Annotated[ZoneWords, NO_ADVICE] = Field(title="Zones", description="what each zone is called")
    chances: Annotated[ChanceWords, NO_ADVICE] = Field(
        title="Chances", description="how it is said how likely things are"
    )
    toc: Word = Field(title="Contents", description="the heading above what begins on which page")
    questions: Word = Field(title="Questions to ask", description="the heading above the questions")
    notes: Word = Field(title="Notes", description="the heading above lines for the reader's own notes")
    blank: Annotated[Word, placeholders("line")] = Field(
        title="Place to write",
        description="what a place to write is called, for someone who cannot see it, with {line}",
    )
    blank_of: Annotated[Word, placeholders("line", "number", "count")] = Field(
        title="Place to write among several",
        description="the same where a line has several, with {line}, {number} and {count}",
    )
    tick_box: Annotated[Word, placeholders("line")] = Field(
        title="Box to tick",
        description="what a box to tick is called, for someone who cannot see it, with {line}",
    )
    contacts: Annotated[ContactWords, NO_ADVICE] = Field(
        title="Services to call", description="how it is said whom to call"
    )
    contact: Short = Field(title="Contact", description="the heading above the practice's address and phone")
    online: Short = Field(
        title="Read online", description="stands beside the QR code, above the address of the article"
    )
    qr_alt: Annotated[Line, placeholders("address")] = Field(
        title="What the QR code is", description="what the QR code is, for someone who cannot see it"
    )
    phone: Word = Field(title="Phone", description="stands before the practice's phone number")
    email: Word = Field(title="E-mail", description="stands before the practice's e-mail address")
    web: Word = Field(title="Website", description="stands before the practice's website")
    hours: Word = Field(title="Opening hours", description="the heading above the opening hours")
    sources: Word = Field(title="Sources", description="the heading above the sources")
    sources_more: Line = Field(title="More sources", description="where to find all the sources")
    no_sources: Line = Field(
        title="No sources", description="stands where the sources would be, for an article that names none"
    )
    disclaimer: Phrase = Field(title="Disclaimer", description="says what a leaflet cannot do")
    other_formats: Annotated[Phrase, placeholders("phone")] = Field(
        title="Other formats", description="says how to ask for another format, with {phone}"
    )
    feedback: Annotated[Phrase, placeholders("contact")] = Field(
        title="Feedback", description="says where to send remarks, with {contact}"
    )
    written_by: Annotated[Phrase, placeholders("author")] = Field(
        title="Author", description="says who wrote it, with {author}"
    )
    department: Annotated[Phrase, placeholders("department")] = Field(
        title="Department", description="says which department it is from, with {department}"
    )
    code: Annotated[Phrase, placeholders("code")] = Field(
        title="Number of the leaflet",
        description="says your own number of it, or else the name of its file, with {code}",
    )
    version: Annotated[Word, placeholders("version")] = Field(
        title="Version", description="says which version it is, with {version}"
    )
    published: Annotated[Word, placeholders("date")] = Field(
        title="Date of publication", description="says when it was published, with {date}"
    )
    review_by: Annotated[Word, placeholders("date")] = Field(
        title="Date of the next review", description="says when it will be reviewed, with {date}"
    )
    page: Annotated[Word, placeholders("page", "pages")] = Field(
        title="Page", description="says which page it is, with {page} and {pages}"
    )
    large_print: Short = Field(
        title="Large print", description="what the large-print edition calls itself on its first page"
    )
    months: tuple[Short, ...] = Field(
        title="Months", min_length=12, max_length=12, description="twelve names of months"
    )

    def zone_heading(self, zone: Zone) -> str:
        """Return the heading of a zone, which says its colour in words."""
        return f"{self.zones.word(zone.level)}: {zone.name}"

    def list_heading(self, kind: str) -> str:
        """Return the heading above a list of what to do or not to do; nothing above other kinds of blocks."""
        return {"do": self.do, "dont": self.dont}.get(kind, "")

    def repeats(self, heading: str, kind: str) -> bool:
        """Return whether the heading above a list of a kind would only repeat a heading of an article."""
        said = (self.list_heading(kind), *{"do": self.do_headings, "dont": self.dont_headings}.get(kind, ()))
        return _letters(heading) in map(_letters, filter(None, said))

    def names_key_points(self, heading: str) -> bool:
        """Return whether a heading is the label of a key point, in the singular or the plural."""
        label, said = (_letters(text).split() for text in (self.key_point, heading))
        return len(label) == len(said) and all(map(str.startswith, said, label))

    def negated(self, line: str) -> str:
        """Return a line of CommonMark that says not to do what `line` says, such as 'Do not drive'."""
        return self.dont_line.format(line=CAPITALISED.sub(lambda word: word[0].lower(), line, count=1))


def _letters(heading: str) -> str:
    """Return a heading without what does not tell it from another: capitals, apostrophes, marks around it."""
    return re.sub(r"['\u2019]", "", heading.casefold()).strip(" \u00a0.:!")
