"""The command that builds: one pack, or many."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import click

from foldwell.cli import output
from foldwell.cli.batch_progress import Tally
from foldwell.cli.option_types import Measure
from foldwell.errors import OutputError
from foldwell.project import paths
from foldwell.workflows.batch import Batch, Ending, chosen, is_pattern, load
from foldwell.workflows.partitioning import Parts, RetryingExecutor
from foldwell.workflows.publishing import orphans
from foldwell.workflows.request import Order
from foldwell.workflows.workers.pool import Executor, Pool
from foldwell.workflows.workers.worker_process import Limits

KINDS = {"practice": (paths.practices, paths.PRACTICES), "article": (paths.articles, paths.ARTICLES)}
SOME_FAILED = 1
INTERRUPTED = 130


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def executor(limits: Limits, jobs: int | None, cluster: str | None) -> Executor:
    """Return who makes the packs: a cluster, or so many processes of this machine."""
    if cluster is None:
        return Pool(jobs or cores(), limits, load)
    from foldwell.workflows.workers.dask_cluster import Cluster  # noqa: PLC0415  where no cluster is asked for, this is not needed

    return Cluster(cluster, limits)


def build(
    project: Path, batch: Batch, named: Mapping[str, str], details: Mapping[str, Any], prune: bool
) -> None:
    """Make the pack that is named, or every pack that fits: a pattern, or a name that is missing, is many."""
    if len(named) == len(KINDS) and not any(map(is_pattern, named.values())):
        code = one(project, alone(batch).build([Order(named["practice"], named["article"], **details)]))
        if prune:
            _orphans(project, batch.target, prune=prune)
        if code:
            sys.exit(code)
        return
    orders = [Order(*ids, **details) for ids in _meant(project, named)]
    tally = Tally(project, len(orders))
    batch = replace(batch, executor=RetryingExecutor(batch.executor, batch.limits))
    many(batch.build(orders), tally)
    _orphans(project, batch.target, prune=prune)
    tally.sum_up()
    if tally.failed:
        sys.exit(SOME_FAILED)


def alone(batch: Batch) -> Batch:
    """Return a batch for a single pack: where several processes may work on it, each makes a part."""
    kind = Parts if isinstance(batch.executor, Pool) else RetryingExecutor
    return replace(batch, executor=kind(batch.executor, batch.limits))


def one(project: Path, endings: Generator[Ending, None, None]) -> int:
    """Make one pack, list its files and what is missing, and return the exit code; raises what stopped it."""
    code = 0
    with closing(endings):
        for ending in endings:
            if ending.error:
                raise ending.error
            if ending.pack:
                output.pack(ending.pack, project)
                output.missing(ending.pack, project)
                code = ending.pack.exit_code
    return code


def many(endings: Generator[Ending, None, None], tally: Tally) -> None:
    """Make packs; those that fail are told, and the rest is made all the same."""
    try:
        with closing(endings), tally:
            for ending in endings:
                tally.add(ending)
    except KeyboardInterrupt:
        tally.break_off()
        sys.exit(INTERRUPTED)


def _meant(project: Path, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return practice and article of every pack that is meant: a name that is missing stands for all."""
    practices, articles = (
        chosen(ids(project), named.get(kind, "*"), f"--{kind}", folder)
        for kind, (ids, folder) in KINDS.items()
    )
    return product(practices, articles)


def _orphans(project: Path, target: Path, *, prune: bool) -> None:
    """Tell of the packs that nobody asks for any more, or remove them."""
    for orphan in orphans.find(project, target):
        try:
            output.orphan(orphan.pack, orphans.prune(orphan) if prune else None)
        except OutputError as error:
            output.complain(error)


def options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what it needs to know of many packs."""
    given = (
        click.option("--all", "everything", is_flag=True, help="Make every article for every practice."),
        click.option("--jobs", type=click.IntRange(1), help="How many processes draw at once (all cores)."),
        click.option("--cluster", help="Make the packs on a Dask cluster, such as tcp://10.0.0.7:8786."),
        click.option("--force", is_flag=True, help="Make packs anew that are up to date."),
        click.option("--prune", is_flag=True, help="Remove packs whose practice or article is gone."),
    )
    for option in reversed(given):
        command = option(command)
    return command


def limits(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the limits of a pack."""
    usual = Limits()
    given = (
        click.option(
            "--time-limit",
            type=Measure(s=1, min=60),
            default=usual.seconds,
            help=f"The work that one pack may take ({usual.seconds}s).",
        ),
        click.option(
            "--memory-limit",
            type=Measure(MB=1, GB=1000),
            default=usual.megabytes,
            help=f"The memory that one pack may take ({usual.megabytes}MB).",
        ),
    )
    for option in reversed(given):
        command = option(command)
    return command
