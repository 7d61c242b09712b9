"""Pydantic's errors, reworded for someone who has never programmed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic_core import ErrorDetails

ONE_LINE = r"^[^\r\n]*$"
MAX_SHOWN = 60
KINDS: Mapping[type, str] = MappingProxyType({str: "text", list: "a list", dict: "a group of lines"})

# Our messages for pydantic's error types; other types use GENERIC_MESSAGE.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "is missing",
        "string_too_short": "is empty",
        "string_too_long": "is {over} too long",
        "tuple_type": "must be a list, each entry on its own line after '- ', not {kind}",
        "too_short": "must have {min_length} or more entries, not {entries}",
        "too_long": "can have {max_length} entries at most, not {entries}",
        "model_type": "must be a group of 'name: value' lines, not {kind}",
        "dict_type": "must be a group of 'name: value' lines, not {kind}",
        "places": "{message}",
    }
)
GENERIC_MESSAGE = "cannot be '{shown}'"
NOT_TEXT = "must be text, not {kind}"


def describe_error(error: ErrorDetails) -> str:
    """Return what is wrong with the value, to follow the field's name."""
    value, context = error["input"], error.get("ctx", {})
    if isinstance(value, str) and not value.strip():
        return "is empty"
    if context.get("pattern") == ONE_LINE:
        return "must stand on one line"
    generic = GENERIC_MESSAGE if isinstance(value, str) else NOT_TEXT
    return WORDS.get(error["type"], generic).format(
        kind=KINDS.get(type(value), "this"),
        message=error["msg"],
        over=_excess(value, context.get("max_length", 0)),
        shown=_quoted(value),
        entries=len(value) if isinstance(value, list | dict) else 0,
        min_length=context.get("min_length"),
        max_length=context.get("max_length"),
    )


def is_follow_on_error(error: ErrorDetails) -> bool:
    """Return whether a list is reported as too short only because some of its entries are invalid."""
    value, minimum = error["input"], error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= minimum


def _excess(value: object, maximum: int) -> str:
    excess = len(str(value).strip()) - maximum
    return f"{excess} character{'s' if excess > 1 else ''}"


def _quoted(value: object) -> str:
    text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
