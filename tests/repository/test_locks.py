"""The locks: every package that foldwell needs, each pinned by its hash, and no host to fetch it from."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.project import ROOT

RUNTIME, TEST, AUDIT = "requirements.lock", "requirements-test.lock", "requirements-audit.lock"
CLUSTER, BENCH = "requirements-cluster.lock", "requirements-bench.lock"
LOCKS = (RUNTIME, TEST, AUDIT, CLUSTER, BENCH)


def pins(lock: str) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    assert len(found) > 30
    return {canonicalize_name(name): version for name, version in found}


def unhashed(lock: str) -> list[str]:
    entries = re.findall(r"^(\S+==\S+)((?:.*\\\n)*.*)", lock, re.MULTILINE)
    assert len(entries) == len(pins(lock))
    return [pin for pin, rest in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}$", rest, re.MULTILINE)]


def hosts(lock: str) -> list[str]:
    return re.findall(r"\S*://\S*|\b[\w-]+\.(?:com|dev|io|net|org)\b", lock)


def unmet(wanted: list[str], lock: str) -> list[str]:
    assert wanted
    have = pins(lock)
    needs = map(Requirement, wanted)
    return [
        str(need)
        for need in needs
        if not need.specifier.contains(have.get(canonicalize_name(need.name), "0"))
    ]


def wanted(lock: str) -> list[str]:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = pyproject["project"]
    more = {
        RUNTIME: pyproject["build-system"]["requires"],
        TEST: project["optional-dependencies"]["test"],
        AUDIT: project["optional-dependencies"]["audit"],
        CLUSTER: project["optional-dependencies"]["cluster"],
        BENCH: project["optional-dependencies"]["bench"],
    }
    return [*project["dependencies"], *more[lock]]


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> str:
    return (ROOT / str(request.param)).read_text()


def test_every_locked_package_carries_a_hash(lock: str) -> None:
    assert unhashed(lock) == []


@pytest.mark.parametrize("broken", ["", "md5:", "sha256:x"])
def test_a_package_without_a_whole_hash_is_noticed(lock: str, broken: str) -> None:
    [entry] = re.findall(r"^weasyprint==(?:.*\\\n)+.*", lock, re.MULTILINE)
    [named] = unhashed(lock.replace(entry, entry.replace("sha256:", broken)))
    assert named.startswith("weasyprint==")


def test_no_lock_names_a_host(lock: str) -> None:
    assert hosts(lock) == []


@pytest.mark.parametrize(
    "line", ["--index-url https://packages.example/simple", "# from packages.example.org"]
)
def test_a_host_in_a_lock_is_noticed(lock: str, line: str) -> None:
    assert hosts(f"{line}\n{lock}") != []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_everything_that_the_project_asks_for(name: str) -> None:
    assert unmet(wanted(name), (ROOT / name).read_text()) == []


def test_a_dependency_that_is_not_locked_is_noticed(lock: str) -> None:
    assert unmet(["weasyprint>=70", "not-locked>=1", "jinja2>=99"], lock) == ["not-locked>=1", "jinja2>=99"]


@pytest.mark.parametrize(("a", "b"), [*combinations(LOCKS, 2)])
def test_two_locks_agree_on_what_they_share(a: str, b: str) -> None:
    some, more = (pins((ROOT / name).read_text()) for name in (a, b))
    shared = some.keys() & more.keys()
    assert shared
    assert {name: some[name] for name in shared} == {name: more[name] for name in shared}


def test_the_lock_for_a_press_has_the_one_package_it_reads_a_file_of_pinned_by_its_hash() -> None:
    lock = (ROOT / "requirements-press.lock").read_text()
    [(name, version)] = re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    [need] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["press"]
    assert Requirement(need).name == name
    assert Requirement(need).specifier.contains(version)
    assert re.search(r"--hash=sha256:[0-9a-f]{64}$", lock, re.MULTILINE)
    assert hosts(lock) == []
