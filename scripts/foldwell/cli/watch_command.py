"""The command that watches: one pack, made again at each save, until Ctrl-C."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from foldwell.cli import output
from foldwell.cli.build_command import cores
from foldwell.errors import UsageError
from foldwell.workflows.batch import Batch
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.watch import WatchedPack, watch_saves, worker_pool
from foldwell.workflows.workers.worker_process import ResourceLimits


def watch(project: Path, target: Path, request: BuildRequest, limits: ResourceLimits) -> None:
    """Make the pack, and again whenever one of its files is saved; Ctrl-C ends it, as it is meant to."""
    try:
        with worker_pool(cores(), limits) as pool:
            watched = WatchedPack(Batch(project, target, pool, limits), request)
            notes = _build(watched, (), first=True)
            for saved in watch_saves(project):
                if watched.needs_rebuild(saved):
                    notes = _build(watched, notes)
    except KeyboardInterrupt:
        output.line("Stopped.")


def _build(watched: WatchedPack, notes: tuple[str, ...], *, first: bool = False) -> tuple[str, ...]:
    """Make the pack and tell of it in a line; of its notes too where they are news. Return those.

    Raises UsageError only the first time: what was there before may be on its way back.
    """
    started = time.monotonic()
    ending = watched.build()
    lasted = time.monotonic() - started
    now = f"{datetime.now():%H:%M:%S}"
    if first and isinstance(ending.error, UsageError):
        raise ending.error
    if ending.error:
        output.print_problems(ending.error, f"{now} ")
    if ending.pack is None:
        return notes
    output.missing(ending.pack, watched.batch.root, before=f"{now} ")
    state = "unchanged" if ending.pack.missing else "up to date"
    result = f"built in {lasted:.1f} s" if ending.pack.new else state
    output.line(f"{now} {ending.request.pack}: {result}")
    if ending.pack.notes != notes:
        output.notes(ending.pack)
    return ending.pack.notes
