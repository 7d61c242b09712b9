"""When to seek help: the care boxes of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from foldwell.model.field_types import (
    FrozenModel,
    Id,
    Line,
    as_list,
)


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


class SameDayBox(CareBox):
    """When to get help the same day, and from whom."""

    call: Annotated[tuple[Id, ...], BeforeValidator(as_list, json_schema_input_type=Id | list[Id])] = Field(
        title="Whom to call",
        default=(),
        max_length=2,
        description="the id of a contact, or of two; left out, whom one calls in the practice's country",
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
