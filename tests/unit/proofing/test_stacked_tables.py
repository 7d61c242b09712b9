"""Tables shown one row under the other: which they are in a document, and what is expected of them."""

from __future__ import annotations

import pytest

from foldwell.proofing.expectations import Expectation, ExpectedText, Table
from foldwell.proofing.inspection import Word
from foldwell.proofing.inspection.reading import Box
from foldwell.proofing.stacked_tables import with_stacked_tables
from foldwell.proofing.text_match.ordered_search import missing
from foldwell.proofing.text_match.provenance import TextProvenance

Rows = tuple[tuple[str, ...], ...]


def table(rows: Rows) -> Table:
    return tuple(tuple(ExpectedText("a.yaml", text) for text in row) for row in rows)


def expected(rows: Rows, shown: str) -> Expectation:
    """Return what is expected of a document with one table that shows some words."""
    ordered = tuple(cell for row in table(rows) for cell in row if cell.text)
    words = [Word(text, 1, Box(0.0, 0.0, 1.0, 1.0), 12.0) for text in shown.split()]
    provenance = TextProvenance(tuple(cell.text for cell in ordered), words)
    expectation = Expectation(ordered, (), (), (), tables=(table(rows),))
    return with_stacked_tables(expectation, provenance)


def lost(rows: Rows, shown: str) -> list[str]:
    """Return what is missing of a table among some words."""
    texts = [passage.text for passage in expected(rows, shown).ordered]
    return [found.text for found in missing(texts, shown.split()).missing]


MEALS = (("When", "Eat"), ("Monday", "bread"), ("Tuesday", "milk"))
ENTRIES = "When: Monday Eat: bread When: Tuesday Eat: milk"


def test_a_stacked_table_is_expected_with_each_heading_before_each_value() -> None:
    assert expected(MEALS, ENTRIES).tables == ()
    assert [[part.text for part in entry] for entry in expected(MEALS, ENTRIES).entries] == [
        ["When", "Monday", "Eat", "bread"],
        ["When", "Tuesday", "Eat", "milk"],
    ]
    assert lost(MEALS, ENTRIES) == []


@pytest.mark.parametrize(
    "shown",
    [
        "When: bread Eat: Monday When: Tuesday Eat: milk",
        "When: Monday Eat: bread When: milk Eat: Tuesday",
        "When: Monday Eat: bread Tuesday milk",
        "When: Monday Eat: milk When: Tuesday Eat: bread",
        "When: Monday When: Tuesday Eat: bread Eat: milk",
    ],
)
def test_a_table_whose_values_stand_behind_other_headings_or_none_has_lost_words(shown: str) -> None:
    assert lost(MEALS, shown)


AMBIGUOUS: dict[str, Rows] = {
    "one column": (("When",), ("Monday",), ("Tuesday",)),
    "a last heading that is empty": (("Food", ""), ("bread", "white"), ("milk", "warm")),
    "a first cell that is empty": (("When", "Eat"), ("", "bread"), ("Tuesday", "milk")),
    "an empty row": (("Food", ""), ("bread", "white"), ("", "")),
}


@pytest.mark.parametrize("rows", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_table_whose_first_rows_read_as_an_entry_is_no_stacked_one(rows: Rows) -> None:
    shown = " ".join(cell for row in rows for cell in row)
    assert lost(rows, shown) == []
