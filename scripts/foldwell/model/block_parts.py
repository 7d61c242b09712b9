"""What blocks are made of: steps, days, zones, chances, fields, figures, highlights."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from foldwell.model.field_types import FileName, FrozenModel, Line, Prose, Short, as_list


class Figure(FrozenModel):
    """A drawing with its alt text."""

    file: FileName = Field(
        title="File of the drawing", description="the drawing's file name in content/articles/figures/"
    )
    alt: Line = Field(
        title="What it shows", description="what the drawing shows, for someone who cannot see it"
    )
    caption: Line | None = Field(
        title="Caption", default=None, description="one sentence printed under the drawing"
    )


class Highlight(FrozenModel):
    """A short list to be noticed first."""

    heading: Short = Field(title="Heading", description="the line above the list, at most 60 characters")
    items: tuple[Short, ...] = Field(
        title="Points", min_length=1, max_length=6, description="one to six short items"
    )


Lines = Annotated[
    tuple[Line, ...],
    Field(min_length=1, max_length=16),
    BeforeValidator(as_list, json_schema_input_type=str | list[str]),
]
"""Lines of inline CommonMark; a list of one may be written as a line."""


class Step(FrozenModel):
    """One thing to do in its turn, with its picture."""

    name: Short | None = Field(
        title="Name of the step", default=None, description="what it is called, such as Pendulum"
    )
    do: Prose = Field(title="What to do", description="what to do: text, with a short list if need be")
    repeat: Short | None = Field(
        title="How often", default=None, description="how often or how long, such as '10 times each way'"
    )
    figure: Figure | None = Field(
        title="Drawing of the step", default=None, description="a drawing of this step: file and alt"
    )


class Time(FrozenModel):
    """What to do at one time of a day."""

    time: Short = Field(title="Time", description="such as 6pm, or '2 hours before'")
    do: Lines = Field(title="What to do then", description="what to do then, one line each")


class Day(FrozenModel):
    """What to do on one day, in one week or at one stage: all day, or by the clock."""

    day: Short = Field(title="Day", description="a day, week or stage, such as 'The day before'")
    do: Lines | None = Field(
        title="What to do that day", default=None, description="what to do all day, one line each"
    )
    times: tuple[Time, ...] = Field(
        title="Times of the day", default=(), max_length=16, description="groups of time and do"
    )
    write: Short | None = Field(
        title="What to write down",
        default=None,
        description="what to write down beside it, such as Date, on a line",
    )


class Zone(FrozenModel):
    """One zone of a traffic light: the signs of being in it, and what to do."""

    level: Literal["green", "amber", "red"] = Field(title="Colour", description="green, amber or red")
    name: Short = Field(title="Name of the zone", description="what it means, such as 'I am well'")
    when: Lines = Field(title="Signs of the zone", description="the signs, one line each")
    do: Lines | None = Field(
        title="What to do in it", default=None, description="what to do, in any order, one line each"
    )
    steps: Lines | None = Field(
        title="Steps to take in it", default=None, description="what to do, in this order, one line each"
    )


Count = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:(?:about|under|over|at least) )?[0-9]{1,5}$|^[0-9]{1,5} to [0-9]{1,5}$",
    ),
]
"""How many people, in the words that a reader knows."""


class Chance(FrozenModel):
    """One thing that can happen, good or bad, and to how many."""

    what: Line = Field(title="What can happen", description="what can happen")
    number: Annotated[
        tuple[Count, ...],
        Field(min_length=1, max_length=2),
        BeforeValidator(as_list, json_schema_input_type=int | str | list[int | str]),
    ] = Field(
        title="How many",
        description="how many people: 7, 'about 7', '10 to 20', 'under 1', 'over 100' or 'at least 3'",
    )
    then: Line | None = Field(
        title="What is done", default=None, description="what is done about it, or what it means"
    )
    picture: bool = Field(
        title="Picture of dots", default=False, description="yes draws it as dots, 'per' in all"
    )
    within: Short | None = Field(title="In what time", default=None, description="such as 3 years")


class Chances(FrozenModel):
    """Numbers that can be compared, because all are of as many people."""

    per: Literal["100", "1000", "10000"] = Field(
        title="Of how many people", description="100, 1000 or 10000, the same for all"
    )
    of: Short = Field(title="Of which people", description="such as people who have the test")
    groups: tuple[Short, ...] = Field(
        title="Groups to compare", default=(), max_length=2, description="two groups, or none"
    )
    items: tuple[Chance, ...] = Field(
        title="What can happen", min_length=1, max_length=12, description="groups of what, number and then"
    )


class FormField(FrozenModel):
    """One line of a form: a label, and a place to write or tick, or what is known already."""

    label: Short = Field(title="Label", description="what to write, such as Name")
    width: Literal["short", "half", "line"] | None = Field(
        title="Width of the line", default=None, description="short, half or line"
    )
    lines: int | None = Field(
        title="Number of lines", default=None, ge=2, le=12, description="how many lines to write on, 2 to 12"
    )
    choose: tuple[Short, ...] | None = Field(
        title="Choices",
        default=None,
        min_length=2,
        max_length=20,
        description="what to choose from, by boxes",
    )
    rows: tuple[Short, ...] | None = Field(
        title="Rows of choices",
        default=None,
        min_length=2,
        max_length=14,
        description="what the same choices are asked for, a row each",
    )
    value: Line | None = Field(
        title="What is known", default=None, description="what is known already, and printed"
    )
    unit: Short | None = Field(
        title="Unit", default=None, description="what stands after the line, such as mg"
    )

    @property
    def fills_line(self) -> bool:
        """Whether the place to write takes the rest of the line behind the label."""
        return self.width in (None, "line") and not (self.lines or self.choose or self.value)
