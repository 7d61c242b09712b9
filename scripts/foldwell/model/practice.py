"""The facts of a practice."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from foldwell.model.contacts import ContactOverride
from foldwell.model.field_types import (
    Country,
    Email,
    FileName,
    FrozenModel,
    Id,
    Language,
    Line,
    Phone,
    Short,
    WebUrl,
    matching,
    placeholders,
)
from foldwell.model.paper import Card, Edge, FoldChoice, FoldName, Paper

BASE_PATTERN = r"^_?[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

CALL_NUMBER_PATTERN = r"^[0-9](?: ?[0-9]){2,5}$"

CallNumber = Annotated[str, StringConstraints(pattern=CALL_NUMBER_PATTERN)]


PracticeKind = Literal["gp", "hospital", "dentist", "pharmacy", "vet", "other"]
DEFAULT_KIND: PracticeKind = "gp"


def is_meant_for(kinds: Collection[str], kind: str) -> bool:
    """Return whether an article with these `kinds` is for a kind of practice; without any, all but vets."""
    return kind in kinds if kinds else kind != "vet"


class Hours(FrozenModel):
    """When the practice is open."""

    days: Short = Field(title="Days", description="such as Monday to Friday")
    times: Short = Field(title="Times", description="such as 8am to 6.30pm")


class Numbers(FrozenModel):
    """The telephone numbers to call in the practice's country."""

    emergency: CallNumber = Field(title="Emergency number", description="such as 999")
    urgent: CallNumber | None = Field(
        title="Number for urgent advice", default=None, description="for advice that cannot wait, such as 111"
    )
    crisis: CallNumber | None = Field(
        title="Number for a mental health crisis",
        default=None,
        description="for a mental health crisis, such as 988",
    )


class Printer(FrozenModel):
    """What is particular about the printer of a practice."""

    flips: Edge | None = Field(
        title="Edge that the printer flips",
        default=None,
        description="the one edge your printer can turn paper over along: short or long",
    )


class Press(FrozenModel):
    """What the practice's print shop gets."""

    with_every_pack: bool = Field(
        title="With every pack",
        default=True,
        description="whether leaflet-press.pdf is made with every pack, not on request alone: yes or no",
    )
    profile: FileName | None = Field(
        title="Colour profile",
        default=None,
        description="the file of your print shop beside this one that ends in .icc",
    )


def _read_press(value: object) -> object:
    """Return the group that a mere yes or no stands for."""
    return value if isinstance(value, dict | Press) else {"with_every_pack": value}


def _check_folds(value: object) -> object:
    """Return one fold or more; raise an error that names what is none: the type's would speak of types."""
    words = value if isinstance(value, list | tuple) else [value]
    known = get_args(FoldName if words is value else FoldChoice)
    if not words:
        raise PydanticCustomError("places", "names no fold")
    wrong = next((word for word in words if word not in known), None)
    if wrong is not None:
        what = "cannot be 'auto' and others" if wrong == "auto" else f"cannot be '{wrong!s:.60}'"
        raise PydanticCustomError("places", what)
    return value


class Practice(FrozenModel):
    """The facts of a practice."""

    extends: Annotated[str, StringConstraints(pattern=BASE_PATTERN)] | None = Field(
        title="Based on",
        default=None,
        description="a folder in content/practices/ that says whatever yours does not",
    )
    name: Short = Field(
        title="Name of the practice", description="the name of the practice, at most 60 characters"
    )
    kind: PracticeKind = Field(
        title="Kind of practice",
        default=DEFAULT_KIND,
        description="what you are: gp, hospital, dentist, pharmacy, vet or other",
    )
    country: Country = Field(title="Country", description="a file in content/countries/, such as GB")
    language: Language = Field(
        title="Language", default="en-GB", description="the language of articles and fixed words"
    )
    other_languages: tuple[Language, ...] = Field(
        title="Other languages",
        default=(),
        max_length=5,
        description="languages to take an article in that yours does not have",
    )
    date: Annotated[Short, placeholders("day", "month", "year")] = Field(
        title="Form of dates",
        default="{day} {month} {year}",
        description='how a date is written, such as "{day} {month} {year}"',
    )
    paper: Paper = Field(title="Paper", default="A4", description="A4 or Letter")
    fold: Annotated[
        FoldChoice | Annotated[tuple[FoldName, ...], Field(min_length=1)], BeforeValidator(_check_folds)
    ] = Field(
        title="Fold of the leaflet",
        default="auto",
        description="the fold you want: auto, single, tri, z, half or none; or several, and no others",
    )
    fold_ticks: bool = Field(
        title="Fold ticks",
        default=False,
        description="whether a short tick is printed at each end of every fold: yes or no",
    )
    printer: Printer = Field(
        title="Printer",
        default=Printer(),
        description="a group with flips, for a printer that turns paper over along one edge only",
    )
    card: Card = Field(
        title="Size of the card",
        default="a5",
        description="how large the card is: a5, a6, half-letter, quarter-letter or wallet",
    )
    press: Annotated[Press, BeforeValidator(_read_press, json_schema_input_type=bool | Press)] = Field(
        title="Leaflet for a print shop",
        # No group means no file, and a group means yes unless it says no.
        default=Press(with_every_pack=False),
        description="yes makes leaflet-press.pdf too, for a print shop; or a group with its profile",
    )
    letterhead: bool = Field(
        title="Letterhead",
        default=True,
        description="no leaves the top of the handout's first page blank, for printed paper",
    )
    letterhead_depth: int = Field(
        title="Depth of the blank top",
        default=50,
        ge=20,
        le=120,
        description="how deep the top of the handout's first page is left blank, in mm, from 20 to 120",
    )
    address: tuple[Short, ...] = Field(
        title="Address", min_length=1, max_length=5, description="one to five lines"
    )
    phone: Phone = Field(
        title="Phone number", description="such as 01632 960100, in quotes if it has no space"
    )
    email: Email | None = Field(
        title="E-mail address", default=None, description="such as hello@practice.example.org"
    )
    web: WebUrl = Field(title="Website", description="a web address that starts with https://")
    article_page: Annotated[Line, placeholders("article"), matching(r"https://[^\s\\@]+")] | None = Field(
        title="Web page of an article",
        default=None,
        description="your web page of an article, for the QR code: https://... with {article} in it",
    )
    hours: tuple[Hours, ...] = Field(
        title="Opening hours", min_length=1, max_length=4, description="one to four rows of days, times"
    )
    numbers: Numbers = Field(
        title="Numbers to call", description="the numbers to call, where they are not those of your country"
    )
    contacts: dict[Id, ContactOverride] = Field(
        title="Services to call",
        default={},
        max_length=40,
        description="numbers, hours and so on of services that articles name, each under its id there",
    )
    footer: tuple[Short, ...] = Field(
        title="Lines at the foot", default=(), max_length=2, description="up to two lines of your own"
    )
    words: dict[Id, Line] = Field(
        title="Words of your own",
        default={},
        max_length=20,
        description="words of your own, by name, for templates of your own",
    )

    @property
    def usual_fold(self) -> FoldName:
        """The first fold that is wished, or else a tri-fold: that of a page without a planned leaflet."""
        wished = self.fold if isinstance(self.fold, str) else self.fold[0]
        return "tri" if wished == "auto" else wished

    @property
    def contact(self) -> str:
        """How a reader writes to the practice, or else calls it: the e-mail address, or the phone number."""
        return self.email or self.phone
