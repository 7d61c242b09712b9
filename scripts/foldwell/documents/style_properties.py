"""Brand, logo and page sizes as CSS: custom properties, and rules that no stylesheet can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.assets import fonts
from foldwell.assets.colour import Palette
from foldwell.assets.design_colours import DesignColours, PrintedPair
from foldwell.assets.images import Picture, widest
from foldwell.documents.type_settings import Setting
from foldwell.model import BOLD, BOLD_FROM, REGULAR, BoxDesign, Link, Size
from foldwell.model.design import SIDES
from foldwell.project.brand_assets import MIN_PPI
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

SECTION_HEADING = 1.25
"""The ratio of a section heading to the text."""


def css_properties(context: BuildContext, setting: Setting) -> dict[str, str]:
    """Return the brand as CSS custom properties; each value is a token that the model has checked."""
    colours, headings = context.brand.colours, context.brand.headings
    optional = {
        "headings-leading": headings.leading and f"{headings.leading:g}",
        **_link_properties(context.brand.link),
    }
    return {
        "primary": colours.primary,
        "secondary": colours.secondary,
        "foreground": colours.foreground,
        "background": colours.background,
        "danger": colours.danger,
        "tint": Palette(colours).tint,
        **{f"{level}-zone": ground for level, ground in Palette(colours).zones.items()},
        "base-family": layout.font_family(context.base),
        "headings-family": layout.font_family(context.headings),
        "headings": colours.headings_colour,
        "headings-weight": f"{BOLD if context.brand.bold_headings else REGULAR}",
        "box-heading": f"{max(setting.size, fonts.minimum_size(context.headings)):g}pt",
        "section-heading": f"{setting.size * SECTION_HEADING * headings.scale:g}pt",
        "headings-scale": f"{headings.scale:g}",
        "link": colours.link_colour,
        # Left out if empty, for an empty property hides the fallback of var() (CSS Variables 1, 3).
        **{name: value for name, value in optional.items() if value},
    }


def design_properties(context: BuildContext) -> dict[str, str]:
    """Return the tokens of a design's cover and headings as CSS custom properties, in the brand's colours."""
    design, colours = context.design, context.design_colours
    title, foot = colours.large(design.cover.title), colours.text(design.cover.foot)
    strip = colours.section_heading
    return {
        "title-ground": title.ground,
        "title-ink": title.ink,
        "frame-ground": colours.frame.ground,
        "foot-ground": _fill(design.cover.foot.ground, foot.ground),
        "foot-ink": foot.ink,
        # What stands beside the practice's name: on the paper, it is text like any other.
        "foot-text": context.brand.colours.foreground if design.cover.foot.ground == "paper" else foot.ink,
        "strip": _fill(design.headings.ground, strip.ground),
        "strip-ink": strip.ink,
        "disc-ground": colours.disc.ground,
        "heading-rule": "0.25mm" if design.headings.rule else "0mm",
    }


def _fill(name: str, colour: str) -> str:
    """Return the colour of a ground; none for the paper, which would cover what lies under it."""
    return "transparent" if name == "paper" else colour


def box_rules(context: BuildContext) -> Iterator[str]:
    """Yield the tokens of each box of the design as custom properties of its elements."""
    colours = context.design_colours
    for name, box in context.design.boxes.items():
        selector = ".contact,.call" if name == "contact" else f".{name}"
        yield _rule(selector, _box_properties(colours.text(box), colours.box_headings[name], colours, box))


def _box_properties(
    text: PrintedPair, heading: PrintedPair, colours: DesignColours, box: BoxDesign
) -> dict[str, str]:
    rule = f"calc({box.edge:g}mm * var(--growth, 1))"
    return {
        "ground": text.ground,
        "ink": text.ink,
        "head": heading.ink,
        "banner": heading.ground,
        "edge": colours.ink(box.edge_colour),
        "edges": " ".join(rule if side in box.sides else "0mm" for side in SIDES),
        # How far a banner lies over a frame, and whether there is a rule that can run off a sheet.
        "frame": rule if box.edges == "all" else "0mm",
        "rule": rule,
        "top": f"{'top' in box.sides:d}",
        "radius": f"calc({box.radius:g}mm * var(--growth, 1))",
        # A link on a dark ground has the colour of the words beside it.
        **({"link": text.ink} if box.ink == "paper" else {}),
    }


def logo_properties(logo: Picture | None) -> dict[str, str]:
    """Return the shape of a logo, and the width at which its pixels are just small enough."""
    if logo is None:
        return {}
    return {"logo-ratio": f"{logo.ratio:.4f}", "logo-widest": f"{widest(logo, MIN_PPI):.1f}mm"}


def _link_properties(link: Link) -> dict[str, str]:
    """Return the properties of links besides their colour; empty if they are set as the text."""
    weight = (BOLD if link.weight >= BOLD_FROM else REGULAR) if link.weight else ""
    return {"link-weight": f"{weight}", "link-line": "underline" if link.underline else ""}


def root_rule(properties: Mapping[str, str]) -> str:
    """Return the rule that sets CSS custom properties for the whole document."""
    return _rule(":root", properties)


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    return selector + "{" + ";".join(f"--{name}:{value}" for name, value in properties.items()) + "}"


def figure_widths(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield the width of each figure with lettering, which overrides that of the stylesheets."""
    for name, width in figures.items():
        yield f'img[src="figures/{name}"]{{--lettered-width:{width:.3f}em;--lettered-height:none}}'


def figure_limits(figures: Mapping[str, Picture], height: float) -> Iterator[str]:
    """Yield the width at which each figure is `height` mm high: a portrait one is not as wide as the text."""
    for name, picture in figures.items():
        yield f'img[src="figures/{name}"]{{--widest:{height * picture.ratio:.1f}mm}}'


def page_sizes(sizes: tuple[Size, ...]) -> str:
    """Return @page rules: the first size for every page, then each page that differs from it."""
    others = {f":nth({number})": size for number, size in enumerate(sizes, 1) if size != sizes[0]}
    rules = {"": sizes[0], **others}
    return "\n".join(
        f"@page{page}{{size:{width:g}mm {height:g}mm}}" for page, (width, height) in rules.items()
    )
