"""Commands in processes of their own, watched from outside."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from foldwell import cli

ARTICLE = "restless-legs"


CARD = ("build", "--only", "card")


LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def tree(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def forked(project: Path, output: Path, *words: str) -> int:
    """Run the command in a process of its own, a leader of its group as in a terminal."""
    process = os.fork()
    if process:
        return process
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    handle = os.open(output, os.O_WRONLY | os.O_CREAT)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    sys.stdout = sys.stderr = os.fdopen(1, "w")
    sys.argv = ["foldwell", "--project", str(project), *words]
    code = 0
    try:
        cli.main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        os._exit(code)


def children(process: int) -> list[int]:
    return [int(item) for item in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except FileNotFoundError:
        return False


def awaited(what: Callable[[], object]) -> None:
    """Wait until something holds; the test's own limit is that of the whole run."""
    while not what():
        time.sleep(0.01)


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
