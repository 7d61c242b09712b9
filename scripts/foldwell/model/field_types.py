"""The field types of the models, each with its rule."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import Annotated, Any

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


def _require_real_day(value: object) -> object:
    """Return the text of a day; one that looks like a day must be in the calendar."""
    day = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        try:
            date.fromisoformat(day)
        except ValueError as error:
            what = "is {day}, and the calendar has no such day"
            raise PydanticCustomError("places", what, {"day": day}) from error
    return value


def _require_visible(text: str) -> str:
    """Return the text; treat one that holds only invisible characters as empty."""
    if all(
        character.isspace() or unicodedata.category(character) in INVISIBLE_CATEGORIES for character in text
    ):
        # The error of an empty text, so that the message is the same.
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return text


def normalise_path(text: str) -> str:
    """Return a path within a folder without its "./"; raise for one that `path_problem` finds fault with."""
    if reason := path_problem(text):
        raise PydanticCustomError("places", reason)
    return posixpath.normpath(text)


# What a path may not be, and why; the first matching row is told.
PATH_FAULTS: tuple[tuple[str, str], ...] = (
    (r"^(?:[A-Za-z][A-Za-z0-9+.-]+:|//)", "is a web address, and nothing is fetched for print"),
    (r"^(?:[/~]|[A-Za-z]:)", "starts at the top of a disk, where no other machine has it"),
    (r"\\", "has a backslash"),
    (r"(?:^|/)\.\.(?:/|$)", "leads out of the folder"),
    (r"%[0-9A-Fa-f]{2}", "is written as in a web address, where %20 is a space"),
)


MAX_PATH, MAX_NAME_BYTES = 200, 255
"""The longest path in characters, and the longest name in it, in bytes, that every disk can hold."""


def path_problem(text: str) -> str:
    """Return what is wrong with a path that must stay within the folder it is read from, or ""."""
    path = text.strip()
    if any(unicodedata.category(character).startswith("C") for character in path):
        return "has a character that cannot be seen"
    if len(path) > MAX_PATH or any(len(name.encode()) > MAX_NAME_BYTES for name in path.split("/")):
        return "is too long for the name of a file"
    return next((reason for pattern, reason in PATH_FAULTS if re.search(pattern, path)), "")


INVISIBLE_CATEGORIES = ("Cf", "Mn", "Me")
"""What Unicode calls characters that only join, part or dress others: a soft hyphen, an accent."""

VisibleText = AfterValidator(_require_visible)

# For fullmatch: $ in Python, not in pydantic, lets a line end at the end by.
ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$"), VisibleText]
Short = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\r\n]*$"), VisibleText]
Title = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\r\n]*$"), VisibleText]
KeyPoint = Annotated[str, StringConstraints(min_length=1, max_length=110, pattern=r"^[^\r\n]*$"), VisibleText]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000), VisibleText]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(?:-[A-Z]{2})?$")]
FolderPath = Annotated[str, StringConstraints(min_length=1), AfterValidator(normalise_path)]
PictogramName = Annotated[str, StringConstraints(min_length=1)]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,98}$")]
# Not EmailStr, which needs one more package.
Email = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}$")]
Day = Annotated[date, BeforeValidator(_require_real_day), matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
Year = Annotated[int, matching(r"[0-9]{4}")]
# No @ and no backslash: what looks like the host before them is a user name, or a path (WHATWG URL, 4.4).
WebUrl = Annotated[HttpUrl, matching(r"https://[^\s\\@]+")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
# Patterns, so that the JSON Schema has them too: three digits at least, whatever is around them.
PHONE_PATTERN = r"^[^\r\n]*[0-9][^\r\n]*[0-9][^\r\n]*[0-9][^\r\n]*$"
Phone = Annotated[Short, StringConstraints(pattern=PHONE_PATTERN)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


NO_ADVICE = "no advice"
"""Marks a field whose description says what its words are for, which mends no error in them."""

Word = Annotated[Short, NO_ADVICE]
Phrase = Annotated[Line, NO_ADVICE]


def as_list(value: Any) -> Any:
    """Return the list that a line, a name or a number alone stands for."""
    return [value] if isinstance(value, str) else value


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
