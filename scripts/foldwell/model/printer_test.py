"""The words of the test page for a printer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from foldwell.model.field_types import NO_ADVICE, FrozenModel, Language, placeholders
from foldwell.model.wording import Phrase, Word


class PrinterTestWords(FrozenModel):
    """The words of the test page that shows how a printer turns, scales and crops paper, in one language."""

    language: Annotated[Language, NO_ADVICE] = Field(
        title="Language", description="the language of these words, such as en-GB"
    )
    title: Word = Field(title="Title", description="says that this is a test page")
    intro: Phrase = Field(title="How to print it", description="says how the page is to be printed")
    size_heading: Word = Field(title="Heading of the size", description="stands above the line to measure")
    size: Phrase = Field(title="Size", description="says how long the line must be, and what to do if not")
    ruler: Word = Field(title="Length of the line", description="the length of the line, 100 mm")
    edges_heading: Word = Field(title="Heading of the edges", description="stands above what to read there")
    edges: Phrase = Field(title="Edges", description="says how to read the width that stays white")
    sides_heading: Word = Field(title="Heading of the sides", description="stands above how to turn it")
    sides: Phrase = Field(title="Both sides", description="says how to turn the sheet over")
    right_heading: Word = Field(title="Heading if right", description="says that all is well")
    right: Phrase = Field(title="If right", description="says that nothing need be done")
    wrong_heading: Word = Field(title="Heading if wrong", description="says that something must be done")
    wrong: Annotated[Phrase, placeholders("used", "needed")] = Field(
        title="If wrong", description="says which edge was flipped, with {used} and {needed}"
    )
    add_line: Phrase = Field(
        title="Line to add", description="asks to write the line that follows into practice.yaml"
    )
    remove_line: Phrase = Field(
        title="Line to remove", description="asks to take the line that follows out of practice.yaml"
    )
    crosses: Phrase = Field(title="Crosses", description="says how to see whether both sides meet")
    short: Word = Field(title="Short edge", description="what the shorter edge of paper is called")
    long: Word = Field(title="Long edge", description="what the longer edge of paper is called")
