"""Ask whether a package that we lock is known to be weak: `make audit`, with an answer from the network."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = tuple(sorted(ROOT.glob("requirements*.lock")))
FEW = 5
OTHER = "PIP_AUDIT_VULNERABILITY_SERVICE=osv make audit"

WEAK, UNKNOWN = 1, 2
"""How this ends when a package is known to be weak, and when not all of them could be asked about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How many packages were asked about, what is known against them, and about which nobody could say."""

    asked: int
    weak: tuple[str, ...]
    unknown: tuple[str, ...]


def main() -> None:
    """Print what is known against the packages of every lock; silence of the service is no good news."""
    text, complaint = ask(LOCKS)
    answer = understood(text)
    for line in told(answer, complaint):
        print(line)  # noqa: T201  it is what one sees
    if answer is None or answer.unknown:
        sys.exit(UNKNOWN)
    sys.exit(WEAK if answer.weak else 0)


def ask(locks: Sequence[Path]) -> tuple[str, str]:
    """Return what pip-audit says of the locks, as JSON, and the last line of its complaints."""
    options = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json", "--desc=off")
    named = [word for lock in locks for word in ("--requirement", str(lock))]
    command = [sys.executable, "-m", "pip_audit", *options, *named]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout, (done.stderr.strip().splitlines() or [""])[-1]


def understood(text: str) -> Answer | None:
    """Return the answer that pip-audit's JSON stands for; none if there is no answer in it."""
    try:
        packages: list[dict[str, Any]] = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    skipped = tuple(package["name"] for package in packages if "skip_reason" in package)
    return Answer(len(packages), tuple(line for one in packages for line in _weaknesses(one)), skipped)


def _weaknesses(package: Mapping[str, Any]) -> Iterator[str]:
    for weakness in package.get("vulns", ()):
        better = weakness["fix_versions"]
        cure = f"lock {' or '.join(better)}" if better else "no version without it is known"
        yield f"{package['name']} {package['version']}: {weakness['id']} ({cure})"


def told(answer: Answer | None, complaint: str) -> Iterator[str]:
    """Yield the lines to print."""
    if answer is None:
        yield f"The audit could not be made: {complaint}"
    else:
        yield from answer.weak
        known = answer.asked - len(answer.unknown)
        yield f"The service knows {known} of {answer.asked} packages. Weaknesses: {len(answer.weak)}."
    if answer and answer.unknown:
        yield f"Not known: {', '.join(answer.unknown[:FEW])}{', ...' * (len(answer.unknown) > FEW)}"
    if answer is None or answer.unknown:
        yield "This is no good news. Try again where the service can be reached, or ask another one:"
        yield f"  {OTHER}"


if __name__ == "__main__":
    main()
