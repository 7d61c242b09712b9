"""A file that one build holds at a time; whoever is killed holds it no longer."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TRIES, PAUSE = 300, 0.2


@contextmanager
def released(lock: int, path: Path) -> Iterator[None]:
    """Give a lock back in the end, and leave nothing of it."""
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(lock)


def locked(path: Path, tries: int = TRIES) -> int | None:
    """Return the lock on a file, to be closed; none if somebody else holds it all the while."""
    for _ in range(tries):
        lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            time.sleep(PAUSE)
            continue
        if is_same_file(lock, path):
            return lock
        # The build before us deleted it between our opening and our locking it.
        os.close(lock)
    return None


def is_same_file(lock: int, path: Path) -> bool:
    """Return whether an open file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(lock), path.lstat())
    except FileNotFoundError:
        return False
