"""Brand, logo and page sizes as CSS: custom properties, and rules that no stylesheet can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.assets import fonts
from foldwell.assets.colour import Palette
from foldwell.assets.design_colours import DesignColours
from foldwell.assets.images import Picture, widest
from foldwell.documents.type_settings import Setting
from foldwell.model import BOLD, BOLD_FROM, REGULAR, BoxDesign, Link, Size
from foldwell.project.brand_assets import MIN_PPI
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

EDGES: Mapping[str, str] = MappingProxyType(
    {
        "none": "0",
        "all": "{width}",
        "left": "0 0 0 {width}",
        "top": "{width} 0 0 0",
        "top-bottom": "{width} 0",
    }
)
"""The widths of a box's borders by the sides that have a rule."""

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
    """Return the tokens of the design as CSS custom properties, in the colours of the brand."""
    design, colours = context.design, context.design_colours
    title, foot = colours.large("", design.cover.title), colours.text("", design.cover.foot)
    dark_link = colours.text("", design.contact).ink
    strip = colours.pair("", design.headings.ground, "headings").ground
    boxes = (_box_properties(colours, name, box) for name, box in design.boxes.items())
    return {
        "title-ground": title.ground,
        "title-ink": title.ink,
        "frame-ground": colours.large("", design.cover.frame).ground,
        "foot-ground": "transparent" if design.cover.foot.ground == "paper" else foot.ground,
        "foot-ink": foot.ink,
        "strip": "transparent" if design.headings.ground == "paper" else strip,
        "contact-link": dark_link if design.contact.ink == "paper" else context.brand.colours.link_colour,
        "heading-rule": "0.25mm" if design.headings.rule else "0mm",
        **{name: value for properties in boxes for name, value in properties.items()},
    }


def _box_properties(colours: DesignColours, name: str, box: BoxDesign) -> dict[str, str]:
    text, heading = colours.text("", box), colours.box_headings[name]
    width = f"calc({box.edge:g}mm * var(--growth, 1))"
    values = {
        "ground": text.ground,
        "ink": text.ink,
        "heading": heading.ink,
        "banner": heading.ground,
        "edge": colours.ink(box.edge_colour),
        "width": width if box.edges == "all" else "0mm",
        "edges": EDGES[box.edges].format(width=width),
        "radius": f"calc({box.radius:g}mm * var(--growth, 1))",
    }
    return {f"{name}-{key}": value for key, value in values.items()}


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
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in properties.items()) + "}"


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
