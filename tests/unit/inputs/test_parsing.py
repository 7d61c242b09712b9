import os
from pathlib import Path

import pytest

from foldwell.errors import InputError
from foldwell.inputs.parsing import Source, load


def read(folder: Path, content: str | bytes) -> Source:
    path = folder / "fever.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path, "content/articles/fever.yaml")


def complaints(folder: Path, content: str | bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(folder, content)
    return str(caught.value).replace("content/articles/", "").splitlines()


def test_every_value_stays_the_text_that_was_typed(tmp_path):
    source = read(tmp_path, "a: no\nb: 01234567\nc: 12:30\nd: 1.10\ne: 2026-11-22\nf: [true, 0x1F]\n")
    assert source.value == {
        "a": "no",
        "b": "01234567",
        "c": "12:30",
        "d": "1.10",
        "e": "2026-11-22",
        "f": ["true", "0x1F"],
    }


def test_a_tree_that_is_changed_leaves_the_next_reading_as_it_was(tmp_path):
    text = "sections:\n- id: one\n"
    read(tmp_path, text).value["sections"][0]["id"] = "two"
    assert read(tmp_path, text).value == {"sections": [{"id": "one"}]}


def test_an_unquoted_null_is_empty_and_a_quoted_one_is_text(tmp_path):
    assert read(tmp_path, "a: null\nb: ~\nc:\nd: 'null'\n").value == {"a": "", "b": "", "c": "", "d": "null"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ends_are_fine(tmp_path, ends):
    source = read(tmp_path, "\ufeff" + ends.join(["a: 1", "b: |", "  x", "  y", ""]))
    assert source.value == {"a": "1", "b": "x\ny\n"}
    assert str(source.where(["b"])) == "content/articles/fever.yaml:2"


def test_one_explicit_document_is_fine(tmp_path):
    assert read(tmp_path, "---\na: 1\n...\n").value == {"a": "1"}


TEXT = """\
# a comment
title: Fever
sections:
  - id: rest
    body: |
      First.

      Second.
  - id: drink
    body: >-

      Folded first,
      still first.

      Folded second.
    note: plain text
      that goes on
    quoted: "one

      two"
"""


@pytest.mark.parametrize(
    ("keys", "offset", "line"),
    [
        ((), None, 2),
        (("title",), None, 2),
        (("sections",), None, 3),
        (("sections", 1), None, 9),
        (("sections", 1, "id"), None, 9),
        (("sections", 0, "body"), None, 5),
        (("sections", 0, "body"), 0, 6),
        (("sections", 0, "body"), 2, 8),
        (("sections", 1, "body"), 1, 12),
        (("sections", 1, "body"), 2, 15),
        (("sections", 1, "note"), 0, 16),
        (("sections", 1, "quoted"), 1, 20),
    ],
)
def test_every_value_and_every_line_of_its_text_knows_its_line(tmp_path, keys, offset, line):
    assert str(read(tmp_path, TEXT).where(keys, offset)) == f"content/articles/fever.yaml:{line}"


@pytest.mark.parametrize(
    ("keys", "line"),
    [(("missing",), 2), (("sections", 1, "heading"), 9), (("sections", 7, "heading", "x"), 3)],
)
def test_a_missing_value_is_where_its_group_is(tmp_path, keys, line):
    assert read(tmp_path, TEXT).line(keys) == line
    assert read(tmp_path, TEXT).line(keys, 3) == line


def test_a_source_cannot_be_changed(tmp_path):
    with pytest.raises(AttributeError):
        read(tmp_path, "a: 1\n").name = "other.yaml"


def test_a_duplicate_key_names_both_lines(tmp_path):
    assert complaints(tmp_path, "title: Fever\nbody: Rest\ntitle: Cold\n") == [
        "fever.yaml:3: 'title' is already in line 1 (keep one of the two)"
    ]


def test_the_same_key_in_two_groups_is_no_duplicate(tmp_path):
    assert read(tmp_path, "a: {x: 1}\nb: {x: 2}\n").value == {"a": {"x": "1"}, "b": {"x": "2"}}


def test_all_problems_come_at_once_and_in_the_order_of_lines(tmp_path):
    found = complaints(tmp_path, "a: &x 1\nb: *x\na: \u202e2\nc: !!str 3\nd: #ff0000\ne: 'open\n")
    assert [line.split(": ")[0] for line in found] == [f"fever.yaml:{n}" for n in (1, 2, 3, 3, 4, 5, 6)]


@pytest.mark.parametrize("depth", [30, 31])
def test_thirty_levels_are_read_and_one_more_is_refused(tmp_path, depth):
    content = "[" * depth + "]" * depth
    if depth == 30:
        assert read(tmp_path, content).value
        return
    assert complaints(tmp_path, content) == [
        "fever.yaml:1: lists and groups are nested too deep (use at most 30 levels)"
    ]


def test_a_million_brackets_are_refused_at_once(tmp_path):
    assert "nested too deep" in complaints(tmp_path, "a: " + "[" * 900_000)[0]


def test_a_bomb_of_aliases_is_refused_without_being_expanded(tmp_path):
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(complaints(tmp_path, bomb)) == 25


@pytest.mark.parametrize(
    ("size", "allowed"), [(1_000_000, True), (1_000_001, False)], ids=["one megabyte", "one byte more"]
)
def test_a_file_of_more_than_one_megabyte_is_refused(tmp_path, size, allowed):
    content = "a: 1\n#" + "x" * (size - 6)
    if allowed:
        assert read(tmp_path, content).value == {"a": "1"}
        return
    assert complaints(tmp_path, content) == ["fever.yaml: is larger than 1 MB (keep only the text in it)"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "a: 1\nb: é\n".encode("latin-1"),
            "2: has a letter that is not saved as UTF-8, probably é (save the",
        ),
        (b"a: \x81\n", "1: has a letter that is not saved as UTF-8 (save the"),
        ("a: 1\n".encode("utf-16"), "1: is saved as UTF-16, which some programs call Unicode (save the"),
        (("practice: 1\n" * 4).encode("utf-16-le"), "1: is saved as UTF-16"),
        (b"a: 1\nb: 2" + bytes(9), "2: has bytes that are no text from here on (begin again"),
        (b"PK\x03\x04abc", "1: is a Word file or another archive, not a text file (begin again"),
        (b"%PDF-1.7", "1: is a PDF, not a text file (begin again"),
    ],
    ids=["latin-1", "neither", "utf-16", "utf-16 without a mark", "nulls", "Word", "PDF"],
)
def test_a_file_that_is_no_utf_8_text_is_refused_with_its_line_and_the_way_out(tmp_path, content, message):
    (line,) = complaints(tmp_path, content)
    assert line.startswith(f"fever.yaml:{message}")
    assert line.endswith(")")


