from __future__ import annotations

import errno
import fcntl
import os
import resource
import shutil
import signal
import stat
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from foldwell.errors import DiskError, FoldwellError, OutputError, Problem, ProofError
from foldwell.workflows.publishing import atomic_publish, file_lock
from foldwell.workflows.publishing.atomic_publish import PublishPlan

OLD = {"card.pdf": b"old card", "leaflet.pdf": b"old leaflet"}
NEW = {"card.pdf": b"new card", "leaflet.pdf": b"new leaflet"}
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree")

Process = get_context("fork").Process


def passes(_: Mapping[str, bytes]) -> None:
    return


def refuses(_: Mapping[str, bytes]) -> None:
    raise ProofError(Problem("card.pdf", "lost a word"))


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path.name.startswith("."))


def child(action: Callable[[], None]) -> tuple[int, str]:
    """Run `action` in a process of its own; return how that ended, and what it raised."""
    out, into = os.pipe()
    process = os.fork()
    if not process:
        try:
            action()
        except FoldwellError as error:
            os.write(into, f"{error.exit_code} {error}".encode())
        finally:
            os._exit(0)
    os.close(into)
    ended = os.waitpid(process, 0)[1]
    with os.fdopen(out) as output:
        return ended, output.read()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "riverside" / "restless-legs"
    atomic_publish.publish(OLD, folder, passes)
    return folder


def test_a_first_pack_appears_with_its_folders(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "riverside" / "restless-legs"
    atomic_publish.publish(NEW, folder, passes)
    assert atomic_publish.read(folder) == NEW
    assert hidden(folder) == []


def test_a_new_pack_replaces_the_old_one(pack: Path) -> None:
    atomic_publish.publish(NEW, pack, passes)
    assert atomic_publish.read(pack) == NEW
    assert hidden(pack) == []


def withdrawing(_: Path) -> PublishPlan:
    return PublishPlan(withdrawn=("card.pdf",))


def all_files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


LEAFLET = {"leaflet.pdf": NEW["leaflet.pdf"]}
WITHOUT_CARD = {**LEAFLET, "withdrawn/card.pdf": OLD["card.pdf"]}


def test_a_withdrawn_file_is_kept_out_of_the_way_until_there_is_a_good_one(pack: Path) -> None:
    for _ in range(2):
        atomic_publish.publish(LEAFLET, pack, passes, withdrawing)
        assert all_files(pack) == WITHOUT_CARD
    atomic_publish.publish({"card.pdf": b"new card"}, pack, passes)
    assert all_files(pack) == NEW
    assert not (pack / "withdrawn").exists()


def test_nothing_is_withdrawn_where_nothing_is(tmp_path: Path) -> None:
    atomic_publish.publish(LEAFLET, tmp_path / "pack", passes, withdrawing)
    assert [path.name for path in (tmp_path / "pack").iterdir()] == ["leaflet.pdf"]


def test_a_refused_pack_withdraws_nothing(pack: Path) -> None:
    with pytest.raises(ProofError):
        atomic_publish.publish(LEAFLET, pack, refuses, withdrawing)
    assert all_files(pack) == OLD


@pytest.mark.parametrize("place", ["withdrawn", "withdrawn/card.pdf", "card.pdf"])
def test_a_link_where_a_file_is_withdrawn_is_refused_and_its_target_untouched(
    pack: Path, tmp_path: Path, place: str
) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (target / "card.pdf").write_bytes(b"mine")
    (pack / place).unlink(missing_ok=True)
    (pack / place).parent.mkdir(exist_ok=True)
    (pack / place).symlink_to(target if place == "withdrawn" else target / "card.pdf")
    before = all_files(pack)
    with pytest.raises(OutputError, match="is a link"):
        atomic_publish.publish(LEAFLET, pack, passes, withdrawing)
    assert all_files(pack) == before
    assert all_files(target) == {"card.pdf": b"mine"}


def test_everyone_may_read_the_files_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        atomic_publish.publish(NEW, tmp_path / "pack", passes)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "pack").iterdir()}
    assert modes == {0o644}
    assert stat.S_IMODE((tmp_path / "pack").stat().st_mode) == 0o755


