"""How long it takes from a save to the finished, proven pack, while foldwell watches."""

from __future__ import annotations

import hashlib
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.project import ARTICLE, PRACTICE, foldwell_command

EDITS = {
    "a word of the article": (f"articles/{ARTICLE}.yaml", r"(key_point: An urge) ?\S* to", r"\1 ({}) to"),
    "the practice's phone": (
        f"practices/{PRACTICE}/practice.yaml",
        r'phone: "01632 9601..',
        'phone: "01632 9601{}',
    ),
    "the brand's primary colour": (
        f"practices/{PRACTICE}/_brand.yml",
        r'deep-water: "#0a55..',
        'deep-water: "#0a55{}',
    ),
    "card.css": ("../templates/card.css", r"padding-bottom: 1\.6\d*mm", "padding-bottom: 1.6{}mm"),
    "the wording": ("wording/en-GB.yaml", r"key_point: Key.*", "key_point: Key point {}"),
}
"""What is saved: a file below content/, a pattern, and what takes its place, with a number for {}."""

FIRST = 10
"""The first number: all have two digits, so that no save leaves more to print than another."""

PATIENCE = 60
"""After so many seconds nobody waits any longer."""


def measure_saves(root: Path, rounds: int) -> dict[str, list[float]]:
    """Return for each kind of save the seconds from the write to the pack that was made of it."""
    found: dict[str, list[float]] = {what: [] for what in EDITS}
    with run_watch(root):
        for number in range(FIRST, FIRST + rounds):
            for what, seconds in found.items():
                seconds.append(save_and_wait(root, what, number))
    return found


@contextmanager
def run_watch(root: Path) -> Iterator[None]:
    """Have foldwell watch a project, once its first pack is there, until no more is saved."""
    words = foldwell_command(root, "watch", "--practice", PRACTICE, "--article", ARTICLE)
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)  # noqa: S603  our own
    try:
        wait_for_digest(root, "")
        yield
    finally:
        process.terminate()
        process.wait()


def save_and_wait(root: Path, what: str, number: int) -> float:
    """Save an edit, and return how many seconds later the pack says that it was made of it."""
    name, pattern, words = EDITS[what]
    path = (root / "content" / name).resolve()
    text, count = re.subn(pattern, words.format(number), path.read_text(encoding="utf-8"), count=1)
    if not count:
        raise SystemExit(f"{name} has nothing like {pattern}")
    begun = time.monotonic()
    path.write_text(text, encoding="utf-8")
    wait_for_digest(root, hashlib.sha256(text.encode()).hexdigest())
    return time.monotonic() - begun


def wait_for_digest(root: Path, digest: str) -> None:
    """Wait until the pack's manifest, which is written last, holds a digest."""
    path = root / "build" / PRACTICE / ARTICLE / "manifest.json"
    late = time.monotonic() + PATIENCE
    while not (path.exists() and digest in path.read_text(encoding="utf-8")):
        if time.monotonic() > late:
            raise SystemExit(f"no pack was made of a save in {PATIENCE} seconds")
        time.sleep(0.005)
