"""A project of a few small practices, two states of its article, and the packs that each state makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "restless-legs"
PRACTICES = ("alder", "birch", "cedar")
VERSIONS = ('version: "0.1"', 'version: "0.2"')
OURS = "our copy.txt"
"""What staff put beside a pack; it must never be lost."""

LOST_CARD = """{% block top %}
{{ super() }}
{% if article.version == "0.2" %}
{{ article.not_there }}
{% endif %}
{% endblock %}
"""
"""A template by which the first practice has no card in the new state: its last good one is withdrawn."""

FOLDWELL = (sys.executable, "-c", "from foldwell.cli import main; main()")
SOME_FAILED, CANNOT_WRITE = 1, 6

Packs = Mapping[str, Mapping[str, bytes]]
"""The files of each practice's pack, by name."""


@dataclass
class Row:
    """What came of one kind of fault: how often it was tried or came too late, what it left, what broke."""

    fault: str
    rounds: int = 0
    missed: int = 0
    left: Counter[str] = field(default_factory=Counter)
    swept: int = 0
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ground:
    """Where faults strike: a project, and the packs that its two states make."""

    root: Path
    wanted: tuple[Packs, Packs]

    @property
    def target(self) -> Path:
        """Return the folder that all packs go to."""
        return self.root / "build"

    @property
    def state(self) -> int:
        """Return the state that the article is in, which is the new one."""
        text = (self.root / f"content/articles/{ARTICLE}.yaml").read_text(encoding="utf-8")
        return int(VERSIONS[1] in text)

    @property
    def success(self) -> int:
        """Return the exit code of an unhurt build: in the new state, the first practice has no card."""
        return SOME_FAILED if self.state else 0

    def set_state(self, state: int) -> None:
        """Give the article one of its two states."""
        path = self.root / f"content/articles/{ARTICLE}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(VERSIONS[not state], VERSIONS[state]), encoding="utf-8")

    def build_command(self, target: Path, *words: str) -> list[str]:
        """Return the command that makes the card of every practice."""
        where = ("--project", str(self.root), "build", "--all", "--only", "card", "--out", str(target))
        return [*FOLDWELL, *where, "--today", "2026-11-22", *words]

    def build(self, target: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Build unhurt, with two processes that draw."""
        return subprocess.run(
            self.build_command(target, "--jobs", "2", *words), capture_output=True, text=True, check=False
        )

    def find_faults(self, target: Path, row: Row, names: Sequence[str] = PRACTICES) -> list[str]:
        """Say what is wrong with packs at `target`, and count in the row which are old and which are new."""
        return [fault for name in names if (fault := self._check_pack(target, name, row))]

    def _check_pack(self, target: Path, name: str, row: Row) -> str:
        files = read_files(target / name / ARTICLE)
        ours = files.pop(OURS, None)
        state = next((state for state in (0, 1) if files == self.wanted[state][name]), None)
        if state is None:
            return f"{name}: neither the old pack nor the new one, but {', '.join(files) or 'nothing'}"
        row.left["new" if state == self.state else "old"] += 1
        return "" if ours == name.encode() else f"{name}: what staff put there is lost"

    def set_up(self, target: Path, state: int) -> None:
        """Put whole packs of a state at `target`, with a file of the staff in each."""
        shutil.rmtree(target, ignore_errors=True)
        for name, files in self.wanted[state].items():
            folder = target / name / ARTICLE
            folder.mkdir(parents=True)
            for file, data in {**files, OURS: name.encode()}.items():
                (folder / file).parent.mkdir(exist_ok=True)
                (folder / file).write_bytes(data)


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their path in it; nothing where there is none."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def find_leftovers(target: Path) -> list[Path]:
    """Return what builds have left beside the packs."""
    return sorted(target.glob("*/.*"))


def create_ground(folder: Path, say: Callable[[str], None]) -> Ground:
    """Make the project in `folder`, and the packs of both its states once, unhurt."""
    for part in ("content", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    practices = folder / "content/practices"
    riverside = practices.rename(folder / "shipped") / "riverside"
    for name in PRACTICES:
        shutil.copytree(riverside, practices / name)
    keep_only(folder / "content/articles", f"{ARTICLE}.yaml", "figures")
    templates = practices / PRACTICES[0] / "templates"
    templates.mkdir()
    (templates / "card.html.j2").write_text(LOST_CARD, encoding="utf-8")
    packs = []
    for state in (0, 1):
        say(f"making the packs of state {state + 1}, unhurt")
        bare = Ground(folder, ({}, {}))
        bare.set_state(state)
        # The new state is built over the old one, which leaves the last good card in it.
        done = bare.build(folder / "states")
        if done.returncode != bare.success:
            raise SystemExit(f"cannot make the packs to compare with:\n{done.stderr}")
        packs.append({name: read_files(folder / "states" / name / ARTICLE) for name in PRACTICES})
    return Ground(folder, (packs[0], packs[1]))


def keep_only(folder: Path, *names: str) -> None:
    """Remove whatever else is in a folder."""
    for path in set(folder.iterdir()) - {folder / name for name in names}:
        path.unlink()


def check_exit(done: subprocess.CompletedProcess[str], codes: Sequence[int]) -> list[str]:
    """Say what is wrong with how a build ended: its exit code, or a traceback."""
    wrong = [] if done.returncode in codes else [f"exit code {done.returncode}, not {codes}: {done.stderr}"]
    return [*wrong, f"a traceback: {done.stderr}"] if "Traceback" in done.stderr else wrong
