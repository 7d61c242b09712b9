"""The kinds of text that the models are made of, each with its rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, HttpUrl, StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError


def written(shape: str) -> BeforeValidator:
    """Promise that text is written in this shape before it is read as a date, a number or an address."""

    def check(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(shape, value.strip()):
            raise PydanticCustomError("written", "is written in another way")
        return value

    return BeforeValidator(check)


def _inked(text: str) -> str:
    """Return the text; one whose every character prints nothing of its own is as good as empty."""
    if all(sign.isspace() or unicodedata.category(sign) in UNSEEN for sign in text):
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return text


UNSEEN = ("Cf", "Mn", "Me")
"""What Unicode calls characters that only join, part or dress others: a soft hyphen, an accent."""

Inked = AfterValidator(_inked)

ID = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

Id = Annotated[str, StringConstraints(pattern=ID)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$"), Inked]
Short = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\r\n]*$"), Inked]
KeyPoint = Annotated[str, StringConstraints(min_length=1, max_length=110, pattern=r"^[^\r\n]*$"), Inked]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000), Inked]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[A-Z]{2})?$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,98}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$")]
Day = Annotated[date, written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
Year = Annotated[int, written(r"[0-9]{4}")]
Web = Annotated[HttpUrl, written(r"https://[^\s\\@]+")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


class Frozen(BaseModel):
    """A value that cannot change and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def places(*names: str) -> AfterValidator:
    """Promise that a wording's {places} are exactly `names`, so that no fact is lost when they are filled."""
    return _places([set(names)], ", ".join(f"{{{name}}}" for name in names) or "nothing")


def one_place(*names: str) -> AfterValidator:
    """Promise that a wording has exactly one of these {places}, and no other."""
    return _places([{name} for name in names], " or ".join(f"{{{name}}}" for name in names))


def _places(allowed: Sequence[set[str]], wanted: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise PydanticCustomError("places", "has a curly bracket without its partner") from error
        if found not in allowed:
            raise PydanticCustomError(
                "places", "must contain {wanted} and nothing else in curly brackets", {"wanted": wanted}
            )
        return text

    return AfterValidator(check)
