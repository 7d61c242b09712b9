"""Cross-field rules for an article: a table of small checks on its text tree.

They read the tree, not the model, so that they also run when a field is invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from foldwell.assets import pictograms
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.findings import (
    ANY,
    MAX_SHOWN,
    Check,
    Finding,
    describe_place,
    select,
    select_texts,
    suggestion_or_all,
)
from foldwell.model import Care

MAX_REVIEW_MONTHS = 36  # months
NEAR_PICTOGRAMS = 3
"""How many names are told where one is not that of a pictogram."""

CLAIMS = ("sections", ANY, "claims", ANY)
UNIQUE = (
    ("sections", ANY, "id"),
    ("sections", ANY, "heading"),
    (*CLAIMS, "id"),
    ("sources", ANY, "id"),
)


SOURCED = ("added", "corrected")


def _unique(tree: Tree) -> Iterator[Finding]:
    for pattern in UNIQUE:
        seen: dict[str, str] = {}
        for keys, name in select_texts(tree, *pattern):
            if name in seen:
                yield Finding(keys, f"is the same as that of {seen[name]}", f"give each its own {keys[-1]}")
            seen.setdefault(name, describe_place(tree, keys[:-1]))


def _sources_exist(tree: Tree) -> Iterator[Finding]:
    known = [name for _, name in select_texts(tree, "sources", ANY, "id")]
    has_none = any(text == "none" for _, text in select_texts(tree, "sources"))
    for keys, name in select_texts(tree, *CLAIMS, "sources", ANY):
        if known and name not in known:
            yield Finding(keys, f"is '{name}', which is not under 'sources'", suggestion_or_all(name, known))
        elif has_none:
            what = f"is '{name}', and the article says 'sources: none'"
            yield Finding(keys, what, "list the source under 'sources', or take it out here")


def _sources_listed(tree: Tree) -> Iterator[Finding]:
    """Yield a list of sources without any: nobody could tell whether they were forgotten."""
    if any(value == [] for _, value in select(tree, "sources")):
        yield Finding(("sources",), "is an empty list", "list the sources, or write 'sources: none'")


def _sources_used(tree: Tree) -> Iterator[Finding]:
    # Without any claim, the sources are those of the whole text.
    if not any(select(tree, *CLAIMS)):
        return
    used = {name for _, name in select_texts(tree, *CLAIMS, "sources", ANY)}
    for keys, name in select_texts(tree, "sources", ANY, "id"):
        if name not in used:
            yield Finding(keys, "is not used by any claim", "name it under a claim's 'sources', or delete it")


def _changes_sourced(tree: Tree) -> Iterator[Finding]:
    for keys, status in select_texts(tree, *CLAIMS, "status"):
        claim = keys[:-1]
        if status in SOURCED and not any(select_texts(tree, *claim, "sources", ANY)):
            yield Finding((*claim, "sources"), "is missing", f"a claim that is '{status}' names a source")


def _care_decided(tree: Tree) -> Iterator[Finding]:
    """Yield care that says neither which boxes there are nor why there is none, or says both."""
    for keys, care in select(tree, "care"):
        if not isinstance(care, dict):
            continue
        has_box = bool(care.keys() & {"same_day", "emergency"})
        if "none" in care and (has_box or "after" in care):
            beside = "a box" if has_box else "'after'"
            yield Finding(keys, f"has 'none' and {beside}", "delete one of the two")
        # A name that is not known is probably that of a box, misspelt.
        elif "none" not in care and not has_box and care.keys() <= Care.model_fields.keys():
            hint = "write 'same_day', 'emergency' or both under it, or 'none:' and why there is no box"
            yield Finding(keys, "has no box", hint)


def _sections_exist(tree: Tree) -> Iterator[Finding]:
    known = [name for _, name in select_texts(tree, "sections", ANY, "id")]
    named = (
        select_texts(tree, *keys)
        for keys in (("care", "after"), ("card", "whole", ANY), ("card", "points", ANY))
    )
    for keys, name in chain.from_iterable(named):
        if known and name not in known:
            yield Finding(
                keys, f"is '{name}', which is not the id of a section", suggestion_or_all(name, known)
            )


def _pictograms_exist(tree: Tree) -> Iterator[Finding]:
    named = (select_texts(tree, *keys) for keys in (("icon",), ("sections", ANY, "icon")))
    for keys, name in chain.from_iterable(named):
        if name not in pictograms.names():
            near = ", ".join(match.name for match in pictograms.closest(name, NEAR_PICTOGRAMS))
            hint = f"such as: {near}" if near else "find one with: foldwell icons WORD"
            yield Finding(keys, f"is '{name[:MAX_SHOWN]}', which is not the name of a pictogram", hint)


def _review_in_time(tree: Tree) -> Iterator[Finding]:
    published = next((_day(text) for _, text in select_texts(tree, "published")), None)
    for keys, text in select_texts(tree, "review_by"):
        review = _day(text)
        if published is None or review is None:
            continue
        if review <= published:
            yield Finding(keys, "is not after 'published'", "a date at most 36 months after 'published'")
        if _months(published, review) > MAX_REVIEW_MONTHS:
            yield Finding(keys, "is more than 36 months after 'published'", "choose an earlier date")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def _months(start: date, end: date) -> int:
    """Return the months from start to end, a begun month counted whole."""
    return (end.year - start.year) * 12 + end.month - start.month + (end.day > start.day)


CHECKS: tuple[Check, ...] = (
    _unique,
    _sources_exist,
    _sources_listed,
    _sources_used,
    _changes_sourced,
    _care_decided,
    _sections_exist,
    _pictograms_exist,
    _review_in_time,
)
