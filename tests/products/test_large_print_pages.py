"""Where the pages of the large print end, and its cover, on the finished file; each guard has a twin."""

from dataclasses import replace
from io import BytesIO
from itertools import product

import pikepdf
import pytest
from support.combinations import representative
from support.layouts import looking
from support.project import ARTICLE, PRACTICES, ROOT, dressed, shortened
from support.sabotage import complaints

from foldwell.assets import images
from foldwell.documents import large_print
from foldwell.project import loading
from foldwell.proofing import inspection

ABOVE, BELOW, SIDE, COLUMN = 17, 23, 18, 174
LINE = 18 * 1.5 * 25.4 / 72
NAME = 24
FOOT_EDGE = 7
"""How far above the practice's name its foot may begin, with its rule or its ground, in mm."""

PICTOGRAM = 60
"""The size of a large pictogram, in mm."""

QUARTER = 1 / 4
BLOCKS = {"/L", "/Table", "/Figure"}

MADE = (*((practice, ARTICLE) for practice in PRACTICES), *(
    (practice, article)
    for article in ("asthma-plan", "gastroscopy", "stitches")
    for practice in ("appletree", "northgate", "riverside")
))  # fmt: skip
"""What every practice that we ship can hand out."""

SHOWN = (("northgate", ARTICLE), ("appletree", "stitches"), ("riverside", "gastroscopy"))


class Pages:
    """A finished large print: what is seen of it, and on which pages each tagged block stands."""

    def __init__(self, data):
        self.seen = inspection.read_pdf(data)
        self.width, self.height = self.seen.sizes[0]
        with pikepdf.open(BytesIO(data)) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            self.blocks = list(blocks(pdf.Root.StructTreeRoot, numbers))

    def first_page(self, size=None):
        return [word for word in self.seen.words if word.page == 1 and size in (None, word.size)]


def blocks(element, numbers):
    """Each list, table and figure of a structure tree: its kind, its pages, and those of its parts."""
    for child in children(element):
        if str(child.get("/S")) in BLOCKS:
            yield str(child.S), pages(child, numbers), [pages(part, numbers) for part in children(child)]
        yield from blocks(child, numbers)


