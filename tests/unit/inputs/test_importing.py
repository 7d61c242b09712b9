"""Old leaflets: what each kind of file becomes in an article, what is listed as left out, what is refused."""

import json
import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import lxml.html
import pikepdf
import pytest
from support import old_leaflets as old
from support.letterheads import members, zipped

from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.inputs.importing import limits
from foldwell.inputs.importing.article_tree import ArticleMaker, Dates
from foldwell.inputs.importing.content import Leaflet, SourceText, pictures_in
from foldwell.inputs.importing.headings import MAX_AUDIENCE, MAX_TITLE
from foldwell.inputs.importing.html_blocks import HtmlReader
from foldwell.inputs.importing.inventory import addresses_left_out, signs_left_out, words_left_out
from foldwell.inputs.importing.phone_numbers import phone_numbers
from foldwell.inputs.importing.placeholders import COMMENTS, placeholder
from foldwell.inputs.importing.reading import read_leaflet
from foldwell.inputs.importing.yaml_text import yaml_text
from foldwell.model import Article

NUMBERS = {"999": "emergency", "111": "urgent"}
DATES = Dates(date(2026, 11, 22), date(2028, 11, 22))


def nothing_beside(name):
    return None


def read(text, name="old.md"):
    """The leaflet of a text, or of the bytes of a file."""
    return read_leaflet(text if isinstance(text, bytes) else text.encode(), name, nothing_beside)


def made(leaflet):
    """The article of a leaflet, as its YAML is read back, and what its maker noted."""
    figures = dict.fromkeys(pictures_in(leaflet.blocks), "old-1.png")
    imported = ArticleMaker(NUMBERS, figures).make(leaflet, "en-GB", DATES)
    source = parsing.parse(yaml_text(imported.tree, ("Imported.",), COMMENTS), "old.yaml", Article)
    validation.validate_article(source)
    return source.value, imported


def article(text, name="old.md"):
    return made(read(text, name))[0]


def section(text, number=0):
    return article(text)["sections"][number]


def left_out(data, name="old.docx"):
    """The words of a file that its article does not have, each with its part of the file."""
    leaflet = read(data, name)
    tree, imported = made(leaflet)
    return [
        (text.part, text.text) for text in words_left_out(leaflet.texts, tree, imported.headings, NUMBERS)
    ]


def refusal(data, name):
    with pytest.raises(InputError) as caught:
        read(data, name)
    return str(caught.value)


# --- what a leaflet becomes --------------------------------------------------------------------------------


def test_a_word_leaflet_becomes_sections_steps_a_table_and_a_care_box():
    tree = article(old.word_leaflet(), "old.docx")
    what, do = tree["sections"]
    assert (tree["title"], tree["audience"]) == ("Sprained ankle", "information for patients")
    assert what["body"] == "A sprain is a torn ligament. Call {urgent} or ring 01632 960101.\n"
    steps, table = do["blocks"]
    assert steps == {"steps": ["Rest the foot.", "Cool it for ten minutes.", "Raise it."]}
    assert table["text"].splitlines()[::2] == ["| Week | Walk | Run |", "| 1 | Indoors | No |"]
    assert tree["care"]["emergency"] == {
        "lead": "Call {emergency} if:",
        "when": ["the foot turns white", "you faint"],
    }
    assert tree["care"]["same_day"]["when"] == [placeholder("same_day")]


def test_web_pages_markdown_and_plain_text_become_the_same_section():
    expected = {"heading": "What to do", "body": "Rest.\n\n- Sleep\n- Eat\n"}
    files = {
        "old.html": "<h1>Flu</h1><h2>What to do</h2><p>Rest.</p><ul><li>Sleep</li><li>Eat</li></ul>",
        "old.md": "# Flu\n\n## What to do\n\nRest.\n\n* Sleep\n* Eat\n",
        "old.txt": "Flu\n\nWhat to do\n\nRest.\n\n• Sleep\n• Eat\n",
    }
    for name, text in files.items():
        tree = article(text, name)
        assert tree["title"] == "Flu", name
        assert {key: tree["sections"][0][key] for key in expected} == expected, name


