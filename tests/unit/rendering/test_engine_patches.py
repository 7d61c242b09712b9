"""The layout engine works faster with our patches, and gives the same in every byte."""

import ast
import inspect
from copy import copy
from importlib.metadata import version

import pytest
import tinycss2
from support.pages import laid
from weasyprint import css
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.tokens import InvalidValues, Pending
from weasyprint.css.validation import preprocess_declarations
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import inline, preferred
from weasyprint.text import fonts as text_fonts
from weasyprint.text import line_break

from foldwell.rendering.pdf import engine_patches, layout
from foldwell.rendering.pdf.engine_patches import (
    line_cache,
    line_end_spaces,
    pending_values,
    style_defaults,
    used_lengths,
)

pytestmark = pytest.mark.usefixtures("fresh")

STYLE = """
:root { --gap: 3mm; --tone: #246; hyphenate-character: "-" } body { margin: 0; color: var(--tone) }
p { margin-inline-start: var(--gap); padding-block: calc(1mm + 2pt); hyphens: auto; word-spacing: 0.2pt }
h1 { font: 700 12pt Lato; text-decoration: underline; page: wide; float: inherit; display: inherit }
ul { list-style: none; text-align: justify; letter-spacing: 0.1pt; max-inline-size: 40mm }
li::before { content: "\\2022"; color: inherit; position: absolute } li { min-width: min(10mm, 50%) }
a { color: initial; text-decoration: none } a b { text-decoration: underline; font-weight: inherit }
table { direction: rtl; border-collapse: collapse } td { border: 1pt solid; width: 12mm }
"""

BODY = """
<h1>When your legs will not keep still</h1>
<p>It is common, and it is <b>nobody's fault</b>: unforgettable nights, extraordinarily long ones.</p>
<ul><li>Take <a href="https://example.org">your <b>usual</b> walk</a></li><li>Take your usual walk</li></ul>
<table><tr><td>Monday</td><td>a night without sleep</td></tr><tr><td>Tuesday</td><td>better</td></tr></table>
<p style="overflow-wrap: anywhere">One wordwithoutanyplaceatwhichitcouldbebrokenatall</p>
"""


LOGICAL = style_defaults.LOGICAL


@pytest.fixture
def engine_alone(monkeypatch):
    """The layout engine with none of the patches that make it faster."""
    split = line_break.split_first_line
    for module in used_lengths.MODULES:
        monkeypatch.setattr(module, "resolve_percentages", used_lengths.resolve_percentages.__wrapped__)
    monkeypatch.setattr(Box, "is_in_normal_flow", Box.is_in_normal_flow.__wrapped__)
    monkeypatch.setattr(Pending, "solve", Pending.solve.__wrapped__)
    monkeypatch.setattr(css.ComputedStyle, "__missing__", style_defaults.missing.__wrapped__)
    monkeypatch.setattr(preferred, "split_first_line", split)
    monkeypatch.setattr(inline, "split_first_line", line_end_spaces.hang_spaces(split))


def written():
    return layout.write(laid(BODY, style=STYLE), "page.html.j2")


def fonts_of_pages():
    """The font configuration of the pages that `written` makes."""
    return laid(BODY, style=STYLE).document.font_config


def test_pages_are_the_same_in_every_byte_with_the_engine_alone(request):
    patched = written(), written()
    request.getfixturevalue("engine_alone")
    assert patched == (written(), written())


def boxes():
    """All boxes of some pages, those of their texts too."""
    return [box for page in laid(BODY, style=STYLE).document.pages for box in page._page_box.descendants()]


def values(box):
    """The values of all properties that a box is laid out by."""
    return {name: repr(box.style[name]) for name in INITIAL_VALUES if name not in LOGICAL}


def test_each_property_of_each_box_has_the_value_that_the_engine_computes(request):
    patched = list(map(values, boxes()))
    request.getfixturevalue("engine_alone")
    assert patched == list(map(values, boxes()))


def test_a_value_that_is_looked_up_wrongly_is_noticed(request, monkeypatch):
    monkeypatch.setattr(style_defaults, "LOGICAL", frozenset())
    patched = list(map(values, boxes()))
    request.getfixturevalue("engine_alone")
    assert patched != list(map(values, boxes()))


def test_a_length_that_is_not_found_is_noticed(monkeypatch):
    found = tuple(name for name in used_lengths.ACROSS if name != "padding_left")
    monkeypatch.setattr(used_lengths, "ACROSS", found)
    with pytest.raises(AttributeError, match="padding_left"):
        written()


def test_a_box_that_is_out_of_flow_and_taken_for_one_in_flow_is_noticed(request, monkeypatch):
    monkeypatch.setattr(used_lengths, "IN_FLOW", ("static", "relative", "absolute"))
    patched = written()
    request.getfixturevalue("engine_alone")
    assert patched != written()


def with_gap(gap):
    return layout.write(laid(BODY, style=f"{STYLE} :root {{ --gap: {gap}mm }}"), "page.html.j2")


