"""Tables on pages: a row never parts, its heading row stands above it, and a finished file that tears one is
refused with the line of the row.
"""

import io
import re
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

import docx
import pytest
from support import tabular
from support.combinations import representative
from support.layouts import FOLDS, PRINTS, looking, printed

from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import Proof, verify, verify_document
from foldwell.errors import InputError
from foldwell.proofing import article_content, inspection
from foldwell.proofing.checks.table_rows import table_rows
from foldwell.rendering.docx import block_writers
from foldwell.workflows import build_pack

CELL = re.compile(r"(t[0-9]+r[0-9]+)(c[0-9]+)([az])")
LEVEL = 1.0

MANY = tabular.many_tables(count=8, length=9)
"""Enough tables for some of them to break in every document, wherever its pages end."""

ONE = tabular.many_tables(count=1, sentences=8, length=14)
"""One that breaks on a sheet which its article just fills."""


def said(given, name, data):
    """What the proof says of the tables of a document."""
    document = DOCUMENTS[name]
    proof = Proof(given, document, document.complete_expectation(given), document.read(data, given))
    return "\n".join(map(str, table_rows(proof)))


class Look:
    """The rows of the tables that `tabular` made, as they stand on the pages."""

    def __init__(self, data):
        self.words = inspection.read_pdf(data).words
        self.named = {word.text: word for word in self.words if CELL.fullmatch(word.text)}

    def cells(self):
        """The first and the last word of each cell, by table and row."""
        found = defaultdict(list)
        for name, word in self.named.items():
            row, column, edge = CELL.fullmatch(name).groups()
            if edge == "a":
                found[row].append((word, self.named[f"{row}{column}z"]))
        return found

    def torn(self):
        """The rows whose cells do not begin at one height, or of which one goes on elsewhere."""
        return [
            row
            for row, cells in self.cells().items()
            if len({one.page for cell in cells for one in cell}) > 1
            or max(first.box.top for first, _ in cells) - min(first.box.top for first, _ in cells) > LEVEL
            or any(last.box.bottom < first.box.bottom - LEVEL for first, last in cells)
        ]

    def parts(self):
        """For each table the first words of its rows: a list for each page, panel or column."""
        tables = defaultdict(list)
        for row, cells in self.cells().items():
            first, parts = cells[0][0], tables[row.partition("r")[0]]
            if not parts or first.page != parts[-1][-1].page or first.box.top < parts[-1][-1].box.top:
                parts.append([])
            parts[-1].append(first)
        return tables

    def headed(self, first):
        """Whether the first word of the heading row stands right above a row, and nothing in between."""
        above = [
            word
            for word in self.words
            if word.page == first.page
            and word.box.top < first.box.top - LEVEL
            and abs(word.box.left - first.box.left) < LEVEL
        ]
        return max(above, key=lambda word: word.box.top).text == tabular.HEADING[0]


@pytest.mark.parametrize("name", representative(PRINTS, "tri"))
def test_no_row_parts_and_two_stand_on_either_side_under_the_heading_row(written, name):
    given = written(MANY, name if name in FOLDS else "tri")
    document, data = printed(given, name)
    look = Look(data)
    parts = look.parts()
    assert len(look.cells()) == 4 * 9 + 4 * 3
    assert any(len(table) > 1 for table in parts.values()), "a table breaks"
    assert look.torn() == []
    assert [table for table, lists in parts.items() if any(len(part) < 2 for part in lists)] == []
    assert [table for table, lists in parts.items() if not all(look.headed(part[0]) for part in lists)] == []
    assert said(given, document, data) == ""
    assert inspection.read_pdf(data).accessibility_problems == ()


TORN = "tr { break-inside: auto }"


class Sabotage(NamedTuple):
    """A rule for some of the tables, the message it must lead to, and the rows that this may name."""

    selector: str
    tables: tuple[int, ...]
    rule: str
    message: str
    rows: str = ""


