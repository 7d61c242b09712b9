"""Tables of what can be written in the files of a practice, a brand and an article, from the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docs.regions import code, table
from foldwell.model import Article, Colours, Practice
from foldwell.model.fields import model_in

COUNTRIES = Path(__file__).resolve().parents[2] / "content/countries"
REQUIRED, NOTHING, COUNTRY = "required", "-", "your country's"

Keys = tuple[str, ...]


def settings() -> Iterator[str]:
    """Yield the table of settings in practice.yaml."""
    from_country = {key for facts in _countries().values() for key in facts}
    rows = (
        (
            code(".".join(keys)),
            field.description or "",
            COUNTRY if keys[0] in from_country else _default(field),
        )
        for keys, field in fields(Practice)
    )
    yield from table(("setting", "what to write", "if left out"), rows)


def article() -> Iterator[str]:
    """Yield the table of fields of an article."""
    rows = (
        (code(".".join(keys)), field.description or "", _default(field)) for keys, field in fields(Article)
    )
    yield from table(("field", "what to write", "if left out"), rows)


def countries() -> Iterator[str]:
    """Yield the table of what each country sets."""
    head = (
        "country",
        "language",
        "paper",
        "card",
        "date",
        "emergency",
        "urgent advice",
        "mental health crisis",
    )
    rows = (
        (
            code(country),
            *(facts[key] for key in ("language", "paper", "card")),
            code(facts["date"]),
            *(facts["numbers"].get(name, NOTHING) for name in ("emergency", "urgent", "crisis")),
        )
        for country, facts in _countries().items()
    )
    yield from table(head, rows)


def _countries() -> dict[str, dict[str, Any]]:
    files = sorted(COUNTRIES.glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def fields(model: type[BaseModel], above: Keys = ()) -> Iterator[tuple[Keys, FieldInfo]]:
    """Yield every field of a model with its keys, and after a group what is in it, once for each kind."""
    yield from _walk(model, above, set())


def _walk(
    model: type[BaseModel], above: Keys, seen: set[type[BaseModel]]
) -> Iterator[tuple[Keys, FieldInfo]]:
    for name, field in model.model_fields.items():
        keys = (*above, field.alias or name)
        yield keys, field
        inner = model_in(field.annotation)
        if inner and inner not in seen:
            seen.add(inner)
            yield from _walk(inner, keys, seen)


def colour_or_default(keys: Keys, field: FieldInfo) -> str:
    """Return what holds if a key is left out: of a colour, that of its role."""
    role = Colours.model_fields.get(keys[-1]) if keys[0] == "color" and len(keys) > 1 else None
    default = role.default if role else None
    return code(default) if isinstance(default, str) else _default(field)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return REQUIRED
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    return code(f"{field.default}") if isinstance(field.default, str | int) and field.default else NOTHING
