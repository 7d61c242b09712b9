"""The file for a print shop: four inks, bleed, marks and boxes, and what PDF/X-4 asks of a file.

Each twin spoils the finished file the way a slip would, and sees it refused.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms
from support.combinations import representative
from support.project import EACH_PRACTICE, ROOT, ordered, shortened, sized, terse

from foldwell.assets.colour import contrast, contrast_ratio, parse_rgb, tint
from foldwell.assets.icc_profile import default_profile, read_profile
from foldwell.documents import leaflet_press_checks
from foldwell.documents.leaflet_press import press_sheet_of
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify, verify_document
from foldwell.errors import InputError
from foldwell.model import Press
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.proofing.inspection.pdf.content_stream import operations
from foldwell.rendering.pdf import layout
from foldwell.rendering.prepress import imposition, pdfx
from foldwell.workflows import build_pack

MM = 72 / 25.4
A4 = imposition.FOLDS["tri", "A4"]
BED = pdfx.PressSheet(A4, 3.0)
DAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def inks(contexts):
    return pdfx.cmyk_converter(contexts["riverside"].brand.colours, default_profile())


def saved(pdf, **how):
    out = BytesIO()
    pdf.save(out, deterministic_id=True, **how)
    return out.getvalue()


def fills(data):
    """The inks that a file fills shapes and letters with."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {tuple(float(ink) for ink in item.operands) for item in operations(pdf) if item.name == "k"}


# --- the finished file -------------------------------------------------------------------------------------


BOXES = {
    "riverside": ((0, 0, 321, 234), (9, 9, 312, 225), (12, 12, 309, 222)),
    "lakeshore": (
        (0, 0, 303.75, 240.25),
        (9, 9, 294.75, 231.25),
        (12.175, 12.175, 291.575, 228.075),
    ),
}


@pytest.mark.parametrize(("practice", "edges"), representative(BOXES.items()), ids=["A4", "Letter"])
def test_boxes_lie_one_in_the_other_around_a_sheet(packs, practice, edges):
    found = inspection.inspect_press_file(packs[practice]["press"])
    assert len(found.boxes) == 2
    for boxes in found.boxes:
        assert (boxes.media, boxes.bleed, boxes.trim) == tuple(map(pytest.approx, edges))


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_a_press_finds_nothing_that_it_cannot_print(packs, practice):
    found = inspection.inspect_press_file(packs[practice]["press"])
    assert found.faults == ()
    assert 1 < found.max_ink <= 3
    assert found.thinnest_rule >= 0.5


def test_the_screen_edition_is_refused_as_a_press_file(packs):
    message = inspection.inspect_press_file(packs["riverside"]["leaflet-screen"]).faults
    assert "has colours of the kind /DeviceRGB" in message
    assert "does not say that it is PDF/X-4" in message
    assert "has links or notes on side 6" in message


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_text_is_black_ink_alone_and_the_brand_is_in_its_colours(packs, contexts, practice):
    seen = fills(packs[practice]["press"])
    assert (0, 0, 0, 1) in seen
    printed = pdfx.cmyk_converter(contexts[practice].brand.colours, default_profile())
    primary = printed.convert(parse_rgb(contexts[practice].brand.colours.primary))
    assert sum(part > 0.1 for part in primary) >= 3
    assert tuple(round(ink, 4) for ink in primary) in seen


def test_a_press_file_has_the_dates_of_the_article_and_says_what_it_is(packs, contexts):
    with pikepdf.open(BytesIO(packs["riverside"]["press"])) as pdf:
        day = contexts["riverside"].article.published
        assert str(pdf.docinfo.CreationDate) == f"D:{day:%Y%m%d}000000Z"
        assert str(pdf.docinfo.Title).startswith(contexts["riverside"].article.title)
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        embedded = ImageCms.ImageCmsProfile(BytesIO(intent.DestOutputProfile.read_bytes()))
        assert embedded.profile.xcolor_space == "CMYK"
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdf:Trapped>False</pdf:Trapped>" in xmp
    assert f"<xmp:CreateDate>{day}T" in xmp


