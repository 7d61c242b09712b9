"""Large print on the finished file, as someone with poor sight meets it; each guard has a twin."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from support.project import ARTICLE, EACH_PRACTICE, PRACTICES, shortened

from foldwell.documents import large_print
from foldwell.inputs import markdown
from foldwell.project import pictograms
from foldwell.proofing import inspection
from foldwell.proofing.pictogram_match import shows_pictogram
from foldwell.proofing.text_match.ordered_search import missing

LINE = 18 * 1.5 * 25.4 / 72
RIGHT = 210 - 18
ABOVE, BELOW = 17, 23
WITHIN = 0.15
SPACE = 3
DEEP = set("gjpqyQJ,;()[]/&")
LAST_TWO = re.compile(r"(\S{1,14}) (\S{1,8})$")
"""A short last word, which stays with the one before it."""
INNER = re.compile("[a-z][-\N{HYPHEN}][a-z]")


def bare(word):
    """A word without the comma or full stop that a template sets after it."""
    return inspection.reading.normalised(word).rstrip(".,")


class Edition:
    """A finished large-print file beside its context."""

    def __init__(self, context, data):
        self.context, self.seen = context, inspection.read_pdf(data)
        self.words = [word for word in self.seen.words if any(sign.isalnum() for sign in word.text)]
        self.bare = [bare(word.text) for word in self.words]

    def find(self, text, size=None):
        """The words of a passage, where they stand one after the other, in a size if one is asked for."""
        wanted = [bare(word) for word in text.split() if any(sign.isalnum() for sign in word)]
        for at, first in enumerate(self.bare):
            is_there = first == wanted[0] and self.bare[at : at + len(wanted)] == wanted
            if is_there and size in (None, self.words[at].size):
                return self.words[at : at + len(wanted)]
        raise AssertionError(f"not in one piece: {text}")

    def prose(self):
        """Every paragraph and list entry of the sections."""
        texts = [text for part in self.context.article.sections for text in (part.body, part.detail) if text]
        lines = [line for text in texts for line in markdown.plain_text(text).splitlines()]
        return [line.removeprefix("☐").strip() for line in lines if line.strip("☐ ")]

    def boxes(self):
        """The first and the last words of each box, figure and block that no page may split."""
        care, parts = self.context.article.care, self.context.article.sections
        yield from ((box.when[0], box.then or box.when[-1]) for box in (care.same_day, care.emergency))
        yield from ((part.highlight.heading, part.highlight.items[-1]) for part in parts if part.highlight)
        yield self.context.practice.address[0], self.context.practice.footer[-1]

    def headings(self):
        """Each heading, and the words that follow it."""
        for part in self.context.article.sections:
            yield (
                part.heading,
                part.highlight.heading if part.highlight else markdown.plain_text(part.body).splitlines()[0],
            )
        yield self.context.wording.questions, self.context.article.questions[0]
        yield self.context.wording.sources, self.context.article.sources[0].title


def lines(words):
    """Words as lines: a new one begins where a word stands below the one before it, or on another page."""
    found = [[words[0]]]
    for one, other in pairwise(words):
        if other.box.top > one.box.bottom or other.box.left < one.box.left or other.page != one.page:
            found.append([])
        found[-1].append(other)
    return found


def baseline(line):
    """Where the letters of a line stand, in mm from the top: letters that go deeper are left out."""
    bottoms = sorted(
        word.box.bottom for word in line if not DEEP & set(word.text) and word.text[-1].isalnum()
    )
    return bottoms[len(bottoms) // 2] if bottoms else None


def small(edition):
    return [word for word in edition.seen.words if word.size < 16]


def not_at_18(edition):
    return [word for text in edition.prose() for word in edition.find(text) if word.size != 18]


def close(edition):
    """Lines of one paragraph that are not 1.5 times 18 pt apart."""
    pairs = [
        (one[0].page, baseline(one), other[0].page, baseline(other))
        for text in edition.prose()
        for one, other in pairwise(lines(edition.find(text)))
    ]
    measured = [(one, other) for page, one, next_page, other in pairs if page == next_page and one and other]
    assert len(measured) > 20
    return [pair for pair in measured if abs(pair[1] - pair[0] - LINE) > WITHIN]


def long(edition):
    texts = [" ".join(word.text for word in line) for line in lines(edition.words)]
    return [text for text in texts if len(text) > 70]


def ended_early(edition):
    """Lines of prose that stop although the next words would have had room."""
    found = []
    for text in edition.prose():
        words, at = edition.find(text), 0
        for unit in LAST_TWO.sub("\\1\N{NO-BREAK SPACE}\\2", markdown.bind_no_break(text)).split(" "):
            parts = words[at : at + len(unit.split())]
            before = words[at - 1] if at else None
            at += len(parts)
            if not before or "-" in before.text or before.page != parts[0].page:
                continue
            width = parts[-1].box.right - parts[0].box.left
            if parts[0].box.left < before.box.left and before.box.right + SPACE + width < RIGHT:
                found.append((before.text, unit))
    return found


def hyphenated(edition):
    """Words with a hyphen that the article does not have."""
    own = " ".join(
        [
            *edition.prose(),
            *(part.title for part in edition.context.article.sources),
            *(figure.caption for _, figure in edition.context.article.figures),
            ARTICLE,
            *edition.context.practice.footer,
        ]
    )
    return [word.text for word in edition.words if INNER.search(word.text) and bare(word.text) not in own]


def split(edition):
    spans = list(edition.boxes())
    assert len(spans) >= 4
    return [span for span in spans if edition.find(span[0])[0].page != edition.find(span[1])[-1].page]


def alone(edition):
    """Headings at the foot of a page, their text on the next one."""
    return [
        heading
        for heading, text in edition.headings()
        if edition.find(heading, size=25)[0].page != edition.find(text)[0].page
    ]


def unnumbered(edition):
    pages = range(2, edition.seen.pages + 1)
    said = {
        page: " ".join(word.text for word in edition.seen.words if word.page == page and word.size == 16)
        for page in pages
    }
    return [page for page in pages if said[page] != f"Page {page} of {edition.seen.pages}"]


def silent_about_itself(edition):
    first = " ".join(word.text for word in edition.seen.words if word.page == 1)
    wording = edition.context.wording
    return [
        line
        for line in (wording.large_print, wording.draft, edition.context.article.title)
        if line not in first
    ]


def empty(edition):
    """Pages but the last whose room for text is half empty, or a last one with hardly a line."""
    ends = {
        page: max(word.box.bottom for word in edition.words if word.page == page and word.size != 16)
        for page in range(1, edition.seen.pages + 1)
    }
    last, room = edition.seen.pages, edition.seen.sizes[0][1] - ABOVE - BELOW
    return [page for page, end in ends.items() if end < (50 if page == last else ABOVE + 0.625 * room)]


GUARDS = {
    "no word is under 16 pt": (small, ".page-number { font-size: 15pt }"),
    "figure labels count too": (small, "figure img { width: 50% }"),
    "prose is in 18 pt": (not_at_18, "li { font-size: 17pt }"),
    "lines are 1.5 apart": (close, "p { line-height: 1.4 }"),
    "no line is over 70 characters": (
        long,
        "@page { margin-left: 10mm; margin-right: 10mm } main { max-width: none }",
    ),
    "no line ends early": (ended_early, 'strong::before { content: "\\A"; white-space: pre }'),
    "no word is hyphenated": (hyphenated, "p { hyphens: auto; width: 120mm }"),
    "no box is split": (
        split,
        ".highlight { break-inside: auto !important; margin-top: 200mm !important }",
    ),
    "no heading stands alone": (alone, "h2 { break-after: page }"),
    "pages are numbered": (unnumbered, "@page :nth(4) { @bottom-left { content: none } }"),
    "the first page says what it is": (silent_about_itself, ".cover .edition { break-before: page }"),
    "no page is nearly empty": (empty, ".section { break-before: page }"),
}


@pytest.fixture(scope="module")
def editions(contexts, packs):
    return {practice: Edition(contexts[practice], packs[practice]["large-print"]) for practice in PRACTICES}


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("guard", dict.fromkeys(guard for guard, _ in GUARDS.values()))
def test_large_print_is_as_the_standard_asks(editions, practice, guard):
    assert guard(editions[practice]) == []


@pytest.fixture(scope="module")
def short(contexts):
    """A shorter article, and its large print as it should be."""
    context = shortened(contexts["riverside"], "overview", "causes", "varicose-veins", "iron", "get-help")
    return context, Edition(context, large_print.make(context, {}))


TOGETHER = (
    ("figure labels count too", "prose is in 18 pt", "pages are numbered"),
    ("no word is under 16 pt", "lines are 1.5 apart", "no line ends early"),
    ("no line is over 70 characters", "no heading stands alone", "the first page says what it is"),
)
"""Rules of which each is noticed by its own guard alone, so that one layout shows them all."""


@pytest.fixture(scope="module")
def styled(short):
    """The large print of the short article with the rules of some guards."""
    context, _ = short

    @cache
    def edition(names):
        rules = "\n".join(GUARDS[name][1] for name in names)
        templates = {
            **context.templates,
            "large-print.css": f"{context.templates['large-print.css']}\n{rules}\n",
        }
        return Edition(context, large_print.make(replace(context, templates=templates), {}))

    return edition


@pytest.mark.parametrize("name", GUARDS)
def test_a_style_that_breaks_the_standard_is_noticed(short, styled, name):
    _, as_it_should_be = short
    guard, _ = GUARDS[name]
    assert guard(as_it_should_be) == []
    (names,) = [names for names in TOGETHER if name in names] or [(name,)]
    assert guard(styled(names))


def leaflet_sentences(data):
    """What stands on the inside panels of the finished leaflet, sentence by sentence."""
    inside = [word for word in inspection.read_pdf(data).words if 1 < word.page < 6 and word.text != "☐"]
    # What follows a list without a full stop at its end is set larger: a heading.
    ends = (f"{one.text}\n" if other.size > one.size else one.text for one, other in pairwise(inside))
    return [line.strip() for line in re.findall(r".+?(?:[.:?](?= )|$)", " ".join(ends), re.MULTILINE)]


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_large_print_says_what_the_leaflet_says_in_the_same_order(editions, packs, practice):
    sentences = leaflet_sentences(packs[practice]["leaflet-screen"])
    assert len(sentences) > 50
    assert missing(sentences, editions[practice].seen.text).missing == ()


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_a_drawing_stands_on_the_page_of_the_words_before_it(packs, practice):
    seen = inspection.read_pdf(packs[practice]["large-print"])
    (drawing,) = [figure for figure in seen.figures if figure.alt.startswith("Two leg veins")]
    before = [word for word in seen.words if word.text == "small."]
    assert drawing.page in {word.page for word in before}
    above = [word for word in before if word.page == drawing.page and word.box.bottom <= drawing.box.top + 1]
    assert above


def test_sentences_in_another_order_are_noticed(editions, packs):
    sentences = leaflet_sentences(packs["riverside"]["leaflet-screen"])
    moved = [*sentences[20:], *sentences[:20]]
    assert missing(moved, editions["riverside"].seen.text).missing


def test_the_phone_number_is_the_largest_text_of_the_contact(editions):
    for edition in editions.values():
        sizes = [
            word.size for word in edition.seen.words if word.text in edition.context.practice.phone.split()
        ]
        assert max(sizes) >= 30


def test_where_there_is_no_drawing_a_pictogram_stands_on_the_cover(contexts):
    bare_cover = contexts["riverside"].article.model_copy(update={"cover": None})
    context = replace(contexts["riverside"], article=bare_cover)
    data = large_print.make(context, {})
    assert Edition(context, data).find(bare_cover.sections[0].heading, size=25)[0].page == 2
    (shown,) = [image for image in inspection.read_pdf(data).untagged_images if image.page == 1]
    assert shows_pictogram(shown.image, pictograms.draw(context.design_colours, pictograms.of_cover(context)))


def torn_sentences(edition):
    """Sentences and list entries that go on from one page to the next."""
    sentences = [part for line in edition.prose() for part in re.split(r"(?<=[.:?]) ", line)]
    found = [(part, edition.find(part)) for part in sentences]
    return [part for part, words in found if words[0].page != words[-1].page]


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_no_page_ends_in_the_middle_of_a_sentence_or_an_entry(editions, practice):
    assert torn_sentences(editions[practice]) == []


def test_a_sentence_that_goes_on_to_the_next_page_is_noticed(short):
    context, _ = short
    rule = ".section > p { padding-top: 120mm }"
    templates = {**context.templates, "large-print.css": f"{context.templates['large-print.css']}\n{rule}\n"}
    assert torn_sentences(Edition(context, large_print.make(replace(context, templates=templates), {})))


def test_a_name_wider_than_the_cover_breaks_into_lines(contexts):
    context = shortened(contexts["riverside"], "overview")
    name = "Department of Health and Human Services of the Valley"
    longer = replace(context, practice=context.practice.model_copy(update={"name": name}))
    edition = Edition(longer, large_print.make(longer, {}))
    at_foot = edition.find(name, size=24)
    assert len(lines(at_foot)) == 2
    assert max(word.box.right for word in at_foot) <= RIGHT
