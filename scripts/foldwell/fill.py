"""Fill a template: its name and the values in, HTML out; whatever is wrong names template and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from foldwell import prose
from foldwell.errors import InputError, Problem
from foldwell.model import Wording
from foldwell.prose.breath import breathe

FOLDER = "templates/"


def fill(templates: Mapping[str, str], name: str, values: Mapping[str, Any], folder: str = FOLDER) -> str:
    """Fill the template `name` with `values` and return its text.

    `templates` maps file names to their text, `folder` is where they lie. Every value is escaped; dates can
    be spelt out if `values` hold a Wording as `wording`. Raises InputError with template and line when the
    template is wrong or asks for a value that is not there.
    """
    room = _room(frozenset(templates.items()), folder)
    try:
        return room.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise InputError(Problem(f"{folder}{error.name or name}:{error.lineno}", _said(error))) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise InputError(Problem(_where(error, folder) or folder + name, _said(error))) from error


@lru_cache(maxsize=8)
def _room(named: frozenset[tuple[str, str]], folder: str) -> ImmutableSandboxedEnvironment:
    """Return a sandbox that sees only these templates, (name, text), and knows our filters; it is kept."""
    templates = dict(named)

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = templates.get(name)
        return None if text is None else (text, folder + name, lambda: True)

    room = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    room.filters["prose"] = lambda text: Markup(prose.html(text))  # noqa: S704  prose escapes what it is given
    room.filters["bind"] = prose.bind
    room.filters["breathe"] = breathe
    room.filters["date"] = _date
    return room


@pass_context
def _date(context: Context, day: date) -> str:
    """Return a date as the wording among the values spells it."""
    return spell(day, context["wording"])


def spell(day: date, wording: Wording) -> str:
    """Return the date in the wording's own form, such as '22 November 2026', never broken over a line."""
    words = wording.date.format(day=day.day, month=wording.months[day.month - 1], year=day.year)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _where(error: Exception, folder: str) -> str:
    """Return the innermost template line that the error came from, or nothing."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}" for frame in frames if frame.filename.startswith(folder)]
    return places[-1] if places else ""


def _said(error: Exception) -> str:
    """Return what an error says, with our own types called by their plain names."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    said = re.sub(r"'foldwell\.[a-z.]+\.(\w+) object'", lambda found: f"'{found[1].lower()}'", str(error))
    return " ".join(said.split()) or type(error).__name__