def test_a_press_file_is_made_on_request_only(contexts):
    context = contexts["riverside"]
    asked = replace(context, practice=context.practice.model_copy(update={"press": Press()}))
    assert "press" not in build_pack.documents_to_build(context)
    assert "press" in build_pack.documents_to_build(asked)
    assert build_pack.documents_to_build(context, ("press",)) == ("leaflet-screen", "press")
    assert set(DOCUMENTS) - set(build_pack.documents_to_build(context)) == {"press", "press-ticket"}


def test_a_press_file_without_a_profile_is_refused_with_how_to_get_one():
    with pytest.raises(InputError, match="colour profile of the press is not installed"):
        default_profile("no_such_package")


# --- twins: a spoilt file is refused -----------------------------------------------------------------------


def drawing(instructions, side=0):
    """Draw something more on a side, in pt."""

    def spoil(pdf):
        pdf.pages[side].contents_add(f"q {instructions} Q".encode())

    return spoil


def overprinting(instructions):
    """Draw something more on a side, for which /Over turns overprint on."""

    def spoil(pdf):
        pdf.pages[0].Resources.ExtGState = Dictionary(Over=Dictionary(op=True, OPM=1))
        drawing(instructions)(pdf)

    return spoil


def in_mm(colour, left, bottom, width, height):
    return f"{colour} " + " ".join(f"{length * MM:.3f}" for length in (left, bottom, width, height)) + " re f"


def with_profile(data):
    def spoil(pdf):
        pdf.Root.OutputIntents[0].DestOutputProfile.write(data)

    return spoil


def with_link(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[1].obj.Annots = Array([note])


def with_picture(space, pixels, size):
    """Draw a picture of so many pixels a side, size mm wide."""

    def spoil(pdf):
        bands = {"/DeviceRGB": 3, "/DeviceCMYK": 4}[space]
        picture = pdf.make_stream(b"\xff" * (pixels * pixels * bands))
        picture.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=pixels, Height=pixels, BitsPerComponent=8
        )
        picture.ColorSpace = Name(space)
        pdf.pages[0].Resources.XObject.Spot = picture
        pdf.pages[0].contents_add(f"q {size * MM} 0 0 {size * MM} 40 40 cm /Spot Do Q".encode())

    return spoil


def without_marks(pdf):
    for page in pdf.pages:
        page.Contents = pdf.make_stream(page.Contents.read_bytes().split(b"q /All")[0])


def moved(box, by):
    def spoil(pdf):
        pdf.pages[0].obj[box] = Array([float(edge) + by for edge in pdf.pages[0].obj[box]])

    return spoil


def of(key, value):
    def spoil(pdf):
        pdf.Root[key] = value

    return spoil


def untrapped(pdf):
    del pdf.docinfo["/Trapped"]


def of_another_standard(pdf):
    xmp = pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/X-1")
    pdf.Root.Metadata = pdf.make_stream(xmp)