SLIPS = {
    'a: 1\nb: "open\nc: "closed"\n': (
        "2: a quotation mark is opened here and not closed in this line (close it at the end of the text"
    ),
    "a: 1\nb: 'open\nc: 2\n": "2: a quotation mark is opened here and never closed (close it",
    "hours:\n  - days: Monday\n    times:9am\n": "3: a space is missing after 'times:' (write it",
    "a: 1\ncountry:GB\nb: 2\n": "2: a space is missing after 'country:' (write it as",
    "a: 1\nb: 2\ncountry:GB\n": "3: a space is missing after 'country:' (write it as",
}


@pytest.mark.parametrize(("content", "message"), SLIPS.items(), ids=range(len(SLIPS)))
def test_a_slip_is_told_at_the_line_where_it_is(tmp_path, content, message):
    (line,) = complaints(tmp_path, content)
    assert line.startswith(f"fever.yaml:{message}")


def test_addresses_and_times_in_text_of_several_lines_are_no_slips(tmp_path):
    text = "a: see\n  https://example.org and\n  at 10:30 and\n  mailto:a@example.org\n"
    assert "10:30" in str(read(tmp_path, text).value)


HIDDEN = [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\uffff",
]


@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"U+{ord(character):04X}")
@pytest.mark.parametrize("written", ["raw", "escaped", "in a key"])
def test_a_hidden_character_is_named_however_it_is_written(tmp_path, character, written):
    escape = f"\\u{ord(character):04x}"
    content = {
        "raw": f"a: 1\nb: x{character}y\n",
        "escaped": f'a: 1\nb: "x{escape}y"\n',
        "in a key": f'a: 1\n"b{escape}": 2\n',
    }[written]
    found = complaints(tmp_path, content)
    assert len(found) == 1
    assert found[0].startswith(f"fever.yaml:2: has a hidden character, U+{ord(character):04X}")


def test_ordinary_letters_of_every_script_are_fine(tmp_path):
    text = "Ŵyneb, żółw, مرحبا, 你好, 👍🏽, 38 °C, 5\u00a0mg"
    assert read(tmp_path, f"a: {text}\n").value == {"a": text}


@pytest.mark.parametrize("colour", ["#f00", "#ff0000", "#FF0000AA"])
def test_a_colour_without_quotes_is_reported_with_its_quotes(tmp_path, colour):
    assert complaints(tmp_path, f"primary: {colour}\n") == [
        f"fever.yaml:1: 'primary' loses {colour}, because # starts a comment"
        f' (put quotes round it: "{colour}")'
    ]


def test_words_after_a_stuck_number_sign_are_not_lost_in_silence(tmp_path):
    assert "loses #1" in complaints(tmp_path, "heading: Step #1\n")[0]
    assert read(tmp_path, "heading: Step # a comment\n").value == {"heading": "Step"}
    assert read(tmp_path, "heading: 'Step #1'\nnext: C#1 #####\n").value == {
        "heading": "Step #1",
        "next": "C#1",
    }


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError, match=r"^x\.yaml: is not there \(check the name and the folder\)$"):
        load(tmp_path / "x.yaml", "x.yaml")


