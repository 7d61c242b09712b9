"""Many packs: a bad one stops no other, an interruption leaves whole ones, orphans are told."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from datetime import date

import pytest
from support.commands import ARTICLE, CARD, LOOPS, awaited, children, forked, linux, runs, tree

from foldwell.errors import InputError, LimitError, Problem, UsageError
from foldwell.workflows import batch, build_pack
from foldwell.workflows.incremental import manifest
from foldwell.workflows.publishing import atomic_publish
from foldwell.workflows.workers import pool
from foldwell.workflows.workers.pool import START_METHOD, OneShotPool
from foldwell.workflows.workers.worker_process import ResourceLimits

pytestmark = pytest.mark.usefixtures("tight")

BOTH = ("--practice", "[nr]*")
"""Northgate and Riverside."""


def pid(_):
    return os.getpid()


def half(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        raise KeyError(number)
    return number / 2, bytes(10**6)


def test_every_task_gets_its_result_though_processes_die_and_work_fails():
    results = dict(OneShotPool(2).run(half, range(9)))
    assert results.keys() == set(range(9))
    assert results.pop(3).signal == signal.SIGKILL
    assert isinstance(results.pop(5), KeyError)
    assert results == {number: (number / 2, bytes(10**6)) for number in results}


def test_a_process_is_replaced_before_it_is_worn(monkeypatch):
    monkeypatch.setattr(pool, "MAX_TASKS", 2)
    assert len({process for _, process in OneShotPool(1).run(pid, range(6))}) == 3


def test_no_more_processes_are_started_than_there_are_tasks():
    assert len({process for _, process in OneShotPool(8).run(pid, range(2))}) <= 2
    assert list(OneShotPool(8).run(pid, [])) == []


def test_what_is_loaded_is_loaded_once_before_the_processes_and_only_where_there_is_something_to_do():
    loaded = []
    pool = OneShotPool(2, preload=lambda: loaded.append(os.getpid()))
    assert list(pool.run(pid, [])) == []
    assert not loaded
    assert dict(pool.run(abs, [-2, -4, -6])) == {-2: 2, -4: 4, -6: 6}
    assert loaded == ([os.getpid()] if START_METHOD == "fork" else [])


def test_errors_travel_between_processes_with_their_problems():
    raised = InputError(Problem("a.yaml:1", "is wrong", "put it right"), Problem("b.yaml", "is missing"))
    [(_, result)] = OneShotPool(1).run(raise_it, [raised])
    assert type(result) is InputError
    assert result.problems == raised.problems
    assert str(result) == str(raised)


def raise_it(error):
    raise error


def test_a_pattern_stands_for_all_that_fit():
    ids = ("northgate", "northside", "riverside")
    assert batch.match_ids(ids, "north*", "--practice", "content/practices") == ("northgate", "northside")
    assert batch.match_ids(ids, "*", "--practice", "content/practices") == ids
    with pytest.raises(UsageError, match=r"--practice: nothing is called 'south\*' \(in content/practices"):
        batch.match_ids(ids, "south*", "--practice", "content/practices")


def test_patterns_choose_practices_and_a_name_that_is_not_given_stands_for_all(run, project):
    code, out, err = run(*CARD, "--practice", "north*")
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"build/northgate/{ARTICLE}: 1 file", "1 of 1 packs made."]
    code, out, _ = run(*CARD, *BOTH, "--article", ARTICLE)
    assert (code, out.splitlines()[-1]) == (0, "1 of 2 packs made, 1 up to date.")
    code, out, _ = run(*CARD, "--all", *BOTH, "--force")
    assert (code, out.splitlines()[-1]) == (0, "2 of 2 packs made.")
    code, _, err = run(*CARD, "--practice", "south*")
    assert code == 2
    assert "--practice: nothing is called 'south*'" in err


def test_what_a_killed_build_left_goes_though_the_pack_is_up_to_date(run, project):
    run(*CARD)
    left = project / "build/riverside" / f".{ARTICLE}.new"
    left.mkdir()
    code, out, _ = run(*CARD)
    assert (code, "is up to date" in out) == (0, True)
    assert not left.exists()


def test_the_notes_of_a_pack_are_reported_again_when_it_is_up_to_date(run, project):
    brand = project / "content/practices/riverside/_brand.yml"
    brand.write_text(brand.read_text().replace('"#0a5564"', '"#ffd400"'))
    first, again = run(*CARD), run(*CARD)
    assert first[1].splitlines()[2:] == again[1].splitlines()[1:] != []
    (note,) = manifest.read(project / "build/riverside" / ARTICLE).notes
    line = brand.read_text().splitlines()[note.line - 1]
    assert (note.file, note.keys[0]) == ("content/practices/riverside/_brand.yml", "color")
    assert "#ffd400" in line or "deep-water" in line
    assert f"build/riverside/{ARTICLE} is up to date: card.pdf (--force makes it anew)" in again[1]


def test_an_unforeseen_fault_in_one_pack_is_that_pack_s_failure(run, monkeypatch):
    gather = build_pack.loading.load_context
    monkeypatch.setattr(
        build_pack.loading,
        "load_context",
        lambda root, practice, article: {"northgate": gather}[practice](root, practice, article),
    )
    code, out, err = run(*CARD, *BOTH)
    assert code == 1
    assert "1 of 2 packs made, 1 failed." in out
    assert "fault of foldwell, not yours: KeyError: 'riverside'" in err
    assert err.splitlines()[-1] == f"Not made: riverside/{ARTICLE}"


def test_an_unforeseen_fault_in_one_document_is_that_document_s_failure(run, project, monkeypatch):
    verify = build_pack.verify_document
    monkeypatch.setattr(
        build_pack,
        "verify_document",
        lambda context, name, card: {"handout": verify}[name](context, name, card),
    )
    code, _, err = run(*CARD, "--only", "handout")
    assert code == 70
    assert "fault of foldwell, not yours: KeyError: 'card'" in err
    assert err.splitlines()[-1] == "Not made: card.pdf"
    assert sorted(tree(project / f"build/riverside/{ARTICLE}")) == ["handout.docx", "manifest.json"]


def test_a_pack_without_one_of_its_documents_is_a_failed_one_of_a_batch(run, project, edit):
    edit("templates/card.html.j2", "{{ practice.name | bind }}", "{{ practice.short_name }}")
    code, out, err = run(*CARD, "--only", "handout", *BOTH)
    assert (code, out.splitlines()[-1]) == (1, "0 of 2 packs made, 2 failed.")
    assert err.count("'practice' has no attribute 'short_name'") == 2  # once, and with the count of packs
    for practice in ("northgate", "riverside"):
        assert f"Not made: {practice}/{ARTICLE}: card.pdf" in err
    assert err.splitlines()[-1] == f"Not made: northgate/{ARTICLE} (card.pdf), riverside/{ARTICLE} (card.pdf)"
    before = tree(project / "build")
    assert sum(name.endswith("handout.docx") for name in before) == 2
    code, out, again = run(*CARD, "--only", "handout", *BOTH)
    assert (code, out.splitlines()[-1]) == (1, "0 of 2 packs made, 2 failed.")
    assert again.splitlines()[-1] == err.splitlines()[-1]
    assert tree(project / "build") == before


def test_a_pack_that_cannot_be_written_is_one_failure(run, project):
    (project / "build/northgate").mkdir(parents=True)
    (project / "build/northgate" / ARTICLE).write_text("a file")
    code, out, err = run(*CARD, *BOTH)
    assert code == 1
    assert "should be a folder but is something else" in err
    assert "1 of 2 packs made, 1 failed." in out


def test_a_full_disk_stops_the_batch(run, project, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic_publish, "write", full)
    code, _, err = run(*CARD, *BOTH)
    assert code == 6
    assert err.count("the disk is full") == 1
    assert tree(project / "build") == {}


def test_a_disk_that_gives_back_other_bytes_is_not_believed(run, project, monkeypatch):
    write = atomic_publish.write

    def badly(files, folder, settled):
        write({name: data[:-1] for name, data in files.items()}, folder, settled)

    monkeypatch.setattr(atomic_publish, "write", badly)
    code, _, err = run(*CARD)
    assert code == 6
    assert "the disk gives back other bytes than were written: card.pdf" in err
    assert tree(project / "build") == {}


class Here:
    """An executor as any other engine may be one: it does the work in this process."""

    def run(self, work, tasks):
        for task in tasks:
            yield task, work(task)


def test_another_engine_can_make_the_packs(project):
    order = build_pack.BuildRequest("riverside", ARTICLE, ("card",), today=date(2026, 11, 22))
    [ending] = batch.Batch(project, project / "build", Here(), ResourceLimits()).build([order])
    assert [file.name for file in ending.pack.files] == ["card.pdf"]


@pytest.fixture
def endless(project, tmp_path):
    """A batch whose second pack never ends: the first is there, the second is being made."""
    templates = project / "content/practices/riverside/templates"
    templates.mkdir()
    (templates / "card.html.j2").write_text(f"{{% block points %}}{LOOPS * 9}{{% endblock %}}")
    process = forked(project, tmp_path / "said", *CARD, *BOTH, "--jobs", "2")
    card = project / "build/northgate" / ARTICLE / "card.pdf"
    awaited(card.exists)
    awaited(lambda: "northgate" in (tmp_path / "said").read_text() or not runs(process))
    return process


@linux
def test_an_interruption_ends_everything_and_leaves_whole_packs(endless, project, tmp_path):
    workers = children(endless)
    assert workers
    os.killpg(endless, signal.SIGINT)
    assert os.waitstatus_to_exitcode(os.waitpid(endless, 0)[1]) == 130
    assert not any(map(runs, workers))
    output = (tmp_path / "said").read_text()
    assert output.splitlines()[-1] == "Interrupted. 1 of 2 packs made; the others stay as they were."
    assert "Traceback" not in output
    assert sorted(tree(project / "build")) == [
        f"northgate/{ARTICLE}/card.pdf",
        f"northgate/{ARTICLE}/manifest.json",
    ]


@linux
def test_a_killed_batch_leaves_no_process_behind(endless):
    workers = children(endless)
    assert workers
    os.kill(endless, signal.SIGKILL)
    os.waitpid(endless, 0)
    awaited(lambda: not any(map(runs, workers)))


@pytest.fixture
def orphaned(run, project):
    """A project with a pack whose practice is gone."""
    oakwood = project / "content/practices/oakwood"
    shutil.copytree(project / "content/practices/riverside", oakwood)
    assert run(*CARD, "--practice", "oakwood")[0] == 0
    shutil.rmtree(oakwood)
    return project / "build/oakwood" / ARTICLE


def test_a_pack_that_nobody_asks_for_is_reported_and_goes_when_that_is_said(run, orphaned):
    code, _, err = run(*CARD, "--practice", "north*")
    assert code == 0
    assert err == f"oakwood/{ARTICLE}: its practice or its article is gone (--prune removes the pack)\n"
    assert orphaned.is_dir()
    code, out, err = run(*CARD, "--practice", "northgate", "--prune")
    assert (code, err) == (0, "")
    assert f"oakwood/{ARTICLE}: removed" in out
    assert not orphaned.parent.exists()


def test_the_last_good_file_of_a_document_goes_with_such_a_pack(run, project, edit):
    oakwood = project / "content/practices/oakwood"
    shutil.copytree(project / "content/practices/riverside", oakwood)
    assert run(*CARD, "--practice", "oakwood")[0] == 0
    edit("templates/card.html.j2", "in card_sections", "in card_sections[1:]")
    assert run(*CARD, "--practice", "oakwood")[0] == 4
    assert (project / "build/oakwood" / ARTICLE / "withdrawn/card.pdf").exists()
    shutil.rmtree(oakwood)
    edit("templates/card.html.j2", "in card_sections[1:]", "in card_sections")
    assert f"oakwood/{ARTICLE}: removed\n" in run(*CARD, "--practice", "northgate", "--prune")[1]
    assert not (project / "build/oakwood").exists()


def test_what_staff_put_or_changed_in_such_a_pack_stays(run, orphaned):
    (orphaned / "letters").mkdir()
    (orphaned / "our copy.docx").write_bytes(b"ours")
    (orphaned / "card.pdf").write_bytes(b"edited by hand")
    _, _, err = run(*CARD, "--practice", "north*", "--prune")
    assert "removed, but for what foldwell did not make: card.pdf, letters, our copy.docx" in err
    assert sorted(path.name for path in orphaned.iterdir()) == ["card.pdf", "letters", "our copy.docx"]


def test_a_folder_without_a_sound_manifest_is_never_touched(run, orphaned):
    path = orphaned / manifest.FILE_NAME
    path.write_bytes(path.read_bytes() + b" ")
    moved = orphaned.parent.parent / "elsewhere" / "pack"
    shutil.copytree(orphaned, moved)
    before = tree(orphaned.parent.parent)
    _, out, err = run("build", "--only", "card", "--practice", "north*", "--prune")
    assert "oakwood" not in out + err
    assert before.items() <= tree(orphaned.parent.parent).items()


def test_a_process_that_died_is_reported_in_a_line(run, monkeypatch):
    monkeypatch.setattr(build_pack, "build_and_verify", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    code, out, err = run(*CARD)
    assert (code, out) == (LimitError.exit_code, "")
    assert err.startswith(f"riverside/{ARTICLE}: the process that made the documents was ended (SIGKILL) (")


def test_problems_count_the_packs_that_have_them(run, edit):
    edit(f"content/articles/{ARTICLE}.yaml", "\ntitle: Restless", "\ntitel: Restless")
    code, _, err = run(*CARD, *BOTH)
    assert code == 1
    assert "In 2 packs: content/articles/restless-legs.yaml" in err
    assert err.splitlines()[-1] == f"Not made: northgate/{ARTICLE}, riverside/{ARTICLE}"
