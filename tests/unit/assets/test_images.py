"""Pictures in: what is refused and with which words, what is made plain, and whose colours it wears."""

import re
import struct
import zlib
from io import BytesIO

import pytest
import yaml
from PIL import Image, ImageCms, ImageColor, ImageFile
from support.project import PRACTICES, ROOT

from foldwell.assets import fonts, images
from foldwell.assets.colour import contrast, tint
from foldwell.assets.images import raster
from foldwell.errors import InputError
from foldwell.model import Brand, Colours, Logo, Practice, Typeface
from foldwell.rendering import rasterize
from foldwell.rendering.rasterize import RasterRequest, png_bytes, rasterized

CONTENT = ROOT / "content"
FIGURES = sorted((CONTENT / "articles" / "figures").glob("*.svg"))
WHERE = "content/practices/riverside/logo.svg"
ADVICE = "(export the drawing as plain SVG, or use PNG or JPEG)"

RIVERSIDE = Brand(
    name="Riverside",
    logo=Logo(path="logo.svg", alt="Riverside"),
    colours=Colours(primary="#0a5564", secondary="#2f8f8a", foreground="#18262b"),
    base=Typeface(family="Source Sans 3"),
    headings=Typeface(family="Source Sans 3"),
)
NORTHGATE = Brand(
    name="Northgate",
    logo=Logo(path="logo.svg", alt="Northgate"),
    colours=Colours(primary="#5a1e46", secondary="#b0633a", foreground="#22161e"),
    base=Typeface(family="Lato"),
    headings=Typeface(family="Gentium Book Plus"),
)


