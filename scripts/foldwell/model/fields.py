"""The fields of the models: each has its label as title, and a hint in plain words as description."""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from foldwell.errors import KeyPath
from foldwell.model.field_types import VisibleText

Model = TypeVar("Model", bound=BaseModel)


def label(model: type[BaseModel], keys: KeyPath) -> str:
    """Return the label of the field under `keys`, or of the one that has it as an entry; "" if there is none.

    The keys are those of a file: ("sections", 2, "key_point") leads through a list, ("care", "GB") through a
    group whose names are free.
    """
    kind: Any = model
    found = ""
    for key in keys:
        inner = plain_type(kind)
        if is_model(inner):
            field = find_field(inner, key)
            if field is None:
                return ""
            kind, found = field.annotation, field.title or ""
        else:
            kind = entry_type(inner)
    return found


def find_field(model: type[BaseModel], key: str | int) -> FieldInfo | None:
    """Return the field of a model that a file calls `key`."""
    return next((field for name, field in model.model_fields.items() if key == (field.alias or name)), None)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's type is, or is a list, a choice or a mapping of."""
    if is_model(annotation):
        return annotation  # type: ignore[no-any-return]
    return next(filter(None, map(model_in, get_args(annotation))), None)


def is_model(annotation: Any) -> bool:
    """Return whether a field's type is a model."""
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def is_visible_text(field: FieldInfo) -> bool:
    """Return whether a field holds text that people read, or a list of such texts."""
    return VisibleText in field.metadata or _holds_text(field.annotation)


def _holds_text(annotation: Any) -> bool:
    arguments = get_args(annotation)
    return VisibleText in arguments or any(map(_holds_text, arguments))


def change_texts(model: Model, change: Callable[[str], str]) -> Model:
    """Return a model in which every text that people read is changed."""
    fields = type(model).model_fields.items()
    return model.model_copy(
        update={
            name: _change_value(getattr(model, name), change, is_visible_text(field))
            for name, field in fields
        }
    )


def _change_value(value: Any, change: Callable[[str], str], is_text: bool) -> Any:
    if isinstance(value, BaseModel):
        return change_texts(value, change)
    if isinstance(value, tuple):
        return tuple(_change_value(entry, change, is_text) for entry in value)
    if isinstance(value, dict):
        return {key: _change_value(entry, change, is_text) for key, entry in value.items()}
    return change(value) if is_text and isinstance(value, str) else value


def plain_type(annotation: Any) -> Any:
    """Return a field's type without its rules, and without None."""
    if get_origin(annotation) is Annotated:
        return plain_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return plain_type(next(kind for kind in get_args(annotation) if kind is not type(None)))
    return annotation


def entry_type(annotation: Any) -> Any:
    """Return the type of the entries of a list or a mapping; None if it has none."""
    arguments = get_args(annotation)
    return (arguments[1] if get_origin(annotation) is dict else arguments[0]) if arguments else None
