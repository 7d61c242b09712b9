"""A machine to run shell scripts on: what every system has, and stand-ins, whatever else is here."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

EVERYWHERE = (
    *("awk", "basename", "bash", "cat", "chmod", "cksum", "cp", "dirname", "env", "find", "flock", "grep"),
    *("head", "ln", "ls", "mkdir", "mv", "paste", "printf", "readlink", "rm", "sed", "sh", "sort", "touch"),
    *("tr", "true"),
)
"""What scripts may call without asking whether it is there; flock may be absent, as on macOS."""


def machine(folder: Path, **stand_ins: str) -> str:
    """Fill a folder with links to what every system has and with programs of our own; return it as a PATH.

    A stand-in is a shell script, by the name under which it is called.
    """
    folder.mkdir(exist_ok=True)
    for name in EVERYWHERE:
        found = shutil.which(name)
        if found and not (folder / name).exists():
            (folder / name).symlink_to(os.path.abspath(found))  # noqa: PTH100  a link may stand for many programs
    for name, text in stand_ins.items():
        stand_in(folder, name, text)
    return str(folder)


def stand_in(folder: Path, name: str, text: str) -> None:
    """Put a shell script in the place of a program."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)
