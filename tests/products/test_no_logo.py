"""A practice without a logo has its name in its place, in every document, and the proof looks for it."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from support.combinations import marking
from support.sabotage import refusal

from foldwell.documents import article_link
from foldwell.documents.print_layout import template_values
from foldwell.documents.verification import verify
from foldwell.proofing import inspection
from foldwell.rendering import templating
from foldwell.workflows import build_pack

NAME = "Riverside Surgery"
DOCUMENTS = ("leaflet-screen", "handout", "card")


@pytest.fixture(scope="module")
def context(contexts):
    """The context of a practice whose brand file has no logo."""
    shipped = contexts["riverside"]
    brand = shipped.brand.model_copy(update={"logo": None, "logos": {}})
    return replace(shipped, brand=brand, logos={})


@pytest.fixture(scope="module")
def made(context):
    return build_pack.build_documents(context, DOCUMENTS)


def test_a_pack_without_a_logo_passes_the_proof(context, made):
    assert verify(context, made) == ()


def test_the_name_stands_where_the_logo_would(made):
    cover = [word.text for word in inspection.read_pdf(made["leaflet-screen"]).words if word.page == 1]
    assert " ".join(cover).startswith(f"{NAME} Restless legs")
    card = " ".join(inspection.read_pdf(made["card"]).text)
    assert card.index("999", card.index("01632")) < card.rindex(NAME)
    header = Document(BytesIO(made["handout"])).sections[0].header.paragraphs
    assert [(part.text, part.style.name) for part in header] == [(NAME, "Wordmark")]


def test_no_picture_takes_its_place(context, made):
    alts = {part.figure.alt for part in context.article.sections if part.figure} | {
        *article_link.figures(context)
    }
    for name, data in made.items():
        read = inspection.read_docx if name == "handout" else inspection.read_pdf
        assert {figure.alt for figure in read(data).figures} <= alts


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(
    ("name", "file"),
    marking(
        [
            ("leaflet-screen", "logo.html.j2"),
            ("card", "logo.html.j2"),
            ("handout", "handout.html.j2"),
            ("large-print", "logo.html.j2"),
        ],
        "leaflet-screen",
        "large-print",
    ),
)
def test_a_name_that_is_gone_from_its_place_is_missed(context, name, file):
    printed = '<p class="wordmark">{{ practice.name | bind }}</p>'
    said = refusal(context, name, {file: lambda text: text.replace(printed, "")})
    assert f"words of practice 'riverside' are missing: [{NAME}]" in said


@pytest.mark.usefixtures("tight")
def test_the_longest_name_has_room_on_the_cover(context):
    name = "The Wolverhampton and Staffordshire Village Medical Partners"
    long = replace(context, practice=context.practice.model_copy(update={"name": name}))
    assert len(name) == 60
    assert verify(long, build_pack.build_documents(long, DOCUMENTS)) == ()


@pytest.mark.parametrize(("card", "name"), [("a6", NAME), ("a5", "x" * 33)])
def test_where_the_card_has_no_room_the_name_above_the_number_stands_out(context, card, name):
    practice = context.practice.model_copy(update={"card": card, "name": name})
    html = templating.fill(
        context.templates,
        "card.html.j2",
        template_values(replace(context, practice=practice), "small")
        | {
            "style": "",
            "stylesheets": (),
            "small": card == "a6",
            "folded": False,
            "banded": False,
            "boxes_beside": False,
            "foot_first": False,
            "imprint_line": "all",
            "name_at_foot": False,
            "card_sections": (),
            "whole_sections": (),
        },
    )
    assert html.count('class="wordmark"') == 1
    assert f'<p class="wordmark">{name}</p><p class="number">' in html
