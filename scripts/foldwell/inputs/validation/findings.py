"""The findings of a check, and how their place in the tree is described."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple, TypeAlias

from foldwell.errors import InputError, KeyPath, Problem, suggestion
from foldwell.inputs import markdown
from foldwell.inputs.parsing import Source, Tree, leaves

ANY = -1  # in a pattern of keys: every entry of a list

WRONG_NAME = "[key]"  # pydantic's last key where a name is wrong itself, not the value under it

MAX_SHOWN = 60


class Finding(NamedTuple):
    """One thing wrong with the value under `keys`, or with the line `offset` of its text."""

    keys: KeyPath
    what: str
    hint: str = ""
    offset: int | None = None


Check: TypeAlias = Callable[[Tree], Iterator[Finding]]


def refuse(source: Source, findings: Iterable[Finding]) -> None:
    """Raise InputError with all findings, sorted by file and line; return if there are none."""
    problems = to_problems(source, findings)
    if problems:
        raise InputError(*problems)


def to_problems(source: Source, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return findings as problems with their lines, sorted by file and line, each once."""
    by_line = sorted(findings, key=lambda finding: source.sort_key(finding.keys, finding.offset))
    return tuple(dict.fromkeys(_problem(source, finding) for finding in by_line))


def select(tree: Tree, *pattern: str | int) -> Iterator[tuple[KeyPath, Tree]]:
    """Yield keys and value of everything that matches the pattern of keys."""
    if not pattern:
        yield (), tree
        return
    head, *remaining = pattern
    for key, value in _children(tree, head):
        yield from (((key, *keys), found) for keys, found in select(value, *remaining))


def select_texts(tree: Tree, *pattern: str | int) -> Iterator[tuple[KeyPath, str]]:
    """Yield keys and value of every text that matches the pattern and is not blank."""
    for keys, value in select(tree, *pattern):
        if isinstance(value, str) and value.strip():
            yield keys, value.strip()


def repeated_names(names: Iterable[tuple[KeyPath, str]]) -> Iterator[Finding]:
    """Yield each name of a list that stands there already."""
    seen: set[str] = set()
    for keys, name in names:
        if name in seen:
            yield Finding(keys, f"names '{name}' a second time", "leave one of them out")
        seen.add(name)


def plain_text_findings(tree: Tree, fields: Set[str]) -> Iterator[Finding]:
    """Yield the marks in plain text that would be printed as typed, such as ** or a pasted bullet.

    `fields` are the names of the fields, or of the lists, that hold plain text.
    """
    for keys, text in leaves(tree):
        if fields & set(keys[-2:]):
            yield from (Finding(keys, what) for what in markdown.plain_text_problems(text.strip()))


def suggestion_or_all(name: str, names: Sequence[str]) -> str:
    """Return the hint for an unknown name: the closest of `names`, or all of them."""
    return suggestion(name, names, f"one of: {', '.join(names)}")


def describe_place(tree: Tree, keys: KeyPath) -> str:
    """Return the description of the entry or group under `keys`: "sections 3 (iron), claims 2 (C5)"."""
    names: list[str] = []
    for depth, key in enumerate(keys):
        if isinstance(key, str):
            names.append(key)
            continue
        names[-1] += f" {key + 1}{_id(tree, keys[: depth + 1])}"
    return ", ".join(names)


def _children(tree: Tree, key: str | int) -> Iterator[tuple[str | int, Tree]]:
    if isinstance(tree, list) and isinstance(key, int):
        yield from ((number, value) for number, value in enumerate(tree) if key in (ANY, number))
    if isinstance(tree, dict) and isinstance(key, str) and key in tree:
        yield key, tree[key]


def _problem(source: Source, finding: Finding) -> Problem:
    keys = tuple(key for key in finding.keys if key != WRONG_NAME)
    where = source.where(keys, finding.offset)
    return Problem(where, f"{_describe_field(source.value, finding.keys)} {finding.what}", finding.hint)


def _describe_field(tree: Tree, keys: KeyPath) -> str:
    """Return the field's name after the entries it stands in: "sections 3 (iron): 'key_point'"."""
    if not keys:
        return "the file"
    *group, field = keys if isinstance(keys[-1], str) else keys[:-1]
    number = f" {keys[-1] + 1}" if isinstance(keys[-1], int) else ""
    before = f"{describe_place(tree, tuple(group))}: " if group else ""
    return f"{before}'{field}'{number}"


def _id(tree: Tree, keys: KeyPath) -> str:
    name = next((name for _, name in select_texts(tree, *keys, "id")), "")
    return f" ({name[:MAX_SHOWN]})" if name else ""
