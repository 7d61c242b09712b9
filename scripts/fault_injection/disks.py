"""Disks that are full or take nothing, and what stands where a pack or its files should be."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fault_injection.ground import (
    ARTICLE,
    CANNOT_WRITE,
    PRACTICES,
    SOME_FAILED,
    Ground,
    Row,
    check_exit,
    find_leftovers,
    read_files,
)

ROOM = (0, 4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384)
"""Kilobytes that are left on the disk when a build begins."""

SIZE = 4096
"""Kilobytes of the whole disk."""


@contextmanager
def mount_small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk at a folder, and yield whether that was allowed."""
    folder.mkdir()
    mount = shutil.which("mount")
    words = [mount or "mount", "-t", "tmpfs", "-o", f"size={SIZE}k", "tmpfs", str(folder)]
    mounted = bool(mount) and not subprocess.run(words, capture_output=True, check=False).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def inject_disk_faults(ground: Ground) -> Iterator[Row]:
    """Build onto a disk that is full sooner or later, and onto one that cannot be written to."""
    with mount_small_disk(ground.root / "disk") as mounted:
        if mounted:
            yield fill_disk(ground, ground.root / "disk/build")
            yield build_on_read_only_disk(ground, ground.root / "disk")
    if not mounted:
        yield limit_file_size(ground)
        yield build_without_permission(ground)


def fill_disk(ground: Ground, target: Path) -> Row:
    """Build where ever more room is left: all packs as they were, then some new, then all."""
    row = Row(f"disk full (a disk of {SIZE // 1024} MB)")
    for room in ROOM:
        ground.set_up(target, 0)
        ground.set_state(1)
        free = shutil.disk_usage(target).free
        ballast = target.parent / "ballast"
        ballast.write_bytes(bytes(max(free - room * 1024, 0)))
        done = ground.build(target)
        record_result(ground, row, target, done, (ground.success, CANNOT_WRITE))
        ballast.unlink()
        if (done.returncode == ground.success) != all(is_new(ground, target, name) for name in PRACTICES):
            row.broken.append(f"it ended with {done.returncode}, but that is not what the packs say")
    if not {"old", "new"} <= set(row.left):
        row.broken.append("the disk was never full half way: the rounds prove little")
    return row


def is_new(ground: Ground, target: Path, name: str) -> bool:
    """Return whether the pack of a practice is the new one."""
    return ground.wanted[1][name].items() <= read_files(target / name / ARTICLE).items()


def limit_file_size(ground: Ground) -> Row:
    """Build where no file may be larger than a limit: a second best, where nothing can be mounted."""
    row = Row("file too large (a limit, for want of a small disk)")
    for room in ROOM:

        def limit(most: int = room * 1024) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        build_over_old(ground, row, (SOME_FAILED,), limit)
    return row


def build_on_read_only_disk(ground: Ground, disk: Path) -> Row:
    """Build onto a disk that cannot be written to."""
    row = Row("read-only disk")
    ground.set_up(disk / "build", 0)
    ground.set_state(1)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    record_result(ground, row, disk / "build", ground.build(disk / "build"), (CANNOT_WRITE,))
    return row


def build_without_permission(ground: Ground) -> Row:
    """Build into folders that may not be written to."""
    row = Row("folders that may not be written to")
    ground.set_up(ground.target, 0)
    ground.set_state(1)
    for name in PRACTICES:
        (ground.target / name).chmod(0o555)
    record_result(ground, row, ground.target, ground.build(ground.target), (SOME_FAILED, CANNOT_WRITE))
    for name in PRACTICES:
        (ground.target / name).chmod(0o755)
    return row


def build_over_old(ground: Ground, row: Row, codes: tuple[int, ...], before: Callable[[], None]) -> None:
    """Build over old packs in a process that does something first."""
    ground.set_up(ground.target, 0)
    ground.set_state(1)
    words = ground.build_command(ground.target, "--jobs", "2")
    done = subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=before)
    record_result(ground, row, ground.target, done, codes)


