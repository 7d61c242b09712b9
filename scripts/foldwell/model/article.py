"""The article and its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from foldwell.errors import KeyPath
from foldwell.model.blocks import Block, Figure, Highlight
from foldwell.model.contacts import Contact
from foldwell.model.field_types import (
    Country,
    Day,
    FileName,
    FrozenModel,
    Id,
    KeyPoint,
    Language,
    Line,
    PictogramName,
    Prose,
    Short,
    Title,
    WebUrl,
    Year,
)
from foldwell.model.paper import Card, Fold, FoldChoice, SheetChoice
from foldwell.model.practice import PracticeKind


class Evidence(FrozenModel):
    """The strength of the evidence."""

    level: Literal["strong", "moderate", "limited"] = Field(
        title="Strength of the evidence", description="strong, moderate or limited"
    )
    note: Line = Field(title="Reason", description="one sentence that says why")


class Claim(FrozenModel):
    """A fact stated in a section, and its sources."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,3}$")] = Field(
        title="Number of the fact", description="such as C1"
    )
    status: Literal["original", "added", "corrected"] = Field(
        title="Origin",
        default="original",
        description="original, added or corrected; added and corrected need sources",
    )
    fact: Line = Field(title="Fact", description="the fact in a few words, for reviewers; it is not printed")
    sources: tuple[Id, ...] = Field(
        title="Sources", default=(), description="which of the article's sources say so, by their ids"
    )


DocumentChoice = Literal["leaflet", "large-print", "handout", "card", "web"]
"""What an article may ask for: a leaflet with its sheet, a card with its sheet, and so on."""


class Format(FrozenModel):
    """What the leaflet of an article must be like, whatever its practice wishes, and what is made of it."""

    fold: FoldChoice = Field(
        title="Fold of the leaflet",
        default="auto",
        description="how this leaflet is folded: auto, single, tri, z, half or none",
    )
    sheet: SheetChoice = Field(
        title="Sheet of the leaflet",
        default="whole",
        description="half makes a leaflet of one side ('fold: single') half as large, two on a sheet",
    )
    documents: tuple[DocumentChoice, ...] = Field(
        title="Documents",
        default=(),
        min_length=1,
        description="what is made, and nothing else: leaflet, large-print, handout, card, web",
    )

    @property
    def ordered(self) -> Fold | None:
        """How the leaflet must be made; None if that is not said."""
        if self.sheet == "half":
            return "half-sheet"
        return None if self.fold == "auto" else self.fold


class CardContent(FrozenModel):
    """What the card of an article shows, and how large it is."""

    heading: Short | None = Field(
        title="Heading of the card",
        default=None,
        description="the card's own heading, at most 60 characters; left out, the title",
    )
    size: Card | None = Field(
        title="Size of the card",
        default=None,
        description="a5, a6, half-letter or quarter-letter; left out, as large as the practice's cards",
    )
    whole: tuple[Id, ...] = Field(
        title="Whole sections on the card",
        default=(),
        max_length=20,
        description="the sections that are on the card with all they say, in this order, by their ids",
    )
    points: tuple[Id, ...] = Field(
        title="Key points on the card",
        default=(),
        max_length=20,
        description="the sections whose key points the card has, in this order, by their ids",
    )


