"""The build command, for one pack or many."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import click

from foldwell.cli import output
from foldwell.cli.batch_progress import BatchProgress
from foldwell.cli.option_types import UnitNumber
from foldwell.errors import OutputError
from foldwell.project import paths
from foldwell.workflows.batch import Batch, BuildResult, is_pattern, match_ids, preload
from foldwell.workflows.partitioning import PartitionedExecutor, RetryingExecutor
from foldwell.workflows.practice_kinds import KindMatch
from foldwell.workflows.practice_languages import LanguageMatch
from foldwell.workflows.publishing import orphans
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.workers.pool import Executor, OneShotPool
from foldwell.workflows.workers.worker_process import ResourceLimits

KINDS = {"practice": (paths.practices, paths.PRACTICES), "article": (paths.articles, paths.ARTICLES)}
SOME_FAILED = 1
INTERRUPTED = 130


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def executor(limits: ResourceLimits, jobs: int | None, cluster: str | None) -> Executor:
    """Return the executor of packs: a cluster, or a number of local processes."""
    if cluster is None:
        return OneShotPool(jobs or cores(), limits, preload)
    from foldwell.workflows.workers.dask_cluster import DaskExecutor  # noqa: PLC0415  where no cluster is asked for, this is not needed

    return DaskExecutor(cluster, limits)


def build(
    project: Path, batch: Batch, named: Mapping[str, str], details: Mapping[str, Any], prune: bool
) -> None:
    """Build the named pack, or every matching one if a name is a pattern or missing."""
    if len(named) == len(KINDS) and not any(map(is_pattern, named.values())):
        code = build_one(
            project,
            single_pack_batch(batch).build([BuildRequest(named["practice"], named["article"], **details)]),
        )
        if prune:
            _orphans(project, batch.target, prune=prune)
        if code:
            sys.exit(code)
        return
    packs = tuple(_requested_packs(project, named))
    left_out = _left_out(project, packs)
    dropped = {ids for group in left_out.values() for ids in group}
    requests = [BuildRequest(*ids, **details) for ids in packs if ids not in dropped]
    progress = BatchProgress(project, len(requests))
    batch = replace(batch, executor=RetryingExecutor(batch.executor, batch.limits))
    build_many(batch.build(requests), progress)
    _orphans(project, batch.target, prune=prune)
    for reason, group in left_out.items():
        output.left_out(reason, ["/".join(ids) for ids in group])
    progress.summarise()
    if progress.failed:
        sys.exit(SOME_FAILED)


def single_pack_batch(batch: Batch) -> Batch:
    """Return a batch for a single pack, partitioned if several processes are available."""
    kind = PartitionedExecutor if isinstance(batch.executor, OneShotPool) else RetryingExecutor
    return replace(batch, executor=kind(batch.executor, batch.limits))


def build_one(project: Path, results: Generator[BuildResult, None, None]) -> int:
    """Build one pack, print its files and what is missing, and return the exit code; raises its error."""
    code = 0
    with closing(results):
        for result in results:
            if result.error:
                raise result.error
            if result.pack:
                output.pack(result.pack, project)
                output.missing(result.pack, project)
                code = result.pack.exit_code
    return code


def build_many(results: Generator[BuildResult, None, None], progress: BatchProgress) -> None:
    """Build packs; failures are reported, and the others are built all the same."""
    try:
        with closing(results), progress:
            for result in results:
                progress.add(result)
    except KeyboardInterrupt:
        progress.interrupted()
        sys.exit(INTERRUPTED)


def _requested_packs(project: Path, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield practice and article of every requested pack; a missing name matches all."""
    practices, articles = (
        match_ids(ids(project), named.get(kind, "*"), f"--{kind}", folder)
        for kind, (ids, folder) in KINDS.items()
    )
    return product(practices, articles)


def _left_out(project: Path, packs: Collection[tuple[str, str]]) -> Mapping[str, list[tuple[str, str]]]:
    """Return the packs of a batch that nobody would hand out, by practice and article, for each reason."""
    kinds, languages = KindMatch(project), LanguageMatch(project)
    other_kind = [ids for ids in packs if not kinds.is_meant(*ids)]
    return {
        "the article is for other kinds of practice": other_kind,
        "the article is not there in a language of the practice": [
            ids for ids in packs if ids not in other_kind and not languages.is_there(*ids)
        ],
    }


def _orphans(project: Path, target: Path, *, prune: bool) -> None:
    """Report the orphaned packs, or remove them."""
    for orphan in orphans.find(project, target):
        try:
            output.orphan(orphan.pack, orphans.prune(orphan) if prune else None)
        except OutputError as error:
            output.print_problems(error)


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a batch to a command."""
    option_list = (
        click.option(
            "--all", "everything", is_flag=True, help="Make every article for every practice that it is for."
        ),
        click.option("--jobs", type=click.IntRange(1), help="How many processes draw at once (all cores)."),
        click.option("--cluster", help="Make the packs on a Dask cluster, such as tcp://10.0.0.7:8786."),
        click.option("--force", is_flag=True, help="Make packs anew that are up to date."),
        click.option("--prune", is_flag=True, help="Remove packs whose practice or article is gone."),
    )
    for option in reversed(option_list):
        command = option(command)
    return command


def limit_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the limits of a pack to a command."""
    defaults = ResourceLimits()
    option_list = (
        click.option(
            "--time-limit",
            type=UnitNumber(s=1, min=60),
            default=defaults.seconds,
            help=f"The work that one pack may take ({defaults.seconds}s).",
        ),
        click.option(
            "--memory-limit",
            type=UnitNumber(MB=1, GB=1000),
            default=defaults.megabytes,
            help=f"The memory that one pack may take ({defaults.megabytes}MB).",
        ),
    )
    for option in reversed(option_list):
        command = option(command)
    return command
