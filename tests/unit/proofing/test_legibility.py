"""The quick ways to look at many pixels at once find what looking at one after another finds."""

from collections.abc import Iterator
from itertools import groupby, pairwise, product
from random import Random
from typing import NamedTuple

import pikepdf
import pytest

from foldwell.assets.colour import Rgb
from foldwell.proofing.inspection.pdf.fonts import all_have_glyphs
from foldwell.proofing.inspection.pdf.legibility import (
    Edges,
    Patch,
    has_gap,
    ink_columns,
    is_shown_completely,
    quick_check,
    sampled_rows,
)
from foldwell.proofing.inspection.pdf.light_levels import background_level, extremes

DICE = Random(5)
PATCHES = [
    (wide, bytes(DICE.choices((0, 255), (blank, 1), k=wide * high)))
    for wide in (1, 2, 7, 40)
    for high in (1, 2, 3, 9, 24)
    for blank in (0, 3, 40)
]
INKED = [(wide, drawn) for wide, drawn in PATCHES if any(drawn)]


class Letters(NamedTuple):
    text: str
    edges: Edges
    size: float
    colour: Rgb | None


def rows_of(drawn: bytes, wide: int) -> list[bytes]:
    return [drawn[at : at + wide] for at in range(0, len(drawn), wide)]


def glance_at(patch: Patch) -> Patch:
    rows = rows_of(patch.levels, patch.width)
    return patch._replace(levels=b"".join(rows[row] for row in sampled_rows(patch.height)))


def widest_gap(drawn: bytes, wide: int) -> int:
    held = [any(row) for row in rows_of(drawn, wide)]
    inner = "".join("x" if row else " " for row in held).strip()
    return max((len(list(run)) for sign, run in groupby(inner) if sign == " "), default=0)


def test_there_are_patches_with_gaps_and_without() -> None:
    gaps = {widest_gap(drawn, wide) for wide, drawn in INKED}
    assert {0, 1, 2, 3} <= gaps
    assert len(INKED) > 40


@pytest.mark.parametrize(("wide", "drawn"), PATCHES)
def test_the_columns_of_a_patch_are_those_that_hold_ink(wide: int, drawn: bytes) -> None:
    assert ink_columns(drawn, wide) == bytes(map(max, zip(*rows_of(drawn, wide), strict=True)))


@pytest.mark.parametrize(("wide", "drawn"), INKED)
def test_a_patch_is_parted_by_more_blank_rows_than_it_may_have_and_by_no_fewer(
    wide: int, drawn: bytes
) -> None:
    gap = widest_gap(drawn, wide)
    assert [most for most in range(26) if has_gap(drawn, wide, most)] == list(range(gap))


@pytest.mark.parametrize("paper", [0, 3, 128, 250, 255])
@pytest.mark.parametrize("colour", [0, 4, 128, 255])
def test_the_extremes_are_exact_whatever_was_likely(paper: int, colour: int) -> None:
    for low, high in ((0, 255), (2, 5), (3, 128), (6, 254), (30, 250), (128, 128), (255, 255)):
        levels = bytes(DICE.choices(range(low, high + 1), k=50))
        assert extremes(levels, paper, colour) == (min(levels), max(levels))


def test_the_ground_of_a_patch_is_its_commonest_level_and_of_equals_the_darkest() -> None:
    assert background_level(b"\x07\x07\x01\x01\x09") == 1
    assert background_level(b"\x07\x07\x01\x09") == 7


def drawings() -> Iterator[tuple[Patch, Letters]]:
    """Yield patches and the words they may show: dense or sparse, pale or dark, some slit, some cut off."""
    papers, colours = (255, 236, 140, 40, 0), ((0, 0, 0), (70, 70, 70), (255, 255, 255), (0, 90, 110), None)
    shares, strokes = (0.02, 0.25, 0.6, 0.97), (0, 6, 38, 182, 255)
    for paper, colour, share, stroke in product(papers, colours, shares, strokes):
        for size in (3.0, 9.0, 12.0, 20.0):
            wide, high = DICE.randint(1, int(5 * size)), DICE.randint(1, int(2 * size))
            tones = (paper, stroke, DICE.choice((0, 20, 250, paper)))
            levels = bytearray(DICE.choices(tones, (1 - share, share, share / 9), k=wide * high))
            first, last = sorted(DICE.choices(range(high + 1), k=2))
            if DICE.random() < 0.4:
                levels[first * wide : last * wide] = bytes([paper]) * ((last - first) * wide)
            if DICE.random() < 0.4:
                for column in range(DICE.randrange(wide), DICE.randrange(wide)):
                    levels[column::wide] = bytes([paper]) * high
            edges = 0.3, 0.3, (wide - DICE.random()) / 2, (high + DICE.choice((-1, 0, 9))) / 2
            yield (
                Patch(bytes(levels), wide, paper, high),
                Letters("a" * DICE.randint(1, 3), edges, size, colour),
            )


def test_a_quick_check_of_few_rows_is_sure_only_of_what_all_rows_show() -> None:
    certain = []
    for patch, word in drawings():
        certain.append((quick_check(glance_at(patch), word), is_shown_completely(patch, word)))
    assert (True, False) not in certain
    assert certain.count((True, True)) > 50 < certain.count((False, True))


def test_a_quick_check_defers_when_skipped_rows_may_be_darker() -> None:
    word = Letters("on", (0.0, 0.0, 20.0, 10.0), 20.0, (66, 66, 66))
    grey, white = (bytes([140, 38] * 20) * 19 + bytes([140, spot] * 20) for spot in (38, 255))
    a, b = (Patch(levels, 40, 140, 20) for levels in (grey, white))
    assert glance_at(a) == glance_at(b)
    assert (is_shown_completely(a, word), is_shown_completely(b, word)) == (True, False)
    assert not quick_check(glance_at(a), word)


def test_a_quick_check_skips_two_rows_between_others_at_most_and_one_at_an_end() -> None:
    for high in range(1, 60):
        taken = sampled_rows(high)
        assert taken[0] <= 1
        assert high - 2 <= taken[-1] < high
        assert all(0 < after - before <= 3 for before, after in pairwise(taken))


@pytest.mark.parametrize(
    ("drawing", "sure"),
    [
        (b"[<00410042>0<0043>] TJ", True),
        (b"<</MCID 0>> BDC [<0041>4<>5] TJ", True),
        (b"[<00410000>] TJ", False),
        (b"[<00410007>] TJ", False),
        (b"[<00 41>] TJ", False),
        (b"[<4100><0>] TJ", False),
        (b"(\x00\x00) Tj", False),
    ],
)
def test_only_whole_hexadecimal_codes_show_without_a_search_that_all_have_glyphs(
    drawing: bytes, sure: bool
) -> None:
    with pikepdf.new() as file:
        assert all_have_glyphs(pikepdf.Stream(file, drawing), frozenset({0, 7})) == sure
