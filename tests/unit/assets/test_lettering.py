"""Lettering of a logo becomes outlines: in its font, in the nearest that there is, or refused in words."""

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from support import font_files
from support.svg_reference import by_resvg, differences, on_paper, sheet

from foldwell.assets import fonts, images
from foldwell.assets.fonts.lettering_fonts import split_name
from foldwell.errors import InputError

BOUND = 60
"""The largest difference of a cell of 8 by 8 pixels from resvg's: letters have many edges."""


class Folder:
    """A folder of a brand with font files in it."""

    name = "content/practices/oak"

    def __init__(self, **files):
        self.files = {f"{name}.ttf": data for name, data in files.items()}

    def read(self, path):
        """Return a file."""
        return self.files.get(path)

    def font_files(self):
        """Return the names of all files."""
        return sorted(self.files)


def svg(inside, root='viewBox="0 0 60 20"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {root}>\n{inside}</svg>'.encode()


def read(inside, folder=None, root='viewBox="0 0 60 20"'):
    return images.read_image(svg(inside, root), "a.svg", "a.svg", fonts.LetteringFonts(folder))


def refusal(inside, folder=None):
    with pytest.raises(InputError) as caught:
        read(inside, folder)
    return str(caught.value)


def findings(picture):
    """Return the messages of corrections, and those of notes, about lettering."""
    found = picture.diagnostics
    return [
        [one.message for one in kind if "lettering" in one.message]
        for kind in (found.corrections, found.notes)
    ]


SAMPLES = {
    "anchors": '<text x="30" y="8" text-anchor="middle">Oak Lane</text>'
    '<text x="60" y="18" text-anchor="end">Surgery</text>',
    "kerning and ligatures": '<text x="2" y="14" font-size="9">AVATAR office</text>',
    "spaced letters": '<text x="2" y="14" letter-spacing="1.5" font-size="6">Oak To</text>',
    "spaced words": '<text x="2" y="14" word-spacing="5">a b c</text>',
    "parts of a line": '<text x="2" y="14" fill="#046">Oak <tspan fill="#c00" font-weight="bold">Bold</tspan>'
    '<tspan font-style="italic" dx="1" dy="3">low</tspan></text>',
    "places of letters": '<text y="14" x="2 14 26 38" dy="0 1 -1" font-size="11">ABCDE</text>',
    "turned letters": '<text x="5" y="12" rotate="0 20 -20">hush</text>',
    "lines": '<text x="2" y="8">First<tspan x="2" y="17">and second</tspan></text>',
    "a length of spaces": '<text x="2" y="13" textLength="56">Oak Lane</text>',
    "a length of letters": '<text x="2" y="13" textLength="56" lengthAdjust="spacingAndGlyphs">Oak</text>',
    "units": '<g font-size="10"><text x="2" y="14" font-size=".8em">em<tspan font-size="60%">share</tspan>'
    '<tspan style="font-size:6pt">pt</tspan></text></g>',
    "a transformation": '<g transform="rotate(-8 30 10)">'
    '<text transform="translate(8 14) scale(1.4 1)">Turn</text></g>',
    "a size above a line": '<text x="2" y="14">m<tspan baseline-shift="3" font-size="5">2</tspan></text>',
    "a gradient": '<linearGradient id="g" gradientUnits="userSpaceOnUse" x2="60"><stop stop-color="#f00"/>'
    '<stop offset="1" stop-color="#00f"/></linearGradient><text x="2" y="15" fill="url(#g)">Fading</text>',
    "an outline": '<text x="2" y="15" font-size="14" fill="#fc0" stroke="#000" stroke-width=".8">Line</text>',
    "spaces": '<text x="2" y="14">  two \n  words  </text>',
    "a cut-out": '<clipPath id="c"><text x="2" y="16" font-size="16" font-weight="700">CLIP</text></clipPath>'
    '<rect width="60" height="20" fill="#c06" clip-path="url(#c)"/>',
    "a baseline in the middle": '<text x="2" y="10" dominant-baseline="central" font-size="14">mid</text>',
    "a link": '<a href="http://x.example"><text x="2" y="14">A <a href="#x">linked</a> word</text></a>',
}


def test_lettering_is_drawn_as_resvg_draws_it_in_the_same_font():
    parts = [f'<g font-family="Lato" font-size="8">{inside}</g>' for inside in SAMPLES.values()]
    data = sheet(parts)
    found = differences(on_paper(data, fonts.LetteringFonts()), by_resvg(data), len(parts))
    assert {name: far for name, far in zip(SAMPLES, found, strict=True) if far > BOUND} == {}


def test_the_shorthand_of_fonts_is_what_it_stands_for():
    short = "<text x='2' y='14' style=\"font:italic bold 9px/1.2 'Lato', serif\">Oak</text>"
    long = (
        '<text x="2" y="14" font-style="italic" font-weight="700" font-size="9" font-family="Lato">Oak</text>'
    )
    assert read(FRAME + short).data == read(FRAME + long).data


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lato-BoldItalic", ("Lato", 700, True)),
        ("OpenSans-DemiBold", ("Open Sans", 600, False)),
        ("ArialMT", ("Arial", 0, False)),
        ("Bookman Old Style", ("Bookman Old Style", 0, False)),
        # As many ways to read it as there are atoms, if each were tried.
        (f"x-{'demibold' * 300}!", (f"x-{'demibold' * 300}!", 0, False)),
    ],
)
def test_the_name_of_a_face_is_read_as_its_family_weight_and_slant(name, parts):
    assert split_name(name) == parts


