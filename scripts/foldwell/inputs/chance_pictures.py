"""The pictures of chances that an article asks for, as figures with alt text and caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from foldwell.errors import KeyPath
from foldwell.inputs.block_markdown import chance_texts
from foldwell.model import Article, Block, Chances, Figure, Section, Wording


class Dots(NamedTuple):
    """How many dots are filled: `low` surely, up to `high` of a range, of `per`."""

    low: int
    high: int
    per: int

    @property
    def file(self) -> str:
        """The name of the drawing."""
        return f"dots-{self.low}-{self.high}-of-{self.per}.svg"


def chance_figures(block: Block, wording: Wording) -> tuple[tuple[KeyPath, Dots, Figure], ...]:
    """Return the figures of the chances of a block, each with its keys below those and its dots."""
    return tuple(_figures(block.chances, wording)) if block.chances else ()


def article_figures(article: Article, wording: Wording) -> tuple[tuple[KeyPath, Figure], ...]:
    """Return all figures that documents of an article show, those of chances among them, with their keys."""
    drawn = (
        (("sections", number, *keys), figure)
        for number, section in enumerate(article.sections)
        for keys, _, figure in section_dots(section, wording)
    )
    return (*article.figures, *drawn)


def section_dots(section: Section, wording: Wording) -> Iterator[tuple[KeyPath, Dots, Figure]]:
    """Yield the figures of all chances of a section, each with its keys there and its dots."""
    for keys, block in section.content:
        yield from (((*keys, *inner), dots, figure) for inner, dots, figure in chance_figures(block, wording))


def _figures(chances: Chances, wording: Wording) -> Iterator[tuple[KeyPath, Dots, Figure]]:
    for index, item in enumerate(chances.items):
        for position, text in enumerate(chance_texts(item, chances, wording) if item.picture else ()):
            numbers = [int(number) for number in re.findall(r"[0-9]+", item.number[position])]
            dots = Dots(numbers[0], numbers[-1], int(chances.per))
            group = f" ({chances.groups[position]})" if chances.groups else ""
            caption = wording.chances.dots.format(what=f"{item.what}{group}", number=text)
            yield ("items", index), dots, Figure(file=dots.file, alt=caption, caption=caption)
