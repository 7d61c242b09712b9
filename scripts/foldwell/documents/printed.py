"""What the printed documents share: their values, their styles and the files they refer to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from foldwell import fill, fonts, pages
from foldwell.colours import tint
from foldwell.fit import Setting
from foldwell.job import Job

Size = tuple[float, float]

MM_PER_PT = 25.4 / 72
BASE = "base.css"
"""What every stylesheet of a printed document begins with."""


@dataclass(frozen=True)
class Print:
    """A printed document of a job: its template, its stylesheet, the (width, height) in mm of its pages."""

    job: Job
    template: str
    stylesheet: str
    sizes: tuple[Size, ...]

    def lay(self, setting: Setting, **values: Any) -> pages.Laid:
        """Fill the template, with `values` besides those of the job, and lay it out at a setting.

        A value that is a dict named `properties` adds CSS custom properties.
        """
        rules, font_files = pages.font_faces(self.job.base, self.job.headings)
        properties = {**look(self.job), **setting.properties(), **values.pop("properties", {})}
        style = "\n".join((rules, _root(properties), _page_sizes(self.sizes)))
        html = fill.fill(
            self.job.templates,
            self.template,
            values_of(self.job) | {"style": Markup(style), "stylesheets": self.stylesheets} | values,  # noqa: S704
        )
        return pages.lay_out(html, self.template, {**files(self.job), **font_files})

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """The document's stylesheet, and after it those that the practice adds to it and to the base."""
        added = (BASE, self.stylesheet)
        own = [path for path in self.job.templates if "/" in path and path.rpartition("/")[2] in added]
        return self.stylesheet, *own


def values_of(job: Job) -> dict[str, Any]:
    """Return what every template may ask for."""
    return {
        "article": job.article,
        "article_id": job.article_id,
        "practice": job.practice,
        "brand": job.brand,
        "wording": job.wording,
        "care_words": job.care,
        "logo": logo_path(job),
        "web": job.web,
        "overdue": job.overdue,
    }


def title_size(job: Job, most: float, room: float) -> float:
    """Return the size in pt, at most `most`, at which the longest word of the title fits into `room` mm."""
    widest = max(fonts.width(job.headings, word) for word in job.article.title.split())
    return min(most, math.floor(room / (widest * MM_PER_PT) * 10) / 10)


def logo_path(job: Job) -> str:
    """Return the path by which templates refer to the logo."""
    return f"logo/{job.logo.name}"


def files(job: Job) -> dict[str, bytes]:
    """Return the stylesheets and pictures that a template may refer to, by path."""
    sheets = {name: text.encode() for name, text in job.templates.items() if name.endswith(".css")}
    drawings = {f"figures/{name}": drawing.data for name, drawing in job.figures.items()}
    return {**sheets, **drawings, logo_path(job): job.logo.data}


def look(job: Job) -> dict[str, str]:
    """Return the brand as CSS custom properties; each value is a token that the model has checked."""
    colours = job.brand.colours
    return {
        "primary": colours.primary,
        "secondary": colours.secondary,
        "foreground": colours.foreground,
        "background": colours.background,
        "danger": colours.danger,
        "tint": tint(colours.primary),
        "base-family": f'"{job.base.family}"',
        "headings-family": f'"{job.headings.family}"',
    }


def _root(properties: Mapping[str, str]) -> str:
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in properties.items()) + "}"


def _page_sizes(sizes: tuple[Size, ...]) -> str:
    """Return @page rules: the first size for every page, then each page that differs from it."""
    others = {f":nth({at})": size for at, size in enumerate(sizes, 1) if size != sizes[0]}
    rules = {"": sizes[0], **others}
    return "\n".join(
        f"@page{page}{{size:{width:g}mm {height:g}mm}}" for page, (width, height) in rules.items()
    )
