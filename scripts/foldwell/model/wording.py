"""The fixed words of the documents and of the check report, in one language."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from foldwell.model.blocks import Zone
from foldwell.model.field_types import (
    NO_ADVICE,
    FrozenModel,
    Language,
    Line,
    Phrase,
    Short,
    Word,
    one_placeholder,
    placeholders,
)

CAPITALISED = re.compile(r"^\W*[^\W\d_](?=[^\W\d_A-Z])(?!\w*[A-Z])")
"""Matches the beginning of a line up to its first letter, but not an abbreviation such as NSAIDs."""


ContactAction = Annotated[Phrase, placeholders("contact")]


class VetCareWords(FrozenModel):
    """The fixed words of the care boxes of a vet: its own phone is called, and no number for people."""

    same_day_heading: Word = Field(
        title="Heading of the same-day box", description="stands above the signs that need help the same day"
    )
    same_day_action: Annotated[Phrase, placeholders("phone")] = Field(
        title="What to do the same day", description="says what to do, with {phone}, the number of the vet"
    )
    contact_action: ContactAction = Field(
        title="Whom to call the same day",
        description="stands instead where an article names whom to call, with {contact}",
    )
    emergency_heading: Annotated[Word, placeholders("phone")] = Field(
        title="Heading of the emergency box",
        description="stands above the signs of an emergency, with {phone}, the number of the vet",
    )
    emergency_action: Annotated[Phrase, placeholders("phone")] = Field(
        title="What to do in an emergency", description="says what to do at once, with {phone}"
    )

    @property
    def emergency_call(self) -> None:
        """Nothing: no number for people stands on the card."""

    @property
    def urgent_call(self) -> None:
        """Nothing, as for `emergency_call`."""

    @property
    def crisis_call(self) -> None:
        """Nothing, as for `emergency_call`."""


class CareWords(FrozenModel):
    """The fixed words of the two care boxes in one country: they say in words how urgent each is."""

    same_day_heading: Word = Field(
        title="Heading of the same-day box", description="stands above the signs that need help the same day"
    )
    same_day_action: Annotated[Line, one_placeholder("urgent", "phone")] = Field(
        title="What to do the same day",
        description="with {urgent}, or with {phone} where the country has no number for urgent advice",
    )
    contact_action: ContactAction = Field(
        title="Whom to call the same day",
        description="stands instead where an article names whom to call, with {contact}",
    )
    emergency_heading: Annotated[Word, placeholders("emergency")] = Field(
        title="Heading of the emergency box",
        description="stands above the signs of an emergency, with {emergency}",
    )
    emergency_action: Annotated[Phrase, placeholders("emergency")] = Field(
        title="What to do in an emergency", description="says what to do at once, with {emergency}"
    )
    emergency_call: Short = Field(title="Emergency number", description="stands beside the emergency number")
    urgent_call: Short | None = Field(
        title="Number for urgent advice", default=None, description="stands beside the urgent number"
    )
    crisis_call: Short | None = Field(
        title="Number for a crisis", default=None, description="stands beside the number for a crisis"
    )
    vet: VetCareWords | None = Field(
        title="For vets", default=None, description="what the care boxes of a vet say instead"
    )


class EvidenceWords(FrozenModel):
    """The names of the levels of evidence."""

    strong: Word = Field(title="Strong evidence", description="what strong evidence is called")
    moderate: Word = Field(title="Moderate evidence", description="what moderate evidence is called")
    limited: Word = Field(title="Limited evidence", description="what limited evidence is called")

    def word(self, level: str) -> str:
        """Return what `level` is called."""
        return str(getattr(self, level))


class ZoneWords(FrozenModel):
    """The names of the zones of a traffic light, which say in words what the colour says."""

    green: Word = Field(title="Green zone", description="what the green zone is called")
    amber: Word = Field(title="Amber zone", description="what the amber zone is called")
    red: Word = Field(title="Red zone", description="what the red zone is called")

    def word(self, level: str) -> str:
        """Return what the zone of a level is called."""
        return str(getattr(self, level))


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


class ContactWords(FrozenModel):
    """How it is said whom to call."""

    numbered: Annotated[Word, placeholders("name", "phone")] = Field(
        title="Whom to call", description="a name and its number, with {name} and {phone}"
    )
    with_hours: Annotated[Word, placeholders("contact", "hours")] = Field(
        title="Whom to call, and when", description="the same with its hours, with {contact} and {hours}"
    )
    either: Annotated[Word, placeholders("first", "second")] = Field(
        title="One of two", description="either of two to call, with {first} and {second}"
    )
    when_closed: Annotated[Phrase, placeholders("name", "contact")] = Field(
        title="Whom to call else",
        description="whom to call while another is closed, with {name}, which is closed, and {contact}",
    )
    closed: Annotated[Phrase, placeholders("contact")] = Field(
        title="Whom to call else, below the hours",
        description="stands below the hours of the one that is closed, with {contact}",
    )
    text: Annotated[Phrase, placeholders("phone")] = Field(
        title="Number for messages", description="says a number for text messages only, with {phone}"
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
    dont_line: Annotated[Phrase, placeholders("line")] = Field(
        title="One thing not to do", description="one thing that is not good to do, with {line}"
    )
    what_to_do: Word = Field(title="What to do", description="the heading above what to do at some time")
    zones: Annotated[ZoneWords, NO_ADVICE] = Field(title="Zones", description="what each zone is called")
    chances: Annotated[ChanceWords, NO_ADVICE] = Field(
        title="Chances", description="how it is said how likely things are"
    )
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
        title="Number of the leaflet", description="says your own number of it, with {code}"
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
    content_id: Annotated[Word, placeholders("id")] = Field(
        title="Name of the article", description="says which article it is, with {id}"
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

    def negated(self, line: str) -> str:
        """Return a line of CommonMark that says not to do what `line` says, such as 'Do not drive'."""
        return self.dont_line.format(line=CAPITALISED.sub(lambda word: word[0].lower(), line, count=1))


class CheckWords(FrozenModel):
    """What the checks of the report are called."""

    proof: Line = Field(title="Proof", description="every word of a document is there and can be seen")
    published: Line = Field(
        title="Published files", description="the files in the pack are those that the words make now"
    )
    grade: Line = Field(title="Reading grade", description="the reading grade (FKGL)")
    ease: Line = Field(title="Reading ease", description="the reading ease (Flesch)")
    smog: Line = Field(title="SMOG grade", description="the SMOG grade")
    mean: Line = Field(title="Mean sentence", description="the mean length of sentences")
    longest: Line = Field(title="Longest sentence", description="the longest sentence")
    plain: Line = Field(title="Plain language", description="a remark about plain language")
    contrast: Line = Field(title="Contrast", description="the contrast of a colour")
    review: Line = Field(title="Review", description="who reviewed the words")
    care: Line = Field(title="Care boxes", description="which care boxes there are, or why there is none")
    contacts: Line = Field(
        title="Services to call", description="what the practice says of a contact in place of the article"
    )
    date: Line = Field(title="Date", description="whether the words are in date")
    claims: Line = Field(title="Facts", description="whether every claim has its source")
    sources: Line = Field(title="Sources", description="whether every source has a way to find it")


class FigureWords(FrozenModel):
    """The phrases that show the figures of the report."""

    words: Annotated[Word, placeholders("count")] = Field(
        title="Words", description="how many words were found, with {count}"
    )
    aim: Annotated[Phrase, placeholders("figure", "target", "raw")] = Field(
        title="Score", description="a reading score, with {figure}, {target} and {raw}"
    )
    limit: Annotated[Word, placeholders("figure", "limit")] = Field(
        title="Length", description="a length and its limit, with {figure} and {limit}"
    )
    section: Annotated[Phrase, placeholders("figure", "ease", "smog", "mean", "longest")] = Field(
        title="Scores of a section", description="with {figure}, {ease}, {smog}, {mean} and {longest}"
    )
    contrast: Annotated[Word, placeholders("ratio", "needed")] = Field(
        title="Contrast", description="a contrast, with {ratio} and {needed}"
    )
    shade: Annotated[Phrase, placeholders("ratio", "needed", "used")] = Field(
        title="Changed colour", description="a colour that was changed, with {ratio}, {needed} and {used}"
    )
    claims: Annotated[Word, placeholders("claims", "sources")] = Field(
        title="Facts", description="how many facts and sources there are, with {claims} and {sources}"
    )
    sources: Annotated[Word, placeholders("count")] = Field(
        title="Sources", description="how many sources there are, with {count}"
    )
    override: Annotated[Phrase, placeholders("contact", "field", "value", "article")] = Field(
        title="What the practice says of a contact",
        description="with {contact}, {field}, {value} and {article}, which is what stands in the article",
    )
    unfindable: Annotated[Line, placeholders("source")] = Field(
        title="Source that cannot be found", description="a source has neither a web address nor a locator"
    )
    absent: Short = Field(title="File that is missing", description="a file is not in the pack")
    stale: Short = Field(
        title="File that is out of date", description="a file in the pack is not what the words make now"
    )


class ReportWords(FrozenModel):
    """The words of the check report, in one language."""

    language: Annotated[Language, NO_ADVICE] = Field(
        title="Language", description="the language of these words, such as en-GB"
    )
    title: Annotated[Phrase, placeholders("article", "practice")] = Field(
        title="Title", description="names the report, with {article} and {practice}"
    )
    passed: Word = Field(title="Passed", description="what a check that found nothing is called")
    warning: Word = Field(title="Warning", description="what a check that has a doubt is called")
    failed: Word = Field(title="Failed", description="what a check that found a fault is called")
    summary: Annotated[Phrase, placeholders("passed", "warnings", "failed")] = Field(
        title="Summary", description="how many checks found what, with {passed}, {warnings} and {failed}"
    )
    checks_heading: Word = Field(title="Heading of the checks", description="stands above the checks")
    columns: tuple[Short, Short, Short, Short] = Field(
        title="Column headings", description="check, result, figure, where"
    )
    checks: Annotated[CheckWords, NO_ADVICE] = Field(title="Checks", description="what each check is called")
    figures: Annotated[FigureWords, NO_ADVICE] = Field(
        title="Figures", description="how the figures of the checks are written"
    )
    questions_heading: Word = Field(
        title="Heading of the questions", description="stands above the questions for a person"
    )
    questions_intro: Phrase = Field(
        title="Before the questions", description="says what the questions are for"
    )
    questions: tuple[Phrase, ...] = Field(
        title="Questions", min_length=1, max_length=30, description="what only a person can judge"
    )
    sheet_heading: Word = Field(title="Heading of the pages", description="stands above the pages to look at")
    sheet_intro: Phrase = Field(title="Before the pages", description="says what to look for on the pages")
    page: Annotated[Phrase, placeholders("file", "page", "pages")] = Field(
        title="Page", description="says which page it is, with {file}, {page} and {pages}"
    )
    no_pages: Annotated[Phrase, placeholders("file")] = Field(
        title="No pages", description="says that a file cannot be shown, with {file}"
    )
    reference: Line = Field(title="Other checks", description="which checks are made elsewhere")
