"""The American practice: American words, numbers, dates and paper, and the facts of the British text.

What holds for every article that is there in both languages is tested of each; what one says, of it alone.
"""

import re
from itertools import pairwise

import pytest
from support.documents import PDFS, showing
from support.facts import CARE, FACTS, KEY_POINTS, lost, words_of
from support.project import ARTICLE, ROOT

from foldwell.documents.registry import DOCUMENTS
from foldwell.inputs import readability, validation
from foldwell.inputs.parsing import load
from foldwell.model import Numbers, Practice
from foldwell.project.language_choice import missing_wording
from foldwell.project.paths import ARTICLES

PRACTICE = "lakeshore"
IN_BOTH = sorted(path.name.split(".")[0] for path in (ROOT / ARTICLES).glob("*.en-US.yaml"))
"""The articles that are there in American English beside another language."""

BRITISH = re.compile(
    r"\b(?:A&E|GPs?|999|111|01632|chemist|surgery|fortnight|whilst|tablets?"
    r"|(?:col|hum|fav|neighb|behavi|harb|lab|tum)ours?\w*|(?:lit|met|cent|fib|theat)res?|grey|programmes?"
    r"|(?:organ|recogn|real|special|apolog|summar|minim|stabil)is(?:e|ed|es|ing|ations?)|practis\w+|licence"
    r"|(?:an|leuk|h|septic)aemi\w+|haem\w+|oedema\w*|oesoph\w+|diarrhoea|paediatric\w*|foetus|ageing"
    r"|anti-sickness|travell\w+|labell\w+|judgement|enquir\w+|plaster|out-of-hours"
    r"|[0-9]{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December))\b"
)
AMERICAN = re.compile(
    r"\b(?:911|988|ER|ZIP|pills?|colors?|\w+izations?|liters?|milliliters?|ng/mL|primary care|urgent care"
    r"|health care provider|emergency room|[ap]\.m\.|555-[0-9]{4}|nausea medicines|labs"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s[0-9]{1,2},)"
)
TITLES = re.compile(r"NHS|NICE|National Institute for Health and Care Excellence")
"""British names that stand in the list of sources, and nowhere else."""

# What an American reads instead of the British phrases of FACTS, KEY_POINTS and CARE.
INSTEAD = {
    "worse in the evening or at night": "evenings or nights are worse",
    "usually settles after birth": "usually goes away after birth",
    "iron tablets, if advised": "iron pills, if your doctor advises them",
    "about 75 micrograms a litre": "about 75 ng/mL",
    "UK advice: 50 to 75": "some guides say 50 to 75",
    "do not start iron tablets without a test": "do not start iron pills without a test",
    "anti-sickness medicines": "nausea medicines",
    "allergy tablets that make you drowsy": "allergy pills that make you drowsy",
    "GP or pharmacist first": "doctor or pharmacist first",
    "vascular team (blood vessel specialists) can help": "vascular specialist (blood vessel doctor) can help",
    "severe, unclear or in pregnancy": "severe, unclear, or in pregnancy",
    "low iron, pregnancy and some medicines": "low iron, pregnancy, and some medicines",
    "ask about iron, medicines and veins": "ask about iron, medicines, and veins",
    "do not take iron tablets without one": "do not take iron pills without one",
    "start with your GP or pharmacist": "start with your doctor or pharmacist",
    "red or darker": "red, or darker",
    "breathlessness, chest pain or coughing up blood": "trouble breathing, chest pain, or coughing up blood",
    "suddenly cold, pale, numb and very painful": "suddenly cold, pale, numb, and very painful",
}


@pytest.fixture(scope="module", params=IN_BOTH)
def versions(request):
    """An article as it is for a practice that states no language, and in American English."""
    files = (f"{ARTICLES}/{request.param}{language}.yaml" for language in ("", ".en-US"))
    return tuple(validation.validate_article(load(ROOT / file, file)) for file in files)


@pytest.fixture(scope="module")
def american(contexts):
    """The article whose facts are known here."""
    return contexts[PRACTICE].article


@pytest.fixture(scope="module")
def seen(contexts, packs):
    """What each finished document of the American pack shows."""
    return {name: row.read(packs[PRACTICE][name], contexts[PRACTICE]) for name, row in DOCUMENTS.items()}


def british_in(text):
    return BRITISH.findall(text)


