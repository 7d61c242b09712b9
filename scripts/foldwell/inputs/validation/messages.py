"""Pydantic's verdict on one value, in words for someone who has never programmed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic_core import ErrorDetails

ONE_LINE = r"^[^\r\n]*$"
SHOWN = 60
KINDS: Mapping[type, str] = MappingProxyType({str: "text", list: "a list", dict: "a group of lines"})

# What pydantic calls the fault, and how we say it; faults that are not here are said by OTHER.
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
OTHER = "cannot be '{shown}'"
NOT_TEXT = "must be text, not {kind}"


def said(error: ErrorDetails) -> str:
    """Return what is wrong with the value, to follow the field's name."""
    given, context = error["input"], error.get("ctx", {})
    if isinstance(given, str) and not given.strip():
        return "is empty"
    if context.get("pattern") == ONE_LINE:
        return "must stand on one line"
    other = OTHER if isinstance(given, str) else NOT_TEXT
    return WORDS.get(error["type"], other).format(
        kind=KINDS.get(type(given), "this"),
        message=error["msg"],
        over=_over(given, context.get("max_length", 0)),
        shown=_shown(given),
        entries=len(given) if isinstance(given, list) else 0,
        min_length=context.get("min_length"),
        max_length=context.get("max_length"),
    )


def echoed(error: ErrorDetails) -> bool:
    """Return whether a list is called too short only because some of its entries have faults."""
    given, wanted = error["input"], error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(given, list) and len(given) >= wanted


def _over(given: object, most: int) -> str:
    over = len(str(given).strip()) - most
    return f"{over} character{'s' if over > 1 else ''}"


def _shown(given: object) -> str:
    text = str(given)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
