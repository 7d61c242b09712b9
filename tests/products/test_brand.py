"""Every value of a brand is seen in every document it belongs to; what paper cannot show is told."""

import shutil
from ctypes import byref, c_int, c_uint, create_string_buffer
from dataclasses import replace
from functools import cache
from io import BytesIO
from types import SimpleNamespace

import pikepdf
import pypdfium2 as pdfium
import pytest
from docx import Document
from fontTools.ttLib import TTFont
from PIL import Image
from pypdfium2 import raw
from support.project import ARTICLE, ROOT, lengthened, ordered

from foldwell.assets import fonts
from foldwell.documents.print_layout import settings
from foldwell.documents.type_settings import CARDS, LEAFLET
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER, BrandPart
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

PRACTICE = "content/practices/riverside"
BRAND = f"{PRACTICE}/_brand.yml"
OAKWOOD = SimpleNamespace(name="Oakwood Surgery", web="https://oakwood.example.org/")
MADE = ("leaflet-screen", "handout", "card")

LOUD = """
meta: {name: Riverside}
logo:
  images:
    dot: {path: dot.png, alt: A dot}
  small: dot
  medium: {light: {path: dash.png, alt: A dash}, dark: {path: nowhere.png}}
  large: {path: bar.png, alt: A bar}
color:
  primary: "#5a1e6e"
  secondary: "#0d7a3f"
  foreground: "#0c1c2c"
  background: "#fffdf4"
  danger: "#8a0a0a"
typography:
  fonts:
    - family: Oak Sans
      source: file
      files: [{path: oak-1.ttf}, {path: oak-2.ttf, weight: 650}]
  base: {family: Oak Sans, size: 17px, line-height: 1.3}
  headings: {family: Roboto, weight: normal, size: 1.35em, line-height: 1.3, color: "#123f6b"}
  link: {color: "#0b5f5f", weight: bold, decoration: underline}
"""


def named(face, family, tall=0):
    """A supplied face under another family's name; `tall` is another weight for it to have."""
    with TTFont(BytesIO(face)) as font:
        for record in list(font["name"].names):
            if record.nameID in (1, 16):
                record.string = family
        font["OS/2"].usWeightClass = tall or font["OS/2"].usWeightClass
        out = BytesIO()
        font.save(out)
    return out.getvalue()