def test_a_value_that_is_kept_is_that_of_the_same_custom_properties():
    narrow = with_gap(3)
    assert narrow != with_gap(9)
    assert narrow == with_gap(3)


def test_a_declaration_keeps_few_values(monkeypatch):
    monkeypatch.setattr(pending_values, "CAPACITY", 2)
    (declaration,) = declared("padding: var(--gap)", "padding_left")
    found = [
        pending_values.solve(declaration, tokens_of(f"{number}mm"), "padding-left", None)
        for number in (1, 2, 3, 1)
    ]
    assert [value.value for value in found] == [1, 2, 3, 1]
    assert len(declaration.known_values) == 2


def test_a_value_that_is_invalid_is_told_each_time():
    (declaration,) = declared("padding: var(--gap)", "padding_left")
    for _ in range(2):
        with pytest.raises(InvalidValues):
            pending_values.solve(declaration, tokens_of("red"), "padding-left", None)


def declared(text, name):
    """The value of a property with custom properties in it, as it is kept until these are known."""
    rules = preprocess_declarations("", tinycss2.parse_blocks_contents(text))
    return [value for found, value, _ in rules if found == name]


def tokens_of(text):
    return tinycss2.parse_component_value_list(text)


def asked_properties(*parts):
    """The properties that parts of the engine ask a style for, by their source."""
    for part in parts:
        for node in ast.walk(ast.parse(inspect.getsource(part).lstrip())):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("style", "self.style"):
                yield ast.literal_eval(node.slice)


def test_a_kept_line_is_found_by_all_properties_that_it_depends_on():
    parts = (
        line_break.line_size,
        line_break.first_line_metrics,
        line_break.Layout,
        line_break.create_layout,
        line_break.split_first_line,
        text_fonts.get_font_description,
    )
    assert set(asked_properties(*parts)) == {*line_cache.PROPERTIES, "text_decoration_line"}


@pytest.mark.parametrize(
    "rule",
    [
        "font-size: 9pt",
        "font-weight: 700",
        "letter-spacing: 1pt",
        "word-spacing: 3pt",
        "white-space: nowrap",
        "hyphens: auto",
        "text-decoration: underline",
        "font-feature-settings: 'smcp'",
        "font-variation-settings: 'wght' 500",
        "font-variant-alternates: historical-forms",
        "font-variant-east-asian: jis78 full-width",
        "font-variant-ligatures: no-common-ligatures",
        "font-variant-numeric: tabular-nums slashed-zero",
        "font-language-override: 'POL'",
        "tab-size: 3mm; white-space: pre-wrap",
        "hyphens: auto; hyphenate-limit-zone: 2mm; hyphenate-limit-chars: 4 2 2",
    ],
)
def test_lines_of_another_style_are_not_taken(request, rule):
    def pages():
        text = "<p>When your legs will not keep still</p>"
        plain = layout.write(laid(text), "page.html.j2")
        return plain, layout.write(laid(text, style=f"p {{ {rule} }}"), "page.html.j2")

    patched = pages()
    request.getfixturevalue("engine_alone")
    assert patched == pages()


def test_lines_are_kept_and_drawing_one_does_not_change_it():
    first = written()
    fonts = fonts_of_pages()
    kept = {key: copy(line[0].__dict__) for key, line in fonts.lines.items()}
    assert kept
    assert written() == first
    assert {key: line[0].__dict__ for key, line in fonts.lines.items()} == kept


def test_a_font_that_comes_later_makes_lines_anew():
    fonts = line_cache.LineCachingFonts()
    fonts.keep("key", ("line",))
    rule = {"src": (("external", None),), "font_family": "None"}
    fonts.add_font_face(rule, None)
    assert fonts.lines == {}
    fonts.keep("key", ("line",))
    fonts.add_font_face(rule, None)
    assert fonts.lines == {"key": ("line",)}


def test_no_more_lines_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(line_cache, "CAPACITY", 2)
    fonts = line_cache.LineCachingFonts()
    for number in range(3):
        fonts.keep(number, (number,))
    assert fonts.lines == {1: (1,), 2: (2,)}


def test_another_release_of_the_engine_is_patched_only_at_the_ends_of_lines(engine_alone, monkeypatch):
    monkeypatch.setattr(inline, "split_first_line", line_break.split_first_line)
    engine_patches.install("99.0")
    assert preferred.split_first_line is line_break.split_first_line
    assert inline.split_first_line.__wrapped__ is line_break.split_first_line
    assert css.ComputedStyle.__missing__ is style_defaults.missing.__wrapped__


def test_the_installed_release_is_the_one_that_the_patches_were_written_for():
    assert version("weasyprint") == engine_patches.ENGINE_VERSION
    assert css.ComputedStyle.__missing__ is style_defaults.missing
    assert isinstance(fonts_of_pages(), line_cache.LineCachingFonts)
