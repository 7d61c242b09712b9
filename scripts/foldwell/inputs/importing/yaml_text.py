"""YAML as a person would write it: keys in order, text in blocks, a comment above each placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Value: TypeAlias = Any

WIDTH = 100
"""The longest line of a paragraph, in characters."""

PLAIN = re.compile(r"[^\W\d_](?:[^:#\n]|:(?=\S)|#(?<=\S#))*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}")
WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
BREAK_BEFORE = re.compile(r"\(?[^\W\d_]{2,}|[^\W\d_]\b(?![.)])")
"""Matches a word that may begin a line: no mark of a list, heading, table or place to write."""

IN_BLOCKS = frozenset({"body", "text", "detail"})
"""The keys of running text, which stands in a block of its own."""


def yaml_text(tree: Mapping[str, Value], heading: Sequence[str], comments: Mapping[str, str]) -> str:
    """Return an article as YAML: lines of comment as a heading, then the tree.

    `comments` has the comment that stands above each value of those words.
    """
    lines = [*(f"# {line}" for line in heading), *_group(tree, 0, comments)]
    return "\n".join(_spaced(lines)) + "\n"


def _group(tree: Mapping[str, Value], indent: int, comments: Mapping[str, str]) -> Iterator[str]:
    for key, value in tree.items():
        yield from _comment(value, indent, comments)
        yield from _value(f"{' ' * indent}{key}:", key, value, indent, comments)


def _value(start: str, key: str, value: Value, indent: int, comments: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, dict):
        yield start
        yield from _group(value, indent + 2, comments)
    elif isinstance(value, list):
        yield from _list(start, key, value, indent, comments)
    elif "\n" in value or (key in IN_BLOCKS and value not in comments):
        yield f"{start} |"
        yield from (f"{' ' * (indent + 2)}{line}".rstrip() for line in _wrapped(value, WIDTH - indent))
    else:
        yield f"{start} {_scalar(value)}"


def _list(
    start: str, key: str, value: list[Value], indent: int, comments: Mapping[str, str]
) -> Iterator[str]:
    if key == "sources" and all(isinstance(item, str) for item in value):
        yield f"{start} [{', '.join(map(str, value))}]"
        return
    yield start
    for item in value:
        yield from _comment(item, indent + 2, comments)
        dash = f"{' ' * (indent + 2)}-"
        if isinstance(item, dict):
            first, *others = _group(item, indent + 4, comments)
            lines = [first, *others]
            # The dash stands before the first key; a comment above it stays above the entry.
            while lines[0].lstrip().startswith("# "):
                yield f"{' ' * (indent + 2)}{lines.pop(0).lstrip()}"
            yield f"{dash} {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield from _value(dash, "", item, indent + 2, comments)


def _comment(value: Value, indent: int, comments: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, str) and value in comments:
        yield f"{' ' * indent}# {comments[value]}"


def _scalar(text: str) -> str:
    is_plain = PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in WORDS_OF_YAML
    if is_plain or DAY.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of CommonMark, long ones broken where the next cannot be taken for something else."""
    for line in text.split("\n"):
        if line.lstrip().startswith(("|", "#")):
            yield line
        else:
            yield from _broken(line, width)


def _broken(line: str, width: int) -> Iterator[str]:
    start = re.match(r"\s*(?:(?:-|\d+\.)\s+)?", line)
    hanging = start.end() if start else 0
    current, before = line[:hanging], ""
    for word in line[hanging:].split(" "):
        may_break = BREAK_BEFORE.match(word) and "_" not in word + before and "[" not in word + before
        if before and len(current) + len(word) + 1 > width and may_break:
            yield current
            current = " " * hanging + word
        else:
            current = f"{current} {word}" if before else current + word
        before = word
    yield current


def _spaced(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with a blank one before each group at the top, and before each section and source."""
    for number, line in enumerate(lines):
        begins = re.match(r"(?:sections|care|questions|sources|language):|  - id:", line)
        before = lines[number - 1] if number else ""
        if begins and not before.endswith(":") and before:
            yield ""
        yield line
