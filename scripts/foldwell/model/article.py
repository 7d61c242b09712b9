"""The article and its parts."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from foldwell.errors import KeyPath
from foldwell.model.article_format import CardContent, Format
from foldwell.model.block_parts import Figure
from foldwell.model.care import Care
from foldwell.model.contacts import Contact
from foldwell.model.field_types import (
    Country,
    Day,
    FileName,
    FrozenModel,
    Id,
    Language,
    Line,
    PictogramName,
    Short,
    Title,
    WebUrl,
    Year,
)
from foldwell.model.practice import PracticeKind
from foldwell.model.section import Section

NAME_AND_YEAR = re.compile(r"(?P<name>.+), (?P<year>[12][0-9]{3})")
"""A short name of a source that ends with its year."""


class Diary(FrozenModel):
    """A table to fill in, a row a day."""

    heading: Short = Field(title="Heading", description="the heading above the diary")
    intro: Line = Field(title="Introduction", description="one sentence that says how to use it")
    columns: tuple[Short, ...] = Field(
        title="Column headings", min_length=2, max_length=6, description="two to six column headings"
    )
    rows: tuple[Short, ...] = Field(
        title="First cell of each row", min_length=1, max_length=14, description="the first cell of each row"
    )


class Term(FrozenModel):
    """A medical term that a patient will meet elsewhere too, so it stays and is explained."""

    term: Short = Field(title="Medical term", description="the term as it stands in the text")
    meaning: Line | None = Field(
        title="Meaning",
        default=None,
        description="the words of the text that explain it, if none stand in brackets after it",
    )


class Reference(FrozenModel):
    """A source: where facts come from."""

    id: Id = Field(title="Id of the source", description="small letters, digits and hyphens")
    title: Line = Field(title="Title", description="the title of the source")
    organisation: Line = Field(title="Publisher", description="who published it")
    year: Year | None = Field(
        title="Year", default=None, ge=1900, le=2100, description="the year it was published"
    )
    short: Short | None = Field(
        title="Short name",
        default=None,
        description="a short name for the leaflet, such as 'NICE, 2025'; left out, publisher and year",
    )
    locator: Line | None = Field(
        title="Where to find it", default=None, description="how to find it: doi, PMID, volume and page"
    )
    url: WebUrl | None = Field(
        title="Web address", default=None, description="a web address that starts with https://"
    )

    @property
    def short_name(self) -> str:
        """The short name, or else publisher and year."""
        return self.short or self.publisher_and_year

    @property
    def publisher_and_year(self) -> str:
        """Who published it, and when, if that is known."""
        return f"{self.organisation}, {self.year}" if self.year else self.organisation


def _read_none(value: Any) -> Any:
    """Return no entries for the word none."""
    return () if isinstance(value, str) and value.strip() == "none" else value


SourceList = Annotated[list[Reference], Field(min_length=1, max_length=30)]
Sources = Annotated[
    tuple[Reference, ...],
    Field(max_length=30),
    BeforeValidator(_read_none, json_schema_input_type=Literal["none"] | SourceList),
]


class Article(FrozenModel):
    """One article in one language."""

    language: Language = Field(title="Language", description="such as en-GB")
    country: Country | None = Field(
        title="Country",
        default=None,
        description="whose phone numbers the contacts have, such as IE; left out, that of the language",
    )
    title: Title = Field(title="Title", description="the title, at most 80 characters")
    audience: Line = Field(title="Audience", description="one line that says whom it is for")
    summary: Line | None = Field(
        title="Summary",
        default=None,
        description="the main message in a sentence or two; it stands before the first section",
    )
    keywords: tuple[Short, ...] = Field(
        title="Search words", default=(), max_length=12, description="words to find it by"
    )
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")] = Field(
        title="Version", description="such as 1.0"
    )
    published: Day = Field(title="Date of publication", description="a date such as 2026-11-22")
    review_by: Day = Field(
        title="Date of the next review",
        description="a date such as 2029-11-22, at most 36 months after 'published'",
    )
    author: Line = Field(title="Author", description="the role of the owner or author")
    clinical_reviewer: Line | None = Field(
        title="Clinical reviewer", default=None, description="who checked it; leave out if nobody"
    )
    department: Short | None = Field(
        title="Department", default=None, description="the department, such as Rheumatology"
    )
    code: Short | None = Field(
        title="Number of the leaflet",
        default=None,
        description="your own number of the leaflet, such as RH-014",
    )
    rights: Line | None = Field(
        title="Copyright", default=None, description="a copyright line, printed as it is written"
    )
    kinds: tuple[PracticeKind, ...] = Field(
        title="Kinds of practice",
        default=(),
        min_length=1,
        description="the kinds it is for: gp, hospital, dentist, pharmacy, vet, other; left out, all but vet",
    )
    format: Format = Field(
        title="Format",
        default=Format(),
        description="a group with fold, sheet and documents, where not all may be had",
    )
    card: CardContent = Field(
        title="Card",
        default=CardContent(),
        description="a group with heading, size, whole and points, to choose what the card has",
    )
    cover: FileName | None = Field(
        title="Drawing on the cover", default=None, description="a drawing in content/articles/figures/"
    )
    icon: PictogramName | None = Field(
        title="Pictogram on the cover",
        default=None,
        description="the name of a pictogram for a cover without a drawing; find it with: foldwell icons",
    )
    contacts: dict[Id, Contact] = Field(
        title="Services to call",
        default={},
        max_length=8,
        description="services to call besides the practice, at most 8, each under an id of its own",
    )
    terms: tuple[Term, ...] = Field(
        title="Medical terms",
        default=(),
        max_length=30,
        description="medical terms that the text explains; reading scores leave them out",
    )
    sections: tuple[Section, ...] = Field(
        title="Sections",
        min_length=1,
        max_length=20,
        description="the sections in the order in which they are read",
    )
    care: Care = Field(
        title="Care boxes",
        description="a group with 'same_day', 'emergency' or both; or with 'none' and why there is no box",
    )
    questions: tuple[Line, ...] = Field(
        title="Questions to ask", default=(), max_length=8, description="questions to ask"
    )
    diary: Diary | None = Field(title="Diary", default=None, description="a table to fill in")
    sources: Sources = Field(
        title="Sources",
        description="where facts come from, one source after another; or 'none' for words of your own",
    )

    @property
    def figures(self) -> tuple[tuple[KeyPath, Figure], ...]:
        """The figures of all sections in reading order, each with its keys."""
        return tuple(
            (("sections", number, *keys), figure)
            for number, section in enumerate(self.sections)
            for keys, figure in section.figures
        )

    @property
    def short_sources(self) -> dict[str, int]:
        """The short names of the sources, in order, each with the number of its first source.

        A name stands once, with all its years: 'NICE, 2013, 2025'.
        """
        numbers: dict[str, int] = {}
        years: dict[str, set[str]] = {}
        for number, source in enumerate(self.sources):
            dated = NAME_AND_YEAR.fullmatch(source.short_name)
            name = dated["name"] if dated else source.short_name
            numbers.setdefault(name, number)
            years.setdefault(name, set()).update({dated["year"]} if dated else ())
        return {", ".join((name, *sorted(years[name]))): number for name, number in numbers.items()}

    @property
    def subject(self) -> str:
        """What it is about, for document properties: the summary, or else title and audience."""
        return self.summary or f"{self.title}: {self.audience}"

    @property
    def phone_country(self) -> str:
        """The country whose phone numbers the contacts have; "" if nothing says which."""
        return self.country or self.language.partition("-")[2]

    @property
    def care_section(self) -> str:
        """The id of the section that the care boxes follow; "" if there is no box."""
        return (self.care.after or self.sections[-1].id) if self.care.boxes else ""
