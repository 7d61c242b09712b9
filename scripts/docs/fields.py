"""Tables of what can be written in the files of a practice, a brand and an article, from the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docs.regions import format_code, format_table
from foldwell.model import Article, Colours, Practice
from foldwell.model.fields import model_in

COUNTRIES = Path(__file__).resolve().parents[2] / "content/countries"
REQUIRED, NOTHING, COUNTRY = "required", "-", "your country's"

Keys = tuple[str, ...]


def tabulate_settings() -> Iterator[str]:
    """Yield the table of settings in practice.yaml."""
    from_country = {key for facts in _read_countries().values() for key in facts}
    rows = (
        (
            format_code(".".join(keys)),
            field.description or "",
            COUNTRY if keys[0] in from_country else _format_default(field),
        )
        for keys, field in find_fields(Practice)
    )
    yield from format_table(("setting", "what to write", "if left out"), rows)


def tabulate_article() -> Iterator[str]:
    """Yield the table of fields of an article."""
    rows = (
        (format_code(".".join(keys)), field.description or "", _format_default(field))
        for keys, field in find_fields(Article)
    )
    yield from format_table(("field", "what to write", "if left out"), rows)


def tabulate_countries() -> Iterator[str]:
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
            format_code(country),
            *(facts[key] for key in ("language", "paper", "card")),
            format_code(facts["date"]),
            *(facts["numbers"].get(name, NOTHING) for name in ("emergency", "urgent", "crisis")),
        )
        for country, facts in _read_countries().items()
    )
    yield from format_table(head, rows)


def _read_countries() -> dict[str, dict[str, Any]]:
    files = sorted(COUNTRIES.glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def find_fields(model: type[BaseModel], above: Keys = ()) -> Iterator[tuple[Keys, FieldInfo]]:
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


def format_colour_default(keys: Keys, field: FieldInfo) -> str:
    """Return what holds if a key is left out: of a colour, that of its role."""
    role = Colours.model_fields.get(keys[-1]) if keys[0] == "color" and len(keys) > 1 else None
    default = role.default if role else None
    return format_code(default) if isinstance(default, str) else _format_default(field)


def _format_default(field: FieldInfo) -> str:
    if field.is_required():
        return REQUIRED
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    return (
        format_code(f"{field.default}") if isinstance(field.default, str | int) and field.default else NOTHING
    )
