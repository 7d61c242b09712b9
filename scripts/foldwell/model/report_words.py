"""The words of the check report, in one language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

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
