"""The leaflet in every fold: what it holds, that it ends well, and that its proof sees what goes wrong."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support.combinations import representative
from support.folding import bound, closed_with, flat
from support.project import (
    EACH_FOLDED,
    FOLDED,
    LEAFLETS,
    dressed,
    lengthened,
    ordered,
    shortened,
    sized,
    terse,
)

from foldwell.assets import qr_code
from foldwell.documents import article_link, leaflet_press_checks, leaflet_sheet
from foldwell.documents.planning.layout_plan import TIGHT_BACK, LayoutPlan
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.planning.search import LeafletSearch
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify, verify_document
from foldwell.errors import InputError
from foldwell.model import LeafletFormat, Printer
from foldwell.proofing import inspection, raster_compare
from foldwell.proofing.text_match.ordered_search import missing
from foldwell.rendering.pdf import layout
from foldwell.workflows import build_pack


@pytest.mark.parametrize("name", EACH_FOLDED)
def test_every_fold_keeps_its_promise(leaflets, name):
    context, made = leaflets(name)
    assert list(map(str, verify(context, made))) == []


@pytest.mark.parametrize("name", EACH_FOLDED)
def test_the_contact_ends_the_leaflet_and_no_page_is_bare(leaflets, name):
    context, made = leaflets(name)
    reading = inspection.read_pdf(made["leaflet-screen"])
    phone = context.practice.phone.split()[-1]
    pages = [[word for word in reading.words if word.page == page + 1] for page in range(reading.pages)]
    assert phone in [word.text for word in pages[-1]]
    assert [word.text for word in pages[0]][
        : len(context.article.title.split())
    ] == context.article.title.split()
    for words, (_, height) in zip(pages, reading.sizes, strict=True):
        assert max(word.box.bottom for word in words) > height / 2


def faces(context, made):
    """What the panels of the finished sheets show: the pages that read the same on a screen, by number."""
    reading = inspection.read_pdf(made["leaflet-screen"])
    # A box to tick is a field of a form on the screen.
    pages = {
        tuple(sorted(word.text for word in reading.words if word.page == page and word.text != BOX)): page
        for page in range(1, reading.pages + 1)
    }
    sheets = inspection.read_pdf(made["leaflet"])
    count = 2 if context.practice.fold == "half" else 3
    for side, (width, _) in enumerate(sheets.sizes, 1):
        panels = [[] for _ in range(count)]
        for word in sheets.words:
            if word.page == side and word.text != BOX:
                panels[int((word.box.left + word.box.right) / 2 / width * count)].append(word.text)
        yield [pages[tuple(sorted(panel))] for panel in panels]


MET = {"z": ("z", (1, 2, 3, 4, 5)), "tri Letter": ("tri", (1, 2, 5, 3, 4))}
"""The pages as they are met by whoever opens the leaflet: a tri-fold's flap is seen beside page 2."""


@pytest.mark.parametrize(
    ("name", "fold", "met"), representative((name, *row) for name, row in MET.items()), ids=MET
)
def test_a_folded_leaflet_shows_its_cover_and_its_contact_and_opens_in_order(leaflets, name, fold, met):
    context, made = leaflets(name)
    closed = closed_with(flat(*faces(context, made)), fold, cover=1)
    assert closed
    assert closed.back == 6
    assert closed.met == met


