"""Several practices, one article: each pack shows its own practice, and nothing of any other."""

import zipfile
from collections import Counter
from io import BytesIO

import brand_yml
import pikepdf
import pytest
from support.combinations import representative
from support.project import ARTICLE, EACH_PRACTICE, PRACTICES, ROOT

from foldwell.documents.registry import DOCUMENTS
from foldwell.proofing import inspection

PAIRS = [(mine, other) for mine in PRACTICES for other in PRACTICES if mine != other]
MINIMUM_SHARE = 0.002


def others(mine):
    return [practice for practice in PRACTICES if practice != mine]


def facts(context):
    """Everything that is a practice's own, as words."""
    practice = context.practice
    own_texts = (
        practice.name,
        practice.phone,
        practice.email,
        context.web,
        *practice.address,
        *practice.footer,
    )
    return {text for text in own_texts if text}


def own_colours(context):
    colours = context.brand.colours
    return {colours.primary, colours.secondary}


def everything(data):
    """All text that a finished file holds anywhere: pages, properties, alt texts, links."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            return "\n".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    reading = inspection.read_pdf(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        about = " ".join(map(str, pdf.docinfo.values()))
    alts = " ".join(figure.alt for figure in reading.figures)
    return " ".join((*reading.text, about, alts, *reading.links))


def colours_seen(data):
    """The colours of a PDF's pages that fill more than a speck, as #rrggbb."""
    seen = Counter()
    for page in range(1, inspection.read_pdf(data).pages + 1):
        pixels = inspection.page_pixels(data, page, 72)
        area = pixels.width * pixels.height
        seen.update({colour: count / area for count, colour in pixels.getcolors(area)})
    return {"#{:02x}{:02x}{:02x}".format(*colour) for colour, share in seen.items() if share > MINIMUM_SHARE}


def test_there_are_two_practices_that_differ_plainly(contexts):
    assert len(PRACTICES) >= 2
    for mine, foreign in PAIRS:
        assert not facts(contexts[mine]) & facts(contexts[foreign])
        assert not own_colours(contexts[mine]) & own_colours(contexts[foreign])
        assert contexts[mine].logo.data != contexts[foreign].logo.data
        assert contexts[mine].base.family != contexts[foreign].base.family


@pytest.mark.parametrize("mine", EACH_PRACTICE)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_another_practice_is_in_a_pack(packs, contexts, mine, name):
    text = " ".join(everything(packs[mine][name]).replace("\N{NO-BREAK SPACE}", " ").split())
    assert contexts[mine].practice.name in text
    for foreign in others(mine):
        assert [fact for fact in facts(contexts[foreign]) if fact in text] == []


# A file for a press has no colours but inks.
IN_COLOUR = [name for name, row in DOCUMENTS.items() if row.file.endswith(".pdf") and name != "press"]


@pytest.mark.parametrize("mine", EACH_PRACTICE)
@pytest.mark.parametrize("name", IN_COLOUR)
def test_a_pdf_wears_its_own_colours_and_none_of_another_practice(packs, contexts, mine, name):
    seen = colours_seen(packs[mine][name])
    assert contexts[mine].brand.colours.primary in seen
    for foreign in others(mine):
        assert not own_colours(contexts[foreign]) & seen


@pytest.mark.parametrize(("mine", "foreign"), representative(PAIRS, ("riverside", "lakeshore")))
def test_a_handout_wears_its_own_colours_and_fonts_and_none_of_another_practice(
    packs, contexts, mine, foreign
):
    with zipfile.ZipFile(BytesIO(packs[mine]["handout"])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = b"".join(data for name, data in parts.items() if name.endswith(".xml")).decode().lower()
    assert contexts[mine].brand.colours.primary[1:] in xml
    assert contexts[mine].base.family.lower() in xml
    for colour in own_colours(contexts[foreign]):
        assert colour[1:] not in xml
    assert contexts[foreign].base.family.lower() not in xml


@pytest.mark.parametrize(("mine", "foreign"), representative(PAIRS, ("riverside", "lakeshore")))
def test_logo_and_code_are_the_practices_own(packs, contexts, mine, foreign):
    for name in ("leaflet-screen", "card"):
        mine_alts = {figure.alt for figure in inspection.read_pdf(packs[mine][name]).figures}
        other_alts = {figure.alt for figure in inspection.read_pdf(packs[foreign][name]).figures}
        own_texts = {contexts[mine].brand.logo.alt, f"QR code for {contexts[mine].web}/{ARTICLE}"}
        assert mine_alts - other_alts == own_texts


SHIPPED = [ROOT / "content/practices" / name for name in (*PRACTICES, "_northfield")]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_brand_file_is_valid_brand_yml(folder):
    assert brand_yml.Brand.from_yaml(folder / "_brand.yml").model_dump(exclude_none=True)


def test_the_looks_of_a_network_are_those_of_its_practices(contexts):
    brand = brand_yml.Brand.from_yaml(ROOT / "content/practices/_northfield/_brand.yml")
    assert str(brand.color.primary) == contexts["northgate"].brand.colours.primary
    assert contexts["northgate"].brand.logo.alt == "Northgate Medical Centre"
