"""The tags of a finished PDF file: what is one for the reader is one in the file, in the article's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from support import pages
from support.project import EACH_PRACTICE

from conformance.specimen import build_specimen
from foldwell.inputs import markdown
from foldwell.proofing import inspection
from foldwell.proofing.inspection.pdf.text import PageText
from foldwell.proofing.inspection.pdf.text_fragments import join_fragments, overlap_share
from foldwell.rendering.pdf import layout

BLOCKS = ("/H1", "/H2", "/H3", "/P", "/LBody", "/Caption", "/TH", "/TD")
KINDS = {"heading": "H3", "th": "TH", "td": "TD"}
"""The tags of what is no paragraph and no entry of a list, by its type in CommonMark."""
INLINE = ("/Span", "/Link", "/NonStruct")


@pytest.fixture(scope="module")
def sample(contexts):
    """Small pages on which everything that an article may hold breaks off and goes on."""
    return build_specimen(contexts["riverside"])


def marks_of(pdf: pikepdf.Pdf, data: bytes) -> dict[tuple[object, int], str]:
    """The words of each mark, by its page and its number."""
    found = defaultdict(str)
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            for piece in join_fragments(PageText(page, number).fragments()):
                found[pdf.pages[number - 1].obj.objgen, piece.mark] += piece.text
    return found


def told(data: bytes) -> list[tuple[str, str]]:
    """What a screen reader tells: each block of text and each picture, in the order of the structure tree."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return as_told(blocks(pdf.Root.StructTreeRoot.K[0], marks_of(pdf, data)))


def blocks(element: pikepdf.Object, marks) -> Iterator[tuple[str, str]]:
    if element.S == "/Figure":
        yield "Figure", str(element.Alt)
        return
    if element.S in BLOCKS and (text := words(element, marks)):
        yield str(element.S).strip("/"), text
    for kid in element.K:
        is_element = not isinstance(kid, int) and "/S" in kid
        if is_element and not (element.S in BLOCKS and kid.S in INLINE):
            yield from blocks(kid, marks)


def words(element: pikepdf.Object, marks) -> str:
    """The words that stand in an element itself, not in a block inside it."""
    found = ""
    for kid in element.K:
        if isinstance(kid, int):
            found += marks[element.Pg.objgen, kid]
        elif "/MCID" in kid:
            found += marks[kid.Pg.objgen, int(kid.MCID)]
        elif kid.get("/S") in INLINE:
            found += words(kid, marks)
    return found


def squeezed(text: str) -> str:
    """Text without any space, for lines end without one."""
    return "".join(inspection.reading.normalised(text).replace("\u2010", "-").split())


def as_told(blocks: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, squeezed(text)) for kind, text in blocks]


