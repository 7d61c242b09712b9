"""The command line: the only module that prints, and that maps errors to exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from foldwell import __version__
from foldwell.cli import build_command, output
from foldwell.cli.build_command import INTERRUPTED
from foldwell.cli.options import document_options, pack_options, today_option
from foldwell.cli.show_commands import show
from foldwell.errors import FoldwellError, InputError, Problem, ProofError, UsageError, unexpected_error
from foldwell.workflows.batch import Batch, is_pattern
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.workers.worker_process import ResourceLimits


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foldwell")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="The folder that holds content/ and templates/ (this folder, if not given).",
)
@click.pass_context
def commands(context: click.Context, project: Path) -> None:
    """Turn one YAML article into a folded leaflet, a Word handout and a card, each proven complete."""
    context.obj = project.resolve()
    for folder in ("content", "templates"):
        if not (context.obj / folder).is_dir():
            what = f"there is no folder {folder}/ here"
            raise UsageError(
                Problem(str(project), what, "go to the project's folder, or name it with --project")
            )


@commands.command()
@pack_options
@document_options
@build_command.batch_options
@click.pass_context
def build(context: click.Context, /, out: Path | None, **order: Any) -> None:
    """Make the pack of an article for a practice, prove it and publish it; with patterns, many of them."""
    project: Path = context.obj
    limits = ResourceLimits(order.pop("time_limit"), order.pop("memory_limit"))
    executor = build_command.executor(limits, order.pop("jobs"), order.pop("cluster"))
    batch = Batch(project, out or project / "build", executor, limits, order.pop("force"))
    named = {name: order.pop(name) for name in build_command.KINDS}
    if order.pop("everything") or any(map(is_pattern, named.values())):
        # The default of a name is for one pack; of many it would choose that one.
        source_of = context.get_parameter_source
        named = {name: text for name, text in named.items() if source_of(name) is not ParameterSource.DEFAULT}
    build_command.build(project, batch, named, order, prune=order.pop("prune"))


@commands.command()
@pack_options
@document_options
@click.pass_obj
def watch(project: Path, /, out: Path | None, **order: Any) -> None:
    """Make the pack of an article for a practice again whenever one of its files is saved, until Ctrl-C."""
    # Imported by each command, because a build that has nothing to do must load none of them.
    from foldwell.cli import watch_command  # noqa: PLC0415

    limits = ResourceLimits(order.pop("time_limit"), order.pop("memory_limit"))
    watch_command.watch(project, out or project / "build", BuildRequest(**order), limits)


@commands.command()
@pack_options
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, for programs.")
@click.pass_obj
def check(project: Path, /, out: Path | None, as_json: bool, **order: Any) -> None:
    """Report on the quality of a pack; no document of it is changed."""
    from foldwell.project import loading  # noqa: PLC0415
    from foldwell.workflows import quality_report  # noqa: PLC0415
    from foldwell.workflows.publishing import atomic_publish  # noqa: PLC0415

    request = BuildRequest(**order)
    loading.require_pack(project, request.practice, request.article)
    folder = (out or project / "build") / request.pack
    report = quality_report.check(project, request, atomic_publish.read(folder) if folder.is_dir() else {})
    atomic_publish.publish({"report.html": report.html().encode()}, folder, lambda _: None)
    if as_json:
        output.line(json.dumps(report.data(), indent=2, ensure_ascii=False))
    else:
        output.report(report)
        output.line(f"{output.relative_path(folder, project)}/report.html")
    failed = {row.check for row in report.rows if row.state == "failed"}
    if failed:
        sys.exit(ProofError.exit_code if "proof" in failed else InputError.exit_code)


@commands.command("test-page")
@click.option("--practice", default="riverside", show_default=True, help="A folder in content/practices/.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Where it goes (build/, if not given)."
)
@click.pass_obj
def make_test_page(project: Path, practice: str, out: Path | None) -> None:
    """Make a page that shows how a printer turns paper over, at what size it prints, and what stays white."""
    from foldwell.workflows import printer_test_page  # noqa: PLC0415

    page = printer_test_page.publish(project, practice, out or project / "build")
    output.line(output.relative_path(page, project))


@commands.command()
@click.pass_obj
def schema(project: Path) -> None:
    """Write the JSON Schemas that help an editor with articles, practices and wordings."""
    from foldwell.model import json_schema  # noqa: PLC0415
    from foldwell.workflows.publishing import atomic_publish  # noqa: PLC0415

    folder = project / "content" / "schemas"
    atomic_publish.publish(
        {name: text.encode() for name, text in json_schema.schemas().items()}, folder, lambda _: None
    )
    output.line(f"{folder}: {', '.join(json_schema.schemas())}")


@commands.command()
@click.argument("word")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, for programs.")
def icons(word: str, as_json: bool) -> None:
    """Find the names of pictograms that have WORD in them, or that are like it, for 'icon' in an article."""
    from foldwell.workflows import pictogram_search  # noqa: PLC0415

    result = pictogram_search.search(word)
    if as_json:
        output.line(json.dumps(result.data(), indent=2, ensure_ascii=False))
    else:
        output.pictograms(result)


@commands.group()
def new() -> None:
    """Begin a practice or an article, ready to edit."""


@new.command("practice")
@click.argument("name", default="")
@click.option(
    "--brand",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A brand.yml file to take over, with the logos and font files that it names.",
)
@click.pass_obj
def new_practice(project: Path, name: str, brand: Path | None) -> None:
    """Make a practice called NAME that builds at once, with placeholders for facts, looks and logo."""
    from foldwell.workflows import scaffold  # noqa: PLC0415

    output.next_steps(scaffold.practice(project, name, brand))


@new.command("article")
@click.argument("name", default="")
@click.option(
    "--kind", default="condition", show_default=True, help="What it is to be, such as procedure or plan."
)
@click.option("--language", default="en-GB", show_default=True, help="The language it will be written in.")
@today_option("The date it is published (today, if not given).")
@click.pass_obj
def new_article(project: Path, /, **order: Any) -> None:
    """Make an article called NAME that builds at once, with placeholders for what is yours to say."""
    from foldwell.workflows import scaffold  # noqa: PLC0415

    names = ("name", "today", "kind", "language")
    output.next_steps(scaffold.article(project, *(order[name] for name in names)))


@commands.command("import")
@click.argument("leaflet", metavar="FILE", type=click.Path(path_type=Path, exists=True))
@click.option("--as", "name", default="", help="The name of the new article, such as gout.")
@click.option("--language", default="en-GB", show_default=True, help="The language that it is written in.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for programs.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="A CSV file, for a folder.")
@today_option("The date it is published (today, if not given).")
@click.pass_obj
def import_article(project: Path, /, leaflet: Path, **order: Any) -> None:
    """Make an article of an old leaflet: FILE as Word, HTML, Markdown, plain text, or the text of a PDF.

    FILE may be a folder: then each leaflet in it becomes an article, named after its file.
    """
    from foldwell.cli import import_command  # noqa: PLC0415

    language, today = order["language"], order["today"]
    if leaflet.is_dir():
        import_command.import_folder(project, leaflet, language, today, order["report"])
    else:
        result = import_command.import_file(project, leaflet, order["name"], language, today)
        import_command.show(result, as_json=order["as_json"])


commands.add_command(show)


def main() -> None:
    """Run a command; every error is one line each, without a traceback, and an exit code of its kind."""
    try:
        # Click would end with codes of its own, 1 for Ctrl-C, and with a traceback for other errors.
        commands(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except FoldwellError as error:
        output.print_problems(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        output.error("Interrupted. Nothing was published.")
        sys.exit(INTERRUPTED)
    except Exception as error:
        output.print_problems(unexpected_error(error))
        sys.exit(FoldwellError.exit_code)