def test_what_is_checked_is_what_the_disk_holds(pack: Path) -> None:
    seen: list[Mapping[str, bytes]] = []

    def check(files: Mapping[str, bytes]) -> None:
        seen.append(files)
        written = pack.with_name(".restless-legs.new")
        assert {path.name: path.read_bytes() for path in written.iterdir()} == NEW
        assert atomic_publish.read(pack) == OLD

    atomic_publish.publish(NEW, pack, check)
    assert seen == [NEW]


def test_a_pack_that_is_refused_leaves_the_old_one(pack: Path) -> None:
    with pytest.raises(ProofError, match="lost a word"):
        atomic_publish.publish(NEW, pack, refuses)
    assert atomic_publish.read(pack) == OLD
    assert hidden(pack) == []


def test_a_refused_first_pack_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProofError):
        atomic_publish.publish(NEW, tmp_path / "pack", refuses)
    assert list(tmp_path.iterdir()) == []


def test_building_one_document_keeps_the_others(pack: Path) -> None:
    atomic_publish.publish({"card.pdf": b"new card"}, pack, passes)
    assert atomic_publish.read(pack) == {**OLD, "card.pdf": b"new card"}


def test_what_staff_put_beside_the_pack_stays(pack: Path) -> None:
    (pack / "our copy.docx").write_bytes(b"edited by hand")
    (pack / "letters").mkdir()
    (pack / "letters" / "card.pdf").write_bytes(b"of the same name, one folder down")
    atomic_publish.publish(NEW, pack, passes)
    assert atomic_publish.read(pack) == {**NEW, "our copy.docx": b"edited by hand"}
    assert (pack / "letters" / "card.pdf").read_bytes() == b"of the same name, one folder down"


@pytest.mark.parametrize("withdraws", [False, True], ids=["all", "one withdrawn"])
@pytest.mark.parametrize("one_step", [True, False], ids=["in one step", "in two steps"])
def test_a_kill_at_any_step_leaves_the_old_pack_or_the_new_one(
    pack: Path, monkeypatch: pytest.MonkeyPatch, one_step: bool, withdraws: bool
) -> None:
    new = WITHOUT_CARD if withdraws else NEW
    if one_step and not can_exchange(pack.parent):
        pytest.skip("this system cannot exchange two folders in one step")
    if not one_step:
        monkeypatch.setattr(atomic_publish, "exchange", lambda a, lock: False)
    outcomes = []
    while child(partial(publish_until, pack, len(outcomes) + 1, withdraws))[0] != 0:
        outcomes.append(left_by_kill(pack, new))
        atomic_publish.publish(OLD, pack, passes)
        assert atomic_publish.read(pack) == OLD
        assert hidden(pack) == []
    assert len(outcomes) > 10
    assert set(outcomes) == ({"old", "new"} if one_step else {"old", "new", "none, old aside"})


def can_exchange(folder: Path) -> bool:
    for name in ("one", "other"):
        (folder / name).mkdir()
    return atomic_publish.exchange(folder / "one", folder / "other")


def publish_until(pack: Path, last_step: int, withdraws: bool) -> None:
    """Publish, all or without the card; be killed before the disk is touched for the `last_step`th time."""
    steps = iter(range(1, last_step))

    def count(event: str, _: tuple[object, ...]) -> None:
        if event in STEPS and next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    if withdraws:
        atomic_publish.publish(LEAFLET, pack, passes, withdrawing)
    else:
        atomic_publish.publish(NEW, pack, passes)


def left_by_kill(pack: Path, new: Mapping[str, bytes]) -> str:
    if pack.exists():
        left = all_files(pack)
        assert left in (OLD, new)
        return "old" if left == OLD else "new"
    assert atomic_publish.read(pack.with_name(".restless-legs.old")) == OLD
    return "none, old aside"