class Section(FrozenModel):
    """One heading and its content."""

    id: Id = Field(title="Id of the section", description="small letters, digits and hyphens")
    heading: Short = Field(title="Heading", description="a heading of at most 60 characters")
    icon: PictogramName | None = Field(
        title="Pictogram",
        default=None,
        description="the name of a pictogram beside the heading, such as pills; find it with: foldwell icons",
    )
    body: Prose | None = Field(
        title="Text",
        default=None,
        description="the text: paragraphs, **bold**, lists, simple tables and links; or write 'blocks'",
    )
    blocks: tuple[Block, ...] | None = Field(
        title="Blocks",
        default=None,
        min_length=1,
        max_length=20,
        description="blocks of text, steps, do, dont and so on, in reading order, in place of 'body'",
    )
    key_point: KeyPoint | None = Field(
        title="Key point",
        default=None,
        description="one sentence of at most 110 characters, for the card; leave it out if there is none",
    )
    detail: Prose | None = Field(
        title="Further text", default=None, description="further text for handout and large print only"
    )
    highlight: Highlight | None = Field(
        title="Points to notice first", default=None, description="a short list to notice first"
    )
    evidence: Evidence | None = Field(title="Evidence", default=None, description="how sure the research is")
    figure: Figure | None = Field(
        title="Drawing", default=None, description="a drawing that belongs to this section"
    )
    claims: tuple[Claim, ...] = Field(title="Facts", default=(), description="the facts this section carries")

    @property
    def content(self) -> tuple[tuple[KeyPath, Block], ...]:
        """The blocks in reading order, each with the keys of its value; those of a `body` are made of it.

        The figure beside a body is not among them: it follows further text and evidence.
        """
        if self.blocks:
            return tuple((("blocks", index, block.kind), block) for index, block in enumerate(self.blocks))
        first = ((("highlight",), Block(highlight=self.highlight)),) if self.highlight else ()
        return (*first, (("body",), Block(text=self.body)))

    @property
    def figures(self) -> tuple[tuple[KeyPath, Figure], ...]:
        """The figures in reading order, each with its keys."""
        inner = (figure for keys, block in self.content for figure in _figures(keys, block))
        last = ((("figure",), self.figure),) if self.figure else ()
        return (*inner, *last)


def _figures(keys: KeyPath, block: Block) -> Iterator[tuple[KeyPath, Figure]]:
    if block.figure:
        yield keys, block.figure
    for index, step in enumerate(block.steps or ()):
        if step.figure:
            yield (*keys, index, "figure"), step.figure


class CareBox(FrozenModel):
    """When to seek help at one level of urgency; the level's own words come from the wording."""

    when: tuple[Line, ...] = Field(
        title="Signs", min_length=1, max_length=8, description="the signs, one line each"
    )
    lead: Line | None = Field(
        title="Sentence before the signs",
        default=None,
        description="a sentence before the signs; in an emergency, after what to do",
    )
    then: Line | None = Field(
        title="Sentence after the signs",
        default=None,
        description="a sentence after the signs: what to do meanwhile",
    )


def _read_names(value: Any) -> Any:
    """Return the list that one name stands for."""
    return [value] if isinstance(value, str) else value


class SameDayBox(CareBox):
    """When to get help the same day, and from whom."""

    call: Annotated[tuple[Id, ...], BeforeValidator(_read_names, json_schema_input_type=Id | list[Id])] = (
        Field(
            title="Whom to call",
            default=(),
            max_length=2,
            description="the id of a contact, or of two; left out, whom one calls in the practice's country",
        )
    )


class Care(FrozenModel):
    """The care boxes, and the section that they follow; or why there is no box."""

    none: Line | None = Field(
        title="Why there is no box",
        default=None,
        description="why this leaflet needs no box, for reviewers; it is not printed",
    )
    after: Id | None = Field(
        title="Section before the boxes",
        default=None,
        description="the id of the section that the boxes follow; left out, the last one",
    )
    same_day: SameDayBox | None = Field(
        title="Help the same day", default=None, description="when to get help the same day"
    )
    emergency: CareBox | None = Field(
        title="Emergency", default=None, description="when to call the emergency number"
    )
    crisis_line: bool = Field(
        title="Number for a crisis",
        default=False,
        description="whether the card prints the number for a mental health crisis: yes or no",
    )

    @property
    def boxes(self) -> Mapping[str, CareBox]:
        """The boxes by name, in their order on the page."""
        found = {"same_day": self.same_day, "emergency": self.emergency}
        return {name: box for name, box in found.items() if box}


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
        return self.short or (f"{self.organisation}, {self.year}" if self.year else self.organisation)


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
        description="one sentence that says what it is about, for document properties",
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
