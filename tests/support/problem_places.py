"""The places in the code that create a problem, found by reading it, and those that the tests reach.

A helper that gets the words of a problem passes them on, so each call of it is a place of its own. A finding
of a check of fields is the problem to be, before its line is looked up.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

CREATED = ("Problem", "Finding")
"""The classes that hold the words of a message."""

RELATED = re.compile(r"Problem|Finding")
"""What a module names that creates one, if only as the type of what a helper returns."""

WORDS = frozenset({"what", "message"})
"""The parameter by which a helper gets the words of a problem."""

Shortcoming = Callable[[Any, str], str]
"""What is missing from a problem for its reader, or ""; the second argument is the file that creates it."""


class Place(NamedTuple):
    """A call that creates a problem: the file in its package, and the line of the name that is called."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Helper(NamedTuple):
    """A function that is given the words of a problem: its name, its place, and what it passes them to."""

    name: str
    first: Place
    callees: frozenset[str]

    def is_known_in(self, file: str) -> bool:
        """Return whether its name means it in a file: one that begins with _ does only in its own."""
        return not self.name.startswith("_") or self.first.file == file


@dataclass(frozen=True)
class Package:
    """The code of a package, read and not run."""

    folder: Path

    @cached_property
    def nodes(self) -> Mapping[str, tuple[ast.AST, ...]]:
        """The calls and functions of each module that has to do with problems, by its path in the package."""
        texts = {path: path.read_text("utf-8") for path in sorted(self.folder.rglob("*.py"))}
        return {
            str(path.relative_to(self.folder)): _calls_and_functions(text)
            for path, text in texts.items()
            if RELATED.search(text)
        }

    @cached_property
    def helpers(self) -> Mapping[Place, Helper]:
        """Each function that passes the words it is given on to what creates a problem, by its first line."""
        givers = [
            Helper(node.name, Place(file, _first_line(node)), _given_words(node))
            for file, nodes in self.nodes.items()
            for node in nodes
            if isinstance(node, ast.FunctionDef) and _is_given_words(node)
        ]
        found: dict[Place, Helper] = {}
        while new := [
            helper
            for helper in givers
            if helper.first not in found and helper.callees & self._creators(helper.first.file, found)
        ]:
            found |= {helper.first: helper for helper in new}
        return found

    @cached_property
    def places(self) -> frozenset[Place]:
        """Every call that creates a problem."""
        return frozenset(
            Place(file, node.func.end_lineno or node.lineno)
            for file, nodes in self.nodes.items()
            for node in nodes
            if isinstance(node, ast.Call) and _name(node) in self._creators(file, self.helpers)
            # One that is given a problem adds no words of its own.
            if not any(_name(part) in CREATED for part in node.args)
        )

    @staticmethod
    def _creators(file: str, helpers: Mapping[Place, Helper]) -> frozenset[str]:
        """Return the names that create a problem when they are called in a file."""
        return frozenset({*CREATED, *(one.name for one in helpers.values() if one.is_known_in(file))})


def _calls_and_functions(text: str) -> tuple[ast.AST, ...]:
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call | ast.FunctionDef))


def _name(node: ast.AST) -> str:
    """Return the name that a call calls, or ""."""
    called = node.func if isinstance(node, ast.Call) else None
    return called.attr if isinstance(called, ast.Attribute) else str(getattr(called, "id", ""))


def _first_line(function: ast.FunctionDef) -> int:
    """Return the line on which the code of a function begins for Python."""
    return min(part.lineno for part in (function, *function.decorator_list))


def _is_given_words(function: ast.FunctionDef) -> bool:
    names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    return not WORDS.isdisjoint(names) and function.name != "__init__"


def _given_words(function: ast.FunctionDef) -> frozenset[str]:
    """Return the names of what a function calls with the words that it is given."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return frozenset(_name(call) for call in calls if WORDS & set(_variables(call)))


def _variables(call: ast.Call) -> Iterator[str]:
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        yield from (node.id for node in ast.walk(argument) if isinstance(node, ast.Name))


@dataclass
class Recorder:
    """The places of a package that were reached, and those whose message lacks what its reader needs."""

    package: Package
    reached: set[Place] = field(default_factory=set)
    lacking: dict[Place, str] = field(default_factory=dict)

    def listen(self, kind: type, shortcoming: Shortcoming) -> Callable[[], None]:
        """Note from now on where objects of a class are created, as they are; return what ends it."""
        name = "__new__" if issubclass(kind, tuple) else "__init__"
        original = getattr(kind, name)

        def create(first: Any, *arguments: Any, **named: Any) -> Any:
            result = original(first, *arguments, **named)
            places = self._places(sys._getframe(1))
            if places:
                self.reached.update(places)
                what = shortcoming(first if result is None else result, places[0].file)
                self.lacking |= {places[-1]: what} if what else {}
            return result

        setattr(kind, name, create)
        return lambda: setattr(kind, name, original)

    def merge(self, reached: Iterable[tuple[str, int]], lacking: Iterable[tuple[str, int, str]]) -> None:
        """Add what another process of the run has reached."""
        self.reached.update(Place(*place) for place in reached)
        self.lacking |= {Place(file, line): what for file, line, what in lacking}

    def complaints(self) -> list[str]:
        """What is wrong, a line each: a place that nothing has reached, or a message that lacks something."""
        unreached = dict.fromkeys(self.package.places - self.reached, "no test reaches this message")
        return [f"{place}: {what}" for place, what in sorted((unreached | self.lacking).items())]

    def _places(self, frame: FrameType | None) -> list[Place]:
        """The call that creates a problem and, if helpers passed its words on, the calls of these."""
        found: list[Place] = []
        prefix = f"{self.package.folder}/"
        while frame and frame.f_code.co_filename.startswith(prefix):
            file = frame.f_code.co_filename.removeprefix(prefix)
            found.append(Place(file, frame.f_lineno))
            if Place(file, frame.f_code.co_firstlineno) not in self.package.helpers:
                break
            frame = frame.f_back
        return found
