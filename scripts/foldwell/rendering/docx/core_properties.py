"""The document properties, all from the page's <head>, so that no default of python-docx remains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from docx.document import Document as WordDocument
from lxml import etree

from foldwell.errors import Problem
from foldwell.rendering.docx.html_parser import TEMPLATE

MAX_LENGTH = 255
"""The maximum length of a property, in characters."""
REQUIRED = ("title", "author", "subject", "keywords", "date", "identifier", "version")


def missing_properties(root: etree._Element) -> Iterator[Problem]:
    """Yield the properties that are missing from <head>, and dates that are invalid."""
    values = _head_values(root)
    for name in REQUIRED:
        if not values.get(name):
            yield Problem(TEMPLATE, f"the <head> has no '{name}'", "add it")
    if values.get("date") and _day(values["date"]) is None:
        yield Problem(TEMPLATE, f"the <head> has the date '{values['date']}'", "write it as 2026-11-22")


def set_properties(document: WordDocument, root: etree._Element) -> None:
    """Set title, author, subject, keywords, language, version and dates from a complete <head>."""
    values = _head_values(root)
    core = document.core_properties
    core.created = core.modified = _day(values["date"])
    core.author = core.last_modified_by = values["author"][:MAX_LENGTH]
    core.title, core.subject = values["title"][:MAX_LENGTH], values["subject"][:MAX_LENGTH]
    core.keywords = _keywords_that_fit(values["keywords"])
    core.language, core.identifier, core.version = (
        root.get("lang", ""),
        values["identifier"],
        values["version"],
    )
    core.comments, core.category, core.revision = "", "", 1


def _head_values(root: etree._Element) -> dict[str, str]:
    named = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("meta")}
    return named | {"title": root.findtext("head/title") or ""}


def _day(text: str) -> datetime | None:
    """Return midnight, without a time zone because the file format has none, or None when it is no date."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return None


def _keywords_that_fit(keywords: str) -> str:
    """Return as many keywords as fit in one property."""
    if len(keywords) <= MAX_LENGTH:
        return keywords
    return keywords[: MAX_LENGTH + 1].rpartition(",")[0]
