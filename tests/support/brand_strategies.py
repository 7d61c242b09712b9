"""What practices have beside their words: brand files, fonts, pictures, and text in any encoding."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from PIL import Image, ImageDraw

from foldwell.assets.fonts.bundled import bundled_families
from support import font_files
from support.strategies import NAMES, TOKENS, slipped, words

COLOUR_WORDS = (
    "navy",
    "white",
    "black",
    "transparent",
    "currentcolor",
    "inherit",
    "rebeccapurple",
    "leaf",
    "",
)
COLOUR_CALLS = (
    "rgb({}%, {}%, {}%)",
    "hsl({} {}% {}%)",
    "oklch({}% {} {})",
    "rgb({} {} {} / 40%)",
    "lab({} {} {})",
)
FILES = (
    "logo.svg",
    "logo.png",
    "logo.gif",
    "logo.webp",
    "a/logo.svg",
    "own.ttf",
    "fonts/own.woff2",
    "none.png",
)
ODD_FILES = (
    "../logo.svg",
    "/etc/passwd",
    "https://example.org/a.svg",
    "a\\b.png",
    "logo",
    ".",
    "con.png",
    "a//b",
)
FAMILIES = (
    "Lato",
    "lato",
    "Inter",
    "Oak Sans",
    "Georgia, serif",
    "'Open Sans', Inter",
    "monospace",
    "-",
    "Lato;x",
)
MEASURES = (
    "12pt",
    "16px",
    "1.2rem",
    "0.9em",
    "130%",
    "1.4",
    "9e9pt",
    "-3pt",
    "calc(1em)",
    "400",
    "bold",
    "nan",
)

NUMBER = st.sampled_from(("0", "40", "255", "-3", "1e9", "none", "0.2"))
NUMBERED = st.tuples(st.sampled_from(COLOUR_CALLS), NUMBER, NUMBER, NUMBER).map(
    lambda found: found[0].format(*found[1:])
)
DIGITS = st.text("0123456789abcdefABCDEF", max_size=9).map(lambda text: f"#{text}")
COLOUR = st.sampled_from(COLOUR_WORDS) | NUMBERED | DIGITS | DIGITS | st.sampled_from(TOKENS) | words(20)
COLOURS = COLOUR | st.fixed_dictionaries({}, optional={"light": COLOUR, "dark": COLOUR})
PATH = st.sampled_from(FILES) | st.sampled_from(FILES) | st.sampled_from(ODD_FILES) | words(30)
FAMILY = st.sampled_from(FAMILIES) | words(25)
MEASURE = st.sampled_from(MEASURES)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A group with some of its keys."""
    return st.fixed_dictionaries({}, optional=fields)


ROLES = ("primary", "secondary", "foreground", "background", "danger", "link", "tertiary")
LOGO = PATH | some(path=PATH, alt=words(60), light=PATH, dark=PATH, attrs=some(width=MEASURE))
TYPE = {"family": FAMILY, "weight": MEASURE, "size": MEASURE, "line-height": MEASURE, "color": COLOURS}
LETTERS = FAMILY | some(**TYPE)
FONT = st.fixed_dictionaries(
    {"family": FAMILY},
    optional={
        "source": st.sampled_from(("file", "google", "bunny", "system", "cloud")),
        "files": st.lists(PATH | some(path=PATH, weight=MEASURE, style=st.just("italic")), max_size=3),
    },
)
BRANDS = some(
    meta=some(name=words(80) | some(full=words(80), short=words(20)), link=words(40), founded=MEASURE),
    logo=LOGO | some(images=st.dictionaries(NAMES, LOGO, max_size=3), small=LOGO, medium=LOGO, large=LOGO),
    color=some(
        palette=st.dictionaries(NAMES | st.sampled_from(ROLES), COLOURS, max_size=4),
        **dict.fromkeys(ROLES, COLOURS),
    ),
    typography=some(fonts=st.lists(FONT, max_size=3), base=LETTERS, headings=LETTERS, link=LETTERS),
    defaults=some(foldwell=some(strict=st.sampled_from(("yes", "no")), contrast=st.just("adjust"))),
)
"""Brand files with every group, each value right, nearly right, or far from it."""