def test_a_name_no_file_can_have_is_one_line(tmp_path):
    with pytest.raises(InputError, match=r"^x\.yaml: cannot be read: its name is not allowed"):
        load(tmp_path / "x\0.yaml", "x.yaml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="is not a file"):
        load(tmp_path, "x.yaml")


def test_a_fifo_is_refused_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.yaml")
    with pytest.raises(InputError, match="is not a file"):
        load(tmp_path / "x.yaml", "x.yaml")


def test_a_link_in_a_circle_is_one_line(tmp_path):
    (tmp_path / "x.yaml").symlink_to(tmp_path / "x.yaml")
    with pytest.raises(InputError, match=r"^x\.yaml: cannot be read: "):
        load(tmp_path / "x.yaml", "x.yaml")


def test_a_fault_inside_the_parser_is_still_one_line(tmp_path):
    assert complaints(tmp_path, 'a: 1\nb: "\\UFFFFFFFF"\n')[0].startswith("fever.yaml:2: cannot be read: ")


@pytest.mark.parametrize(
    "content",
    ["{", "}", "]", "!", "&", "*", "%", "@", "`", "|x", "- a\nb: 1", '"\\', "'", "? [a]\n: b", ":", "\t"],
)
def test_whatever_is_typed_ends_in_lines_with_a_place(tmp_path, content):
    assert all(line.startswith("fever.yaml:") and "(" in line for line in complaints(tmp_path, content))


def test_the_working_folder_makes_no_difference(tmp_path, monkeypatch):
    before = read(tmp_path, TEXT)
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path, TEXT) == before


def test_a_link_to_a_file_elsewhere_is_not_followed(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "other.yaml").write_text("a: 1", encoding="utf-8")
    (folder / "x.yaml").symlink_to("../other.yaml")
    with pytest.raises(InputError, match=r"^x\.yaml: is a link that leads out of its folder"):
        load(folder / "x.yaml", "x.yaml")
    (folder / "y.yaml").write_text("a: 1", encoding="utf-8")
    (folder / "z.yaml").symlink_to("y.yaml")
    assert load(folder / "z.yaml", "z.yaml").value == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("q: [What next?]", {"q": ["What next?"]}),
        ("q: [Really? Yes, No?, Quoi ? Oui]", {"q": ["Really? Yes", "No?", "Quoi ? Oui"]}),
        ("q: {a?: 'b?', c: \"?\"}", {"q": {"a?": "b?", "c": "?"}}),
        ("q: what? # a comment?", {"q": "what?"}),
        ("q: |\n  ? no", {"q": "? no"}),
    ],
)
def test_a_question_mark_inside_text_is_text(tmp_path, text, value):
    assert read(tmp_path, text).value == value


def test_a_question_mark_that_begins_text_is_named(tmp_path):
    assert complaints(tmp_path, "a: ? b: c") == [
        "fever.yaml:1: text cannot start with ? (put quotes round the text)"
    ]


def test_characters_that_nobody_sees_are_left_out_and_noted(tmp_path):
    source = read(tmp_path, "a: in\u00adfor\u00admation\nb: |\n  x\u200by\n  z\n")
    assert source.value == {"a": "information", "b": "xy\nz\n"}
    assert [str(note) for note in source.notes] == [
        "content/articles/fever.yaml:1: had soft hyphens, left out here"
        " (nothing to do; they come along with pasted text)",
        "content/articles/fever.yaml:3: had invisible spaces, left out here"
        " (nothing to do; they come along with pasted text)",
    ]
    assert str(source.where(["b"], 1)) == "content/articles/fever.yaml:4"


def test_a_pasted_space_after_the_mark_of_a_list_still_makes_a_list(tmp_path):
    assert read(tmp_path, "a: |\n  -\u00a0one\n  2.\u00a0two\u00a0mg\n").value == {
        "a": "- one\n2. two\u00a0mg\n"
    }


def test_a_direction_that_is_turned_over_is_still_refused(tmp_path):
    assert "U+202E" in complaints(tmp_path, "a: x\u00ad\u202ey")[0]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a: {practice}", "{practice}"),
        ("a: {practice} is open", "{practice}"),
        ("when:\n- {urgent}, or more", "{urgent}"),
        ("a: [Call {practice} now, b]", "{practice}"),
        ("- [ ] rest", "[ ]"),
        ("a: [ ] rest", "[ ]"),
    ],
)
def test_a_name_or_a_box_without_quotes_is_told_so_once(tmp_path, text, mark):
    line = text.count("\n") + 1
    assert complaints(tmp_path, text) == [
        f'fever.yaml:{line}: {mark} stands here without quotes (put quotes round the text: "{mark} ...")'
    ]


@pytest.mark.parametrize("text", ["a: Call {practice} now", 'a: "{practice}"', "a: {b: 1}", "a: {b: }"])
def test_a_name_that_needs_no_quotes_is_read(tmp_path, text):
    assert read(tmp_path, text).value["a"]
