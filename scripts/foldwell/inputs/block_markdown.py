"""Blocks that are shown as tables and lines of a form, written as the CommonMark that every document has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from foldwell.model import Block, Chance, Chances, Day, FormField, Wording

LINE_LENGTHS: Mapping[str, int] = MappingProxyType({"short": 6, "half": 12})
"""The underscores of a place to write of each width but a line."""

LINE, MIN_LINE = 26, 12
"""The signs on a line of the narrowest panel, and the fewest underscores of a place that fills it."""

BOX = "[ ]"
BETWEEN_CHOICES = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE} "
"""Wider than the space between a box and its own words; the line may break at its end."""

BLANK_LINE = "____"
"""A place to write that is alone on its line, and as wide as that."""

_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


def block_texts(block: Block, wording: Wording) -> tuple[str, ...]:
    """Return the texts of a schedule, chances or fields: one for each day, table or field."""
    return tuple(TEXTS[block.kind](block, wording))


def _schedule(block: Block, wording: Wording) -> Iterator[str]:
    yield from (_day(block, day, wording) for day in block.schedule or ())


def _day(block: Block, day: Day, wording: Wording) -> str:
    written = (f"{day.write}: {'_' * LINE_LENGTHS['half']}",) if day.write else ()
    if day.times:
        # The time in each row: a page may begin between two rows.
        rows = [(time.time, block.ticked(line)) for time in day.times for line in time.do]
        rows += [("", line) for line in written]
        return _table((day.day, wording.what_to_do), rows)
    lines = (*map(block.ticked, day.do or ()), *written)
    return _table((day.day,), [(line,) for line in lines])


def _chances(block: Block, wording: Wording) -> Iterator[str]:
    if block.chances is None:
        return
    chances, words = block.chances, wording.chances
    has_then = any(item.then for item in chances.items)
    heading = (words.what, *(chances.groups or (words.how_many,)), *([words.then] if has_then else []))
    rows = [
        (item.what, *chance_texts(item, chances, wording), *([item.then or ""] if has_then else []))
        for item in chances.items
    ]
    people = words.of.format(per=_grouped(chances.per, words.thousands), of=chances.of)
    yield f"{people}\n\n{_table(heading, rows)}"


def chance_texts(item: Chance, chances: Chances, wording: Wording) -> Iterator[str]:
    """Yield how likely a thing is in words, for each group: 'about 7 in 1,000 within 3 years'."""
    words = wording.chances
    per = _grouped(chances.per, words.thousands)
    for number in item.number:
        digits = re.sub(r"\d{4,}", lambda found: _grouped(found[0], words.thousands), number)
        text = _bound(words.number.format(number=digits, per=per))
        yield words.within.format(number=text, time=item.within) if item.within else text


def _grouped(digits: str, separator: str) -> str:
    return f"{int(digits):,}".replace(",", separator)


def _fields(block: Block, _: Wording) -> Iterator[str]:
    yield from map(_field, block.fields or ())


def _field(field: FormField) -> str:
    label = f"**{field.label}{'' if field.label[-1] in ':?.!' else ':'}**"
    if field.choose and field.rows:
        return _table((field.label, *field.choose), [(row, *[BOX] * len(field.choose)) for row in field.rows])
    if field.choose:
        return f"{label} {BETWEEN_CHOICES.join(f'{BOX} {_bound(choice)}' for choice in field.choose)}"
    if field.value:
        return f"{label} {field.value}"
    if field.lines:
        return "\n\n".join((label, *[BLANK_LINE] * field.lines))
    unit = f" {field.unit}" if field.unit else ""
    length = LINE_LENGTHS.get(field.width or "", max(MIN_LINE, LINE - len(field.label) - len(unit)))
    return f"{label} {'_' * length}{unit}"


def _bound(text: str) -> str:
    """Return a text that no line breaks: else a box could be taken for that of another choice."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(map(_row, (heading, ["---"] * len(heading), *rows)))


def _row(cells: Sequence[str]) -> str:
    escaped = (_UNESCAPED_BAR.sub(r"\\|", cell) for cell in cells)
    return f"| {' | '.join(escaped)} |"


TEXTS: Mapping[str, Callable[[Block, Wording], Iterator[str]]] = MappingProxyType(
    {"schedule": _schedule, "chances": _chances, "fields": _fields}
)
"""The texts of each kind of block that is written as CommonMark."""