def block(width, height, colour="#5a1e6e"):
    """A logo: a block of colour with a bright middle."""
    out = BytesIO()
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("#ffffff", (width // 4, height // 4, width // 2, height // 2))
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def oak():
    """A family of a practice's own, with the shapes of a supplied one."""
    lato = fonts.bundled_font("Lato")
    return {"oak-1.ttf": named(lato.regular, "Oak Sans"), "oak-2.ttf": named(lato.bold, "Oak Sans")}


def dressed(root, text, files):
    """A project's copy whose first practice has this brand file and these files beside it."""
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / BRAND).write_text(text, encoding="utf-8")
    for name, data in files.items():
        (root / PRACTICE / name).write_bytes(data)
    return root


LOGOS = {"dot.png": block(400, 400), "dash.png": block(900, 300), "bar.png": block(1600, 400)}


@pytest.fixture(scope="module")
def loud(tmp_path_factory, oak):
    """The context of a practice whose brand file says everything that print can use."""
    return loading.load_context(
        dressed(tmp_path_factory.mktemp("loud"), LOUD, oak | LOGOS), "riverside", ARTICLE
    )


@pytest.fixture(scope="module")
def pack(loud):
    return build_pack.build_documents(loud, MADE)


def set_in(data, words):
    """The font, size in pt and colour of the first place where the words stand in a PDF."""
    with pdfium.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            if found := text.search(words).get_next():
                at = found[0]
                name, levels, flags = create_string_buffer(99), [c_uint() for _ in range(4)], c_int()
                raw.FPDFText_GetFontInfo(text, at, name, 99, byref(flags))
                raw.FPDFText_GetFillColor(text, at, *map(byref, levels))
                matrix = raw.FS_MATRIX()
                raw.FPDFText_GetMatrix(text, at, byref(matrix))
                size = raw.FPDFText_GetFontSize(text, at) * abs(matrix.a * matrix.d) ** 0.5
                colour = "#" + "".join(f"{level.value:02x}" for level in levels[:3])
                return name.value.decode(), round(size, 1), colour
    raise AssertionError(f"{words} are not there")


@cache
def painted(data):
    """The colours of a PDF's pages, as #rrggbb."""
    pages = [
        inspection.page_pixels(data, number, 36) for number in range(1, inspection.read_pdf(data).pages + 1)
    ]
    return {"#{:02x}{:02x}{:02x}".format(*colour) for page in pages for _, colour in page.getcolors(10**6)}


def alts(data):
    reading = inspection.read_docx(data) if data.startswith(b"PK") else inspection.read_pdf(data)
    return {figure.alt for figure in reading.figures}


def word(pack, name):
    """A style of the handout."""
    return Document(BytesIO(pack["handout"])).styles[name]


def ink(style):
    return f"#{style.font.color.rgb}".lower()


SCREEN, CARD = "leaflet-screen", "card"
EMAIL, WEB = "hello@riverside", "riverside.example"
HEADING, TITLE, BODY = "What can cause", "Restless legs and", "In some small"

# What the brand file says, the document, and how it is seen there. The leading of panels and card is fitted,
# and large print keeps the standard's: see the tests of settings. The card has no drawing and no link, so no
# secondary and no link's looks; the paper of a handout is whatever is in the printer, so no background.
SEEN = {
    ("primary", SCREEN): lambda pack: "#5a1e6e" in painted(pack[SCREEN]),
    ("primary", CARD): lambda pack: "#5a1e6e" in painted(pack[CARD]),
    ("primary", "handout"): lambda pack: ink(word(pack, "Key Point Label")) == "#5a1e6e",
    ("secondary", SCREEN): lambda pack: "#0d7a3f" in painted(pack[SCREEN]),
    ("secondary", "handout"): lambda pack: "0D7A3F" in word(pack, "Evidence").element.xml,
    ("foreground", SCREEN): lambda pack: set_in(pack[SCREEN], BODY)[2] == "#0c1c2c",
    ("foreground", CARD): lambda pack: set_in(pack[CARD], "Draft")[2] == "#0c1c2c",
    ("foreground", "handout"): lambda pack: "0C1C2C" in Document(BytesIO(pack["handout"])).styles.element.xml,
    ("background", SCREEN): lambda pack: set_in(pack[SCREEN], TITLE[:8])[2] == "#fffdf4",
    ("background", CARD): lambda pack: set_in(pack[CARD], "Emergency")[2] == "#fffdf4",
    ("danger", SCREEN): lambda pack: "#8a0a0a" in painted(pack[SCREEN]),
    ("danger", CARD): lambda pack: "#8a0a0a" in painted(pack[CARD]),
    ("danger", "handout"): lambda pack: "8A0A0A" in word(pack, "Emergency Heading").element.xml,
    ("base family", SCREEN): lambda pack: "Oak" in "".join(inspection.read_pdf(pack[SCREEN]).fonts),
    ("base family", CARD): lambda pack: "Oak Sans" in inspection.read_pdf(pack[CARD]).fonts,
    ("base family", "handout"): lambda pack: "Oak Sans" in inspection.read_docx(pack["handout"]).fonts,
    ("base size", SCREEN): lambda pack: 12 <= set_in(pack[SCREEN], BODY)[1] <= 12.8,
    ("base size", CARD): lambda pack: 12 <= set_in(pack[CARD], "Draft")[1] <= 12.8,
    ("base size", "handout"): lambda pack: 'w:sz w:val="26"' in defaults(pack),
    ("base line-height", "handout"): lambda pack: (
        word(pack, "Body Text").paragraph_format.line_spacing.pt == pytest.approx(12.75 * 1.3, abs=0.1)
    ),
    ("headings family", SCREEN): lambda pack: "Roboto" in set_in(pack[SCREEN], HEADING)[0],
    ("headings family", CARD): lambda pack: "Roboto" in set_in(pack[CARD], TITLE)[0],
    ("headings family", "handout"): lambda pack: word(pack, "Heading 2").font.name == "Roboto",
    ("headings weight", SCREEN): lambda pack: "Bold" not in set_in(pack[SCREEN], HEADING)[0],
    ("headings weight", CARD): lambda pack: "Bold" not in set_in(pack[CARD], TITLE)[0],
    ("headings weight", "handout"): lambda pack: not word(pack, "Heading 2").font.bold,
    ("headings size", SCREEN): lambda pack: (
        set_in(pack[SCREEN], HEADING)[1] == pytest.approx(1.35 * set_in(pack[SCREEN], BODY)[1], abs=0.2)
    ),
    ("headings size", CARD): lambda pack: set_in(pack[CARD], TITLE)[1] == pytest.approx(20 * 1.08, abs=0.2),
    ("headings size", "handout"): lambda pack: (
        word(pack, "Heading 2").font.size.pt == pytest.approx(20 * 1.08 * 12.75 / 14, abs=0.3)
    ),
    ("headings line-height", "handout"): lambda pack: (
        word(pack, "Heading 2").paragraph_format.line_spacing.pt
        == pytest.approx(1.3 * word(pack, "Heading 2").font.size.pt, abs=0.1)
    ),
    ("headings colour", SCREEN): lambda pack: set_in(pack[SCREEN], HEADING)[2] == "#123f6b",
    ("headings colour", CARD): lambda pack: set_in(pack[CARD], "Get help the")[2] == "#123f6b",
    ("headings colour", "handout"): lambda pack: ink(word(pack, "Heading 2")) == "#123f6b",
    ("link colour", SCREEN): lambda pack: set_in(pack[SCREEN], EMAIL)[2] == "#0b5f5f",
    ("link colour", "handout"): lambda pack: ink(word(pack, "Hyperlink")) == "#0b5f5f",
    ("link weight", SCREEN): lambda pack: "Bold" in set_in(pack[SCREEN], EMAIL)[0],
    ("link weight", "handout"): lambda pack: word(pack, "Hyperlink").font.bold,
    ("large logo", SCREEN): lambda pack: "A bar" in alts(pack[SCREEN]),
    ("medium logo", "handout"): lambda pack: "A dash" in alts(pack["handout"]),
    ("small logo", CARD): lambda pack: "A dot" in alts(pack[CARD]),
}


def defaults(pack):
    return Document(BytesIO(pack["handout"])).styles.element.xml.partition("</w:docDefaults>")[0]


@pytest.mark.parametrize("value", SEEN, ids=" in ".join)
def test_a_value_of_the_brand_is_seen_and_without_it_is_not(pack, packs, value):
    assert SEEN[value](pack)
    if value not in {("base size", SCREEN), ("base size", CARD)}:  # ours may have been fitted to that size
        assert not SEEN[value](packs["riverside"])


def test_a_loud_pack_keeps_its_promise(loud, pack):
    assert verify(loud, pack) == ()


def test_what_paper_cannot_show_is_reported_with_its_line(loud):
    assert [str(note) for note in loud.notes] == [f"{BRAND}:7: logo, medium: 'dark' is not used on paper"]


def gathered(project, files=(), **changed):
    """The context of a practice's copy after parts of its brand file were replaced, with files beside it."""
    path = project / BRAND
    text = path.read_text(encoding="utf-8")
    for old, new in changed.items():
        before = OLD[old]
        assert before in text
        text = text.replace(before, new)
    path.write_text(text, encoding="utf-8")
    for name, data in dict(files).items():
        (project / PRACTICE / name).write_bytes(data)
    return loading.load_context(project, "riverside", ARTICLE)


OLD = {
    "base": "  base:\n    family: Source Sans 3\n",
    "headings": "  headings:\n    family: Source Sans 3\n",
    "logo": "  path: logo.svg\n",
    "danger": "  danger: alarm-red\n",
    "name": "    short: Riverside\n    full: Riverside Surgery\n",
}
OWN = """  fonts:
    - family: Oak Sans
      source: file
      files: [{path: oak-1.ttf}, {path: oak-2.ttf}]
  base:
    family: Oak Sans
"""


def changed(face, **values):
    """A face with some values of its tables replaced, by table and name."""
    with TTFont(BytesIO(face)) as font:
        for place, value in values.items():
            table, _, name = place.partition("_")
            setattr(font["OS/2" if table == "OS2" else table], name, value)
        out = BytesIO()
        font.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("tight")
def test_a_font_kept_in_a_folder_is_printed_as_the_brand_file_calls_it(project, oak):
    folder = project / PRACTICE / "own fonts"
    folder.mkdir()
    for name, data in oak.items():
        (folder / name).write_bytes(changed(data, OS2_fsType=4))
    base = OWN.replace("oak-1.ttf", "own fonts/oak-1.ttf").replace("oak-2.ttf", "./own fonts/oak-2.ttf")
    context = gathered(project, base=base.replace("Oak Sans", "\u00d6ko Sans"))
    pack = build_pack.build_documents(context, (CARD, "handout"))
    assert inspection.read_pdf(pack[CARD]).fonts == {"Oko Sans", "Source Sans 3", fonts.BULLETS}
    word = inspection.read_docx(pack["handout"]).fonts
    assert word <= set(fonts.bundled_families())
    assert any("allows it in PDF files only" in note.message for note in context.notes)
    assert verify(context, pack) == ()


def without(face, *characters):
    """A face that lacks some characters."""
    with TTFont(BytesIO(face)) as font:
        for table in font["cmap"].tables:
            for character in characters:
                table.cmap.pop(ord(character), None)
        out = BytesIO()
        font.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("tight")
def test_a_character_that_the_brands_font_lacks_is_drawn_in_the_nearest_that_has_it(project, oak):
    files = {name: without(data, "\u00bd") for name, data in oak.items()}
    facts = project / PRACTICE / "practice.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("12 Example Quay", "12\u00bd Example Quay"), "utf-8"
    )
    context = gathered(project, files, base=OWN)
    (note,) = [note for note in context.notes if "\u00bd" in note.message]
    assert note.message.endswith(
        "that the font 'Oak Sans' does not have: \u00bd (U+00BD vulgar fraction one half)"
    )
    assert "'address'" in note.message
    (fallback,) = context.base.fallbacks
    assert f"drawn in '{fallback.family}'" in note.hint
    pack = build_pack.build_documents(context, (SCREEN, "handout"))
    assert verify(context, pack) == ()
    assert fallback.family in inspection.read_pdf(pack[SCREEN]).fonts
    assert fallback.family in inspection.read_docx(pack["handout"]).fonts
    shown = " ".join(paragraph.text for paragraph in Document(BytesIO(pack["handout"])).paragraphs)
    assert "12\u00bd Example Quay" in shown.replace("\N{NO-BREAK SPACE}", " ")
    stranger = replace(context, base=replace(context.base, fallbacks=()), word_fonts=None)
    assert any(f"uses the font '{fallback.family}'" in problem.message for problem in verify(stranger, pack))