def drawing(inside='<rect width="9" height="3"/>', root='viewBox="0 0 9 3"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {root}>\n<g/>\n{inside}\n</svg>'.encode()


def refusal(data, name="logo.svg", where=WHERE):
    with pytest.raises(InputError) as caught:
        images.read_image(data, name, where)
    return str(caught.value)


def encoded(image, form="PNG", **options):
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def pixels(picture):
    return Image.open(BytesIO(picture.data))


def png_of_size(width, height):
    """A PNG that is all header: its pixels would fill the memory if anyone asked for them."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- drawings that are refused -----------------------------------------------------------------------------

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'

REFUSED = {
    "a script": ("<script>alert(1)</script>", "<script> is not allowed in a picture"),
    "a picture from outside": (
        f'<image {XLINK} xlink:href="photo.png" width="1" height="1"/>',
        'href="photo.png" on <image> refers to something outside of the file',
    ),
    "an on-attribute": ('<rect onload="x()"/>', "'onload' on <rect> is not allowed in a picture"),
    "a use from outside": (
        '<use href="http://x.example/a.svg#a"/>',
        'href="http://x.example/a.svg#a" on <use> refers to something outside of the file',
    ),
    "an outer url": (
        '<rect fill="url(http://x.example/a)"/>',
        'fill="url(http://x.example/a)" on <rect> refers to something outside of the file',
    ),
    "an outer url in a style": (
        '<rect style="fill:url( &quot;http://x.example/a&quot; )"/>',
        'style="fill:url( "http://x.example/a" )" on <rect> refers to something outside of the file',
    ),
    "an outer url behind an escape": (
        '<rect style="fill:url(\\68ttp://x.example/a)"/>',
        'style="fill:url(\\68ttp://x.example/a)" on <rect> refers to something outside of the file',
    ),
    "a colour nobody knows": (
        '<rect fill="notacolour"/>',
        'fill="notacolour" on <rect> is not a value that a picture may have',
    ),
    "a colour nobody knows in a style": (
        '<rect style="fill:red}@import url(x)"/>',
        'style="fill:red}@import url(x)" on <rect> refers to something outside of the file',
    ),
    "a number that is none": ('<rect width="wide"/>', 'width="wide" on <rect> is not a value'),
    "a number without end": (
        '<path d="M0 0L1e308 1"/>',
        "'d' on <path> has the number 1e308, which no printer can follow",
    ),
    "a length without end": (
        '<rect width="9000001mm"/>',
        "'width' on <rect> has the number 9000001, which no printer can follow",
    ),
    "a scale without end": (
        '<g transform="scale(-1e7)"><rect width="1" height="1"/></g>',
        "'transform' on <g> has the number -1e7, which no printer can follow",
    ),
    "a gradient that is missing": (
        '<rect fill="url(#sky)"/>',
        'fill="url(#sky)" names a gradient that is not there',
    ),
    "a stylesheet link": ('<?xml-stylesheet href="a.css"?>', "the drawing takes its style from another file"),
}

REFUSED_WITH_A_CURE = {
    "a piece of a web page": ("<foreignObject/>", "a piece of a web page inside", "save it as PNG"),
    "lettering": ("<text>Oak</text>", "lettering needs a font", "turn the text into outlines"),
    "lettering of an old Inkscape": (
        "<flowRoot><flowPara>Oak</flowPara></flowRoot>",
        "lettering that flows in a frame",
        "Path, Object to Path",
    ),
    "a style from outside": (
        "<style>@import url(http://x.example/a.css);</style>",
        "the style of the drawing refers to something outside of the file",
        "Presentation Attributes",
    ),
    "an outer url in a rule": (
        "<style>rect{fill:url(http://x.example)}</style>",
        "the style of the drawing refers to something outside of the file",
        "Presentation Attributes",
    ),
    "a drawing as data": (
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        "the drawing has a picture inside it of the kind SVG, which is not read there",
        "place it as PNG or JPEG in the drawing program, or save all of it as PNG",
    ),
    "a damaged photograph": (
        '<image href="data:image/png;base64,aGVsbG8="/>',
        "the PNG inside the drawing is damaged",
        "save all of it as PNG",
    ),
    "a path that breaks off": ('<path d="M0 0 4Z4Z"/>', "breaks off at '4Z4Z'", "export it again"),
}


@pytest.mark.parametrize("case", REFUSED_WITH_A_CURE)
def test_what_a_picture_may_not_contain_is_named_with_its_line_and_the_cure(case):
    inside, what, cure = REFUSED_WITH_A_CURE[case]
    message = refusal(drawing(inside))
    assert message.startswith(f"{WHERE}:3: ")
    assert what in message
    assert cure in message


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_picture_may_not_contain_is_named_with_file_line_and_advice(case):
    inside, what = REFUSED[case]
    message = refusal(drawing(inside))
    assert message.startswith(f"{WHERE}:3: {what}")
    assert message.endswith(ADVICE)
    assert len(message.splitlines()) == 1


def test_every_problem_is_reported_at_once_and_each_kind_once():
    inside = '<script/>\n<use href="a.svg"/>\n<script/>\n<rect onclick="c"/>'
    assert [line.partition(" (")[0] for line in refusal(drawing(inside)).splitlines()] == [
        f"{WHERE}:3: <script> is not allowed in a picture",
        f'{WHERE}:4: href="a.svg" on <use> refers to something outside of the file',
        f"{WHERE}:6: 'onclick' on <rect> is not allowed in a picture",
    ]


def test_a_tag_over_several_lines_is_named_by_the_line_on_which_it_starts():
    inside = '<rect width="1"\n  height="1"\n  onclick="c"\n/>'
    assert refusal(drawing(inside)).startswith(f"{WHERE}:3: 'onclick' on <rect> is not allowed in a picture")


ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n'


def test_an_entity_bomb_is_refused():
    message = refusal(ENTITIES.encode() + drawing("<title>&b;</title>"))
    assert message.startswith(
        f"{WHERE}:1: an entity is not allowed in a picture (export it again as plain SVG"
    )


@pytest.mark.parametrize("place", ["<desc>&b;</desc>", '<rect fill="&b;" width="9" height="3"/>'])
def test_an_entity_of_a_file_that_the_doctype_names_is_refused_unread(place):
    doctype = b'<!DOCTYPE svg SYSTEM "http://x.example/a">\n'
    assert "entity" in refusal(doctype + drawing(place))


def test_a_doctype_without_entities_changes_nothing():
    public = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/svg11.dtd">\n'
    assert images.read_image(public + drawing(), "logo.svg", WHERE) == images.read_image(
        drawing(), "logo.svg", WHERE
    )


def test_a_damaged_drawing_says_where_it_breaks():
    assert refusal(drawing("<rect>")).startswith(f"{WHERE}:4: the drawing is damaged: mismatched tag")


@pytest.mark.parametrize("encoding", ["nonsense", "utf-7", "cp037"])
def test_a_drawing_in_an_encoding_that_not_all_can_read_is_refused(encoding):
    message = refusal(f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + drawing())
    assert "encoding" in message
    assert len(message.splitlines()) == 1


def test_elements_nested_too_deep_are_refused():
    assert "more than 30 deep" in refusal(drawing("<g>" * 40 + "</g>" * 40))
    nested = drawing("<g>" * 20 + '<rect width="9" height="3"/>' + "</g>" * 20)
    assert images.read_image(nested, "logo.svg", WHERE).ratio == 3


def test_markup_that_is_not_a_drawing_is_refused():
    assert f"{WHERE}:1: is not an SVG drawing" in refusal(b"<html><body>hello</body></html>")
    assert f"{WHERE}:1: is not an SVG drawing" in refusal(b'<svg viewBox="0 0 1 1"/>')


def test_a_drawing_of_many_megabytes_is_refused():
    assert "larger than 5 MB" in refusal(drawing(f"<title>{'a' * 5_000_001}</title>"))


@pytest.mark.parametrize(
    "root",
    [
        *("", 'viewBox="0 0 0 3"', 'width="100%" height="50%"', 'width="0" height="9"', 'viewBox="0 0 -9 3"'),
        *('viewBox="0 0 1e-9 1e-9"', 'width="9" height="9" viewBox="0 0 1e-9 1e-9"', 'viewBox="0 0 9"'),
    ],
)
def test_a_drawing_without_a_size_says_what_to_write(root):
    message = refusal(drawing(root=root))
    assert f"{WHERE}:1: the drawing does not say how wide and how high it is" in message
    assert 'write viewBox="0 0 width height" in <svg>' in message


def test_a_drawing_far_too_slender_is_refused():
    assert "more than 20 times as wide" in refusal(drawing(root='viewBox="0 0 900 3"'))
    assert "more than 20 times as high" in refusal(drawing(root='viewBox="0 0 3 900"'))


@pytest.mark.parametrize(
    ("root", "ratio"),
    [
        ('viewBox="0 0 9 3"', 3),
        ('viewBox="-1,-1,8,2"', 4),
        ('width="40mm" height="2cm"', 2),
        ('width="6in" height="96px" viewBox="0 0 6 1"', 6),
    ],
)
def test_the_ratio_of_a_drawing_is_known(root, ratio):
    tile = '<rect x="-9" y="-9" width="999" height="999"/>'
    assert images.read_image(drawing(tile, root), "logo.svg", WHERE).ratio == pytest.approx(ratio)


BLANK = {
    "nothing in it": "<g/>",
    "white shapes": '<rect width="9" height="3" fill="#fff"/><circle r="2" fill="white" stroke="none"/>',
    "inherited white": '<g fill="rgb(255,255,255)"><rect width="9" height="3"/></g>',
    "the colour of the paper": '<rect class="paper" fill="#000000" width="9" height="3"/>',
    "no paint": '<path d="M0 0H9" fill="none"/>',
    "see-through": '<g opacity="0"><rect width="9" height="3"/></g>',
    "see-through fill": '<rect width="9" height="3" fill-opacity="0%"/>',
    "not displayed": '<g display="none"><rect width="9" height="3"/></g>',
    "only definitions": '<defs><rect width="9" height="3"/></defs>',
}


@pytest.mark.parametrize("case", BLANK)
def test_a_drawing_that_leaves_the_paper_white_is_refused(case):
    assert refusal(drawing(BLANK[case])).startswith(f"{WHERE}: the picture shows nothing")


@pytest.mark.parametrize(
    "inside",
    [
        '<g fill="white"><rect width="9" height="3" stroke="#123"/></g>',
        '<rect class="primary" fill="white" width="9" height="3"/>',
        '<g fill="none"><circle r="1" fill="navy"/></g>',
        '<defs><linearGradient id="sky"><stop offset="50%" stop-color="#aaa"/></linearGradient></defs>'
        '<rect width="9" height="3" fill="url(#sky)"/>',
    ],
)
def test_a_drawing_with_any_ink_is_let_in(inside):
    assert images.read_image(drawing(inside), "logo.svg", WHERE).mime == "image/svg+xml"


def test_a_class_that_no_brand_knows_is_refused_with_those_there_are():
    message = refusal(drawing('<rect class="primry" width="9" height="3"/>'))
    assert f"{WHERE}:3: class 'primry' is not known" in message
    assert "primary, secondary, tint" in message


def test_lettering_without_a_brand_font_is_refused():
    assert "lettering needs a font" in refusal(drawing('<text font-family="Comic Sans MS">Hi</text>'))
    assert images.read_image(drawing('<text class="label">Hi</text>'), "logo.svg", WHERE)


def test_a_drawing_comes_out_the_same_every_time_and_without_comments():
    data = b"\xef\xbb\xbf" + drawing('<!-- </svg> drawn by hand --><rect height="3" width="9"/>')
    first, second = (images.read_image(data, "logo.svg", WHERE) for _ in range(2))
    assert first == second
    assert b"drawn by hand" not in first.data


# --- kinds of files ----------------------------------------------------------------------------------------


def test_a_name_that_disagrees_with_its_content_says_the_right_name():
    square = encoded(Image.new("RGB", (9, 9), "navy"))
    message = refusal(square)
    assert message.startswith(f"{WHERE}: the picture is PNG, but its name ends in '.svg'")
    assert "(rename it to logo.png" in message
    assert "rename it to logo.svg" in refusal(drawing(), "logo.png")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (encoded(Image.new("RGB", (9, 9)), "BMP"), "is a BMP file"),
        (encoded(Image.new("RGB", (9, 9)), "TIFF"), "is a TIFF file"),
        (b"hello, I am a logo", "is not a picture"),
        (b"", "is an empty file"),
    ],
)
def test_other_kinds_of_files_are_refused_with_those_allowed(data, what):
    assert refusal(data) == f"{WHERE}: {what} (save it as SVG, PNG or JPEG)"


OTHER_KINDS = {
    "PDF": (b"%PDF-1.7", "open it in Inkscape or Illustrator"),
    "EPS": (b"\xc5\xd0\xd3\xc6%!PS", "export the logo as SVG"),
    "Photoshop": (b"8BPS\0\1", "export it as PNG"),
    "HEIC": (b"\0\0\0\x18ftypheic", "share or export it as JPEG"),
    "AVIF": (b"\0\0\0\x18ftypavif", "export it as PNG"),
    "compressed SVG": (b"\x1f\x8b\x08", "save it as SVG instead of SVGZ"),
}


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_picture_that_cannot_be_read_is_named_with_the_way_out(kind):
    data, cure = OTHER_KINDS[kind]
    message = refusal(data, "logo.png")
    assert message.startswith(f"{WHERE}: is a {kind} file (")
    assert cure in message


def test_a_file_of_many_megabytes_is_refused_unread():
    assert "larger than 20 MB" in refusal(b"<" * 20_000_001)


# --- photographs -------------------------------------------------------------------------------------------

SQUARE = Image.new("RGB", (30, 10), "#0a5564")


def test_a_truncated_picture_is_refused_even_where_truncation_is_let_pass(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    noise = Image.effect_noise((90, 90), 90)
    for form, name in (("PNG", "logo.png"), ("JPEG", "logo.jpg")):
        whole = encoded(noise, form)
        assert images.read_image(whole, name, WHERE)
        assert "damaged or cut short" in refusal(whole[: len(whole) // 2], name)


@pytest.mark.parametrize("size", [(7000, 7000), (12000, 12000), (60000, 60000)])
def test_a_decompression_bomb_is_refused_by_its_header(size):
    assert "has more than 40 million pixels" in refusal(png_of_size(*size), "logo.png")


def test_a_cmyk_jpeg_becomes_an_rgb_png():
    picture = images.read_image(
        encoded(Image.new("CMYK", (30, 10), (255, 0, 0, 0)), "JPEG"), "logo.jpg", WHERE
    )
    assert (picture.name, picture.mime, picture.ratio) == ("logo.jpg", "image/png", 3)
    assert pixels(picture).mode == "RGB"
    red, green, blue = pixels(picture).getpixel((5, 5))
    assert red < 20
    assert min(green, blue) > 200


def test_a_picture_with_a_colour_profile_is_converted_to_srgb():
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = usual.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    picture = images.read_image(encoded(SQUARE, icc_profile=swapped), "logo.png", WHERE)
    assert pixels(picture).getpixel((5, 5)) == pytest.approx((100, 85, 10), abs=3)
    assert "icc_profile" not in pixels(picture).info


def test_a_profile_for_other_inks_is_passed_over():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = images.read_image(encoded(SQUARE.convert("L"), icc_profile=profile), "logo.png", WHERE)
    assert len(set(pixels(picture).getpixel((5, 5)))) == 1


def test_a_photograph_on_its_side_is_put_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = Image.new("RGB", (30, 10), "navy")
    sideways.paste("red", (0, 0, 10, 10))
    picture = images.read_image(encoded(sideways, "JPEG", exif=exif, quality=95), "logo.jpeg", WHERE)
    assert picture.ratio == pytest.approx(1 / 3)
    assert pixels(picture).getpixel((5, 2))[0] > 200
    assert not pixels(picture).getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_becomes_eight_bit_rgb(mode):
    black = Image.new("L", (30, 10), 0).convert(mode)
    picture = images.read_image(encoded(black), "logo.png", WHERE)
    assert pixels(picture).mode in ("RGB", "RGBA")
    assert pixels(picture).getpixel((5, 5))[:3] == (0, 0, 0)


def test_sixteen_bit_greys_keep_their_tone():
    picture = images.read_image(encoded(Image.new("I;16", (30, 10), 0x8000)), "logo.png", WHERE)
    assert pixels(picture).getpixel((0, 0)) == (128, 128, 128)


def test_transparency_is_kept():
    see_through = Image.new("RGBA", (30, 10), (0, 0, 0, 0))
    see_through.paste((10, 85, 100, 255), (0, 0, 15, 10))
    picture = images.read_image(encoded(see_through), "logo.png", WHERE)
    assert [pixels(picture).getpixel((x, 5))[3] for x in (2, 28)] == [255, 0]


def test_what_is_see_through_has_the_colours_beside_it():
    shape = Image.new("RGBA", (64, 16), (0, 0, 0, 0))
    shape.paste((255, 200, 0, 255), (10, 0, 50, 16))
    shape.paste((255, 200, 0, 3), (50, 0, 51, 16))
    filled = pixels(images.read_image(encoded(shape), "logo.png", WHERE))
    assert min(filled.getpixel((x, 8))[0] for x in range(64)) == 255
    assert filled.getchannel("A") == shape.getchannel("A")


def test_a_picture_comes_out_the_same_every_time_and_without_metadata():
    data = encoded(SQUARE, dpi=(72, 72), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0")
    first, second = (images.read_image(data, "logo.png", WHERE) for _ in range(2))
    assert first == second
    assert set(re.findall(rb"IHDR|IDAT|IEND|pHYs|eXIf|iCCP|tEXt|tIME", first.data)) == {
        b"IHDR",
        b"IDAT",
        b"IEND",
    }


@pytest.mark.parametrize("colour", [(255, 255, 255, 255), (0, 0, 0, 0), (252, 252, 252, 255)])
def test_a_white_or_see_through_picture_is_refused(colour):
    assert "the picture shows nothing" in refusal(encoded(Image.new("RGBA", (30, 10), colour)), "logo.png")


def test_a_slender_picture_is_refused():
    assert "more than 20 times as wide" in refusal(encoded(Image.new("RGB", (90, 1))), "logo.png")


# --- colours -----------------------------------------------------------------------------------------------


def rendered(picture, family="Lato"):
    """Return the colours that cover at least one pixel in a hundred of the finished picture, as #rrggbb."""
    pixels = Image.open(BytesIO(png_bytes(RasterRequest(picture, 78), fonts.bundled_font(family)))).convert(
        "RGB"
    )
    area = pixels.width * pixels.height
    return {"#{:02x}{:02x}{:02x}".format(*rgb) for n, rgb in pixels.getcolors(area) if n > area / 100}


def test_there_are_figures_and_practices_to_test():
    assert FIGURES
    assert len(PRACTICES) >= 2


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("brand", "other"), [(RIVERSIDE, NORTHGATE), (NORTHGATE, RIVERSIDE)])
def test_a_figure_wears_its_brand_and_nothing_of_the_other(path, brand, other):
    picture = images.read_image(path.read_bytes(), path.name, path.name)
    seen = rendered(images.recoloured(picture, brand, brand.base.family), brand.base.family)
    mine, theirs = ({b.colours.primary, b.colours.secondary, tint(b.colours.primary)} for b in (brand, other))
    assert mine <= seen
    assert not theirs & seen
    assert seen <= mine | {"#ffffff", brand.colours.foreground}


