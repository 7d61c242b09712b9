"""The QR code: it leads to the practice's page for the article, a telephone reads it, harm is noticed."""

from dataclasses import replace

import pytest
import zxingcpp
from support.project import ARTICLE, EACH_PRACTICE

from foldwell.assets import qr_code
from foldwell.documents import article_link
from foldwell.documents.cards import card
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

CODES = {"leaflet-screen": (6, 1), "leaflet": (1, 1), "card": (1, 1), "card-sheet": (1, 2)}
"""Every document with a code: on which page, and how many."""


def decoded(data, page):
    """What a telephone reads off a page, held at a good distance."""
    found = zxingcpp.read_barcodes(inspection.page_pixels(data, page, 150))
    return [code.text for code in found if code.valid]


def code_on(data):
    return next(figure for figure in inspection.read_pdf(data).figures if figure.alt.startswith("QR code"))


def restyled(context, rule):
    """The context with a rule of CSS that a practice might add."""
    return replace(context, templates={**context.templates, "qr.css": context.templates["qr.css"] + rule})


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", CODES)
def test_a_telephone_reads_the_address_of_the_article(packs, practice, name):
    page, count = CODES[name]
    address = f"https://{practice}.example.org/{ARTICLE}"
    assert decoded(packs[practice][name], page) == [address] * count


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", ["leaflet-screen", "card"])
def test_squares_of_the_code_are_half_a_millimetre_or_more(packs, practice, name):
    figure = code_on(packs[practice][name])
    side = qr_code.encode(f"https://{practice}.example.org/{ARTICLE}").side
    square = (figure.box.right - figure.box.left) / side
    assert 0.49 < square < 0.71
    assert figure.box.bottom - figure.box.top == pytest.approx(square * side, abs=0.05)


@pytest.mark.parametrize("name", ["leaflet-screen", "card"])
def test_the_address_stands_beside_the_code(packs, name):
    data = packs["riverside"][name]
    figure = code_on(data)
    beside = [
        word.text
        for word in inspection.read_pdf(data).words
        if word.page == figure.page
        and figure.box.top < (word.box.top + word.box.bottom) / 2 < figure.box.bottom
    ]
    assert f"riverside.example.org/{ARTICLE}" in "".join(beside)


def test_a_code_is_white_for_four_squares_all_round():
    code = qr_code.encode("https://riverside.example.org/fever")
    inner = range(qr_code.QUIET_ZONE, code.side - qr_code.QUIET_ZONE)
    dark = {(x, y) for y, row in enumerate(code.squares) for x, black in enumerate(row) if black}
    assert {x for x, _ in dark} == {y for _, y in dark} == set(inner)


def test_the_longest_address_still_makes_a_code_of_version_4():
    longest = "https://" + "a" * (qr_code.MAX_CHARACTERS - 12) + ".org"
    assert len(longest) == qr_code.MAX_CHARACTERS
    assert qr_code.encode(longest).side == 33 + 2 * qr_code.QUIET_ZONE
    assert qr_code.encode(longest + "/").side > 33 + 2 * qr_code.QUIET_ZONE


HARM = {
    "too small": (
        ".qr { width: 14mm !important; height: 14mm !important }",
        "mm wide (a telephone needs 0.5",
    ),
    "too pale": (".qr { opacity: 0.3 }", "cannot be read"),
    "printed over": (".where { position: relative; left: -12mm }", "cannot be read"),
}


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(("rule", "message"), HARM.values(), ids=HARM)
def test_a_code_that_a_stylesheet_spoils_is_noticed(contexts, rule, message):
    context = restyled(contexts["riverside"], rule)
    built = build_pack.build_documents(context, ("card",))
    assert message in "\n".join(map(str, card.check(context, built)))


def test_a_code_that_leads_elsewhere_is_noticed(packs, contexts):
    context = contexts["riverside"]
    elsewhere = context.practice.model_copy(
        update={"article_page": "https://elsewhere.example.org/{article}"}
    )
    same_alt = context.wording.model_copy(update={"qr_alt": article_link.find_article_link(context).alt})
    changed = replace(context, practice=elsewhere, wording=same_alt)
    message = "\n".join(map(str, article_link.check(changed, "card.pdf", packs["riverside"]["card"])))
    assert "does not lead to elsewhere.example.org/restless-legs" in message


@pytest.mark.usefixtures("tight")
def test_a_code_that_is_gone_is_missed(contexts):
    context = contexts["riverside"]
    gone = context.templates["card.html.j2"].replace('{% include "qr.html.j2" %}', "")
    built = build_pack.build_documents(
        replace(context, templates={**context.templates, "card.html.j2": gone}), ("card",)
    )
    assert "a picture is missing: QR code for riverside.example.org" in "\n".join(
        map(str, verify(context, built))
    )


@pytest.mark.usefixtures("tight")
def test_without_a_page_for_articles_there_is_no_code(contexts):
    context = contexts["riverside"]
    plain = replace(context, practice=context.practice.model_copy(update={"article_page": None}))
    built = build_pack.build_documents(plain, ("card",))
    assert verify(plain, built) == ()
    assert not [
        figure for figure in inspection.read_pdf(built["card"]).figures if figure.alt.startswith("QR")
    ]
    assert "online" not in inspection.read_pdf(built["card"]).text


PAGES = {
    "not an address": ("https://{article}", "https://restless-legs, which is no web address"),
    "another alphabet": ("https://präxis.example.org/{article}", "which is no web address"),
    "too long": (
        "https://riverside.example.org/leaflets-for-patients/by-name/{article}",
        "an address of 73 letters for restless-legs, 11 more than a QR code holds",
    ),
}


@pytest.mark.parametrize(("page", "message"), PAGES.values(), ids=PAGES)
def test_an_address_that_no_code_can_hold_is_reported_with_its_line(project, page, message):
    file = project / "content" / "practices" / "riverside" / "practice.yaml"
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("\narticle_page:")].count("\n") + 2
    file.write_text(text.replace("https://riverside.example.org/{article}", page), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        loading.load_context(project, "riverside", ARTICLE)
    assert f"practice.yaml:{line}: 'article_page' makes " in str(caught.value)
    assert message in str(caught.value)