WHITE = "0 0 0 0 k"
SPOILT = {
    "a word in red, green and blue": (drawing("1 0 0 rg 9 9 m f"), "colours of the kind /DeviceRGB"),
    "a line in red, green and blue": (drawing("1 0 0 RG 9 9 m 20 20 l S"), "colours of the kind /DeviceRGB"),
    "a space of red, green and blue": (drawing("/DeviceRGB cs 9 9 m f"), "colours of the kind /DeviceRGB"),
    "a picture in red, green and blue": (
        with_picture("/DeviceRGB", 200, 9),
        "colours of the kind /DeviceRGB",
    ),
    "a coarse picture": (with_picture("/DeviceCMYK", 20, 40), "a picture of 13 pixels an inch"),
    "a picture of too much ink": (with_picture("/DeviceCMYK", 200, 9), "has 400% of ink in one place"),
    "too much ink": (drawing("1 1 1 .5 k 9 9 m f"), "has 350% of ink in one place"),
    "a hairline": (drawing("0 G .1 w 50 50 m 90 90 l S"), "has a rule of 0.10 pt"),
    "a thin bar": (drawing("0 g 50 50 90 .2 re f"), "has a rule of 0.20 pt"),
    "a link": (with_link, "has links or notes on side 2"),
    "no output intent": (of("/OutputIntents", Array()), "has 0 output intents"),
    "a profile of a screen": (
        with_profile(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
        "without the profile of a press with four inks",
    ),
    "black text that knocks out": (
        drawing("BT 0 0 0 1 k () Tj ET"),
        "has black text that does not overprint",
    ),
    "white text that is lost": (
        overprinting("BT /Over gs 0 0 0 0 k () Tj ET"),
        "has text that overprints and is not black",
    ),
    "a ground that overprints": (
        overprinting("/Over gs 0 0 0 .2 k 50 50 90 90 re f"),
        "has a shape that overprints",
    ),
    "an action": (of("/OpenAction", Dictionary(S=Name.JavaScript)), "has instructions that act"),
    "not trapped": (untrapped, "does not say that its colours are not trapped"),
    "another standard": (of_another_standard, "does not say that it is PDF/X-4"),
    "bleed box": (moved("/BleedBox", 3), "has its bleed box in the wrong place on side 1"),
    "trim box": (moved("/TrimBox", -3), "has its trim box in the wrong place on side 1"),
    "no bleed at the right": (
        drawing(in_mm(WHITE, 309.2, 12, 10, 210)),
        "does not run into the bleed as it is printed at the right edge of side 1",
    ),
    "no bleed at the top": (
        drawing(in_mm(WHITE, 0, 222.2, 321, 10)),
        "does not run into the bleed as it is printed at the top edge of side 1",
    ),
    "a mark in the bleed": (
        drawing("0 G 1 w 100 26 m 100 33 l S", 1),
        "does not run into the bleed as it is printed at the bottom edge of side 2",
    ),
    "no marks": (without_marks, "lacks the mark of the fold at 97, 0 mm on side 1"),
    "a colour that changes on a fold": (
        drawing(in_mm("0 1 1 0 k", 12 + 197, 40, 50, 100)),
        "changes colour on the fold at 197 mm on side 1",
    ),
    "a figure that is gone": (
        drawing(in_mm(WHITE, 12 + 110, 60, 80, 55), 1),
        "panel 3 is not as it is in leaflet-screen.pdf",
    ),
}


def refusal(context, pack, data):
    return "\n".join(map(str, leaflet_press_checks.check(context, {**pack, "press": data})))


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_finished_file_has_no_flaw(packs, contexts, practice):
    assert refusal(contexts[practice], packs[practice], packs[practice]["press"]) == ""


@pytest.mark.parametrize(("spoil", "message"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_is_refused(packs, contexts, spoil, message):
    with pikepdf.open(BytesIO(packs["riverside"]["press"])) as pdf:
        spoil(pdf)
        data = saved(pdf)
    assert message in refusal(contexts["riverside"], packs["riverside"], data)


def proof(context, pack, spoil):
    """What the whole proof says against a spoilt file."""
    with pikepdf.open(BytesIO(pack["press"])) as pdf:
        spoil(pdf)
        built = {"leaflet-screen": pack["leaflet-screen"], "press": saved(pdf)}
    return "\n".join(map(str, verify(context, built)))


def without_a_panel(pdf):
    pdf.pages[1].Resources.XObject.Panel3.write(b"")


def test_words_that_are_lost_or_covered_are_missed(packs, contexts):
    context, pack = contexts["riverside"], packs["riverside"]
    assert "leaflet-press.pdf: words of content/articles/restless-legs.yaml" in proof(
        context, pack, without_a_panel
    )
    lid = drawing(in_mm(WHITE, 12 + 110, 60, 80, 55), 1)
    assert "leaflet-press.pdf, page 2: words cannot be seen" in proof(context, pack, lid)


def test_words_too_pale_for_print_are_missed(packs, contexts):
    def pale(pdf):
        panel = pdf.pages[1].Resources.XObject.Panel3
        panel.write(panel.read_bytes().replace(b"0 0 0 1 k", b"0 0 0 .5 k"))

    message = proof(contexts["riverside"], packs["riverside"], pale)
    assert "leaflet-press.pdf, page 2: words cannot be seen" in message


def test_an_overdue_article_is_not_printed_without_saying_so(packs, contexts):
    late = replace(contexts["riverside"], overdue=True)
    message = proof(late, packs["riverside"], lambda pdf: None)
    assert "leaflet-press.pdf: words of the warning that it is overdue are missing" in message


def test_an_encrypted_file_and_one_of_another_version_are_refused(packs):
    with pikepdf.open(BytesIO(packs["riverside"]["press"])) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="secret", user=""))
    message = inspection.inspect_press_file(out.getvalue()).faults
    assert "is encrypted" in message
    assert "is not of version 1.6 of PDF" in message


def test_a_leaflet_without_any_ground_to_bleed_is_refused(packs, contexts):
    frame = [(0, 0, 13, 234), (308, 0, 13, 234), (0, 0, 321, 13), (0, 221, 321, 13)]
    with pikepdf.open(BytesIO(packs["riverside"]["press"])) as pdf:
        for edge in frame:
            drawing(in_mm(WHITE, *edge))(pdf)
        data = saved(pdf)
    assert "has no ground that runs into the bleed" in refusal(
        contexts["riverside"], packs["riverside"], data
    )


# --- the profile of a print shop ---------------------------------------------------------------------------


def shop_profile(name=b"PSO Coated v3 300% (basICColor)"):
    """Our profile under the name of another one."""
    data = default_profile().data
    ours = b"ISO Coated v2 300% (basICColor)"
    assert ours in data
    assert len(name) == len(ours)
    return data.replace(ours, name)


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        (b"PSO Coated v3 300% (basICColor)", "FOGRA51"),
        (b"PSOuncoated_v3_FOGRA52 (a shop)", "FOGRA52"),
        (b"SWOP2006_Coated3v2 of the shop.", "CGATS TR 003"),
        (b"The profile that we always use.", "Custom"),
    ],
)
def test_a_profile_tells_its_printing_condition(name, condition):
    found = read_profile(shop_profile(name), "shop.icc")
    assert (found.name, found.condition) == (name.decode(), condition)


