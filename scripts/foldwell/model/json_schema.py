"""JSON Schemas for editors, made from the models: the same rules while someone types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from foldwell.model import Article, Design, FrozenModel, Practice, PrintingWords, ReportWords, Wording

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: Mapping[str, type[FrozenModel]] = MappingProxyType(
    {
        "article": Article,
        "practice": Practice,
        "wording": Wording,
        "report": ReportWords,
        "design": Design,
        "printing": PrintingWords,
    }
)
EXTENDABLE = frozenset({"practice"})
"""Models whose keys are all optional in the schema, because a file may extend another one."""


def schemas() -> Mapping[str, str]:
    """Return the text of each JSON Schema (draft 2020-12) by its file name in content/schemas/."""
    return MappingProxyType(
        {f"{name}.schema.json": _schema_text(name, model) for name, model in MODELS.items()}
    )


def _schema_text(name: str, model: type[FrozenModel]) -> str:
    schema = {"$schema": DIALECT, **_adapt_for_yaml(model.model_json_schema()), "title": name}
    if name in EXTENDABLE:
        del schema["required"]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _adapt_for_yaml(node: Any) -> Any:
    """Adapt a schema to YAML: `1.0` may be written for text, and an empty value for a missing one."""
    if isinstance(node, list):
        return [_adapt_for_yaml(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    node = {key: _adapt_for_yaml(value) for key, value in node.items() if (key, value) != ("default", None)}
    match node:
        case {"anyOf": [*kinds, {"type": "null"}]}:
            # The model allows null only for optional keys; a key that is present must have a value.
            kind = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
            return {**kind, **{key: value for key, value in node.items() if key != "anyOf"}}
        case {"type": "string"} if not node.keys() & {"format", "enum", "const"}:
            # YAML editors read 999 or 1.0 as numbers, foldwell as text.
            return {**node, "type": ["string", "number"]}
    return node
