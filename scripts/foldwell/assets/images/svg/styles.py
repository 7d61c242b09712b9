"""The styles of a drawing as attributes: those of `style`, and the simple rules of its `<style>` elements.

Read by tinycss2 (CSS Syntax Level 3). A selector is one of types, classes and ids, or several of these with
spaces between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import tinycss2

from foldwell.assets.images.svg.element import Element
from foldwell.errors import InputError, Location, Problem

MAX_RULES = 300
MAX_DECLARATIONS = 200_000
"""The number of declarations that all elements of a drawing take from rules."""

MAX_STYLE_LETTERS = 500_000
"""The length of one `<style>`; a parser needs four seconds for a million letters."""

MAX_COMPOUNDS = 20
"""The number of parts of a selector that is read; elements do not stand deeper inside each other."""

MAX_STYLE_ATTRIBUTE = 20_000
"""The length of a `style` attribute; the time to parse one grows by its square."""

MAX_BRACKETS = 50
"""How deep brackets may stand inside each other."""

SIMPLIFY = "export it again with its styles as attributes (Illustrator: Presentation Attributes)"
_COMPOUND = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#]-?[A-Za-z_][\w-]*)*)")
# States of a pointer, which paper does not have.
_INTERACTIVE = re.compile(r":(?:hover|focus|active|focus-visible|focus-within|visited)\b")
_HARMLESS_AT_RULES = frozenset({"charset", "font-face", "namespace"})

Declarations = tuple[tuple[str, str, bool], ...]
Specificity = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: its type ("" for any), its classes and its id."""

    kind: str
    classes: frozenset[str]
    ids: frozenset[str]

    def matches(self, element: Element) -> bool:
        """Return whether an element is of the type, and has the classes and the id."""
        return (
            (not self.kind or self.kind == element.name)
            and self.ids <= {element.attributes.get("id", "")}
            and self.classes <= set(element.attributes.get("class", "").split())
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations for the elements that a selector names, from the outermost to the element itself."""

    selector: tuple[Compound, ...]
    declarations: Declarations

    @property
    def specificity(self) -> Specificity:
        """The specificity of the selector (Selectors Level 4, 17)."""
        return (
            sum(len(one.ids) for one in self.selector),
            sum(len(one.classes) for one in self.selector),
            sum(bool(one.kind) for one in self.selector),
        )

    def matches(self, element: Element) -> bool:
        """Return whether the selector names an element."""
        *outer, last = self.selector
        if not last.matches(element):
            return False
        ancestors = element.self_and_ancestors()
        next(ancestors)
        return all(any(one.matches(ancestor) for ancestor in ancestors) for one in reversed(outer))


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The rules of a drawing in the order in which they apply, and the lines of those not understood."""

    rules: tuple[Rule, ...]
    not_understood: tuple[int, ...]


def read_stylesheet(root: Element, where: str) -> Stylesheet:
    """Return the rules of all `<style>` elements; raises InputError for too many, or one from outside."""
    rules: list[Rule] = []
    lines: list[int] = []
    for element in root.self_and_descendants():
        if element.name == "style":
            for node in _nodes(element, where):
                found = list(_rules(node))
                rules.extend(found)
                if not found and not _is_harmless(node):
                    lines.append(element.line)
            if len(rules) > MAX_RULES:
                what = f"the drawing has more than {MAX_RULES} rules of style"
                raise InputError(Problem(Location(where, element.line), what, SIMPLIFY))
    return Stylesheet(tuple(sorted(rules, key=lambda rule: rule.specificity)), tuple(lines))


def _nodes(element: Element, where: str) -> list[Any]:
    """Return the rules of a `<style>` element; what it takes from outside of the file is refused."""
    text = element.text()
    if len(text) > MAX_STYLE_LETTERS:
        what = f"the style of the drawing is longer than {MAX_STYLE_LETTERS:,} letters"
        raise InputError(Problem(Location(where, element.line), what, SIMPLIFY))
    _refuse_deep(text, element, where)
    nodes: list[Any] = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    for node in nodes:
        is_font = node.type == "at-rule" and node.lower_at_keyword == "font-face"
        if not is_font and _has_outside_reference([node]):
            what = "the style of the drawing refers to something outside of the file"
            raise InputError(Problem(Location(where, element.line), what, SIMPLIFY))
    return nodes


def _refuse_deep(text: str, element: Element, where: str) -> None:
    """Raise InputError for brackets in brackets without end, which a parser follows down."""
    if max(map(text.count, "([{"), default=0) > MAX_BRACKETS:
        depth = accumulate((letter in "([{") - (letter in ")]}") for letter in text)
        if max(depth) > MAX_BRACKETS:
            what = "the styles of the drawing are nested too deep"
            raise InputError(Problem(Location(where, element.line), what, SIMPLIFY))


def _has_outside_reference(nodes: Iterable[Any]) -> bool:
    """Return whether CSS imports something, or names an address that is not in the file itself."""
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            return True
        if node.type == "url" and not node.value.startswith("#"):
            return True
        inner = [getattr(node, name, None) or () for name in ("prelude", "content", "arguments", "value")]
        if node.type == "function" and node.lower_name in ("url", "src", "image", "image-set"):
            return not all(one.type != "string" or one.value.startswith("#") for one in node.arguments)
        if any(_has_outside_reference(part) for part in inner if isinstance(part, list)):
            return True
    return False


def _is_harmless(node: Any) -> bool:
    """Return whether a rule that is not understood changes nothing on paper."""
    if node.type == "at-rule":
        return node.lower_at_keyword in _HARMLESS_AT_RULES
    if node.type != "qualified-rule":
        return False
    return not _declarations(node.content) or bool(_INTERACTIVE.search(tinycss2.serialize(node.prelude)))


def _rules(node: Any) -> Iterator[Rule]:
    """Yield a rule for each selector of a node, or none if one of them is not understood."""
    if node.type != "qualified-rule":
        return
    selectors = [_selector(text) for text in tinycss2.serialize(node.prelude).split(",")]
    declarations = _declarations(node.content)
    if all(selectors) and declarations:
        yield from (Rule(selector, declarations) for selector in selectors)


def _selector(text: str) -> tuple[Compound, ...]:
    """Return the parts of a selector, or nothing if it is not understood."""
    parts = text.split()
    matches = [_COMPOUND.fullmatch(part) for part in parts] if len(parts) <= MAX_COMPOUNDS else [None]
    return tuple(_compound(match) for match in matches if match) if all(matches) else ()


def _compound(match: re.Match[str]) -> Compound:
    names = re.findall(r"[.#][^.#]+", match[2])
    classes, ids = (frozenset(name[1:] for name in names if name[0] == mark) for mark in ".#")
    return Compound("" if match[1] == "*" else match[1] or "", classes, ids)


def _declarations(content: Any) -> Declarations:
    """Return names in lower case, values, and whether they are important."""
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return tuple(
        (one.lower_name, tinycss2.serialize(one.value).strip(), one.important)
        for one in found
        if one.type == "declaration"
    )


class StyleResolver:
    """Works out the styles of elements: attributes, then rules by specificity, then `style` (CSS Cascade)."""

    def __init__(self, stylesheet: Stylesheet, where: str) -> None:
        self.where = where
        self._by_key: dict[str, list[tuple[int, Rule]]] = {}
        self._applied = 0
        for order, rule in enumerate(stylesheet.rules):
            self._by_key.setdefault(_key(rule.selector[-1]), []).append((order, rule))
        self.classes = {name for rule in stylesheet.rules for one in rule.selector for name in one.classes}

    def properties(self, element: Element) -> dict[str, str]:
        """Return the properties that rules and `style` give an element."""
        declarations = [one for rule in self._matching(element) for one in rule.declarations]
        style = element.attributes.get("style", "")
        if len(style) > MAX_STYLE_ATTRIBUTE:
            what = f"a style of the drawing is longer than {MAX_STYLE_ATTRIBUTE:,} letters"
            raise InputError(Problem(Location(self.where, element.line), what, SIMPLIFY))
        _refuse_deep(style, element, self.where)
        declarations += _declarations(style)
        self._applied += len(declarations)
        if self._applied > MAX_DECLARATIONS:
            what = f"the styles of the drawing apply more than {MAX_DECLARATIONS:,} times"
            raise InputError(Problem(Location(self.where, element.line), what, SIMPLIFY))
        ordered = sorted(declarations, key=lambda declaration: declaration[2])
        return {name: value for name, value, _ in ordered}

    def _matching(self, element: Element) -> list[Rule]:
        """Return the rules for an element, in the order in which they apply."""
        attributes = element.attributes
        classes = [f".{name}" for name in dict.fromkeys(attributes.get("class", "").split())]
        keys = ["*", element.name, *classes, f"#{attributes.get('id', '')}"]
        rules = sorted(one for key in keys for one in self._by_key.get(key, ()) if one[1].matches(element))
        return [rule for _, rule in rules]


def _key(compound: Compound) -> str:
    """Return the most telling part of a selector: an id, a class, a type, or any element."""
    for mark, names in (("#", compound.ids), (".", compound.classes)):
        if names:
            return mark + min(names)
    return compound.kind or "*"
