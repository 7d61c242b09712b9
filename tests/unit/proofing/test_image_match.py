"""A picture on a page against its file: what is alike, what is not, and how that is said."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageOps

from foldwell.assets import fonts, images
from foldwell.proofing import inspection
from foldwell.proofing.image_match import image_difference
from foldwell.proofing.inspection.docx.reader import on_white
from foldwell.rendering.pdf import layout
from foldwell.rendering.rasterize import RasterRequest, png_bytes, rasterized

FONT = fonts.bundled_font("Lato")


def svg(inside, box="0 0 300 100"):
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inside}</svg>'
    return images.read_image(data.encode(), "a.svg", "a.svg")


def png(mode="RGBA", size=(300, 100)):
    image = Image.new(mode, size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 10, 200, 90), fill=(10, 85, 100, 255))
    out = BytesIO()
    image.save(out, "PNG")
    return images.read_image(out.getvalue(), "a.png", "a.png")


def photograph():
    """A photograph on white, saved as JPEG with a low quality: what is white has specks all over."""
    image = Image.new("RGB", (300, 220), "white")
    ImageDraw.Draw(image).ellipse((70, 60, 200, 150), fill="#a01830", outline="black", width=4)
    image.putpixel((3, 200), (225, 230, 228))
    out = BytesIO()
    image.save(out, "JPEG", quality=40)
    return images.read_image(out.getvalue(), "a.jpg", "a.jpg")


def faintly_edged():
    """A see-through PNG with a column at its right edge that is almost too pale to be seen."""
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((20, 10, 180, 190), fill=(240, 120, 30, 255))
    image.paste((0, 0, 0, 11), (290, 60, 292, 140))
    out = BytesIO()
    image.save(out, "PNG")
    return images.read_image(out.getvalue(), "a.png", "a.png")


ORDINARY = {
    "bars that touch the corners": svg(
        '<path fill="#b8905c" d="M0 0h40v100H0z"/><path fill="#223355" d="M60 0h40v100H60z"/>', "0 0 100 100"
    ),
    "a tile of one colour": svg('<rect width="300" height="100" fill="#0a5564"/>'),
    "fine lines": svg(
        "".join(f'<path d="M{x} 0V100" stroke="#123" stroke-width=".4"/>' for x in range(5, 300, 10))
    ),
    "an edge that fades": svg(
        '<defs><linearGradient id="a"><stop stop-color="#0a5564"/><stop offset="1" stop-color="#fff"/>'
        '</linearGradient></defs><rect width="300" height="100" fill="url(#a)"/>'
    ),
    "letters with straight stems": svg(
        "".join(
            f'<path fill="#000" d="M{x + x % 7 / 9} 10h1.2v80h-1.2z m2 39h3v1.3h-3z"/>'
            for x in range(9, 290, 6)
        )
    ),
    "a see-through PNG": png(),
    "a JPEG with specks": photograph(),
    "a PNG with a faint edge": faintly_edged(),
    "a mark and a word": svg(
        '<circle cx="50" cy="50" r="40" fill="#0a5564"/><path d="M120 30h150v40H120z" fill="#b8905c"/>'
    ),
}
MARK = ORDINARY["a mark and a word"]


def on_a_page(picture, width):
    """The picture as the proof sees it, `width` mm wide on a page."""
    name = "p.svg" if picture.mime == images.SVG else "p.png"
    faces, files = layout.font_faces(FONT)
    html = (
        f"<!DOCTYPE html><html lang=en><title>-</title><style>{faces}body{{font-family:Lato}}</style>"
        f'<p><img src={name} alt=Logo style="width:{width}mm"></p>'
    )
    page = layout.write(layout.lay_out(html, "page", {**files, name: picture.data}), "page")
    return inspection.read_pdf(page).figures[0].image


@pytest.mark.parametrize("name", ORDINARY)
def test_a_logo_of_four_millimetres_is_seen_closely_enough_to_tell_it_from_another(name):
    shown = on_a_page(ORDINARY[name], 4)
    assert image_difference(shown, ORDINARY[name], FONT) == ""
    stretched = shown.resize((shown.width * 11 // 10, shown.height))
    assert image_difference(stretched, ORDINARY[name], FONT)


@pytest.mark.parametrize("background", ["#ffffff", "#e6eef0"])
@pytest.mark.parametrize("width", [12.0, 40.0])
@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_picture_is_like_its_file(name, width, background):
    shown = rasterized(ORDINARY[name], width, FONT, 144, background)
    assert image_difference(shown, ORDINARY[name], FONT) == ""


@pytest.mark.parametrize("width", [24.0, 90.0])
@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_picture_is_like_its_file_in_a_word_file(name, width):
    picture = ORDINARY[name]
    shown = on_white(png_bytes(RasterRequest(picture, width), FONT), width, width / picture.ratio)
    assert image_difference(shown, picture, FONT) == ""


def without_the_circle(image):
    image.paste("white", (0, 0, image.width // 3, image.height))
    return image


def without_a_corner(image):
    image.paste("white", (image.width * 3 // 4, image.height // 2, image.width, image.height))
    return image


def with_a_spot(image):
    ImageDraw.Draw(image).rectangle((72, 35, 84, 47), fill="black")
    return image


def with_one_colour_changed(image):
    blue = [255 * (level < 150) for level in range(256)]
    image.paste((60, 60, 200), mask=image.getchannel("R").point(blue))
    return image


def without_three_hundredths(image):
    side = round((0.03 * image.width * image.height) ** 0.5)
    image.paste(
        "white", (image.width // 2, image.height // 2, image.width // 2 + side, image.height // 2 + side)
    )
    return image


BROKEN = {
    "turned": (lambda image: image.rotate(180), "it has other shapes or colours"),
    "one colour changed": (with_one_colour_changed, "it has other shapes or colours on the left"),
    "without three hundredths": (without_three_hundredths, "a part is missing in the middle"),
    "cropped by a tenth": (lambda image: image.crop((image.width // 10, 0, *image.size)), "it is cropped"),
    "mirrored": (ImageOps.mirror, "it has other shapes or colours"),
    "cropped": (lambda image: image.crop((0, 0, image.width * 2 // 3, image.height)), "it is cropped"),
    "stretched": (
        lambda image: image.resize((image.width * 11 // 10, image.height)),
        "it is cropped or stret",
    ),
    "other colours": (
        lambda image: Image.merge("RGB", image.split()[::-1]),
        "it has other shapes or colours",
    ),
    "grey": (lambda image: image.convert("L").convert("RGB"), "it has other shapes or colours"),
    "without a part": (without_the_circle, "a part is missing on the left"),
    "without a corner": (without_a_corner, "a part is missing on the right"),
    "with more": (with_a_spot, "there is something that is not in the file"),
    "another": (lambda _: rasterized(png(), 40, FONT, 144), "it has other shapes or colours"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_picture_that_is_not_as_its_file_says_how(name):
    sabotage, reason = BROKEN[name]
    shown = rasterized(MARK, 40, FONT, 144).convert("RGB")
    assert image_difference(sabotage(shown), MARK, FONT).startswith(reason)


TILE = svg(
    '<path fill="#0a5564" d="M0 0h100v100H0z"/><circle cx="50" cy="50" r="30" fill="#fff"/>', "0 0 100 100"
)


def test_a_tile_that_is_cropped_is_not_taken_for_its_mark_on_a_page_of_that_colour():
    shown = rasterized(TILE, 40, FONT, 144).convert("RGB")
    assert image_difference(shown, TILE, FONT) == ""
    cropped = shown.crop((shown.width // 10, 0, *shown.size))
    assert image_difference(cropped, TILE, FONT).startswith("it is cropped or stretched: 0.90 times")
    smaller = shown.crop([shown.width * part // 20 for part in (1, 1, 19, 19)])
    assert image_difference(smaller, TILE, FONT)