def screen_profile(space="sRGB"):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


NO_PROFILE = {
    "of a screen": (screen_profile, "is the colour profile of a screen, not of a press"),
    "of a colour space": (lambda: screen_profile("LAB"), "is the colour profile of something else"),
    "for three inks": (
        lambda: shop_profile().replace(b"prtrCMYK", b"prtrRGB "),
        "is a colour profile for RGB, not for four inks",
    ),
    "cut short": (lambda: shop_profile()[:3000], "is a damaged colour profile"),
    "a letter": (lambda: b"Dear printer, please find enclosed", "is not a colour profile"),
    "a huge one": (lambda: shop_profile() + bytes(10_000_000), "is larger than 10 MB"),
}


@pytest.mark.parametrize(("data", "message"), NO_PROFILE.values(), ids=NO_PROFILE)
def test_what_is_no_profile_of_a_press_is_refused(data, message):
    with pytest.raises(InputError) as refused:
        read_profile(data(), "shop.icc")
    assert f"shop.icc: {message}" in str(refused.value)
    assert "ask the print shop" in str(refused.value)


def test_the_file_says_that_it_is_for_the_profile_of_the_practices_print_shop(packs, contexts):
    own = replace(contexts["riverside"], press_profile=read_profile(shop_profile(), "shop.icc"))
    data = DOCUMENTS["press"].make(own, packs["riverside"])
    with pikepdf.open(BytesIO(data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.OutputConditionIdentifier), str(intent.Info)[:14]) == ("FOGRA51", "PSO Coated v3 ")
        assert intent.DestOutputProfile.read_bytes() == own.press_profile.data
    assert refusal(own, packs["riverside"], data) == ""
    assert "does not have the colour profile of the print shop" in refusal(
        own, packs["riverside"], packs["riverside"]["press"]
    )


