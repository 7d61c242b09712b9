"""No reference that leads out of a project is followed, wherever it stands: see references.py and sandbox.py.

Three guards watch at once: the audit hook inside Python, a server that nobody may call, and the kernel, which
tells of every file opened outside, by a C library too.
"""

import ctypes
import json
import os
import socket
import struct
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from support.combinations import representative
from support.project import ROOT
from support.references import KINDS, REFERENCES, SECRET

SANDBOX = ROOT / "tests" / "support" / "sandbox.py"
OPENED = 0x20
"""IN_OPEN of inotify(7)."""

EVENT = struct.Struct("iIII")


@pytest.fixture
def outside(tmp_path_factory):
    """A folder outside the project, full of what nobody may read."""
    folder = tmp_path_factory.mktemp("outside")
    for kind in ("svg", "yaml", "yml", "j2", "css", "docx"):
        (folder / f"secret.{kind}").write_text(SECRET)
    for name, file in (("riverside", "practice.yaml"), ("templates", "card.css")):
        (folder / name).mkdir()
        (folder / name / file).write_text(SECRET)
    return folder


@contextmanager
def watched(folder):
    """Have the kernel note what is opened in a folder, and in those inside it."""
    system = ctypes.CDLL(None, use_errno=True)
    eye, names, opened = system.inotify_init1(os.O_NONBLOCK), {}, []
    for path in (folder, *filter(Path.is_dir, folder.iterdir())):
        names[system.inotify_add_watch(eye, os.fsencode(path), OPENED)] = path.name
    try:
        yield opened
        while True:
            data = os.read(eye, 65536)
            while data:
                watch, _, _, length = EVENT.unpack_from(data)
                name = data[EVENT.size : EVENT.size + length].rstrip(b"\0").decode()
                opened.append(f"{names[watch]}/{name}")
                data = data[EVENT.size + length :]
    except BlockingIOError:
        pass
    finally:
        os.close(eye)


@contextmanager
def listening():
    """A server that notes whether anybody called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        calls = []
        yield str(server.getsockname()[1]), calls
        with suppress(BlockingIOError):
            calls.append(server.accept()[1])


def tried(project, outside, *words):
    """Run sandbox.py: its cases, what was opened outside, and who called the server."""
    own_folder = project / "tmp"
    own_folder.mkdir()
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(own_folder)}
    environment = {**os.environ, **paths, "CANARY": SECRET}
    with listening() as (port, calls), watched(outside) as opened:
        command = [sys.executable, SANDBOX, project, outside, port, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), opened, calls


BELONG = {
    ("article", "cover"): "fever.svg",
    ("article", "figure"): "thermometer.svg",
    ("article", "link"): "https://example.org/fever",
    ("article", "source"): "https://example.org/fever",
    ("article", "title"): "Fever",
    ("brand", "logo"): "own.svg",
    ("brand", "family"): "Inter",
    ("brand", "font"): "own.ttf",
    ("practice", "web"): "https://example.org/",
    ("practice", "page of an article"): "https://example.org/{article}",
    ("practice", "country"): "IE",
    ("practice", "language"): "en-US",
    ("practice", "extends"): "_network",
    ("practice", "words"): "Parking is free.",
}
"""What may stand where references are refused: a place in which nothing may stand would prove nothing."""


@pytest.mark.parametrize(("kind", "place"), BELONG, ids=": ".join)
def test_a_place_takes_what_belongs_there(kind, place):
    text = BELONG[kind, place]
    assert text in KINDS[kind](ROOT)[place].tried(text)


def test_a_handout_is_written_with_a_link_in_its_place():
    made = KINDS["handout"](ROOT)["link"].tried("https://example.org/")
    assert made.startswith(repr(b"PK")[:-1])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of files that are opened")
@pytest.mark.parametrize(
    ("words", "refused"), representative([(["--some"], 500), ([], 1500)]), ids=["some", "all"]
)
def test_no_reference_is_followed_wherever_it_stands(project, outside, words, refused):
    cases, opened, calls = tried(project, outside, *words)
    assert [case for case in cases if case[3] or case[2] not in ("refused", "text")] == []
    assert (opened, calls) == ([], [])
    kinds = Counter(place.partition(",")[0] for place, *_ in cases)
    assert len({place for place, *_ in cases}) > 100
    assert {reference for _, reference, *_ in cases} >= set(REFERENCES)
    assert set(kinds) == {*KINDS, "file", "words"}
    assert {how for place, _, how, _ in cases if place.startswith("words,")} == {"text"}
    assert Counter(how for *_, how, _ in cases)["refused"] > refused


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of files that are opened")
def test_each_guard_sees_a_reference_that_is_followed(project, outside):
    cases, opened, calls = tried(project, outside, "--careless")
    assert len(cases) >= 6
    assert [place for place, *_, seen in cases if not seen] == []
    assert "leaked" in {how for _, _, how, _ in cases}
    assert f"{outside.name}/secret.svg" in opened
    assert len(calls) == 1