SABOTAGES = (
    Sabotage("tr", tuple(range(8)), "break-inside: auto", "is not in one piece"),
    Sabotage("thead", (0, 2, 4, 6), "display: table-row-group", "has no heading row above it"),
    Sabotage(
        "tbody tr:last-child",
        (1, 3),
        "break-before: page !important",
        "stands apart from the other rows",
        "r2",
    ),
    Sabotage(
        "tbody tr:first-child",
        (5, 7),
        "break-after: page !important",
        "stands apart from the other rows",
        "r0",
    ),
)
"""What a stylesheet may do to tables, each to other ones, so that one layout shows all of it."""

RULES = "\n".join(
    f"#part-{table + 1} {case.selector} {{ {case.rule} }}" for case in SABOTAGES for table in case.tables
)
# As high as boxes one below the other: else no page of a booklet ends within a row.
RULES += "\n.pair { display: block }"


@pytest.mark.parametrize("name", representative(PRINTS, "tri"))
def test_a_stylesheet_that_breaks_tables_elsewhere_is_refused_with_the_row_and_its_line(written, name):
    source = MANY.splitlines()
    context = looking(written(MANY, name if name in FOLDS else "tri"), RULES)
    problems = said(context, *printed(context, name)).splitlines()
    named = set()
    for problem in problems:
        what, words, line = re.search(
            r"a table row ([^:]+): (.+?), from content/articles/tables\.yaml:(\d+) ", problem
        ).groups()
        row = next(row for row in source if words in row)
        assert source[int(line) - 1] == row
        assert "take out of your stylesheets what lets a table break there" in problem
        table, _, rest = CELL.search(row)[1].removeprefix("t").partition("r")
        named.add((what, int(table), f"r{rest}"))
    for case in SABOTAGES:
        assert any(
            what == case.message and table in case.tables and row.endswith(case.rows)
            for what, table, row in named
        ), case


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("fold", representative(["tri", "none"]))
def test_a_row_torn_on_a_sheet_or_for_a_press_is_noticed(written, fold):
    names = ("leaflet-screen", "leaflet", "press")
    whole = build_pack.build_documents(written(ONE, fold), names)
    assert verify(written(ONE, fold), whole) == ()
    given = looking(written(ONE, fold), "tbody tr:last-child td:last-child { transform: translateY(12mm) }")
    made = build_pack.build_documents(given, names)
    torn = Look(made["leaflet-screen"]).torn()
    assert torn
    for name, data in made.items():
        assert [row for row in torn if f"{row}c0a" not in said(given, name, data)] == []


WIDE = tabular.article(
    tabular.SENTENCE * 4,
    tabular.table(
        *(
            (f"Sterilisation {at}", "acetaminophen tablets", "rehydration salts", "electrocardiography", "")
            for at in range(5)
        ),
        heading=("Procedure", "Medicines", "Drinks", "Examinations", "Begun"),
    ),
    *[tabular.SENTENCE * 6] * 3,
)
"""A table whose words have no room side by side on a panel, with a column to write in."""


@pytest.mark.usefixtures("tight")
def test_a_table_without_room_in_columns_has_an_entry_for_each_row_with_every_heading(written):
    names = ("leaflet-screen", "leaflet", "press")
    made = build_pack.build_documents(written(WIDE), names)
    assert verify(written(WIDE), made) == ()
    text = " ".join(word.text for word in inspection.read_pdf(made["leaflet-screen"]).words)
    entry = "Procedure: Sterilisation {} Medicines: acetaminophen tablets Drinks: rehydration salts"
    assert [at for at in range(5) if entry.format(at) not in text] == []
    assert text.count("Examinations: electrocardiography Begun:") == 5
    assert inspection.read_pdf(made["leaflet-screen"]).accessibility_problems == ()


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("fold", representative(FOLDS))
def test_a_table_without_headings_is_not_taken_for_entries(written, fold):
    rows = [
        ("To change it", "01632 960555, Monday to Friday, 8.30am to 4.30pm"),
        ("Parking", "Free for two hours"),
    ]
    text = tabular.article(f"Look:\n\n{tabular.table(*rows, heading=('', ''))}", tabular.SENTENCE * 30)
    context = written(text, fold)
    made = build_pack.build_documents(context, ("leaflet-screen", "leaflet"))
    planned = build_pack.with_plans(context, ("leaflet-screen",))
    assert list(map(str, verify(planned, made))) == []


