"""Watching: a save of any file of the pack makes it again, and no edit, however bad, ends that."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import replace
from datetime import date

import pytest
from support.commands import ARTICLE, CARD, LOOPS, awaited, children, forked, linux, runs, tree
from support.project import ROOT

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import InputError, OutputError, Problem
from foldwell.workflows import build_pack, partitioning, watch
from foldwell.workflows.batch import Batch, BuildTask
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.input_hashes import InputHashes
from foldwell.workflows.incremental.input_patterns import input_patterns
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.workers.pool import WorkerPool
from foldwell.workflows.workers.worker_process import ResourceLimits, TaskFailure

pytestmark = pytest.mark.usefixtures("tight")

YAML = f"content/articles/{ARTICLE}.yaml"
PACK = f"riverside/{ARTICLE}"
ORDER = BuildRequest("riverside", ARTICLE, today=date(2026, 11, 22))


@pytest.fixture
def watching(request, project, warm, tmp_path):
    """Watch a card, and return a function that awaits the next line that is said.

    Only a test that runs into the time limit asks for a short one: a slow machine needs a while for a card.
    """
    said = tmp_path / "said"
    process = forked(project, said, "watch", *CARD[1:], *getattr(request, "param", ()))

    def lines():
        return said.read_text().splitlines() if said.exists() else []

    def told(number):
        awaited(lambda: len(lines()) >= number or not runs(process))
        assert runs(process), lines()
        return lines()[number - 1]

    told.process = process
    assert f" {PACK}: built in " in told(1)
    yield told
    if runs(process):
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)


@linux
def test_a_save_makes_the_pack_again_and_ctrl_c_ends_it(watching, project, edit):
    before = tree(project / "build")
    edit(YAML, "\ntitle: Restless", "\ntitle: Very restless")
    assert f" {PACK}: built in " in watching(2)
    after = tree(project / "build")
    assert after.keys() == before.keys()
    assert all(after[name] != before[name] for name in before)
    workers = children(watching.process)
    assert workers
    os.killpg(watching.process, signal.SIGINT)
    assert os.waitstatus_to_exitcode(os.waitpid(watching.process, 0)[1]) == 0
    assert not any(map(runs, workers))


@linux
def test_a_bad_edit_is_reported_and_the_next_save_tries_again(watching, project, edit):
    before = tree(project / "build")
    edit(YAML, "\ntitle: Restless", "\ntitel: Restless")
    assert f" {YAML}:" in watching(2)
    assert "titel" in watching(2)
    assert tree(project / "build") == before
    edit(YAML, "\ntitel: Restless", "\ntitle: Restless")
    lines = (watching(number) for number in range(3, 9))
    assert any(f" {PACK}: up to date" in line for line in lines)


@linux
@pytest.mark.parametrize("watching", [("--time-limit", "3s")], indirect=True)
def test_a_template_that_loops_is_stopped_and_the_pack_made_again_without_it(watching, project):
    folder = project / "content/practices/riverside/templates"
    folder.mkdir()
    loop = f"{{% block points %}}{LOOPS * 9}{{% endblock %}}"
    (folder / "card.html.j2").write_text(loop)
    card = project / "build" / PACK / "card.pdf"
    assert "took more than 3 s and was stopped" in watching(2)
    assert " Not made: card.pdf (" in watching(3)
    assert f" {PACK}: built in " in watching(4)
    assert not card.exists()
    (folder / "card.html.j2").unlink()
    (folder / "card.css").write_text("h1 { letter-spacing: 0.1pt }")
    assert f" {PACK}: built in " in watching(5)
    assert card.exists()


def test_a_practice_that_is_not_there_is_a_wrong_command(run):
    code, _, err = run("watch", *CARD[1:], "--practice", "riversite")
    assert code == 2
    assert "riversite" in err


@pytest.fixture(params=["", "1"], ids=["told", "polled"])
def saved(request, monkeypatch, project):
    """The saves of a project, told by the system or found by looking at its files over and over."""
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", request.param)
    found = watch.watch_saves(project, poll_ms=50)
    assert next(found) == frozenset()
    yield found
    found.close()


def test_saves_are_reported_as_seen_from_the_project(saved, project):
    (project / "content/practices/riverside/new.svg").write_text("<svg/>")
    assert "content/practices/riverside/new.svg" in next(filter(None, saved))


class Never:
    """An executor that makes nothing: it yields what it was given for each task, the last of it again."""

    def __init__(self, *results):
        self.results = list(results)

    def run(self, work, tasks):
        for task in tasks:
            yield task, self.results.pop(0) if len(self.results) > 1 else self.results[0]


def watched(project, *results):
    return watch.WatchedPack(Batch(project, project / "build", Never(*results), ResourceLimits()), ORDER)


ERROR = InputError(Problem("a.yaml:1", "is wrong"))


@pytest.mark.parametrize(
    "name",
    [
        YAML,
        "content/practices/riverside/logo-large.svg",
        "content/practices/riverside/fonts/new.ttf",
        "templates/card.css",
    ],
)
def test_a_changed_file_causes_a_rebuild_even_if_its_save_was_not_reported(project, name):
    pack = watched(project, ERROR)
    pack.build()
    assert not pack.needs_rebuild(frozenset())
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("other words")
    assert pack.needs_rebuild(frozenset())


def test_a_network_that_the_practice_begins_to_extend_counts(project, edit):
    pack = watched(project, ERROR, ERROR)
    pack.build()
    shutil.copytree(project / "content/practices/northgate", project / "content/practices/_network")
    assert not pack.needs_rebuild(frozenset())
    path = project / "content/practices/riverside/practice.yaml"
    path.write_text(f"extends: _network\n{path.read_text()}")
    assert pack.needs_rebuild(frozenset())
    pack.build()
    (project / "content/practices/_network/practice.yaml").write_text("changed")
    assert pack.needs_rebuild(frozenset())


def test_what_belongs_to_other_packs_causes_no_rebuild(project):
    pack = watched(project, ERROR)
    pack.build()
    other = "content/practices/northgate/practice.yaml"
    (project / other).write_text("changed")
    assert not pack.needs_rebuild(frozenset({other}))


def test_what_failed_is_tried_again_when_a_file_is_saved_as_it_was(project):
    pack = watched(project, ERROR)
    assert pack.build().error.problems == ERROR.problems
    assert pack.needs_rebuild(frozenset({YAML}))
    pack.failed = False
    assert not pack.needs_rebuild(frozenset({YAML}))


@pytest.mark.parametrize("error", [OSError(5, "gone"), OutputError(Problem("build", "is full"))])
def test_no_error_of_any_kind_ends_the_watch(project, monkeypatch, error):
    def refuse(*_):
        raise error

    monkeypatch.setattr(Batch, "build", refuse)
    assert str(error) in str(watched(project).build().error)


def test_a_folder_that_goes_while_it_is_read_is_looked_at_again(project, monkeypatch):
    pack = watched(project, ERROR)
    with monkeypatch.context() as patched:
        patched.setattr(InputHashes, "_found", lambda *_: (_ for _ in ()).throw(FileNotFoundError()))
        pack.build()
    assert pack.needs_rebuild(frozenset())


def pid(_):
    return os.getpid()


def test_a_process_stays_for_the_next_run_until_it_is_closed():
    warm = WorkerPool(1, ResourceLimits())
    [(_, first)], [(_, again)] = warm.run(pid, [0]), warm.run(pid, [0])
    assert first == again
    warm.close()
    [(_, other)] = warm.run(pid, [0])
    assert other != first
    warm.close()


def test_a_run_that_is_broken_off_leaves_no_answer_for_the_next():
    warm = WorkerPool(2, ResourceLimits())
    broken = warm.run(abs, [1, -2, 3])
    next(broken)
    broken.close()
    assert dict(warm.run(abs, [-4, -5])) == {-4: 4, -5: 5}
    warm.close()


@pytest.fixture
def made(contexts, packs):
    """Make a pack of documents that are there already, as a process would; its inputs may have changed."""

    def work(task, seen=None):
        names = build_pack.documents_to_build(contexts["riverside"], task.request.only, task.request.part)
        before = InputHashes(ROOT).inputs(input_patterns(ROOT, task.request)) if seen is None else seen
        of = {name: packs["riverside"][name] for name in names}
        told = build_pack._manifest(ROOT, contexts["riverside"], build_pack.BuiltPack(of, {}), before)
        return build_pack.VerifiedPack({DOCUMENTS[name].file: data for name, data in of.items()}, told.dump())

    return work


class Here:
    """An executor that does the work in this process, and counts it."""

    def __init__(self):
        self.tasks = []

    def run(self, work, tasks):
        for task in reversed(list(tasks)):
            self.tasks.append(task)
            yield task, work(task)


def in_parts(work, only=()):
    here = Here()
    [(_, result)] = partitioning.PartitionedExecutor(here, ResourceLimits()).run(
        work, [BuildTask(ROOT, replace(ORDER, only=only))]
    )
    return result, len(here.tasks)


def test_every_document_is_in_one_part_with_those_it_needs():
    parts = partitioning.partitions()
    where = {name: part for part in parts for name in part}
    assert sorted(name for part in parts for name in part) == sorted(DOCUMENTS)
    assert list(map(len, parts)) == sorted(map(len, parts), reverse=True)
    assert all(where[need] == where[name] for name in DOCUMENTS for need in DOCUMENTS[name].needs)


def test_only_parts_with_something_that_is_asked_for_are_made():
    assert partitioning.partition(()) == partitioning.partitions()
    assert partitioning.partition(("card-sheet", "handout")) == (("card-sheet",), ("handout",))
    assert partitioning.partition(("no such document",)) == ((),)


def test_what_is_one_part_is_made_once(made):
    for name, part in {"card": ("card",), "press": ("press",), "no such document": ()}.items():
        orders = []
        in_parts(lambda task, orders=orders: orders.append(task.request) or ERROR, only=(name,))
        assert orders == [replace(ORDER, only=(name,), part=part)]


def test_a_document_that_is_made_on_request_stays_in_the_manifest_of_the_parts(made):
    def of(task):
        told = manifest.parse_manifest(made(task).manifest)
        return replace(told, all_documents=tuple(name for name in told.all_documents if name != "card"))

    parted = [of(BuildTask(ROOT, replace(ORDER, part=part))) for part in partitioning.partitions()]
    assert set(partitioning._merge_manifests(parted).documents) == set(parted[0].all_documents) | {"card"}


def test_a_pack_made_in_parts_is_the_pack_made_in_one(made):
    result, count = in_parts(made)
    assert count > 3
    assert result == made(BuildTask(ROOT, ORDER))


def test_parts_of_different_files_give_way_to_a_pack_made_in_one(made):
    def work(task):
        return made(task, {} if task.request.part == ("handout",) else None)

    result, count = in_parts(work)
    assert count == len(partitioning.partitions()) + 1
    assert result == made(BuildTask(ROOT, ORDER))


def test_parts_that_are_not_all_give_way_to_a_pack_made_in_one(made, monkeypatch):
    fewer = partitioning.partitions()[:3]
    monkeypatch.setattr(partitioning, "partitions", lambda: fewer)
    result, count = in_parts(made)
    assert count == len(partitioning.partitions()) + 1
    assert result == made(BuildTask(ROOT, ORDER))


def test_the_problems_of_all_parts_are_reported_once_in_the_order_of_the_parts():
    both, other = Problem("b", "is wrong"), Problem("a", "is wrong")
    errors = {"large-print": InputError(both), "handout": InputError(both, other)}
    result, _ = in_parts(lambda task: errors[task.request.part[0]], only=("handout", "large-print"))
    assert type(result) is InputError
    assert result.problems == (both, other)


def lost(made, *names):
    """Work that makes documents as ever, but hits a limit at some, and at what is made from them."""

    def work(task):
        wanted = task.request.part or task.request.only or DOCUMENTS
        made_too = {need for name in wanted if name in DOCUMENTS for need in DOCUMENTS[name].needs}
        return TaskFailure("time") if {*wanted, *made_too}.intersection(names) else made(task)

    return work


def test_only_the_document_that_hits_a_limit_is_missing_with_what_is_made_from_it(made):
    result, _ = in_parts(lost(made, "card"))
    told = manifest.parse_manifest(result.manifest)
    assert told.names == set(told.all_documents)
    assert set(told.all_documents) - told.documents.keys() == {"card", "card-sheet"}
    assert set(result.files) == {one.file for one in told.documents.values()}
    [problem] = told.missing["card"].problems
    assert str(problem).startswith("card.pdf: making the documents took more than 20 s and was stopped (")
    assert told.missing["card-sheet"].problems == ()
    assert told.missing["card-sheet"].source == "card"
    assert {one.exit_code for one in told.missing.values()} == {5}


def test_a_limit_that_one_document_hits_costs_none_of_its_part(made):
    result, _ = in_parts(lost(made, "press"), only=("leaflet", "press"))
    told = manifest.parse_manifest(result.manifest)
    assert set(told.documents) == {"leaflet-screen", "leaflet"}
    assert set(told.missing) == {"press"}


def test_a_pack_of_many_that_hits_a_limit_is_made_again_without_the_document_at_fault(made):
    tasks = [BuildTask(ROOT, replace(ORDER, only=("handout",))), BuildTask(ROOT, ORDER)]
    results = dict(partitioning.RetryingExecutor(Here(), ResourceLimits()).run(lost(made, "card"), tasks))
    assert results[tasks[0]] == made(tasks[0])
    assert results[tasks[1]] == in_parts(lost(made, "card"))[0]


def test_a_pack_of_which_all_documents_hit_a_limit_says_so_of_each(made):
    result, _ = in_parts(lost(made, *DOCUMENTS))
    told = manifest.parse_manifest(result.manifest)
    assert result.files == told.documents == {}
    assert set(told.missing) == set(told.all_documents)


def test_a_pack_whose_inputs_alone_hit_a_limit_has_no_result():
    assert in_parts(lambda _: TaskFailure("memory"))[0] == TaskFailure("memory")