@cache
def fonts() -> tuple[bytes, ...]:
    """A font file of each kind, and a real one."""
    return (
        font_files.truetype(),
        font_files.cff(),
        font_files.variable(),
        font_files.truetype(flavor="woff2"),
        font_files.cff(flavor="woff"),
        bundled_families()["Lato"][400].read_bytes(),
    )


@st.composite
def flipped(draw: Any, data: bytes) -> bytes:
    """A file of the same length with some bytes changed, so that its table of contents still holds."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(0, 3))):
        changed[draw(st.integers(12, len(data) - 1))] ^= draw(st.integers(1, 255))
    return bytes(changed)


def slipped_fonts() -> st.SearchStrategy[bytes]:
    """Font files with slips in them, most of them so small that the file can still be opened."""
    plain = st.integers(0, 5).flatmap(lambda at: flipped(fonts()[at]))
    return st.one_of(plain, plain, plain, st.integers(0, 5).flatmap(lambda at: slipped(fonts()[at])))


def photo(kind: str, mode: str = "RGB") -> bytes:
    """A small picture of dots."""
    out, picture = BytesIO(), Image.new("RGB", (30, 20), "white")
    ImageDraw.Draw(picture).ellipse((5, 5, 20, 15), fill="#0a5564")
    picture.convert(mode).save(out, kind, dpi=(300, 300))
    return out.getvalue()


def moving() -> bytes:
    """A GIF of three frames."""
    out, frames = BytesIO(), [Image.new("P", (12, 9), colour) for colour in (1, 2, 3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], transparency=0)
    return out.getvalue()


PICTURES = (
    ("a.png", photo("PNG")),
    ("a.png", photo("PNG", "P")),
    ("a.png", photo("PNG", "LA")),
    ("a.png", photo("PNG", "I;16")),
    ("a.jpg", photo("JPEG")),
    ("a.jpg", photo("JPEG", "CMYK")),
    ("a.gif", moving()),
    ("a.webp", photo("WEBP")),
    ("a.webp", photo("WEBP", "RGBA")),
)
SLIPPED_PICTURES = st.sampled_from(PICTURES).flatmap(
    lambda found: st.tuples(st.just(found[0]), slipped(found[1]))
)
EXPORTED = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?><!-- Created with Inkscape -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" viewBox="0 0 90 60" id="svg5">
<sodipodi:namedview id="base"/><style type="text/css">
.st0{fill:#0A5564;stroke-width:1.5px} .st1,.st2{opacity:.9}</style>
<defs><clipPath id="c"><path d="M0 0h90v60H0z"/></clipPath><linearGradient id="g"><stop offset="0"
 style="stop-color:#fff;stop-opacity:.5"/><stop offset="1" stop-color="#036"/></linearGradient>
<linearGradient id="h" xlink:href="#g" gradientTransform="rotate(30)"/>
<mask id="m"><rect width="50" height="60"
 fill="#fff"/></mask><filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
<path id="p" d="M1 1l9 2-3 8z"/></defs>
<g clip-path="url(#c)" style="fill:url(#h);stroke:none"><rect class="st0" width="40" height="30"/>
<use xlink:href="#p" x="20" y="9" class="st1"/><circle cx="60" cy="30" r="20" mask="url(#m)"/>
<ellipse cx="40" cy="40" rx="9" ry="5" filter="url(#f)"/></g></svg>"""
"""A drawing as drawing programs export it, with what can only be drawn as pixels."""

ENCODED = st.tuples(
    words(200).map(lambda text: f"name: \u201c{text}\u201d\naddress: [caf\xe9]\n"),
    st.sampled_from(("utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "mac-roman", "cp037", "utf-7")),
).map(lambda found: found[0].encode(found[1], "replace"))
"""YAML in the encodings that editors save."""


def practice_files() -> dict[str, bytes]:
    """The files that a brand file may name, by path."""
    pictures = {f"logo.{name.rpartition('.')[2]}": data for name, data in reversed(PICTURES)}
    return {**pictures, "a/logo.svg": EXPORTED, "own.ttf": fonts()[0], "fonts/own.woff2": fonts()[3]}