def test_the_sheets_of_a_booklet_are_turned_from_the_cover_to_the_contact(leaflets):
    context, made = leaflets("half")
    sides = list(faces(context, made))
    sheets = [flat(front, back) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    assert bound(sheets) == tuple(range(1, 2 * len(sides) + 1))


def test_a_booklet_holds_details_questions_and_diary(leaflets):
    context, made = leaflets("half")
    reading = inspection.read_pdf(made["leaflet-screen"])
    assert reading.pages % 4 == 0
    assert inspection.page_count(made["leaflet"]) == reading.pages / 2
    text = " ".join(reading.text)
    assert "With no comparison group" in text
    assert context.article.questions[0] in text
    assert context.article.diary.heading in text


def test_a_flat_leaflet_has_two_columns_under_a_title(leaflets):
    words = inspection.read_pdf(leaflets("none Letter")[1]["leaflet-screen"]).words
    width = 215.9
    top = [word for word in words if word.page == 1 and word.box.top > 100]
    assert all(word.box.right < width / 2 or word.box.left > width / 2 for word in top)
    assert {word.box.left > width / 2 for word in top} == {False, True}


@pytest.mark.parametrize(("name", "less"), [("half", 4), ("none Letter", 1)])
def test_pages_of_a_booklet_or_flat_leaflet_are_counted_once_they_are_planned(leaflets, name, less):
    context, made = leaflets(name)
    pages = inspection.page_count(made["leaflet-screen"])
    planned, shorter = (
        replace(context, leaflet=LeafletFormat(context.fold, count)) for count in (pages, pages - less)
    )
    assert verify_document(planned, "leaflet-screen", made) == ()
    problems = "\n".join(map(str, verify_document(shorter, "leaflet-screen", made)))
    assert f"has {pages} pages instead of {pages - less}" in problems


# --- where the paper is turned over ------------------------------------------------------------------------

BOX = "☐"

TURNED = "one would have to turn the paper over in the middle of"


def with_bodies(context, change):
    """The context with the body of every section changed."""
    sections = [part.model_copy(update={"body": change(part.body)}) for part in context.article.sections]
    return replace(context, article=context.article.model_copy(update={"sections": tuple(sections)}))


def run_together(body):
    """A body with all its paragraphs in one, but for its lists, its tables and what is bold."""
    return body if "|" in body or "1. " in body else re.sub(r"\n\n(?![-*])", " ", body)


def plain(words):
    return " ".join("".join(filter(str.isalnum, word.casefold())) for word in words)


def broken_off(context, made):
    """The pages of the screen edition whose last sentence goes on overleaf."""
    words = inspection.read_pdf(made["leaflet-screen"]).words
    expectation = DOCUMENTS["leaflet-screen"].expectation(context)
    passages = [plain(passage.text.split()) for passage in expectation.ordered]
    for at in range(3, len(words) - 2):
        around = plain(word.text for word in words[at - 3 : at + 3])
        goes_on = words[at - 1].page != words[at].page and not words[at - 1].text.endswith((".", "!", "?"))
        if goes_on and any(around in passage for passage in passages):
            yield words[at - 1].page


def test_nobody_turns_a_z_fold_over_in_the_middle_of_a_sentence(contexts):
    context = with_bodies(sized(contexts["riverside"], "z"), run_together)
    made = build_pack.build_documents(context, LEAFLETS)
    assert 3 not in broken_off(context, made)
    assert verify(context, made) == ()


@pytest.mark.parametrize("name", EACH_FOLDED)
def test_nobody_turns_a_leaflet_over_in_the_middle_of_a_sentence(leaflets, name):
    turns = {"z": {3}, "tri": {4}, "half": {3, 5, 7}, "none": {1}}[name.partition(" ")[0]]
    assert not turns & set(broken_off(*leaflets(name)))


def in_one_paragraph(context, section, more=""):
    """The context with the body of one section as a single paragraph, and more words at its end."""
    sections = tuple(
        part.model_copy(update={"body": " ".join(part.body.split()) + more}) if part.id == section else part
        for part in context.article.sections
    )
    return replace(context, article=context.article.model_copy(update={"sections": sections}))


def test_a_sentence_that_goes_on_where_a_z_fold_is_turned_over_is_noticed(contexts):
    endless = f"Medicines: some for mental health, {'some for sleep, ' * 40}and others."
    given = with_bodies(contexts["riverside"], lambda body: endless if "antidepressants" in body else body)
    context = sized(given, "z")
    pages = LeafletPages(context, "z")
    plan = LayoutPlan(6, pages.settings[-1], pages.fold_layout.drawing[0], parts=frozenset(), back=TIGHT_BACK)
    made = {"leaflet-screen": layout.write(pages.lay_out(plan).result, "leaflet.html.j2")}
    made["leaflet"] = leaflet_sheet.make(context, made)
    assert 3 in broken_off(context, made)
    problems = "\n".join(map(str, verify(context, made)))
    assert f"leaflet-screen.pdf, page 3: {TURNED}: Medicines: some for mental" in problems
    assert f"leaflet.pdf, page 2: {TURNED}: Medicines: some for mental" in problems


def test_a_long_paragraph_at_a_turn_is_broken_between_two_sentences(contexts):
    more = " Say aloud a few short words." * 15
    context = sized(in_one_paragraph(dressed(contexts["riverside"], "classic"), "get-help", more), "tri")
    made = build_pack.build_documents(context, LEAFLETS)
    assert verify(context, made) == ()
    assert not {1, 4} & set(broken_off(context, made))
    words = inspection.read_pdf(made["leaflet-screen"]).words
    assert {word.page for word in words if word.text == "aloud"} == {4, 5}


def test_a_paragraph_too_long_for_a_panel_of_a_z_fold_is_reported_with_its_line(contexts):
    context = ordered(contexts["riverside"], "z")
    care = context.article.care.model_copy(update={"after": "overview"})
    short = cut_to(replace(context, article=context.article.model_copy(update={"care": care})), 3)
    times = {part.body: {"overview": 5, "causes": 95}.get(part.id, 10) for part in short.article.sections}
    long = with_bodies(short, lambda body: " ".join(["Say aloud a few short words,"] * times[body]))
    with pytest.raises(InputError, match=r"yaml:55: a paragraph is so long .*make two paragraphs of it"):
        build_pack.build_documents(long, LEAFLETS)


LOST = {
    "the detail": ("section.html.j2", "with_detail and section.detail", "false", "no comparison group"),
    "a question": (
        "questions.html.j2",
        "article.questions %}",
        "article.questions[1:] %}",
        "cause my symptoms",
    ),
    "the diary": ("leaflet.html.j2", "with_detail and article.diary", "false", "symptom diary"),
}


@pytest.mark.parametrize(("file", "old", "new", "lost"), LOST.values(), ids=LOST)
def test_what_only_a_booklet_adds_is_missed_when_it_is_gone(leaflets, file, old, new, lost):
    context, _ = leaflets("half")
    text = context.templates[file].replace(old, new)
    assert text != context.templates[file]
    pages = LeafletPages(replace(context, templates={**context.templates, file: text}), "half")
    trial = pages.lay_out(LayoutPlan(8, pages.settings[-1], pages.fold_layout.drawing[0]))
    seen = inspection.read_pdf(layout.write(trial.result, "leaflet.html.j2")).text
    promise = DOCUMENTS["leaflet-screen"].complete_expectation(context)
    groups = [[passage.text for passage in group] for group in (promise.ordered, *promise.unordered)]
    assert lost in " ".join(text for group in groups for text in group)
    assert [group for group in groups if missing(group, seen).missing]


def said(context, made):
    return "\n".join(map(str, leaflet_sheet.check(context, made)))


def drawn_over(pdf, drawing, page=0):
    """The sheet with something more drawn on one of its sides."""
    with pikepdf.open(BytesIO(pdf)) as file:
        file.pages[page].contents_add(drawing.encode())
        out = BytesIO()
        file.save(out)
        return out.getvalue()


def test_ticks_are_allowed_only_where_they_are_asked_for(leaflets):
    context, made = leaflets("z")
    without = sized(context, "z", fold_ticks=False)
    assert said(context, made) == ""
    assert "side 1 has print too near the top edge" in said(without, made)
    assert "print too near the fold at 99 mm" in said(without, made)


def test_a_tick_that_is_not_there_is_noticed(leaflets):
    context, made = leaflets("half")
    assert "side 1 has no tick at the top of the fold at 148.5 mm" in said(
        sized(context, "half", fold_ticks=True), made
    )


TOO_MUCH = {
    "longer": "280.63 0 m 280.63 40 l",
    "thicker": "283 0 m 283 10 l",
    "elsewhere": "200 0 m 200 10 l",
}


@pytest.mark.parametrize("line", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_line_that_is_no_tick_is_noticed(leaflets, line):
    context, made = leaflets("z")
    more = {**made, "leaflet": drawn_over(made["leaflet"], f"q 0 G 1 w {line} S Q")}
    assert "side 1 has print too near the" in said(context, more)


def test_a_page_unlike_the_screen_edition_is_noticed_on_a_flat_sheet_and_in_a_booklet(leaflets):
    for name, page in (("none Letter", 1), ("half", 3)):
        context, made = leaflets(name)
        blot = drawn_over(made["leaflet"], "q 0 g 60 300 60 20 re f Q", page=page)
        assert "is not as it is in leaflet-screen.pdf" in said(context, {**made, "leaflet": blot})


def test_a_booklet_that_lost_a_sheet_is_noticed(leaflets):
    context, made = leaflets("half")
    for name in ("leaflet", "press"):
        with pikepdf.open(BytesIO(made[name])) as file:
            del file.pages[2:]
            out = BytesIO()
            file.save(out)
        problems = "\n".join(map(str, verify(context, {**made, name: out.getvalue()})))
        assert f"{DOCUMENTS[name].file}: its sides do not hold the 8 pages of leaflet-screen.pdf" in problems


# --- for a printer that flips one edge only ---------------------------------------------------------------


def with_printer(context, edge):
    """The context for a printer that turns paper over along one edge only."""
    return replace(context, practice=context.practice.model_copy(update={"printer": Printer(flips=edge)}))


OTHER_EDGE = {"z": "long", "half": "long", "none Letter": "short"}


@pytest.mark.parametrize(("name", "edge"), OTHER_EDGE.items(), ids=OTHER_EDGE)
def test_the_backs_are_turned_for_a_printer_that_flips_the_other_edge(leaflets, name, edge):
    context, made = leaflets(name)
    turned_job = with_printer(context, edge)
    turned = leaflet_sheet.make(turned_job, made)
    with pikepdf.open(BytesIO(turned)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == f"/DuplexFlip{edge.title()}Edge"
    for side, page in enumerate(zip(sides(made["leaflet"]), sides(turned), strict=True)):
        upright, printed = page
        expected = upright.rotate(180) if side % 2 else upright
        assert raster_compare.similar(expected.resize((60, 40)), printed.resize((60, 40)))
    assert said(turned_job, {**made, "leaflet": turned}) == ""
    read = DOCUMENTS["leaflet"].read
    assert [word.text for word in read(turned, turned_job).words] == [
        word.text for word in read(made["leaflet"], context).words
    ]


@pytest.mark.parametrize(("name", "edge"), OTHER_EDGE.items(), ids=OTHER_EDGE)
def test_a_back_that_is_not_turned_for_such_a_printer_is_noticed(leaflets, name, edge):
    context, made = leaflets(name)
    problems = said(with_printer(context, edge), made)
    assert f"does not ask the printer to flip the {edge} edge" in problems
    assert "is not as it is in leaflet-screen.pdf" in problems


def test_the_natural_edge_of_a_sheet_changes_nothing(leaflets):
    context, made = leaflets("z")
    assert leaflet_sheet.make(with_printer(context, "short"), made) == made["leaflet"]


def sides(data):
    """The sides of a finished file, as pictures in grey."""
    count = inspection.page_count(data)
    return [inspection.page_pixels(data, page, 40, grey=True) for page in range(1, count + 1)]


# --- for a press -------------------------------------------------------------------------------------------

MM = 72 / 25.4


def unprintable(context, made, drawing, page):
    """What is said against a file for a press with something more drawn on one of its sides."""
    spoilt = drawn_over(made["press"], drawing, page)
    return "\n".join(map(str, leaflet_press_checks.check(context, {**made, "press": spoilt})))


@pytest.mark.parametrize("name", [name for name, row in FOLDED.items() if "press" in row[-1]])
def test_a_press_prints_the_words_of_the_sheet_in_their_order(leaflets, name):
    context, made = leaflets(name)
    sheet_words, press_words = (DOCUMENTS[row].read(made[row], context).words for row in ("leaflet", "press"))
    assert [word.text for word in press_words] == [word.text for word in sheet_words]
    if context.practice.fold != "half":
        assert [word.page for word in press_words] == [word.page for word in sheet_words]


def test_a_booklet_goes_to_the_print_shop_page_by_page_with_bleed_on_every_edge(leaflets):
    _, made = leaflets("half")
    screen, press = (inspection.read_pdf(made[name]) for name in ("leaflet-screen", "press"))
    boxes = inspection.inspect_press_file(made["press"]).boxes
    assert [(*one.bleed, *one.trim) for one in boxes] == [
        (9, 9, 163.5, 225, 12, 12, 160.5, 222)
    ] * screen.pages
    for page in range(1, screen.pages + 1):
        on_screen, printed = (
            sorted(word.text for word in file.words if word.page == page and word.text != BOX)
            for file in (screen, press)
        )
        assert on_screen == printed


def test_the_band_of_a_flat_leaflet_runs_off_the_sheet_at_both_sides(leaflets):
    context, made = leaflets("none Letter")
    pixels = inspection.page_pixels(made["press"], 1, 25.4 * 4).convert("L")
    margin, bleed = 12.175, 3.175
    left, right = ((edge - 0.3) * 4 for edge in (margin - bleed + 0.6, pixels.width / 4 - margin + bleed))
    columns = [pixels.crop((round(x), 50, round(x) + 1, pixels.height - 50)) for x in (left, right)]
    dark = [[y for y in range(column.height) if column.getpixel((0, y)) < 100] for column in columns]
    assert dark[0] == dark[1]
    assert dark[0] == list(range(dark[0][0], dark[0][-1] + 1))
    assert 30 * 4 < len(dark[0]) < 60 * 4
    lid = f"q 0 0 0 0 k {(215.9 + margin) * MM} 40 40 700 re f Q"
    assert "does not run into the bleed as it is printed at the right edge of side 1" in unprintable(
        context, made, lid, page=0
    )


def test_a_page_unlike_the_screen_edition_is_noticed_for_a_press(leaflets):
    for name, side, page in (("none Letter", 1, 2), ("half", 3, 4)):
        blot = unprintable(*leaflets(name), "q 0 g 110 320 60 20 re f Q", page=side)
        assert f"page {page} is not as it is in leaflet-screen.pdf" in blot


def cut_to(context, count):
    """The context with the first sections only, and the one that the care boxes follow."""
    sections = context.article.sections
    kept = [part for at, part in enumerate(sections) if at < count or part.id == context.article.care.after]
    return replace(context, article=context.article.model_copy(update={"sections": tuple(kept)}))


def refused(context):
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(context, LEAFLETS)
    (problem,) = caught.value.problems
    return problem


def in_a_word(context):
    """The context with one section of a few words, and no questions."""
    only = context.article.sections[0].model_copy(update={"body": "Say a word.", "highlight": None})
    care = context.article.care.model_copy(update={"after": only.id})
    short = context.article.model_copy(update={"sections": (only,), "care": care, "questions": ()})
    return replace(context, article=short)


@pytest.mark.usefixtures("tight")
def test_a_few_words_are_printed_on_one_side_for_which_the_file_asks(contexts):
    planned = build_pack.with_plans(sized(in_a_word(contexts["riverside"]), "single"), LEAFLETS)
    assert planned.leaflet == LeafletFormat("single", 1, has_summary=True)
    made = build_pack.build_documents(planned, LEAFLETS)
    assert verify(planned, made) == ()
    with pikepdf.open(BytesIO(made["leaflet"])) as pdf:
        assert (len(pdf.pages), pdf.Root.ViewerPreferences.Duplex) == (1, "/Simplex")


def test_words_too_few_for_a_fold_that_is_ordered_are_reported_with_the_folds_that_fit(contexts):
    problem = refused(ordered(in_a_word(contexts["riverside"]), "tri"))
    assert re.match(r"the words fill only [01]\.\d of the 4 inside panels of the leaflet", problem.message)
    named = re.findall(r"'(\w+)'(?: with \d pages?)? at about", problem.hint)
    assert named
    # Each of them is taken when it is ordered, and none that would be as empty is named.
    planned = [
        build_pack.with_plans(ordered(in_a_word(contexts["riverside"]), fold), LEAFLETS) for fold in named
    ]
    assert [context.leaflet.fold for context in planned] == named
    assert "tri" not in named


def test_words_too_many_for_a_fold_that_is_ordered_are_reported_with_the_folds_that_fit(contexts):
    problem = refused(ordered(lengthened(contexts["riverside"], 200), "tri"))
    assert re.match(r"the text is too long for the leaflet at 12 pt, by \d+ mm", problem.message)
    assert re.search(r"by about \d+ words; the longest are .*'half' with [0-9]+ pages at about", problem.hint)


def test_a_fold_that_is_wished_and_does_not_fit_gives_way_with_a_note(contexts):
    context = lengthened(contexts["riverside"], 200)
    planned = build_pack.with_plans(context, LEAFLETS)
    assert planned.leaflet.fold in ("half", "none")
    (note,) = set(planned.notes) - set(context.notes)
    assert note.message == "the leaflet does not fit as a tri-fold, which practice.yaml wishes"
    made = build_pack.build_documents(planned, LEAFLETS)
    assert verify(planned, made) == ()


def test_where_several_folds_are_wished_no_other_is_taken(contexts):
    few = sized(cut_to(contexts["riverside"], 1), ("tri", "none"))
    assert build_pack.with_plans(few, LEAFLETS).leaflet.fold in ("tri", "none")
    many = sized(lengthened(contexts["riverside"], 400), ("tri", "z"))
    assert "too long for the leaflet" in refused(many).message


def test_a_cover_without_a_drawing_is_not_half_empty(contexts):
    context = contexts["riverside"]
    plain = sized(replace(context, article=context.article.model_copy(update={"cover": None})), "tri")
    made = build_pack.build_documents(plain, LEAFLETS)
    assert verify(plain, made) == ()
    pixels = inspection.page_pixels(made["leaflet-screen"], 1, 25.4).convert("L")
    strip = pixels.crop((20, 20, pixels.width - 20, pixels.height - 20))
    blank = [y for y in range(strip.height) if strip.crop((0, y, strip.width, y + 1)).getextrema()[0] > 250]
    assert len(blank) < strip.height / 3


@pytest.mark.parametrize(
    ("fold", "kept"), [("tri", ("overview", "get-help")), ("single", ("get-help",))], ids=["tri", "single"]
)
def test_a_back_that_runs_over_beside_a_wide_code_has_a_smaller_one(contexts, monkeypatch, fold, kept):
    context = ordered(terse(shortened(contexts["riverside"], *kept)), fold)
    monkeypatch.setattr(article_link, "square_width", lambda *_: 4.0)
    search = LeafletSearch(context)
    found = search.best((fold,))
    assert found.pages.plan.square_width == qr_code.MIN_SQUARE_MM
    assert found.candidate.slack == 0
