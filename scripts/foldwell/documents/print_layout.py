"""Shared by the printed documents: their values, styles and resource files."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from foldwell.assets import fonts
from foldwell.assets.images import widest
from foldwell.documents import cover_drawing
from foldwell.documents.article_link import PICTURE_PATH, find_article_link
from foldwell.documents.style_properties import (
    box_rules,
    css_properties,
    design_properties,
    figure_limits,
    figure_widths,
    logo_properties,
    page_sizes,
    root_rule,
)
from foldwell.documents.stylesheets import stylesheets
from foldwell.documents.type_settings import Setting
from foldwell.model import LogoSize
from foldwell.model.units import MM_PER_PT
from foldwell.project import pictograms
from foldwell.project.brand_assets import MIN_PPI
from foldwell.project.loading import BuildContext
from foldwell.rendering import templating
from foldwell.rendering.pdf import layout
from foldwell.rendering.pdf.table_breaks import allow_breaks
from foldwell.rendering.pdf.table_setting import TableType, set_tables
from foldwell.rendering.templating.unbroken_text import keep_unbroken

Size = tuple[float, float]

TITLE_SHRINK = 0.85
"""The factor by which a title may be reduced to save a line."""

USUAL_TITLE = 60
"""The most characters of a title that is set as large as its document sets titles."""

HEIGHT_STEP = 0.1
"""The heights of drawings are multiples of this, in mm."""


@dataclass(frozen=True)
class StyleVariant:
    """A variant of a document: an additional stylesheet, and CSS custom properties."""

    stylesheet: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PagedDocument:
    """A printed document of a context: its template, its stylesheet, the (width, height) in mm of its pages.

    `figures` has the width of each figure with lettering, by file name, as multiple of the text size; others
    are at most `max_figure_height` mm high. Tables have `table_room` mm, if that is not 0.
    """

    context: BuildContext
    template: str
    stylesheet: str
    sizes: tuple[Size, ...]
    logo: LogoSize = "large"
    variant: StyleVariant = StyleVariant()
    figures: Mapping[str, float] = field(default_factory=dict)
    max_figure_height: float = math.inf
    table_room: float = 0.0

    def lay_out(
        self,
        setting: Setting,
        rules: Sequence[str] = (),
        inspect: layout.Inspect | None = None,
        **values: Any,
    ) -> layout.LayoutResult:
        """Fill the template, with `values` besides those of the context, and lay it out at a setting.

        `rules` are CSS rules of this layout alone, `inspect` is called with its pages. A dict value named
        `properties` adds CSS custom properties.
        """
        font_rules, font_files = layout.font_faces(self.context.base, self.context.headings)
        properties = {
            **css_properties(self.context, setting),
            **design_properties(self.context),
            **setting.properties(),
            **logo_properties(self.context.logos.get(self.logo)),
            **self.variant.properties,
            **values.pop("properties", {}),
        }
        plain = {name: one for name, one in self.context.figures.items() if name not in self.figures}
        limits = figure_limits(plain, self.max_figure_height) if self.max_figure_height < math.inf else ()
        own_rules = (*box_rules(self.context), *figure_widths(self.figures), *limits)
        style = "\n".join((font_rules, root_rule(properties), page_sizes(self.sizes), *own_rules, *rules))
        sheets = stylesheets(self.context, filter(None, (self.stylesheet, self.variant.stylesheet)))
        style_values = {"style": Markup(style), "stylesheets": sheets}  # noqa: S704  only checked tokens
        html = templating.fill(
            self.context.templates,
            self.template,
            template_values(self.context, self.logo) | style_values | values,
        )
        if self.table_room:
            base = self.context.base
            html = set_tables(html, TableType(base, setting.size, setting.leading, self.table_room))
        shared = {**files(self.context), **font_files}
        resources = pictograms.WithPictograms(shared, self.context.design_colours)
        return _whole_rows(keep_unbroken(html), self.template, resources, inspect)


def _whole_rows(
    html: str, template: str, files: Mapping[str, bytes], inspect: layout.Inspect | None
) -> layout.LayoutResult:
    """Lay out HTML; a table with two rows that do not fit on one page may break between them."""
    result = layout.lay_out(html, template, files, inspect)
    if not result.oversized:
        return result
    loosened = allow_breaks(html, {row.table for row in result.oversized})
    return layout.lay_out(loosened, template, files, inspect)


def template_values(context: BuildContext, logo: LogoSize = "medium") -> dict[str, Any]:
    """Return the values available to every template; the logo is that of a size."""
    return {
        "article": context.article,
        "article_id": context.article_id,
        "practice": context.practice,
        "brand": context.brand,
        "design": context.design,
        "wording": context.wording,
        "care_words": context.care,
        "calls": context.phone_links,
        "call_words": context.call_words,
        "logo": logo_path(context, logo),
        "logo_alt": context.brand.logo_alt(logo),
        "logo_widest": round(widest(context.logos[logo], MIN_PPI), 1) if logo in context.logos else 0,
        "web": context.web,
        "cover_picture": cover_drawing.path(context),
        "overdue": context.overdue,
        "has_examples": context.has_examples,
        "online": find_article_link(context),
    }


def long_title_size(title: str, bounds: tuple[float, float], usual: int = USUAL_TITLE) -> float:
    """Return the size in pt within bounds at which a long title takes no more of a page than a usual one."""
    minimum, maximum = bounds
    # Its area grows with its characters and with the square of its size.
    return max(minimum, min(maximum, round(maximum * math.sqrt(usual / len(title)), 1)))


def title_letters(context: BuildContext, size: float, width: float) -> int:
    """Return how many letters of the title, at a size in pt, a line of `width` mm has room for."""
    title = context.article.title
    return round(width * len(title) / (fonts.text_width(context.headings, title) * size * MM_PER_PT))


def title_size(context: BuildContext, maximum: float, width: float, title: str = "") -> float:
    """Return the size in pt, at most `maximum`, at which the longest word of the title fits `width` mm.

    It is that of the article, or another.
    """
    words = (title or context.article.title).split()
    widest = max(fonts.text_width(context.headings, word) for word in words)
    # Down to a tenth of a point: rounded up, the word would not fit.
    return min(maximum, math.floor(width / (widest * MM_PER_PT) * 10) / 10)


def one_line(context: BuildContext, maximum: float, width: float, title: str) -> float:
    """Return the size in pt, at most `maximum`, at which a whole title fits on one line of `width` mm.

    It is `title_size`, for a title of several lines, where one line would need a much smaller size.
    """
    size = math.floor(width / (fonts.text_width(context.headings, title) * MM_PER_PT) * 10) / 10
    if size >= TITLE_SHRINK * maximum:
        return min(maximum, size)
    return title_size(context, maximum, width, title)


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
    """Return the stylesheets and pictures, but for pictograms, that a template may refer to, by path."""
    sheets = {name: text.encode() for name, text in context.templates.items() if name.endswith(".css")}
    drawings = {f"figures/{name}": drawing.data for name, drawing in context.figures.items()}
    logos = {logo_path(context, size): logo.data for size, logo in context.logos.items()}
    found = find_article_link(context)
    code = {PICTURE_PATH: found.code.svg} if found else {}
    return {**sheets, **drawings, **logos, **code}