def test_a_pack_set_aside_by_a_killed_build_comes_back_even_if_the_new_one_is_refused(
    pack: Path,
) -> None:
    pack.rename(pack.with_name(".restless-legs.old"))
    with pytest.raises(ProofError):
        atomic_publish.publish(NEW, pack, refuses)
    assert atomic_publish.read(pack) == OLD
    assert hidden(pack) == []


def test_the_old_pack_comes_back_when_the_new_one_cannot_be_moved_in(pack: Path) -> None:
    pack_aside = pack.with_name(".restless-legs.old")
    pack.rename(pack_aside)
    with pytest.raises(FileNotFoundError):
        atomic_publish.move_in(pack.with_name("not there"), pack, pack_aside)
    assert atomic_publish.read(pack) == OLD


def test_a_disk_that_takes_no_more_leaves_the_old_pack_and_says_what_to_do(pack: Path) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        atomic_publish.publish({"card.pdf": b"small", "leaflet.pdf": bytes(1001)}, pack, passes)

    assert child(fill)[1].startswith(f"6 {pack}: a file is larger than this computer allows (ask")
    assert atomic_publish.read(pack) == OLD
    assert hidden(pack) == []


def test_a_disk_that_takes_no_more_withdraws_nothing(pack: Path) -> None:
    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        atomic_publish.publish({"leaflet.pdf": bytes(1001)}, pack, passes, withdrawing)

    assert child(fill)[1].startswith("6 ")
    assert all_files(pack) == OLD
    assert hidden(pack) == []


def test_a_folder_one_may_not_write_leaves_the_old_pack_and_says_so(pack: Path) -> None:
    def write_as_nobody() -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        atomic_publish.publish(NEW, pack, passes)

    pack.parent.chmod(0o555)
    output = child(write_as_nobody)[1]
    pack.parent.chmod(0o755)
    assert "you may not write here (choose another folder with --out" in output
    assert atomic_publish.read(pack) == OLD


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"pack: should be a folder but is something else \(move it away"):
        atomic_publish.publish(NEW, tmp_path / "pack", passes)
    assert (tmp_path / "pack").read_bytes() == b"mine"


def test_a_file_further_up_the_path_is_refused(tmp_path: Path) -> None:
    (tmp_path / "riverside").write_bytes(b"mine")
    with pytest.raises(OutputError, match="part of this path is a file"):
        atomic_publish.publish(NEW, tmp_path / "riverside" / "pack", passes)
    assert (tmp_path / "riverside").read_bytes() == b"mine"


