"""The set-up: once on a bare machine, never twice, and never half."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.machine import machine, stand_in
from support.project import ROOT

RUNTIME, PRESS, TEST = "requirements.lock", "requirements-press.lock", "requirements-test.lock"
SYSTEM = "python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# What the machine has; each program writes down what it was asked. A file says what is wrong: "bare" is a
# machine without Pango and venv, "stale" one that never fetched its lists, "offline" one without packages.
PROGRAMS = {
    "python3": """
        case "$*" in
            *version_info*) echo "$0" ;;
            *ensurepip* | "- lib"*) [ ! -e "$machine/bare" ] ;;
            "-m venv .venv") mkdir -p .venv/bin && ln -s "$0" .venv/bin/python ;;
            "-m pip"*) [ ! -e "$machine/offline" ] ;;
        esac""",
    "id": 'cat "$machine/user"',
    "sudo": "exit 1",
    "apt-get": """
        case "$*" in
            *" update") rm "$machine/stale" ;;
            *) [ ! -e "$machine/stale" ] && rm -f "$machine/bare" ;;
        esac""",
}


@dataclass(frozen=True)
class Desk:
    """A fresh checkout in a folder with a space in its name, on a machine of stand-ins."""

    checkout: Path
    machine: Path

    def is_now(self, name: str, text: str = "") -> None:
        (self.machine / name).write_text(text)

    def has(self, name: str, program: str) -> None:
        log = f'machine=\'{self.machine}\'; echo "${{0##*/}} $DEBIAN_FRONTEND $*" >>"$machine/log"'
        stand_in(self.machine, name, f"{log}\n{program}")

    def start(self, *locks: str, python: str = "") -> subprocess.Popen[str]:
        env = {"PATH": machine(self.machine), "PYTHON": python}
        command = ["sh", str(self.checkout / "scripts/setup.sh"), *(locks or (RUNTIME,))]
        return subprocess.Popen(command, cwd=self.machine, env=env, stderr=subprocess.PIPE, text=True)

    def set_up(self, *locks: str, python: str = "") -> tuple[int, str]:
        """Return the exit code of the set-up, and what it said."""
        with self.start(*locks, python=python) as process:
            output = process.communicate()[1]
        return process.returncode, output

    def work(self, word: str = "") -> list[str]:
        """Return, and forget, what the machine was asked to do; with `word`, only the lines that have it."""
        log = self.machine / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [line for line in lines if word in line]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "my checkout", tmp_path / "machine")
    (desk.checkout / "scripts").mkdir(parents=True)
    for name in ("pyproject.toml", "scripts/setup.sh", "scripts/system.sh", RUNTIME, PRESS, TEST):
        shutil.copy2(ROOT / name, desk.checkout / name)
    machine(desk.machine)
    desk.is_now("user", "1000")
    for name, program in PROGRAMS.items():
        desk.has(name, program)
    return desk


@pytest.fixture
def ready(desk: Desk) -> Desk:
    assert desk.set_up()[0] == 0
    assert len(desk.work("-m pip")) == 2
    return desk


def test_a_fresh_checkout_gets_what_is_locked_and_then_foldwell_itself(desk: Desk) -> None:
    code, output = desk.set_up()
    assert code == 0
    packages, foldwell = desk.work("-m pip")
    assert "install --require-hashes" in packages
    assert "--no-deps" not in packages
    assert packages.endswith(RUNTIME)
    assert foldwell.endswith("--no-deps --no-build-isolation --editable .")
    assert [line.split(":")[0] for line in output.splitlines()] == ["foldwell", "foldwell"]


def test_the_second_time_nothing_is_done_and_nothing_is_said(ready: Desk) -> None:
    assert ready.set_up() == (0, "")
    assert ready.work() == []


def test_of_the_package_for_a_press_nothing_else_is_fetched(ready: Desk) -> None:
    ready.set_up(RUNTIME, PRESS)
    packages, _ = ready.work("-m pip")
    assert "install --require-hashes --no-deps" in packages
    assert packages.endswith(PRESS)


def test_the_tools_of_the_tests_are_added_to_the_same_venv(ready: Desk) -> None:
    ready.set_up(RUNTIME, TEST)
    work = ready.work()
    assert [line.split()[-1] for line in work if "-m pip" in line] == [TEST, "."]
    assert [line for line in work if "venv .venv" in line] == []
    ready.set_up(RUNTIME)
    ready.set_up(RUNTIME, TEST)
    assert ready.work() == []


@pytest.mark.parametrize("name", [RUNTIME, "pyproject.toml"])
def test_a_changed_file_is_installed_and_a_file_that_is_only_newer_is_not(ready: Desk, name: str) -> None:
    os.utime(ready.checkout / name)
    ready.set_up()
    assert ready.work() == []
    with (ready.checkout / name).open("a") as file:
        file.write("# changed\n")
    ready.set_up()
    assert len(ready.work("-m pip")) == 2


def test_a_set_up_that_broke_off_says_so_and_is_done_again_from_the_start(desk: Desk) -> None:
    desk.is_now("offline")
    code, output = desk.set_up()
    assert code != 0
    assert "run the same command again" in output
    (desk.machine / "offline").unlink()
    desk.work()
    assert desk.set_up()[0] == 0
    assert desk.work("venv .venv") != []


@pytest.mark.parametrize("name", ["bin/python", "checkout"])
def test_a_venv_that_lost_its_python_or_its_mark_is_made_again(ready: Desk, name: str) -> None:
    path = ready.checkout / ".venv" / name
    path.unlink()
    path.symlink_to("/nowhere/python3")
    assert ready.set_up()[0] == 0
    assert ready.work("venv .venv") != []


def test_two_set_ups_at_once_do_not_meet(desk: Desk) -> None:
    with (desk.checkout / "pyproject.toml").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = desk.start()
        assert second.stderr is not None
        assert second.stderr.readline() == "foldwell: waiting for another set-up of this checkout\n"
        assert not (desk.checkout / ".venv").exists()
    assert "making .venv" in second.communicate()[1]
    assert second.returncode == 0


def test_a_checkout_that_was_moved_is_set_up_again(ready: Desk) -> None:
    moved = Desk(ready.checkout.rename(ready.checkout.with_name("elsewhere")), ready.machine)
    assert moved.set_up()[0] == 0
    assert moved.work("venv .venv") != []


def test_without_the_right_to_install_one_message_gives_the_command_for_each_system(desk: Desk) -> None:
    desk.is_now("bare")
    code, output = desk.set_up()
    assert code != 0
    for command in (f"sudo apt-get install -y {SYSTEM}", "sudo dnf install", "sudo apk add", "brew install"):
        assert output.count(command) == 1
    assert desk.work("apt-get") == []
    assert not (desk.checkout / ".venv").exists()


@pytest.mark.parametrize(("user", "sudo"), [("0", "exit 1"), ("1000", 'shift; exec "$@"')])
def test_who_may_install_gets_what_is_missing_without_a_question(desk: Desk, user: str, sudo: str) -> None:
    desk.is_now("bare")
    desk.is_now("user", user)
    desk.has("sudo", sudo)
    assert desk.set_up()[0] == 0
    [line] = desk.work("apt-get noninteractive")[-1:]
    assert "-qq -y" in line
    assert line.endswith(f"install {SYSTEM}")


def test_stale_lists_of_packages_are_fetched_first_and_only_then(desk: Desk) -> None:
    for name, text in (("bare", ""), ("stale", ""), ("user", "0")):
        desk.is_now(name, text)
    assert desk.set_up()[0] == 0
    asked = [line.split("Timeout=120 ")[1].split()[0] for line in desk.work("apt-get noninteractive")]
    assert asked[:3] == ["install", "update", "install"]


def test_a_python_that_is_too_old_is_refused_with_what_to_do(desk: Desk) -> None:
    desk.has("python3.10", "exit 1")
    code, output = desk.set_up(python="python3.10")
    assert code != 0
    assert "Python 3.11 or newer is needed; python3.10 is older or not there." in output
    assert "make PYTHON=" in output


def test_a_newer_python_beside_an_old_one_is_found(desk: Desk) -> None:
    (desk.machine / "python3").rename(desk.machine / "python3.12")
    for name in ("python3", "python3.14", "python3.13"):
        desk.has(name, "exit 1")
    assert desk.set_up()[0] == 0
    assert (desk.checkout / ".venv/bin/python").readlink() == desk.machine / "python3.12"
