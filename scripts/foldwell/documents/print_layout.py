"""Shared by the printed documents: their values, styles and resource files."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from foldwell.assets import fonts
from foldwell.assets.colour import Palette
from foldwell.assets.images import Picture, widest
from foldwell.documents.article_link import PICTURE_PATH, find_article_link
from foldwell.documents.type_fitting import Setting
from foldwell.model import BOLD, BOLD_FROM, REGULAR, Link, LogoSize
from foldwell.model.units import MM_PER_PT
from foldwell.project.brand_assets import MIN_PPI
from foldwell.project.loading import BuildContext
from foldwell.rendering import templating
from foldwell.rendering.pdf import layout
from foldwell.rendering.pdf.table_breaks import allow_breaks

Size = tuple[float, float]

SECTION_HEADING = 1.25
"""The ratio of a section heading to the text."""

TITLE_SHRINK = 0.85
"""The factor by which a title may be reduced to save a line."""

HEIGHT_STEP = 0.1
"""The heights of drawings are multiples of this, in mm."""

BASE = "base.css"
"""The stylesheet included by every printed document."""


@dataclass(frozen=True)
class StyleVariant:
    """A variant of a document: an additional stylesheet, and CSS custom properties."""

    stylesheet: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PagedDocument:
    """A printed document of a context: its template, its stylesheet, the (width, height) in mm of its pages.

    `figures` has the width of each figure with lettering, by file name, as a multiple of the text size.
    """

    context: BuildContext
    template: str
    stylesheet: str
    sizes: tuple[Size, ...]
    logo: LogoSize = "large"
    variant: StyleVariant = StyleVariant()
    figures: Mapping[str, float] = field(default_factory=dict)

    def lay_out(self, setting: Setting, kept_whole: Sequence[str] = (), **values: Any) -> layout.LayoutResult:
        """Fill the template, with `values` besides those of the context, and lay it out at a setting.

        The blocks selected by `kept_whole` are not broken. A dict value named `properties` adds CSS custom
        properties.
        """
        rules, font_files = layout.font_faces(self.context.base, self.context.headings)
        properties = {
            **css_properties(self.context, setting),
            **setting.properties(),
            **_logo_properties(self.context.logos.get(self.logo)),
            **self.variant.properties,
            **values.pop("properties", {}),
        }
        extra_properties = (*_figure_widths(self.figures), *map(_keep_whole_rule, kept_whole))
        style = "\n".join((rules, _root_rule(properties), _page_sizes(self.sizes), *extra_properties))
        style_values = {"style": Markup(style), "stylesheets": self.stylesheets}  # noqa: S704  only checked tokens
        html = templating.fill(
            self.context.templates,
            self.template,
            template_values(self.context, self.logo) | style_values | values,
        )
        return _whole_rows(html, self.template, {**files(self.context), **font_files})

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """The document's stylesheets, and after them those that the practice adds to them and to the base."""
        our_sheets = [name for name in (self.stylesheet, self.variant.stylesheet) if name]
        added = (BASE, *our_sheets)
        # Last, so that a rule of the practice wins over one of ours of equal weight (CSS Cascade 4, 6.1).
        overrides = [
            path for path in self.context.templates if "/" in path and path.rpartition("/")[2] in added
        ]
        return (*our_sheets, *overrides)


def _whole_rows(html: str, template: str, files: Mapping[str, bytes]) -> layout.LayoutResult:
    """Lay out HTML; a table with two rows that do not fit on one page may break between them."""
    result = layout.lay_out(html, template, files)
    if not result.oversized:
        return result
    return layout.lay_out(allow_breaks(html, {row.table for row in result.oversized}), template, files)


def template_values(context: BuildContext, logo: LogoSize = "medium") -> dict[str, Any]:
    """Return the values available to every template; the logo is that of a size."""
    return {
        "article": context.article,
        "article_id": context.article_id,
        "practice": context.practice,
        "brand": context.brand,
        "wording": context.wording,
        "care_words": context.care,
        "calls": context.phone_links,
        "logo": logo_path(context, logo),
        "logo_alt": context.brand.logo_alt(logo),
        "logo_widest": round(widest(context.logos[logo], MIN_PPI), 1) if logo in context.logos else 0,
        "web": context.web,
        "overdue": context.overdue,
        "has_examples": context.has_examples,
        "online": find_article_link(context),
    }