def test_a_practice_names_the_profile_in_its_folder(project):
    folder = project / "content/practices/riverside"
    with (folder / "practice.yaml").open("a") as facts:
        facts.write("\npress: {profile: shop.icc}\n")
    with pytest.raises(InputError, match=r"practice\.yaml:\d+: the colour profile shop\.icc is not there"):
        loading.load_context(project, "riverside", "restless-legs")
    (folder / "shop.icc").write_bytes(shop_profile())
    context = loading.load_context(project, "riverside", "restless-legs")
    assert (context.press_profile.condition, context.practice.press.with_every_pack) == ("FOGRA51", True)
    (folder / "shop.icc").rename(project / "shop.icc")
    (folder / "shop.icc").symlink_to(project / "shop.icc")
    with pytest.raises(InputError, match=r"the colour profile shop\.icc is not there"):
        loading.load_context(project, "riverside", "restless-legs")


# --- the job ticket ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tickets(packs, contexts):
    """The finished ticket of a practice, with what it is made from."""

    @cache
    def ticket(practice):
        made = {name: packs[practice][name] for name in ("leaflet-screen", "press")}
        return {**made, "press-ticket": DOCUMENTS["press-ticket"].make(contexts[practice], made)}

    return ticket


def ticket_problems(context, made):
    return "\n".join(map(str, verify_document(context, "press-ticket", made)))


FACTS = {
    "riverside": (
        "297 mm x 210 mm",
        "side 1: 97 mm, 197 mm; side 2: 100 mm, 200 mm",
        "3 mm on every outer edge",
    ),
    "lakeshore": ("11 in x 8.5 in", "side 1: 3.625 in, 7.3125 in;", "0.125 in on every outer edge"),
}


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_ticket_is_proven_on_one_page(tickets, contexts, practice):
    assert ticket_problems(contexts[practice], tickets(practice)) == ""
    assert inspection.page_count(tickets(practice)["press-ticket"]) == 1


def test_the_numbers_of_the_panels_on_a_ticket_need_not_be_in_the_article(packs):
    context = sized(loading.load_context(ROOT, "riverside", "stitches"), "tri")
    ticket = DOCUMENTS["press-ticket"].make(context, packs["riverside"])
    assert ticket_problems(context, {**packs["riverside"], "press-ticket": ticket}) == ""


@pytest.mark.parametrize(("practice", "facts"), representative(FACTS.items()), ids=FACTS)
def test_the_ticket_has_the_lengths_of_the_job_in_the_unit_of_its_paper(tickets, practice, facts):
    text = " ".join(inspection.read_pdf(tickets(practice)["press-ticket"]).text)
    assert [fact for fact in (*facts, "FOGRA39", "leaflet-press.pdf, PDF/X-4") if fact not in text] == []


SINGLE_PAGES = {
    "one side": ("single", ("get-help",), "", 1),
    "four sides": ("none", ("overview", "varicose-veins", "iron", "get-help"), " Say a few words." * 90, 4),
}
"""Leaflets that go to a print shop as single pages: fold, sections, more words for each, how many pages."""

PLANNED = {"a booklet": ("half", 8), "three sides": ("none Letter", 3)}
"""Those of them that are made for other tests too, with how many pages."""


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(
    ("fold", "kept", "more", "pages"), representative(SINGLE_PAGES.values()), ids=SINGLE_PAGES
)
def test_a_leaflet_of_single_pages_goes_to_a_print_shop_as_it_is_planned(contexts, fold, kept, more, pages):
    context = ordered(terse(shortened(contexts["riverside"], *kept)), fold)
    longer = tuple(
        part.model_copy(update={"body": f"{part.body}\n\n{more}" if more else part.body})
        for part in context.article.sections
    )
    context = replace(context, article=context.article.model_copy(update={"sections": longer}))
    names = ("leaflet-screen", "leaflet", "press", "press-ticket")
    planned = build_pack.with_plans(context, names)
    assert planned.leaflet.pages == pages
    made = build_pack.build_documents(planned, names)
    assert list(map(str, verify(planned, made))) == []
    assert inspection.page_count(made["press"]) == pages


