"""Templates in layers: a practice's file of the same name extends ours, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from foldwell.errors import Problem
from foldwell.rendering.cache import Kept

ALLOWED = (nodes.Extends, nodes.Block, nodes.Assign, nodes.AssignBlock, nodes.Macro)
"""What may stand in an override outside its blocks: whatever else Jinja2 would drop without a word."""

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
FONT = re.compile("@font-face", re.IGNORECASE)


@dataclass(frozen=True)
class Layers:
    """The layers of each template, the lowest first, by file name; a key with a folder is an override."""

    templates: Mapping[str, str]
    stacks: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, templates: Mapping[str, str]) -> Layers:
        """Sort templates, given by path from the lowest layer to the highest, into stacks."""
        stacks: dict[str, tuple[str, ...]] = {}
        for path in templates:
            name = path.rpartition("/")[2]
            stacks[name] = (*stacks.get(name, ()), path)
        return cls(templates, stacks)

    def top(self, name: str) -> str:
        """Return the path of the highest layer of a template."""
        return self.stacks.get(name, (name,))[-1]

    def below(self, name: str, path: str) -> str:
        """Return the path of the layer under `path`, or the highest if `path` is another template."""
        stack = self.stacks.get(name, ())
        if path not in stack:
            return self.top(name)
        under = stack[: stack.index(path)]
        return under[-1] if under else f"{name} under {path}"

    def text(self, path: str) -> str | None:
        """Return what a template says; an override extends the layer under it, whether it says so or not."""
        text = self.templates.get(path)
        if text is None or "/" not in path or "{% extends" in text:
            return text
        return f'{{% extends "{path.rpartition("/")[2]}" %}}{text}'


class _Compiled(BytecodeCache):
    """Templates as they were compiled, once a process for equal ones, in whatever company they come."""

    def __init__(self) -> None:
        self.kept: Kept[CodeType] = Kept(64)

    def load_bytecode(self, bucket: Bucket) -> None:
        entry = self.kept.of((bucket.key, bucket.checksum), {})
        bucket.code = entry.result if entry else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.kept.keep((bucket.key, bucket.checksum), {}, bucket.code)


COMPILED = _Compiled()


class Room(ImmutableSandboxedEnvironment):
    """A sandbox that sees only the templates it was given, those without a folder lying in `folder`."""

    def __init__(self, layers: Layers, folder: str) -> None:
        def source(path: str) -> tuple[str, str, Callable[[], bool]] | None:
            text = layers.text(path)
            return None if text is None else (text, file_of(path, folder), lambda: True)

        super().__init__(
            loader=FunctionLoader(source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=COMPILED,
        )
        self.layers = layers

    def join_path(self, template: str, parent: str) -> str:
        """Return the path of a template that `parent` extends or includes by its file name."""
        return self.layers.below(template, parent)


def file_of(path: str, folder: str) -> str:
    """Return how messages call a template: by the path it was given, or in `folder`."""
    return path if "/" in path else folder + path


def faults(templates: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """Yield what is wrong with the overrides among `templates`: what would be dropped without a word."""
    layers = Layers.of(templates)
    room = Room(layers, folder)
    for path in templates:
        if "/" in path:
            yield from _override(room, path)


def _override(room: Room, path: str) -> Iterator[Problem]:
    name = path.rpartition("/")[2]
    stack = room.layers.stacks[name]
    ours = [known for known, layers in room.layers.stacks.items() if "/" not in layers[0]]
    if "/" in stack[0]:
        yield Problem(path, f"there is no template '{name}' to extend", _meant(name, ours))
        return
    if not name.endswith(".j2"):
        yield from _fonts(path, room.layers.templates[path])
        return
    try:
        own = room.parse(room.layers.templates[path])
        under = {block for layer in stack[: stack.index(path)] for block in _blocks(room, layer)}
    except TemplateSyntaxError:
        return  # said when it is filled, with its line
    for node in own.body:
        if not isinstance(node, ALLOWED) and not _blank(node):
            what = "stands outside a block, so it would not be printed"
            yield Problem(f"{path}:{_line(node)}", f"this {what}", f"put it into one of: {_listed(under)}")
    for block in own.find_all(nodes.Block):
        if block.name not in under:
            what = f"there is no block '{block.name}' in {name}"
            yield Problem(f"{path}:{block.lineno}", what, _meant(block.name, sorted(under)))


def _fonts(path: str, sheet: str) -> Iterator[Problem]:
    """Yield each font that a stylesheet brings along: only those of the brand file are printed."""
    rules = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), sheet)
    for found in FONT.finditer(rules):
        line = rules.count("\n", 0, found.start()) + 1
        hint = "name its files in _brand.yml, under typography, fonts"
        yield Problem(f"{path}:{line}", "@font-face in a stylesheet is not printed", hint)


def _blocks(room: Room, path: str) -> set[str]:
    return {block.name for block in room.parse(room.layers.templates[path]).find_all(nodes.Block)}


def _blank(node: nodes.Node) -> bool:
    """Return whether a node prints nothing but white space."""
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _line(node: nodes.Node) -> int:
    """Return the line on which a node's first visible text stands: its own may be a blank one before."""
    text = next((part.data for part in node.find_all(nodes.TemplateData) if part.data.strip()), "")
    return node.lineno + text[: len(text) - len(text.lstrip())].count("\n")


def _meant(name: str, known: list[str]) -> str:
    near: list[Any] = get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"there are: {_listed(known)}"


def _listed(names: set[str] | list[str]) -> str:
    return ", ".join(sorted(names))
