"""A pack appears whole or not at all.

New files are written beside the pack, in a folder whose name starts with a dot, read back from the disk and
checked; then the two folders change places. What a power cut or a kill leaves, at any instant:

- before the exchange: the old pack, and a hidden folder that the next run sweeps away;
- after it: the new pack, and the old one in the hidden folder, swept away likewise;
- where folders cannot change places in one step (Linux can), between setting the old pack aside and moving
  the new one in: no pack, and the next run first puts the old one back.

Never are there some files of each. The last good file of a document that cannot be made any more is moved to
the pack's folder `withdrawn`, and removed from there as soon as there is a good one again.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from foldwell.errors import DiskError, OutputError, Problem
from foldwell.project.paths import WITHDRAWN
from foldwell.workflows.publishing.file_lock import freed, locked

Check = Callable[[Mapping[str, bytes]], None]

AT_FDCWD, RENAME_EXCHANGE = -100, 2

MOVE = "move it away, then build again"
NOT_ALLOWED = "you may not write here", "choose another folder with --out, or ask for the right to write here"
REASONS = {
    errno.ENOSPC: ("the disk is full", "make room on the disk, then build again"),
    errno.EDQUOT: ("your share of the disk is used up", "delete what you no longer need, then build again"),
    errno.EFBIG: ("a file is larger than this computer allows", "ask whoever looks after this computer"),
    errno.EROFS: ("this disk cannot be written to", "choose another folder with --out"),
    errno.ENOENT: ("there is no such folder", "build the pack first"),
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.ENOTDIR: ("part of this path is a file, not a folder", MOVE),
    errno.EEXIST: ("part of this path is a file, not a folder", MOVE),
    errno.ENAMETOOLONG: ("this path is too long", "choose a shorter one with --out"),
}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# Copying a folder raises an error of its own, without a number.
COPYING = "what else is in this folder cannot be copied", MOVE


@dataclass(frozen=True, slots=True)
class Settled:
    """What only the pack that is there decides: further files, and the names of those that go.

    Those that are `withdrawn` go too, but are not thrown away.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    gone: Collection[str] = ()
    withdrawn: Collection[str] = ()


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    check: Check,
    settle: Callable[[Path], Settled] = lambda _: Settled(),
) -> None:
    """Put `files` into the pack at `folder`, all of them or none, once `check` passes what the disk holds.

    `settle` looks at the pack when nobody else can write it, and says what else comes or goes with the files.
    Everything else in the folder stays. What `check` raises is passed on; raises OutputError when the pack
    cannot be written. In both cases the pack is as it was before.
    """
    new = beside(folder, "new")
    with turn(folder):
        with explained(folder):
            mend(folder)
        try:
            with explained(folder):
                settled = settle(folder)
                whole = {**files, **settled.files}
                refuse_strangers(_wanted(folder, (*whole, *settled.withdrawn)))
                write(whole, folder, settled)
                stored = {name: (new / name).read_bytes() for name in files}
            check(stored)
            with explained(folder):
                swap(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a killed build left beside a pack that is up to date, unless another build is at it.

    What cannot be removed stays: the pack itself is as it should be.
    """
    path = beside(folder, "lock")
    with suppress(OSError, OutputError):
        lock = locked(path, tries=1)
        if lock is not None:
            with freed(lock, path):
                mend(folder)


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of a pack, by name; raises OutputError when it is not there or cannot be read."""
    with explained(folder):
        shown = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."]
        return {path.name: path.read_bytes() for path in shown}


def beside(folder: Path, part: str) -> Path:
    """Return the path of one of our hidden neighbours of a pack, on the same disk."""
    return folder.with_name(f".{folder.name}.{part}")


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into an OutputError that says what to do."""
    try:
        yield
    except OSError as error:
        known = REASONS.get(error.errno) if error.errno else COPYING
        what, hint = known or (str(error.strerror), "put this right, then build again")
        kind = DiskError if error.errno in FULL else OutputError
        raise kind(Problem(str(folder), what, hint)) from error


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Wait until no other build writes the same pack; raises OutputError after a minute."""
    path = beside(folder, "lock")
    with explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = locked(path)
    if lock is None:
        what, hint = "another build has been writing it for a minute", "wait for it to end, or stop it"
        raise OutputError(Problem(str(folder), what, hint))
    with freed(lock, path):
        yield


def mend(folder: Path) -> None:
    """Undo what a killed build left: its hidden folders go, a pack that it had set aside comes back."""
    aside, new = beside(folder, "old"), beside(folder, "new")
    # What removes a folder waits for ever where it finds a pipe.
    refuse_strangers({aside: "folder", new: "folder"})
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    for leftover in (aside, new):
        if leftover.exists():
            shutil.rmtree(leftover)


def refuse_strangers(wanted: Mapping[Path, str]) -> None:
    """Raise OutputError when a link, or something else, stands where a folder or a file should be."""
    problems = []
    for path, kind in wanted.items():
        right = path.is_dir() if kind == "folder" else path.is_file()
        if path.is_symlink() or (path.exists() and not right):
            found = "a link" if path.is_symlink() else "something else"
            problems.append(Problem(str(path), f"should be a {kind} but is {found}", MOVE))
    if problems:
        raise OutputError(*problems)


def _wanted(folder: Path, names: Collection[str]) -> dict[Path, str]:
    """Return what must stand in a pack, if anything does, where its files and their last good ones are."""
    folders = dict.fromkeys((folder, folder / WITHDRAWN), "folder")
    return folders | {place / name: "file" for name in sorted(names) for place in folders}


def write(files: Mapping[str, bytes], folder: Path, settled: Settled) -> None:
    """Write the pack as it is to be into the hidden folder, down to the disk."""
    new = beside(folder, "new")
    if folder.exists():
        places = {folder: {*files, *settled.gone}, folder / WITHDRAWN: {*files, *settled.gone}}
        copy(folder, new, lambda parent, names: places.get(Path(parent), set()).intersection(names))
    else:
        new.mkdir()
    new.chmod(0o755)
    withdraw(new, settled.withdrawn)
    for name, data in sorted(files.items()):
        with (new / name).open("xb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)
    for path in (*new.rglob("*"), new):
        if not path.is_symlink():
            flush(path)


def withdraw(folder: Path, names: Collection[str]) -> None:
    """Move the named files of a folder, as far as they are there, out of the way of whoever prints."""
    away = folder / WITHDRAWN
    for name in names:
        if (folder / name).exists():
            away.mkdir(exist_ok=True)
            (folder / name).replace(away / name)
    if away.is_dir() and not any(away.iterdir()):
        away.rmdir()


def copy(folder: Path, new: Path, left_out: Callable[[str, list[str]], set[str]]) -> None:
    """Copy a folder without what is left out; raises OSError, of a full disk its own."""
    full: list[OSError] = []

    def copied(source: str, target: str) -> None:
        try:
            shutil.copy2(source, target)
        except OSError as error:
            # What copies a folder gathers errors as texts, and forgets their numbers.
            full.extend([error] if error.errno in FULL else [])
            raise

    try:
        shutil.copytree(folder, new, symlinks=True, ignore=left_out, copy_function=copied)
    except shutil.Error as error:
        raise (full or [error])[0] from error


def flush(path: Path) -> None:
    """Bring a file, or a folder's list of files, down to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swap(folder: Path) -> None:
    """Move the hidden folder to where the pack belongs, and the old pack out of the way."""
    new, aside = beside(folder, "new"), beside(folder, "old")
    if not folder.exists():
        new.rename(folder)
    elif not exchanged(new, folder):
        folder.rename(aside)
        move_in(new, folder, aside)
    flush(folder.parent)


def move_in(new: Path, folder: Path, aside: Path) -> None:
    """Move the new pack in, or the old one back when that fails."""
    try:
        new.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside)


def exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, and return whether this system can."""
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    return bool(exchange(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)
