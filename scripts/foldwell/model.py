"""What there is: articles, practices, brands and wordings, frozen and complete. No input, no output.

The models are the single source of the rules: `validate` reports their violations with file and line, and
`foldwell schema` writes them as JSON Schemas for editors. A field's description is what its error advises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, StringConstraints
from pydantic_core import PydanticCustomError


def written(shape: str) -> BeforeValidator:
    """Promise that text is written in this shape before it is read as a date, a number or an address."""

    def check(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(shape, value.strip()):
            raise PydanticCustomError("written", "is written in another way")
        return value

    return BeforeValidator(check)


ID = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

Id = Annotated[str, StringConstraints(pattern=ID)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\r\n]*$")]
KeyPoint = Annotated[str, StringConstraints(min_length=1, max_length=110, pattern=r"^[^\r\n]*$")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[A-Z]{2})?$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,98}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$")]
Day = Annotated[date, written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
Year = Annotated[int, written(r"[0-9]{4}")]
Web = Annotated[HttpUrl, written(r"https://[^\s\\@]+")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class Frozen(BaseModel):
    """A value that cannot change and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Figure(Frozen):
    """A drawing with the words that stand for it."""

    file: FileName = Field(description="the drawing's file name in content/articles/figures/")
    alt: Line = Field(description="what the drawing shows, for someone who cannot see it")
    caption: Line = Field(description="one sentence printed under the drawing")


class Highlight(Frozen):
    """A short list that the eye should land on first."""

    heading: Short = Field(description="the line above the list, at most 60 characters")
    items: tuple[Short, ...] = Field(min_length=2, max_length=6, description="two to six short items")


class Evidence(Frozen):
    """How sure the research is."""

    level: Literal["strong", "moderate", "limited"] = Field(description="strong, moderate or limited")
    note: Line = Field(description="one sentence that says why")


class Claim(Frozen):
    """A fact that a section carries, and where it comes from."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,3}$")] = Field(description="such as C1")
    status: Literal["original", "added", "corrected"] = Field(
        default="original", description="original, added or corrected; added and corrected need sources"
    )
    fact: Line = Field(description="the fact in a few words, for reviewers; it is not printed")
    sources: tuple[Id, ...] = Field(default=(), description="ids of entries under 'sources'")


class Section(Frozen):
    """One heading and what stands under it."""

    id: Id = Field(description="small letters, digits and hyphens")
    heading: Short = Field(description="a heading of at most 60 characters")
    body: Prose = Field(description="the text in CommonMark")
    key_point: KeyPoint = Field(description="one sentence of at most 110 characters")
    detail: Prose | None = Field(default=None, description="further text for handout and large print only")
    highlight: Highlight | None = Field(default=None, description="a short list to notice first")
    evidence: Evidence | None = Field(default=None, description="how sure the research is")
    figure: Figure | None = Field(default=None, description="a drawing that belongs to this section")
    claims: tuple[Claim, ...] = Field(default=(), description="the facts this section carries")


class CareBox(Frozen):
    """When to seek help at one level of urgency; the level's own words come from the wording."""

    when: tuple[Line, ...] = Field(min_length=1, max_length=8, description="the signs, one line each")
    lead: Line | None = Field(default=None, description="a sentence before the signs")
    then: Line | None = Field(default=None, description="a sentence after the signs: what to do meanwhile")


class Care(Frozen):
    """The two care boxes, and the section that they follow."""

    after: Id = Field(description="the id of the section that the boxes follow")
    same_day: CareBox = Field(description="when to get help the same day")
    emergency: CareBox = Field(description="when to call the emergency number")


class Diary(Frozen):
    """A table to fill in, a row a day."""

    heading: Short = Field(description="the heading above the diary")
    intro: Line = Field(description="one sentence that says how to use it")
    columns: tuple[Short, ...] = Field(min_length=2, max_length=6, description="two to six column headings")
    rows: tuple[Short, ...] = Field(min_length=1, max_length=14, description="the first cell of each row")


class Term(Frozen):
    """A medical term that a patient will meet elsewhere too, so it stays and is explained."""

    term: Short = Field(description="the term as it stands in the text")
    meaning: Line | None = Field(
        default=None, description="the words of the text that explain it, if none stand in brackets after it"
    )


class Reference(Frozen):
    """A source: where facts come from."""

    id: Id = Field(description="small letters, digits and hyphens")
    title: Line = Field(description="the title of the source")
    organisation: Line = Field(description="who published it")
    year: Year | None = Field(default=None, ge=1900, le=2100, description="the year it was published")
    short: Short = Field(description="a short name for the leaflet, such as 'NICE, 2025'")
    locator: Line | None = Field(default=None, description="how to find it: doi, PMID, volume and page")
    url: Web | None = Field(default=None, description="a web address that starts with https://")


class Article(Frozen):
    """The words: one article in one language."""

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


class Hours(Frozen):
    """When the practice is open."""

    days: Short = Field(description="such as Monday to Friday")
    times: Short = Field(description="such as 8am to 6.30pm")


class Numbers(Frozen):
    """Whom to call, in the practice's country."""

    emergency: Annotated[str, StringConstraints(pattern=r"^[0-9]{3,6}$")] = Field(description="such as 999")
    urgent: Annotated[str, StringConstraints(pattern=r"^[0-9]{3,6}$")] = Field(description="such as 111")


