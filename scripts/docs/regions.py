"""The regions of a page that are written by programs: from `<!-- generated: NAME -->` to `<!-- end -->`.

Those marked `measured` in place of `generated` are written by what measures, not by `make docs`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

START = re.compile(r"<!-- generated: ([a-z-]+) -->")
END = "<!-- end -->"

WIDEST = 120
"""Characters in a line of a page, but for the rows of tables."""

Table = Callable[[], Iterable[str]]
"""Yields the lines of a table in Markdown."""


class RegionError(ValueError):
    """A mark that cannot be followed: `line: what is wrong`."""


def regenerate(text: str, tables: Mapping[str, Table]) -> str:
    """Return a page with each region filled anew; raises RegionError for an unknown name or a missing end."""
    return "".join(f"{line}\n" for line in _fill_regions(text.splitlines(), tables))


def write_measured(page: Path, name: str, lines: Iterable[str]) -> None:
    """Replace what was measured before on a page; raises RegionError if the page has no such region."""
    text = page.read_text(encoding="utf-8")
    mark = f"<!-- measured: {name} -->\n"
    before, found, after = text.partition(mark)
    _, end, rest = after.partition(END)
    if not (found and end):
        raise RegionError(f"{page.name} has no place for what was measured: '{name}'")
    region = "".join(f"{line}\n" for line in ("", *lines, ""))
    page.write_text(f"{before}{mark}{region}{END}{rest}", encoding="utf-8")


def find_regions(text: str) -> tuple[str, ...]:
    """Return the names of the regions of a page, in order."""
    return tuple(START.findall(text))


def _fill_regions(lines: Sequence[str], tables: Mapping[str, Table]) -> Iterator[str]:
    end = 0
    for number, line in enumerate(lines):
        if number < end:
            continue
        yield line
        if found := START.fullmatch(line):
            if found[1] not in tables:
                raise RegionError(f"{number + 1}: there is no table '{found[1]}'")
            if END not in lines[number:]:
                raise RegionError(f"{number + 1}: '{found[1]}' has no {END}")
            end = lines.index(END, number)
            yield from ("", *tables[found[1]](), "")


def format_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown; a stroke in a cell is escaped."""
    for cells in (head, ["---"] * len(head), *rows):
        escaped = (cell.replace("|", r"\|") for cell in cells)
        yield f"| {' | '.join(escaped)} |"


def wrap_list(words: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a list of words, with commas between them."""
    yield from textwrap.wrap(", ".join(words), WIDEST, break_on_hyphens=False)


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub(r"([`*_<>])", r"\\\1", text)


def format_code(text: str) -> str:
    """Return a text as code."""
    return f"`{text}`"
