"""The document properties, all from the page's <head>; what a default would fill in is filled in here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from docx.document import Document as WordDocument
from lxml import etree

from foldwell.errors import Problem
from foldwell.rendering.docx.html_parser import TEMPLATE

LONGEST = 255
"""How many characters a property may have."""
WANTED = ("title", "author", "subject", "keywords", "date", "identifier", "version")


def lacking(root: etree._Element) -> Iterator[Problem]:
    """Yield what <head> does not say, or says in a way that is no date."""
    given = _given(root)
    for name in WANTED:
        if not given.get(name):
            yield Problem(TEMPLATE, f"the <head> has no '{name}'", "add it")
    if given.get("date") and _day(given["date"]) is None:
        yield Problem(TEMPLATE, f"the <head> has the date '{given['date']}'", "write it as 2026-11-22")


def set_properties(document: WordDocument, root: etree._Element) -> None:
    """Set title, author, subject, keywords, language, version and dates from a complete <head>."""
    given = _given(root)
    core = document.core_properties
    core.created = core.modified = _day(given["date"])
    core.author = core.last_modified_by = given["author"][:LONGEST]
    core.title, core.subject = given["title"][:LONGEST], given["subject"][:LONGEST]
    core.keywords = _whole_words(given["keywords"])
    core.language, core.identifier, core.version = root.get("lang", ""), given["identifier"], given["version"]
    core.comments, core.category, core.revision = "", "", 1


def _given(root: etree._Element) -> dict[str, str]:
    named = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("meta")}
    return named | {"title": root.findtext("head/title") or ""}


def _day(text: str) -> datetime | None:
    """Return midnight, without a time zone because the file format has none, or None when it is no date."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return None


def _whole_words(keywords: str) -> str:
    """Return as many keywords, from the first, as one property can hold."""
    if len(keywords) <= LONGEST:
        return keywords
    return keywords[: LONGEST + 1].rpartition(",")[0]
