"""Every document as a black-and-white photocopy: the words can be read, and a box is still a box.

Pages are drawn, turned to the grey of the same light, and measured there. A Word file has no pages of its
own: its styles are measured instead.
"""

from dataclasses import replace
from functools import cache
from itertools import product
from typing import NamedTuple

import pytest
from support.documents import PDFS, showing
from support.project import EACH_PRACTICE

from foldwell.assets.colour import (
    BODY_CONTRAST,
    RULE_CONTRAST,
    TEXT_CONTRAST,
    WHITE,
    contrast,
    contrast_ratio,
    luminance,
    parse_rgb,
)
from foldwell.assets.ooxml.names import W, value
from foldwell.assets.ooxml.package import read_package
from foldwell.documents.registry import DOCUMENTS
from foldwell.model import Colours
from foldwell.proofing import article_content, inspection, standing_content
from foldwell.proofing.inspection.docx.style_resolution import shading_colour, styles
from foldwell.proofing.inspection.pdf.legibility import SCALE
from foldwell.proofing.inspection.pdf.light_levels import background_level
from foldwell.proofing.inspection.pdf.page_bitmap import picture_luminance
from foldwell.workflows import build_pack

BOXED = showing("care boxes", among=PDFS)
PX_PER_MM = SCALE * 72 / 25.4

NEAR, MARGIN = 25.0, 9.0
"""How far in mm a line above or below a box may be from its words, and one at its side."""

# The level of sRGB that has each level of light.
GREYS = [
    round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
    for part in (level / 255 for level in range(256))
]


@cache
def photocopy(data, page):
    """A page in grey of the same light, as light."""
    grey = picture_luminance(inspection.page_pixels(data, page, SCALE * 72)).point(GREYS)
    return picture_luminance(grey.convert("RGB"))