def test_a_form_becomes_fields_and_places_to_write():
    rows = "<tr><td>Name:</td><td>_____</td></tr><tr><td>Ward</td><td>Ash, level 2</td></tr>"
    found = article(f"<h1>Card</h1><h2>Me</h2><table>{rows}</table><p>☐ Signed ..........</p>", "old.html")
    fields, text = found["sections"][0]["blocks"]
    assert fields["fields"] == [{"label": "Name"}, {"label": "Ward", "value": "Ash, level 2"}]
    assert text["text"] == "- [ ] Signed __________\n"


def test_a_merged_cell_is_repeated_in_each_row():
    head = "<tr><th>Day</th><th>Dose</th></tr>"
    rows = f"{head}<tr><td rowspan=2>Monday</td><td>1 mg</td></tr><tr><td>2 mg</td></tr>"
    body = article(f"<h1>Dose</h1><h2>Plan</h2><table>{rows}</table>", "old.html")["sections"][0]["body"]
    assert body.splitlines()[2:] == ["| Monday | 1 mg |", "| Monday | 2 mg |"]


def test_a_cell_behind_many_that_are_merged_is_kept():
    wide = "<td colspan=50 rowspan=50>wide</td>"
    rows = f"<tr>{wide}{wide}</tr>" + "<tr></tr>" * 49 + "<tr><td>last</td></tr>"
    table = lxml.html.fromstring(f"<div><table>{rows}</table></div>")
    assert "last" in str(HtmlReader(lambda *_: "a picture").blocks(table))


def test_no_line_of_what_not_to_do_commands_the_opposite():
    first = "# Nose\n\n## Care\n\n### Don't\n\n- blow it\n- Do not pick it\n\n"
    text = f"{first}### At night\n\n- Do not lie\n- Don't rub\n"
    assert section(text)["blocks"] == [
        {"dont": ["blow it", "pick it"]},
        {"heading": "At night", "dont": ["Do not lie", "Do not rub"]},
    ]
    mixed = section("# Nose\n\n## Care\n\n### Do not\n\n- blow it\n- never pick it\n")["blocks"]
    assert mixed == [{"heading": "Do not", "dont": ["Do not blow it", "never pick it"]}]


def test_a_section_of_what_not_to_do_says_so_in_each_line():
    assert section("# Nose\n\n## Don't\n\n- blow it\n- pick it\n\n## Else\n\nNo.\n")["blocks"] == [
        {"dont": ["blow it", "pick it"]}
    ]


def test_sources_and_questions_come_from_their_headings():
    tree = article(
        "# A\n\n## B\n\nC.\n\n## Questions to ask\n\n- Why?\n\n## References\n\n1. NICE NG12 2024\n"
    )
    assert tree["questions"] == ["Why?"]
    assert tree["sources"][0]["title"] == "NICE NG12 2024"
    assert tree["sources"][0]["year"] == "2024"
    assert [part["heading"] for part in tree["sections"]] == ["B"]


def test_further_information_with_a_number_to_call_stays_a_section():
    text = (
        "# A\n\n## B\n\nC.\n\n## Further information\n\nRing 01632 960101, or see <https://example.org/a>\n"
    )
    assert [part["heading"] for part in article(text)["sections"]] == ["B", "Further information"]


def test_bold_lines_are_the_headings_of_a_leaflet_that_has_no_others():
    tree = article(
        "<p><b>Flu</b></p><p><b>What is it?</b></p><p>A virus.</p><p><b>Help</b></p><p>Rest.</p>", "a.html"
    )
    assert [part["heading"] for part in tree["sections"]] == ["What is it?", "Help"]


