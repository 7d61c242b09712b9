"""Marks of other programs, which would be printed as typed: dialects of Markdown, wikis, formulas, Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from foldwell.inputs.markdown.small_characters import HIGH, LOW, unknown_small

Rows = tuple[tuple[re.Pattern[str], str], ...]


def _rows(*rows: tuple[str, str]) -> Rows:
    return tuple((re.compile(pattern), what) for pattern, what in rows)


NOTATIONS = _rows(
    (
        r"\[\^[^\]\s]+\]|\^\[[^\]]*\]",
        "has a footnote, {0} (put its words into the sentence, or name it under 'sources')",
    ),
    (r"~~\S[^~]*~~", "has words crossed out by ~~ (delete them)"),
    (r"==\S[^=]*==", "has words marked by == (write **bold**)"),
    (r"(?<![\w+])\+\+[^\s+][^+]*\+\+", "has words underlined by ++ (write **bold**)"),
    (
        r"^\s*(?:(?:[-*+]|\d+[.)])\s+)?\[[xX]\](?=\s|$)|[☑☒]",
        "has a box that is ticked already, {0} (write [ ] for a box to tick)",
    ),
    (r"!?\[\[[^\]]*\]\]", "has a link of a wiki, {0} (write [words](https://address))"),
    (r"\[[^\]^\s][^\]]*\]\[[^\]]*\]", "has a link in two parts, {0} (write [words](https://address))"),
    (
        r"^\s*\[[^\]^][^\]]*\]:\s*(?:\S+:|\S+$)",
        "has the address of a link on a line of its own (write [words](https://address))",
    ),
    (
        r"(?i)\[/?(?:b|i|u|s|url|img|color|size|quote|list)(?:=[^\]]*)?\]",
        "has {0} in square brackets, as forums do (delete it)",
    ),
    (
        r"\{[{%#.:][^}]*\}+",
        "has {0} in curly brackets, which another program fills in (write what belongs there)",
    ),
    (
        r"^\s*(?::::|!!! |\?\?\? )",
        "has a box of another program, {0} (use 'highlight' in the section instead)",
    ),
    (r"^\s*:\s+\S", "has a line that starts with a colon (join it with the line above)"),
    (
        r"^\s*(?:#{2,6}[^\W\d_]|={1,5} .* ={1,5}\s*$)",
        "has ## or == as a heading (a heading needs a section of its own)",
    ),
    (r"(?i)^\s*\[(?:toc|_toc_)\]\s*$", "has a table of contents, {0} (delete it)"),
    (r"(?<![\w:/]):[a-z][a-z0-9_+-]+:(?!\w)", "has the name of a sign, {0} (write it in words)"),
    (r"\$\$|\$[^$\s](?:[^$]*[\\^_=])[^$]*\$|\\[a-z]{3,}\{", "has a formula, {0} (write it in words)"),
    (
        "[\ue000-\uf8ff]",
        "has a sign of one of Word's symbol fonts (type - for a bullet, else say it in words)",
    ),
)
"""What is refused wherever it is typed; {0} is what was found."""

BULLET = "has {} (start the line with - and a space; leave a line empty before the list)"
MARKER = r"^\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t\u00a0]+)*"
PASTED = _rows(
    (
        MARKER + "[•·▪▫◦‣⁃●○■□➢➤►▶❖]",
        BULLET.format("a pasted bullet"),
    ),
    (
        MARKER + r"o(?:\t|[ \u00a0]{2,})\s*\S",
        BULLET.format("the bullet o of Word"),
    ),
    (
        r"^(?!\s*(?:[-*+]|\d{1,9}[.)])\t+[^\t]*$).*\S[^\S\n]*\t\s*\S",
        "has a tab between words, as tables of Word have (write a table with |, or a space for the tab)",
    ),
)
"""What comes along when text is pasted from Word."""

ALL_NOTATIONS = (*NOTATIONS, *PASTED)

NUMBER_MARK = re.compile(r"\(?(\d{1,3})[.)](?!\d)\s*(?=\S)")
LETTER_MARK = re.compile(r"\(?([a-z])[.)]\s+\S")
DASH_MARK = re.compile(r"[–—]\s+\S")
HYPHEN_MARK = re.compile(r"[-*+]\s+\D")
RUN_ON = (
    "has a list in the middle of a paragraph (leave a line empty before it, and start each line with - or 1.,"
    " a space, and no more to the right than the text)"
)


def notation_problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and problem of every mark of another program in a text."""
    for number, line in enumerate(text.split("\n")):
        for pattern, what in ALL_NOTATIONS:
            if found := pattern.search(line):
                yield number, what.replace("{0}", found[0].strip()[:30])
        for piece in unknown_small(line):
            table, way = (LOW, "low") if piece.startswith("~") else (HIGH, "high")
            allowed = "".join(sorted(map(chr, table)))
            yield number, f"has {piece}, which cannot be set {way} (only these can: {allowed})"


def run_on_list(lines: list[str]) -> int | None:
    """Return the index of the first line of a list among the lines of a paragraph, or None."""
    if hyphens := [index for index, line in enumerate(lines) if HYPHEN_MARK.match(line)]:
        return hyphens[0]
    dashes = [index for index, line in enumerate(lines) if DASH_MARK.match(line)]
    if len(dashes) > 1:
        return dashes[0]
    for pattern in (NUMBER_MARK, LETTER_MARK):
        marks = [(index, found[1]) for index, line in enumerate(lines) if (found := pattern.match(line))]
        for (index, mark), (_, following) in pairwise(marks):
            if _follows(mark, following):
                return index
    return None


def _follows(mark: str, following: str) -> bool:
    if mark.isdigit():
        return int(following) == int(mark) + 1
    return ord(following) == ord(mark) + 1
