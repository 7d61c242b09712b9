"""Validate a YAML tree: pydantic errors and cross-field checks, each with file:line and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from foldwell.errors import KeyPath, Problem, closest, suggestion
from foldwell.inputs.parsing import Source
from foldwell.inputs.validation.findings import WRONG_NAME, Check, Finding, refuse, to_problems
from foldwell.inputs.validation.messages import describe_error, is_follow_on_error
from foldwell.model import FrozenModel
from foldwell.model.field_types import ID_PATTERN, NO_ADVICE
from foldwell.model.fields import find_field, model_in

Model = TypeVar("Model", bound=FrozenModel)

WORD = re.compile(r"'([^']+)'")
"""Matches a word of those that pydantic expects."""

FEW_WORDS = 3
"""Of so few words, a hint names all: that is clearer than the closest."""

ADD_LINE = "add this line"
COMPARE_HINT = "compare it with a file that works"
HINTS = MappingProxyType({"places": "correct what is in curly brackets there"})
"""What to do about an error of a type, where its field gives no advice."""


def validate_model(model: type[Model], source: Source, checks: Sequence[Check] = ()) -> Model:
    """Return the validated model of the source's tree; raises InputError with all problems."""
    findings = [finding for check in checks for finding in check(source.value)]
    try:
        value = model.model_validate(source.value)
    except ValidationError as error:
        findings += _to_findings(model, source, error.errors(include_url=False))
        refuse(source, findings)
        raise
    refuse(source, findings)
    return value


def partial_problems(
    model: type[FrozenModel], source: Source, checks: Sequence[Check] = ()
) -> tuple[Problem, ...]:
    """Return the problems of the values in the source; missing ones may come from a file not read yet."""
    findings = [finding for check in checks for finding in check(source.value)]
    try:
        model.model_validate(source.value)
    except ValidationError as error:
        errors = [detail for detail in error.errors(include_url=False) if detail["type"] != "missing"]
        findings += _to_findings(model, source, errors)
    return to_problems(source, findings)


def _to_findings(
    model: type[FrozenModel], source: Source, errors: Sequence[ErrorDetails]
) -> Iterator[Finding]:
    """Yield a finding for every error, except for a missing key that is only misspelt."""
    misspelt: set[KeyPath] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            group = _model_at(model, error["loc"][:-1])
            finding, meant = _unknown_key(group, source, error["loc"])
            misspelt.add(meant)
            yield finding
    for error in errors:
        if error["loc"][-1:] == (WRONG_NAME,) and error.get("ctx", {}).get("pattern") == ID_PATTERN:
            yield Finding(error["loc"][:-1], "is not an id", "use small letters, digits and hyphens")
            continue
        known = error["type"] != "extra_forbidden" and error["loc"] not in misspelt
        if known and not is_follow_on_error(error):
            yield Finding(error["loc"], describe_error(error), _hint(model, error))


def _hint(model: type[FrozenModel], error: ErrorDetails) -> str:
    """Return the hint for an error: the word that was probably meant, or else what belongs there."""
    words = WORD.findall(error.get("ctx", {}).get("expected", "")) if error["type"] == "literal_error" else ()
    hint = _field_hint(model, error) or HINTS.get(error["type"], COMPARE_HINT)
    return suggestion(str(error["input"]), words, hint) if len(words) > FEW_WORDS else hint


def _unknown_key(group: type[BaseModel], source: Source, keys: KeyPath) -> tuple[Finding, KeyPath]:
    """Return the finding for a key that the group does not know, and the keys that were meant by it."""
    name = str(keys[-1])
    names = [field.alias or field_name for field_name, field in group.model_fields.items()]
    file = source.where(keys).file
    unused = [unused for unused in names if not source.is_stated_in(file, (*keys[:-1], unused))]
    hint = suggestion(name, unused, f"known here: {', '.join(names)}")
    return Finding(keys, "is not a known name", hint), (*keys[:-1], closest(name, unused))


def _field_hint(model: type[FrozenModel], error: ErrorDetails) -> str:
    """Return the description of the field, or of its nearest ancestor whose description is advice."""
    advice = ADD_LINE if error["type"] == "missing" else ""
    for end, key in enumerate(error["loc"]):
        field = find_field(_model_at(model, error["loc"][:end]), key)
        if field and NO_ADVICE not in field.metadata:
            advice = field.description or advice
    return advice


def _model_at(model: type[BaseModel], keys: Sequence[str | int]) -> type[BaseModel]:
    """Return the model with the fields under `keys`."""
    for key in keys:
        field = find_field(model, key)
        model = (model_in(field.annotation) if field else None) or model
    return model