@pytest.mark.parametrize(("name", "pages"), representative(PLANNED.values(), "none Letter"), ids=PLANNED)
def test_a_booklet_and_a_flat_sheet_go_to_a_print_shop_page_by_page_with_a_ticket(leaflets, name, pages):
    context, made = leaflets(name)
    assert context.leaflet.pages == pages
    ticket = DOCUMENTS["press-ticket"].make(context, made)
    assert list(map(str, verify(context, {**made, "press-ticket": ticket}))) == []
    assert inspection.page_count(made["press"]) == pages


def test_a_ticket_for_another_job_is_refused(tickets, contexts):
    made = tickets("riverside")
    context = contexts["riverside"]
    other = replace(context, press_profile=read_profile(shop_profile(), "shop.icc"))
    assert "does not say: Colour profile: PSO Coated v3" in ticket_problems(other, made)
    z = replace(context, practice=context.practice.model_copy(update={"fold": "z"}))
    assert "does not say: Fold: Twice, to and fro (Z-fold)" in ticket_problems(z, made)


# --- inks --------------------------------------------------------------------------------------------------


def test_greys_near_blacks_and_text_take_black_ink_alone(inks, contexts):
    assert inks.convert((255, 255, 255)) == (0, 0, 0, 0)
    assert inks.convert((0, 0, 0)) == (0, 0, 0, 1)
    assert inks.convert((102, 102, 102)) == (0, 0, 0, pytest.approx(0.6))
    assert inks.convert((20, 30, 35)) == (0, 0, 0, 1)
    assert inks.convert(parse_rgb(contexts["riverside"].brand.colours.foreground)) == (0, 0, 0, 1)


def test_a_navy_blue_stays_blue(inks):
    cyan, _, _, black = inks.convert((11, 31, 74))
    assert cyan > 0.5
    assert black < 0.95


@pytest.mark.parametrize("colour", ["#d6080b", "#117e02", "#0371b9", "#836b00", "#945c7a"])
def test_colours_that_can_just_be_read_can_be_read_in_print(inks, colour):
    def printed(shade):
        spot = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks.convert(parse_rgb(shade))))
        return inks.luminance(spot)

    assert contrast(colour, tint(colour)) < 4.6
    assert contrast_ratio(printed(colour), printed(tint(colour))) > contrast(colour, tint(colour)) - 0.05


def test_no_colour_takes_more_than_300_percent(inks):
    steps = (0, 90, 255)
    colours = [(red, green, blue) for red in steps for green in steps for blue in steps]
    assert max(sum(inks.convert(colour)) for colour in colours) <= 3.0001


# --- what templates may draw, laid out for real -------------------------------------------------------------

