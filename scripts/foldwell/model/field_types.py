"""The field types of the models, each with its rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, HttpUrl, StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError


def matching(pattern: str) -> BeforeValidator:
    """Require that text matches a pattern before it is parsed as a date, a number or an address."""

    def check(value: object) -> object:
        # pydantic also takes "2026-11-22T00:00" for a date and "1_0" or "10.0" for a number.
        if isinstance(value, str) and not re.fullmatch(pattern, value.strip()):
            raise PydanticCustomError("written", "is written in another way")
        return value

    return BeforeValidator(check)


def _require_visible(text: str) -> str:
    """Return the text; treat one that holds only invisible characters as empty."""
    if all(
        character.isspace() or unicodedata.category(character) in INVISIBLE_CATEGORIES for character in text
    ):
        # The error of an empty text, so that the message is the same.
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return text


INVISIBLE_CATEGORIES = ("Cf", "Mn", "Me")
"""What Unicode calls characters that only join, part or dress others: a soft hyphen, an accent."""

VisibleText = AfterValidator(_require_visible)

# For fullmatch: $ in Python, not in pydantic, lets a line end at the end by.
ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$"), VisibleText]
Short = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\r\n]*$"), VisibleText]
KeyPoint = Annotated[str, StringConstraints(min_length=1, max_length=110, pattern=r"^[^\r\n]*$"), VisibleText]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000), VisibleText]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[A-Z]{2})?$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,98}$")]
# Not EmailStr, which needs one more package.
Email = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$")]
Day = Annotated[date, matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
Year = Annotated[int, matching(r"[0-9]{4}")]
# No @ and no backslash: what looks like the host before them is a user name, or a path (WHATWG URL, 4.4).
WebUrl = Annotated[HttpUrl, matching(r"https://[^\s\\@]+")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


NO_ADVICE = "no advice"
"""Marks a field whose description says what its words are for, which mends no error in them."""

Word = Annotated[Short, NO_ADVICE]
Phrase = Annotated[Line, NO_ADVICE]


class FrozenModel(BaseModel):
    """An immutable model that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def placeholders(*names: str) -> AfterValidator:
    """Require that a wording's {placeholders} are exactly `names`, so that no fact is lost."""
    return _placeholders([set(names)], ", ".join(f"{{{name}}}" for name in names) or "nothing")


def one_placeholder(*names: str) -> AfterValidator:
    """Require that a wording has exactly one of these {placeholders}, and no other."""
    return _placeholders([{name} for name in names], " or ".join(f"{{{name}}}" for name in names))


def _placeholders(allowed: Sequence[set[str]], expected: str) -> AfterValidator:
    def check(text: str) -> str:
        try:
            found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise PydanticCustomError("places", "has a curly bracket without its partner") from error
        if found not in allowed:
            raise PydanticCustomError(
                "places", "must contain {wanted} and nothing else in curly brackets", {"wanted": expected}
            )
        return text

    return AfterValidator(check)