def children(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def pages(element, numbers):
    """The numbers of the pages on which an element has content."""
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    found = set()
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found |= pages(kid, numbers)
        else:
            place = kid.get("/Pg") if isinstance(kid, pikepdf.Dictionary) else None
            found |= {numbers[(place if place is not None else element.Pg).objgen]}
    return found


def hollow(made):
    """Pages after the cover of which less than a quarter has words or pictures."""
    room, seen = made.height - ABOVE - BELOW, made.seen
    ends = dict.fromkeys(range(2, seen.pages + 1), 0.0)
    shown = [word for word in seen.words if word.size != 16]
    for one in (*shown, *seen.figures):
        if one.page > 1:
            ends[one.page] = max(ends[one.page], one.box.bottom)
    return [page for page, end in ends.items() if end - ABOVE < QUARTER * room]


def torn(made):
    """Lists, tables and figures on several pages, but the last list, of sources, parted between entries."""
    assert len(made.blocks) > 2
    lists = [number for number, (kind, *_) in enumerate(made.blocks) if kind == "/L"]
    found = []
    for number, (kind, on, parts) in enumerate(made.blocks):
        sides = [sum(min(part) == page for part in parts if part) for page in on]
        is_parted_well = number == lists[-1] and min(sides) > 1 and all(len(part) == 1 for part in parts)
        if len(on) > 1 and not is_parted_well:
            found.append((kind, on))
    return found


def without_foot(made):
    """What is low on the cover, if it is not the practice and the state of review."""
    low = [word for word in made.first_page() if word.box.top > made.height * 2 / 3]
    is_foot = any(word.size == NAME for word in low) and any(word.text == "Draft" for word in low)
    return [] if is_foot else [made.seen.words[0].text, *low]


def low_title(made):
    """Words of the title that begin below the upper third of the cover."""
    largest = max(word.size for word in made.first_page())
    return [word.text for word in made.first_page(largest) if word.box.top > made.height / 3 + LINE]


def small_pictogram(made):
    """The pictogram on the cover, which a frame surrounds, if it is small."""
    (box,) = (image.box for image in made.seen.untagged_images if image.page == 1)
    return [] if max(box.right - box.left, box.bottom - box.top) > PICTOGRAM else [box]


def small_drawing(made):
    """The drawing on the cover, if it is not as wide as the text, nor reaches down to the foot."""
    (drawing,) = (image.box for image in made.seen.untagged_images if image.page == 1)
    foot = min(word.box.top for word in made.first_page(NAME)) - FOOT_EDGE
    text = min(COLUMN, made.width - 2 * SIDE)
    is_wide, is_low = drawing.right - drawing.left >= 0.9 * text, foot - drawing.bottom <= LINE
    return [] if is_wide or is_low else [drawing]


PAGE_GUARDS = (hollow, torn, without_foot, low_title)

GUARDS = {
    "no page is hollow": (hollow, ".section > * { break-before: page !important }"),
    "no list is torn": (torn, "li:nth-child(2) { break-before: page }"),
    "the foot is on the cover": (without_foot, ".cover .foot { break-before: page }"),
    "the title is in the upper third": (low_title, ".cover .title { margin-top: 80mm }"),
    "the drawing is large": (small_drawing, ".cover .drawing { height: 60mm; margin-bottom: 30mm }"),
    "a pictogram is large": (small_pictogram, ".cover .drawing { height: 60mm; margin-bottom: 30mm }"),
}


@pytest.fixture(scope="module")
def finished(packs):
    """The large print of an article for a practice, as it is shipped."""

    def find(practice, article):
        if article == ARTICLE and practice in packs:
            return Pages(packs[practice]["large-print"])
        return Pages(large_print.make(loading.load_context(ROOT, practice, article), {}))

    return find


@pytest.mark.parametrize(("practice", "article"), [
    pair if pair in SHOWN else pytest.param(*pair, marks=pytest.mark.matrix) for pair in MADE
])  # fmt: skip
def test_pages_are_filled_lists_whole_and_the_cover_is_as_it_should_be(finished, practice, article):
    made = finished(practice, article)
    guards = [*PAGE_GUARDS, small_drawing if article == ARTICLE else small_pictogram]
    assert [found for guard in guards for found in guard(made)] == []


@pytest.fixture(scope="module")
def short(contexts):
    return shortened(contexts["riverside"], "overview", "causes", "get-help")


@pytest.mark.parametrize("name", GUARDS)
def test_a_style_of_a_practice_that_breaks_a_rule_is_noticed(short, name):
    guard, style = GUARDS[name]
    assert guard(Pages(large_print.make(short, {}))) == []
    assert guard(Pages(large_print.make(looking(short, style), {})))


# The cover

LONG = "Looking after your wound at home after an operation on a knee joint"
WIDE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150">
<rect fill="#0a5564" width="300" height="150"/><circle fill="#e6eef0" cx="80" cy="75" r="40"/></svg>"""
RING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="46 16 148 148">
<circle cx="120" cy="90" r="70" fill="#e8f1f2" stroke="#0a5564" stroke-width="6"/></svg>"""


def told(context, **changes):
    return replace(context, article=context.article.model_copy(update=changes))


def drawn(context, svg):
    """A context with another drawing on its cover."""
    cover = context.article.cover
    return replace(context, figures={**context.figures, cover: images.read_image(svg, cover, "cover.svg")})


COVERS = {
    "long title": lambda context: told(context, title=LONG),
    "wide drawing": lambda context: drawn(context, WIDE),
    "drawing without a ground": lambda context: drawn(context, RING),
    "pictogram": lambda context: told(context, cover=None, icon="bed"),
}


@pytest.mark.parametrize(
    ("design", "cover", "paper"),
    representative(
        product(("classic", "journal", "meadow", "poster"), COVERS, ("A4", "Letter")),
        ("classic", "long title", "A4"),
        ("journal", "wide drawing", "Letter"),
        ("meadow", "pictogram", "A4"),
        ("poster", "drawing without a ground", "A4"),
    ),
)
def test_a_cover_has_its_title_high_its_drawing_large_and_its_foot_below(contexts, design, cover, paper):
    context = dressed(shortened(contexts["riverside"], "overview", "get-help"), design)
    practice = context.practice.model_copy(update={"paper": paper})
    given = COVERS[cover](replace(context, practice=practice))
    data = large_print.make(given, {})
    made = Pages(data)
    assert without_foot(made) == low_title(made) == []
    assert (small_pictogram if cover == "pictogram" else small_drawing)(made) == []
    assert complaints(given, {"large-print": data}) == ""


@pytest.mark.parametrize("design", representative(("poster", "classic", "journal", "meadow")))
def test_a_cover_without_a_picture_that_leaves_no_room_for_the_list_of_contents_is_a_page(contexts, design):
    given = dressed(told(contexts["riverside"], cover=None), design)
    data = large_print.make(given, {})
    made = Pages(data)
    assert without_foot(made) == low_title(made) == []
    assert made.seen.listed_pages[0] == 2
    assert complaints(given, {"large-print": data}) == ""


def test_a_box_that_no_page_holds_is_broken_below_its_heading_and_between_its_entries(contexts):
    context = shortened(contexts["riverside"], "overview", "causes", "get-help")
    first, *others = context.article.sections
    box = first.highlight.model_copy(update={"items": tuple(f"sign number {count}" for count in range(30))})
    given = told(context, sections=(first.model_copy(update={"highlight": box}), *others))
    data = large_print.make(given, {})
    words = inspection.read_pdf(data).words
    ends = {word.page for word in words if word.text == "number"}
    (heading,) = {word.page for word in words if word.size == 25 and word.text == "restless"}
    assert ends == {heading, heading + 1}
    assert hollow(Pages(data)) == []
    assert complaints(given, {"large-print": data}) == ""