STACK_FAULTS = {
    "a heading and a column to write in that are gone": (
        ".entry:nth-child(2) p:nth-child(3) strong, .entry:nth-child(4) p:last-child { display: none }",
        ("are missing: [Drinks]", "are missing: [Begun]"),
    ),
    "a part elsewhere": (
        ".entry:nth-child(2) p:nth-child(4) { position: relative; top: -60mm }",
        ("a table row is not in one piece: Procedure | Sterilisation 1",),
    ),
}


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(("css", "messages"), STACK_FAULTS.values(), ids=STACK_FAULTS)
def test_a_fault_in_an_entry_is_noticed_on_screen_on_a_sheet_and_for_a_press(written, css, messages):
    given = looking(written(WIDE), css)
    made = build_pack.build_documents(given, ("leaflet-screen", "leaflet", "press"))
    for name in made:
        problems = "\n".join(map(str, verify_document(given, name, made)))
        assert [message for message in messages if message not in problems] == [], name


def test_a_practice_without_templates_is_not_sent_to_look_for_the_fault_there(written):
    given = written(MANY)
    css = f"{given.templates['base.css']}\n{TORN} #part-3 {{ display: none }}"
    ours = replace(given, templates={**given.templates, "base.css": css})
    document, data = printed(ours, "tri")
    told = "\n".join(map(str, verify(ours, {document: data})))
    assert "are missing" in told
    assert "a table row is not in one piece" in told
    assert "report this line" in told
    assert "template" not in told
    assert "stylesheet" not in told
    assert "the template leaves them out" in "\n".join(map(str, verify(looking(ours, ""), {document: data})))


FOLDED = """body: '

      | A | B |

      |---|---|

      | fast | slow
      lane |

      '"""


@pytest.mark.parametrize(
    "body", ["body: |\n\n\n      | A | B |\n      |---|---|\n      | fast | slow lane |", FOLDED]
)
def test_the_line_of_a_row_is_known_however_the_text_is_written(written, body):
    text = tabular.article("@").replace("body: |\n      @", body)
    (table,) = article_content.tables(written(text))
    assert [cell.text for cell in table[1]] == ["fast", "slow lane"]
    line = text.partition("| fast")[0].count("\n") + 1
    assert {str(cell.where) for cell in table[1]} == {f"content/articles/tables.yaml:{line}"}


def test_a_row_of_dashes_is_not_taken_for_a_torn_one(written):
    rows = [(name, "-", "-") for name in ("One", "Two", "Three", "Four", "Five", "Six")]
    filling = [f"{tabular.SENTENCE * (2 + at)}\n\n{tabular.table(*rows)}" for at in range(4)]
    given = written(tabular.article(*filling))
    document, data = printed(given, "large-print")
    assert said(given, document, data) == ""


def tall(words):
    """An article with a table in which one row has so many words in a cell, and the line of that row."""
    rows = *tabular.rows("t0", 2), ("high", tabular.cell("t1r0c1", words), "high"), *tabular.rows("t2", 2)
    text = tabular.article(*[tabular.SENTENCE * 4] * 2, f"Look:\n\n{tabular.table(*rows)}")
    return text, text.partition("| high")[0].count("\n") + 1


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(
    ("name", "where"),
    representative(
        {
            "large-print": "on one page",
            "tri": "on one panel",
            "half": "on one page",
            "none": "in one column",
        }.items(),
        "tri",
    ),
)
def test_a_row_taller_than_its_page_is_refused_with_its_line(written, name, where):
    text, line = tall(900)
    document = "large-print" if name == "large-print" else "leaflet-screen"
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(written(text, name if name in FOLDS else "tri"), (document,))
    place = f"content/articles/tables.yaml:{line}"
    what = f"a table row is too tall to stand {where} with its heading row: Topic: high Advice: t1r0c1a word"
    assert str(caught.value).startswith(f"{place}: {what}")


