"""Cross-field rules for the blocks of a section, on the text tree of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from foldwell.errors import KeyPath
from foldwell.inputs import markdown
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.findings import ANY, Check, Finding, select, select_texts
from foldwell.model import Block, Day, Zone
from foldwell.model.blocks import KINDS, WITH_HEADING, WITH_TICKS

SECTIONS = ("sections", ANY)
BLOCKS = (*SECTIONS, "blocks", ANY)
ONLY_WITH_BODY = ("highlight", "figure")
"""The keys of a section that stand beside a body; among blocks, they are blocks themselves."""

LINES = (
    ("do",),
    ("dont",),
    ("schedule", ANY, "do"),
    ("schedule", ANY, "times", ANY, "do"),
    *(("zones", ANY, key) for key in ("when", "do", "steps")),
    *(("chances", "items", ANY, key) for key in ("what", "then")),
    ("fields", ANY, "value"),
)
"""The keys to lines of inline CommonMark, or to lists of them."""

NEGATED = re.compile(r"(?:do not|don['\u2019]t|never|no|avoid)\b", re.IGNORECASE)
"""Matches the beginning of a line that says not to do something by itself."""


SMALL_HEADING = re.compile(r"^\s*###\s", re.MULTILINE)


def _groups(tree: Tree, *pattern: str | int) -> Iterator[tuple[KeyPath, dict[str, Tree]]]:
    yield from ((keys, group) for keys, group in select(tree, *pattern) if isinstance(group, dict))


def _body_or_blocks(tree: Tree) -> Iterator[Finding]:
    for keys, section in _groups(tree, *SECTIONS):
        if "body" in section and "blocks" in section:
            hint = "make the body the first block, as '- text: |'"
            yield Finding((*keys, "blocks"), "stands beside a 'body'", hint)
        if "blocks" in section:
            for key in filter(section.__contains__, ONLY_WITH_BODY):
                yield Finding((*keys, key), "stands beside 'blocks'", "make it a block, at its place there")
        if "body" not in section and "blocks" not in section:
            hint = "the text: paragraphs, **bold**, lists, simple tables and links; or write 'blocks'"
            yield Finding((*keys, "body"), "is missing", hint)


def _one_kind(tree: Tree) -> Iterator[Finding]:
    for keys, block in _groups(tree, *BLOCKS):
        kinds = [key for key in block if key in KINDS]
        for kind in kinds[1:]:
            hint = f"put '- ' before '{kind}', so that it is a block of its own"
            yield Finding((*keys, kind), f"stands in one block with '{kinds[0]}'", hint)
        if not kinds and all(key in Block.model_fields for key in block):
            yield Finding(keys, "says nothing", f"give it one of: {', '.join(KINDS)}")


def _options_fit(tree: Tree) -> Iterator[Finding]:
    for keys, block in _groups(tree, *BLOCKS):
        kind = next((key for key in block if key in KINDS), "")
        if kind and "heading" in block and kind not in WITH_HEADING:
            hint = "write it as ### in the text" if kind == "text" else "put it into a text before"
            yield Finding((*keys, "heading"), f"stands beside '{kind}'", hint)
        if kind and "tick" in block and kind not in WITH_TICKS:
            yield Finding((*keys, "tick"), f"stands beside '{kind}'", f"it is for {', '.join(WITH_TICKS)}")


def _days_say_what(tree: Tree) -> Iterator[Finding]:
    for keys, day in _groups(tree, *BLOCKS, "schedule", ANY):
        if not {"do", "times"} & set(day) and set(day) <= set(Day.model_fields):
            yield Finding(keys, "has neither 'do' nor 'times'", "say what to do that day")
        if {"do", "times"} <= set(day):
            yield Finding((*keys, "do"), "stands beside 'times'", "keep one of them")


def _zones_differ(tree: Tree) -> Iterator[Finding]:
    for keys, zone in _groups(tree, *BLOCKS, "zones", ANY):
        ways = {"do", "steps"} & set(zone)
        if not ways and set(zone) <= set(Zone.model_fields):
            yield Finding(keys, "has neither 'do' nor 'steps'", "write 'do' (in any order) or 'steps'")
        if len(ways) > 1:
            yield Finding((*keys, "steps"), "stands beside 'do'", "keep one of them")
    for keys, _ in select(tree, *BLOCKS, "zones"):
        seen: set[str] = set()
        for place, level in select_texts(tree, *keys, ANY, "level"):
            if level in seen:
                yield Finding(place, f"is '{level}' a second time", "make one zone of the two")
            seen.add(level)


def _chances_compare(tree: Tree) -> Iterator[Finding]:
    for keys, chances in _groups(tree, *BLOCKS, "chances"):
        groups = chances.get("groups")
        expected = len(groups) if isinstance(groups, list) else 1
        if isinstance(groups, list) and expected == 1:
            yield Finding((*keys, "groups"), "names one group", "name two to compare, or none")
        for place, item in _groups(chances, "items", ANY):
            numbers = item.get("number")
            if "picture" in item and re.search(r"[a-z]{3}", str(numbers).replace("about", "")):
                yield Finding((*keys, *place, "picture"), "needs a number, or two with 'to'", "delete it")
            yield from _number_findings((*keys, *place, "number"), numbers, expected, chances)


def _number_findings(
    keys: KeyPath, value: Tree | None, expected: int, chances: Mapping[str, Tree]
) -> Iterator[Finding]:
    numbers = value if isinstance(value, list) else [value] if value is not None else []
    if numbers and len(numbers) != expected:
        what = f"has {len(numbers)} number{'s' * (len(numbers) > 1)}, and there should be {expected}"
        yield Finding(keys, what, "give one for each group")
    per = str(chances.get("per", ""))
    for found in re.findall(r"[0-9]+", " ".join(map(str, numbers))):
        if per.isdigit() and int(found) > int(per):
            yield Finding(keys, f"has {found} of {per}", "choose a larger 'per'")


def _fields_ask_once(tree: Tree) -> Iterator[Finding]:
    for keys, field in _groups(tree, *BLOCKS, "fields", ANY):
        ways = [key for key in ("width", "lines", "choose", "value") if key in field]
        for way in ways[1:]:
            yield Finding((*keys, way), f"stands beside '{ways[0]}'", "keep one of them")
        if "rows" in field and "choose" not in field:
            yield Finding((*keys, "rows"), "stands alone", "say with 'choose' what each row is asked")
        if "unit" in field and ways not in ([], ["width"]):
            yield Finding((*keys, "unit"), f"stands beside '{ways[0]}'", "it stands after a line to write on")


def _steps_plain(tree: Tree) -> Iterator[Finding]:
    """Yield what the words of a step cannot have: its number, or its place on paper, would be lost in it."""
    for pattern in (("steps",), ("steps", ANY), ("steps", ANY, "do")):
        for keys, text in select(tree, *BLOCKS, *pattern):
            if isinstance(text, str):
                if markdown.highest_number(text.strip()):
                    yield Finding(keys, "has a numbered list inside a step", "begin its lines with -")
                if markdown.table_rows(text.strip()):
                    yield Finding(keys, "has a table inside a step", "put it into a text before or after")
                if SMALL_HEADING.search(text):
                    yield Finding(keys, "has a heading inside a step", "write it as the step's 'name'")


def _lines_allowed(tree: Tree) -> Iterator[Finding]:
    for path in LINES:
        for pattern in ((*BLOCKS, *path), (*BLOCKS, *path, ANY)):
            for keys, line in select(tree, *pattern):
                if isinstance(line, str):
                    yield from (Finding(keys, what) for what in markdown.line_problems(line.strip()))


def _not_negated_twice(tree: Tree) -> Iterator[Finding]:
    for keys, block in _groups(tree, *BLOCKS):
        lines = (*select(block, "dont"), *select(block, "dont", ANY))
        for place, line in lines if "heading" not in block else ():
            if isinstance(line, str) and (found := NEGATED.match(line.strip())):
                hint = "leave it out: without a heading, 'do not' is printed before each line"
                yield Finding((*keys, *place), f"begins with '{found[0]}'", hint)


CHECKS: tuple[Check, ...] = (
    _body_or_blocks,
    _one_kind,
    _options_fit,
    _days_say_what,
    _zones_differ,
    _chances_compare,
    _fields_ask_once,
    _steps_plain,
    _lines_allowed,
    _not_negated_twice,
)