def test_a_nested_list_keeps_its_levels():
    text = "# A\n\n## B\n\nC:\n\n- one\n  - two\n    - three\n- four\n"
    assert section(text)["body"] == "C:\n\n- one\n  - two\n  - three\n- four\n"


def test_a_bullet_or_box_typed_in_an_item_begins_no_list_inside_it():
    text = "# A\n\n## B\n\n- [ ] one\n  - [ ] two\n- three\n"
    assert section(text)["body"] == "- [ ] one\n  - [ ] two\n- three\n"
    typed = "<ul><li>\u2022 one<br>\u2022 two<ul><li>three</ul><li>Or:<br>\u2610 four</ul>"
    body = section_body(f"<h1>A</h1><h2>B</h2>{typed}")
    assert body == "- one\n- two\n  - three\n- Or:\n  - [ ] four\n"
    steps = "<ol><li>\u2610 one<br>\u2610 two<li>\u2610 three</ol>"
    assert section(f"<h1>A</h1><h2>B</h2>{steps}")["blocks"] == [
        {"steps": ["- [ ] one\n- [ ] two\n", "[ ] three"]}
    ]


def test_marks_of_other_programs_are_printed_as_words():
    text = "<h1>A</h1><h2>B</h2><p>Take `x` [see 1] {now} **2** &amp;lt; a_b *c* 5 &lt; 6</p>"
    assert section_body(text) == "Take 'x' (see 1) (now) \\*2\\* & lt; a_b \\*c\\* 5 < 6\n"


def section_body(html):
    return article(html, "old.html")["sections"][0]["body"]


def test_a_picture_without_an_alt_text_has_a_placeholder():
    blocks = article(old.word_leaflet(old.with_picture), "old.docx")["sections"][0]["blocks"]
    assert blocks[1] == {"figure": {"file": "old-1.png", "alt": placeholder("alt")}}


def test_every_picture_of_a_step_is_kept():
    data = "data:image/png;base64,iVBORw0KGgo="
    html = f"<h1>A</h1><h2>B</h2><ol><li>One<img src='{data}'><img src='{data}'></li><li>Two</li></ol>"
    steps, figure = article(html, "old.html")["sections"][0]["blocks"]
    assert steps["steps"][0]["do"] == "One"
    assert figure["figure"]["file"] == "old-1.png"


def test_placeholders_have_a_comment_above_them_and_are_noted_with_their_lines():
    leaflet = read("# A\n\n## B\n\nC.\n")
    text = yaml_text(made(leaflet)[1].tree, ("Imported.",), COMMENTS)
    source = parsing.parse(text, "old.yaml", Article)
    lines = text.splitlines()
    notes = validation.placeholder_notes(source)
    assert len(notes) == text.count("[") - text.count("sources: [")
    for note in notes:
        assert lines[note.line - 1].count("[") == 1
        assert lines[note.line - 2].lstrip(" -").startswith("#"), lines[note.line - 1]


def test_a_box_a_link_and_a_remark_are_no_placeholders():
    source = parsing.parse("a: '[ ] Rest [Note: see it] [Title: it](https://example.org) [sic]'", "a.yaml")
    assert validation.placeholder_notes(source) == ()
    source = parsing.parse("a: '[Alt text: what?]'", "a.yaml")
    assert len(validation.placeholder_notes(source)) == 1


