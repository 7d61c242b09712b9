"""Tables in the Word handout: widths by content, no word broken, rows that stay whole and together.

What would break one is refused with the line of its row.
"""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import ImageFont
from support import letterheads, tabular

from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

MM_PER_PT = 25.4 / 72
TWIPS = 25.4 / 1440
PAD = 10 * MM_PER_PT
BODY, HEADING = 14, 12.5
DRUGS = tabular.table(
    (
        "Warfarin, apixaban, rivaroxaban, edoxaban",
        "Call us 10 days before the test, on a day when we are open",
    ),
    ("Sterilisation", "After 4 weeks"),
    ("The pill", "Take it, and use condoms too for the next 7 days"),
    ("Iron", "Stop"),
    heading=("Medicine", "What to do"),
)


def handout(context):
    return build_pack.build_documents(context, ("handout",))["handout"]


def tables(data):
    """The tables of a handout that are no boxes."""
    return [table for table in Document(BytesIO(data)).tables if not table.style.name.endswith("Frame")]


def widths(table):
    return [int(column.get(qn("w:w"))) * TWIPS for column in table._tbl.tblGrid]


def length(font, text, points):
    """How wide bold words are in mm, as another library measures them."""
    return ImageFont.truetype(BytesIO(font.bold), 100).getlength(text) * points / 100 * MM_PER_PT


def broken(context, table):
    """The words of a table for which their column has no room."""
    return [
        word
        for at, row in enumerate(table.rows)
        for cell, width in zip(row.cells, widths(table), strict=True)
        for word in re.split(r"[ -]", cell.text)
        if word and length(context.base, word, BODY if at else HEADING) > width - PAD
    ]


