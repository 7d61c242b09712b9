"""The blocks of lines of text: of a plain text file, and of the pages of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from foldwell.inputs.importing.content import Block, Heading, Leaflet, Paragraph, SourceText, Span

HEADING_SCALE = 1.15
"""How much larger than the text a line must be to count as a heading by its size."""

MAX_HEADING, HEADING_WORDS = 70, 6
"""The longest line that may be a heading, in characters, and the most words of one by its length alone."""

UNDERLINE = re.compile(r"^(?:={3,}|-{3,}|\*{3,}|~{3,})$")
LIST_START = re.compile(r"^(?:[-–—•·▪▫●○■□☐➢✓✔*]\s+|\(?\d{1,2}[.)]\s+)")
ENDS_SENTENCE = re.compile(r"[.;,:]$")
HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_])[-\N{HYPHEN}\N{SOFT HYPHEN}]$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text; a blank one ends a paragraph. The size is that of its type, 0 if it is not known."""

    text: str
    size: float = 0
    bold: bool = False


def read_plain_text(text: str) -> Leaflet:
    """Return the leaflet of a plain text file."""
    lines = [TextLine(line.strip()) for line in text.split("\n")]
    return leaflet_of(lines)


def leaflet_of(
    lines: Sequence[TextLine], lost: Iterable[str] = (), texts: Iterable[SourceText] = ()
) -> Leaflet:
    """Return the leaflet of lines; `texts` are words of the file that stand in none of them."""
    paragraphs = list(_paragraphs(lines))
    base = median([line.size for line in lines if line.text] or [0])
    blocks = list(_blocks(paragraphs, base))
    words = [SourceText(_joined(paragraph)) for paragraph in paragraphs]
    return Leaflet(tuple(blocks), (*words, *texts), tuple(lost))


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines of each paragraph: up to a blank line, another size of type, or an entry of a list."""
    found: list[TextLine] = []
    for line in lines:
        other_look = bool(found) and bool(line.size) and abs(line.size - found[-1].size) > line.size * 0.08
        other_weight = bool(found) and found[-1].bold != line.bold and len(found[-1].text) <= MAX_HEADING
        if found and (not line.text or other_look or other_weight or LIST_START.match(line.text)):
            yield found
            found = []
        if line.text and not UNDERLINE.match(line.text):
            found.append(line)
        elif found and line.text:
            yield found
            found = []
    if found:
        yield found


def _blocks(paragraphs: Sequence[list[TextLine]], base: float) -> Iterator[Block]:
    sizes = sorted({round(lines[0].size) for lines in paragraphs if lines[0].size >= base * HEADING_SCALE})
    levels = {size: level for level, size in enumerate(reversed(sizes), 1)} if base else {}
    for number, lines in enumerate(paragraphs):
        text = _joined(lines)
        level = levels.get(round(lines[0].size))
        if level and len(text) <= 2 * MAX_HEADING and not LIST_START.match(text):
            yield Heading((Span(text),), min(level, 3))
        elif _is_heading(lines, number == 0, base):
            yield Heading((Span(text),), 1 if number == 0 else 4)
        else:
            yield Paragraph((Span(text),))


def _is_heading(lines: Sequence[TextLine], is_first: bool, base: float) -> bool:
    """Return whether a paragraph looks like a heading: short, and no sentence."""
    text = lines[0].text
    if len(lines) > 1 or len(text) > MAX_HEADING or LIST_START.match(text) or ENDS_SENTENCE.search(text):
        return False
    if base:
        return lines[0].bold
    return is_first or text.endswith("?") or text.isupper() or len(text.split()) <= HEADING_WORDS


def _joined(lines: Sequence[TextLine]) -> str:
    """Return the text of lines, a word that was parted at the end of one in one piece."""
    text = ""
    for line in lines:
        if HYPHEN_BREAK.search(text) and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}".strip()
    return text
