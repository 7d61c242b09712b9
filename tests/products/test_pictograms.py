"""Pictograms in finished documents: beside their headings, in the brand's colour, for eyes alone."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from support.combinations import representative
from support.layouts import printed
from support.project import ARTICLE, EACH_PRACTICE, shortened, sized
from support.sabotage import append, complaints, made_with, refusal, swap

from foldwell.assets import images
from foldwell.assets import pictograms as outlines
from foldwell.assets.colour import RULE_CONTRAST, TEXT_CONTRAST, WHITE, Palette, contrast
from foldwell.project import loading, pictograms
from foldwell.proofing import inspection
from foldwell.proofing.image_reference import has_ground
from foldwell.proofing.pictogram_match import shows_pictogram
from foldwell.workflows import build_pack

tight = pytest.mark.usefixtures("tight")

ICONS = {"overview": "bed", "blood-flow": "heart-pulse", "iron": "vial", "get-help": "user-md"}
"""By section; blood-flow has the longest heading, which breaks into two lines in a panel."""

SHORT = ("overview", "get-help")

CAPITALS = 0.66
"""The height of capitals of the shipped headings as multiple of their size, at least."""

BESIDE = {"leaflet-screen": "tri", "booklet": "half", "flat sheets": "none", "large print": "large-print"}


def pictured(context, cover=True, icons=ICONS):
    """A context with a pictogram for some sections; without a drawing on the cover, for that too."""
    sections = tuple(
        part.model_copy(update={"icon": icons.get(part.id)}) for part in context.article.sections
    )
    update = {"sections": sections} | ({} if cover else {"cover": None, "icon": "person-walking"})
    return replace(context, article=context.article.model_copy(update=update))


def first_word(words, heading):
    """The first word of a heading, where it is set largest."""
    start = heading.split()
    runs = (words[i : i + len(start)] for i in range(len(words)))
    found = [run[0] for run in runs if [word.text for word in run] == start]
    return max(found, key=lambda word: word.size)


@pytest.fixture(scope="module")
def context(contexts):
    return pictured(contexts["riverside"])


@pytest.fixture(scope="module")
def short(contexts):
    """The same with few sections, each of which has a pictogram."""
    return pictured(shortened(contexts["riverside"], *SHORT))


@pytest.fixture(scope="module")
def handout(context):
    return made_with(context, "handout", {})


@pytest.mark.parametrize("what", representative(BESIDE.values()), ids=BESIDE)
def test_each_pictogram_stands_beside_the_first_line_of_its_heading(context, what):
    given = context if what == "large-print" else sized(context, what)
    _, data = printed(given, what)
    contents = inspection.read_pdf(data)
    shown = [image for image in contents.untagged_images if image.box.bottom - image.box.top < 10]
    assert len(shown) >= len(ICONS)
    for part in (part for part in context.article.sections if part.icon):
        word = first_word(contents.words, part.heading)
        size = word.size * 25.4 / 72
        beside = [
            image
            for image in shown
            if image.page == word.page
            and image.box.top < (word.box.top + word.box.bottom) / 2 < image.box.bottom
        ]
        (image,) = [image for image in beside if 0 < word.box.left - image.box.left < 1.6 * size]
        assert image.box.right < word.box.left
        assert 0.7 * size * 0.5 < image.box.bottom - image.box.top <= 1.3 * CAPITALS * size + 0.05
        assert shows_pictogram(
            image.image, pictograms.draw(context.design_colours, pictograms.of_section(context, part.icon))
        )


def test_a_heading_without_a_pictogram_starts_at_the_margin_as_before(context, contexts):
    plain = pictured(contexts["riverside"], icons={})
    (_, before), (_, after) = (printed(sized(one, "tri"), "tri") for one in (plain, context))
    lefts = [
        {
            part.id: round(first_word(inspection.read_pdf(data).words, part.heading).box.left, 1)
            for part in context.article.sections
        }
        for data in (before, after)
    ]
    moved = {name for name in lefts[0] if abs((lefts[0][name] - lefts[1][name]) % 99) > 1}
    assert set(ICONS) <= moved
    assert moved.isdisjoint({"causes"})


@tight
def test_a_screen_reader_passes_over_pictograms(contexts, short):
    plain = pictured(shortened(contexts["riverside"], *SHORT), icons={})
    with_them, without = (made_with(one, "large-print", {})["large-print"] for one in (short, plain))
    contents, before = inspection.read_pdf(with_them), inspection.read_pdf(without)
    assert contents.accessibility_problems == ()
    assert [figure.alt for figure in contents.figures] == [figure.alt for figure in before.figures]
    assert contents.text == before.text
    assert complaints(short, {"large-print": with_them}) == ""


OTHERS = {
    "another": ("section.icon }}", "'skull' }}"),
    "another colour": ("pictograms/{{ design.headings.pictogram }}", "pictograms/danger"),
}


@tight
@pytest.mark.parametrize(("old", "new"), OTHERS.values(), ids=OTHERS)
def test_a_pictogram_that_the_article_does_not_ask_for_is_refused(short, old, new):
    said = refusal(short, "large-print", {"section.html.j2": swap(old, new)})
    assert "a background picture is neither the article's cover nor the logo" in said


@tight
def test_a_part_of_a_pictogram_is_refused(short):
    narrow = append("h2.pictogram::before { background-size: 1.4em; background-position: -0.3em 0 }")
    assert "or not all of it" in refusal(short, "large-print", {"base.css": narrow})


@tight
def test_a_pictogram_that_nobody_knows_stops_the_layout(context):
    said = refusal(
        context, "card", {"card.css": append("h1 { background: url(pictograms/primary/zzqq.svg) }")}
    )
    assert "pictograms/primary/zzqq.svg is not part of the document" in said


@tight
def test_word_has_a_decorative_picture_before_the_words_of_each_heading(context, handout):
    assert complaints(context, handout) == ""
    contents = inspection.read_docx(handout["handout"])
    care, contact = (pictograms.SAME_DAY, pictograms.EMERGENCY), ("phone", "envelope", "globe", "clock")
    assert len(contents.untagged_images) == len((*ICONS, *care, *contact))
    assert all(figure.alt for figure in contents.figures)
    with ZipFile(BytesIO(handout["handout"])) as package:
        text = package.read("word/document.xml").decode()
    headings = [part.partition("</w:p>")[0] for part in text.split('<w:pStyle w:val="Heading2"/>')[1:]]
    drawn = {part.heading for part in context.article.sections if part.icon}
    assert len(drawn) == len(ICONS)
    for words in drawn:
        (heading,) = [one for one in headings if f">{words.split()[0]}" in one and words.split()[-1] in one]
        assert "adec:decorative xmlns:adec=" in heading
        assert {f'dist{side}="0"' for side in "TBLR"} <= set(heading.replace(">", " ").split())
        assert heading.index("<w:drawing") < heading.index("<w:t ")


@tight
def test_a_picture_in_word_without_its_words_must_say_that_it_is_decorative(context):
    said = refusal(context, "handout", {"handout.html.j2": swap(' role="presentation"', "")})
    assert "has no 'alt'" in said
    said = refusal(context, "handout", {"handout.html.j2": swap('"presentation"', '"separator"')})
    assert "has an unknown role 'separator'" in said


@tight
def test_another_decorative_picture_is_refused_in_word(context):
    said = refusal(context, "handout", {"handout.html.j2": swap("{{ section.icon }}", "skull")})
    assert "handout.docx: a background picture is neither the article's cover nor the logo" in said
    logo = swap(
        'alt="{{ brand.logo.alt }}" width="{{ [70, logo_widest] | min }}" height="15"',
        'alt="" role="presentation"',
    )
    assert "a picture is missing: Riverside Surgery" in refusal(context, "handout", {"handout.html.j2": logo})


@pytest.mark.parametrize("what", representative(["tri", "none", "large-print"]))
def test_a_cover_without_a_drawing_has_a_large_pictogram(contexts, what):
    given = pictured(contexts["riverside"], cover=False)
    name, data = printed(given if what == "large-print" else sized(given, what), what)
    wanted = pictograms.draw(given.design_colours, pictograms.of_cover(given))
    first = [image for image in inspection.read_pdf(data).untagged_images if image.page == 1]
    found = [image for image in first if shows_pictogram(image.image, wanted)]
    assert [image.box.bottom - image.box.top > 15 for image in found] == [True]
    if what == "large-print":
        assert complaints(given, {name: data}) == ""


RING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180">
<circle cx="120" cy="90" r="70" fill="#e8f1f2" stroke="#0a5564" stroke-width="6"/></svg>"""


