"""Every message about an input has a file, what is wrong and what to do, in words of those who read it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from support.every_problem import shortcoming_of_finding, shortcoming_of_problem
from support.problem_places import Package, Place, Recorder
from support.project import ROOT

from foldwell.errors import Location, Problem
from foldwell.inputs.parsing.yaml_errors import TRANSLATIONS
from foldwell.inputs.validation.findings import Finding

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


def modules(rooms: Iterable[str] = ROOMS) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((ROOT / "scripts/foldwell" / room).rglob("*.py")):
            yield str(path.relative_to(ROOT / "scripts/foldwell")), ast.parse(path.read_text("utf-8"))


def called(node: ast.AST) -> str:
    """The name that is called, or that something is assigned to."""
    found = node.func if isinstance(node, ast.Call) else node
    return found.attr if isinstance(found, ast.Attribute) else getattr(found, "id", "")


def calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == name:
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


# Each place that creates a problem is reached by a test: `make test` fails if not (support/every_problem.py).

CODE = """\
class Problem:
    def __init__(self, where, message, hint=""):
        self.hint = hint

def _refused(what):
    return Problem("a.yaml", what)

def check(number):
    if number > 2:
        return Problem(
            "a.yaml", "is large", "make it smaller"
        )
    if number > 1:
        return _refused("is middling")
    return _refused("is small")
"""


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[Recorder, dict[str, object]]:
    """A recorder of the places of a package of one module, and the module, run."""
    (tmp_path / "limits.py").write_text(CODE)
    names: dict[str, object] = {}
    exec(compile(CODE, str(tmp_path / "limits.py"), "exec"), names)  # the words above
    recorder = Recorder(Package(tmp_path))
    recorder.listen(names["Problem"], lambda problem, file: "" if problem.hint else "has no cure")
    return recorder, names


def test_each_call_of_a_helper_that_is_given_the_words_is_a_place(tmp_path: Path) -> None:
    (tmp_path / "limits.py").write_text(CODE)
    package = Package(tmp_path)
    assert [(str(place), one.name) for place, one in package.helpers.items()] == [("limits.py:5", "_refused")]
    assert sorted(place.line for place in package.places) == [6, 10, 14, 15]


def test_a_place_that_is_not_reached_and_a_message_without_cure_are_named(recorded) -> None:
    recorder, names = recorded
    assert len(recorder.complaints()) == 4
    names["check"](3)
    assert "limits.py:10: no test reaches this message" not in recorder.complaints()
    names["check"](2)
    assert recorder.complaints() == [
        "limits.py:14: has no cure",
        "limits.py:15: no test reaches this message",
    ]


def test_what_several_processes_reached_counts_together(recorded) -> None:
    recorder, names = recorded
    recorder.merge([("limits.py", 6), ("limits.py", 14), ("limits.py", 15)], [])
    names["check"](3)
    assert recorder.complaints() == []


def test_a_new_place_in_the_package_without_a_test_fails_a_run_that_passes(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text(
        "from foldwell.inputs.importing.reading import read_leaflet\n"
        "import pytest\n"
        "@pytest.mark.parametrize('data', [b'', rb'{\\rtf'])\n"
        "def test_a_leaflet_is_refused(data):\n"
        "    with pytest.raises(Exception):\n"
        "        read_leaflet(data, 'old.rtf', None)\n"
    )
    plugins = [f"-pno:{name}" for name in ("xdist", "hypothesispytest", "cacheprovider")]
    command = [sys.executable, "-m", "pytest", *plugins, "-p", "support.every_problem", "--every-problem"]
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("scripts", "tests"))
    result = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    unreached = re.findall(r"^scripts/foldwell/(\S+):(\d+): no test", result.stdout, re.MULTILINE)
    places = Package(ROOT / "scripts/foldwell").places
    reached = places - {Place(file, int(line)) for file, line in unreached}
    assert (result.returncode, len(places) > 400) == (1, True), result.stdout
    assert {place.file for place in reached} == {"inputs/importing/reading.py"}
    assert len(reached) == 2


@pytest.mark.parametrize(
    ("problem", "missing"),
    [
        (Problem(Location("a.yaml", 3), "is wrong", "put it right"), ""),
        (Problem(Location("a.yaml", keys=("title",)), "is wrong", "put it right"), ""),
        (Problem("a.yaml", "is larger than 1 MB", "keep only the text in it"), ""),
        (Problem("logo.png", "is not a picture", "save it as PNG"), ""),
        (Problem("a.yaml", "is wrong", "put it right"), "has no line"),
        (Problem("", "is wrong", "put it right"), "has no file or no words"),
        (Problem("logo.png", "", "put it right"), "has no file or no words"),
        (Problem("logo.png", "is wrong"), "does not say what to do"),
    ],
)
def test_what_the_reader_of_a_problem_misses_is_noticed(problem: Problem, missing: str) -> None:
    assert shortcoming_of_problem(problem, "inputs/x.py").startswith(missing)
    assert bool(shortcoming_of_problem(problem, "inputs/x.py")) == bool(missing)


def test_what_the_reader_of_a_finding_misses_is_noticed() -> None:
    assert shortcoming_of_finding(Finding((), "has ** (delete the stars)"), "inputs/x.py") == ""
    assert shortcoming_of_finding(Finding((), "is not used on paper"), "inputs/x.py") == ""
    assert "does not say what to do" in shortcoming_of_finding(Finding((), "has **"), "inputs/x.py")


def unchosen(tree: ast.Module) -> list[str]:
    """The words about a template that are no hint of `template_hint`, which keeps them from all others."""
    chosen = [part for call in calls(tree, "template_hint") for part in ast.walk(call)]
    names = {part.id for part in chosen if isinstance(part, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and names & set(map(called, node.targets)):
            chosen += ast.walk(node)
    kept = {part.value for part in chosen if isinstance(part, ast.Constant)}
    return [text for text in texts(tree) if TEMPLATE.search(text) and text not in kept]


def test_a_finished_document_blames_a_template_only_before_those_who_have_one():
    trees = [tree for _, tree in modules(("proofing", "documents", "workflows"))]
    assert [text for tree in trees for text in unchosen(tree)] == []
    assert sum(len(list(calls(tree, "template_hint"))) for tree in trees) > 10


def test_blame_of_a_template_is_noticed():
    code = "NO = 'the template did'\nHINT = 'the template does'\nproof.problem(proof.template_hint(HINT))"
    assert unchosen(ast.parse(code)) == ["the template did"]
