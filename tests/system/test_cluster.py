"""A cluster of machines: packs travel as values, come back with the same bytes, and outlive a worker."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial

import pytest
from support.cluster_tasks import WRONG, die, fail, loop, made, place
from support.commands import ARTICLE, CARD
from support.project import ROOT

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import InputError, OutputError, UsageError
from foldwell.workflows import build_pack
from foldwell.workflows.batch import BuildTask
from foldwell.workflows.incremental.input_hashes import InputHashes
from foldwell.workflows.incremental.input_patterns import input_patterns
from foldwell.workflows.incremental.toolchain import versions
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.workers import dask_cluster
from foldwell.workflows.workers.dask_cluster import (
    DaskExecutor,
    TaskPayload,
    pack_inputs,
    run_on_worker,
    unpack_inputs,
)
from foldwell.workflows.workers.worker_process import ResourceLimits, TaskFailure

distributed = pytest.importorskip("distributed")

USUAL = ResourceLimits()


def task(practice="riverside", only=("card",)):
    return BuildTask(ROOT, BuildRequest(practice, ARTICLE, only, today=date(2026, 11, 22)))


def started(workers):
    """A cluster of so many processes of this machine; each is a daemon, as Dask's own are."""
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=50, host="127.0.0.1"
    )


@pytest.fixture(scope="module")
def local():
    with started(2) as local:
        yield local


@pytest.fixture
def address(local):
    return local.scheduler_address


def only(results):
    [(_, result)] = results
    return result


def test_packs_of_a_worker_that_dies_are_made_elsewhere_with_the_same_bytes(address, packs, tmp_path):
    died = tmp_path / "died"
    tasks = [task(only=("handout",)), task("lakeshore", ("handout", "card"))]
    results = dict(DaskExecutor(address, USUAL).run(partial(made, died), tasks))
    assert died.exists()
    assert results == {item: build_pack.prove(ROOT, item.request) for item in tasks}
    for item in tasks:
        here = {DOCUMENTS[name].file: packs[item.request.practice][name] for name in item.request.only}
        assert results[item].files == here


def test_a_pack_whose_workers_all_die_is_one_failure(local, address):
    usual, local.scheduler.allowed_failures = local.scheduler.allowed_failures, 0
    try:
        assert only(DaskExecutor(address, USUAL).run(die, [task()])) == TaskFailure("ended")
    finally:
        local.scheduler.allowed_failures = usual


class Unreadable:
    """What no worker can unpack."""

    def __reduce__(self):
        return int, ("unreadable",)


def test_a_cluster_that_gives_nothing_back_is_named_with_what_to_look_at(address):
    result = only(DaskExecutor(address, USUAL).run(partial(made, Unreadable()), [task()]))
    assert str(result).startswith(f"{address}: the cluster gave nothing back: ")
    assert str(result).endswith("(see that its scheduler and workers run)")


def test_a_batch_on_a_cluster_is_a_batch(address, run, project, edit):
    edit("content/practices/riverside/practice.yaml", "\nname:", "\nnaem:")
    code, out, err = run(*CARD, "--practice", "[nr]*", "--cluster", address)
    assert (code, out.splitlines()[-1]) == (1, "1 of 2 packs made, 1 failed.")
    assert "content/practices/riverside/practice.yaml:" in err
    code, out, _ = run(*CARD, "--practice", "north*")
    assert out.splitlines()[-1] == "0 of 1 packs made, 1 up to date."


def test_limits_hold_on_a_worker(address):
    assert only(DaskExecutor(address, ResourceLimits(seconds=1)).run(loop, [task()])).reason == "time"


def test_what_is_raised_on_a_worker_travels_with_its_problems(address):
    result = only(DaskExecutor(address, USUAL).run(fail, [task()]))
    assert type(result) is InputError
    assert result.problems == (WRONG,)


def test_all_tasks_are_done_though_few_are_under_way(address, monkeypatch):
    monkeypatch.setattr(dask_cluster, "TASKS_PER_THREAD", 1)
    tasks = [task(f"practice-{number}") for number in range(9)]
    results = dict(DaskExecutor(address, USUAL).run(place, tasks))
    assert results.keys() == set(tasks)
    assert all(ok for _, ok in results.values())
    folders = {folder for folder, _ in results.values()}
    assert len(folders - {ROOT}) == 9
    assert not any(folder.exists() for folder in folders)


def test_a_cluster_with_other_versions_is_refused_with_what_differs(address, monkeypatch):
    monkeypatch.setattr(dask_cluster, "versions", lambda: {**versions(), "weasyprint": "71.0"})
    with pytest.raises(UsageError, match=r"this worker has weasyprint [\d.]+ instead of 71.0 \(install"):
        next(DaskExecutor(address, USUAL).run(place, [task()]))


def test_a_worker_that_came_later_is_held_to_the_versions_too(address, monkeypatch):
    monkeypatch.setattr(dask_cluster, "versions", lambda: {**versions(), "weasyprint": "71.0"})
    monkeypatch.setattr(DaskExecutor, "_examine", lambda *_: None)
    result = only(DaskExecutor(address, USUAL).run(place, [task()]))
    assert "instead of 71.0" in str(result)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense"])
def test_a_cluster_that_is_not_there_is_reported(run, monkeypatch, address):
    monkeypatch.setattr(dask_cluster, "CONNECT_TIMEOUT", 0.2)
    code, _, err = run(*CARD, "--cluster", address)
    assert code == 2
    assert err == f"--cluster: nobody answers at {address} (start one there with: dask scheduler)\n"


def test_a_cluster_without_workers_is_reported():
    with started(0) as empty, pytest.raises(UsageError, match="has no workers"):
        next(DaskExecutor(empty.scheduler_address, USUAL).run(place, [task()]))


def test_what_to_install_is_reported(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = run(*CARD, "--cluster", "tcp://127.0.0.1:8786")
    assert code == 2
    assert "requirements-cluster.lock" in err
    assert (ROOT / "requirements-cluster.lock").is_file()


def test_a_parcel_has_what_the_pack_may_be_made_of_and_nothing_else(tmp_path):
    asked = task()
    parcel = pack_inputs(asked, USUAL)
    unpack_inputs(parcel, tmp_path)
    here, ok = (InputHashes(root).inputs(input_patterns(root, asked.request)) for root in (ROOT, tmp_path))
    assert here == ok
    assert parcel.files.keys() == here.keys()
    assert not any("northgate" in name for name in parcel.files)


def test_a_full_disk_of_a_worker_is_reported(monkeypatch, tmp_path):
    class Worker:
        address, local_directory = "tcp://10.0.0.8:1", str(tmp_path / "missing")

    monkeypatch.setattr(distributed, "get_worker", Worker)
    result = run_on_worker(place, TaskPayload(task().request, {}, USUAL, versions()))
    assert type(result) is OutputError
    assert str(result).startswith("tcp://10.0.0.8:1: could not unpack the files of the pack: No such file")
