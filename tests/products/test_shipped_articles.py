"""Each article that we ship is valid, plain, sourced and a draft, and makes a leaflet at the first try."""

from datetime import date

import pytest
from support.combinations import representative
from support.project import ARTICLE, ROOT

from foldwell.documents import large_print
from foldwell.inputs import readability, validation
from foldwell.inputs.parsing import load
from foldwell.project import loading
from foldwell.project.paths import ARTICLES, articles
from foldwell.proofing import inspection
from foldwell.workflows import build_pack
from foldwell.workflows.build_pack import BuildRequest

OTHERS = ("asthma-plan", "gastroscopy", "stitches")
"""Those beside the first, which has tests of its own; a clinic's checkout has more."""


@pytest.fixture(params=OTHERS)
def shipped(request):
    """The source of a shipped article, and the article."""
    name = f"{ARTICLES}/{request.param}.yaml"
    source = load(ROOT / name, name)
    return source, validation.validate_article(source)


def test_they_are_there():
    assert {ARTICLE, *OTHERS} <= set(articles(ROOT))


def test_no_clinician_is_said_to_have_reviewed_it(shipped):
    assert shipped[1].clinical_reviewer is None


def test_it_is_as_plain_as_we_ask_others_to_write(shipped):
    source, article = shipped
    assert [str(found.problem) for found in readability.readability_findings(article, source)] == []
    whole = readability.readability_scores(article)[-1]
    assert whole.fkgl < 6
    assert whole.mean < 15


def test_every_section_has_a_fact_with_a_source_that_can_be_found(shipped):
    _, article = shipped
    assert all(part.claims for part in article.sections)
    assert all(claim.sources for part in article.sections for claim in part.claims)
    assert all(source.url for source in article.sources)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("name", representative(OTHERS, "stitches"))
def test_its_leaflet_is_made_and_proven(name):
    request = BuildRequest("riverside", name, ("leaflet-screen",), today=date(2026, 11, 30))
    pack = build_pack.prove(ROOT, request)
    assert set(pack.files) == {"leaflet-screen.pdf"}


@pytest.mark.parametrize("practice", representative(["riverside", "northgate"]))
def test_the_last_field_of_a_form_never_stands_alone_on_a_page_of_large_print(practice):
    context = loading.load_context(ROOT, practice, "asthma-plan")
    reading = inspection.read_pdf(large_print.make(context, {}))
    pages = {word.text: word.page for word in reading.words if word.text in ("with:", "Date:")}
    assert pages["with:"] == pages["Date:"]
