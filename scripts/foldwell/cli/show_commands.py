"""The show commands: what holds in the end for a practice or an article, and which file says so."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from foldwell.cli import output


@click.group()
def show() -> None:
    """Show what holds in the end, and which file says so."""


@show.command("practice")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")
@click.pass_obj
def show_practice(project: Path, name: str, as_json: bool) -> None:
    """Show every fact and look of practice NAME, with the file and line that it comes from."""
    from foldwell.project import effective_settings  # noqa: PLC0415

    rows = effective_settings.practice_settings(project, name)
    if as_json:
        output.line(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False))
    else:
        output.settings(rows)


@show.command("article")
@click.argument("name")
@click.option("--practice", default="riverside", show_default=True, help="A folder in content/practices/.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, for programs.")
@click.pass_obj
def show_article(project: Path, name: str, practice: str, as_json: bool) -> None:
    """Show how the leaflet of article NAME is planned: its fold and size, and how full each panel is."""
    from foldwell.workflows.leaflet_plan import leaflet_plan  # noqa: PLC0415

    plan = leaflet_plan(project, practice, name)
    if as_json:
        values = {**asdict(plan), "notes": [str(note) for note in plan.notes]}
        output.line(json.dumps(values, indent=2, ensure_ascii=False))
    else:
        output.leaflet_plan(plan)
