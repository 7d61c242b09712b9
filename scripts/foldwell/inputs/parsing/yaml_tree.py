"""Build a tree of text from YAML events, recording every position and everything that is not plain YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import Mark, MarkedYAMLError

from foldwell.errors import KeyPath
from foldwell.inputs.parsing.hidden_characters import HIDDEN, LineProblem, describe_character
from foldwell.inputs.parsing.source import Position, Tree
from foldwell.inputs.parsing.yaml_errors import explain_yaml_error

MAX_DEPTH = 30
EMPTY_VALUES = {"", "~", "null", "Null", "NULL"}
STUCK_COMMENT = re.compile(r"[ \t]*(#\w+)")
QUESTION_MARK = "\ufdd0"
"""Stands for a question mark inside text: a non-character, which no file may have."""

INSIDE_TEXT = re.compile(r"(?<=[^\s\[{,:-])\?|\?(?=\S)|(?<=\w )\?")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


STUCK_COLON = re.compile(r"\s*(?:- )?(?!https?:|mailto:|tel:)([a-z][a-z_]*):(?=[^\s:/])")
"""A name at the start of a line whose colon has no space after it, so that YAML takes it for text."""
QUOTES = ("'", '"')
UNQUOTED = (
    re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?(?P<mark>\{[^{}\"':,]+\}|\[[ xX]?\])(?=\s*\S)"),
    re.compile(r"\[[^\]\"'\[]*(?P<mark>\{[^{}\"':,]+\})"),
)
"""Match text that begins with a number to call or a box to tick, or has such a number in [ ]; no quotes."""

LONE_NAME = re.compile(r"\{[^{}\"':,]+\}")

CLOSE_QUOTE_HINT = "close it at the end of the text, or take it out"


def _missing_space(stuck: re.Match[str]) -> tuple[str, str]:
    """Return what is wrong with a name without a space after its colon, and what to do."""
    name = stuck[1]
    return f"a space is missing after '{name}:'", f"write it as {name}: and a space before the text"


def _missing_quotes(mark: str) -> tuple[str, str]:
    """Return what is wrong with text that has a mark in brackets and no quotes, and what to do."""
    return f"{mark} stands here without quotes", f'put quotes round the text: "{mark} ..."'


class Builder:
    """Builds the tree of one text; afterwards `positions` and `found` hold the positions and the problems."""

    def __init__(self, text: str, any_comments: bool = False) -> None:
        self.any_comments = any_comments
        self.touching_comments: list[tuple[KeyPath, str]] = []
        self.lines = tuple(text.split("\n"))
        self.positions: dict[KeyPath, Position] = {}
        self.found: list[LineProblem] = []
        self._quoted = 0, 0
        # PyYAML takes any ? inside [ ] for the start of a key; YAML 1.2 does not (7.3.3).
        self._parser = yaml.BaseLoader(INSIDE_TEXT.sub(QUESTION_MARK, text))

    def build(self) -> Tree:
        """Return the tree of text; every problem, even an error of the parser, is added to `found`."""
        try:
            return self._document()
        except MarkedYAMLError as error:
            problem = (
                self._open_quote(error)
                or self._stuck_colon(error)
                or self._unquoted_mark(error)
                or explain_yaml_error(error)
            )
            # A mark without quotes is found where it is read, and may be an error further on.
            self.found += [problem] if problem not in self.found else []
        except Exception as error:
            # PyYAML lets other exceptions escape, such as for "\UFFFFFFFF"; report them with a line too.
            line = self._parser.get_mark().line
            self.found.append((line, f"cannot be read: {error}", "write this line in another way"))
        return ""

    def _open_quote(self, error: MarkedYAMLError) -> LineProblem | None:
        """Return the line of a quotation mark that was closed by the next one, lines below; None if none was.

        The parser sees the error where the text after that other mark begins.
        """
        mark, (start, end) = error.problem_mark, self._quoted
        if mark is None or start == end or mark.line != end:
            return None
        return start, "a quotation mark is opened here and not closed in this line", CLOSE_QUOTE_HINT

    def _stuck_colon(self, error: MarkedYAMLError) -> LineProblem | None:
        """Return the line of an error whose name lacks the space after its colon; None if it has it."""
        for mark in (error.context_mark, error.problem_mark):
            line = self.lines[mark.line] if mark is not None and mark.line < len(self.lines) else ""
            if mark is not None and (stuck := STUCK_COLON.match(line)):
                return mark.line, *_missing_space(stuck)
        return None

    def _unquoted_mark(self, error: MarkedYAMLError) -> LineProblem | None:
        """Return the line of an error whose text has a bracket and no quotes round it; None if none has."""
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
        for mark in marks:
            line = self.lines[mark.line] if mark.line < len(self.lines) else ""
            found = next(filter(None, (pattern.search(line) for pattern in UNQUOTED)), None)
            if found:
                return mark.line, *_missing_quotes(found["mark"])
        return None

    def _next(self) -> Any:
        event = self._parser.get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.ScalarEvent):
            event.value = event.value.replace(QUESTION_MARK, "?")
        return event

    def _document(self) -> Tree:
        self._next()
        if self._parser.check_event(yaml.StreamEndEvent):
            self.found.append((0, "the file is empty", "copy one that works"))
            return ""
        start = self._next().start_mark
        if self.lines[start.line].startswith("%"):
            self.found.append((start.line, "a line cannot start with %", "delete this line"))
        tree = self._value((), None)
        self._next()
        if not self._parser.check_event(yaml.StreamEndEvent):
            next_document = self._next().start_mark
            self.found.append(
                (next_document.line, "a second document starts here", "delete the line with ---")
            )
        return tree

    def _value(self, path: KeyPath, line: int | None) -> Tree:
        """Read the value under `path`; `line` is that of its key, which locates a list or a group."""
        event = self._next()
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        self._plain_only(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, path)
        mark = event.start_mark
        if len(path) >= MAX_DEPTH:
            raise MarkedYAMLError(problem="nested too deep", problem_mark=mark)
        start_line = mark.line if line is None else line
        self.positions[path] = Position(start_line, start_line, 0)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        # In YAML, {practice} is a group with one name that has no value.
        if lone := LONE_NAME.match(self.lines[mark.line][mark.column :]):
            self.found.append((mark.line, *_missing_quotes(lone[0])))
        return self._group(path)

    def _list(self, path: KeyPath) -> Tree:
        entries: list[Tree] = []
        while not self._parser.check_event(yaml.SequenceEndEvent):
            entries.append(self._value((*path, len(entries)), None))
        self._next()
        return entries

    def _group(self, path: KeyPath) -> Tree:
        values: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        while not self._parser.check_event(yaml.MappingEndEvent):
            key, line = self._key()
            value = self._value((*path, key), line)
            if key in lines:
                self.found.append(
                    (line, f"'{key}' is already in line {lines[key] + 1}", "keep one of the two")
                )
                continue
            values[key], lines[key] = value, line
        self._next()
        return values

    def _key(self) -> tuple[str, int]:
        event = self._next()
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            self._alias(event, ())
            return f"*{event.anchor}", mark.line
        if not isinstance(event, yaml.ScalarEvent):
            raise MarkedYAMLError(problem="complex key", problem_mark=mark)
        self._plain_only(event)
        self._find_hidden_escapes(event)
        if event.style is None and event.value in ("", "<<"):
            what = "merging with << is not supported" if event.value else "a name is missing before the ':'"
            self.found.append((mark.line, what, "write the lines out" if event.value else "write the name"))
        return str(event.value), mark.line

    def _text(self, event: Any, path: KeyPath) -> str:
        mark = event.start_mark
        block = event.style in ("|", ">")
        column = mark.column + (event.style is not None)
        self.positions[path] = Position(mark.line, mark.line + block, 0 if block else column)
        self._find_hidden_escapes(event)
        if event.style in QUOTES:
            self._quoted = event.start_mark.line, event.end_mark.line
        if event.style is not None:
            return str(event.value)
        self._find_touching_comment(event, path)
        self._refuse_swallowed_names(event)
        return "" if event.value in EMPTY_VALUES else str(event.value)

    def _alias(self, event: Any, path: KeyPath) -> str:
        line = event.start_mark.line
        self.positions[path] = Position(line, line, 0)
        what = f"*{event.anchor} refers to another part of the file, which is not supported"
        self.found.append((line, what, "write it out, or put quotes round text that starts with *"))
        return ""

    def _plain_only(self, event: Any) -> None:
        line = event.start_mark.line
        if event.anchor is not None:
            what = f"&{event.anchor} names a part of the file, which is not supported"
            self.found.append((line, what, "delete it, or put quotes round text that starts with &"))
        if event.tag is not None:
            what = "a tag that starts with ! is not supported"
            self.found.append((line, what, "delete it, or put quotes round text that starts with !"))

    def _find_hidden_escapes(self, event: Any) -> None:
        """Find hidden characters that were written as escapes."""
        self.found += [
            (event.start_mark.line, *describe_character(character))
            for character in HIDDEN.findall(event.value)
        ]

    def _refuse_swallowed_names(self, event: Any) -> None:
        """Refuse a line below a text that looks like a name without the space after its colon."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            stuck = STUCK_COLON.match(self.lines[number]) if number < len(self.lines) else None
            if stuck:
                self.found.append((number, *_missing_space(stuck)))

    def _find_touching_comment(self, event: Any, path: KeyPath) -> None:
        """Find words that an unquoted # turns into a comment: they are lost, unless any comment is right."""
        end: Mark = event.end_mark
        comment = STUCK_COMMENT.match(self.lines[end.line][end.column :])
        if comment is None:
            return
        if self.any_comments and event.value not in EMPTY_VALUES:
            self.touching_comments.append((path, comment[1]))
            return
        field = next((key for key in reversed(path) if isinstance(key, str)), "this line")
        what = f"'{field}' loses {comment[1]}, because # starts a comment"
        quote = f'put quotes round it: "{comment[1]}"'
        hint = "put quotes round the text, or a space after # if it is a comment"
        self.found.append((end.line, what, quote if COLOUR.fullmatch(comment[1]) else hint))