class Area(NamedTuple):
    """A rectangle of a page in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def area(words):
    boxes = [word.box for word in words]
    edges = (
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Area(*(round(edge * PX_PER_MM) for edge in edges))


@cache
def words_of(context, name, data):
    """The words of a finished document in reading order, without bullets and dashes."""
    seen = DOCUMENTS[name].read(data, context).words
    return [word for word in seen if any(sign.isalnum() for sign in word.text)]


def word_contrast(data, word):
    """The contrast of the ink of a word with what lies behind it, in grey."""
    left, top, right, bottom = area([word])
    # The box of a lone I holds nothing but its stem, so some of its ground is taken in.
    aside = 2 * (len(word.text) == 1)
    picture = photocopy(data, word.page).crop((left - aside, top, right + aside, bottom))
    ground = background_level(picture.tobytes())
    return max(contrast_ratio(level / 255, ground / 255) for level in picture.getextrema())


def unreadable(context, name, data):
    return [word.text for word in words_of(context, name, data) if word_contrast(data, word) < TEXT_CONTRAST]


def box_words(context, name, data, number):
    """The words of a care box where they stand in a document; same-day is 0, emergency 1."""
    words = words_of(context, name, data)
    wanted = [text for passage in standing_content.care(context)[number] for text in passage.text.split()]
    wanted = [text for text in wanted if any(sign.isalnum() for sign in text)]
    texts = [word.text for word in words]
    start = next(at for at in range(len(texts)) if texts[at : at + len(wanted)] == wanted)
    return words[start : start + len(wanted)]


def framed(context, name, data, number):
    """Whether lines of 3:1 against the paper run round all words of a care box, from corner to corner."""
    words = box_words(context, name, data, number)
    light = photocopy(data, words[0].page)
    left, top, right, bottom = area(words)
    wide, high = light.size

    def first(places, strip):
        return next((place for place in places if dark(light, strip(place))), None)

    frame = Area(
        first(range(left - 1, -1, -1), lambda x: (x, top, x + 1, bottom)),
        first(range(top - 1, -1, -1), lambda y: (left, y, right, y + 1)),
        first(range(right, wide), lambda x: (x, top, x + 1, bottom)),
        first(range(bottom, high), lambda y: (left, y, right, y + 1)),
    )
    return None not in frame and all(dark(light, side) for side in sides(frame))


def sides(frame):
    left, top, right, bottom = frame
    upright = [(x, top, x + 1, bottom) for x in (left, right)]
    level = [(left, y, right, y + 1) for y in (top, bottom)]
    return upright + level


def dark(light, strip):
    """Whether every pixel of a strip has 3:1 against white paper."""
    return contrast_ratio(1, light.crop(strip).getextrema()[1] / 255) >= RULE_CONTRAST


def ruled(context, name, data, number):
    """Whether a line of 3:1 stands above and below all words of a care box."""
    words = box_words(context, name, data, number)
    light = photocopy(data, words[0].page)
    left, top, right, bottom = area(words)
    near = round(NEAR * PX_PER_MM)
    above, below = range(max(0, top - near), top), range(bottom, min(light.height, bottom + near))
    return all(any(dark(light, (left, y, right, y + 1)) for y in rows) for rows in (above, below))


def edge(context, name, data, number):
    """The width in pixels of the line at the left of a care box; 0 where there is none."""
    words = box_words(context, name, data, number)
    light = photocopy(data, words[0].page)
    left, top, _, bottom = area(words)
    middle = (2 * top + bottom) // 3, (top + 2 * bottom) // 3
    columns = [
        dark(light, (x, middle[0], x + 1, middle[1]))
        for x in range(max(0, left - round(MARGIN * PX_PER_MM)), left)
    ]
    return sum(columns)


def has_bar(context, name, data, number):
    """Whether the heading of a care box is pale on dark."""
    heading = len(standing_content.care(context)[number][0].text.split())
    # All of the heading, for the box of one heavy word holds more ink than ground.
    words = box_words(context, name, data, number)[:heading]
    picture = photocopy(data, words[0].page).crop(area(words))
    return background_level(picture.tobytes()) < sum(picture.getextrema()) / 2


def test_there_are_printed_documents_to_copy():
    assert len(BOXED) >= 3


tight = pytest.mark.usefixtures("tight")


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", PDFS)
def test_every_word_can_be_read_in_a_photocopy(contexts, packs, practice, name):
    data = packs[practice][name]
    assert words_of(contexts[practice], name, data)
    assert unreadable(contexts[practice], name, data) == []


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", BOXED)
def test_a_care_box_is_still_a_box_in_a_photocopy(contexts, packs, practice, name):
    """By a frame, by lines above and below, or by a heading pale on dark; that of emergencies by a frame."""
    document = contexts[practice], name, packs[practice][name]
    assert any(seen(*document, 0) for seen in (framed, ruled, has_bar))
    assert framed(*document, 1)


def louder(first, second):
    """Whether the second of two looks has all that the first has, and something more."""
    return first != second and all(a <= b for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", BOXED)
def test_the_emergency_box_is_the_louder_one_and_not_by_colour_alone(contexts, packs, practice, name):
    document = contexts[practice], name, packs[practice][name]
    same_day, emergency = ((has_bar(*document, number), edge(*document, number)) for number in (0, 1))
    assert louder(same_day, emergency)


def iron(context):
    """The words of the key point about iron."""
    number = next(at for at, part in enumerate(context.article.sections) if part.id == "iron")
    return article_content.key_points(context, [number])[0].text.split()


def card_with(context, rule):
    """The card with one more rule of style."""
    sheet = context.templates["base.css"] + rule
    return build_pack.build_documents(
        replace(context, templates={**context.templates, "base.css": sheet}), ("card",)
    )["card"]


@tight
def test_a_pale_word_is_noticed(contexts):
    context = contexts["riverside"]
    data = card_with(context, "#iron { color: #8f8f8f }")
    assert unreadable(context, "card", data) == iron(context)


@tight
def test_a_word_that_stands_out_by_hue_alone_is_noticed(contexts):
    context = contexts["riverside"]
    data = card_with(context, "#iron { color: #d00000; background: #007a2b }")
    assert unreadable(context, "card", data) == iron(context)


@tight
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_border_too_pale_for_a_photocopy_is_noticed(contexts, side):
    context = contexts["riverside"]
    data = card_with(context, f".same-day {{ border-{side}-color: #b0b0b0 }}")
    assert not framed(context, "card", data, 0)
    assert framed(context, "card", data, 1)


@tight
def test_a_bar_that_is_only_a_colour_is_noticed(contexts):
    context = contexts["riverside"]
    data = card_with(context, ".emergency :is(h2, h3) { background: none; color: var(--danger) }")
    assert not has_bar(context, "card", data, 1)


EDGES = ("pBdr", "tblBorders")


def pale_styles(data):
    """What is too pale in the styles of a Word file: words on their own ground, on any tint, and borders."""
    parts = read_package(data)
    found = styles(parts)
    text = found.plain["colour"]
    for name, style in found.by_id.items():
        look = {**found.plain, **found.properties(name)}
        ground = look.get("ground", WHITE)
        cells = [shading_colour(cell) for cell in style.iterfind(f".//{W}tcPr/{W}shd")]
        grounds = {f"#{fill.removeprefix('#')}".lower() for fill in (ground, *cells)}
        needed = BODY_CONTRAST if look["colour"] == text else TEXT_CONTRAST
        if contrast(look["colour"], ground) < needed:
            yield f"{name}: words"
        for edge in (edge for kind in EDGES for around in style.iter(f"{W}{kind}") for edge in around):
            seen = value(edge, "color")
            # In the colour of the ground, it is no rule.
            if f"#{seen}".lower() not in grounds and contrast(seen, WHITE) < RULE_CONTRAST:
                yield f"{name}: border"
        yield from (f"{name}: words in cells" for cell in cells if contrast(text, cell) < BODY_CONTRAST)
    marks = {value(mark) for mark in parts.roots["word/numbering.xml"].iter(f"{W}color")}
    tints = {shading_colour(fill) for fill in parts.roots["word/styles.xml"].iterfind(f".//{W}tcPr/{W}shd")}
    if any(contrast(mark, tint) < TEXT_CONTRAST for mark, tint in product(marks, tints)):
        yield "bullets"


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_every_style_of_the_handout_can_be_read_in_a_photocopy(packs, practice):
    assert list(pale_styles(packs[practice]["handout"])) == []


PALE = {
    "primary": ("#9a7f00", "Heading1: words"),
    "secondary": ("#a0c0c0", "Evidence: border"),
    "foreground": ("#6a6a6a", "BodyText: words"),
    "danger": ("#ff8080", "EmergencyFrame: border"),
    "headings": ("#9a7f00", "Heading1: words"),
    "link": ("#9a7f00", "Hyperlink: words"),
}


def test_every_colour_of_a_brand_has_a_style_that_shows_when_it_is_pale():
    assert {*PALE, "background"} == set(Colours.model_fields)


@pytest.mark.parametrize("role", PALE)
def test_a_pale_style_of_the_handout_is_noticed(contexts, role):
    context, (colour, complaint) = contexts["riverside"], PALE[role]
    colours = context.brand.colours.model_copy(update={role: colour})
    pale = replace(context, brand=context.brand.model_copy(update={"colours": colours}))
    assert complaint in list(pale_styles(build_pack.build_documents(pale, ("handout",))["handout"]))


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_emergency_box_of_the_handout_is_the_louder_one_and_not_by_colour_alone(packs, practice):
    found = styles(read_package(packs[practice]["handout"]))
    looks = []
    for box in ("SameDay", "Emergency"):
        heading = {**found.plain, **found.properties(f"{box}Heading")}
        text, ground = (luminance(parse_rgb(heading[part])) for part in ("colour", "ground"))
        frame = found.by_id[f"{box}Frame"]
        fill = shading_colour(frame.find(f".//{W}tcPr/{W}shd"))
        edges = frame.find(f".//{W}tblBorders")
        widths = [int(value(side, "sz")) for side in edges if value(side, "color") != fill.removeprefix("#")]
        looks.append((text > ground, sum(widths)))
    assert louder(*looks)
