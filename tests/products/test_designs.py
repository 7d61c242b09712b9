"""Designs: each dresses every document of every brand, and what it dresses is proven."""

from dataclasses import replace
from itertools import combinations, product
from shutil import copytree

import pytest
from PIL import ImageChops, ImageStat
from support.project import ARTICLE, PRACTICES, ROOT, dressed, sized

from foldwell.documents.verification import verify
from foldwell.model import LeafletFormat
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

DESIGNS = ("classic", "journal", "meadow", "poster")
FOLDS = ("tri", "z", "half", "none", "single")
LEAFLETS = ("leaflet-screen", "leaflet")
OTHERS = ("large-print", "handout", "card", "card-sheet")

COVER = {
    ("classic", "lakeshore", "half", "A4"),
    ("journal", "riverside", "none", "Letter"),
    ("journal", "northgate", "tri", "A4"),
    ("meadow", "northgate", "half", "Letter"),
    ("meadow", "lakeshore", "z", "A4"),
    ("poster", "riverside", "half", "Letter"),
    ("poster", "lakeshore", "none", "A4"),
    ("poster", "northgate", "z", "Letter"),
}
"""So that each design meets another brand than in its own practice, and each fold and paper."""

GRID = (24, 17)
"""The squares in which two sides of a sheet are compared."""

UNLIKE = 6.0
"""The mean difference of squares, in levels of 255, from which nobody takes two leaflets for one."""


def proven(context, names):
    """The context as planned and its documents, against which the proof has nothing to say."""
    planned = build_pack.with_plans(context, names)
    made = build_pack.build_documents(planned, names)
    assert list(map(str, verify(planned, made))) == []
    return planned, made


def marked(combination):
    return combination if combination in COVER else pytest.param(*combination, marks=pytest.mark.matrix)


@pytest.mark.parametrize(
    ("design", "practice", "fold", "paper"),
    [marked(combination) for combination in product(DESIGNS, PRACTICES, FOLDS, ("A4", "Letter"))],
)
def test_a_leaflet_is_made_and_proven_in_each_design(contexts, design, practice, fold, paper):
    planned, _ = proven(sized(dressed(contexts[practice], design), fold, paper), LEAFLETS)
    # One side has no room for the article; every other fold that is asked for has.
    assert fold in (planned.leaflet.fold, "single")


@pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.matrix)])
@pytest.mark.parametrize(
    "practice", ["riverside", *(pytest.param(name, marks=pytest.mark.matrix) for name in PRACTICES[:2])]
)
@pytest.mark.parametrize("design", DESIGNS[1:])
def test_large_print_handout_and_card_are_made_and_proven_in_each_design(contexts, design, practice, paper):
    proven(sized(dressed(contexts[practice], design), "tri", paper), OTHERS)


def test_pictograms_on_discs_stand_beside_their_headings_in_word():
    context = loading.load_context(ROOT, "northgate", "stitches")
    assert context.design.headings.pictogram == "disc"
    assert any(part.icon for part in context.article.sections)
    proven(context, ("leaflet-screen", "handout"))


def sides(context):
    """Both sides of a leaflet in grey, in a few squares."""
    _, made = proven(sized(context, "tri"), LEAFLETS)
    return [inspection.page_pixels(made["leaflet"], page, 30).convert("L").resize(GRID) for page in (1, 2)]


def difference(first, second):
    """The mean difference of two leaflets, in levels of 255, of the side that differs more."""
    pairs = zip(first, second, strict=True)
    return max(ImageStat.Stat(ImageChops.difference(a, b)).mean[0] for a, b in pairs)


@pytest.fixture(scope="module")
def in_grey(contexts):
    return {design: sides(dressed(contexts["riverside"], design)) for design in DESIGNS}


@pytest.mark.parametrize(("first", "second"), [*combinations(DESIGNS, 2)])
def test_no_two_designs_are_alike_in_a_photocopy(in_grey, first, second):
    assert difference(in_grey[first], in_grey[second]) > UNLIKE


def test_one_design_in_other_colours_is_alike_in_a_photocopy(contexts, in_grey):
    """What was there before there were designs: the same leaflet in other colours."""
    context = contexts["riverside"]
    brown = context.brand.colours.model_copy(update={"primary": "#6b3a10", "secondary": "#96782a"})
    other = replace(context, brand=context.brand.model_copy(update={"colours": brown}))
    assert difference(in_grey["classic"], sides(other)) < UNLIKE


# A design of one's own


def test_a_design_of_ones_own_is_a_folder(project, edit):
    """As docs/designs.md has it: a copy of the nearest one, its tokens, and a stylesheet."""
    ours = project / "templates/designs/ours"
    copytree(project / "templates/designs/classic", ours)
    tokens = ours / "design.yaml"
    tokens.write_text(
        tokens.read_text(encoding="utf-8").replace("contact: {ground: tint", "contact: {ground: danger-tint"),
        encoding="utf-8",
    )
    (ours / "leaflet.css").write_text(".cover .title { background: #123456 }\n", encoding="utf-8")
    with (project / "content/practices/riverside/_brand.yml").open("a", encoding="utf-8") as brand:
        brand.write("\ndefaults: {foldwell: {design: ours}}\n")
    context = loading.load_context(project, "riverside", ARTICLE)
    planned, made = proven(context, (*LEAFLETS, "handout"))
    assert planned.leaflet == LeafletFormat("tri", 6)
    cover, back = (
        {
            colour: count
            for count, colour in inspection.page_pixels(made["leaflet-screen"], page, 20).getcolors(99999)
        }
        for page in (1, 6)
    )
    assert cover.get((0x12, 0x34, 0x56), 0) > 1000
    assert back.get((0xF5, 0xE7, 0xE7), 0) > 1000  # a tenth of the red of emergencies


def test_a_practices_own_stylesheet_comes_after_its_design(contexts):
    context = dressed(contexts["riverside"], "poster")
    sheet = {"content/practices/riverside/templates/leaflet.css": ".cover { background: #123456 }"}
    changed = replace(context, templates={**context.templates, **sheet})
    _, made = proven(changed, LEAFLETS)
    colours = {
        colour: count
        for count, colour in inspection.page_pixels(made["leaflet-screen"], 1, 20).getcolors(99999)
    }
    assert colours.get((0x12, 0x34, 0x56), 0) > 1000


def test_a_practice_has_the_design_of_its_network_unless_it_names_another(project, edit):
    assert loading.load_context(project, "northgate", ARTICLE).brand.design == "poster"
    with (project / "content/practices/northgate/_brand.yml").open("a", encoding="utf-8") as brand:
        brand.write("\ndefaults: {foldwell: {design: meadow}}\n")
    assert loading.load_context(project, "northgate", ARTICLE).brand.design == "meadow"


def test_a_design_that_is_not_there_is_refused_with_those_that_are(run, edit):
    edit("content/practices/lakeshore/_brand.yml", "design: journal", "design: jornal")
    code, _, errors = run("build", "--practice", "lakeshore", "--article", ARTICLE)
    assert code == 3
    assert "content/practices/lakeshore/_brand.yml:" in errors
    assert "there is no design 'jornal' (did you mean 'journal'?)" in errors


def test_a_slip_in_a_design_is_refused_with_its_line(run, edit):
    edit(
        "templates/designs/journal/design.yaml", "ground: paper, ink: primary", "ground: papper, ink: primary"
    )
    code, _, errors = run("build", "--practice", "lakeshore", "--article", ARTICLE)
    assert code == 3
    assert "templates/designs/journal/design.yaml:4: cover, title: 'ground' cannot be 'papper'" in errors
