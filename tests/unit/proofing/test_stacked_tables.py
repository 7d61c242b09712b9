"""Tables shown one row under the other: which they are in a document, and what is expected of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from foldwell.errors import Problem
from foldwell.proofing.checks.table_rows import table_rows
from foldwell.proofing.expectations import Expectation, ExpectedText, Table
from foldwell.proofing.inspection import Word
from foldwell.proofing.inspection.reading import Box
from foldwell.proofing.stacked_tables import with_stacked_tables
from foldwell.proofing.text_match.ordered_search import missing
from foldwell.proofing.text_match.provenance import TextProvenance

Rows = tuple[tuple[str, ...], ...]


def table(rows: Rows) -> Table:
    return tuple(tuple(ExpectedText("a.yaml", text) for text in row) for row in rows)


def traced(rows: Rows, shown: str) -> TextProvenance:
    """Return the words that a document shows, one under the other; those after a | are on the next page."""
    pages = enumerate(shown.split("|"), 1)
    words = [Word(text, page, Box(0.0, 0.0, 1.0, 1.0), 12.0) for page, part in pages for text in part.split()]
    return TextProvenance(tuple(cell for row in rows for cell in row), words)


def expected(rows: Rows, shown: str) -> Expectation:
    """Return what is expected of a document with one table that shows some words."""
    ordered = tuple(cell for row in table(rows) for cell in row if cell.text)
    expectation = Expectation(ordered, (), (), (), tables=(table(rows),))
    return with_stacked_tables(expectation, traced(rows, shown))


def torn(rows: Rows, shown: str) -> list[Problem]:
    """Return what the check of rows finds in a document that shows some words."""
    proof: Any = SimpleNamespace(
        contents=SimpleNamespace(pages=2),
        expectation=expected(rows, shown),
        provenance=traced(rows, shown),
        template_hint=lambda hint: hint,
        problem=lambda what, hint, page: Problem("a.pdf", what, hint),
    )
    return list(table_rows(proof))


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


EQUAL: Rows = (("When", "Eat"), ("Monday", "bread"), ("Tuesday", "milk"), ("Monday", "bread"))


def test_an_entry_that_is_torn_is_found_though_an_equal_one_is_not() -> None:
    shown = f"{ENTRIES} When: Monday {{}} Eat: bread"
    assert torn(EQUAL, shown.format("")) == []
    (problem,) = torn(EQUAL, shown.format("|"))
    assert problem.message.startswith("a table row is not in one piece: When | Monday | Eat | bread")
