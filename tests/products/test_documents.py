"""The finished documents as they are handed out: paper, bookmarks, links, properties, size of type, bytes."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from docx import Document as WordFile
from support.combinations import representative
from support.documents import PDFS
from support.project import EACH_BRITISH, EACH_PRACTICE, shortened

from foldwell.documents import leaflet_sheet
from foldwell.documents.planning import refusals
from foldwell.documents.planning.layout_plan import TIGHT_BACK
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.proofing import inspection
from foldwell.workflows import build_pack


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_screen_edition_has_a_bookmark_for_every_section(packs, contexts, practice):
    with pikepdf.open(BytesIO(packs[practice]["leaflet-screen"])) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        bookmarks = [" ".join(item.title.split()) for item in top.children]
    article = contexts[practice].article
    assert " ".join(top.title.split()) == article.title
    headings = [section.heading for section in article.sections]
    assert [title for title in bookmarks if title in headings] == headings


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_a_reader_can_follow_phone_mail_and_web(packs, contexts, practice):
    links = inspection.read_pdf(packs[practice]["leaflet-screen"]).links
    facts = contexts[practice].practice
    assert contexts[practice].phone_links["practice"].address in links
    assert f"mailto:{facts.email}" in links
    assert str(facts.web) in links
    assert all(link.startswith(("tel:", "mailto:", "https:")) for link in links)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", PDFS)
def test_no_word_is_set_smaller_than_12_pt(packs, practice, name):
    words = inspection.read_pdf(packs[practice][name]).words
    assert words
    assert [word.text for word in words if word.size < 11.95] == []


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_inside_panels_are_well_filled_although_sections_stay_together(packs, practice):
    seen = inspection.read_pdf(packs[practice]["leaflet-screen"])
    height, pages = seen.sizes[1][1], (2, 3, 4, 5)
    lowest = [max(word.box.bottom for word in seen.words if word.page == page) for page in pages]
    assert max(lowest) < height - 8
    # A section that stays whole may leave much of one panel empty, not of all.
    assert min(lowest) > 0.7 * height
    assert sum(lowest) > 0.8 * height * len(pages)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_title_shows_in_the_upper_third_of_the_cover(packs, contexts, practice):
    words = [word for word in inspection.read_pdf(packs[practice]["leaflet-screen"]).words if word.page == 1]
    title = contexts[practice].article.title.split()
    shown = [word for word in words if word.text in title][: len(title)]
    assert [word.text for word in shown] == title
    assert max(word.box.bottom for word in shown) <= 70


def retitled(context, title):
    return replace(context, article=context.article.model_copy(update={"title": title}))


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("practice", EACH_BRITISH)
@pytest.mark.parametrize(
    "title", representative(["Hypercholesterolaemia", "Immunosuppressants and your skin"])
)
@pytest.mark.parametrize(
    ("name", "edge"), representative([("leaflet-screen", 100 - 9 - 4), ("large-print", 210 - 18 - 8)])
)
def test_a_long_word_of_the_title_stays_in_its_block(contexts, practice, title, name, edge):
    context = retitled(contexts[practice], title)
    if name == "large-print":
        context = shortened(context, "get-help")
    built = build_pack.build_documents(context, (name,))
    word = next(item for item in inspection.read_pdf(built[name]).words if item.text == title.split()[0])
    assert word.box.right <= edge
    assert verify(context, built) == ()


def test_a_word_too_long_for_the_cover_is_reported_at_the_title(contexts):
    context = retitled(contexts["riverside"], "Pneumonoultramicroscopicsilicovolcanoconiosis")
    with pytest.raises(InputError, match=r"yaml:3: a word of the title is too long for the cover"):
        build_pack.build_documents(context, ("leaflet-screen",))


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (
            {"article": {"audience": "everyone who has it, or cares for someone who has it " * 12}},
            "the title and 'audience' are too long for the cover",
            "shorten them",
        ),
        (
            {"article": {"contacts": {}}, "practice": {"address": ("12 Mill Lane",) * 40}},
            "the back panel is too full by",
            "shorten address, hours or footer in practice.yaml, or leave out sources",
        ),
    ],
)
def test_a_cover_or_back_without_room_says_what_to_shorten(contexts, change, message, hint):
    context = contexts["riverside"]
    changed = {name: getattr(context, name).model_copy(update=fields) for name, fields in change.items()}
    crowded = replace(context, **changed)
    pages = LeafletPages(crowded, "tri")
    strip = pages.strip(pages.settings[-1], TIGHT_BACK)
    problem = refusals._crowded_cover(pages, strip) or refusals._crowded_back(pages, strip)
    assert problem.message.startswith(message)
    assert (problem.hint, problem.where.line is not None) == (hint, True)


def test_a_paragraph_that_a_panel_breaks_beside_a_drawing_is_still_found(contexts):
    """The lettering of the drawing comes last on its panel in the file of a sheet."""
    context = contexts["riverside"]
    sections = [
        part.model_copy(update={"body": part.body + "\nAsk us if you are in doubt about this."})
        if part.id == "varicose-veins"
        else part
        for part in context.article.sections
    ]
    longer = replace(context, article=context.article.model_copy(update={"sections": tuple(sections)}))
    assert verify(longer, build_pack.build_documents(longer, ("leaflet-screen", "leaflet"))) == ()


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_nothing_is_near_a_fold_or_the_edge_of_the_sheet(packs, contexts, practice):
    assert list(leaflet_sheet.check(contexts[practice], packs[practice])) == []


def shifted(pdf, millimetres):
    """The sheet with everything on it moved to the right."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            page.contents_add(f"1 0 0 1 {millimetres * 72 / 25.4} 0 cm".encode(), prepend=True)
        out = BytesIO()
        file.save(out)
        return out.getvalue()


