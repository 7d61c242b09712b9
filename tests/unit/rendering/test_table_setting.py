"""Columns of tables on pages: wide enough for every word, and shared out so that the table is low."""

import re

import pytest

from foldwell.assets import fonts
from foldwell.model.units import MM_PER_PT
from foldwell.rendering.pdf.table_setting import CELL_SPACE, TIGHT_CELL_SPACE, TableType, set_tables

FONT = fonts.bundled_font("Lato")
ROOM = 80.0


def table(*rows):
    head, *others = ("".join(f"<{tag}>{cell}</{tag}>" for cell in row) for tag, *row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in others)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def widths(html, room=ROOM, points=12):
    found = set_tables(html, TableType(FONT, points, 1.3, room))
    return [float(width) * room / 100 for width in re.findall(r'<col style="width:([\d.]+)%">', found)]


def needed(word, points=12):
    return fonts.text_width(FONT, word) * points * MM_PER_PT + CELL_SPACE


WORDY = table(
    ("th", "Medicine", "What to do"),
    ("td", "Sterilisation", "Take it with a glass of water, not with milk, and wait for half an hour"),
)


def test_columns_fill_the_room_and_hold_their_longest_word():
    first, second = widths(WORDY)
    assert first + second == pytest.approx(ROOM, abs=0.1)
    assert first >= needed("Sterilisation")
    assert second > first


def test_a_column_with_more_words_is_wider_whichever_it_is():
    swapped = table(
        ("th", "What to do", "Medicine"),
        ("td", "Take it with a glass of water, not with milk, and wait for half an hour", "Sterilisation"),
    )
    assert widths(swapped) == pytest.approx(widths(WORDY)[::-1])


@pytest.mark.parametrize(
    ("room", "shown"), [(60, "1000_mg_every_day"), (22, "1000_mg every day"), (16, "1000 mg every day")]
)
def test_words_bound_together_are_parted_where_they_have_no_room_a_number_and_its_unit_last(room, shown):
    bound = table(("th", ""), ("td", "1000_mg_every_day")).replace("_", "\N{NO-BREAK SPACE}")
    found = set_tables(bound, TableType(FONT, 12, 1.3, room))
    assert shown in found.replace("\N{NO-BREAK SPACE}", "_")


def test_a_number_keeps_its_unit_in_an_entry_where_columns_would_part_them():
    dose = "30\N{NO-BREAK SPACE}mg"
    doses = table(("th", "Day", "1", "2", "3", "4"), ("td", "Dose", *[dose] * 4))
    kinds = [TableType(FONT, 12, 1.3, room) for room in (90, 64)]
    in_columns, stacked = (set_tables(doses, kind) for kind in kinds)
    assert [found.count(dose) for found in (in_columns, stacked)] == [4, 4]
    assert "<table" in in_columns
    assert "<table" not in stacked


def test_a_table_whose_words_have_no_room_stays_as_it_is():
    assert set_tables(WORDY, TableType(FONT, 12, 1.3, 30)) == set_tables(WORDY, TableType(FONT, 12, 1.3, 29))
    assert widths(WORDY, room=30) == []


LONG = "Take it with a glass of water, not with milk, and wait for half an hour before you eat. " * 3


@pytest.mark.parametrize(
    ("heading", "row", "is_stacked"),
    [
        (("Medicine", "Time", "What to do"), ("Paracetamol", "Morning", LONG), True),
        (("", "", ""), ("Paracetamol", "Morning", LONG), False),
        (("Medicine", "Time", "What to do"), ("Paracetamol", "", ""), False),
        (("Medicine", "What to do"), ("Paracetamol", LONG), False),
    ],
    ids=["much higher in columns", "without headings", "to be filled in", "two columns"],
)
def test_only_a_table_much_higher_in_columns_has_an_entry_for_each_row(heading, row, is_stacked):
    found = set_tables(table(("th", *heading), ("td", *row)), TableType(FONT, 12, 1.3, 60))
    assert ("<table" not in found) is is_stacked


def test_a_table_that_is_marked_keeps_its_mark_and_words_around_it_stay():
    html = f"<p>One</p>{WORDY.replace('<table', '<table data-loose')}<p>Two</p>"
    found = set_tables(html, TableType(FONT, 12, 1.3, ROOM))
    assert found.startswith("<p>One</p><table data-loose style=")
    assert found.endswith("</table><p>Two</p>")
    assert set_tables("<p>None</p>", TableType(FONT, 12, 1.3, ROOM)) == "<p>None</p>"


BLANK = '<input type="text" class="blank" name="blank-1" title="Dose, blank" size="{}"/>'


def test_a_column_has_room_for_its_places_to_write():
    short, long = (
        widths(table(("th", "Medicine", "Dose"), ("td", "Iron", BLANK.format(size)))) for size in (3, 20)
    )
    assert short[1] < long[1]
    assert long[1] >= 20 * 0.5 * 12 * MM_PER_PT + CELL_SPACE


def test_a_table_with_places_to_write_is_stacked_with_each_behind_its_label():
    words = "Take it with a glass of water, not with milk, and wait for half an hour"
    rows = table(("th", "Medicine", "Dose", "How"), *[("td", "Iron", BLANK.format(4), words)] * 3)
    html = set_tables(rows, TableType(FONT, 16, 1.3, 60.0))
    assert html.count('<p><strong>Dose:</strong> <input type="text" class="blank"') == 3


def test_an_empty_column_of_a_stacked_table_is_a_place_to_write_with_a_name_of_its_own():
    words = "Take it with a glass of water, not with milk, and wait for half an hour"
    rows = table(("th", "Medicine", "Seen & done", "How"), *[("td", "Iron", "", words)] * 2)
    html = set_tables(rows.replace("&", "&amp;"), TableType(FONT, 16, 1.3, 60.0))
    assert re.findall(r'class="blank line" name="([^"]*)" title="([^"]*)"', html) == [
        ("entry-1-0-1", "Seen &amp; done"),
        ("entry-1-1-1", "Seen &amp; done"),
    ]


@pytest.mark.parametrize("room", [45, 60])
def test_a_span_of_time_is_not_broken_at_its_hyphen(room):
    activity = (
        "Coffee, and time to ask the nurses and doctors how it will be done, or anything that troubles you"
    )
    first, *_ = widths(table(("th", "Time", "What happens"), ("td", "10:30-11:00", activity)), room) or [ROOM]
    assert first >= needed("10:30-11:00") - CELL_SPACE + TIGHT_CELL_SPACE