GRADIENT = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#c00"/>
<stop offset="1" stop-color="#00c"/></linearGradient></defs>
<rect width="40" height="20" fill="url(#g)" opacity="0.5"/></svg>"""

PAGE = """<!DOCTYPE html><html lang="en"><title>-</title><style>@page{size:60mm 60mm;margin:5mm}
img{display:block;width:9mm}p{margin:0;opacity:0.5;background:#08c;height:5mm}</style>
<p></p><img src="spot.png" alt="-"><img src="fade.svg" alt="-">"""


def spot():
    """A picture that is clear at the left and solid at the right."""
    picture = Image.new("RGBA", (120, 120), (200, 40, 90, 255))
    picture.putalpha(Image.linear_gradient("L").resize((120, 120)).rotate(90))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def printed(inks):
    """Pictures that are clear in part, gradients and opacity on a sheet of one panel, for a press."""
    laid = layout.lay_out(PAGE, "page", {"spot.png": spot(), "fade.svg": GRADIENT})
    bed = pdfx.PressSheet(imposition.Sheet(60, 60, ((imposition.Slot(1, 0, 0, 60, 60),),)), 3.0)
    return pdfx.impose(layout.write(laid, "page"), bed, inks, "Page", DAY)


def test_pictures_gradients_and_groups_are_in_inks_too(printed):
    found = inspection.inspect_press_file(printed)
    assert found.faults == ()
    assert found.lowest_resolution == pytest.approx(120 / (9 / 25.4), rel=0.01)
    assert 0 < found.max_ink <= 3


def test_what_is_clear_in_a_picture_stays_clear(printed):
    with pikepdf.open(BytesIO(printed)) as pdf:
        pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/SMask" in item]
        assert [picture.ColorSpace for picture in pictures] == ["/DeviceCMYK"]
        assert pictures[0].SMask.ColorSpace == "/DeviceGray"


def test_colours_keep_their_look_on_paper(printed):
    pixels = inspection.page_pixels(printed, 1, 72)
    band = pixels.getpixel((round((12 + 30) * MM), round((12 + 7) * MM)))
    assert band[2] > band[0] + 60


# --- sheets ------------------------------------------------------------------------------------------------


def overflowing(sheet):
    """A PDF whose every page fills itself and a wide border around it with black."""
    with pikepdf.new() as pdf:
        for width, height in sheet.pages:
            fill = pdf.make_stream(f"0 g -99 -99 {width * MM + 198} {height * MM + 198} re f".encode())
            page = Dictionary(Type=Name.Page, MediaBox=[0, 0, width * MM, height * MM], Contents=fill)
            pdf.pages.append(pikepdf.Page(page))
        pdf.Root.Lang = "en-GB"
        return saved(pdf)


@pytest.mark.parametrize("sheet", imposition.FOLDS.values(), ids=map(str, imposition.FOLDS))
def test_ink_runs_to_the_end_of_the_bleed_and_no_further_on_every_sheet(inks, sheet):
    bed = pdfx.PressSheet(sheet, 3.0)
    data = pdfx.impose(overflowing(sheet), bed, inks, "Black", DAY)
    for side in range(len(sheet.sides)):
        pixels = inspection.page_pixels(data, side + 1, 25.4 * 4).convert("L")
        left, top, right, bottom = (
            pixels.point(lambda level: 255 * (level < 60))
            .crop([round(edge * 4) for edge in (8.5, 8.5, bed.size[0] - 8.5, bed.size[1] - 8.5)])
            .getbbox()
        )
        assert (left, top) == pytest.approx((2, 2), abs=1)
        assert right - left == pytest.approx((sheet.width + 6) * 4, abs=2)
        assert bottom - top == pytest.approx((sheet.height + 6) * 4, abs=2)


def test_a_page_does_not_bleed_over_a_fold(inks):
    with pikepdf.open(BytesIO(overflowing(A4))) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            if number != 1:
                page.Contents = pdf.make_stream(b"")
        data = saved(pdf)
    pixels = inspection.page_pixels(pdfx.impose(data, BED, inks, "Cover", DAY), 1, 25.4 * 4).convert("L")
    left = pixels.point(lambda level: 255 * (level < 60)).crop((36, 80, 1284, 600)).getbbox()[0] + 36
    assert left / 4 == pytest.approx(12 + 197, abs=0.3)


def test_the_bleed_is_an_eighth_of_an_inch_on_american_paper():
    assert pdfx.BLEEDS["Letter"] == pytest.approx(25.4 / 8)


def test_the_press_sheet_is_of_the_practices_paper(contexts):
    assert press_sheet_of(contexts["riverside"]) == BED


def test_too_few_pages_are_not_imposed(inks):
    item = imposition.Sheet(100, 210, ((imposition.Slot(1, 0, 0, 100, 210),),))
    with pytest.raises(ValueError, match="1 pages for 6 slots"):
        pdfx.impose(overflowing(item), BED, inks, "Short", DAY)
