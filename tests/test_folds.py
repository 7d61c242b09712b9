"""The leaflet in every fold: what it holds, that it ends well, and that its proof sees what goes wrong."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from foldwell import pipeline, readback
from foldwell.documents import DOCUMENTS, press_proof, sheet
from foldwell.documents.panels import Panels
from foldwell.documents.shapes import Plan
from foldwell.errors import InputError
from foldwell.verify import verify

LEAFLETS = ("leaflet-screen", "leaflet")
FOR_PRESS = ("half", "none Letter")
"""What is made for a press too; of panels, the shipped packs have such files."""


def folded(job, fold, paper="A4", **settings):
    practice = job.practice.model_copy(update={"fold": fold, "paper": paper, **settings})
    return replace(job, practice=practice)


@pytest.fixture(scope="module")
def leaflets(jobs):
    """The leaflet in every other fold, as (job, files) by name; each is made when it is first asked for."""
    rows = {
        "z": folded(jobs["riverside"], "z", fold_ticks=True),
        "tri Letter": folded(jobs["northgate"], "tri", "Letter"),
        "half": folded(jobs["northgate"], "half"),
        "none Letter": folded(jobs["northgate"], "none", "Letter", fold_ticks=True),
    }

    @cache
    def made(name):
        return rows[name], pipeline.make(rows[name], (*LEAFLETS, *(["press"] if name in FOR_PRESS else [])))

    return made


NAMES = ("z", "tri Letter", "half", "none Letter")


@pytest.mark.parametrize("name", NAMES)
def test_every_fold_keeps_its_promise(leaflets, name):
    job, made = leaflets(name)
    assert list(map(str, verify(job, made))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_contact_ends_the_leaflet_and_no_page_is_bare(leaflets, name):
    job, made = leaflets(name)
    reading = readback.pdf(made["leaflet-screen"])
    phone = job.practice.phone.split()[-1]
    pages = [[word for word in reading.words if word.page == page + 1] for page in range(reading.pages)]
    assert phone in [word.text for word in pages[-1]]
    assert [word.text for word in pages[0]][: len(job.article.title.split())] == job.article.title.split()
    for words, (_, height) in zip(pages, reading.sizes, strict=True):
        assert max(word.box.bottom for word in words) > height / 2


def test_a_booklet_holds_details_questions_and_diary_in_larger_type(leaflets):
    job, made = leaflets("half")
    reading = readback.pdf(made["leaflet-screen"])
    assert reading.pages % 4 == 0
    assert readback.page_count(made["leaflet"]) == reading.pages / 2
    text = " ".join(reading.text)
    assert "had no comparison group" in text
    assert job.article.questions[0] in text
    assert job.article.diary.heading in text
    assert sorted(word.size for word in reading.words)[reading.pages * 30] >= 13


def test_a_flat_leaflet_has_two_columns_under_a_title(leaflets):
    words = readback.pdf(leaflets("none Letter")[1]["leaflet-screen"]).words
    width = 215.9
    top = [word for word in words if word.page == 1 and word.box.top > 100]
    assert all(word.box.right < width / 2 or word.box.left > width / 2 for word in top)
    assert {word.box.left > width / 2 for word in top} == {False, True}


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
    job, _ = leaflets("half")
    text = job.templates[file].replace(old, new)
    assert text != job.templates[file]
    panels = Panels(replace(job, templates={**job.templates, file: text}))
    trial = panels.lay(Plan(panels.settings[-1], panels.shape.drawing[0], with_questions=True))
    seen = readback.pdf(trial.laid.document.write_pdf()).text
    promise = DOCUMENTS["leaflet-screen"].promise(job)
    groups = [[passage.text for passage in group] for group in (promise.ordered, *promise.besides)]
    assert lost in " ".join(text for group in groups for text in group)
    assert [group for group in groups if readback.missing(group, seen).missing]


def said(job, made):
    return "\n".join(map(str, sheet.flaws(job, made)))


def drawn_over(pdf, drawing, page=0):
    """The sheet with something more drawn on one of its sides."""
    with pikepdf.open(BytesIO(pdf)) as file:
        file.pages[page].contents_add(drawing.encode())
        out = BytesIO()
        file.save(out)
        return out.getvalue()


def test_ticks_are_allowed_only_where_they_are_asked_for(leaflets):
    job, made = leaflets("z")
    without = folded(job, "z", fold_ticks=False)
    assert said(job, made) == ""
    assert "side 1 has print too near the top edge" in said(without, made)
    assert "print too near the fold at 99 mm" in said(without, made)


def test_a_tick_that_is_not_there_is_noticed(leaflets):
    job, made = leaflets("half")
    assert "side 1 has no tick at the top of the fold at 148.5 mm" in said(
        folded(job, "half", fold_ticks=True), made
    )


TOO_MUCH = {
    "longer": "280.63 0 m 280.63 40 l",
    "thicker": "283 0 m 283 10 l",
    "elsewhere": "200 0 m 200 10 l",
}


@pytest.mark.parametrize("line", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_line_that_is_no_tick_is_noticed(leaflets, line):
    job, made = leaflets("z")
    more = {**made, "leaflet": drawn_over(made["leaflet"], f"q 0 G 1 w {line} S Q")}
    assert "side 1 has print too near the" in said(job, more)


def test_a_page_unlike_the_screen_edition_is_noticed_on_a_flat_sheet_and_in_a_booklet(leaflets):
    for name, page in (("none Letter", 1), ("half", 3)):
        job, made = leaflets(name)
        blot = drawn_over(made["leaflet"], "q 0 g 60 300 60 20 re f Q", page=page)
        assert "is not as it is in leaflet-screen.pdf" in said(job, {**made, "leaflet": blot})


def test_a_booklet_that_lost_a_sheet_is_noticed(leaflets):
    job, made = leaflets("half")
    for name in ("leaflet", "press"):
        with pikepdf.open(BytesIO(made[name])) as file:
            del file.pages[2:]
            out = BytesIO()
            file.save(out)
        problems = "\n".join(map(str, verify(job, {**made, name: out.getvalue()})))
        assert f"{DOCUMENTS[name].file}: its sides do not hold the 8 pages of leaflet-screen.pdf" in problems


# --- for a press -------------------------------------------------------------------------------------------

MM = 72 / 25.4


def unprintable(job, made, drawing, page):
    """What is said against a file for a press with something more drawn on one of its sides."""
    spoilt = drawn_over(made["press"], drawing, page)
    return "\n".join(map(str, press_proof.flaws(job, {**made, "press": spoilt})))


@pytest.mark.parametrize("name", FOR_PRESS)
def test_a_press_prints_the_words_of_the_sheet_in_their_order(leaflets, name):
    job, made = leaflets(name)
    sheet_words, press_words = (DOCUMENTS[row].read(made[row], job).words for row in ("leaflet", "press"))
    assert [word.text for word in press_words] == [word.text for word in sheet_words]
    assert [word.page for word in press_words] == [word.page for word in sheet_words]


def test_a_booklet_is_printed_by_pairs_of_pages_with_the_title_and_the_contact_on_the_outside(leaflets):
    job, made = leaflets("half")
    boxes = readback.for_press(made["press"]).boxes
    assert [one.trim for one in boxes] == [(12, 12, 309, 222)] * (
        readback.page_count(made["leaflet-screen"]) // 2
    )
    outside = {word.text for word in readback.pdf(made["press"]).words if word.page == 1}
    assert {*job.article.title.split(), *job.practice.phone.split()} <= outside


def test_the_band_of_a_flat_leaflet_runs_off_the_sheet_at_both_sides(leaflets):
    job, made = leaflets("none Letter")
    pixels = readback.page_pixels(made["press"], 1, 25.4 * 4).convert("L")
    margin, bleed = 12.175, 3.175
    left, right = ((edge - 0.3) * 4 for edge in (margin - bleed + 0.6, pixels.width / 4 - margin + bleed))
    columns = [pixels.crop((round(x), 50, round(x) + 1, pixels.height - 50)) for x in (left, right)]
    dark = [[y for y in range(column.height) if column.getpixel((0, y)) < 100] for column in columns]
    assert dark[0] == dark[1]
    assert dark[0] == list(range(dark[0][0], dark[0][-1] + 1))
    assert 30 * 4 < len(dark[0]) < 60 * 4
    lid = f"q 0 0 0 0 k {(215.9 + margin) * MM} 40 40 700 re f Q"
    assert "does not run into the bleed as it is printed at the right edge of side 1" in unprintable(
        job, made, lid, page=0
    )


def test_a_page_unlike_the_screen_edition_is_noticed_for_a_press(leaflets):
    for name, side, page in (("none Letter", 1, 2), ("half", 3, 4)):
        blot = unprintable(*leaflets(name), "q 0 g 110 320 60 20 re f Q", page=side)
        assert f"page {page} is not as it is in leaflet-screen.pdf" in blot


def cut_to(job, count):
    """The job with the first sections only, and the one that the care boxes follow."""
    sections = job.article.sections
    kept = [part for at, part in enumerate(sections) if at < count or part.id == job.article.care.after]
    return replace(job, article=job.article.model_copy(update={"sections": tuple(kept)}))


def test_words_too_few_for_a_fold_are_told_with_what_to_do(jobs):
    with pytest.raises(InputError, match=r"only 3\.2 of the 6 inside pages .*leave out the diary"):
        pipeline.make(folded(cut_to(jobs["riverside"], 1), "half"), LEAFLETS)


def test_words_too_many_for_a_flat_sheet_are_told_with_what_to_do(jobs):
    job = jobs["riverside"]
    part = job.article.sections[0]
    long = part.model_copy(update={"body": part.body + "\n\n" + " ".join(["word"] * 200) + "."})
    longer = job.article.model_copy(update={"sections": (long, *job.article.sections[1:])})
    with pytest.raises(InputError, match=r"too long for the leaflet at 12 pt, by \d+ mm .*'fold: half'"):
        pipeline.make(folded(replace(job, article=longer), "none"), LEAFLETS)


def test_a_cover_without_a_drawing_is_not_half_empty(jobs):
    job = jobs["riverside"]
    plain = folded(replace(job, article=job.article.model_copy(update={"cover": None})), "tri")
    made = pipeline.make(plain, LEAFLETS)
    assert verify(plain, made) == ()
    pixels = readback.page_pixels(made["leaflet-screen"], 1, 25.4).convert("L")
    strip = pixels.crop((20, 20, pixels.width - 20, pixels.height - 20))
    blank = [y for y in range(strip.height) if strip.crop((0, y, strip.width, y + 1)).getextrema()[0] > 250]
    assert len(blank) < strip.height / 3