def pdf(*pages):
    """A PDF of pages, each of lines with the size of their type."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for lines in pages:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        placed = (f"/F1 {size} Tf 1 0 0 1 72 {760 - at} Tm ({text}) Tj" for size, at, text in lines)
        page.Contents = document.make_stream(f"BT {' '.join(placed)} ET".encode())
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_text_of_a_pdf_has_its_headings_by_their_size_and_no_running_lines():
    first = [
        (9, 0, "Oakwood Clinic"),
        (24, 40, "Flu"),
        (15, 90, "What to do"),
        (10, 120, "Rest at home, and drink wa-"),
    ]
    second = [(9, 0, "Oakwood Clinic"), (10, 40, "- sleep"), (10, 54, "- eat"), (9, 700, "2")]
    data = pdf([*first, (10, 132, "ter."), (9, 700, "1")], second)
    tree = article(data, "old.pdf")
    assert (tree["title"], tree["sections"][0]["heading"]) == ("Flu", "What to do")
    assert tree["sections"][0]["body"] == "Rest at home, and drink water.\n\n- sleep\n- eat\n"
    assert left_out(data, "old.pdf") == [("a line that repeats on the pages", "Oakwood Clinic")]
    assert read(data, "old.pdf").lost == ("the numbers of the pages",)


def test_a_pdf_of_pictures_of_words_is_refused():
    assert "has no words, only pictures of them" in refusal(pdf([]), "old.pdf")


# --- what is left out --------------------------------------------------------------------------------------


def test_every_word_of_a_plain_word_leaflet_arrives():
    assert left_out(old.word_leaflet()) == []


@pytest.mark.parametrize(
    ("change", "part", "words"),
    [
        (old.with_header, "a header", "Fracture clinic 01632 960444"),
        (old.with_text_box, "a text box", "Bring your crutches back"),
        (old.with_tracked_changes, "words deleted with tracking", "Stay in bed for a month."),
    ],
)
def test_what_a_converter_drops_is_listed_with_its_place(change, part, words):
    assert left_out(old.word_leaflet(change)) == [(part, words.rstrip("."))]


def test_words_inserted_with_tracking_are_kept_and_told():
    leaflet = read(old.word_leaflet(old.with_tracked_changes), "old.docx")
    assert "Walk as soon as you can." in made(leaflet)[0]["sections"][0]["body"]
    assert leaflet.notes == ("words inserted with tracking are kept: 'Walk as soon as you can.'",)


@pytest.mark.parametrize("lost", ["Raise it.", "Outdoors", "Ring"])
def test_a_word_that_an_article_lacks_is_found(lost):
    leaflet = read(old.word_leaflet(), "old.docx")
    tree, imported = made(leaflet)
    texts = (*leaflet.texts, SourceText(lost))
    assert [text.text for text in words_left_out(texts, tree, imported.headings, NUMBERS)] == [
        lost.rstrip(".")
    ]


def test_a_cell_that_is_lost_is_found_though_another_says_the_same():
    leaflet = read(old.word_leaflet(), "old.docx")
    tree, imported = made(leaflet)
    table = tree["sections"][1]["blocks"][1]
    table["text"] = table["text"].replace("| 2 | Outdoors | No |", "| 2 | Outdoors | |")
    found = words_left_out(leaflet.texts, tree, imported.headings, NUMBERS)
    assert [text.text for text in found] == ["No"]


def test_what_stands_outside_of_the_main_part_of_a_page_is_listed():
    main = "<main><h1>Flu</h1><h2>B</h2><p>Rest.</p></main>"
    html = f"<nav>Home</nav>{main}<select><option>Ash</select><footer>Call 01632 960101</footer>"
    assert left_out(html, "old.html") == [
        ("outside of the text", "Home"),
        ("outside of the text", "Ash"),
        ("outside of the text", "Call 01632 960101"),
    ]


def test_every_word_outside_of_the_main_part_is_listed_or_counted():
    main = "<main><h1>Flu</h1><h2>B</h2><p>Rest.</p><p hidden>Not on Sundays</p></main>"
    footer = "<footer><p>Call <b>us</b> on<br>01632 960101</p>"
    assert left_out(f"{main}{footer}</footer>", "old.html") == [
        ("outside of the text", "Not on Sundays"),
        ("outside of the text", "Call us on"),
        ("outside of the text", "01632 960101"),
    ]
    page = read(f"{main}{footer}{'<p>Word</p>' * 99}</footer>", "old.html")
    assert page.lost == ("2 more lines outside of the text",)


def test_pictures_from_the_network_and_macros_are_listed_and_not_touched():
    page = read("<h1>A</h1><p>B</p><img src='https://example.org/a.png'><script>c()</script>", "old.html")
    assert page.lost == ("the picture at 'https://example.org/a.png', which is not fetched",)
    assert read(old.with_macros(old.word_leaflet()), "old.docm").lost == ("macros, which were not run",)


def test_links_that_cannot_be_printed_are_listed():
    leaflet = read("# A\n\n## B\n\n[here](/local), [there](https://example.org/x) and [up](#a)\n")
    assert list(addresses_left_out(leaflet.blocks, made(leaflet)[0])) == [("here", "/local")]


def test_signs_that_are_no_letters_are_listed():
    leaflet = read("# \U0001f637 Flu\n\n## B\n\nRest \u2705 \u00a9\n")
    assert signs_left_out(leaflet.texts) == ("\u2705", "\U0001f637")
    assert made(leaflet)[0]["sections"][0]["body"] == "Rest \u00a9\n"


def test_phone_numbers_are_found_and_years_are_not():
    assert phone_numbers({"a": "Ring 01632 960101 since 2024, 10-15 mg"}, "GB") == ("01632 960101",)


# --- what is refused ---------------------------------------------------------------------------------------


def bomb():
    """A Word file that unpacks to far more than it is."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 61_000_000)
    return out.getvalue()