def test_fonts_that_are_not_there_or_lie_elsewhere_are_refused(project, oak):
    (project / "oak-1.ttf").write_bytes(oak["oak-1.ttf"])
    (project / PRACTICE / "oak-1.ttf").symlink_to(project / "oak-1.ttf")
    with pytest.raises(InputError) as caught:
        gathered(project, base=OWN)
    assert str(caught.value).splitlines() == [
        f"{BRAND}:33: the font {PRACTICE}/oak-{number}.ttf is not there"
        " (put the file there or correct its name)"
        for number in (1, 2)
    ]


def test_a_family_without_a_bold_face_is_told(project, oak):
    files = {"oak-1.ttf": oak["oak-1.ttf"], "oak-2.ttf": named(oak["oak-1.ttf"], "Oak Sans", 300)}
    notes = [str(note) for note in gathered(project, files, base=OWN).notes]
    assert f"{BRAND}:33: typography, fonts: 'Oak Sans' has no bold face, so its 400 is used" in notes[-1]


def test_two_practices_may_call_different_letters_by_one_name(loud, oak):
    mukta = fonts.bundled_font("Mukta")
    faces = replace(loud.base, regular=named(mukta.regular, "Oak Sans"), bold=named(mukta.bold, "Oak Sans"))
    assert fonts.text_width(faces, "veins") != fonts.text_width(loud.base, "veins")
    assert fonts.characters(faces) != fonts.characters(loud.base)
    cards = [
        build_pack.build_documents(context, (CARD,))[CARD] for context in (loud, replace(loud, base=faces))
    ]
    assert all(map(carried, cards))
    assert carried(cards[0]).isdisjoint(carried(cards[1]))


