"""Words about printing, for staff and for a print shop: those of the test page and of the job ticket."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from foldwell.model.field_types import NO_ADVICE, FrozenModel, Language, Phrase, Word, placeholders


class PrinterTestWords(FrozenModel):
    """The words of the test page that shows how a printer turns, scales and crops paper."""

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


class FoldWords(FrozenModel):
    """What each fold is called."""

    single: Phrase = Field(title="One side", description="says that nothing is folded")
    tri: Phrase = Field(title="Tri-fold", description="what a tri-fold is")
    z: Phrase = Field(title="Z-fold", description="what a Z-fold is")
    half: Phrase = Field(title="Booklet", description="what a booklet is")
    none: Phrase = Field(title="No fold", description="says that nothing is folded")


class JobTicketWords(FrozenModel):
    """The words of the job ticket, which tells a print shop how a leaflet is to be printed."""

    heading: Word = Field(title="Heading", description="stands above the facts")
    intro: Annotated[Phrase, placeholders("file")] = Field(
        title="Request", description="asks the print shop to print, with {file}"
    )
    job: Word = Field(title="Job", description="stands before the title of the leaflet")
    copies: Word = Field(title="Copies", description="stands before a line for the number of copies")
    file: Word = Field(title="File", description="stands before the name of the file")
    size: Word = Field(title="Size", description="stands before the size after trimming")
    size_value: Annotated[Word, placeholders("width", "height")] = Field(
        title="Size with its unit", description="the size, with {width} and {height}"
    )
    pages: Word = Field(title="Pages", description="stands before how many pages there are")
    page_value: Phrase = Field(title="One page", description="says that it is a sheet printed on one side")
    sheet_value: Phrase = Field(title="One sheet", description="says that it is a sheet with two sides")
    booklet_value: Annotated[Phrase, placeholders("pages")] = Field(
        title="Single pages", description="says that it is single pages of a booklet, with {pages}"
    )
    fold: Word = Field(title="Fold", description="stands before the fold")
    folds: Annotated[FoldWords, NO_ADVICE] = Field(title="Folds", description="what each fold is called")
    fold_places: Word = Field(title="Places of the folds", description="stands before where the folds are")
    fold_places_value: Annotated[Phrase, placeholders("front", "back")] = Field(
        title="Where the folds are", description="distances from the left edge, with {front} and {back}"
    )
    bleed: Word = Field(title="Bleed", description="stands before the width of the bleed")
    bleed_value: Annotated[Phrase, placeholders("bleed")] = Field(
        title="Bleed with its unit", description="says how wide the bleed is, with {bleed}"
    )
    inks: Word = Field(title="Inks", description="stands before the inks")
    inks_value: Phrase = Field(title="Which inks", description="says which inks are printed")
    black: Word = Field(title="Black text", description="stands before how black text is printed")
    black_value: Phrase = Field(title="How black text is printed", description="says that it overprints")
    profile: Word = Field(title="Colour profile", description="stands before the colour profile")
    profile_value: Annotated[Phrase, placeholders("name", "condition")] = Field(
        title="Which colour profile", description="the profile, with {name} and {condition}"
    )
    contact: Word = Field(title="Contact", description="stands before the practice's contact")


class PrintingWords(FrozenModel):
    """Words about printing, in one language."""

    language: Annotated[Language, NO_ADVICE] = Field(
        title="Language", description="the language of these words, such as en-GB"
    )
    test_page: Annotated[PrinterTestWords, NO_ADVICE] = Field(
        title="Test page", description="the words of the test page for a printer"
    )
    job_ticket: Annotated[JobTicketWords, NO_ADVICE] = Field(
        title="Job ticket", description="the words of the slip for a print shop"
    )
