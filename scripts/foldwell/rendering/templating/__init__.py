"""Fill a template with values and return HTML; every error names template and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import (
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from foldwell.errors import InputError, Location, Problem
from foldwell.inputs import markdown
from foldwell.inputs.block_markdown import block_texts
from foldwell.inputs.chance_pictures import chance_figures
from foldwell.inputs.phone_link import PhoneLink
from foldwell.model import Block, Figure, Wording
from foldwell.rendering.templating.block_pairs import pair_blocks
from foldwell.rendering.templating.call_numbers import draw_numbers
from foldwell.rendering.templating.overrides import (
    FOLDER,
    OverrideStacks,
    TemplateEnvironment,
    file_of,
    is_override,
    override_problems,
)
from foldwell.rendering.templating.small_characters import draw_small
from foldwell.rendering.templating.step_rows import step_rows
from foldwell.rendering.templating.title_breaks import balance_title
from foldwell.rendering.templating.writing_marks import draw_marks, fill_line

__all__ = ["FOLDER", "fill", "is_override", "override_problems", "spell_date"]

HTML_SUFFIX = ".html.j2"
MAX_UNBROKEN_ITEMS = 4
"""A list of at most so many entries is short: it stays on one page."""

CORRECT_HINT = "correct this line, or take back what was changed in it"


def fill(templates: Mapping[str, str], name: str, values: Mapping[str, Any], folder: str = FOLDER) -> str:
    """Fill the template `name` with `values` and return its text.

    `templates` maps file names to their text; those without a folder are in `folder`, the others are
    overrides, which extend the one of the same name before them. Every value is escaped; dates can be
    formatted if `values` has a Wording as `wording` and a Practice as `practice`. Raises InputError with
    template and line if the template is invalid or uses an unknown value.
    """
    environment = _environment(tuple(templates.items()), folder)
    try:
        filled = environment.get_template(environment.layers.top(name)).render(values)
    except TemplateSyntaxError as error:
        where = Location(error.filename or folder + name, error.lineno)
        raise InputError(Problem(where, _error_message(error), CORRECT_HINT)) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        files = [file_of(path, folder) for path in templates]
        where = _template_line(error, files) or Location(folder + name)
        hint = "put it back, or correct its name" if isinstance(error, TemplateNotFound) else CORRECT_HINT
        raise InputError(Problem(where, _error_message(error), hint)) from error
    return _drawn(filled, values) if name.endswith(HTML_SUFFIX) else filled


def _drawn(html: str, values: Mapping[str, Any]) -> str:
    """Return HTML with elements for the characters that no font is asked for."""
    wording = values.get("wording")
    numbered = draw_numbers(html, values.get("calls", {}))
    return draw_small(draw_marks(numbered, wording) if isinstance(wording, Wording) else numbered)


@lru_cache(maxsize=8)
def _environment(templates: tuple[tuple[str, str], ...], folder: str) -> TemplateEnvironment:
    """Return a cached sandbox with only these templates, (path, text), and our filters."""
    environment = TemplateEnvironment(OverrideStacks.from_templates(dict(templates)), folder)
    environment.filters["prose"] = lambda text: Markup(markdown.to_html(text))  # noqa: S704  inputs.markdown escapes its input
    environment.filters["line"] = lambda text: Markup(markdown.line_html(text))  # noqa: S704  as above
    environment.filters["to_line_end"] = lambda text: Markup(fill_line(text))  # noqa: S704  escaped by "prose"
    environment.filters["texts"] = _block_texts
    environment.filters["chance_figures"] = _chance_figures
    environment.filters["pairs"] = pair_blocks
    environment.filters["step_rows"] = step_rows
    environment.tests["short"] = lambda items: len(items) <= MAX_UNBROKEN_ITEMS
    environment.filters["bind"] = _bind
    environment.filters["breathe"] = balance_title
    environment.filters["date"] = _date_filter
    environment.filters["dial"] = _link_numbers
    return environment


def _bind(text: str) -> str:
    """Return plain text with its no-break spaces, and with places to break long addresses at."""
    return markdown.breakable(markdown.bind_no_break(text))


def _link_numbers(text: str, *links: PhoneLink | None) -> Markup:
    """Return text as HTML in which the first of some numbers to call that it shows is a link."""
    escaped = escape(text)
    for link in filter(None, links):
        # The filter `bind` may have put no-break spaces between the groups of the number before.
        shown = re.escape(escape(link.text)).replace(r"\ ", "[ \N{NO-BREAK SPACE}]")
        # Not inside a longer number: a link on its last three digits would call 111 or 999.
        found = re.search(rf"(?<!\d){shown}(?!\d)", escaped)
        if found:
            before, after = escaped[: found.start()], escaped[found.end() :]
            return Markup('{}<a href="{}">{}</a>{}').format(before, link.address, Markup(found[0]), after)  # noqa: S704  escaped above
    return escaped


@pass_context
def _block_texts(context: Context, block: Block) -> tuple[str, ...]:
    """Return the texts of a block that is written as CommonMark, with the wording among the values."""
    return block_texts(block, context["wording"])


@pass_context
def _chance_figures(context: Context, block: Block) -> list[Figure]:
    """Return the pictures of dots of a block, with the wording among the values."""
    return [figure for _, _, figure in chance_figures(block, context["wording"])]


@pass_context
def _date_filter(context: Context, day: date) -> str:
    """Return a date as practice and wording among the values spell it."""
    return spell_date(day, context["wording"], context["practice"].date)


def spell_date(day: date, wording: Wording, form: str) -> str:
    """Return the date in a form such as '{day} {month} {year}', never broken over a line."""
    words = form.format(day=day.day, month=wording.months[day.month - 1], year=day.year)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _template_line(error: Exception, files: Collection[str]) -> Location | None:
    """Return the innermost line of one of the template files that the error came from, or None."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [Location(frame.filename, frame.lineno) for frame in frames if frame.filename in files]
    return lines[-1] if lines else None


def _error_message(error: Exception) -> str:
    """Return what an error says, with our own types called by their plain names."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    if isinstance(error, RecursionError):
        return "templates include one another in a circle"
    message = re.sub(r"'foldwell\.[a-z_.]+\.(\w+) object'", lambda found: f"'{found[1].lower()}'", str(error))
    return " ".join(message.split()) or type(error).__name__
