"""Tables of the commands, their options, the exit codes and the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import click

from docs.regions import format_code, format_table
from foldwell import errors
from foldwell.cli import commands
from foldwell.cli.build_command import INTERRUPTED, SOME_FAILED
from foldwell.documents.registry import DOCUMENTS
from foldwell.model import Practice
from foldwell.project.loading import BuildContext
from foldwell.proofing.document_content import Content
from foldwell.proofing.document_type import Document

MAKEFILE = Path(__file__).resolve().parents[2] / "Makefile"
NOT_OURS = {
    0: "All is well.",
    SOME_FAILED: "Some of many packs could not be made, or not whole.",
    errors.FoldwellError.exit_code: "A fault of foldwell's own: please report it.",
    INTERRUPTED: "It was interrupted.",
}
"""The exit codes that no kind of error explains by itself."""


def tabulate_targets() -> Iterator[str]:
    """Yield the table of make's targets with their comments."""
    found = re.findall(r"^([a-z-]+):.*?## (.+)$", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)
    yield from format_table(
        ("command", "what it does"), ((format_code(f"make {name}"), text) for name, text in found)
    )


def describe_options() -> Iterator[str]:
    """Yield a heading and a table of options for each command of foldwell."""
    context = click.Context(commands, info_name="foldwell")
    for name, command in _walk_commands("foldwell", commands):
        if name != "foldwell":
            yield ""
        yield from (f"### {name}", "", command.help or "")
        rows = [row for parameter in command.params if (row := _format_option(parameter, context))]
        if rows:
            yield ""
            yield from format_table(("option", "what it does", "if left out"), rows)


def tabulate_exit_codes() -> Iterator[str]:
    """Yield the table of exit codes."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    ours = [
        kind for kind in kinds if issubclass(kind, errors.FoldwellError) and kind is not errors.FoldwellError
    ]
    found = [*NOT_OURS.items(), *((kind.exit_code, kind.__doc__ or "") for kind in ours)]
    rows = (
        (format_code(str(number)), " ".join(text.split()))
        for number, text in sorted(found, key=lambda row: row[0])
    )
    yield from format_table(("code", "what happened"), rows)


def tabulate_documents() -> Iterator[str]:
    """Yield the table of documents: what each is, shows and is made from, and when it is made."""
    usual = cast("Any", SimpleNamespace(practice=Practice.model_construct()))
    rows = (
        (
            format_code(name),
            format_code(document.file),
            format_code(document.template) if document.template else "-",
            ", ".join(content for content in get_args(Content) if content in document.shows),
            document.standard or "-",
            ", ".join(map(format_code, document.needs)) or "-",
            _describe_when(document, usual),
        )
        for name, document in DOCUMENTS.items()
    )
    yield from format_table(("document", "file", "template", "shows", "standard", "made from", "made"), rows)


def _describe_when(document: Document, usual: BuildContext) -> str:
    if not document.is_wanted(usual):
        return "on request"
    parts = (document, *(DOCUMENTS[need] for need in document.needs))
    always = next(field.default for field in fields(Document) if field.name == "nothing_for")
    return "always" if all(part.nothing_for is always for part in parts) else "if there is something for it"


def _walk_commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for inner, found in command.commands.items():
            yield from _walk_commands(f"{name} {inner}", found)


def _format_option(parameter: click.Parameter, context: click.Context) -> tuple[str, str, str] | None:
    """Return the row of an option; nothing for an argument, which the command's own words explain."""
    if not isinstance(parameter, click.Option):
        return None
    flag = parameter.is_flag or isinstance(parameter.default, bool)
    shown = parameter.opts[0] if flag else f"{parameter.opts[0]} {parameter.make_metavar(context)}"
    default = parameter.default if parameter.show_default else None
    return format_code(shown), parameter.help or "", format_code(str(default)) if default else "-"
