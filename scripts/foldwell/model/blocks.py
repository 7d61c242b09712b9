"""The blocks of a section: text, steps, lists of do and do not, figures, highlights."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from foldwell.model.field_types import FileName, FrozenModel, Line, Prose, Short


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


def _as_list(value: Any) -> Any:
    """Return a list of a line that stands alone."""
    return [value] if isinstance(value, str) else value


def _as_step(value: Any) -> Any:
    """Return the step that words alone are."""
    return {"do": value} if isinstance(value, str) else value


Lines = Annotated[
    tuple[Line, ...],
    Field(min_length=1, max_length=16),
    BeforeValidator(_as_list, json_schema_input_type=str | list[str]),
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


Steps = Annotated[
    tuple[Annotated[Step, BeforeValidator(_as_step, json_schema_input_type=str | Step)], ...],
    Field(min_length=1, max_length=20),
    BeforeValidator(_as_list, json_schema_input_type=str | list[str | Step]),
]

KINDS = ("text", "steps", "do", "dont", "figure", "highlight")
"""The kinds of blocks: the keys of which a block has exactly one."""

WITH_HEADING = ("steps", "do", "dont")
"""The kinds that may have a heading of their own."""

WITH_TICKS = ("steps", "do")
"""The kinds whose lines may have a box to tick."""


class Block(FrozenModel):
    """One thing after another in a section: one of `KINDS`, perhaps with a heading above it."""

    heading: Short | None = Field(
        title="Heading of the block", default=None, description="a smaller heading above this block"
    )
    tick: bool = Field(
        title="Boxes to tick", default=False, description="yes draws a box to tick at each line"
    )
    text: Prose | None = Field(
        title="Text", default=None, description="text as in 'body', with ### before a smaller heading"
    )
    steps: Steps | None = Field(
        title="Steps",
        default=None,
        description="what to do, one after the other: lines, or groups of name, do, repeat and figure",
    )
    do: Lines | None = Field(title="Do", default=None, description="what is good to do, one line each")
    dont: Lines | None = Field(
        title="Do not",
        default=None,
        description="what not to do, one line each, without 'do not', which is printed before each",
    )
    figure: Figure | None = Field(title="Drawing", default=None, description="a drawing: file, alt, caption")
    highlight: Highlight | None = Field(
        title="Points to notice first", default=None, description="a short list to notice first"
    )

    @property
    def kind(self) -> str:
        """The one of `KINDS` that this block is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    def ticked(self, line: str) -> str:
        """Return a line of the block with its box to tick, if the block has them."""
        return f"[ ] {line}" if self.tick else line
