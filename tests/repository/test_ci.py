"""The one command that proves a checkout."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support.machine import machine
from support.project import ROOT

CHECKS = [
    "test",
    "test-matrix",
    "leaflets",
    "handout",
    "card",
    "press",
    "check",
    "help",
    "lint",
    "types",
    "conformance",
    "sbom",
    "bench-quick",
]


def prove(tmp_path: Path, broken: str) -> subprocess.CompletedProcess[str]:
    """Run .ci/run where `make` says what it was asked for, and fails for the check named."""
    (tmp_path / ".ci").mkdir()
    shutil.copy2(ROOT / ".ci/run", tmp_path / ".ci")
    env = {"PATH": machine(tmp_path / "machine", make=f'echo "made $1"\n[ "$1" != "{broken}" ]')}
    return subprocess.run([tmp_path / ".ci/run"], env=env, capture_output=True, text=True, check=False)


def made(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.removeprefix("made ") for line in result.stdout.splitlines() if line.startswith("made ")]


def test_every_check_runs_the_tests_first_and_what_runs_is_printed(tmp_path: Path) -> None:
    result = prove(tmp_path, broken="nothing")
    assert made(result) == CHECKS
    assert all(f"== make {check}\n" in result.stdout for check in CHECKS)
    assert result.returncode == 0


@pytest.mark.parametrize("check", CHECKS)
def test_one_failed_check_fails_the_whole_after_all_have_run(tmp_path: Path, check: str) -> None:
    result = prove(tmp_path, broken=check)
    assert made(result) == CHECKS
    assert result.stdout.splitlines()[-1] == f"== failed: make {check}"
    assert result.returncode == 1