def title_size(context: BuildContext, maximum: float, width: float) -> float:
    """Return the size in pt, at most `maximum`, at which the longest word of the title fits `width` mm."""
    widest = max(fonts.text_width(context.headings, word) for word in context.article.title.split())
    # Down to a tenth of a point: rounded up, the word would not fit.
    return min(maximum, math.floor(width / (widest * MM_PER_PT) * 10) / 10)


def one_line(context: BuildContext, maximum: float, width: float) -> float:
    """Return the size in pt, at most `maximum`, at which the whole title fits on one line of `width` mm.

    It is `title_size`, for a title of several lines, where one line would need a much smaller size.
    """
    size = (
        math.floor(width / (fonts.text_width(context.headings, context.article.title) * MM_PER_PT) * 10) / 10
    )
    return min(maximum, size) if size >= TITLE_SHRINK * maximum else title_size(context, maximum, width)


def drawing_height(
    bounds: tuple[float, float], before: float, end: layout.Anchor, bottom: float, grown: float = 1.0
) -> float:
    """Return the height in mm of the drawing on a cover, within bounds, down to `bottom`.

    With a drawing `before` mm high the cover ended at `end`. Its text is expected to grow by the factor
    `grown`.
    """
    minimum, maximum = bounds
    words = (end.y - before) * grown
    # Rounded down: a hair too high pushes what is below onto a page of its own.
    room = math.floor((bottom - words) / HEIGHT_STEP) * HEIGHT_STEP
    return max(minimum, min(maximum, room)) if end.page == 1 else minimum


def settings(context: BuildContext, our_settings: Sequence[Setting]) -> tuple[Setting, ...]:
    """Return our settings, from generous to tight, as far as the brand's fonts allow.

    The brand's own size or leading comes first. No size is below the minimum of its font.
    """
    base, first = context.brand.base, our_settings[0]
    top = replace(first, size=base.size or first.size, leading=base.leading or first.leading)
    not_larger = (
        replace(row, leading=min(row.leading, top.leading)) for row in our_settings if row.size <= top.size
    )
    # Raised to the minimum size, rows may be equal, and each would be laid out.
    return tuple(
        dict.fromkeys(replace(row, size=max(row.size, base.minimum_size)) for row in (top, *not_larger))
    )


def logo_path(context: BuildContext, size: LogoSize = "medium") -> str:
    """Return the path by which templates refer to the logo of a size, or "" for a brand without a logo.

    It is the same whatever the file is called: spaces and accents would need quoting in an address.
    """
    found = context.logos.get(size)
    return f"logo/{size}{PurePosixPath(found.name).suffix.lower()}" if found else ""


def files(context: BuildContext) -> dict[str, bytes]:
    """Return the stylesheets and pictures that a template may refer to, by path."""
    sheets = {name: text.encode() for name, text in context.templates.items() if name.endswith(".css")}
    drawings = {f"figures/{name}": drawing.data for name, drawing in context.figures.items()}
    logos = {logo_path(context, size): logo.data for size, logo in context.logos.items()}
    found = find_article_link(context)
    code = {PICTURE_PATH: found.code.svg} if found else {}
    return {**sheets, **drawings, **logos, **code}


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


def _logo_properties(logo: Picture | None) -> dict[str, str]:
    """Return the shape of a logo, and the width at which its pixels are just small enough."""
    if logo is None:
        return {}
    return {"logo-ratio": f"{logo.ratio:.4f}", "logo-widest": f"{widest(logo, MIN_PPI):.1f}mm"}


def _link_properties(link: Link) -> dict[str, str]:
    """Return the properties of links besides their colour; empty if they are set as the text."""
    weight = (BOLD if link.weight >= BOLD_FROM else REGULAR) if link.weight else ""
    return {"link-weight": f"{weight}", "link-line": "underline" if link.underline else ""}


def _root_rule(properties: Mapping[str, str]) -> str:
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in properties.items()) + "}"


def _keep_whole_rule(selector: str) -> str:
    return selector + "{break-inside:avoid}"


def _figure_widths(figures: Mapping[str, float]) -> Iterator[str]:
    """Yield the width of each figure with lettering, which overrides that of the stylesheets."""
    for name, width in figures.items():
        yield f'img[src="figures/{name}"]{{--lettered-width:{width:.3f}em}}'


def _page_sizes(sizes: tuple[Size, ...]) -> str:
    """Return @page rules: the first size for every page, then each page that differs from it."""
    others = {f":nth({number})": size for number, size in enumerate(sizes, 1) if size != sizes[0]}
    rules = {"": sizes[0], **others}
    return "\n".join(
        f"@page{page}{{size:{width:g}mm {height:g}mm}}" for page, (width, height) in rules.items()
    )