def test_a_drawing_is_drawn_on_the_ground_that_is_asked_for_at_any_width():
    font = fonts.bundled_font("Lato")
    half = drawing('<rect x="5" width="5" height="5" fill="#101010"/>', 'viewBox="0 0 10 5"')
    picture = images.read_image(half, "half.svg", "half.svg")
    for width, ground in ((10, "#005eb8"), (40, "#ffffff")):
        pixels = rasterized(picture, width, font, 254, ground)
        assert pixels.size == (10 * width, 5 * width)
        left, right = (pixels.getpixel((width * at, 2 * width)) for at in (2, 8))
        assert (left, right) == (ImageColor.getrgb(ground), (16, 16, 16))


def test_only_a_drawing_that_is_asked_for_is_made_into_pixels(monkeypatch):
    rasterised = []
    monkeypatch.setattr(rasterize, "png_bytes", lambda request, *_: rasterised.append(request) or b"png")
    rasters = rasterize.Rasters({"one.svg": "one", "two.svg": "two"}, "font")
    assert sorted(rasters) == ["one.svg", "two.svg"]
    assert "two.svg" in rasters
    assert rasterised == []
    assert rasters["one.svg"] == b"png"
    assert rasterised == ["one"]


def test_labels_are_set_in_the_family_of_the_brand():
    picture = images.read_image(drawing('<text class="label">Hi</text>'), "a.svg", "a.svg")
    assert (
        b"font-family:'Gentium Book Plus'" in images.recoloured(picture, NORTHGATE, "Gentium Book Plus").data
    )


