"""Services to call that are not the practice itself."""

from __future__ import annotations

import re

from pydantic import Field

from foldwell.model.field_types import Email, FrozenModel, Id, Phone, Short, WebUrl

RESERVED = ("practice", "emergency", "urgent", "crisis")
"""The names of the numbers that every article knows: the practice's own, and those of its country."""

OUT_OF_HOURS = "out-of-hours"
"""The contact that a vet's care boxes name beside the vet's own phone."""

ENDLESS = frozenset({"24", "7", "365"})
"""The numbers of hours that never end: 24 hours a day, 7 days a week."""

SOME_DAYS = re.compile(r"weekdays?|weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?", re.IGNORECASE)


def never_end(hours: str) -> bool:
    """Return whether hours never end; each part of them, such as '24h/24, 7j/7' has, says so in numbers."""
    numbers = [re.findall(r"[0-9]+", part) for part in re.split("[,/]", hours)]
    found = {number for part in numbers for number in part}
    return all(numbers) and "24" in found and found <= ENDLESS and not SOME_DAYS.search(hours)


class Contact(FrozenModel):
    """A service to call; a practice can say what differs where it is."""

    name: Short = Field(title="Name", description="what it is called, such as Endoscopy unit")
    phone: Phone | None = Field(
        title="Phone number",
        default=None,
        description="such as 01632 960777; left out, each practice gives the one of its own",
    )
    hours: Short | None = Field(
        title="Hours", default=None, description="such as 'Monday to Friday, 8am to 5pm' or '24 hours a day'"
    )
    when_closed: Id | None = Field(
        title="Whom to call outside those hours",
        default=None,
        description="the id of another contact, or urgent, practice or emergency",
    )
    email: Email | None = Field(
        title="E-mail address", default=None, description="such as unit@hospital.example.org"
    )
    web: WebUrl | None = Field(
        title="Web address", default=None, description="a web address that starts with https://"
    )
    place: Short | None = Field(
        title="Place", default=None, description="where to come, such as 'Level 2, east wing'"
    )
    text: Phone | None = Field(
        title="Number for messages", default=None, description="a number for text messages only"
    )

    @property
    def is_always_open(self) -> bool:
        """Whether its hours never end."""
        return self.hours is not None and never_end(self.hours)

    @property
    def closes(self) -> bool:
        """Whether it has hours that end."""
        return self.hours is not None and not self.is_always_open

    @property
    def follower(self) -> str:
        """Whom to call when it is closed, by name; "" if that is not said, or if it never is."""
        return "" if self.is_always_open else self.when_closed or ""


class ContactOverride(FrozenModel):
    """What a practice says of a contact; what it leaves out is as the article says."""

    name: Short | None = Field(title="Name", default=None, description="what it is called here")
    phone: Phone | None = Field(
        title="Phone number", default=None, description="its number here, such as 01632 960777"
    )
    hours: Short | None = Field(title="Hours", default=None, description="when it is open here")
    when_closed: Id | None = Field(
        title="Whom to call outside those hours",
        default=None,
        description="the id of another contact, or urgent, practice or emergency",
    )
    email: Email | None = Field(title="E-mail address", default=None, description="its e-mail address here")
    web: WebUrl | None = Field(
        title="Web address", default=None, description="its address here, which starts with https://"
    )
    place: Short | None = Field(title="Place", default=None, description="where to come here")
    text: Phone | None = Field(
        title="Number for messages", default=None, description="its number for text messages here"
    )
