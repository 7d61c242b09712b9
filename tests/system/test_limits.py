"""Limits: whatever hangs, grows or dies while it draws is stopped from outside, and says so in a line."""

from __future__ import annotations

import os
import signal
import tempfile
import time

import click
import pytest

from foldwell.cli.option_types import UnitNumber
from foldwell.workflows.workers import pool
from foldwell.workflows.workers.pool import OneShotPool
from foldwell.workflows.workers.worker_process import ResourceLimits, TaskFailure

pytestmark = pytest.mark.usefixtures("tight")

LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
GROWS = (
    '{% set all = namespace(text="x") %}'
    "{% for a in range(34) %}{% set all.text = all.text ~ all.text %}{% endfor %}"
)
CARD = ("build", "--only", "card")


@pytest.fixture
def sabotaged(project):
    """Put something before the card's template, below a card that was there before."""
    old = project / "build/riverside/restless-legs/card.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"the old card")

    def put(words):
        path = project / "templates/card.html.j2"
        path.write_text(words + path.read_text())
        return old.parent

    return put


def left(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_template_that_loops_for_ever_is_stopped_and_costs_only_its_document(run, sabotaged):
    folder = sabotaged(LOOPS)
    code, _, err = run(*CARD, "--only", "handout", "--time-limit", "2s")
    assert code == 5
    first, last = err.splitlines()
    assert first.startswith("card.pdf: making the documents took more than 2 s and was stopped (")
    assert last == "Not made: card.pdf"
    assert left(folder) == {"handout.docx", "manifest.json", "withdrawn/card.pdf"}
    assert (folder / "withdrawn/card.pdf").read_bytes() == b"the old card"


def test_a_template_that_eats_all_memory_is_stopped_and_costs_only_its_document(run, sabotaged):
    folder = sabotaged(GROWS)
    code, _, err = run(*CARD, "--memory-limit", "2GB")
    assert code == 5
    first, last = err.splitlines()
    assert "took more than 2000 MB of memory and was stopped (look at what changed last: " in first
    assert last == "Not made: card.pdf"
    assert left(folder) == {"manifest.json", "withdrawn/card.pdf"}


def swallow(_):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


def sleep(_):
    time.sleep(60)


def grow(_):
    return len(bytearray(10**10))


def grow_within(_):
    return len(bytearray(50 * 10**6))


def abort(_):
    os.abort()


def die(number):
    os.kill(os.getpid(), number)


def write_and_die(_):
    with tempfile.NamedTemporaryFile(delete=False):
        os.kill(os.getpid(), signal.SIGKILL)


def write(_):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        return file.name


def ended(work, task=None, **limits):
    [(_, result)] = OneShotPool(1, ResourceLimits(**limits)).run(work, [task])
    return result


def test_work_that_swallows_every_error_is_stopped(monkeypatch):
    # By the kernel, however long a busy machine takes for a second of work.
    monkeypatch.setattr(pool, "WALL_TIME_FACTOR", 600)
    assert ended(swallow, seconds=1) == TaskFailure("time", signal.SIGXCPU)


def test_a_process_that_only_waits_is_stopped_too(monkeypatch):
    monkeypatch.setattr(pool, "WALL_TIME_FACTOR", 0.1)
    assert ended(sleep, seconds=1) == TaskFailure("time")


def test_a_large_allocation_is_refused():
    assert ended(grow).reason == "memory"


def test_memory_that_a_process_begins_with_is_not_its_tasks():
    ballast = bytearray(300 * 10**6)
    assert ended(grow_within, megabytes=200) == 50 * 10**6
    assert ended(grow, megabytes=200).reason == "memory"
    assert len(ballast) == 300 * 10**6


def test_a_library_that_gives_up_without_memory_is_known_by_its_signal():
    assert ended(abort) == TaskFailure("memory", signal.SIGABRT)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_dies_is_reported_with_its_signal(number):
    assert ended(die, number) == TaskFailure("ended", number)


@pytest.mark.parametrize("work", [write, write_and_die])
def test_no_temporary_file_outlives_the_process_that_wrote_it(work, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = ended(work)
    assert result == TaskFailure("ended", signal.SIGKILL) or str(tmp_path) in result
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("text", "number"), [("20", 20), ("20s", 20), ("2 min", 120), (7, 7)], ids=repr)
def test_a_limit_is_a_number_with_a_unit_or_without(text, number):
    assert UnitNumber(s=1, min=60).convert(text, None, None) == number


@pytest.mark.parametrize("text", ["", "0", "-1", "20 MB", "s", "1.5s", "20s "])
def test_another_unit_or_no_number_is_a_wrong_command(text):
    with pytest.raises(click.BadParameter, match="write it as 20s or 20min"):
        UnitNumber(s=1, min=60).convert(text, None, None)
