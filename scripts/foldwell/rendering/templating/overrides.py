"""Template overrides: a practice's file of the same name extends ours, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from foldwell.errors import Location, Problem, suggestion
from foldwell.rendering.cache import DependencyCache

ALLOWED_OUTSIDE_BLOCKS = (nodes.Extends, nodes.Block, nodes.Assign, nodes.AssignBlock, nodes.Macro)
"""The nodes allowed in an override outside its blocks: Jinja2 would drop any other silently."""

# A comment without an end goes on to the end of the sheet (CSS Syntax 3, 4.3.2).
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
FONT = re.compile("@font-face", re.IGNORECASE)


FOLDER = "templates/"
"""The folder of our templates, by which the paths of designs begin."""


def is_override(path: str) -> bool:
    """Return whether a template or stylesheet is a practice's: ours have no folder or are a design's."""
    return "/" in path and not path.startswith(FOLDER)


@dataclass(frozen=True)
class OverrideStacks:
    """The layers of each template by file name, the lowest first; a path with a folder is an override."""

    templates: Mapping[str, str]
    stacks: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_templates(cls, templates: Mapping[str, str]) -> OverrideStacks:
        """Sort templates, given by path from the lowest layer to the highest, into stacks."""
        stacks: dict[str, tuple[str, ...]] = {}
        for path in templates:
            name = path.rpartition("/")[2]
            stacks[name] = (*stacks.get(name, ()), path)
        return cls(templates, stacks)

    def top(self, name: str) -> str:
        """Return the path of the highest layer of a template."""
        return self.stacks.get(name, (name,))[-1]

    def layer_below(self, name: str, path: str) -> str:
        """Return the path of the layer under `path`, or the highest if `path` is another template."""
        stack = self.stacks.get(name, ())
        if path not in stack:
            return self.top(name)
        lower = stack[: stack.index(path)]
        # No template is called so: the error names what is missing, and where.
        return lower[-1] if lower else f"{name} under {path}"

    def text(self, path: str) -> str | None:
        """Return what a template says; an override extends the layer under it, whether it says so or not."""
        text = self.templates.get(path)
        if text is None or "/" not in path or "{% extends" in text:
            return text
        # On the first line, so that the lines named in messages are those of the file.
        return f'{{% extends "{path.rpartition("/")[2]}" %}}{text}'


class _BytecodeCache(BytecodeCache):
    """Compiled templates, shared by all environments of a process."""

    def __init__(self) -> None:
        self.kept: DependencyCache[CodeType] = DependencyCache(64)

    def load_bytecode(self, bucket: Bucket) -> None:
        entry = self.kept.find((bucket.key, bucket.checksum), {})
        bucket.code = entry.result if entry else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.kept.store((bucket.key, bucket.checksum), {}, bucket.code)


# Besides the cached environments: a change of a stylesheet makes another environment, which
# need not compile its templates again.
BYTECODE_CACHE = _BytecodeCache()


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandboxed environment of the given templates; those without a folder are in `folder`."""

    def __init__(self, layers: OverrideStacks, folder: str) -> None:
        def source(path: str) -> tuple[str, str, Callable[[], bool]] | None:
            text = layers.text(path)
            return None if text is None else (text, file_of(path, folder), lambda: True)

        super().__init__(
            # Not a FileSystemLoader, which follows symbolic links out of the project.
            loader=FunctionLoader(source),
            # Not select_autoescape(), which escapes nothing in files that end in .html.j2.
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=BYTECODE_CACHE,
        )
        self.layers = layers

    def join_path(self, template: str, parent: str) -> str:
        """Return the path of a template that `parent` extends or includes by its file name."""
        return self.layers.layer_below(template, parent)


def file_of(path: str, folder: str) -> str:
    """Return the name of a template in messages: its path, or its place in `folder`."""
    return path if "/" in path else folder + path


def override_problems(templates: Mapping[str, str], folder: str) -> Iterator[Problem]:
    """Yield what is wrong with the overrides among `templates`: what would be dropped without a word."""
    layers = OverrideStacks.from_templates(templates)
    environment = TemplateEnvironment(layers, folder)
    for path in templates:
        if "/" in path:
            yield from _check_override(environment, path)


def _check_override(environment: TemplateEnvironment, path: str) -> Iterator[Problem]:
    name = path.rpartition("/")[2]
    stack = environment.layers.stacks[name]
    our_templates = [known for known, layers in environment.layers.stacks.items() if "/" not in layers[0]]
    if "/" in stack[0]:
        yield Problem(path, f"there is no template '{name}' to extend", _suggestion(name, our_templates))
        return
    if not name.endswith(".j2"):
        yield from _font_face_problems(path, environment.layers.templates[path])
        return
    try:
        parsed = environment.parse(environment.layers.templates[path])
        inherited_blocks = {
            block for layer in stack[: stack.index(path)] for block in _blocks(environment, layer)
        }
    except TemplateSyntaxError:
        return  # reported with its line when the template is filled
    for node in parsed.body:
        if not isinstance(node, ALLOWED_OUTSIDE_BLOCKS) and not _is_blank(node):
            what = "this stands outside a block, so it would not be printed"
            hint = f"put it into one of: {_listing(inherited_blocks)}"
            yield Problem(Location(path, _line(node)), what, hint)
    for block in parsed.find_all(nodes.Block):
        if block.name not in inherited_blocks:
            what = f"there is no block '{block.name}' in {name}"
            hint = _suggestion(block.name, sorted(inherited_blocks))
            yield Problem(Location(path, block.lineno), what, hint)


def _font_face_problems(path: str, sheet: str) -> Iterator[Problem]:
    """Yield each @font-face of a stylesheet: only the fonts of the brand file are printed."""
    # The line breaks of comments stay, so that the rules after them keep their lines.
    rules = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), sheet)
    for found in FONT.finditer(rules):
        line = rules.count("\n", 0, found.start()) + 1
        hint = "name its files in _brand.yml, under typography, fonts"
        yield Problem(Location(path, line), "@font-face in a stylesheet is not printed", hint)


def _blocks(environment: TemplateEnvironment, path: str) -> set[str]:
    return {
        block.name for block in environment.parse(environment.layers.templates[path]).find_all(nodes.Block)
    }


def _is_blank(node: nodes.Node) -> bool:
    """Return whether a node prints nothing but white space."""
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _line(node: nodes.Node) -> int:
    """Return the line of a node's first visible text: its own line may be a blank one before."""
    text = next((part.data for part in node.find_all(nodes.TemplateData) if part.data.strip()), "")
    return node.lineno + text[: len(text) - len(text.lstrip())].count("\n")


def _suggestion(name: str, known: list[str]) -> str:
    return suggestion(name, known, f"there are: {_listing(known)}")


def _listing(names: set[str] | list[str]) -> str:
    return ", ".join(sorted(names))
