"""Try every reference in references.py in a process that notes and forbids each step out of the project.

`sandbox.py PROJECT OUTSIDE PORT` prints the outcomes as JSON; with `--some`, those of a third of the
references. With `--careless` it takes such steps itself, and only notes them, to show that every guard sees.
No audit hook can be taken off again, so this is a process of its own.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path

from weasyprint import HTML

from foldwell.errors import FoldwellError
from foldwell.workflows import build_pack
from support.project import ROOT
from support.references import ORDER, SECRET, Case, Place, cases

STEPS = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec",
         "os.posix_spawn", "os.fork", "os.startfile", "webbrowser.", "ctypes.dlopen")  # fmt: skip
LOOKS = ("open", "os.listdir", "os.scandir", "shutil.copyfile")
THIRD = 3


class Guard:
    """Notes every step out of the allowed folders, and forbids it or lets it happen."""

    def __init__(self, *allowed: Path, forbids: bool) -> None:
        self.forbids = forbids
        self.allowed = [os.path.realpath(path) for path in allowed]
        self.armed = False
        self.seen: list[str] = []
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.armed:
            return
        if event.startswith(STEPS) or (event in LOOKS and not self.inside(arguments[0])):
            self.seen.append(f"{event} {arguments!r}")
            if self.forbids:
                raise PermissionError(f"forbidden: {event}")

    def inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return True
        real = os.path.realpath(os.fsdecode(path))
        return any(os.path.commonpath((real, folder)) == folder for folder in self.allowed)


def outcome(place: Place, reference: str) -> str:
    """Try a reference at a place: whether it was refused in words, or stayed text; else what is wrong."""
    try:
        found = place.tried(reference)
    except FoldwellError as error:
        words = str(error)
        return "refused" if words and SECRET not in words else f"refused, but says: {words}"
    except Exception as error:
        return f"stumbled: {type(error).__name__}: {error}"
    if SECRET in (found if isinstance(found, str) else found.decode("utf-8", "replace")):
        return "leaked"
    return "text" if reference.startswith(place.text or ("\0",)) else "taken"


def main() -> None:
    """Try everything and print, as JSON, the outcome of each case and what the guard saw."""
    project, outside, port = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    careless = "--careless" in sys.argv
    ours = (ROOT / "tests", ROOT / "scripts", Path(sys.prefix), Path(sys.base_prefix))
    guard = Guard(project, Path(tempfile.gettempdir()), *ours, forbids=not careless)
    tried = list(
        steps(outside, port)
        if careless
        else cases(project, outside, port, every=THIRD if "--some" in sys.argv else 1)
    )
    build_pack.prove(project, ORDER)  # what is loaded on first use is loaded now
    guard.armed = True
    found = []
    for name, reference, place, text in tried:
        before = len(guard.seen)
        found.append((name, reference, outcome(place, text), guard.seen[before:]))
    guard.armed = False
    json.dump(found, sys.stdout)


def steps(outside: str, port: str) -> list[Case]:
    """Return ways to follow a reference, each of which the guard must see."""
    html = f'<img src="file://{outside}/secret.svg">'
    taken: dict[str, Callable[[str], str]] = {
        "opening a file": lambda _: Path(f"{outside}/secret.svg").read_text(),
        "listing a folder": lambda _: str(list(Path(outside).iterdir())),
        "fetching": lambda _: str(urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=0.1).read()),
        "a socket": lambda _: str(socket.create_connection(("127.0.0.1", int(port)))),
        "a command": lambda _: str(subprocess.run(["cat", f"{outside}/secret.svg"], check=False, stdout=-1)),
        "a layout without our supply": lambda _: str(HTML(string=html).write_pdf()),
    }
    return [(name, name, Place(step), name) for name, step in taken.items()]


if __name__ == "__main__":
    main()
