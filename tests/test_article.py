"""The shipped article carries every fact it must, says where each comes from, and fits its leaflet."""

import re

import pytest
from conftest import ROOT, in_family, sized

from foldwell.documents.verification import verify
from foldwell.inputs import markdown, validation
from foldwell.inputs.parsing import load
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

NAME = "content/articles/restless-legs.yaml"
ARTICLE = validation.validate_article(load(ROOT / NAME, NAME))
SECTIONS = {part.id: part for part in ARTICLE.sections}
CLAIMS = {claim.id: (part.id, claim) for part in ARTICLE.sections for claim in part.claims}

# Fact -> its section, and phrases of which each must stand in that section.
FACTS = {
    "C1": (
        "overview", "common condition of the nervous system (the brain and nerves)",
        "urge to move your legs", "hard to resist",
    ),
    "C2": ("overview", "knowing the likely cause helps guide your care"),
    "C3": ("overview", "doctors who treat blood vessels study RLS", "what adds to it", "does not prove"),
    "the four signs": (
        "overview", "urge to move", "when you rest", "better when you move",
        "worse in the evening or at night",
    ),
    "C4": ("causes", "several things can add together", "differ"),
    "C5": ("causes", "family: genes can raise the chance"),
    "C6": ("causes", "low iron", "some medicines", "pregnancy", "other illnesses"),
    "no cause": ("causes", "often no cause is found"),
    "kidneys": ("causes", "kidney disease"),
    "pregnancy": ("causes", "1 in 5", "usually settles after birth"),
    "C7": ("blood-flow", "research has looked at poor blood flow", "how RLS starts"),
    "C8": ("blood-flow", "small clinic studies", "varicose", "weak leg veins", "more RLS"),
    "no link": ("blood-flow", "survey of 1,566 people found no link", "vein trouble can also feel like RLS"),
    "C9": ("varicose-veins", "are common", "swollen, twisted", "slow blood on its way back"),
    "C10": ("varicose-veins", "may make restless feelings worse for some"),
    "C11": ("varicose-veins", "treatment helps vein symptoms", "may ease RLS", "in small studies, some"),
    "weak studies": ("varicose-veins", "no comparison group", "28 out of 100 people by two years"),
    "stockings": (
        "varicose-veins", "do not wear compression stockings (tight socks) without advice",
        "arteries", "check",
    ),
    "C12": ("iron", "needs iron to make dopamine", "messenger that helps control movement"),
    "C13": ("iron", "low iron, above all in the brain, can upset how dopamine works", "set off symptoms"),
    "C14": ("iron", "food with iron can help", "iron tablets, if advised"),
    "iron test": (
        "iron", "ask for an iron blood test", "ferritin (iron in store)",
        "transferrin saturation (iron on the move)",
    ),
    "iron level": ("iron", "about 75 micrograms a litre", "UK advice: 50 to 75", "may still be too low"),
    "no tablets": ("iron", "do not start iron tablets without a test"),
    "children": ("iron", "keep them away from children", "overdose can kill"),
    "C15": ("genes-and-medicines", "genes can raise the chance", "habits and other health", "how strongly"),
    "C16": ("genes-and-medicines", "antidepressants", "antipsychotics", "RLS starting or getting worse"),
    "C17": ("genes-and-medicines", "talk to a doctor or pharmacist about any medicine you suspect"),
    "drowsy": ("genes-and-medicines", "anti-sickness medicines", "allergy tablets that make you drowsy"),
    "do not stop": ("genes-and-medicines", "do not stop a prescribed medicine on your own"),
    "C18": (
        "get-help", "GP or pharmacist first", "if RLS spoils your sleep or goes on for weeks",
        "if you have swollen or twisted veins", "vascular team (blood vessel specialists) can help",
    ),
    "specialists": ("get-help", "sleep or nerve specialists", "severe, unclear or in pregnancy"),
    "C19": ("get-help", "plan for the causes and any vein problem can improve daily life"),
    "self-care": (
        "self-care", "exercise by day", "sleep at regular times", "warm bath", "stretching", "massage",
        "less caffeine and alcohol late",
    ),
    "treatment": ("get-help", "care starts with the cause", "also medicines you can ask about"),
    "C20": ("summary", "knowing the causes, such as low iron or a vein problem", "choose care"),
    "C21": ("summary", "small steps taken early may ease symptoms and improve life"),
}  # fmt: skip

