"""Check the appearance of a finished document: every word is visible, readable and set as intended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from foldwell.assets.fonts import BULLETS
from foldwell.assets.images import text_labels
from foldwell.errors import Problem
from foldwell.inputs.phone_link import dials
from foldwell.proofing import standing_content
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.inspection import Word

ROUNDING = 0.05
"""The rounding of type sizes in files, in pt."""

SIZE_TOLERANCE = 0.1
"""The tolerance of page sizes in mm."""


def page_sizes(proof: Proof) -> Iterator[Problem]:
    """Every page is present and has its size."""
    found = proof.contents.sizes
    expected_sizes = proof.expectation.page_sizes(len(found))
    if not expected_sizes:
        return
    if len(expected_sizes) != len(found):
        yield proof.problem(f"has {len(found)} pages instead of {len(expected_sizes)}")
    for page, (expected, size) in enumerate(zip(expected_sizes, found, strict=False), 1):
        if max(abs(expected[0] - size[0]), abs(expected[1] - size[1])) > SIZE_TOLERANCE:
            yield proof.problem(
                f"is {size[0]:.1f} x {size[1]:.1f} mm instead of {expected[0]:g} x {expected[1]:g}", page=page
            )


def visible(proof: Proof) -> Iterator[Problem]:
    """Every word in the file is visible on its page."""
    hint = "they are hidden, cut off or too pale, or a table is too wide"
    yield from proof.run_problems(_by_page(proof.contents.invisible), "words cannot be seen", hint)


def minimum_size(proof: Proof) -> Iterator[Problem]:
    """No word is smaller than the minimum size of the document; what is set low or high, than 3/4 of it."""
    required = proof.expectation.minimum_size
    small = [word for word in proof.contents.words if word.size < required - ROUNDING]
    yield from proof.run_problems(
        _by_page(small), f"words are smaller than {required:g} pt", "set them larger"
    )


def emergency_heading_largest(proof: Proof) -> Iterator[Problem]:
    """No heading of a section or of the other care box is larger than that of the emergency box."""
    context = proof.context
    heading, _ = standing_content.emergency_call(context)
    article = context.article
    others = {part.heading for part in article.sections} | {context.care.same_day_heading}
    # Set as the title, which a section may repeat, they may be as large as that is.
    others -= {article.title, article.card.heading}
    largest = max((size for text in others if (size := proof.size_of(text))), default=0.0)
    size = proof.size_of(heading)
    if 0 < size < largest - ROUNDING:
        what = f"the heading of the emergency box is {size:g} pt, and another heading is {largest:g} pt"
        advice = "set it as large as the heading of a section, or larger"
        yield proof.problem(what, proof.template_hint(advice))


def upright(proof: Proof) -> Iterator[Problem]:
    """No word outside drawings is rotated, mirrored, slanted or stretched."""
    turned = _by_page(_outside_drawings(proof, proof.contents.rotated))
    hint = proof.template_hint("take 'transform' out of the template")
    yield from proof.run_problems(turned, "words are turned, mirrored, slanted or stretched", hint)


def no_overprint(proof: Proof) -> Iterator[Problem]:
    """No word outside drawings is struck out, or overlaps a picture or the edge of a box."""
    crossed = _by_page(_outside_drawings(proof, proof.contents.overprinted))
    hint = "nothing but plain paper or one plain colour may be behind or over a word"
    yield from proof.run_problems(crossed, "words are crossed out, or stand on a line or a picture", hint)


def link_targets(proof: Proof) -> Iterator[Problem]:
    """Links lead only to the practice, to sources and to the article's own links, and none is missing."""
    for link in sorted(set(proof.contents.links) - proof.expectation.links):
        if not link.startswith("#"):
            hint = proof.template_hint("the article and the practice do not name it")
            yield proof.problem(f"a link leads to {link}", hint)

    for link in sorted(proof.expectation.required_links - set(proof.contents.links)):
        yield proof.problem(f"no link leads to {link}", proof.template_hint("the template leaves it out"))


def phone_links(proof: Proof) -> Iterator[Problem]:
    """Each tel: link calls the number printed as its text, on one line or on several.

    After words that are not a number, the number is printed in brackets.
    """
    found_links, pending = proof.contents.phone_links, ""
    # A link that is broken over lines is an annotation for each line.
    for call, after in zip_longest(found_links, found_links[1:]):
        text = f"{pending} {call.text}".strip()
        printed = text if any(map(str.isdigit, text)) else call.text_after
        right = dials(printed, call.address, proof.context.practice.country)
        goes_on = after is not None and (after.address, after.page) == (call.address, call.page)
        pending = text if goes_on and not right else ""
        if not right and not goes_on:
            what = f"a link calls {call.address}, and what is printed there is '{text}'"
            hint = proof.template_hint("link the number itself, as it is printed")
            yield proof.problem(what, hint, call.page)


def fonts(proof: Proof) -> Iterator[Problem]:
    """Only the brand's fonts are used, others for bullets and what they lack, and a PDF embeds them."""
    word = proof.context.for_word()
    fonts_of_brand = (proof.context.base, proof.context.headings, word.base, word.headings)
    brand_families = {one.family for font in fonts_of_brand for one in font.chain}
    for family in sorted(proof.contents.fonts - brand_families - {BULLETS}):
        yield proof.problem(
            f"uses the font '{family}'", f"the brand has {' and '.join(sorted(brand_families))}"
        )
    for family in sorted(proof.contents.unembedded):
        yield proof.problem(f"does not carry the font '{family}' in itself")


def glyphs(proof: Proof) -> Iterator[Problem]:
    """Every character has a glyph in its font."""
    for glyph in proof.contents.missing_glyphs:
        yield proof.problem(f"a character cannot be printed in: {glyph.text}", page=glyph.page)


def metadata(proof: Proof) -> Iterator[Problem]:
    """Title and language of the file are set."""
    # The title of an imposed file goes on with the practice's name.
    if proof.context.article.title not in proof.contents.title:
        yield proof.problem("does not say its title in its properties")
    if proof.contents.language != proof.context.article.language:
        yield proof.problem(f"says its language is '{proof.contents.language}'")


def accessibility(proof: Proof) -> Iterator[Problem]:
    """No accessibility problems are in a document made for screen readers."""
    for what in proof.contents.accessibility_problems if proof.document.standard else ():
        hint = proof.template_hint("correct the template")
        yield proof.problem(what, f"so it is not {proof.document.standard}; {hint}")


def _outside_drawings(proof: Proof, words: Sequence[Word]) -> list[Word]:
    """Return the words that are not in drawings of the context."""
    drawings = (*proof.context.logos.values(), *proof.context.figures.values())
    drawing_words = {word for drawing in drawings for label in text_labels(drawing) for word in label.split()}
    return [word for word in words if word.text not in drawing_words]


def _by_page(words: Sequence[Word]) -> list[list[Word]]:
    ordered = sorted(words, key=lambda word: word.page)
    return [list(group) for _, group in groupby(ordered, lambda word: word.page)]