@pytest.mark.parametrize("attribute", ["x", "rotate", "textLength", "font-size", "baseline-shift"])
@pytest.mark.parametrize("number", ["1" * 400, "1" * 200_000 + "!"])
def test_a_number_that_no_machine_holds_is_passed_over(attribute, number):
    text = FRAME + '<text y="12" {} font-family="Lato">Oak</text>'
    assert read(text.format(f'{attribute}="{number}"')).data == read(text.format("")).data


@pytest.mark.parametrize(
    ("transform", "shown"),
    [("uppercase", "OAK LANE STRASSE"), ("lowercase", "oak lane straße"), ("capitalize", "Oak LAne Straße")],
)
def test_letters_take_the_case_that_a_style_asks_for(transform, shown):
    text = FRAME + '<text y="12" font-family="Lato" font-size="5" style="text-transform:{}">{}</text>'
    assert (
        read(text.format(transform, "oak <tspan>lAne</tspan> straße")).data
        == read(text.format("none", f"{shown[:4]}<tspan>{shown[4:8]}</tspan>{shown[8:]}")).data
    )


def test_spaced_letters_have_no_ligatures():
    text = FRAME + '<text x="2" y="12" font-family="Lato" font-size="8" letter-spacing="{}">{}</text>'
    assert read(text.format(".001", "fi")).data != read(text.format("0", "fi")).data


def test_lettering_a_little_off_is_seen():
    right = '<text x="5" y="14" font-family="Lato" font-size="8">{}</text>'
    slips = [('x="5"', 'x="5.6"'), ("Lato", "Open Sans"), ('size="8"', 'size="7.6"')]
    wrong = sheet([right.format("Oak").replace(*slip) for slip in slips])
    reference = by_resvg(sheet([right.format("Oak")] * len(slips)))
    assert min(differences(on_paper(wrong, fonts.LetteringFonts()), reference, len(slips))) > BOUND


FRAME = '<path d="M0 0H60V20H0z" fill="none" stroke="#000"/>'
TEXT = FRAME + '<text x="5" y="12" font-size="8" font-family="{}" {}>Oak</text>'


@pytest.mark.parametrize(
    ("family", "more"), [("Lato", ""), ("'Lato', sans-serif", ""), ("Lato-Bold", ""), ("OpenSans", "")]
)
def test_a_supplied_font_is_named_in_a_note(family, more):
    corrections, notes = findings(read(TEXT.format(family, more)))
    assert (corrections, len(notes)) == ([], 1)
    assert family.split(",")[0].strip("'") in notes[0]


