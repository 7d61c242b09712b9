"""What tests have done on the workers of a cluster, in a process of its own: the worker is its parent."""

from __future__ import annotations

import os
import signal

from foldwell.errors import InputError, Problem
from foldwell.workflows import batch

WRONG = Problem("a.yaml:1", "is wrong", "put it right")


def made(died, task):
    """Make a pack; Riverside's kills the whole worker once."""
    if task.request.practice == "riverside" and not died.exists():
        died.touch()
        die(task)
    return batch.build_pack_task(task)


def die(_):
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()


def loop(_):
    while True:
        pass


def place(task):
    return task.root, task.root.is_dir()


def fail(_):
    raise InputError(WRONG)
