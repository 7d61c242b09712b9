"""Find everything in the filled template that Word would lose or a reader could not use."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from lxml import etree

from foldwell.errors import Problem
from foldwell.rendering.docx.allowed_html import BOXED, DECORATIVE, GROUP, MAX_LIST_DEPTH, NUMBERS, RULES
from foldwell.rendering.docx.html_parser import LINE_ELEMENTS, LOOSE_TEXT, TEMPLATE, words

Element = etree._Element


def problems(root: Element) -> tuple[Problem, ...]:
    """Return everything in the tidied tree that would be lost, look wrong or be unreadable in Word."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    known = [element for element in elements if element.tag in RULES]
    found = [_unknown(element) for element in elements if element.tag not in RULES]
    found += [problem for element in known for check in CHECKS for problem in check(element)]
    return tuple(found) + tuple(_headings(root))


def _problem(element: Element, what: str, hint: str) -> Problem:
    return Problem(TEMPLATE, f"<{element.tag}> on line {element.sourceline} of the filled page {what}", hint)


def _alternatives(names: Collection[str]) -> str:
    return f"use one of: {', '.join(sorted(names))}" if names else "take it out"


def _unknown(element: Element) -> Problem:
    return _problem(element, "has no Word style", _alternatives(RULES))


def _place(element: Element) -> Iterator[Problem]:
    parent = element.getparent()
    if parent is None and element.tag != "html":
        yield _problem(element, "is not a whole page", "begin with <html>")
    if parent is not None and parent.tag in RULES and element.tag not in RULES[parent.tag].children:
        yield _problem(element, f"cannot stand in <{parent.tag}>", _alternatives(RULES[parent.tag].children))


def _attributes(element: Element) -> Iterator[Problem]:
    rule = RULES[element.tag]
    allowed = rule.required | rule.optional | ({"class"} if rule.classes else set())
    for name in sorted(set(map(str, element.attrib)) - allowed):
        yield _problem(element, f"has an unknown attribute '{name}'", _alternatives(allowed))
    role = element.get("role", DECORATIVE)
    if role != DECORATIVE:
        yield _problem(element, f"has an unknown role '{role}'", f'write role="{DECORATIVE}", or take it out')
    for name in sorted(rule.required - ({"alt"} if "role" in element.attrib else set())):
        if not element.get(name, "").strip():
            yield _problem(element, f"has no '{name}'", f'write {name}="..."')
    for name, pattern in NUMBERS.items():
        if name in element.attrib and not re.fullmatch(pattern, element.get(name, "")):
            yield _problem(element, f"has a '{name}' that is not a number", f'write {name}="40"')
    if rule.classes and element.get("class", next(iter(rule.classes))) not in rule.classes:
        yield _problem(
            element, f"has an unknown class '{element.get('class', '')}'", _alternatives(rule.classes)
        )


def _loose_words(element: Element) -> Iterator[Problem]:
    texts = (element.text, *(child.tail for child in element))
    loose = " ".join(text.strip() for text in texts if text).strip()
    if loose and not RULES[element.tag].holds_text:
        yield _problem(element, f"holds loose words: '{loose[:40]}'", "put them into a <p>")


def _emptiness(element: Element) -> Iterator[Problem]:
    parent = element.getparent()
    # The cells of a diary are empty, to be filled in.
    cell = parent is not None and parent.tag in LOOSE_TEXT - {"li"}
    if (
        element.tag in LINE_ELEMENTS
        and not cell
        and not words(element).strip()
        and next(element.iter("img", "input"), None) is None
    ):
        yield _problem(element, "is empty", "space comes from the styles, not from empty paragraphs")


def _box(element: Element) -> Iterator[Problem]:
    if element.tag == "section" and element.get("class", GROUP) != GROUP:
        if len(element) < 2 or element[0].tag != "h3":  # noqa: PLR2004  a heading and its content
            yield _problem(
                element, "is a box without its heading", "begin it with <h3>, then say what it is about"
            )
        for child in element:
            if isinstance(child.tag, str) and child.tag not in BOXED:
                yield _problem(child, "cannot stand in a box", _alternatives(BOXED))


def _item(element: Element) -> Iterator[Problem]:
    # There is a first child: even an empty item got a paragraph from `tidy`.
    if element.tag == "li" and element[0].tag != "p":
        yield _problem(element, "does not begin with words", "put the item's own words before its list")


def _depth(element: Element) -> Iterator[Problem]:
    lists = sum(1 for ancestor in element.iterancestors("ul", "ol"))
    if element.tag in {"ul", "ol"} and lists >= MAX_LIST_DEPTH:
        yield _problem(element, "is a list four levels deep", "three are the most that a reader can follow")


def _columns(element: Element) -> Iterator[Problem]:
    if element.tag != "table":
        return
    if len(element.findall("thead/tr")) != 1 or element[0].tag != "thead":
        yield _problem(element, "has no heading row", "begin it with a <thead> of one <tr>")
    if len({len(row) for row in element.iter("tr")}) > 1:
        yield _problem(
            element, "has rows of different lengths", "give every row as many cells as the heading row"
        )


def _headings(root: Element) -> Iterator[Problem]:
    before = 0
    for heading in root.iter("h1", "h2", "h3"):
        level = int(heading.tag[1])
        if level == 1 and before:
            yield _problem(
                heading, "is a second title", "the handout has one <h1>, before every other heading"
            )
        if level > before + 1:
            yield _problem(heading, "skips a heading level", f"use <h{before + 1}>")
        before = level
    if not before:
        yield _problem(root, "has no title", "give the handout one <h1>")


CHECKS: tuple[Callable[[Element], Iterator[Problem]], ...] = (
    _place,
    _attributes,
    _loose_words,
    _emptiness,
    _box,
    _item,
    _depth,
    _columns,
)