@pytest.mark.parametrize(
    ("family", "more", "message"),
    [
        (
            "Acme Rounded",
            "",
            "'Acme Rounded', which is not supplied, so the nearest that is, 'Source Sans 3'",
        ),
        ("Times New Roman", 'font-weight="bold"', "the nearest that is, 'Gentium Book Plus', is drawn"),
        ("Acme, Lato", "", "'Acme', which is not supplied, so the nearest that is, 'Lato', is drawn"),
        ("sans-serif", "", "names only a kind of font, 'sans-serif', so it is drawn in 'Source Sans 3'"),
        ("", "", "names no font, so it is drawn in 'Gentium Book Plus'"),
        (
            "Lato",
            'font-weight="900"',
            "'Lato' of weight 900 is drawn in its weight 700, as there is no other",
        ),
    ],
)
def test_another_font_than_that_asked_for_is_a_correction_with_the_cure(family, more, message):
    picture = read(TEXT.format(family, more))
    (correction,), notes = findings(picture)
    assert message in correction
    assert notes == []
    (found,) = picture.diagnostics.corrections
    assert found.where.line == 2
    assert "Create Outlines" in found.hint


@pytest.mark.parametrize(
    "data",
    [
        font_files.truetype("Acme"),
        font_files.cff("Acme"),
        font_files.variable("Acme"),
        font_files.truetype("Acme", flavor="woff2"),
        font_files.truetype("Acme", rights=2),
    ],
    ids=["TrueType", "OpenType", "variable", "packed", "not to be embedded"],
)
def test_a_font_file_in_the_folder_of_the_brand_is_used(data):
    corrections, notes = findings(read(TEXT.format("Acme", "").replace("Oak", "Hox"), Folder(acme=data)))
    assert (corrections, len(notes)) == ([], 1)
    assert "'Acme' is drawn from acme.ttf" in notes[0]


def test_files_that_are_no_fonts_are_passed_over_and_a_damaged_one_is_named():
    nothing = Folder(acme=b"not a font", lato=b"")
    assert "nearest that is" in findings(read(TEXT.format("Acme", "").replace("Oak", "Hox"), nothing))[0][0]
    damaged = Folder(acme=font_files.truetype("Acme").replace(b"hmtx", b"hmty", 1))
    message = refusal(TEXT.format("Acme", "").replace("Oak", "Hox"), damaged)
    assert message.startswith("content/practices/oak/acme.ttf: the font is damaged")


def test_lettering_in_another_font_is_squeezed_to_stay_in_the_drawing():
    wide = FRAME + '<text x="2" y="12" font-size="8" font-family="Acme">Oak Lane Surgery</text>'
    picture = read(wide)
    inner = read(wide.replace("Acme", "Lato"))
    assert _right_edge(inner) > 60 > _right_edge(picture) > 55


def _right_edge(picture):
    """Return how far to the right the last path goes, in units of the drawing."""
    pen = BoundsPen(None)
    parse_path(picture.data.decode().rpartition(' d="')[2].partition('"')[0], pen)
    return pen.bounds[2]


