"""Fragments of text as they are drawn: joined to words, and held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

from foldwell.assets.colour import Rgb
from foldwell.proofing.inspection.pdf.legibility import Edges

MIN_OVERLAP = 0.3
"""The share of the smaller of two fragments from which they overlap, so that neither can be read."""


class TextFragment(NamedTuple):
    """Text between spaces or line ends, as it is drawn, in points from the top left of its page.

    It has its size, its colour if plain, its page (from 1) and its marked-content id. Its characters stand on
    the `baseline`; `upright` ones are neither rotated, mirrored, slanted nor stretched.
    """

    text: str
    edges: Edges
    size: float
    colour: Rgb | None
    page: int
    mark: int
    ends_line: bool
    baseline: float
    upright: bool


def join_fragments(fragments: Iterable[TextFragment]) -> Iterator[TextFragment]:
    """Yield words: a fragment that ends its line with a hyphen or dash is joined with the next one."""
    pending: TextFragment | None = None
    for fragment in fragments:
        merged = (
            fragment
            if pending is None
            else pending._replace(text=pending.text + fragment.text, ends_line=fragment.ends_line)
        )
        pending = merged if continues(merged) else None
        if pending is None:
            yield merged
    if pending is not None:
        yield pending


def continues(fragment: TextFragment) -> bool:
    """Return whether a fragment is the first part of a word broken at a line end."""
    return fragment.ends_line and category(fragment.text[-1]) == "Pd" and fragment.text[-2:-1].isalnum()


def overlapping(fragments: Sequence[TextFragment]) -> set[int]:
    """Return the indices of fragments that overlap, so that they cannot be read."""
    found: set[int] = set()
    order = sorted(range(len(fragments)), key=lambda index: fragments[index].edges[1])
    for position, index in enumerate(order):
        edges = fragments[index].edges
        left, _, right, bottom = edges
        for neighbour in order[position + 1 :]:
            neighbour_edges = fragments[neighbour].edges
            if neighbour_edges[1] >= bottom:
                break
            if (
                neighbour_edges[0] < right
                and neighbour_edges[2] > left
                and overlap_share(edges, neighbour_edges) > MIN_OVERLAP
            ):
                found.update((index, neighbour))
    return found


def overlap_share(a: Edges, b: Edges) -> float:
    """Return the fraction of the smaller of two rectangles that the other one covers."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(edges[2] - edges[0]) * (edges[3] - edges[1]) for edges in (a, b)]
    return width * height / min(areas) if min(areas) else 0.0