def test_recolouring_survives_a_closing_tag_in_the_words():
    picture = images.read_image(
        drawing("<title>a &lt;/svg&gt; b</title><rect width='9' height='9'/>"), "a.svg", "a"
    )
    assert RIVERSIDE.colours.primary.encode() in images.recoloured(picture, RIVERSIDE, "Lato").data
    assert rendered(images.recoloured(picture, RIVERSIDE, "Lato"))


@pytest.mark.parametrize("family", ["x'}@import url(x)", "", "a\n", "a</style>"])
def test_nothing_but_the_name_of_a_font_reaches_the_style(family):
    with pytest.raises(ValueError, match="not the name of a font family"):
        images.recoloured(images.read_image(drawing(), "a.svg", "a"), RIVERSIDE, family)


def test_a_photograph_keeps_its_colours():
    picture = images.read_image(encoded(SQUARE), "logo.png", WHERE)
    assert images.recoloured(picture, NORTHGATE, "Lato") is picture


# --- the practices that we ship ----------------------------------------------------------------------------


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_shipped_brand_is_easy_to_read_as_it_is(contexts, practice):
    assert [shade for shade in contexts[practice].adjusted_colours if shade.changed] == []
    colour = contexts[practice].brand.colours
    assert contrast(colour.primary, "#ffffff") >= 7
    assert contrast(colour.danger, "#ffffff") >= 7
    assert contrast(colour.primary, tint(colour.primary)) >= 4.5
    assert contrast(colour.secondary, "#ffffff") >= 3
    assert contrast(colour.foreground, tint(colour.primary)) >= 7


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_shipped_practice_fits_the_model_and_names_its_schema(practice):
    text = (CONTENT / "practices" / practice / "practice.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/practice.schema.json\n")
    assert set(yaml.load(text, yaml.BaseLoader)) <= set(Practice.model_fields)


