"""Drawings as drawing programs write them: what is made plain, what becomes pixels, and what has bounds."""

import shutil
import subprocess
from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from foldwell.assets import fonts, images
from foldwell.errors import InputError
from foldwell.rendering.rasterize import drawing_page, rasterized

FONT = fonts.bundled_font("Lato")
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def svg(inside, root='viewBox="0 0 30 10"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'.encode()


def read(inside, root='viewBox="0 0 30 10"'):
    return images.read_image(svg(inside, root), "a.svg", "a.svg")


def pixel(picture, x, y):
    """Return the colour at a place of a drawing 30 wide and 10 high."""
    image = rasterized(picture, 30, FONT, 254)
    return image.convert("RGB").getpixel((round(x * 10), round(y * 10)))


TILE = '<rect width="30" height="10" fill="#f00"/>'
PLAIN = {
    "a style attribute": '<rect width="30" height="10" style="fill:#f00;stroke:none;-inkscape-x:1"/>',
    "a class": '<style>.st0{fill:#f00}</style><rect class="st0" width="30" height="10"/>',
    "a class in a group": '<style>g .a,#b{fill:red}</style><g><rect class="a" width="30" height="10"/></g>',
    "a more telling rule": (
        '<style>#a{fill:red} rect{fill:blue}</style><rect id="a" width="30" height="10" fill="#0f0"/>'
    ),
    "an important rule": "<style>rect{fill:red!important}</style>"
    '<rect width="30" height="10" style="fill:blue"/>',
    "a metadata block": f'<metadata><x xmlns="http://x.example"/></metadata>{TILE}',
    "an editor's view": f'<n:namedview xmlns:n="http://x.example" n:a="1"><n:b/></n:namedview>{TILE}',
    "a use": '<defs><rect id="a" width="10" height="10" fill="red"/></defs>'
    '<use href="#a"/><use href="#a" x="10"/><use href="#a" transform="translate(20)"/>',
    "a symbol": '<symbol id="a"><rect width="30" height="10" fill="red"/></symbol><use href="#a"/>',
    "a switch": f'<switch><foreignObject requiredExtensions="x"/><g>{TILE}</g></switch>',
    "a current colour": '<g color="#f00"><rect width="30" height="10" fill="currentColor"/></g>',
    "a colour with alpha": '<rect width="30" height="10" fill="#ff0000ff"/>',
    "a cut-out of the page": f'<clipPath id="c"><rect width="30" height="10"/></clipPath>'
    f'<g clip-path="url(#c)">{TILE}</g>',
    "a hidden text": f'<g display="none"><text>old name</text></g>{TILE}',
    "an empty text": f"<text> </text>{TILE}",
    "an arc with flags run together": '<path d="M15 5m-40 0a40 40 0 1180 0 40 40 0 11-80 0" fill="red"/>',
    "a link": f'<a href="http://x.example">{TILE}</a>',
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_drawing_programs_write_is_drawn(name):
    picture = read(PLAIN[name])
    assert picture.mime == "image/svg+xml"
    assert {pixel(picture, x, 5) for x in (1, 15, 29)} == {RED}
    assert picture.diagnostics == ((), (), ())


def test_a_cut_out_of_a_shape_is_cut():
    picture = read(
        f'<clipPath id="c"><rect width="20" height="10"/></clipPath><g clip-path="url(#c)">{TILE}</g>'
    )
    assert picture.mime == "image/svg+xml"
    assert [pixel(picture, x, 5) for x in (1, 29)] == [RED, WHITE]


STOPS = '<stop offset="0" stop-color="#00f"/><stop offset="1" stop-color="#f00"/>'
GRADIENTS = {
    "turned": f'<linearGradient id="a" gradientTransform="rotate(90)">{STOPS}</linearGradient>',
    "in the page": '<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="10">'
    f"{STOPS}</linearGradient>",
    "turned upside down in the page": '<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0" y1="10" '
    f'x2="0" y2="0" gradientTransform="matrix(1 0 0 -1 0 10)">{STOPS}</linearGradient>',
    "with the stops of another": f'<linearGradient id="b" x2="0" y2="1">{STOPS}</linearGradient>'
    '<linearGradient id="a" href="#b"/>',
}


@pytest.mark.parametrize("name", GRADIENTS)
def test_a_gradient_is_drawn_by_every_reader(name, tmp_path):
    picture = read(f'<defs>{GRADIENTS[name]}</defs><rect width="30" height="10" fill="url(#a)"/>')
    assert picture.mime == "image/svg+xml"
    seen = [rasterized(picture, 30, FONT, 254)]
    if shutil.which("pdftoppm"):
        file = tmp_path / "a.pdf"
        file.write_bytes(drawing_page(picture, FONT))
        subprocess.run(["pdftoppm", "-r", "63.5", "-png", "-singlefile", file, tmp_path / "a"], check=True)
        seen.append(Image.open(tmp_path / "a.png"))
    for image in seen:
        top, bottom = (
            image.convert("RGB").getpixel((image.width // 2, image.height * at // 20)) for at in (1, 19)
        )
        assert top == pytest.approx(BLUE, abs=25)
        assert bottom == pytest.approx(RED, abs=25)


PIXELS = {
    "a mask": f'<mask id="m"><rect width="20" height="10" fill="#fff"/></mask><g mask="url(#m)">{TILE}</g>',
    "a filter": '<filter id="f"><feOffset dx="0"/></filter>'
    '<rect width="20" height="10" fill="red" filter="url(#f)"/>',
    "a pattern": '<pattern id="p" width="1" height="1"><rect width="30" height="10" fill="red"/></pattern>'
    '<rect width="20" height="10" fill="url(#p)"/>',
    "a gradient that fades to see-through": '<linearGradient id="a"><stop offset=".7" stop-color="red"/>'
    '<stop offset=".9" stop-color="red" stop-opacity="0"/></linearGradient>'
    '<rect width="30" height="10" fill="url(#a)"/>',
    "a repeated gradient": '<linearGradient id="a" x2="2" spreadMethod="reflect"><stop stop-color="red"/>'
    '<stop offset="1" stop-color="red"/></linearGradient><rect width="20" height="10" fill="url(#a)"/>',
    "colours that blend": '<rect width="20" height="10" fill="red" style="mix-blend-mode:multiply"/>',
    "a drawing within the drawing": f'<svg width="20" height="10">{TILE}</svg>',
    "a style that only browsers read": "<style>rect:nth-child(9){fill:blue}</style>"
    + TILE.replace("30", "20"),
}


@pytest.mark.parametrize("name", PIXELS)
def test_what_only_pixels_show_is_drawn_as_pixels_and_noted(name):
    picture = read(PIXELS[name])
    assert picture.mime == "image/png"
    (note,) = picture.diagnostics.corrections
    assert name in note.message
    assert note.where.line == 1
    image = Image.open(BytesIO(picture.data)).convert("RGBA")
    assert image.getpixel((image.width // 9, image.height // 2)) == (255, 0, 0, 255)
    assert image.getpixel((image.width - 3, image.height // 2))[3] == 0


def test_a_drawing_in_the_colours_of_a_brand_never_becomes_pixels():
    with pytest.raises(InputError, match="cannot take the brand's colours") as caught:
        read('<mask id="m"/><rect class="primary" width="9" height="9" mask="url(#m)"/>')
    assert str(caught.value).startswith("a.svg:1: the drawing has a mask")


def test_what_moves_is_drawn_as_it_stands_at_first():
    picture = read('<rect width="30" height="10" fill="red"><animate attributeName="x" to="9"/></rect>')
    assert [note.message for note in picture.diagnostics.notes] == [
        "the drawing moves, and is printed as it stands at first"
    ]


def test_a_pale_part_of_a_negative_version_is_noted_and_white_on_a_tile_is_not():
    dot = '<circle cx="5" cy="5" r="4" fill="#235"/>'
    lost = read(f'{dot}<path d="M12 2h17v6H12z" fill="#f8f8f8"/>')
    assert "too pale to be seen on white paper" in lost.diagnostics.notes[0].message
    assert read(f'{TILE}<path d="M12 2h17v6H12z" fill="#fff"/>').diagnostics.notes == ()


def test_the_empty_page_around_a_small_logo_is_cut_off():
    picture = read(
        '<rect x="20" y="40" width="60" height="20" fill="red"/>',
        'width="210mm" height="297mm" viewBox="0 0 210 297"',
    )
    assert picture.ratio == pytest.approx(3, rel=0.12)
    assert "wide empty margins" in picture.diagnostics.notes[0].message


def doubled(depth):
    """A drawing whose copies are twice as many at each step."""
    steps = "".join(
        f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, depth)
    )
    return f'<defs><rect id="a0" width="1" height="1"/>{steps}</defs><use href="#a{depth - 1}"/>'


ENDLESS = {
    "copies of copies": (doubled(30), "more than 5,000 parts, copies included"),
    "a copy of itself": ('<g id="a"><use href="#a"/></g>', "refer to each other without end"),
    "a path that loops": (f'<path d="M0 0{"4Z" * 50_000}"/>', "breaks off at '4Z4Z"),
    "a path without end": (f'<path d="M0 0{"h1v1" * 25_000}"/>', "more than 40,000 lines and curves"),
    "many parts": ("<rect/>" * 6_000, "more than 5,000 parts"),
    "many rules": ("<style>" + "rect{fill:red}" * 400 + "</style>", "more than 300 rules"),
    "a style without end": (f"<style>{'* ' * 300_000}</style>", "longer than 500,000 letters"),
    "styles that apply often": (
        "<style>" + ("rect{" + "x:1;" * 99 + "}") * 299 + "</style>" + "<rect/>" * 50,
        "apply more than 200,000 times",
    ),
    "dashes without number": (
        '<path d="M0 0H1000" stroke="#000" stroke-dasharray=".0001"/>',
        "dashes of a line are too short",
    ),
    "short dashes in many lines": (
        '<g stroke="#000" stroke-dasharray=".1">' + '<path d="M0 0H30"/>' * 300 + "</g>",
        "dashes of a line are too short",
    ),
    "dashes of nothing in inches": (
        '<rect width="10in" height="10in" stroke="#000" stroke-dasharray=".001"/>' * 5,
        "dashes of a line are too short",
    ),
    "a polygon without end": (
        f'<polygon points="{"0 0 9 1 9 9 " * 20_000}"/>',
        "more than 40,000 corners",
    ),
    "lines that all cross": (
        f'<polygon points="{"0 0 30 1 1 9 " * 2_000}"/>',
        "too many lines of a path lie over each other",
    ),
    "many labels": ('<text class="label" y="5">a</text>' * 400, "more than 300 labels"),
    "a label without end": (f'<text class="label" y="5">{"a " * 3_000}</text>', "more than 5,000 letters"),
    "masks in masks": (
        "".join(
            f'<mask id="m{n}"><rect width="30" height="10" fill="#fff" mask="url(#m{n - 1})"/>'
            f'<rect width="30" height="10" mask="url(#m{n - 1})"/></mask>'
            for n in range(40)
        )
        + '<rect width="30" height="10" mask="url(#m39)"/>',
        "too intricate to draw",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_drawing_without_end_is_refused(name):
    inside, what = ENDLESS[name]
    with pytest.raises(InputError) as caught:
        read(inside)
    assert what in str(caught.value)
    assert str(caught.value).startswith("a.svg:1: ")


def test_more_layers_than_a_reader_follows_become_pixels():
    picture = read('<rect width="1" height="1" opacity=".5"/>' * 301 + TILE)
    assert "very many cut-outs" in picture.diagnostics.corrections[0].message


@pytest.mark.parametrize(
    "inside",
    [
        "<rect class='" + "a b c " * 200_000 + "' width='30' height='10'/>",
        f"<style>{'* ' * 50_000}rect{{fill:red}}</style>{TILE}",
    ],
    ids=["classes", "a selector"],
)
def test_a_drawing_with_more_than_paper_needs_is_drawn(inside):
    assert read(inside).ratio == pytest.approx(3, rel=0.01)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<feImage href="http://x.example/a.png"/>',
        '<linearGradient href="a.svg#b"/>',
        '<rect style="mask:url(a.svg#m)"/>',
        "<style>@font-face{src:url(a.woff)} @import 'a.css';</style>",
    ],
)
def test_nothing_from_outside_of_a_drawing_is_read(inside):
    with pytest.raises(InputError, match="something outside of the file"):
        read(inside + TILE)


def test_only_what_was_checked_reaches_the_renderer():
    hidden = '<text style="visibility:visible">&lt;script&gt;</text>'
    with pytest.raises(InputError, match="lettering needs a font"):
        read(f'<mask id="m">{hidden}</mask><g mask="url(#m)">{TILE}</g>')


def test_a_gradient_along_a_line_becomes_pixels_and_one_across_a_shape_does_not():
    gradient = '<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/></linearGradient>'
    line = f'{gradient}<path d="M0 5 30 9" stroke="url(#a)" stroke-width="4"/>'
    assert "a gradient along a line" in read(line + TILE).diagnostics.corrections[0].message
    assert read(line.replace("stroke=", "fill=") + TILE).mime == "image/svg+xml"


def test_a_see_through_stroke_is_drawn_over_its_fill_and_one_below_it_is_covered():
    shape = '<rect x="5" y="-10" width="20" height="30" fill="red" stroke="blue" stroke-width="8" {}/>'
    through = read(TILE.replace("#f00", "#fff") + shape.format('stroke-opacity=".5"'))
    assert pixel(through, 7, 5) == pytest.approx((127, 0, 127), abs=3)
    below = read(shape.format('paint-order="markers stroke"'))
    assert (pixel(below, 7, 5), pixel(below, 3, 5)) == (RED, BLUE)
    assert below.mime == "image/svg+xml"


@pytest.mark.parametrize(
    "shape",
    [
        '<g paint-order="stroke" class="primary"><circle cx="9" cy="5" r="3" stroke="blue"/></g>',
        '<circle cx="9" cy="5" r="3" class="primary" stroke="blue" paint-order="stroke"/>',
        '<text x="9" y="5" class="label" stroke="blue" paint-order="stroke">Oak</text>',
    ],
)
def test_an_order_of_paint_that_the_colours_of_the_brand_would_undo_is_refused(shape):
    with pytest.raises(InputError, match="strokes below their fill, so it cannot take the brand's colours"):
        read(TILE + shape)
    assert read(TILE + shape.replace('="stroke"', '="fill"')).mime == "image/svg+xml"
    assert read(TILE + shape.replace('stroke="blue"', "")).mime == "image/svg+xml"


def test_a_gradient_from_the_edge_of_the_page_stays_a_drawing():
    gradient = (
        '<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0%" x2="30"><stop/></linearGradient>'
    )
    assert read(gradient + '<rect width="30" height="10" fill="url(#a)"/>').mime == "image/svg+xml"


WORK = {
    "markers at very many corners": (
        "refused",
        '</filter><marker id="m"><rect width="1" height="1"/></marker>'
        f'<path d="M0 0{"h1" * 10_000}" marker-mid="url(#m)"/><filter>',
    ),
    "a strong blur of all": ("pixels", '<feGaussianBlur stdDeviation="9"/>'),
    "many steps": ("pixels", '<feOffset dx=".1"/>' * 40),
    "noise": ("pixels", '<feTurbulence baseFrequency="1" numOctaves="3"/>'),
    "noise of many octaves": ("refused", '<feTurbulence baseFrequency="1" numOctaves="900"/>'),
    "a window as wide as the page": ("refused", '<feMorphology radius="15"/>'),
    "a window in shares of the page": ("refused", '<feMorphology radius=".5"/>'),
    "a window of no width": ("refused", '<feMorphology radius="0"/>'),
    "a window of less than none": ("refused", '<feMorphology radius="-.1"/>'),
    "a window that is not stated": ("refused", "<feMorphology/>"),
    "a kernel of less than none beside another": (
        "refused",
        '<feConvolveMatrix order="90"/><feConvolveMatrix order="-90 90"/>',
    ),
    "a number without end": ("refused", '<feMorphology radius="1e999"/>'),
    "a kernel of many cells": ("refused", '<feConvolveMatrix order="90"/>'),
    "very many steps": ("refused", '<feOffset dx=".1"/>' * 400),
}


@pytest.mark.parametrize("name", WORK)
def test_the_work_of_a_filter_is_counted_before_it_is_begun(name, monkeypatch):
    asked = []
    monkeypatch.setattr("foldwell.assets.images.svg.pixels.svg_pixels", lambda *size: asked.append(size[1:]))
    outcome, steps = WORK[name]
    units = ' primitiveUnits="objectBoundingBox"' if "shares" in name else ""
    with pytest.raises((InputError, TypeError)):
        read(f'<filter id="f"{units}>{steps}</filter><g filter="url(#f)">{TILE}</g>')
    assert (outcome == "pixels") == bool(asked)
    assert all(width * height >= 250_000 for width, height in asked)


def test_a_drawing_that_is_dear_to_draw_has_fewer_pixels_and_a_small_part_of_it_is_cheap():
    filtered = '<filter id="f"><feOffset dx="0"/></filter><g filter="url(#f)">{}</g>'
    layer = '<g opacity=".9"><rect width="{0}" height="{0}" fill="red"/></g>'
    sizes = [
        Image.open(BytesIO(read(filtered.format(layer.format(side) * 8 + TILE)).data)).width
        for side in (30, 1)
    ]
    assert sizes[0] < 2000 < sizes[1]


def test_what_definitions_cost_is_counted_each_time_they_are_used():
    doubled = "".join(
        f'<pattern id="p{n}" width="1" height="1"><rect width="30" height="10" fill="url(#p{n - 1})"/>'
        f'<rect width="30" height="10" fill="url(#p{n - 1})"/></pattern>'
        for n in range(40)
    )
    with pytest.raises(InputError, match="too intricate to draw"):
        read(doubled + '<rect width="30" height="10" fill="url(#p39)"/>')
    itself = '<pattern id="p" width="1" height="1"><rect width="1" height="1" fill="url(#p)"/></pattern>'
    assert read(itself + TILE + '<rect width="3" height="3" fill="url(#p)"/>').mime == "image/png"


def test_an_arc_counts_as_the_curves_that_it_becomes():
    arcs = '<path d="M0 5{}"/>'
    with pytest.raises(InputError, match="more than 40,000 lines and curves"):
        read(arcs.format("a1 1 0 0 1 .001 0" * 10_001))


@pytest.mark.parametrize("place", ["style='fill:{}'", "fill='red'"])
def test_styles_that_nest_without_end_are_refused(place):
    deep = "(" * 3_000
    inside = f"<rect {place.format(deep)} width='3' height='3'/><style>a{{b:{deep}}}</style>"
    with pytest.raises(InputError, match="the styles of the drawing are nested"):
        read(inside)


def test_a_style_without_end_is_refused():
    with pytest.raises(InputError, match="a style of the drawing is longer than 20,000 letters"):
        read(f'<rect width="30" height="10" style="{"fill:red;" * 3_000}"/>')


def test_a_transformation_without_end_is_refused():
    with pytest.raises(InputError, match="'transform' on <rect> is longer than 10,000 letters"):
        read(f'<rect width="30" height="10" transform="{"rotate(1)" * 2_000}"/>')


def test_pictures_inside_a_drawing_share_one_bound():
    out = BytesIO()
    Image.new("L", (3_000, 3_000)).save(out, "PNG")
    image = f'<image width="9" height="9" href="data:image/png;base64,{b64encode(out.getvalue()).decode()}"/>'
    assert read(image).mime == "image/png"
    with pytest.raises(InputError, match="the PNG inside the drawing is damaged or too large"):
        read(image * 3)