REFUSED = {
    "too long for the drawing": (
        '<text x="2" y="12" font-family="Acme">Oak Lane Surgery</text>',
        "does not fit into the drawing in the nearest font",
    ),
    "a curve": (
        '<path id="p" d="M0 9H9"/><text><textPath href="#p">Oak</textPath></text>',
        "follows a curve",
    ),
    "downwards": ('<text y="9" style="writing-mode:vertical-rl">Oak</text>', "runs downwards"),
    "a line under it": ('<text y="9" text-decoration="underline">Oak</text>', "a line under or through it"),
    "small capitals": ('<text y="9" font-variant="small-caps">Oak</text>', "small capitals"),
    "a sign that no font has": ('<text y="9" font-size="5">\U00012000</text>', "cuneiform sign a (U+12000)"),
    "a private sign": ('<text y="9" font-size="5">\ue123</text>', "a character without a name (U+E123)"),
    "a control character": ('<text y="9" font-size="5">a\x85b</text>', "(U+0085)"),
    "mixed directions": ('<text y="9" font-size="5">Oak \u05d0\u05dc</text>', "mixed with other lettering"),
    "letters turned by signs": ('<text y="9" font-size="5">a\u202ecba</text>', "turn its direction"),
    "too many letters": (f'<text y="9" font-size=".1">{"a" * 6_000}</text>', "more than 5,000 letters"),
    "letters in many texts": (
        '<text y="9" font-size=".1">aaaaaaaaaa</text>' * 600,
        "more than 5,000 letters",
    ),
    "many outlines": (f'<text y="9" font-size=".01">{"@" * 4_000}</text>', "40,000 lines and curves"),
    "a length in parts": (
        '<text y="9" font-size="5">a<tspan textLength="9">b</tspan></text>',
        "spread to a length in parts",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_lettering_that_cannot_be_drawn_right_is_refused_with_its_line_and_the_cure(name):
    inside, what = REFUSED[name]
    message = refusal(FRAME + inside)
    assert message.startswith("a.svg:2: ")
    assert what in message
    assert "turn the text into outlines" in message


FETCHED = (
    "@font-face{font-family:Acme;src:url(http://127.0.0.1:9/a.woff2)}",
    "@font-face{font-family:Acme;src:url(file:///etc/hostname)}",
    "@font-face{font-family:Acme;src:url(data:font/woff2;base64,d09GMg==)}",
    "@font-face{font-family:Acme;src:local(Lato)}",
)


@pytest.mark.parametrize("rule", FETCHED)
def test_a_font_that_the_drawing_refers_to_is_not_fetched_but_another_is_named(rule):
    (correction,), _ = findings(read(f"<style>{rule}</style>" + TEXT.format("Acme", "")))
    assert "'Acme', which is not supplied" in correction


def test_hidden_lettering_and_labels_are_left_as_they_are():
    hidden = '<g style="display:none"><text>old name</text></g><text y="9"> </text>'
    label = '<text class="label" x="5" y="9" font-size="5">Oak</text>'
    picture = read(FRAME + hidden + label)
    assert findings(picture) == [[], []]
    assert images.text_labels(picture) == ("Oak",)


def test_lettering_takes_the_colours_of_the_brand_by_its_class():
    picture = read(FRAME + '<text class="primary" x="5" y="12" font-size="8" font-family="Lato">Oak</text>')
    assert b'class="primary"' in picture.data
    assert b"<text" not in picture.data


def test_lettering_from_right_to_left_is_drawn_as_resvg_draws_it():
    text = '<text x="{}" y="14" font-size="9" font-family="Open Sans" {}>\u05e9\u05dc\u05d5\u05dd</text>'
    data = sheet([text.format(5, ""), text.format(50, 'direction="rtl"')])
    # resvg does not know that lettering of this direction begins at its right end.
    same = data.replace(b'direction="rtl"', b'text-anchor="end"')
    found = differences(on_paper(data, fonts.LetteringFonts()), by_resvg(same, "Open Sans"), 2)
    assert max(found) <= BOUND


@pytest.mark.parametrize("places", ["5 11 16.5 22", "5 20 35 50"])
def test_letters_placed_by_the_widths_of_another_font_end_where_they_did(places):
    placed = FRAME + f'<text y="12" x="{places}" font-size="9" font-family="{{}}">Oaks</text>'
    edges = [_right_edge(read(placed.format(family))) for family in ("Lato", "Acme")]
    assert edges[1] == pytest.approx(edges[0], abs=0.6)


def test_letters_in_the_place_of_another_font_are_spread_as_a_row_unless_they_stand_far_apart():
    placed = FRAME + '<text y="12" x="{}" font-size="9" font-family="{}">Oaks</text>'
    for places, is_row in (("5 11 16.5 22", True), ("5 20 35 50", False)):
        asked, other = (
            read(placed.format(places, family)).data for family in ("Source Sans 3", "Unheard Of")
        )
        assert (asked != other) is is_row


def test_a_rule_for_paths_does_not_colour_lettering():
    text = '<style>path{fill:#f00}</style><text x="5" y="12" font-family="Lato">Oak</text>'
    frame, *_, letters = read(FRAME.replace(' fill="none"', "") + text).data.split(b"<path")[1:]
    assert (b"#f00" in frame, b"#f00" in letters) == (True, False)


def test_an_upright_face_leans_where_lettering_is_slanted():
    text = TEXT.format("Acme", "{}").replace("Oak", "Hox")
    folder = Folder(acme=font_files.truetype("Acme"))
    edges = [_right_edge(read(text.format(more), folder)) for more in ("", 'font-style="italic"')]
    assert edges[1] > edges[0] + 0.2


def test_lettering_in_a_script_that_few_fonts_have_is_drawn_in_the_font_for_it():
    (correction,), _ = findings(read(TEXT.format("Lato", "").replace("Oak", "\u65e5\u672c")))
    assert "'Noto Sans JP'" in correction
