"""Cross-field rules for the facts of a practice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Tree
from foldwell.inputs.phone_link import phone_link
from foldwell.inputs.validation.contact_rules import PRACTICE_CHECKS
from foldwell.inputs.validation.findings import ANY, Check, Finding, plain_text_findings, select_texts
from foldwell.model import Practice

PLAIN_TEXTS = frozenset({"name", "address", "days", "times", "footer", "hours", "place"})
"""Fields of plain text, in which no Markdown is understood."""


def _numbers_differ(tree: Tree) -> Iterator[Finding]:
    """Yield a number listed under two names: it would send someone in danger to the wrong people."""
    seen: dict[str, str] = {}
    for name in ("emergency", "urgent", "crisis"):
        for keys, number in select_texts(tree, "numbers", name):
            first_name = seen.setdefault(number, name)
            if first_name != name:
                yield Finding(keys, f"is {number}, and so is '{first_name}'", "each is a number of its own")


def practice_notes(practice: Practice) -> Iterator[Finding]:
    """Yield notes on facts whose printed form a practice may not expect."""
    if phone_link(practice.phone, practice.country) is None:
        what = f"is printed as '{practice.phone}', and no link calls it"
        hint = "write one number with its area code, or with + and the code of its country; hours may follow"
        yield Finding(("phone",), what, hint)


EXAMPLES: Mapping[KeyPath, frozenset[str]] = MappingProxyType(
    {
        ("address", ANY): frozenset({"1 Placeholder Street", "Sampletown", "ZZ1 1ZZ"}),
        ("phone",): frozenset({"01632 960999"}),
        ("email",): frozenset({"hello@practice.example.org"}),
        ("web",): frozenset({"https://practice.example.org"}),
        ("footer", ANY): frozenset({"Your own line stands here."}),
    }
)
"""The facts that a new practice begins with, none of which is true."""


def example_facts(tree: Tree) -> Iterator[Finding]:
    """Yield each fact of a practice that is still an example."""
    hint = "do not hand this pack out: write your own, or delete the line"
    for pattern, examples in EXAMPLES.items():
        for keys, text in select_texts(tree, *pattern):
            if text in examples:
                yield Finding(keys, f"is still an example, '{text}'", hint)


def _lines_plain(tree: Tree) -> Iterator[Finding]:
    yield from plain_text_findings(tree, PLAIN_TEXTS)


CHECKS: tuple[Check, ...] = (_numbers_differ, _lines_plain, *PRACTICE_CHECKS)
