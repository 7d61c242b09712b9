"""Publish a pack atomically: completely or not at all.

New files are written beside the pack, in a folder whose name starts with a dot, read back from the disk and
checked; then the two folders change places. What a power cut or a kill leaves, at any instant:

- before the exchange: the old pack, and a hidden folder that the next run sweeps away;
- after it: the new pack, and the old one in the hidden folder, swept away likewise;
- where folders cannot change places in one step (Linux can), between setting the old pack aside and moving
  the new one in: no pack, and the next run first puts the old one back.

There is never a mixture of both. The last good file of a document that can no longer be built is moved to the
folder `withdrawn` in the pack, and deleted there as soon as there is a good one again.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from foldwell.errors import OutputError, Problem
from foldwell.project.paths import WITHDRAWN
from foldwell.workflows.publishing.file_lock import locked, released
from foldwell.workflows.publishing.os_errors import DISK_FULL, MOVE_HINT, translate_os_errors

Check = Callable[[Mapping[str, bytes]], None]

AT_FDCWD, RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """The changes that depend on the existing pack: further files, and the names of those to remove.

    Files named in `withdrawn` are removed too, but kept in the folder for withdrawn ones.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    removed: Collection[str] = ()
    withdrawn: Collection[str] = ()


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    check: Check,
    plan: Callable[[Path], PublishPlan] = lambda _: PublishPlan(),
) -> None:
    """Publish all `files` into the pack at `folder`, or none, once `check` passes the files on disk.

    `plan` is called while no other build can write the pack, and returns further files to write or remove.
    All other files in the folder stay. Errors raised by `check` are passed on; raises OutputError if the pack
    cannot be written. In both cases the pack is unchanged.
    """
    new = sibling_path(folder, "new")
    with exclusive(folder):
        with translate_os_errors(folder):
            recover(folder)
        try:
            with translate_os_errors(folder):
                publish_plan = plan(folder)
                all_files = {**files, **publish_plan.files}
                check_path_types(_required_types(folder, (*all_files, *publish_plan.withdrawn)))
                write(all_files, folder, publish_plan)
                stored = {name: (new / name).read_bytes() for name in files}
            # Outside of the translation: errors of the check are not those of the disk.
            check(stored)
            with translate_os_errors(folder):
                swap(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove the leftovers of a killed build beside a pack, unless another build is running.

    What cannot be removed stays, because the pack itself is complete.
    """
    path = sibling_path(folder, "lock")
    with suppress(OSError, OutputError):
        lock = locked(path, tries=1)
        if lock is not None:
            with released(lock, path):
                recover(folder)


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of a pack by name; raises OutputError if it is missing or unreadable."""
    with translate_os_errors(folder):
        shown = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name[0] != "."]
        return {path.name: path.read_bytes() for path in shown}


def sibling_path(folder: Path, part: str) -> Path:
    """Return the path of a hidden sibling of a pack, on the same disk."""
    return folder.with_name(f".{folder.name}.{part}")


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Wait until no other build writes the same pack; raises OutputError after a minute."""
    path = sibling_path(folder, "lock")
    with translate_os_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = locked(path)
    if lock is None:
        what, hint = "another build has been writing it for a minute", "wait for it to end, or stop it"
        raise OutputError(Problem(str(folder), what, hint))
    with released(lock, path):
        yield


def recover(folder: Path) -> None:
    """Recover from an interrupted publish: delete temporary folders, restore the backup."""
    aside, new = sibling_path(folder, "old"), sibling_path(folder, "new")
    # Removing a folder blocks if it contains a FIFO.
    check_path_types({aside: "folder", new: "folder"})
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    for leftover in (aside, new):
        if leftover.exists():
            shutil.rmtree(leftover)


def check_path_types(required: Mapping[Path, str]) -> None:
    """Raise OutputError if a path that should be a folder or a file is a link or something else."""
    problems = []
    for path, kind in required.items():
        right = path.is_dir() if kind == "folder" else path.is_file()
        if path.is_symlink() or (path.exists() and not right):
            found = "a link" if path.is_symlink() else "something else"
            problems.append(Problem(str(path), f"should be a {kind} but is {found}", MOVE_HINT))
    if problems:
        raise OutputError(*problems)


def _required_types(folder: Path, names: Collection[str]) -> dict[Path, str]:
    """Return the required type of each existing path of a pack: its folders and files."""
    folders = dict.fromkeys((folder, folder / WITHDRAWN), "folder")
    return folders | {path / name: "file" for name in sorted(names) for path in folders}


def write(files: Mapping[str, bytes], folder: Path, plan: PublishPlan) -> None:
    """Write the new pack into the hidden folder and flush it to disk."""
    new = sibling_path(folder, "new")
    if folder.exists():
        paths = {folder: {*files, *plan.removed}, folder / WITHDRAWN: {*files, *plan.removed}}
        copy(folder, new, lambda parent, names: paths.get(Path(parent), set()).intersection(names))
    else:
        new.mkdir()
    # Whatever the umask: colleagues have to open the pack.
    new.chmod(0o755)
    withdraw(new, plan.withdrawn)
    for name, data in sorted(files.items()):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        # Never over a file or through a link: whatever is there already was put there by someone else.
        with (new / name).open("xb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)
    for path in (*new.rglob("*"), new):
        if not path.is_symlink():
            flush(path)


def withdraw(folder: Path, names: Collection[str]) -> None:
    """Move the named files, as far as they exist, to the folder of withdrawn ones."""
    away = folder / WITHDRAWN
    for name in names:
        if (folder / name).exists():
            away.mkdir(exist_ok=True)
            (folder / name).replace(away / name)
    if away.is_dir() and not any(away.iterdir()):
        away.rmdir()


def copy(folder: Path, new: Path, left_out: Callable[[str, list[str]], set[str]]) -> None:
    """Copy a folder without the excluded files; raises OSError, unchanged for a full disk."""
    full: list[OSError] = []

    def copied(source: str, target: str) -> None:
        try:
            shutil.copy2(source, target)
        except OSError as error:
            # shutil.copytree collects errors as text without their errno.
            full.extend([error] if error.errno in DISK_FULL else [])
            raise

    try:
        shutil.copytree(folder, new, symlinks=True, ignore=left_out, copy_function=copied)
    except shutil.Error as error:
        raise (full or [error])[0] from error


def flush(path: Path) -> None:
    """Flush a file, or the entries of a folder, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swap(folder: Path) -> None:
    """Move the hidden folder into place, and the old pack aside."""
    new, aside = sibling_path(folder, "new"), sibling_path(folder, "old")
    if not folder.exists():
        new.rename(folder)
    elif not exchange(new, folder):
        folder.rename(aside)
        move_in(new, folder, aside)
    # Until its folder is on the disk, the new name may be lost with the power.
    flush(folder.parent)


def move_in(new: Path, folder: Path, aside: Path) -> None:
    """Move the new pack in, or the old one back when that fails."""
    try:
        new.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside)


def exchange(a: Path, b: Path) -> bool:
    """Exchange two folders atomically, and return whether the system supports it."""
    # Python can rename a folder only over an empty one; glibc has this call from 2.28 on.
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if exchange is None:
        return False
    return bool(exchange(AT_FDCWD, os.fsencode(a), AT_FDCWD, os.fsencode(b), RENAME_EXCHANGE) == 0)
