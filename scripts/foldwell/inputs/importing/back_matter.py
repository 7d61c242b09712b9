"""What stands at the end of an old leaflet and has fields of its own: sources and questions to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foldwell.inputs.importing.content import (
    Block,
    Entry,
    Heading,
    ItemList,
    Paragraph,
    Table,
    Words,
    inner_blocks,
    plain,
)
from foldwell.inputs.importing.limits import MAX_LINE, MAX_QUESTIONS, MAX_SHORT, MAX_SOURCES
from foldwell.inputs.importing.placeholders import placeholder
from foldwell.inputs.importing.words import Writer

SOURCES = re.compile(
    r"(?i)(?:key |main |our )?(?:references?|sources?|bibliography|evidence|literature|citations?)"
    r"(?: (?:and|&) (?:references?|sources?|further reading))?(?: consulted| used)?\W*"
)
READING = re.compile(
    r"(?i)(?:further|more|other|additional|useful) (?:information|reading|resources?|links?|websites?)\W*"
)
QUESTIONS = re.compile(
    r"(?i)(?:questions (?:to|you (?:may|might|could) (?:want to )?) ?ask.{0,40}|my questions)\W*"
)
PHONE = re.compile(r"\d[\d ]{6,}\d")
YEAR = re.compile(r"(?<![\d/-])((?:19|20)\d\d)(?![\d/-])")


def sources_of(heading: str, blocks: Sequence[Block], writer: Writer) -> list[Entry]:
    """Return the sources that a section lists; none if it is no list of sources.

    Further information is one only if each entry is an address: else readers would miss whom to call.
    """
    entries = list(_entries(blocks))
    is_list = bool(SOURCES.fullmatch(heading)) or (
        bool(READING.fullmatch(heading))
        and all(_address(words) and not PHONE.search(plain(words)) for words in entries)
    )
    if (
        not is_list
        or not 0 < len(entries) <= MAX_SOURCES
        or any(isinstance(block, Table) for block in blocks)
    ):
        return []
    found = [_source(number, words, writer) for number, words in enumerate(entries, 1)]
    return found if all(found) else []


def questions_of(heading: str, blocks: Sequence[Block], writer: Writer) -> list[str]:
    """Return the questions to ask that a section lists; none if it is no list of them."""
    if not QUESTIONS.fullmatch(heading):
        return []
    lines = [writer.line(words) for words in _entries(blocks)]
    fits = len(lines) <= MAX_QUESTIONS and all(0 < len(line) <= MAX_LINE for line in lines)
    return lines if fits else []


def _entries(blocks: Sequence[Block]) -> Iterator[Words]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.words
        elif isinstance(block, ItemList):
            yield from _entries(tuple(inner_blocks(block)))


def _source(number: int, words: Words, writer: Writer) -> Entry:
    """Return a source: its words are its title, and if longer, where to find it; {} if longer still."""
    text = writer.heading(words)
    title, rest = _parted(text)
    if not text or len(rest) > MAX_LINE:
        return {}
    source: Entry = {"id": f"source-{number}", "title": title, "organisation": placeholder("organisation")}
    if year := YEAR.search(text):
        source["year"] = year[1]
    if len(text) <= MAX_SHORT:
        source["short"] = title
    if rest:
        source["locator"] = rest
    if address := _address(words):
        source["url"] = address
    return source


def _parted(text: str) -> tuple[str, str]:
    if len(text) <= MAX_LINE:
        return text, ""
    end = text.rfind(" ", 0, MAX_LINE)
    end = end if end > 0 else MAX_LINE
    return text[:end], text[end:].strip()


def _address(words: Words) -> str:
    """Return the first secure web address that words link to or name; "" without one."""
    linked = [span.address for span in words]
    named = re.findall(r"https://[^\s\\@)>\],;]+[^\s\\@)>\],;.]", plain(words))
    return next(
        (text for text in (*linked, *named) if re.fullmatch(r"https://[^\s\\@]+\.[^\s\\@]+", text)), ""
    )