def lines(context, table, widths):
    """About how many lines the rows of a table take at such widths."""
    return sum(
        max(
            -(-length(context.base, cell.text, BODY) // (width - PAD))
            for cell, width in zip(row.cells, widths, strict=True)
        )
        for row in table.rows
    )


@pytest.mark.parametrize("practice", ["riverside", "northgate"])
def test_columns_are_as_wide_as_their_words_ask_for_and_break_none(written, practice):
    context = written(
        tabular.article(f"Look:\n\n{DRUGS}", tabular.table(*tabular.rows("t0", 5))), "tri", practice
    )
    data = handout(context)
    assert [broken(context, table) for table in tables(data)] == [[], []]
    for table in tables(data):
        assert sum(widths(table)) == pytest.approx(150, abs=0.1)
        for first in (26, 75, 110):
            others = [(150 - first) / (len(widths(table)) - 1)] * (len(widths(table)) - 1)
            assert lines(context, table, widths(table)) <= lines(context, table, [first, *others])
    assert verify(context, {"handout": data}) == ()


def with_diary(columns, rows, *bodies):
    """An article with a diary."""
    diary = (
        f"diary:\n  heading: Diary\n  intro: Fill it in.\n  columns: {columns}\n  rows: {rows}\nquestions:"
    )
    return tabular.article(*bodies or ["Words."]).replace("questions:", diary)


def test_a_diary_gives_all_its_columns_the_same_room_to_write(written):
    text = with_diary("[Day, What I ate, Pain, How long it took]", "[Monday, Tuesday, Wednesday, Thursday]")
    context = written(text)
    (diary,) = tables(handout(context))
    label, *others = widths(diary)
    assert length(context.base, "Wednesday", HEADING) < label - PAD
    assert label < 35
    assert max(others) - min(others) < 0.1
    assert sum(widths(diary)) == pytest.approx(150, abs=0.1)


def test_a_diary_of_long_labels_leaves_room_to_write_beside_them(written):
    labels = '["Monday, before breakfast and before any tablets", "Tuesday, before breakfast"]'
    (diary,) = tables(handout(written(with_diary("[When, Sugar, Tablets]", labels))))
    assert min(widths(diary)[1:]) > 40


@pytest.mark.parametrize("count", [3, 12])
def test_the_diary_stands_between_the_questions_and_whom_to_call(written, count):
    rows = f"[{', '.join(f'Day {number}' for number in range(count))}]"
    context = written(with_diary("[Day, Pain]", rows))
    data = handout(context)
    shown = [word.text for word in inspection.read_docx(data).words]
    places = [shown.index(word) for word in ("Diary", context.practice.name.split()[0])]
    assert places == sorted(places)
    assert verify(context, {"handout": data}) == ()


SIX = "[Temperature, Breathlessness, Paracetamol, Ibuprofen, Nebuliser, Antibiotics]"


def test_words_that_have_no_room_beside_each_other_are_set_smaller_before_one_is_broken(written):
    context = written(with_diary(SIX, "[Monday, Tuesday]"))
    data = handout(context)
    (diary,) = tables(data)
    styles = {
        paragraph.style.name for row in diary.rows for cell in row.cells for paragraph in cell.paragraphs
    }
    assert styles == {"Cell Small", "Cell Small Heading"}
    for cell, width in zip(diary.rows[0].cells, widths(diary), strict=True):
        assert length(context.base, cell.text, 12) < width - PAD
    assert verify(context, {"handout": data}) == ()


def test_a_table_still_too_wide_goes_into_the_margins_as_far_at_either_side(written):
    text = with_diary(f"{SIX[:-1].replace('Nebuliser', 'Beclometasone')}]", "[Monday, Tuesday]")
    context = written(text)
    (diary,) = tables(handout(context))
    beyond = -int(diary._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w"))) * TWIPS
    assert 0 < beyond <= 15
    assert sum(widths(diary)) == pytest.approx(150 + 2 * beyond, abs=0.1)
    assert verify(context, {"handout": handout(context)}) == ()


WIDE = tabular.table(
    ("a", "b", "c", "d", "e"),
    ("Methylprednisolone", "f", "Phenoxymethylpenicillin", "g", "h"),
    heading=("Bendroflumethiazide", "Levothyroxine", "Spironolactone", "Hydroxychloroquine", "Sulfasalazine"),
)


def test_a_table_without_headings_whose_words_have_no_room_is_refused_with_the_line_of_the_longest(written):
    cells = WIDE.splitlines()[0].strip("| ").split(" | ")
    wide = tabular.table(tuple(cells), ("a", "b", "c", "d", "e"), heading=("",) * len(cells))
    text = tabular.article(f"Look:\n\n{wide}")
    with pytest.raises(InputError) as caught:
        handout(written(text))
    line = text.partition("| Bendroflumethiazide")[0].count("\n") + 1
    assert str(caught.value).startswith(
        f"content/articles/tables.yaml:{line}: a table is too wide for the handout: its longest words, "
        "'Bendroflumethiazide', 'Levothyroxine', 'Spironolactone', "
    )
    assert "(use fewer columns, or shorter words)" in str(caught.value)


def test_a_diary_too_wide_is_refused_with_its_line(written):
    text = with_diary(SIX.replace("Ibuprofen", "Phenoxymethylpenicillin, Hydroxychloroquine"), "[Monday]")
    text = text.replace(", Antibiotics", "")
    line = text.partition("columns:")[0].count("\n") + 1
    with pytest.raises(
        InputError, match=f"^content/articles/tables.yaml:{line}: a table is too wide for the"
    ):
        handout(written(text))


def test_a_row_taller_than_a_page_of_the_handout_is_refused_with_its_line(written):
    rows = [("One", "two", "three"), ("high", tabular.cell("t0r0c1", 900), "high")]
    text = tabular.article(f"Look:\n\n{tabular.table(*rows)}")
    line = text.partition("| high")[0].count("\n") + 1
    with pytest.raises(
        InputError, match=rf"^content/articles/tables.yaml:{line}: a table row is about \d+ mm tall"
    ):
        handout(written(text))


def kept(table):
    """Of each row, whether all its paragraphs keep with the next, by themselves or by their style."""
    return [
        all(
            paragraph._p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
            or paragraph.style.paragraph_format.keep_with_next
            for cell in row.cells
            for paragraph in cell.paragraphs
        )
        for row in table.rows
    ]


def test_two_rows_stand_on_either_side_of_a_page_and_a_short_table_is_whole(written):
    long, short = tabular.table(*tabular.rows("t0", 6)), tabular.table(*tabular.rows("t1", 3))
    document = handout(
        written(tabular.article(f"Look:\n\n{long}\n\nThen:\n\n{short}\n\n{20 * 'No single line. '}"))
    )
    a, b = tables(document)
    assert kept(a) == [True, True, False, False, False, True, False]
    assert kept(b) == [True, True, True, False]
    for table in (a, b):
        before = table._tbl.getprevious()
        assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_a_key_point_stays_with_the_last_rows_of_the_table_that_it_sums_up(written):
    (table,) = tables(handout(written(tabular.article(f"Look:\n\n{tabular.table(*tabular.rows('t0', 6))}"))))
    assert kept(table)[-2:] == [True, True]


TABLE = tabular.article(f"Look:\n\n{tabular.table(*tabular.rows('t0', 6))}\n\nEnd.")
SABOTAGES = {
    "a row that splits": ("<w:cantSplit/>", "", "may part over pages", 0),
    "a heading row that stays behind": (
        r"(<w:tblGrid>(?:<w:gridCol[^>]*/>){2,}</w:tblGrid><w:tr><w:trPr><w:cantSplit/>)<w:tblHeader/>",
        r"\1",
        "is not repeated as the heading row",
        0,
    ),
    "a first row alone": ("<w:keepNext/>", "", "may stand apart from the next row", 1),
    "a last row alone": ("<w:keepNext/>", "", "may stand apart from the next row", 5),
    "a narrow column": (r'(<w:tcW w:w=")[0-9]+', r"\g<1>700", "has no room for 't0r1c2a' in its column", 2),
    "a narrow column in the grid": (
        r'(<w:gridCol w:w=")[0-9]+',
        r"\g<1>700",
        "has no room for 't0r1c2a' in its column",
        2,
    ),
}


@pytest.mark.parametrize(("old", "new", "expected_problem", "row"), SABOTAGES.values(), ids=SABOTAGES)
def test_what_would_break_a_table_of_a_finished_handout_is_refused_with_its_row(
    written, old, new, expected_problem, row
):
    context = written(TABLE)
    parts = letterheads.members(handout(context))
    assert verify(context, {"handout": letterheads.zipped(parts)}) == ()
    text = parts["word/document.xml"].decode()
    spoilt = re.sub(old, new, text)
    assert spoilt != text
    messages = list(
        map(
            str,
            verify(context, {"handout": letterheads.zipped({**parts, "word/document.xml": spoilt.encode()})}),
        )
    )
    rows = [line for line in TABLE.splitlines() if line.strip().startswith("|") and "---" not in line]
    line = TABLE.splitlines().index(rows[row]) + 1
    words = " ".join(rows[row].replace("|", " ").split())
    wanted = f"handout.docx: a table row {expected_problem}: "
    expected = [
        item
        for item in messages
        if item.startswith(wanted) and f"from content/articles/tables.yaml:{line} " in item
    ]
    assert len(expected) == 1
    assert " ".join(expected[0].removeprefix(wanted).partition(", from")[0].split()) == words
