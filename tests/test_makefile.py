"""What someone meets who types make: the list of targets, and values taken as they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAKE = shutil.which("make") or "make"
STRANGE = (
    "two words",
    "x; touch owned",
    "$(touch owned)",
    "$(shell touch owned)",
    "`touch owned`",
    "$$",
    "a$b",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout that is set up, where each tool prints its name and its arguments, one a line."""
    folder = tmp_path / "my checkout"
    tools = [folder / f".venv/bin/{name}" for name in ("foldwell", "pytest", "ruff", "mypy", "python")]
    for path in (*tools, folder / "scripts/setup.sh", folder / "scripts/conformance/setup.sh"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\nprintf "%s\\n" "${0##*/}" "$@"\n')
        path.chmod(0o755)
    shutil.copy2(ROOT / "Makefile", folder)
    return folder


def make(checkout: Path, *words: str, **more: str) -> list[str]:
    env = {"PATH": "/usr/bin:/bin", **more}
    done = subprocess.run([MAKE, *words], cwd=checkout, env=env, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def built(checkout: Path, value: str) -> list[str]:
    return make(checkout, "leaflet", f"PRACTICE={value}", f"ARTICLE={value}")[2:]


def edit(checkout: Path, old: str, new: str) -> None:
    makefile = checkout / "Makefile"
    assert old in makefile.read_text()
    makefile.write_text(makefile.read_text().replace(old, new))


def unlisted(checkout: Path) -> set[str]:
    targets = set(re.findall(r"^([\w-]+):(?!=)", (checkout / "Makefile").read_text(), re.MULTILINE))
    assert {"leaflet", "test", "help"} <= targets
    return targets - {line.split()[1] for line in make(checkout, "help") if len(line.split()) > 2}


def test_help_lists_every_target_and_says_what_it_does(checkout: Path) -> None:
    assert unlisted(checkout) == set()


def test_a_target_without_its_comment_is_noticed(checkout: Path) -> None:
    edit(checkout, "card: ## the card only", "card:")
    assert unlisted(checkout) == {"card"}


def test_make_alone_is_help_and_sets_nothing_up(checkout: Path) -> None:
    assert make(checkout) == make(checkout, "help") != []
    assert "setup.sh" not in make(checkout)


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("leaflet", ["foldwell", "build", "--practice=riverside", "--article=restless-legs"]),
        (
            "handout",
            ["foldwell", "build", "--practice=riverside", "--article=restless-legs", "--only", "handout"],
        ),
        ("card", ["foldwell", "build", "--practice=riverside", "--article=restless-legs", "--only", "card"]),
        ("watch", ["foldwell", "watch", "--practice=riverside", "--article=restless-legs"]),
        ("leaflets", ["foldwell", "build", "--all"]),
        ("schema", ["foldwell", "schema"]),
        ("practice", ["foldwell", "new", "practice", "--", ""]),
        ("article", ["foldwell", "new", "article", "--", ""]),
    ],
)
def test_a_target_is_one_command_after_set_up(checkout: Path, target: str, command: list[str]) -> None:
    assert make(checkout, target) == ["setup.sh", "requirements.lock", *command]


@pytest.mark.parametrize(
    ("target", "commands"),
    [
        ("test", ["pytest", "--numprocesses", "logical", "--dist", "worksteal"]),
        ("types", ["mypy"]),
        ("lint", ["ruff", "check", "ruff", "format", "--check"]),
    ],
)
def test_the_tools_of_the_tests_come_only_when_needed(
    checkout: Path, target: str, commands: list[str]
) -> None:
    extras = ["requirements-press.lock", "requirements-test.lock", "requirements-audit.lock"]
    assert make(checkout, target) == ["setup.sh", "requirements.lock", *extras, *commands]


def test_the_colour_profile_comes_only_when_a_press_is_asked_for(checkout: Path) -> None:
    command = ["build", "--practice=riverside", "--article=restless-legs", "--only", "press"]
    locks = ["requirements.lock", "requirements-press.lock"]
    assert make(checkout, "press") == ["setup.sh", *locks, "foldwell", *command]


def test_what_foldwell_is_measured_beside_comes_only_when_needed(checkout: Path) -> None:
    locks = ["requirements.lock", "requirements-bench.lock"]
    assert make(checkout, "bench") == ["setup.sh", *locks, "python", "tests/bench"]
    assert make(checkout, "torture") == ["setup.sh", "requirements.lock", "python", "tests/torture"]


@pytest.mark.parametrize("target", ["audit", "sbom"])
def test_the_tools_of_the_audit_come_only_when_needed(checkout: Path, target: str) -> None:
    locks = ["requirements.lock", "requirements-audit.lock"]
    assert make(checkout, target) == ["setup.sh", *locks, "python", f"scripts/{target}.py"]


def test_the_reference_tools_are_fetched_before_they_are_asked(checkout: Path) -> None:
    first, *rest = make(checkout, "conformance")
    assert (first, rest) == ("setup.sh", ["requirements.lock", "setup.sh", "python", "-m", "conformance"])


def test_nothing_is_made_when_set_up_fails(checkout: Path) -> None:
    (checkout / "scripts/setup.sh").write_text("exit 1\n")
    with pytest.raises(subprocess.CalledProcessError) as failure:
        make(checkout, "leaflet")
    assert failure.value.stdout == ""


def test_make_never_says_up_to_date(checkout: Path) -> None:
    for name in ("leaflet", "build", "test"):
        (checkout / name).touch()
    assert "foldwell" in make(checkout, "leaflet")
    assert "pytest" in make(checkout, "test")


@pytest.mark.parametrize("value", [*STRANGE, "it's", '"', "--all", ""])
def test_a_value_reaches_foldwell_as_it_was_typed(checkout: Path, value: str) -> None:
    assert built(checkout, value) == ["foldwell", "build", f"--practice={value}", f"--article={value}"]
    assert not (checkout / "owned").exists()


@pytest.mark.parametrize("value", [*STRANGE, "it's", '"', "--help"])
@pytest.mark.parametrize("target", ["practice", "article"])
def test_a_new_name_reaches_foldwell_as_it_was_typed(checkout: Path, target: str, value: str) -> None:
    assert make(checkout, target, f"NAME={value}")[2:] == ["foldwell", "new", target, "--", value]
    assert not (checkout / "owned").exists()


def test_the_name_of_the_computer_is_no_name_for_a_practice(checkout: Path) -> None:
    assert make(checkout, "practice", NAME="desktop")[-1] == ""
    edit(checkout, "$(filter command,$(origin NAME))", "typed")
    assert make(checkout, "practice", NAME="desktop")[-1] == "desktop"


@pytest.mark.parametrize(
    ("guard", "value"), [('"$$PRACTICE"', "x; touch owned;"), ("$(value PRACTICE)", "$(shell touch owned)")]
)
def test_a_value_that_is_run_is_noticed(checkout: Path, guard: str, value: str) -> None:
    edit(checkout, guard, "$(PRACTICE)")
    with pytest.raises((subprocess.CalledProcessError, AssertionError)):
        test_a_value_reaches_foldwell_as_it_was_typed(checkout, value)
    assert (checkout / "owned").exists()


def test_clean_empties_build_and_nothing_else(checkout: Path) -> None:
    build = checkout / "build"
    (build / "my practice" / "fever").mkdir(parents=True)
    (build / ".gitignore").write_text("*\n")
    make(checkout, "clean")
    assert [path.name for path in build.iterdir()] == [".gitignore"]
    assert (checkout / "Makefile").exists()
