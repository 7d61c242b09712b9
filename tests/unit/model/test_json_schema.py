import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from support.project import ROOT

from foldwell.model.json_schema import schemas

FOLDER = ROOT / "content" / "schemas"


def stale(folder: Path) -> list[str]:
    """Return the names of schema files that are missing, left over or not what the models say."""
    existing = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    return sorted(
        name for name in existing.keys() | schemas().keys() if existing.get(name) != schemas().get(name)
    )


def test_the_schemas_in_the_repository_are_current():
    assert not stale(FOLDER), "run: make schema"


def test_a_schema_that_is_old_missing_or_left_over_is_noticed(tmp_path):
    for name, text in schemas().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert stale(tmp_path) == []
    (tmp_path / "article.schema.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "practice.schema.json").unlink()
    (tmp_path / "recipe.schema.json").write_text("{}\n", encoding="utf-8")
    assert stale(tmp_path) == ["article.schema.json", "practice.schema.json", "recipe.schema.json"]


@pytest.mark.parametrize("kind", ["article", "practice", "wording"])
def test_each_schema_has_a_dialect_a_title_and_one_line_end_at_its_end(kind):
    text = schemas()[f"{kind}.schema.json"]
    schema = json.loads(text)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == kind
    assert text.endswith("}\n")
    assert text == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def nodes(node: object) -> Iterator[Mapping[str, object]]:
    if isinstance(node, dict):
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from nodes(child)


def test_an_editor_takes_a_bare_number_where_text_belongs():
    texts = [node for node in nodes(json.loads(schemas()["practice.schema.json"])) if "pattern" in node]
    assert texts
    assert all(node["type"] == ["string", "number"] for node in texts)


def test_an_editor_takes_no_empty_value_for_what_may_be_left_out():
    schema = json.loads(schemas()["article.schema.json"])
    assert "clinical_reviewer" not in schema["required"]
    assert not [node for node in nodes(schema) if node.get("type") == "null"]


def test_an_editor_takes_a_list_of_one_as_a_line():
    schema = json.loads(schemas()["article.schema.json"])
    line, several = schema["$defs"]["Block"]["properties"]["dont"]["anyOf"]
    assert line["type"] == several["items"]["type"] == ["string", "number"]
    assert several["type"] == "array"


def test_an_editor_takes_none_or_a_list_for_the_sources_of_an_article():
    schema = json.loads(schemas()["article.schema.json"])
    none, sources = schema["properties"]["sources"]["anyOf"]
    assert (none["const"], sources["type"]) == ("none", "array")
    assert "sources" in schema["required"]


def test_an_editor_flags_an_empty_list_of_folds():
    _, folds = json.loads(schemas()["practice.schema.json"])["properties"]["fold"]["anyOf"]
    assert (folds["type"], folds["minItems"]) == ("array", 1)


def test_an_editor_flags_an_unknown_key():
    groups = [
        node for name in schemas() for node in nodes(json.loads(schemas()[name])) if "properties" in node
    ]
    assert len(groups) > 10
    assert all(node["additionalProperties"] is False for node in groups)
