"""The quick ways to look at many pixels at once find what looking at one after another finds."""

from itertools import groupby
from random import Random

import pikepdf
import pytest

from foldwell.readback.ink import behind, columns_of, extremes, parted
from foldwell.readback.pdf_fonts import all_have_shapes

DICE = Random(5)
PATCHES = [
    (wide, bytes(DICE.choices((0, 255), (blank, 1), k=wide * high)))
    for wide in (1, 2, 7, 40)
    for high in (1, 2, 3, 9, 24)
    for blank in (0, 3, 40)
]
INKED = [(wide, drawn) for wide, drawn in PATCHES if any(drawn)]


def rows_of(drawn: bytes, wide: int) -> list[bytes]:
    return [drawn[at : at + wide] for at in range(0, len(drawn), wide)]


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
    assert columns_of(drawn, wide) == bytes(map(max, zip(*rows_of(drawn, wide), strict=True)))


@pytest.mark.parametrize(("wide", "drawn"), INKED)
def test_a_patch_is_parted_by_more_blank_rows_than_it_may_have_and_by_no_fewer(
    wide: int, drawn: bytes
) -> None:
    gap = widest_gap(drawn, wide)
    assert [most for most in range(26) if parted(drawn, wide, most)] == list(range(gap))


@pytest.mark.parametrize("paper", [0, 3, 128, 250, 255])
@pytest.mark.parametrize("colour", [0, 4, 128, 255])
def test_the_extremes_are_exact_whatever_was_likely(paper: int, colour: int) -> None:
    for low, high in ((0, 255), (2, 5), (3, 128), (6, 254), (30, 250), (128, 128), (255, 255)):
        levels = bytes(DICE.choices(range(low, high + 1), k=50))
        assert extremes(levels, paper, colour) == (min(levels), max(levels))


def test_the_ground_of_a_patch_is_its_commonest_level_and_of_equals_the_darkest() -> None:
    assert behind(b"\x07\x07\x01\x01\x09") == 1
    assert behind(b"\x07\x07\x01\x09") == 7


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
def test_only_whole_codes_in_hexadecimal_tell_at_a_glance_that_all_have_shapes(
    drawing: bytes, sure: bool
) -> None:
    with pikepdf.new() as file:
        assert all_have_shapes(pikepdf.Stream(file, drawing), frozenset({0, 7})) == sure