def carried(data):
    """The outlines that a PDF carries of the practice's own family."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item
        ]
        return {bytes(item.FontFile2.read_bytes()) for item in found if "Oak" in str(item.FontFamily)}


def test_a_weight_that_a_family_lacks_is_printed_in_its_nearest_and_reported(project):
    built = gathered(project, headings="  headings: {weight: 600}\n")
    assert [str(note) for note in built.notes] == [
        f"{BRAND}:35: typography, headings: 'weight' 600 is printed in 700"
        " (the nearest that 'Source Sans 3' has)"
    ]
    assert built.headings is built.base


def test_a_family_of_small_letters_is_set_larger_and_reported(project):
    built = gathered(project, base="  base: EB Garamond\n")
    assert [str(note) for note in built.notes] == [
        f"{BRAND}:33: 'EB Garamond' has small letters, so it is printed at 14 pt or more"
        " (an x must be 2 mm tall to be read)"
    ]
    assert min(row.size for row in settings(built, LEAFLET)) == 14
    assert min(row.size for row in settings(built, CARDS)) == 14


@pytest.mark.parametrize("family", fonts.bundled_families())
def test_an_x_is_two_millimetres_tall_at_the_least_size_of_a_family(family):
    least = fonts.minimum_size(fonts.bundled_font(family))
    with TTFont(BytesIO(fonts.bundled_font(family).regular)) as font:
        tall = font["glyf"][font.getBestCmap()[ord("x")]].yMax / font["head"].unitsPerEm * 25.4 / 72
    assert tall * least >= 2
    assert least == 12 or tall * (least - 0.1) < 2


def test_our_settings_are_kept_where_a_brand_says_nothing(contexts):
    assert settings(contexts["riverside"], LEAFLET) == LEAFLET


def test_the_size_and_leading_of_a_brand_are_where_fitting_starts(loud):
    found = settings(loud, LEAFLET)
    assert (found[0].size, found[0].leading) == (12.75, 1.3)
    assert all(12 <= row.size <= 12.75 and 1.25 <= row.leading <= 1.3 for row in found)
    assert found[-1] == LEAFLET[-1]


def test_families_are_named_as_narrower_only_when_they_are():
    wide = fonts.bundled_font("Open Sans")
    found = fonts.narrower_families(wide)
    assert len(found) == 3
    assert "EB Garamond" not in found  # at the size that it must have, it is not
    assert all(
        fonts.text_width(fonts.bundled_font(name), "veins") < fonts.text_width(wide, "veins")
        for name in found
    )
    assert fonts.narrower_families(fonts.bundled_font(found[0])) == ()


def test_an_article_too_long_for_a_wide_font_is_refused_with_narrower_ones(contexts):
    poppins = fonts.bundled_font("Poppins")
    longer = ordered(lengthened(contexts["riverside"], 180), "tri")
    context = replace(longer, base=poppins, headings=poppins)
    with pytest.raises(InputError, match=r"or use a narrower font in _brand.yml: \w"):
        build_pack.build_documents(context, (SCREEN,))


SOFT = "export it larger, or as SVG)"


def test_a_logo_of_hardly_any_pixels_is_refused_one_of_few_smaller_and_one_of_some_noted(project):
    with pytest.raises(InputError, match=r"logo\.png has only 26 pixels an inch") as caught:
        gathered(project, {"logo.png": block(100, 25)}, logo="  path: logo.png\n")
    assert str(caught.value).endswith(SOFT)
    small = gathered(project, {"logo.png": block(400, 100)})
    assert [note.message for note in small.notes] == [
        "the logo logo.png has only 106 pixels an inch where it is printed largest, so it is printed smaller"
    ]
    built = gathered(project, {"logo.png": block(800, 200)})
    assert [str(note) for note in built.notes] == [
        f"{BRAND}:12: the logo logo.png has only 212 pixels an inch where it is printed largest"
        f" (300 are best: {SOFT}"
    ]


def test_a_brand_that_looks_like_a_slip_is_reported(project):
    built = gathered(
        project, danger="  danger: deep-water\n", name="    short: Oakwood\n    full: Oakwood Surgery\n"
    )
    assert [note.message for note in built.notes] == [
        "meta: 'name' is not the name of the practice, 'Riverside Surgery'",
        "color: 'danger' is the same colour as primary",
    ]


def notes_of(source):
    return validation.brand_diagnostics(source, validation.validate_brand_file(source), OAKWOOD).notes


def test_a_danger_colour_that_is_not_warm_is_reported():
    path = ROOT / "tests" / "data" / "valid" / "brand-everything.yaml"
    text = path.read_text(encoding="utf-8").replace("#9c1313", "#13139c")
    notes = notes_of(parsing.parse(text, path.name))
    assert "color: 'danger' is #13139c, which is no warm colour" in {note.message for note in notes}


def test_every_key_that_print_cannot_use_is_reported():
    path = ROOT / "tests" / "data" / "valid" / "brand-everything.yaml"
    notes = " ".join(note.message for note in notes_of(parsing.load(path, path.name)))
    unused = {
        field.alias or name
        for part in BrandPart.__subclasses__()
        for name, field in part.model_fields.items()
        if field.description == UNUSED_ON_PAPER
    }
    assert len(unused) > 15
    assert {key for key in unused if f"'{key}' is not used on paper" not in notes} == {
        "info"
    }  # a colour's name


@pytest.mark.parametrize(
    ("name", "words"), [(SCREEN, "Get help the"), (SCREEN, "Emergency: call"), (CARD, "Get help the")]
)
def test_light_headings_do_not_quieten_a_care_box(pack, name, words):
    assert "Bold" in set_in(pack[name], words)[0]


@pytest.mark.parametrize("box", ["Same Day", "Emergency"])
def test_light_headings_do_not_quieten_a_care_box_of_the_handout(pack, box):
    assert word(pack, f"{box} Heading").font.bold
    assert not word(pack, "Highlight Heading").font.bold
