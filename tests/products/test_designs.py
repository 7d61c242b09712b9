"""Designs: each dresses every document of every brand, and what it dresses is proven."""

import re
from dataclasses import replace
from itertools import combinations, product
from textwrap import dedent
from typing import get_args

import pytest
import yaml
from PIL import ImageChops, ImageStat
from support.combinations import representative
from support.project import ARTICLE, CLASSIC, PRACTICES, ROOT, dressed, sized

from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.model import Design, LeafletFormat
from foldwell.model.paper import Card
from foldwell.project import design_file, loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

DESIGNS = ("classic", "journal", "meadow", "poster")
FOLDS = ("tri", "z", "half", "none", "single")
LEAFLETS = ("leaflet-screen", "leaflet")
PAPERS = ("A4", "Letter")
BRANDS = (*PRACTICES, "appletree")

SIZES = get_args(Card)

COVER = [
    (design, BRANDS[(number + at) % 4], fold, PAPERS[(number // 2 + at) % 2])
    for number, design in enumerate(DESIGNS)
    for at, fold in enumerate(FOLDS)
]
"""A pairwise cover: each two of design, brand, fold and paper meet in one of these leaflets."""

CARDS = (
    ("classic", "lakeshore", "a6"),
    ("journal", "riverside", "half-letter"),
    ("meadow", "northgate", "quarter-letter"),
    ("poster", "appletree", "a5"),
)
OTHERS = (
    ("classic", "northgate", "Letter"),
    ("journal", "riverside", "A4"),
    ("meadow", "lakeshore", "A4"),
    ("poster", "appletree", "Letter"),
)

WITHOUT_ROOM = [(design, "appletree", "tri", "Letter") for design in ("journal", "meadow", "poster")]
"""Where the widest font and the shortest panels have no room for the article: another fold is printed."""

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


@pytest.fixture(scope="module")
def brands(contexts):
    """The context of the shipped article for each brand, also for that of the practice for children."""
    return contexts | {"appletree": loading.load_context(ROOT, "appletree", ARTICLE)}


@pytest.mark.parametrize(
    ("design", "practice", "fold", "paper"), representative(product(DESIGNS, BRANDS, FOLDS, PAPERS), *COVER)
)
def test_a_leaflet_is_made_and_proven_in_each_design(brands, design, practice, fold, paper):
    planned, _ = proven(sized(dressed(brands[practice], design), fold, paper), (*LEAFLETS, "press"))
    # One side has no room for the article; every other fold that is asked for has.
    has_room = fold != "single" and (design, practice, fold, paper) not in WITHOUT_ROOM
    assert (planned.leaflet.fold == fold) == has_room


@pytest.mark.parametrize(("first", "second"), [*combinations(range(4), 2)])
def test_each_design_brand_fold_and_paper_meet_in_a_leaflet_of_every_run(first, second):
    values = (DESIGNS, BRANDS, FOLDS, PAPERS)
    assert {(row[first], row[second]) for row in COVER} == {*product(values[first], values[second])}


@pytest.mark.parametrize(
    ("design", "practice", "paper"), representative(product(DESIGNS, BRANDS, PAPERS), *OTHERS)
)
def test_large_print_and_handout_are_made_and_proven_in_each_design(brands, design, practice, paper):
    proven(sized(dressed(brands[practice], design), "tri", paper), ("large-print", "handout"))


@pytest.mark.parametrize(
    ("design", "practice", "size"), representative(product(DESIGNS, BRANDS, SIZES), *CARDS)
)
def test_a_card_of_each_size_is_made_and_proven_in_each_design(brands, design, practice, size):
    context = dressed(brands[practice], design)
    asked = replace(context, practice=context.practice.model_copy(update={"card": size}))
    proven(with_first_signs(asked) if size == "wallet" else asked, ("card", "card-sheet"))


def with_first_signs(context):
    """A context that has one sign of each kind: a wallet card has no room for all of them."""
    care = context.article.care
    boxes = {
        name: getattr(care, name).model_copy(update={"when": getattr(care, name).when[:1]})
        for name in ("same_day", "emergency")
    }
    update = {"care": care.model_copy(update=boxes)}
    return replace(context, article=context.article.model_copy(update=update))


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


def counted(data, page):
    """How many pixels of a page have each colour."""
    return {colour: count for count, colour in inspection.page_pixels(data, page, 20).getcolors(99999)}


def begun(project, name, **tokens):
    """Copy a design, as docs/designs.md has it, change some of its tokens, and have a practice ask for it."""
    ours = project / "templates/designs" / name
    ours.mkdir()
    nearest = project / "templates/designs/classic/design.yaml"
    design = yaml.safe_load(nearest.read_text(encoding="utf-8")) | tokens
    (ours / "design.yaml").write_text(yaml.safe_dump(design), encoding="utf-8")
    with (project / "content/practices/riverside/_brand.yml").open("a", encoding="utf-8") as brand:
        brand.write(f"\ndefaults: {{foldwell: {{design: {name}}}}}\n")
    return ours


def test_a_design_of_ones_own_is_a_folder_with_tokens_and_stylesheets(project):
    ours = begun(project, "ours", contact={"ground": "danger-tint"})
    (ours / "leaflet.css").write_text(".cover .title { background: #123456 }\n", encoding="utf-8")
    planned, made = proven(loading.load_context(project, "riverside", ARTICLE), (*LEAFLETS, "handout"))
    assert planned.leaflet == LeafletFormat("tri", 6, has_summary=True)
    assert counted(made["leaflet-screen"], 1).get((0x12, 0x34, 0x56), 0) > 1000
    # A tenth of the red of emergencies.
    assert counted(made["leaflet-screen"], 6).get((0xF5, 0xE7, 0xE7), 0) > 1000


def test_every_token_shows_on_pages_without_a_stylesheet(project):
    """A dark strip with light words, a foot on a ground: 9c1313 is the red of the brand, 0a5564 its blue."""
    cover = {"title": {"ground": "paper"}, "foot": {"ground": "danger", "ink": "paper"}}
    begun(
        project,
        "bare",
        cover=cover,
        headings={"ground": "primary"},
        contact={"ground": "danger", "ink": "paper"},
    )
    _, made = proven(
        loading.load_context(project, "riverside", ARTICLE), (*LEAFLETS, "handout", "large-print")
    )
    red, blue = (0x9C, 0x13, 0x13), (0x0A, 0x55, 0x64)
    pages = {page: counted(made["leaflet-screen"], page) for page in (1, 2, 6)}
    assert pages[1].get(red, 0) > 500
    assert pages[2].get(blue, 0) > 500
    assert pages[6].get(red, 0) > 1000


def test_the_example_in_the_documentation_is_the_classic_design():
    text = (ROOT / "docs/designs.md").read_text(encoding="utf-8")
    example = re.search(r"^( +)description: .*\n(?:\1.*\n)+", text, re.MULTILINE)[0]
    assert Design.model_validate(yaml.safe_load(dedent(example))) == CLASSIC


def test_a_practices_own_stylesheet_comes_after_its_design(contexts):
    context = dressed(contexts["riverside"], "poster")
    sheet = {"content/practices/riverside/templates/leaflet.css": ".cover { background: #123456 }"}
    changed = replace(context, templates={**context.templates, **sheet})
    _, made = proven(changed, LEAFLETS)
    assert counted(made["leaflet-screen"], 1).get((0x12, 0x34, 0x56), 0) > 1000


def test_a_practice_has_the_design_of_its_network_unless_it_names_another(project):
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


def test_a_design_that_nothing_resembles_is_refused_with_the_names_of_all(project):
    with pytest.raises(InputError, match="there are: classic, journal, meadow, poster"):
        design_file.load_design(project, "brutalist", "content/practices/lakeshore/_brand.yml:9")


def test_a_slip_in_a_design_is_refused_with_its_line(run, edit):
    edit(
        "templates/designs/journal/design.yaml", "ground: paper, ink: primary", "ground: papper, ink: primary"
    )
    code, _, errors = run("build", "--practice", "lakeshore", "--article", ARTICLE)
    assert code == 3
    assert "templates/designs/journal/design.yaml:4: cover, title: 'ground' cannot be 'papper'" in errors