def texts(value):
    """Every text of a value made of models, lists and texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def told(article):
    """What the article says to a patient: everything but its sources, and the facts for reviewers."""
    tree = article.model_dump(exclude={"sources": True, "sections": {"__all__": {"claims"}}})
    return "\n".join(texts(tree))


def structure(article):
    """All of an article but its wording: what a translation must keep."""
    parts = [
        (
            part.id,
            [(claim.id, claim.status, claim.sources) for claim in part.claims],
            part.figure and part.figure.file,
            part.evidence and part.evidence.level,
            part.detail is not None,
            part.highlight and len(part.highlight.items),
        )
        for part in article.sections
    ]
    care = article.care
    counts = len(care.same_day.when), len(care.emergency.when), len(article.questions), len(article.terms)
    about = article.version, article.published, article.review_by, article.clinical_reviewer, article.cover
    return parts, care.after, counts, about, article.sources, article.keywords


def test_there_are_articles_in_both_languages():
    assert ARTICLE in IN_BOTH


def test_both_languages_have_the_same_structure(versions):
    first, american = versions
    assert first.language != american.language == "en-US"
    assert structure(american) == structure(first)


def test_a_claim_that_lost_its_source_in_one_language_is_noticed(versions):
    british, american = versions
    first, *others = american.sections
    claims = tuple(claim.model_copy(update={"sources": ()}) for claim in first.claims)
    poorer = american.model_copy(update={"sections": (first.model_copy(update={"claims": claims}), *others)})
    assert structure(poorer) != structure(british)


def test_every_fact_and_key_point_and_sign_is_in_the_american_text_too(american):
    sections = {part.id: part for part in american.sections}
    wanted = [(words_of(sections[section]), phrases) for section, *phrases in FACTS.values()]
    wanted += [(sections[section].key_point, phrases) for section, phrases in KEY_POINTS.items()]
    wanted += [
        ("\n".join((box.lead or "", *box.when)), phrases)
        for box, phrases in ((getattr(american.care, level), CARE[level]) for level in CARE)
    ]
    assert [lost(text, [INSTEAD.get(phrase, phrase) for phrase in phrases]) for text, phrases in wanted] == [
        [] for _ in wanted
    ]
    known = {phrase for _, phrases in wanted for phrase in phrases}
    assert set(INSTEAD) <= known


def test_the_american_text_is_easier_than_the_seventh_grade(contexts, american):
    whole = readability.readability_scores(american, without_terms=True)[-1]
    assert whole.fkgl <= 6
    assert readability.readability_findings(american, contexts[PRACTICE].source) == ()


def test_no_british_word_is_in_an_american_article(versions):
    _, american = versions
    assert british_in(told(american)) == []
    assert not TITLES.search(told(american))


def test_no_british_word_is_in_the_american_words(contexts):
    report = "content/report/en-US.yaml"
    words = validation.validate_report_words(load(ROOT / report, report))
    for value in (contexts[PRACTICE].wording, words, contexts[PRACTICE].practice):
        assert british_in("\n".join(texts(value.model_dump()))) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_british_word_is_in_an_american_document(seen, name):
    assert british_in(" ".join(seen[name].text)) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((name, "call 911") for name in showing("care boxes")),
        *((name, "(312) 555-0142") for name in showing("contact", "numbers")),
        *((name, "November 22, 2028") for name in showing("review")),
    ],
)
def test_an_american_document_has_the_numbers_and_dates_of_america(seen, name, words):
    assert words in " ".join(seen[name].text)


def test_no_american_word_is_in_a_british_document(contexts, packs):
    for name, row in DOCUMENTS.items():
        text = " ".join(row.read(packs["riverside"][name], contexts["riverside"]).text)
        assert AMERICAN.findall(text) == []


@pytest.mark.parametrize(
    "text", ["the colour", "see your GP", "75 micrograms a litre", "22 November 2026", "call 111"]
)
def test_a_british_word_is_noticed(text):
    assert british_in(text)


@pytest.mark.parametrize(
    "text", ["call 911", "iron pills", "go to the ER", "November 22, 2026", "8 a.m. to 5 p.m."]
)
def test_an_american_word_is_noticed(text):
    assert AMERICAN.search(text)
    assert not british_in(text)


COUNTRIES = sorted((ROOT / "content/countries").glob("*.yaml"))


def unsaid_in(country, contexts, **changes):
    """What the wording of a country's language leaves unsaid of its numbers, with some of them changed."""
    facts = load(ROOT / f"content/countries/{country}.yaml", country).value
    numbers = Numbers.model_validate(facts["numbers"] | changes)
    practice = contexts[PRACTICE].practice.model_copy(update={"country": country, "numbers": numbers})
    source = load(ROOT / f"content/wording/{facts['language']}.yaml", facts["language"])
    return [
        problem.message for problem in missing_wording(source, validation.validate_wording(source), practice)
    ]


@pytest.mark.parametrize("country", [path.stem for path in COUNTRIES])
def test_the_wording_knows_every_country_and_its_numbers(contexts, country):
    assert len(COUNTRIES) >= 4
    assert unsaid_in(country, contexts) == []


def test_a_number_without_words_is_noticed(contexts):
    assert unsaid_in("IE", contexts, crisis="116123") == [
        "'crisis_call' is missing, and the practice has that number: 116123"
    ]


LETTER, HALF_LETTER = {215.9, 279.4}, {139.7, 215.9}


@pytest.mark.parametrize(
    ("name", "size"),
    [("leaflet", LETTER), ("large-print", LETTER), ("handout", LETTER), ("card", HALF_LETTER)],
)
def test_american_documents_are_of_american_paper(seen, name, size):
    assert {frozenset(round(side, 1) for side in item) for item in seen[name].sizes} == {frozenset(size)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_that_it_is_in_american_english(seen, name):
    assert seen[name].language == "en-US"


@pytest.mark.parametrize("name", ["leaflet-screen", "large-print", "handout"])
def test_the_phone_link_calls_the_number_of_the_practice(seen, name):
    assert {link for link in seen[name].links if link.startswith("tel:+")} == {"tel:+13125550142"}


@pytest.mark.parametrize("name", showing("contact", "numbers", among=PDFS))
def test_the_phone_number_stands_on_one_line_wherever_it_is(seen, name):
    pairs = [(a, b) for a, b in pairwise(seen[name].words) if a.text == "(312)"]
    assert len(pairs) >= 2
    for area, rest in pairs:
        assert rest.text.startswith("555-0142")
        assert rest.box.left > area.box.right
        assert rest.box.top < area.box.bottom


@pytest.mark.parametrize("phone", ["call us", "open 9 to 5", "12"])
def test_what_is_no_phone_number_is_refused(contexts, phone):
    facts = contexts[PRACTICE].practice.model_dump() | {
        "phone": phone,
        "web": "https://lakeshore.example.org",
    }
    with pytest.raises(ValueError, match="phone"):
        Practice.model_validate(facts)