def without_text(data):
    return zipped({name: part for name, part in members(data).items() if name != "word/document.xml"})


def padded(data):
    """A Word file with comments of more bytes than all the words of a book."""
    text = members(data)["word/document.xml"]
    return zipped(members(data) | {"word/document.xml": text + 2 * (b"<!--" + b" " * 6_000_000 + b"-->")})


def with_nameless_styles(data):
    styles = members(data)["word/styles.xml"]
    return zipped(members(data) | {"word/styles.xml": re.sub(rb'w:styleId="[^"]*"', b"", styles)})


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (bomb, "old.docx", "unpacks to far more"),
        (lambda: old.with_doctype(old.word_leaflet()), "old.docx", "has a DOCTYPE inside"),
        (lambda: without_text(old.word_leaflet()), "old.docx", "has no text of Word"),
        (lambda: old.word_leaflet()[:900], "old.docx", "is an archive, but no Word file, or a damaged one"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old.doc", "is an old Word file (.doc)"),
        (lambda: b"{\\rtf1 x}", "old.rtf", "is an RTF file"),
        (lambda: b"%PDF-1.7 nothing", "old.pdf", "cannot be read, or has a password"),
        (lambda: b"\x00\x01\x02" * 50, "old.txt", "is no text"),
        (lambda: b"  \n", "old.txt", "has no words"),
        (lambda: b"<p>a</p>" + b"<div>" * 400 + b"x", "old.html", "has parts inside of parts"),
        (lambda: b"<p>a</p>" + b"<div>" * 4000 + b"x", "old.html", "has parts inside of parts"),
        (lambda: b"a\n\n" + b"> " * 900 + b"x", "old.md", "has parts inside of parts"),
        (lambda: b"x" * 5_000_001, "old.txt", "is larger than 5 MB"),
        (lambda: bytes(40_000_001), "old.pdf", "is larger than 40 MB"),
        (lambda: b"no Word file", "old.docx", "is damaged, or no docx file, whatever its name says"),
        (lambda: pdf(*[[]] * 61), "old.pdf", "has 61 pages"),
        (
            lambda: pdf([(1, row, "word " * 2_000) for row in range(31)]),
            "old.pdf",
            "has far more words than a leaflet",
        ),
        (lambda: padded(old.word_leaflet()), "old.docx", "has far more words than a leaflet"),
        (lambda: with_nameless_styles(old.word_leaflet()), "old.docx", "is damaged inside"),
    ],
)
def test_a_file_that_cannot_be_read_safely_is_refused(data, name, message):
    assert message in refusal(data(), name)


