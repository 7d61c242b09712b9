"""The watch command: build one pack again at each save, until Ctrl-C."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from foldwell.cli import output
from foldwell.cli.build_command import cores
from foldwell.errors import Problem, UsageError
from foldwell.workflows.batch import Batch
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.watch import WatchedPack, watch_saves, worker_pool
from foldwell.workflows.workers.worker_process import ResourceLimits


def watch(project: Path, target: Path, request: BuildRequest, limits: ResourceLimits) -> None:
    """Build the pack, and again whenever one of its files is saved, until Ctrl-C."""
    try:
        with worker_pool(cores(), limits) as pool:
            watched = WatchedPack(Batch(project, target, pool, limits), request)
            notes = _build(watched, (), first=True)
            for saved in watch_saves(project):
                if watched.needs_rebuild(saved):
                    notes = _build(watched, notes)
    except KeyboardInterrupt:
        output.line("Stopped.")


def _build(watched: WatchedPack, notes: tuple[Problem, ...], *, first: bool = False) -> tuple[Problem, ...]:
    """Build the pack and print a line about it, with its notes if they changed; return the notes.

    Raises UsageError only the first time, because a missing input may reappear.
    """
    started = time.monotonic()
    build_result = watched.build()
    lasted = time.monotonic() - started
    now = f"{datetime.now():%H:%M:%S}"
    if first and isinstance(build_result.error, UsageError):
        raise build_result.error
    if build_result.error:
        output.print_problems(build_result.error, f"{now} ")
    if build_result.pack is None:
        return notes
    output.missing(build_result.pack, watched.batch.root, before=f"{now} ")
    state = "unchanged" if build_result.pack.missing else "up to date"
    result = f"built in {lasted:.1f} s" if build_result.pack.new else state
    output.line(f"{now} {build_result.request.pack}: {result}")
    if build_result.pack.notes != notes:
        output.notes(build_result.pack)
    return build_result.pack.notes
