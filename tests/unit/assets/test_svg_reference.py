"""What SVG can say is printed as resvg draws the file itself: normalised, laid out as PDF, read by pdfium."""

import pytest
from support.svg_reference import by_resvg, differences, on_paper, sheet

BOUND = 40
"""The largest difference of a cell of 8 by 8 pixels: edges are smoothed in several ways."""

STAR = "M10 2 15 17 2 7H18L5 17z"
STOPS = '<stop offset=".1" stop-color="#f80"/><stop offset=".9" stop-color="#08f"/>'
SAMPLES = {
    "transforms": '<g transform="translate(30 10) rotate(20) skewX(10) scale(1.5 -1)">'
    '<rect x="-8" y="-3" width="16" height="5" fill="#06c"/><path d="M0 0h3v-4z"/></g>',
    "matrices in groups": '<g transform="matrix(.9 .2 -.1 1.1 5 -2)"><g transform="scale(.5)">'
    '<circle cx="40" cy="16" r="9" fill="teal"/></g></g>',
    "a cut-out of one shape": '<clipPath id="c"><path d="M5 3h25l20 14H5z"/></clipPath>'
    '<g clip-path="url(#c)"><rect width="60" height="20" fill="#a3c"/></g>',
    "a cut-out of several shapes": '<clipPath id="c"><circle cx="15" cy="10" r="7"/>'
    '<circle cx="45" cy="10" r="7"/></clipPath>'
    '<rect width="60" height="20" fill="#a3c" clip-path="url(#c)"/>',
    "a cut-out in shares of a shape": '<clipPath id="c" clipPathUnits="objectBoundingBox">'
    '<circle cx=".5" cy=".5" r=".4"/></clipPath>'
    '<rect x="20" width="20" height="20" fill="#a3c" clip-path="url(#c)"/>',
    "a mask": '<mask id="m"><rect x="5" y="3" width="25" height="14" fill="#fff"/>'
    '<circle cx="40" cy="10" r="6" fill="#888"/></mask>'
    '<rect width="60" height="20" fill="#063" mask="url(#m)"/>',
    "a gradient across a shape": f'<linearGradient id="g" x2="1" y2="1">{STOPS}</linearGradient>'
    '<rect x="5" y="3" width="50" height="14" fill="url(#g)"/>',
    "a gradient in the page": '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="10" x2="50" '
    f'gradientTransform="rotate(15)">{STOPS}</linearGradient><circle cx="30" cy="10" r="8" fill="url(#g)"/>',
    "a radial gradient": f'<radialGradient id="g" fx=".3" fy=".3">{STOPS}</radialGradient>'
    '<circle cx="30" cy="10" r="8" fill="url(#g)"/>',
    "a stretched radial gradient": f'<radialGradient id="g">{STOPS}</radialGradient>'
    '<ellipse cx="30" cy="10" rx="25" ry="8" fill="url(#g)"/>',
    "a see-through gradient": '<linearGradient id="g"><stop stop-color="red"/>'
    '<stop offset="1" stop-color="red" stop-opacity="0"/></linearGradient>'
    '<rect x="5" y="3" width="50" height="14" fill="url(#g)"/>',
    "a repeated gradient": f'<linearGradient id="g" x2=".25" spreadMethod="reflect">{STOPS}</linearGradient>'
    '<rect x="5" y="3" width="50" height="14" fill="url(#g)"/>',
    "a gradient of another": f'<linearGradient id="h">{STOPS}</linearGradient>'
    '<linearGradient id="g" href="#h" x1="1" x2="0"/>'
    '<rect x="9" y="3" width="40" height="14" fill="url(#g)"/>',
    "a gradient on a stroke": f'<linearGradient id="g">{STOPS}</linearGradient>'
    '<path d="M8 15 25 5 50 14" fill="none" stroke="url(#g)" stroke-width="3"/>',
    "a pattern": '<pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="3" height="6" fill="#c30"/></pattern>'
    '<rect x="6" y="4" width="48" height="12" fill="url(#p)"/>',
    "copies": '<defs><g id="a"><rect width="8" height="8"/><circle cx="12" cy="4" r="3" fill="#c06"/></g>'
    "</defs>"
    '<use href="#a" x="3" y="3" fill="#093"/><use href="#a" transform="translate(25 9) scale(1.2)"/>',
    "a symbol with a page": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#069"/>'
    "</symbol>"
    '<use href="#s" x="4" y="4" width="12" height="12"/><use href="#s" x="30" y="2" width="24" height="16"/>',
    "a drawing within": '<svg x="6" y="2" width="40" height="16" viewBox="0 0 10 10" '
    'preserveAspectRatio="xMaxYMid"><rect width="10" height="10" fill="#693"/></svg>',
    "strokes": '<path d="M6 15 15 5 24 15" fill="none" stroke="#333" stroke-width="3" '
    'stroke-linejoin="round" '
    'stroke-linecap="round"/><path d="M34 15 43 5 52 15" fill="none" stroke="#333" stroke-width="3" '
    'stroke-linejoin="miter" stroke-miterlimit="8"/>',
    "dashes": '<path d="M5 6H55M5 14H55" stroke="#222" stroke-width="2" stroke-dasharray="6 3" '
    'stroke-dashoffset="2"/>',
    "opacity of a group": '<g opacity=".5"><circle cx="25" cy="10" r="7" fill="red"/>'
    '<circle cx="33" cy="10" r="7" fill="blue"/></g>',
    "opacities": '<rect x="5" y="4" width="30" height="12" fill="#00f" fill-opacity=".4"/>'
    '<rect x="20" y="6" width="30" height="8" fill="#f00" opacity=".6" stroke="#000" stroke-opacity=".5"/>',
    "markers": '<marker id="m" orient="auto" markerWidth="4" markerHeight="4" refX="2" refY="2">'
    '<path d="M0 0 4 2 0 4z"/></marker><path d="M6 15 30 5" stroke="#000" marker-end="url(#m)"/>',
    "rules and styles": "<style>.a{fill:#07a} g .b{fill:#a70!important} .c{stroke:#000;stroke-width:1}"
    "</style>"
    '<g><rect class="a" x="4" y="4" width="14" height="12"/>'
    '<rect class="b" x="22" y="4" width="14" height="12" style="fill:#fff"/>'
    '<rect class="a c" x="40" y="4" width="14" height="12"/></g>',
    "a current colour": '<g color="#b07"><rect x="9" y="4" width="20" height="12" fill="currentColor"/>'
    '<g color="#0b7"><path d="M35 10h18" stroke="currentColor" stroke-width="8"/></g></g>',
    "units": '<rect x="2mm" y="6pt" width=".4in" height="1pc" fill="#444" transform="scale(.35)"/>'
    '<circle cx="50%" cy="10" r="6" fill="#c50"/>',
    "an even-odd star": f'<path d="{STAR}" fill="#c09" fill-rule="evenodd" transform="translate(20)"/>',
    "curves and arcs": ""
    '<path d="M5 10c5-12 10 12 15 0s8-8 10 0q5 10 10 0t10 0A5 5 0 0 1 40 15z" fill="#39c"/>',
    "an order of paint": '<circle cx="30" cy="10" r="6" fill="#fc0" stroke="#00c" stroke-width="5" '
    'paint-order="stroke"/>',
    "blending": '<rect x="5" y="4" width="30" height="12" fill="#fc0"/>'
    '<rect x="25" y="6" width="30" height="8" fill="#0cf" style="mix-blend-mode:multiply"/>',
}


