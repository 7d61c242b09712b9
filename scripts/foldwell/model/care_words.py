"""The fixed words of the care boxes and of contacts, in one language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from foldwell.model.field_types import (
    FrozenModel,
    Line,
    Phrase,
    Short,
    Word,
    one_placeholder,
    placeholders,
)


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


ContactAction = Annotated[Phrase, placeholders("contact")]


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
