"""The command that watches: one pack, made again at each save, until Ctrl-C."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from foldwell.cli import output
from foldwell.cli.build_command import cores
from foldwell.errors import UsageError
from foldwell.workflows.batch import Batch
from foldwell.workflows.request import Order
from foldwell.workflows.watch import Watched, processes, saves
from foldwell.workflows.workers.worker_process import Limits


def watch(project: Path, target: Path, order: Order, limits: Limits) -> None:
    """Make the pack, and again whenever one of its files is saved; Ctrl-C ends it, as it is meant to."""
    try:
        with processes(cores(), limits) as warm:
            watched = Watched(Batch(project, target, warm, limits), order)
            notes = _build(watched, (), first=True)
            for saved in saves(project):
                if watched.calls(saved):
                    notes = _build(watched, notes)
    except KeyboardInterrupt:
        output.line("Stopped.")


def _build(watched: Watched, notes: tuple[str, ...], *, first: bool = False) -> tuple[str, ...]:
    """Make the pack and tell of it in a line; of its notes too where they are news. Return those.

    Raises UsageError only the first time: what was there before may be on its way back.
    """
    begun = time.monotonic()
    ending = watched.build()
    lasted = time.monotonic() - begun
    now = f"{datetime.now():%H:%M:%S}"
    if first and isinstance(ending.error, UsageError):
        raise ending.error
    if ending.error:
        output.complain(ending.error, f"{now} ")
    if ending.pack is None:
        return notes
    output.missing(ending.pack, watched.batch.root, before=f"{now} ")
    state = "unchanged" if ending.pack.missing else "up to date"
    result = f"built in {lasted:.1f} s" if ending.pack.new else state
    output.line(f"{now} {ending.order.pack}: {result}")
    if ending.pack.notes != notes:
        output.notes(ending.pack)
    return ending.pack.notes
