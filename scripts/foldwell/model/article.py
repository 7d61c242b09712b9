"""The article and its parts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foldwell.model.field_types import (
    Day,
    FileName,
    FrozenModel,
    Id,
    KeyPoint,
    Language,
    Line,
    Prose,
    Short,
    WebUrl,
    Year,
)


class Figure(FrozenModel):
    """A drawing with its alt text."""

    file: FileName = Field(description="the drawing's file name in content/articles/figures/")
    alt: Line = Field(description="what the drawing shows, for someone who cannot see it")
    caption: Line = Field(description="one sentence printed under the drawing")


class Highlight(FrozenModel):
    """A short list to be noticed first."""

    heading: Short = Field(description="the line above the list, at most 60 characters")
    items: tuple[Short, ...] = Field(min_length=2, max_length=6, description="two to six short items")


class Evidence(FrozenModel):
    """The strength of the evidence."""

    level: Literal["strong", "moderate", "limited"] = Field(description="strong, moderate or limited")
    note: Line = Field(description="one sentence that says why")


class Claim(FrozenModel):
    """A fact stated in a section, and its sources."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,3}$")] = Field(description="such as C1")
    status: Literal["original", "added", "corrected"] = Field(
        default="original", description="original, added or corrected; added and corrected need sources"
    )
    fact: Line = Field(description="the fact in a few words, for reviewers; it is not printed")
    sources: tuple[Id, ...] = Field(default=(), description="ids of entries under 'sources'")


class Section(FrozenModel):
    """One heading and its content."""

    id: Id = Field(description="small letters, digits and hyphens")
    heading: Short = Field(description="a heading of at most 60 characters")
    body: Prose = Field(description="the text in CommonMark")
    key_point: KeyPoint = Field(description="one sentence of at most 110 characters")
    detail: Prose | None = Field(default=None, description="further text for handout and large print only")
    highlight: Highlight | None = Field(default=None, description="a short list to notice first")
    evidence: Evidence | None = Field(default=None, description="how sure the research is")
    figure: Figure | None = Field(default=None, description="a drawing that belongs to this section")
    claims: tuple[Claim, ...] = Field(default=(), description="the facts this section carries")


class CareBox(FrozenModel):
    """When to seek help at one level of urgency; the level's own words come from the wording."""

    when: tuple[Line, ...] = Field(min_length=1, max_length=8, description="the signs, one line each")
    lead: Line | None = Field(
        default=None, description="a sentence before the signs; in an emergency, after what to do"
    )
    then: Line | None = Field(default=None, description="a sentence after the signs: what to do meanwhile")


class Care(FrozenModel):
    """The two care boxes, and the section that they follow."""

    after: Id = Field(description="the id of the section that the boxes follow")
    same_day: CareBox = Field(description="when to get help the same day")
    emergency: CareBox = Field(description="when to call the emergency number")
    crisis_line: bool = Field(
        default=False, description="yes prints the number for a mental health crisis on the card"
    )


class Diary(FrozenModel):
    """A table to fill in, a row a day."""

    heading: Short = Field(description="the heading above the diary")
    intro: Line = Field(description="one sentence that says how to use it")
    columns: tuple[Short, ...] = Field(min_length=2, max_length=6, description="two to six column headings")
    rows: tuple[Short, ...] = Field(min_length=1, max_length=14, description="the first cell of each row")


class Term(FrozenModel):
    """A medical term that a patient will meet elsewhere too, so it stays and is explained."""

    term: Short = Field(description="the term as it stands in the text")
    meaning: Line | None = Field(
        default=None, description="the words of the text that explain it, if none stand in brackets after it"
    )


class Reference(FrozenModel):
    """A source: where facts come from."""

    id: Id = Field(description="small letters, digits and hyphens")
    title: Line = Field(description="the title of the source")
    organisation: Line = Field(description="who published it")
    year: Year | None = Field(default=None, ge=1900, le=2100, description="the year it was published")
    short: Short = Field(description="a short name for the leaflet, such as 'NICE, 2025', alone or shared")
    locator: Line | None = Field(default=None, description="how to find it: doi, PMID, volume and page")
    url: WebUrl | None = Field(default=None, description="a web address that starts with https://")


class Article(FrozenModel):
    """One article in one language."""

    language: Language = Field(description="such as en-GB")
    title: Short = Field(description="the title, at most 60 characters")
    audience: Line = Field(description="one line that says whom it is for")
    summary: Line = Field(description="one sentence that says what it is about, for document properties")
    keywords: tuple[Short, ...] = Field(min_length=1, max_length=12, description="words to find it by")
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")] = Field(
        description="such as 1.0"
    )
    published: Day = Field(description="a date such as 2026-11-22")
    review_by: Day = Field(description="a date at most 36 months after 'published'")
    author: Line = Field(description="the role of the owner or author")
    clinical_reviewer: Line | None = Field(default=None, description="who checked it; leave out if nobody")
    cover: FileName | None = Field(default=None, description="a drawing in content/articles/figures/")
    terms: tuple[Term, ...] = Field(
        default=(),
        max_length=30,
        description="medical terms that the text explains; reading scores leave them out",
    )
    sections: tuple[Section, ...] = Field(min_length=1, max_length=20, description="sections in order")
    care: Care = Field(description="the same-day and emergency boxes")
    questions: tuple[Line, ...] = Field(min_length=1, max_length=8, description="questions to ask")
    diary: Diary | None = Field(default=None, description="a table to fill in")
    sources: tuple[Reference, ...] = Field(min_length=1, max_length=30, description="where facts come from")