@pytest.mark.parametrize("practice", PRACTICES)
def test_a_shipped_logo_is_let_in_and_is_wide(practice):
    path = CONTENT / "practices" / practice / "logo.svg"
    assert 3 <= images.read_image(path.read_bytes(), path.name, path.name).ratio <= 4


def test_a_large_see_through_picture_is_reduced_as_pillow_reduces_it_whole():
    picture = Image.effect_noise((1001, 777), 80).convert("RGBA")
    picture.putalpha(Image.effect_noise((1001, 777), 90))
    assert raster._reduced_in_bands(picture, 3).tobytes() == picture.reduce(3).tobytes()


@pytest.mark.parametrize("file_type", ["JPEG", "PNG"])
def test_a_large_picture_is_kept_smaller_and_a_jpeg_not_even_decoded_in_its_size(file_type, monkeypatch):
    decoded = []
    reduce = raster._reduced
    monkeypatch.setattr(raster, "_reduced", lambda image: decoded.append(image.size) or reduce(image))
    out = BytesIO()
    Image.linear_gradient("L").resize((7000, 5600)).save(out, file_type)
    data, ratio, _ = raster.normalise(out.getvalue(), file_type, "a.jpg")
    with Image.open(BytesIO(data)) as kept:
        assert kept.size == (3500, 2800)
    assert decoded == [(3500, 2800) if file_type == "JPEG" else (7000, 5600)]
    assert ratio == pytest.approx(1.25)
