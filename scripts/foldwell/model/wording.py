"""The fixed words of the documents and of the check report, in one language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from foldwell.model.field_types import FrozenModel, Language, Line, Short, one_placeholder, placeholders


class CareWords(FrozenModel):
    """The fixed words of the two care boxes in one country: they say in words how urgent each is."""

    same_day_heading: Short
    same_day_action: Annotated[Line, one_placeholder("urgent", "phone")] = Field(
        description="with {urgent}, or with {phone} where the country has no number for urgent advice"
    )
    emergency_heading: Annotated[Short, placeholders("emergency")]
    emergency_action: Annotated[Line, placeholders("emergency")]
    emergency_call: Short = Field(description="stands beside the emergency number")
    urgent_call: Short | None = Field(default=None, description="stands beside the urgent number")
    crisis_call: Short | None = Field(default=None, description="stands beside the number for a crisis")


class EvidenceWords(FrozenModel):
    """The names of the levels of evidence."""

    strong: Short
    moderate: Short
    limited: Short

    def word(self, level: str) -> str:
        """Return what `level` is called."""
        return str(getattr(self, level))


class Wording(FrozenModel):
    """The fixed words of the documents, in one language."""

    language: Language
    draft: Line = Field(description="printed on every document that no clinician has reviewed")
    reviewed: Annotated[Line, placeholders("reviewer")]
    overdue: Line = Field(description="printed on every document that is made after its review date")
    care: dict[str, CareWords] = Field(description="what the care boxes say, by country")
    evidence: EvidenceWords
    key_point: Short
    questions: Short
    contact: Short = Field(description="the heading above the practice's address and phone")
    online: Short = Field(description="stands beside the QR code, above the address of the article")
    qr_alt: Annotated[Line, placeholders("address")] = Field(
        description="what the QR code is, for someone who cannot see it"
    )
    phone: Short
    email: Short
    web: Short
    hours: Short
    sources: Short
    sources_more: Line = Field(description="where the full list of sources is")
    disclaimer: Line
    other_formats: Annotated[Line, placeholders("phone")]
    feedback: Annotated[Line, placeholders("contact")]
    written_by: Annotated[Line, placeholders("author")]
    version: Annotated[Short, placeholders("version")]
    published: Annotated[Short, placeholders("date")]
    review_by: Annotated[Short, placeholders("date")]
    content_id: Annotated[Short, placeholders("id")]
    page: Annotated[Short, placeholders("page", "pages")]
    large_print: Short = Field(description="what the large-print edition calls itself on its first page")
    months: tuple[Short, ...] = Field(min_length=12, max_length=12, description="twelve names of months")


class CheckWords(FrozenModel):
    """What the checks of the report are called."""

    proof: Line = Field(description="every word of a document is there and can be seen")
    published: Line = Field(description="the files in the pack are those that the words make now")
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
    sources: Line = Field(description="whether every source has a way to find it")


class FigureWords(FrozenModel):
    """The phrases that show the figures of the report."""

    words: Annotated[Short, placeholders("count")]
    aim: Annotated[Line, placeholders("figure", "target", "raw")]
    limit: Annotated[Short, placeholders("figure", "limit")]
    section: Annotated[Line, placeholders("figure", "ease", "smog", "mean", "longest")]
    contrast: Annotated[Short, placeholders("ratio", "needed")]
    shade: Annotated[Line, placeholders("ratio", "needed", "used")]
    claims: Annotated[Short, placeholders("claims", "sources")]
    sources: Annotated[Short, placeholders("count")]
    unfindable: Annotated[Line, placeholders("source")] = Field(
        description="a source has neither a web address nor a locator"
    )
    absent: Short = Field(description="a file is not in the pack")
    stale: Short = Field(description="a file in the pack is not what the words make now")


class ReportWords(FrozenModel):
    """The words of the check report, in one language."""

    language: Language
    title: Annotated[Line, placeholders("article", "practice")]
    passed: Short
    warning: Short
    failed: Short
    summary: Annotated[Line, placeholders("passed", "warnings", "failed")]
    checks_heading: Short
    columns: tuple[Short, Short, Short, Short] = Field(description="check, result, figure, where")
    checks: CheckWords
    figures: FigureWords
    questions_heading: Short
    questions_intro: Line
    questions: tuple[Line, ...] = Field(min_length=1, max_length=30)
    sheet_heading: Short
    sheet_intro: Line
    page: Annotated[Line, placeholders("file", "page", "pages")]
    no_pages: Annotated[Line, placeholders("file")]
    reference: Line = Field(description="which checks are made elsewhere")