def record_result(
    ground: Ground, row: Row, target: Path, done: subprocess.CompletedProcess[str], codes: tuple[int, ...]
) -> None:
    """Note in the row how a build ended, and what it left."""
    row.rounds += 1
    row.broken += check_exit(done, codes)
    row.broken += ground.find_faults(target, row)
    row.broken += [f"{path.name} is left" for path in find_leftovers(target)]


def make_linker(elsewhere: Path) -> Callable[[Path], object]:
    """Return what puts a link to a full folder or file at a path."""
    return lambda path: path.symlink_to(elsewhere)


def inject_path_faults(ground: Ground) -> Iterator[Row]:
    """Put something strange where the first pack, a file of it or a neighbour of it should be."""
    file, folder = ground.root / "mine.txt", ground.root / "mine"
    file.write_bytes(b"mine")
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    kinds: Mapping[str, Callable[[Path], object]] = {
        "a folder": lambda path: shutil.copytree(folder, path),
        "a file": lambda path: shutil.copy(file, path),
        "a pipe": os.mkfifo,
        "a link to a file": make_linker(file),
        "a link to a folder": make_linker(folder),
        "a link to nothing": make_linker(ground.root / "nothing"),
    }
    for kind, put in kinds.items():
        row = Row(f"{kind} where it should not be")
        for place in PLACES:
            if (kind, place) not in RIGHT:
                build_over_stray(ground, row, place, put)
                if read_files(folder) != {"mine.txt": b"mine"} or file.read_bytes() != b"mine":
                    row.broken.append(f"{place}: what a link leads to was changed")
                if (ground.root / "nothing").exists():
                    row.broken.append(f"{place}: what a link leads to was made")
        yield row


PACK = f"{PRACTICES[0]}/{ARTICLE}"
PLACES = (
    PACK,
    f"{PACK}/card.pdf",
    f"{PACK}/manifest.json",
    *(f"{PRACTICES[0]}/.{ARTICLE}.{part}" for part in ("new", "old", "lock")),
)
"""Below the folder of all packs."""

RIGHT = {
    ("a folder", PACK),
    *(("a folder", f"{PRACTICES[0]}/.{ARTICLE}.{part}") for part in ("new", "old")),
    *((kind, f"{PRACTICES[0]}/.{ARTICLE}.lock") for kind in ("a file", "a pipe")),
    *(("a file", f"{PACK}/{name}") for name in ("card.pdf", "manifest.json")),
}
"""What may be there: a folder to fill, a leftover of a build, or a file that was edited."""


def build_over_stray(ground: Ground, row: Row, place: str, put: Callable[[Path], object]) -> None:
    """Build over something strange: it stays as it was, the pack too, and the others are made."""
    ground.set_up(ground.target, 0)
    ground.set_state(1)
    path = ground.target / place
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    put(path)
    before = list_tree(ground.target / PRACTICES[0])
    done = ground.build(ground.target)
    row.rounds += 1
    row.broken += [f"{place}: {message}" for message in check_exit(done, (SOME_FAILED,))]
    after = list_tree(ground.target / PRACTICES[0])
    if before != after:
        row.broken.append(f"{place}: changed from {before} to {after}")
    others = Row("others")
    wrong = ground.find_faults(ground.target, others, PRACTICES[1:])
    row.left["new"] += others.left["new"]
    row.left["old"] += 1
    if wrong or others.left["new"] != len(PRACTICES) - 1:
        row.broken.append(f"{place}: the other packs were not made: {wrong} {done.stderr}")


def list_tree(folder: Path) -> dict[str, str]:
    """Return what is in a folder, by name: where links lead to, what files hold, and what else there is."""
    return {path.relative_to(folder).as_posix(): describe_path(path) for path in sorted(folder.rglob("*"))}


def describe_path(path: Path) -> str:
    """Say what there is at a path."""
    if path.is_symlink():
        return f"link to {path.readlink()}"
    return str(hash(path.read_bytes())) if path.is_file() else "folder" if path.is_dir() else "pipe"
