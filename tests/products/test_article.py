"""The shipped article carries every fact it must, says where each comes from, and fits its leaflet."""

import re

import pytest
from support.combinations import representative
from support.facts import CARE, FACTS, KEY_POINTS, lost, words_of
from support.project import ROOT, in_family, sized

from foldwell.documents import leaflet
from foldwell.documents.verification import verify
from foldwell.inputs import markdown, validation
from foldwell.inputs.parsing import load
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

NAME = "content/articles/restless-legs.yaml"
ARTICLE = validation.validate_article(load(ROOT / NAME, NAME))
SECTIONS = {part.id: part for part in ARTICLE.sections}
CLAIMS = {claim.id: (part.id, claim) for part in ARTICLE.sections for claim in part.claims}


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_stands_in_its_section(fact):
    section, *phrases = FACTS[fact]
    assert phrases
    assert lost(words_of(SECTIONS[section]), phrases) == []


def test_a_fact_that_lost_a_word_is_seen():
    assert lost("Do stop a\nmedicine", ["do not stop"]) == ["do not stop"]
    assert lost("Do **not** stop".replace("**", ""), ["do not\nstop".replace("\n", " ")]) == []


def test_c1_to_c21_are_covered_once_each_and_in_the_section_that_says_them():
    numbered = [f"C{number}" for number in range(1, 22)]
    assert [name for name in FACTS if re.fullmatch("C[0-9]+", name)] == numbered
    covered = [claim.id for part in ARTICLE.sections for claim in part.claims if claim.id.startswith("C")]
    assert covered == numbered
    assert {name: CLAIMS[name][0] for name in numbered} == {name: FACTS[name][0] for name in numbered}


ADDED = {
    "overview": ["the four signs"],
    "causes": ["no cause", "kidney", "1 in 5 in pregnancy"],
    "varicose-veins": ["compression stockings", "raise the risk"],
    "iron": ["ferritin", "75 micrograms", "without a test", "children", "beans and red meat"],
    "genes-and-medicines": ["drowsy allergy", "do not stop"],
    "self-care": ["self-care"],
    "get-help": ["treat the cause", "same-day", "emergency"],
}


@pytest.mark.parametrize("section", ADDED)
def test_each_added_fact_is_a_claim_with_a_source(section):
    added = [claim for claim in SECTIONS[section].claims if claim.status == "added"]
    assert len(added) == len(ADDED[section])
    for claim, words in zip(added, ADDED[section], strict=True):
        assert words in claim.fact
        assert claim.sources


def test_each_corrected_claim_has_a_source_and_its_section_says_how_sure_it_is():
    corrected = {name: entry for name, entry in CLAIMS.items() if entry[1].status == "corrected"}
    assert set(corrected) == {"C7", "C8", "C11", "C18"}
    assert all(claim.sources for _, claim in corrected.values())
    for name in ("C7", "C8", "C11"):
        assert SECTIONS[CLAIMS[name][0]].evidence.level == "limited"


def test_every_source_is_used():
    used = {source for _, claim in CLAIMS.values() for source in claim.sources}
    assert used == {source.id for source in ARTICLE.sources}
    assert len(used) == 11


TITLES = {
    "aasm-2025": "an American Academy of Sleep Medicine clinical practice guideline",
    "irlssg-2018": "Evidence-based and consensus clinical practice guidelines for the iron treatment of"
    " restless legs syndrome/Willis-Ekbom disease in adults and children: an IRLSSG task force report",
    "edinburgh-1999": "What are the symptoms of varicose veins? Edinburgh vein study cross sectional",
    "alyahya-2025": "The association between restless legs syndrome and chronic venous insufficiency:"
    " a systematic review",
    "schormair-2024": "Genome-wide meta-analyses of restless legs syndrome yield insights into genetic"
    " architecture, disease biology and risk prediction",
    "nice-cks-2025": "Restless legs syndrome",
    "nice-cg168-2013": "Varicose veins: diagnosis and management",
    "nhs": "Restless legs syndrome",
    "nhs-dvt": "DVT (deep vein thrombosis)",
    "nhs-iron": "Iron",
    "tommys": "What can I do about restless legs syndrome during pregnancy?",
}


def test_every_source_has_its_real_title_and_a_web_address():
    sources = {source.id: source for source in ARTICLE.sources}
    assert sources.keys() == TITLES.keys()
    assert [name for name, source in sources.items() if TITLES[name] not in source.title] == []
    assert all(source.url for source in sources.values())


def test_the_signs_of_a_clot_come_from_a_page_that_says_so():
    assert CLAIMS["A14"][1].sources == ("nhs-dvt",)
    assert "nhs-dvt" in CLAIMS["A15"][1].sources
    assert CLAIMS["A9"][1].sources == ("nhs-iron",)


@pytest.mark.parametrize("section", KEY_POINTS)
def test_every_key_point_says_what_it_must(section):
    assert lost(SECTIONS[section].key_point, KEY_POINTS[section]) == []