def test_print_near_a_fold_or_the_edge_is_noticed(packs, contexts):
    moved = {**packs["riverside"], "leaflet": shifted(packs["riverside"]["leaflet"], 6)}
    message = "\n".join(map(str, leaflet_sheet.check(contexts["riverside"], moved)))
    assert "is less than 5 mm from a fold" in message
    assert "has print too near the right edge" in message
    assert "panel 1 is not as it is in leaflet-screen.pdf" in message


def test_a_sheet_with_the_panels_of_another_practice_is_noticed(packs, contexts):
    foreign = build_pack.build_documents(contexts["northgate"], ("leaflet-screen", "leaflet"))
    swapped = {**packs["riverside"], "leaflet": foreign["leaflet"]}
    messages = [str(problem) for problem in leaflet_sheet.check(contexts["riverside"], swapped)]
    assert len([line for line in messages if "is not as it is in leaflet-screen.pdf" in line]) == 6


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_handout_says_what_it_is_in_its_properties(packs, contexts, practice):
    properties = WordFile(BytesIO(packs[practice]["handout"])).core_properties
    article = contexts[practice].article
    assert properties.title == article.title
    assert properties.author == article.author
    assert properties.language == article.language
    assert properties.created.date() == article.published
    assert properties.keywords == ", ".join(article.keywords)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_diary_is_a_table_for_seven_days(packs, practice):
    diary = next(
        table for table in WordFile(BytesIO(packs[practice]["handout"])).tables if len(table.columns) == 5
    )
    assert len(diary.rows) == 8
    assert diary.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_a_press_file_made_again_has_the_same_bytes(packs, contexts, fresh):
    # Of a copy, nothing that was found out about the first is known. The other documents are made again by
    # other processes, and compared with the first (test_same_bytes).
    again = build_pack.build_documents(replace(contexts["riverside"]), ("leaflet-screen", "press"))
    assert again == {name: packs["riverside"][name] for name in again}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_path_of_this_machine_is_in_a_file(packs, name, pytestconfig):
    data = packs["riverside"][name]
    assert str(pytestconfig.rootpath).encode() not in data
    assert b"file://" not in data


@pytest.mark.parametrize("name", representative(["card", "leaflet-screen"]))
def test_a_stylesheet_that_the_layout_engine_stumbles_over_is_named(contexts, name):
    own = "content/practices/riverside/templates/base.css"
    changed = replace(
        contexts["riverside"],
        templates={**contexts["riverside"].templates, own: "li { break-before: page }"},
    )
    with pytest.raises(InputError, match=rf"{own}: the layout engine stumbles over its rules"):
        build_pack.build_documents(changed, (name,))
