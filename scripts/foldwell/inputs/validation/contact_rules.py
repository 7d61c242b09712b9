"""Rules for the services to call that an article or a practice names, and for the names used of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.errors import KeyPath
from foldwell.inputs.markdown.call_numbers import names_in
from foldwell.inputs.parsing import Tree, leaves
from foldwell.inputs.validation.findings import (
    ANY,
    Check,
    Finding,
    repeated_names,
    select,
    select_texts,
    suggestion_or_all,
)
from foldwell.model.contacts import RESERVED

CIRCLE_HINT = "name one that is open then, such as urgent"


def contact_ids(tree: Tree) -> tuple[str, ...]:
    """Return the ids of the contacts in a tree."""
    return tuple(key for _, found in select(tree, "contacts") if isinstance(found, dict) for key in found)


def known_names(tree: Tree) -> tuple[str, ...]:
    """Return the names of numbers to call that the words of an article may use."""
    return (*contact_ids(tree), *RESERVED)


def find_circles(following: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a name of each circle that names and those following them make, and what is wrong with it."""
    reported: set[str] = set()
    for start in following:
        path = [start]
        while (name := following.get(path[-1], "")) and name not in path:
            path.append(name)
        if name and not reported & {*path}:
            reported |= {*path}
            yield start, f"goes round in a circle: {', '.join((*path, name))}"


def _unreserved_ids(tree: Tree) -> Iterator[Finding]:
    """Yield the contacts under names that stand for the practice and its country."""
    for name in contact_ids(tree):
        if name in RESERVED:
            what = "is a name that every article knows already: that of a number of the practice"
            yield Finding(("contacts", name), what, "give the contact another id")


def _plain_contacts(tree: Tree) -> Iterator[Finding]:
    """Yield the numbers to call that are named within a contact."""
    for keys, contacts in select(tree, "contacts"):
        for inner, text in leaves(contacts):
            for name in names_in(text):
                what = f"has {{{name}}}, which cannot stand here"
                yield Finding((*keys, *inner), what, "write whom to call else as 'when_closed'")


def _names_known(tree: Tree) -> Iterator[Finding]:
    """Yield whom to call, where no contact has that id."""
    known = known_names(tree)
    for keys, name in (*_called_names(tree), *_closed_names(tree)):
        if name not in known:
            hint = suggestion_or_all(name, known)
            yield Finding(keys, f"is '{name}', which is neither the id of a contact nor a known name", hint)


def _called_once(tree: Tree) -> Iterator[Finding]:
    yield from repeated_names(_called_names(tree))


def _no_circles(tree: Tree) -> Iterator[Finding]:
    """Yield a contact that is called, by way of others, when it is closed itself."""
    following = {str(keys[1]): name for keys, name in _closed_names(tree)}
    for name, what in find_circles(following):
        yield Finding(("contacts", name, "when_closed"), what, CIRCLE_HINT)


def _called_names(tree: Tree) -> Iterator[tuple[KeyPath, str]]:
    call = ("care", "same_day", "call")
    yield from (*select_texts(tree, *call), *select_texts(tree, *call, ANY))


def _closed_names(tree: Tree) -> Iterator[tuple[KeyPath, str]]:
    for name in contact_ids(tree):
        yield from select_texts(tree, "contacts", name, "when_closed")


ARTICLE_CHECKS: tuple[Check, ...] = (_unreserved_ids, _names_known, _called_once, _no_circles)
PRACTICE_CHECKS: tuple[Check, ...] = (_unreserved_ids, _plain_contacts, _no_circles)