def test_there_is_a_key_point_for_every_section():
    assert list(KEY_POINTS) == list(SECTIONS)


@pytest.mark.parametrize("level", CARE)
def test_the_care_boxes_name_every_sign(level):
    box = getattr(ARTICLE.care, level)
    assert lost("\n".join((box.lead or "", *box.when)), CARE[level]) == []
    assert box.then is None


def test_studied_does_not_read_as_caused():
    assert "significant" not in words_of(SECTIONS["blood-flow"])
    assert not re.search(r"\b(causes|leads to)\b", words_of(SECTIONS["blood-flow"]))


ARTICLES = sorted((ROOT / "content/articles").glob("restless-legs*.yaml"))
ROOM = 470
"""So many words, as spaces part them, a folded sheet has room for in the widest of our fonts."""


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_bodies_have_no_more_words_than_a_folded_sheet_has_room_for(path):
    article = validation.validate_article(load(path, path.name))
    assert 380 <= sum(len(part.body.split()) for part in article.sections) <= ROOM


@pytest.mark.parametrize(
    ("family", "fold", "paper"),
    representative([
        ("Open Sans", "tri", "A4"), ("Open Sans", "z", "A4"), ("Open Sans", "tri", "Letter"),
        ("Open Sans", "none", "Letter"), ("Raleway", "tri", "A4"), ("Raleway", "z", "A4"),
    ], ("Open Sans", "tri", "A4")),
)  # fmt: skip
def test_the_article_fits_a_folded_sheet_in_the_widest_fonts(contexts, family, fold, paper):
    context = sized(in_family(contexts["riverside"], family), fold, paper)
    reading = inspection.read_pdf(build_pack.build_documents(context, ("leaflet-screen",))["leaflet-screen"])
    assert family in reading.fonts
    assert min(word.size for word in reading.words) >= 12
    for page, (_, height) in enumerate(reading.sizes[1:-1], 2):
        depth = max(word.box.bottom for word in reading.words if word.page == page)
        assert 0.8 < (depth - 10) / (height - 20) < 1.01


@pytest.mark.parametrize("names", representative([["card"], ["leaflet-screen", "leaflet"]]))
def test_the_card_and_a_booklet_have_room_for_the_article_in_the_widest_font(contexts, names):
    context = leaflet.with_format(sized(in_family(contexts["riverside"], "Open Sans"), "half", "Letter"))
    built = build_pack.build_documents(context, names)
    assert verify(context, built) == ()


IN_THE_BODY = {
    "iron": (
        "ask for an iron blood test", "do not start iron tablets without a test",
        "keep them away from children: an overdose can kill",
    ),
    "genes-and-medicines": ("do not stop a prescribed medicine on your own",),
    "varicose-veins": ("do not wear compression stockings",),
    "get-help": ("if RLS spoils your sleep or goes on for weeks",),
}  # fmt: skip


@pytest.mark.parametrize("section", IN_THE_BODY)
def test_what_keeps_a_patient_safe_is_on_the_folded_sheet_too(section):
    """What stands in a detail is not: that has room for the bodies alone."""
    assert lost(markdown.plain_text(SECTIONS[section].body), IN_THE_BODY[section]) == []


def test_what_you_can_do_is_a_heading_over_a_list_of_short_steps():
    steps = markdown.plain_text(SECTIONS["self-care"].body).splitlines()
    assert SECTIONS["self-care"].heading == "What you can do"
    assert steps[0] == "These may calm your legs:"
    assert SECTIONS["self-care"].body.count("\n- ") == 4
    assert max(len(step.split()) for step in steps) <= 10


HARD = (
    "check your iron",
    "review your medicines",
    "on their own merits",
    "if your sleep suffers",
    "were weak",
)


def test_the_words_are_those_a_patient_would_use():
    whole = (ROOT / NAME).read_text(encoding="utf-8")
    text = " ".join(whole.lower().split())
    assert [words for words in HARD if words in text] == []
    body = SECTIONS["summary"].body
    assert [line.removeprefix("- [ ] ") for line in body.splitlines() if line.startswith("- ")] == [
        "Ask for an iron blood test.",
        "Ask if a medicine adds to it.",
        "Ask about veins that trouble you.",
        "See your GP if you sleep badly.",
    ]
    assert SECTIONS["varicose-veins"].evidence.note == "The studies were small."


def test_the_article_is_a_draft_that_is_reviewed_again_within_36_months():
    assert ARTICLE.clinical_reviewer is None
    months = (ARTICLE.review_by.year - ARTICLE.published.year) * 12 + ARTICLE.review_by.month
    assert 0 < months - ARTICLE.published.month <= 36


def test_the_article_names_no_dose_and_no_brand():
    text = "\n".join(map(words_of, ARTICLE.sections))
    assert not re.search(r"\b[0-9.]+ ?(mg|ml|tablets a day)\b", text)
    assert not re.search(r"[®™]", text)