KEY_POINTS = {
    "overview": ("urge to move your legs at rest", "worse at night", "may be restless legs syndrome"),
    "causes": ("no single cause", "low iron, pregnancy and some medicines", "common links"),
    "blood-flow": ("vein problems and RLS can", "together", "cause is not proved"),
    "varicose-veins": ("treat veins for vein symptoms", "may or may not ease RLS"),
    "iron": ("iron blood test", "do not take iron tablets without one"),
    "genes-and-medicines": ("do not stop a medicine on your own", "ask first"),
    "self-care": ("exercise by day", "less caffeine and alcohol"),
    "get-help": ("start with your GP or pharmacist", "symptom diary", "list of your medicines"),
    "summary": ("ask about iron, medicines and veins", "get help for bad sleep"),
}

CARE = {
    "same_day": (
        "these can be signs of a blood clot", "pain or swelling in one leg", "red or darker",
        "brown or black skin", "hard, sore veins",
    ),
    "emergency": (
        "breathlessness, chest pain or coughing up blood", "suddenly cold, pale, numb and very painful",
        "a vein that bleeds: lie down, raise the leg, press hard, then call",
    ),
}  # fmt: skip


def lost(text, phrases):
    """The phrases that a text does not hold, whatever its line ends, capitals and bold."""
    held = " ".join(text.lower().split())
    return [phrase for phrase in phrases if phrase.lower() not in held]


def words_of(section):
    """What the leaflet and the handout say under a section's heading."""
    signs = section.highlight.items if section.highlight else ()
    return "\n".join((*signs, markdown.plain_text(section.body), markdown.plain_text(section.detail or "")))


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
    "varicose-veins": ["compression stockings"],
    "iron": ["ferritin", "75 micrograms", "without a test", "children"],
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
ROOM = 430
"""So many words, as spaces part them, a folded sheet has room for in the widest of our fonts."""


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_bodies_have_no_more_words_than_a_folded_sheet_has_room_for(path):
    article = validation.validate_article(load(path, path.name))
    assert 380 <= sum(len(part.body.split()) for part in article.sections) <= ROOM


@pytest.mark.parametrize(
    ("family", "fold", "paper"),
    [
        ("Open Sans", "tri", "A4"), ("Open Sans", "z", "A4"), ("Open Sans", "tri", "Letter"),
        ("Open Sans", "none", "Letter"), ("Raleway", "tri", "A4"), ("Raleway", "z", "A4"),
    ],
)  # fmt: skip
def test_the_article_fits_a_folded_sheet_in_the_widest_fonts(jobs, family, fold, paper):
    job = sized(in_family(jobs["riverside"], family), fold, paper)
    reading = inspection.read_pdf(build_pack.build_documents(job, ("leaflet-screen",))["leaflet-screen"])
    assert family in reading.fonts
    assert min(word.size for word in reading.words) >= 12
    for page, (_, height) in enumerate(reading.sizes[1:-1], 2):
        depth = max(word.box.bottom for word in reading.words if word.page == page)
        assert 0.8 < (depth - 10) / (height - 20) < 1.01


def test_the_card_and_a_booklet_have_room_for_the_article_in_the_widest_font(jobs):
    job = sized(in_family(jobs["riverside"], "Open Sans"), "half", "Letter")
    built = build_pack.build_documents(job, ("leaflet-screen", "leaflet", "card"))
    assert verify(job, built) == ()


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
    assert SECTIONS["self-care"].body.startswith("- ")
    assert len(steps) >= 4
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
    steps = markdown.plain_text(SECTIONS["summary"].body).splitlines()[-4:]
    assert steps == [
        "Ask for an iron blood test.",
        "Ask if a medicine could add to it.",
        "If your veins trouble you, ask about those too.",
        "Get help if you sleep badly.",
    ]
    assert SECTIONS["varicose-veins"].evidence.note == "The studies were small and had no comparison group."


def test_it_is_a_draft_that_is_reviewed_again_within_36_months():
    assert ARTICLE.clinical_reviewer is None
    months = (ARTICLE.review_by.year - ARTICLE.published.year) * 12 + ARTICLE.review_by.month
    assert 0 < months - ARTICLE.published.month <= 36


def test_it_names_no_dose_and_no_brand():
    text = "\n".join(map(words_of, ARTICLE.sections))
    assert not re.search(r"\b[0-9.]+ ?(mg|ml|tablets a day)\b", text)
    assert not re.search(r"[®™]", text)
