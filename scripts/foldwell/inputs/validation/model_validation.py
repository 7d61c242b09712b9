"""The one door into a model: pydantic's verdict and our own checks together, each with line and advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from foldwell.errors import Problem
from foldwell.inputs.parsing import Source, Tree
from foldwell.inputs.validation.findings import Check, Finding, Path, at, close, refuse, told
from foldwell.inputs.validation.messages import echoed, said
from foldwell.model import FrozenModel

Model = TypeVar("Model", bound=FrozenModel)

ADD = "add this line"


def admitted(model: type[Model], source: Source, checks: Sequence[Check] = ()) -> Model:
    """Return the model made of the source's tree; raises InputError with all that is wrong."""
    findings = [finding for check in checks for finding in check(source.value)]
    try:
        value = model.model_validate(source.value)
    except ValidationError as error:
        findings += _told(model, source.value, error.errors(include_url=False))
        refuse(source, findings)
        raise
    refuse(source, findings)
    return value


def wrong(model: type[FrozenModel], source: Source, checks: Sequence[Check] = ()) -> tuple[Problem, ...]:
    """Return what is wrong with all that the source says; what it lacks may stand in a file not read yet."""
    findings = [finding for check in checks for finding in check(source.value)]
    try:
        model.model_validate(source.value)
    except ValidationError as error:
        errors = [one for one in error.errors(include_url=False) if one["type"] != "missing"]
        findings += _told(model, source.value, errors)
    return told(source, findings)


def _told(model: type[FrozenModel], tree: Tree, errors: Sequence[ErrorDetails]) -> Iterator[Finding]:
    """Yield a finding for every error, but not for a missing key that is there and only misspelt."""
    misspelt: set[Path] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            group = _group(model, error["loc"][:-1])
            finding, meant = _unknown(group, tree, error["loc"])
            misspelt.add(meant)
            yield finding
    for error in errors:
        known = error["type"] != "extra_forbidden" and error["loc"] not in misspelt
        if known and not echoed(error):
            yield Finding(error["loc"], said(error), _advice(model, error))


def _unknown(group: type[BaseModel], tree: Tree, keys: Path) -> tuple[Finding, Path]:
    """Return the finding for a key that the group does not know, and the keys that were meant by it."""
    name = str(keys[-1])
    present = next((found for _, found in at(tree, *keys[:-1])), {})
    names = [field.alias or own for own, field in group.model_fields.items()]
    meant = close(name, [free for free in names if free not in present])
    hint = f"did you mean '{meant}'?" if meant else f"known here: {', '.join(names)}"
    return Finding(keys, "is not a known name", hint), (*keys[:-1], meant)


def _advice(model: type[FrozenModel], error: ErrorDetails) -> str:
    """Return the description of the field, or of the nearest one that it stands in."""
    advice = ADD if error["type"] == "missing" else ""
    for end, key in enumerate(error["loc"]):
        field = _field(_group(model, error["loc"][:end]), key)
        advice = (field.description if field else None) or advice
    return advice


def _group(model: type[BaseModel], keys: Sequence[str | int]) -> type[BaseModel]:
    """Return the model that holds the fields under `keys`."""
    for key in keys:
        field = _field(model, key)
        model = (_model_in(field.annotation) if field else None) or model
    return model


def _field(model: type[BaseModel], key: str | int) -> FieldInfo | None:
    return next((f for name, f in model.model_fields.items() if key == (f.alias or name)), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