def body(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a text; a box to tick is a field of a form, and no words."""
    for node in markdown.render.parse(text).walk():
        if node.type == "inline" and (said := markdown.render.node_text(node).replace("☐", "").strip()):
            block, around = node.parent, node.parent.parent
            begins_row = block.type == "td" and around.children[0] is block
            alone = around is not None and around.type == "list_item"
            yield "TH" if begins_row else KINDS.get(block.type, "LBody" if alone else "P"), said


def care_boxes(context, level: str) -> Iterator[tuple[str, str]]:
    care, words, numbers = context.article.care, context.care, context.practice.numbers
    today = words.same_day_action.format(urgent=numbers.urgent, phone=context.practice.phone)
    now = words.emergency_action.format(emergency=numbers.emergency)
    boxes = (
        (words.same_day_heading, (care.same_day.lead, today), care.same_day),
        (
            words.emergency_heading.format(emergency=numbers.emergency),
            (now, care.emergency.lead),
            care.emergency,
        ),
    )
    for heading, begin, box in boxes:
        yield level, heading
        yield from (("P", text) for text in begin if text)
        yield from (("LBody", sign) for sign in box.when)
        yield from (("P", text) for text in (box.then,) if text)


def sections(context) -> Iterator[tuple[str, str]]:
    for part in context.article.sections:
        yield "H2", part.heading
        if part.highlight:
            yield "H3", part.highlight.heading
            yield from (("LBody", item) for item in part.highlight.items)
        yield from body(part.body)
        if part.evidence:
            yield "P", f"{context.wording.evidence.word(part.evidence.level)}. {part.evidence.note}"
        if part.figure:
            yield "Figure", part.figure.alt
            yield "Caption", part.figure.caption
        if part.id == context.article.care.after:
            yield from care_boxes(context, "H3")


def card(context) -> Iterator[tuple[str, str]]:
    yield "H1", context.article.title
    yield from (("LBody", part.key_point) for part in context.article.sections)
    yield from care_boxes(context, "H2")


def stretch(blocks: list[tuple[str, str]], expected: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """As many blocks as are expected, from where the first of them stands."""
    begin = blocks.index(expected[0])
    return blocks[begin : begin + len(expected)]


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize(("document", "article"), [("leaflet-screen", sections), ("card", card)])
def test_the_tags_list_every_heading_paragraph_and_item_in_the_articles_order(
    packs, contexts, practice, document, article
):
    expected = as_told(article(contexts[practice]))
    assert len(expected) > 10
    assert stretch(told(packs[practice][document]), expected) == expected


def test_two_sections_tagged_in_the_wrong_order_are_noticed(packs, contexts):
    expected = as_told(sections(contexts["riverside"]))
    with pikepdf.open(BytesIO(packs["riverside"]["leaflet-screen"])) as pdf:
        (part,) = [kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/Part"]
        part.K = pikepdf.Array([part.K[1], part.K[0], *part.K[2:]])
        out = BytesIO()
        pdf.save(out)
    assert stretch(told(out.getvalue()), expected) != expected


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("document", ["leaflet-screen", "card"])
def test_the_place_that_a_picture_names_is_where_it_is_drawn(packs, practice, document):
    data = packs[practice][document]
    drawn = inspection.read_pdf(data).figures
    with pikepdf.open(BytesIO(data)) as pdf:
        named = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        places = {
            " ".join(str(item.Alt).split()): (item.A.BBox, float(item.Pg.MediaBox[3])) for item in named
        }
    assert len(places) == len(drawn) > 0
    for figure in drawn:
        (left, bottom, right, top), height = places[" ".join(figure.alt.split())]
        edges = (left, height - float(top), right, height - float(bottom))
        assert overlap_share(figure.box, tuple(float(edge) * 25.4 / 72 for edge in edges)) > 0.75


def kinds(data: bytes) -> list[str]:
    """The tree as words: each element with how deep it stands."""
    with pikepdf.open(BytesIO(data)) as pdf:

        def walk(element: pikepdf.Object, depth: int) -> Iterator[str]:
            yield f"{depth}{element.S}"
            for kid in element.K:
                if not isinstance(kid, int) and "/S" in kid:
                    yield from walk(kid, depth + 1)

        return list(walk(pdf.Root.StructTreeRoot.K[0], 0))


def test_what_a_page_end_or_a_line_end_breaks_is_one_to_a_screen_reader(sample):
    tree = kinds(sample)
    assert tree.count("1/Part") == 1
    assert [kind for kind in tree if kind.endswith("/Link")] == ["3/Link"]
    assert [kind for kind in tree if kind.endswith("/L")] == ["2/L", "5/L"]
    assert [kind for kind in tree if kind.endswith("/LI")] == ["3/LI", "6/LI", "6/LI", "3/LI"]
    assert [kind for kind in tree if kind.endswith("/LBody")] == ["4/LBody", "7/LBody", "7/LBody", "4/LBody"]
    texts = [text for kind, text in told(sample) if kind == "P"]
    assert any(text.startswith("intwoparagraphs") and text.endswith("lowone") for text in texts)


def test_a_paragraph_that_ends_with_its_page_stays_apart_from_the_next(contexts):
    data = made(contexts, '<h1>One</h1><p>First.</p><p style="break-before: page">Second.</p>')
    assert told(data) == [("H1", "One"), ("P", "First."), ("P", "Second.")]


def test_a_heading_cell_stands_for_its_column_or_beside_other_cells_for_its_row(contexts):
    rows = "<tr><th>Day</th><th>Night</th></tr><tr><th>Monday</th><td></td></tr>"
    data = made(contexts, f"<h1>One</h1><table>{rows}</table>")
    with pikepdf.open(BytesIO(data)) as pdf:
        cells = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
        ]
        scopes = sorted(str(cell.A.Scope) for cell in cells)
    assert scopes == ["/Column", "/Column", "/Row"]
    assert inspection.read_pdf(data).accessibility_problems == ()


def test_lists_in_an_item_stand_in_its_body_however_many(contexts):
    lists = "<ul><li>One<ul><li>a</li></ul><ol><li>b</li></ol></li><li>Two</li></ul>"
    tree = kinds(made(contexts, f"<h1>One</h1>{lists}"))
    assert [kind for kind in tree if kind.endswith(("/L", "/LI"))] == [
        "1/L",
        "2/LI",
        "4/L",
        "5/LI",
        "4/L",
        "5/LI",
        "2/LI",
    ]


def test_two_links_side_by_side_stay_two(contexts):
    two = '<a href="https://example.org/1">One</a><a href="https://example.org/2">Two</a>'
    assert sum(kind.endswith("/Link") for kind in kinds(made(contexts, f"<h1>One</h1><p>{two}</p>"))) == 2


def test_a_link_with_bold_words_in_it_is_one_link(contexts):
    link = '<a href="https://example.org/1">To <strong>bold</strong> words</a>'
    data = made(contexts, f"<h1>One</h1><p>Go {link}.</p>")
    assert sum(kind.endswith("/Link") for kind in kinds(data)) == 1
    assert inspection.read_pdf(data).accessibility_problems == ()


def test_a_page_number_is_no_text_to_be_read_out(sample):
    with pikepdf.open(BytesIO(sample)) as pdf:
        assert len(pdf.pages) > 2
        for page in pdf.pages:
            begun = [line for line in pikepdf.parse_content_stream(page) if str(line.operator) == "BDC"]
            assert "/Artifact" in [str(line.operands[0]) for line in begun]


@pytest.mark.usefixtures("fresh")
def test_the_same_pages_give_the_same_bytes(contexts, sample):
    assert build_specimen(contexts["riverside"]) == sample


def made(contexts, inside: str) -> bytes:
    return layout.write(laid(contexts, inside), "test")


def laid(contexts, inside: str) -> layout.LayoutResult:
    faces, files = layout.font_faces(contexts["riverside"].base)
    style = f'{faces}body {{ font: 12pt "{contexts["riverside"].base.family}" }}'
    head = f"<head><title>One</title><style>{style}</style></head>"
    html = f'<html lang="en-GB">{head}<body>{inside}</body></html>'
    return layout.lay_out(html, "test", files)


@pytest.mark.usefixtures("fresh")
def test_without_the_repair_a_list_a_table_and_a_picture_would_be_barriers(contexts, monkeypatch):
    inside = "<h1>One</h1><ul><li><p>a</p><p>b</p></li></ul><table><tr><th>Day</th></tr></table>"
    assert inspection.read_pdf(made(contexts, inside)).accessibility_problems == ()
    monkeypatch.setattr(layout.tag_repair, "repair_tags", lambda data, *_: data)
    assert inspection.read_pdf(made(contexts, inside)).accessibility_problems == (
        "has P directly in LI",
        "has a heading cell that does not say whether it stands for a row or a column",
    )
    assert (
        "has a picture whose place is not on its page"
        in inspection.read_pdf(build_specimen(contexts["riverside"])).accessibility_problems
    )


@pytest.mark.parametrize("height", ["200mm", "38mm"], ids=["on one page", "over two pages"])
def test_a_list_is_read_where_it_stands_among_the_words_of_its_item(height):
    html = "<ol><li>Alpha<ul><li>beta</li></ul><p>delta</p><ul><li>gamma</li></ul>omega</li><li>End</li></ol>"
    style = f"@page {{ size: 60mm {height} }} ul {{ list-style-type: disc }}"
    contents = inspection.read_pdf(layout.write(pages.laid(html, style=style), "page.html.j2"))
    read = [word.text for word in contents.words if word.text.isalpha()]
    assert read == ["Alpha", "beta", "delta", "gamma", "omega", "End"]
    assert contents.pages == (1 if height == "200mm" else 2)
