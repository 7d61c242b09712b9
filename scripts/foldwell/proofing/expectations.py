"""What is expected of a finished document."""

from __future__ import annotations

from dataclasses import dataclass

from foldwell.errors import Where


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """Text that must be found, and its place in the inputs."""

    where: Where
    text: str


ExpectedTexts = tuple[ExpectedText, ...]

Table = tuple[ExpectedTexts, ...]
"""The rows of a table, the heading row first, cell by cell; an empty cell has no words."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a finished document must show.

    `ordered` passages occur in this order; each group of `unordered` occurs anywhere, in its own order;
    `figures` are the alt texts of its pictures; `sizes` are the (width, height) in mm of its pages, of the
    paper alone in a Word file; with `allows_more_pages`, further pages of the last size may follow. At most
    `slack` other words occur between two words of a passage, and no word is smaller than `minimum_size` pt.
    Its links lead only to `links`, and to all `required_links`. The passages of each `contiguous` group are
    adjacent, and those of each `unbroken` group on one page, column or panel. Each of the `steps` has its
    number before its words. No row of `tables` is split over pages, nor any of `entries`: rows of tables
    that are shown as headings and values in turn. `allowed` texts may be shown although no article,
    practice or wording has them. No sentence continues from one of the pages `page_turns` to the next. A
    file of many pages lists these headings as its `contents`, each with the page that it begins on.
    Without annotations, which are links and form fields, a document that is placed on sheets has no marks
    among its words.
    """

    ordered: ExpectedTexts
    unordered: tuple[ExpectedTexts, ...]
    figures: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    allows_more_pages: bool = False
    slack: int = 12
    minimum_size: float = 12
    links: frozenset[str] = frozenset()
    required_links: frozenset[str] = frozenset()
    contiguous: tuple[ExpectedTexts, ...] = ()
    tables: tuple[Table, ...] = ()
    entries: tuple[ExpectedTexts, ...] = ()
    unbroken: tuple[ExpectedTexts, ...] = ()
    steps: tuple[tuple[int, ExpectedTexts], ...] = ()
    allowed: ExpectedTexts = ()
    page_turns: tuple[int, ...] = ()
    contents: ExpectedTexts = ()
    has_annotations: bool = True

    def page_sizes(self, pages: int) -> tuple[tuple[float, float], ...]:
        """Return the expected page sizes in mm of a file of so many pages."""
        return self.sizes + self.sizes[-1:] * (pages - len(self.sizes) if self.allows_more_pages else 0)