@tight
def test_a_drawing_in_the_colour_of_a_flat_cover_stands_on_a_tile_as_a_pictogram_does(contexts):
    flat = sized(contexts["riverside"], "none")
    assert flat.brand.colours.primary == "#0a5564"
    ring = images.read_image(RING, flat.article.cover, "ring.svg")
    given = replace(flat, figures={**flat.figures, flat.article.cover: ring})
    assert complaints(given, build_pack.build_documents(given, ("leaflet-screen",))) == ""
    said = refusal(given, "leaflet-screen", {"leaflet.html.j2": swap("{{ drawing_kind }}", "framed")})
    assert "a background picture is neither the article's cover nor the logo" in said


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_a_drawing_with_a_ground_of_its_own_needs_no_tile(contexts, practice):
    context = contexts[practice]
    assert has_ground(context.figures[context.article.cover], context.base)


def test_a_drawing_on_the_cover_needs_no_pictogram(context):
    both = replace(context, article=context.article.model_copy(update={"icon": "bed"}))
    assert pictograms.of_cover(both) == ""


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_every_colour_of_a_pictogram_is_told_from_what_is_behind_it(contexts, practice):
    design, brand = contexts[practice].design_colours, contexts[practice].brand
    grounds = (WHITE, brand.colours.background, Palette(brand.colours).tint)
    colours = dict(pictograms._colours(design))
    on_zones = colours.pop("white")
    zones = Palette(brand.colours).zones.values()
    assert min(contrast(on_zones, ground) for ground in zones) >= TEXT_CONTRAST
    for name, pair in (("disc", design.disc), ("cover", design.frame), ("plain", design.section_heading)):
        assert contrast(colours.pop(name), pair.ground) >= RULE_CONTRAST
    for name, pair in design.box_headings.items():
        assert contrast(colours.pop(name), pair.ground) >= TEXT_CONTRAST
    assert set(colours) == {"primary", "danger"}
    assert min(contrast(colour, ground) for colour in colours.values() for ground in grounds) >= RULE_CONTRAST


def test_the_marks_of_blocks_differ_in_shape(contexts):
    colours = contexts["riverside"].design_colours
    paths = (pictograms.TICK, pictograms.CROSS, *pictograms.ZONES.values())
    shapes = {pictograms.draw(colours, path).name for path in paths}
    assert len(shapes) == len(paths)
    assert set(pictograms.ZONES) == {"green", "amber", "red"}


def test_to_read_an_article_without_pictograms_their_font_is_not_opened(project, edit, monkeypatch):
    def closed():
        raise AssertionError("the font was opened")

    monkeypatch.setattr(outlines, "names", closed)
    path = project / f"content/articles/{ARTICLE}.yaml"
    path.write_text(re.sub("    icon: .*\n", "", path.read_text("utf-8")), "utf-8")
    loading.load_context(project, "riverside", ARTICLE)
    edit(f"content/articles/{ARTICLE}.yaml", "  - id: overview\n", "  - id: overview\n    icon: bed\n")
    with pytest.raises(AssertionError, match="the font was opened"):
        loading.load_context(project, "riverside", ARTICLE)