AS_PIXELS = (
    *(
        "a cut-out of several shapes",
        "a cut-out in shares of a shape",
        "a mask",
        "a stretched radial gradient",
    ),
    *("a see-through gradient", "a repeated gradient", "a gradient on a stroke", "a pattern", "blending"),
    *("a symbol with a page", "a drawing within", "markers"),
)
"""What needs pixels: on sheets of their own, as one makes pixels of a whole drawing."""

SHEETS = (AS_PIXELS[::2], AS_PIXELS[1::2], [name for name in SAMPLES if name not in AS_PIXELS])


def seen(names, samples=SAMPLES):
    """Return how far each sample on a sheet is from how resvg draws the sheet as it should be."""
    shown = on_paper(sheet([samples[name] for name in names]))
    reference = by_resvg(sheet([SAMPLES[name] for name in names]))
    return dict(zip(names, differences(shown, reference, len(names)), strict=True))


@pytest.mark.parametrize("names", SHEETS, ids=["pixels", "more pixels", "plain"])
def test_a_drawing_is_printed_as_resvg_draws_its_file(names):
    assert {name: far for name, far in seen(names).items() if far > BOUND} == {}


SLIPS = {
    "transforms": ("rotate(20)", "rotate(17)"),
    "a cut-out of one shape": ('clip-path="url(#c)"', ""),
    "a gradient across a shape": ("#08f", "#068"),
    "strokes": ('stroke-width="3"', 'stroke-width="2.4"'),
    "opacities": ('stroke-opacity=".5"', ""),
}


def test_a_slip_in_a_drawing_is_seen():
    samples = {name: SAMPLES[name].replace(*slip) for name, slip in SLIPS.items()}
    assert min(seen(list(SLIPS), samples).values()) > BOUND