def test_a_row_that_is_too_tall_for_a_page_in_the_handout_is_set_smaller(written):
    text, _ = tall(300)
    given = written(text)
    data = build_pack.build_documents(given, ("handout",))["handout"]
    document = docx.Document(io.BytesIO(data))
    (table,) = [table for table in document.tables if "t1r0c1a" in table._element.xpath("string()")]
    styles = {part.style.name for row in table.rows for cell in row.cells for part in cell.paragraphs}
    assert styles == {"Cell Small", "Cell Small Heading"}
    assert verify(given, {"handout": data}) == ()


def test_a_row_that_is_too_tall_at_every_size_in_the_handout_is_refused_with_its_line(written):
    text, line = tall(400)
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(written(text), ("handout",))
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"content/articles/tables.yaml:{line}: a table row is about 237 mm tall")


def test_rows_of_which_two_have_no_room_on_a_page_stand_alone_under_the_heading_row(written):
    rows = [("high", tabular.cell(f"t0r{at}c1", 120), "high") for at in range(3)]
    given = written(tabular.article(tabular.SENTENCE, f"Look:\n\n{tabular.table(*rows)}"))
    document, data = printed(given, "large-print")
    look = Look(data)
    pages_of = [word.page for word in look.named.values() if word.text.endswith("a")]
    assert len(set(pages_of)) == 3
    assert look.torn() == []
    assert verify(given, {document: data}) == ()


LONG_NAMES = tuple(f"Gastroenterological{number}" for number in range(7))


@pytest.fixture(scope="module")
def wide(written):
    """An article with a table that has no room in columns in Word, one of which is to be filled in."""
    rows = [[f"t1r{at}c{column}" for column in range(6)] for at in range(3)]
    lines = [LONG_NAMES, ["---"] * 7, *([*row, ""] for row in rows)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return written(tabular.article(tabular.SENTENCE, f"Look:\n\n{text}"))


def test_a_table_too_wide_for_word_has_an_entry_for_each_row_with_every_heading(wide):
    data = build_pack.build_documents(wide, ("handout",))["handout"]
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    at = lines.index(f"{LONG_NAMES[0]}: t1r0c0")
    assert lines[at + 1] == f"{LONG_NAMES[1]}: t1r0c1"
    assert lines[at + 6].startswith(f"{LONG_NAMES[6]}:")
    assert lines[at + 7] == f"{LONG_NAMES[0]}: t1r1c0"
    assert verify(wide, {"handout": data}) == ()


def test_an_entry_in_word_that_may_part_over_pages_is_noticed(wide, monkeypatch):
    monkeypatch.setattr(block_writers, "IN_ONE_PIECE", frozenset())
    data = build_pack.build_documents(wide, ("handout",))["handout"]
    said = str(verify(wide, {"handout": data})[0])
    assert f"what belongs together is not in one piece: {LONG_NAMES[0]} | t1r0c0" in said


def test_five_columns_that_fit_in_the_size_of_the_text_stay_a_table_in_word(written):
    line = "| a | b | c | d | e |"
    text = tabular.article(tabular.SENTENCE, f"Look:\n\n{line}\n|---|---|---|---|---|\n{line}")
    data = build_pack.build_documents(written(text), ("handout",))["handout"]
    assert any(len(table.columns) == 5 for table in docx.Document(io.BytesIO(data)).tables)
