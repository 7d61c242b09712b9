"""Every message about an input has a file, what is wrong and what to do, in words of those who read it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.project import ROOT

from foldwell.inputs.parsing.yaml_errors import TRANSLATIONS

ROOMS = ("inputs", "project", "assets", "rendering/docx/letterhead")
RECORDED = sorted((ROOT / "tests/data/invalid").glob("*.expected.txt"))
JARGON = re.compile(
    r"\b(indentation|scalar|mapping|sequence|YAML|parser|token|regex|pydantic|schema|null|boolean"
    r"|integer|string|stderr|exception|traceback)\b"
)
TEMPLATE = re.compile(r"\btemplates?\b", re.IGNORECASE)
PATTERN = re.compile(r"[\\|]|\(\?|\.\*")
OWN_TEMPLATES = {
    "project/inheritance.py": "about files in a practice's own folder of templates",
    "rendering/docx/letterhead/left_out.py": "what Word calls a template",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / "scripts/foldwell" / room).rglob("*.py")):
            yield str(path.relative_to(ROOT / "scripts/foldwell")), ast.parse(path.read_text("utf-8"))


def calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def without_hint(tree: ast.Module) -> list[int]:
    """The lines of problems that are made without a hint."""
    return [
        call.lineno
        for call in calls(tree, "Problem")
        if not any(isinstance(argument, ast.Starred) for argument in call.args)
        and (len(call.args) < 3 or (isinstance(call.args[2], ast.Constant) and not call.args[2].value))
    ]


def texts(tree: ast.Module) -> Iterator[str]:
    """The literal words of a module that can be part of a message: not docstrings, names or patterns."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield from (text for text in (node.value,) if " " in text.strip() and not PATTERN.search(text))


def test_every_problem_of_an_input_says_what_to_do():
    found = [(name, *lines) for name, tree in modules() if (lines := without_hint(tree))]
    assert found == []
    assert sum(len(list(calls(tree, "Problem"))) for _, tree in modules()) > 60


def test_a_problem_without_a_hint_is_noticed():
    assert without_hint(ast.parse("Problem(a, 'b')\nProblem(a, 'b', '')\nProblem(a, 'b', 'c')")) == [1, 2]


def test_messages_speak_the_language_of_those_who_read_them():
    # The first column of TRANSLATIONS holds the words of the parser, which are to be translated.
    ours = [(name, tree) for name, tree in modules() if not name.endswith("yaml_errors.py")]
    words = [(name, text) for name, tree in ours for text in texts(tree)]
    words += [("yaml_errors.py", text) for row in TRANSLATIONS for text in row[2:]]
    assert len(words) > 300
    assert [(name, text) for name, text in words if JARGON.search(text)] == []
    about_templates = {name for name, text in words if TEMPLATE.search(text)}
    assert about_templates <= set(OWN_TEMPLATES)


def test_jargon_is_noticed():
    assert JARGON.search("the indentation does not fit")
    assert list(texts(ast.parse('"""A scalar."""\nwhat = "a scalar is here"'))) == ["a scalar is here"]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name.partition(".")[0])
def test_each_recorded_message_has_file_line_and_cure(path: Path):
    lines = path.read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        assert re.match(r"[\w.-]+\.ya?ml:\d+: \S", line), line
        assert line.endswith(")"), line
        assert not TEMPLATE.search(line), line