def test_a_link_where_the_folder_should_be_is_refused_and_its_target_untouched(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "pack").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="should be a folder but is a link"):
        atomic_publish.publish(NEW, tmp_path / "pack", passes)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_all_links_and_folders_where_files_should_be_are_named_at_once(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    (pack / "card.pdf").unlink()
    (pack / "card.pdf").symlink_to(tmp_path / "mine.pdf")
    (pack / "leaflet.pdf").unlink()
    (pack / "leaflet.pdf").mkdir()
    with pytest.raises(OutputError) as caught:
        atomic_publish.publish(NEW, pack, passes)
    assert [problem.message for problem in caught.value.problems] == [
        "should be a file but is a link",
        "should be a file but is something else",
    ]
    assert (tmp_path / "mine.pdf").read_bytes() == b"mine"


def test_a_link_among_the_other_files_is_kept_as_a_link(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    (pack / "shortcut.pdf").symlink_to(tmp_path / "mine.pdf")
    atomic_publish.publish(NEW, pack, passes)
    assert (pack / "shortcut.pdf").is_symlink()
    assert (tmp_path / "mine.pdf").read_bytes() == b"mine"


def test_builds_at_once_wait_for_each_other(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lock, "PAUSE", 0.005)
    log = tmp_path / "log"
    names = ["a", "b", "c", "d"]
    builds = [Process(target=build, args=(pack, log, name)) for name in names]
    for item in builds:
        item.start()
    for item in builds:
        item.join()
    turns = log.read_text().split()
    assert sorted(zip(turns[::2], turns[1::2], strict=True)) == [(f"+{name}", f"-{name}") for name in names]
    assert set(atomic_publish.read(pack).values()) in [{name.encode()} for name in names]
    assert hidden(pack) == []


def build(pack: Path, log: Path, name: str) -> None:
    def check(_: Mapping[str, bytes]) -> None:
        note(log, f"+{name} ")
        time.sleep(0.02)
        note(log, f"-{name} ")

    atomic_publish.publish({"card.pdf": name.encode(), "leaflet.pdf": name.encode()}, pack, check)


def note(log: Path, text: str) -> None:
    with log.open("a") as file:
        file.write(text)


def test_a_build_that_never_ends_is_named_and_not_waited_for(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lock, "PAUSE", 0)
    with pack.with_name(".restless-legs.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match=r"another build .* \(wait for it to end, or stop it\)"):
            atomic_publish.publish(NEW, pack, passes)
    assert atomic_publish.read(pack) == OLD
    atomic_publish.publish(NEW, pack, passes)
    assert atomic_publish.read(pack) == NEW
    assert hidden(pack) == []


def test_reading_a_pack_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no such folder \(build the pack first\)"):
        atomic_publish.read(tmp_path / "pack")


def test_what_a_build_left_that_was_killed_at_its_end_is_swept(pack: Path) -> None:
    for part in ("new", "old"):
        atomic_publish.publish(OLD, pack.with_name(f".restless-legs.{part}"), passes)
    pack.with_name(".restless-legs.lock").touch()
    atomic_publish.remove_leftovers(pack)
    assert atomic_publish.read(pack) == OLD
    assert hidden(pack) == []


def test_what_another_build_is_writing_is_not_swept(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lock, "PAUSE", 0)
    left = [".restless-legs.lock", ".restless-legs.new"]
    pack.with_name(left[1]).mkdir()
    with pack.with_name(left[0]).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        atomic_publish.remove_leftovers(pack)
        assert hidden(pack) == left
    atomic_publish.remove_leftovers(pack)
    assert hidden(pack) == []


def test_what_cannot_be_swept_stays_for_the_pack_is_sound(pack: Path) -> None:
    pack.with_name(".restless-legs.new").symlink_to(pack)
    atomic_publish.remove_leftovers(pack)
    assert atomic_publish.read(pack) == OLD
    assert hidden(pack) == [".restless-legs.new"]


def test_a_disk_that_fills_up_while_other_files_are_copied_is_called_full(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (pack / "our copy.docx").write_bytes(b"edited by hand")
    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(DiskError, match="the disk is full"):
        atomic_publish.publish(NEW, pack, passes)
    assert atomic_publish.read(pack) == {**OLD, "our copy.docx": b"edited by hand"}
    assert hidden(pack) == []


def test_what_cannot_be_copied_is_no_full_disk(pack: Path) -> None:
    os.mkfifo(pack / "pipe")
    with pytest.raises(OutputError, match="what else is in this folder cannot be copied") as caught:
        atomic_publish.publish(NEW, pack, passes)
    assert not isinstance(caught.value, DiskError)
    assert hidden(pack) == []


@pytest.mark.parametrize("part", ["new", "old"])
@pytest.mark.parametrize("put", [os.mkfifo, Path.touch], ids=["a pipe", "a file"])
def test_what_stands_where_a_build_writes_is_refused_at_once(
    pack: Path, part: str, put: Callable[[Path], None]
) -> None:
    stranger = pack.with_name(f".restless-legs.{part}")
    put(stranger)
    with pytest.raises(OutputError, match=rf"{part}: should be a folder but is something else \(move it"):
        atomic_publish.publish(NEW, pack, passes)
    atomic_publish.remove_leftovers(pack)
    assert atomic_publish.read(pack) == OLD
    assert hidden(pack) == [stranger.name]
