"""The blocks of a section: text, steps, do and do not, schedules, zones, chances, fields, figures."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from foldwell.model.block_parts import Chances, Day, Figure, FormField, Highlight, Lines, Step, Zone
from foldwell.model.field_types import FrozenModel, Prose, Short, as_list
from foldwell.model.wording import Wording


def _as_step(value: Any) -> Any:
    """Return the step that words alone are."""
    return {"do": value} if isinstance(value, str) else value


Steps = Annotated[
    tuple[Annotated[Step, BeforeValidator(_as_step, json_schema_input_type=str | Step)], ...],
    Field(min_length=1, max_length=20),
    BeforeValidator(as_list, json_schema_input_type=str | list[str | Step]),
]

KINDS = (
    *("text", "steps", "do", "dont", "schedule", "zones", "chances", "fields"),
    *("figure", "highlight"),
)
"""The kinds of blocks: the keys of which a block has exactly one."""

WITH_HEADING = ("steps", "do", "dont", "schedule", "zones", "chances", "fields")
"""The kinds that may have a heading of their own."""

WITH_TICKS = ("steps", "do", "schedule")
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
    schedule: tuple[Day, ...] | None = Field(
        title="Schedule",
        default=None,
        min_length=1,
        max_length=30,
        description="groups of day with do, or of day with times",
    )
    zones: tuple[Zone, ...] | None = Field(
        title="Zones",
        default=None,
        min_length=2,
        max_length=3,
        description="groups of level, name, when, and do or steps",
    )
    chances: Chances | None = Field(
        title="Chances", default=None, description="how likely things are: per, of and items"
    )
    fields: tuple[FormField, ...] | None = Field(
        title="Fields to fill in",
        default=None,
        min_length=1,
        max_length=20,
        description="groups of label with width, lines, choose or value",
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

    def listed(self, wording: Wording | None) -> tuple[str, ...]:
        """Return the lines of what to do or not to do as they are printed, or without wording as typed.

        Below a heading of the article's own, which says what they are, lines of `dont` stay as they are.
        """
        if self.dont and wording and not self.heading:
            return tuple(map(wording.negated, self.dont))
        return self.dont or tuple(map(self.ticked, self.do or ()))