class Practice(Frozen):
    """The facts of who hands it out."""

    name: Short = Field(description="the name of the practice, at most 60 characters")
    language: Language = Field(default="en-GB", description="which file in content/wording/ to use")
    paper: Literal["A4"] = Field(default="A4", description="A4 is the only one so far")
    address: tuple[Short, ...] = Field(min_length=1, max_length=5, description="one to five lines")
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{2,24}[0-9]$")] = Field(
        description="such as 01632 960100, in quotes if it has no space"
    )
    email: Email | None = Field(default=None, description="such as hello@practice.example.org")
    web: Web = Field(description="a web address that starts with https://")
    hours: tuple[Hours, ...] = Field(
        min_length=1, max_length=4, description="one to four rows of days, times"
    )
    numbers: Numbers = Field(description="the emergency and urgent numbers of the country")
    footer: tuple[Short, ...] = Field(default=(), max_length=2, description="up to two lines of your own")


class Logo(Frozen):
    """The practice's logo and the words that stand for it."""

    path: FileName = Field(description="the logo's file name, beside _brand.yml")
    alt: Line = Field(description="what the logo says, for someone who cannot see it")


class Colours(Frozen):
    """Colours as #rrggbb, each by its role."""

    primary: Colour = Field(description="the brand colour: cover, headings, rules")
    secondary: Colour = Field(description="the second tone of figures")
    foreground: Colour = Field(default="#1a1a1a", description="the text")
    background: Colour = Field(default="#ffffff", description="the paper")
    danger: Colour = Field(default="#a31621", description="the emergency box")


class Typeface(Frozen):
    """A family of letters."""

    family: Short = Field(description="the name of a supplied font family")


Contrast = Literal["adjust", "strict"]
"""Whether a colour too pale for its job is printed in the nearest shade that is not, or refused."""


class Brand(Frozen):
    """The looks of a practice: what `_brand.yml` says, with palette names resolved."""

    name: Short = Field(description="the name of the brand")
    logo: Logo
    colours: Colours
    base: Typeface
    headings: Typeface
    contrast: Contrast = "adjust"


def places(*names: str) -> AfterValidator:
    """Promise that a wording's {places} are exactly `names`, so that no fact is lost when they are filled."""

    def check(text: str) -> str:
        try:
            found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise PydanticCustomError("places", "has a curly bracket without its partner") from error
        if found != set(names):
            wanted = ", ".join(f"{{{name}}}" for name in names)
            raise PydanticCustomError(
                "places",
                "must contain {wanted} and nothing else in curly brackets",
                {"wanted": wanted or "nothing"},
            )
        return text

    return AfterValidator(check)


class CareWords(Frozen):
    """The fixed words of the two care boxes: they say in words how urgent each is."""

    same_day_heading: Short
    same_day_action: Annotated[Line, places("urgent")]
    emergency_heading: Annotated[Short, places("emergency")]
    emergency_action: Annotated[Line, places("emergency")]
    emergency_call: Short = Field(description="stands beside the emergency number")
    urgent_call: Short = Field(description="stands beside the urgent number")


class EvidenceWords(Frozen):
    """What the levels of evidence are called."""

    strong: Short
    moderate: Short
    limited: Short

    def word(self, level: str) -> str:
        """Return what `level` is called."""
        return str(getattr(self, level))


class Wording(Frozen):
    """The fixed words of the documents, in one language."""

    language: Language
    draft: Line = Field(description="printed on every document that no clinician has reviewed")
    reviewed: Annotated[Line, places("reviewer")]
    overdue: Line = Field(description="printed on every document that is made after its review date")
    care: CareWords
    evidence: EvidenceWords
    key_point: Short
    key_points: Short
    questions: Short
    contact: Short = Field(description="the heading above the practice's address and phone")
    who_to_call: Short
    phone: Short
    email: Short
    web: Short
    hours: Short
    sources: Short
    sources_more: Line = Field(description="where the full list of sources is")
    disclaimer: Line
    other_formats: Annotated[Line, places("phone")]
    feedback: Annotated[Line, places("contact")]
    written_by: Annotated[Line, places("author")]
    version: Annotated[Short, places("version")]
    published: Annotated[Short, places("date")]
    review_by: Annotated[Short, places("date")]
    content_id: Annotated[Short, places("id")]
    page: Annotated[Short, places("page", "pages")]
    large_print: Short = Field(description="what the large-print edition calls itself on its first page")
    date: Annotated[Short, places("day", "month", "year")]
    months: tuple[Short, ...] = Field(min_length=12, max_length=12, description="twelve names of months")


@dataclass(frozen=True, slots=True)
class Font:
    """The two faces of a font family, as the bytes of their files."""

    family: str
    regular: bytes
    bold: bytes


class CheckWords(Frozen):
    """What the checks of the report are called."""

    proof: Line = Field(description="every word of a document is there and can be seen")
    grade: Line = Field(description="the reading grade (FKGL)")
    ease: Line = Field(description="the reading ease (Flesch)")
    smog: Line = Field(description="the SMOG grade")
    mean: Line = Field(description="the mean length of sentences")
    longest: Line = Field(description="the longest sentence")
    plain: Line = Field(description="a remark about plain language")
    contrast: Line = Field(description="the contrast of a colour")
    review: Line = Field(description="who reviewed the words")
    date: Line = Field(description="whether the words are in date")
    claims: Line = Field(description="whether every claim has its source")


class ReportWords(Frozen):
    """The words of the check report, in one language."""

    language: Language
    title: Annotated[Line, places("article", "practice")]
    passed: Short
    warning: Short
    failed: Short
    summary: Annotated[Line, places("passed", "warnings", "failed")]
    checks_heading: Short
    columns: tuple[Short, Short, Short, Short] = Field(description="check, result, figure, where")
    checks: CheckWords
    questions_heading: Short
    questions_intro: Line
    questions: tuple[Line, ...] = Field(min_length=1, max_length=30)
    sheet_heading: Short
    sheet_intro: Line
    page: Annotated[Line, places("file", "page", "pages")]
    no_pages: Annotated[Line, places("file")]
    reference: Line = Field(description="which checks are made elsewhere")