def test_a_page_with_entities_expands_none():
    bomb_page = "<!DOCTYPE html [<!ENTITY a 'aaaa'>]><h1>A</h1><h2>B</h2><p>x &a; y</p>"
    assert "aaaa" not in section_body(bomb_page)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<h1>A</h1><h2>B</h2>" + "<b>" * 300 + "x</p><p>last", "old.html"),
        ("# A\n\n## B\n\n" + "> " * 30 + "last", "old.md"),
    ],
)
def test_what_stands_inside_of_much_else_arrives(text, name):
    assert "last" in str(article(text, name)["sections"])


def test_what_no_browser_can_use_in_a_page_is_passed_over():
    table = f"<table><tr><td colspan={'9' * 5_000}>x</td><td>y</td></tr><tr><td>1</td></tr></table>"
    many = f"<h1>A</h1><h2>B</h2>{table}<ol start={'9' * 5_000}><li>a</li><li>b</li></ol>"
    steps = article(many, "old.html")["sections"][0]["blocks"][-1]
    assert steps == {"steps": ["a", "b"]}
    page = "<meta charset=undefined><h1>A</h1><h2>B</h2><p>caf\u00e9</p>".encode("cp1252")
    assert section_body(page) == "caf\u00e9\n"


def most(properties, field):
    """The greatest length that the schema of a field allows of its list and of its texts, in that order."""
    text = json.dumps(properties[field])
    return tuple(
        max(map(int, found))
        for key in ("maxItems", "maxLength")
        if (found := re.findall(rf'"{key}": (\d+)', text))
    )


def test_the_limits_of_an_import_are_those_of_an_article():
    schema = Article.model_json_schema()
    parts = {"Article": schema, **schema["$defs"]}
    for part, field, expected in (
        ("Article", "title", (MAX_TITLE,)),
        ("Article", "audience", (MAX_AUDIENCE,)),
        ("Article", "sections", (limits.MAX_SECTIONS,)),
        ("Article", "questions", (limits.MAX_QUESTIONS, limits.MAX_LINE)),
        ("Article", "sources", (limits.MAX_SOURCES,)),
        ("Section", "heading", (limits.MAX_SHORT,)),
        ("Section", "blocks", (limits.MAX_BLOCKS,)),
        ("Block", "text", (limits.MAX_PROSE,)),
        ("Block", "fields", (limits.MAX_FIELDS,)),
        ("CareBox", "when", (limits.MAX_SIGNS, limits.MAX_LINE)),
        ("Reference", "title", (limits.MAX_LINE,)),
        ("Reference", "short", (limits.MAX_SHORT,)),
    ):
        assert most(parts[part]["properties"], field) == expected, f"{part}.{field}"


def test_an_article_is_never_more_than_its_fields_allow():
    headings = "".join(f"## Part {number}\n\nWords.\n\n" for number in range(30))
    assert len(article(f"# A\n\n{headings}")["sections"]) == 20
    long = article(f"# {'Very long title ' * 9}\n\n## {'Very long heading ' * 9}\n\n{'word ' * 3000}")
    assert len(long["title"]) <= 80
    assert all(len(part["heading"]) <= 60 for part in long["sections"])
    assert made(Leaflet((), ()))[0]["sections"][0]["body"] == placeholder("body")


def test_a_leaflet_of_far_too_many_tables_has_as_many_sections_as_may_be_and_its_box_after_the_last():
    table = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    box = "<h2>Help</h2><p>Call 999 if</p><ul><li>you faint</li></ul><p>Last words</p>"
    tree = article(f"<h1>A</h1><h2>B</h2>{table * 2_000}{box}", "old.html")
    assert len(tree["sections"]) == 20
    assert tree["care"]["emergency"]["when"] == ["you faint"]
    assert tree["care"]["after"] == tree["sections"][-1]["id"]
