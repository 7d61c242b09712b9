"""A file lock that is released when its process ends, even if it is killed."""

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
    """Release a lock at the end, and remove its file."""
    try:
        yield
    finally:
        # In this order: after the release the file may be that of the next holder.
        path.unlink(missing_ok=True)
        os.close(lock)


def locked(path: Path, tries: int = TRIES) -> int | None:
    """Return the lock on a file, to be closed; None if another process holds it for all attempts."""
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
        # The previous holder deleted the file between our open and our lock.
        os.close(lock)
    return None


def is_same_file(lock: int, path: Path) -> bool:
    """Return whether an open file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(lock), path.lstat())
    except FileNotFoundError:
        return False
