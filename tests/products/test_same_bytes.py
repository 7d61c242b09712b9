"""Equal inputs give equal bytes: wherever, whenever and by whomever a pack is made."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from support.combinations import representative
from support.other_environment.surroundings import seen
from support.project import ROOT, USUAL

from foldwell.documents.registry import DOCUMENTS

ENVIRONMENT = ROOT / "tests" / "support" / "other_environment"
FILES = {name: document.file for name, document in DOCUMENTS.items()}
FEBRUARY_2000 = "951000000"
SOME = ("handout", "card", "card-sheet")
SHARES = {
    "each elsewhere": [[name for name in DOCUMENTS if name not in SOME], SOME, SOME],
    "all elsewhere": [[*DOCUMENTS], [*DOCUMENTS], SOME],
}
"""What is made in each of the places, two of which make the same and so the same manifest."""


BUILD = """
import json
from surroundings import seen
print(json.dumps(seen()), flush=True)
from foldwell.cli import main
main()
"""

LEAKS = """
import time
from foldwell.rendering.docx import package
from foldwell.rendering.pdf import tag_repair
package.ZIP_EPOCH = time.localtime()[:6]
repair = tag_repair.repair_tags
tag_repair.repair_tags = lambda *args: repair(*args).replace(b"%%EOF", b"%%%d\\n%%%%EOF" % hash("foldwell"))
"""


@dataclass(frozen=True)
class Place:
    """Another place and time, and what is made there, in a process of its own or in several."""

    checkout: str
    umask: int
    room: dict[str, str]
    today: tuple[str, ...]
    order: tuple[str, ...] = ("--practice", "riverside")
    practices: tuple[str, ...] = ("riverside",)
    documents: tuple[str, ...] = ()


# Each pack is the first of its process in one place and a later one in another; the session's own are more.
# The review is due on the last of these days. What the workers of a cluster make is compared in test_cluster.
# A locale that the machine lacks is C by another name; but Pango, which sets the lines, knows it by its name.
PLACES = {
    "a clock that starts in 1970, nothing but ASCII, no home": Place(
        "desk",
        0o077,
        {"CLOCK": "0.5", "TZ": "Asia/Kathmandu", "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0"}
        | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": "/nowhere"},
        today=("2026-12-01",),
    ),
    "the end of 2099, a Turkish user, a folder with a strange name": Place(
        "ülkü's 100 %25 #1",
        0o002,
        {"CLOCK": "4102444799.5", "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "1"}
        | {"LC_ALL": "tr_TR.UTF-8", "FONTCONFIG_FILE": "/etc/fonts/fonts.conf", "HOME": "/"},
        today=("2028-02-29",),
    ),
    "all packs of one command, a Japanese user": Place(
        "a/b/c/d",
        0o027,
        {"CLOCK": FEBRUARY_2000, "TZ": "America/St_Johns", "PYTHONHASHSEED": "4294967295"}
        | {"LC_ALL": "C.UTF-8", "LANGUAGE": "ja", "FONTCONFIG_FILE": "/nowhere", "HOME": "/tmp"},
        today=("2028-11-22", "--allow-overdue"),
        order=("--all",),
        practices=USUAL,
    ),
}


def child(place, project, tmp_path, program=BUILD):
    """Start a build at a place: in a copy of the project and of the code, files as old as the clock."""
    checkout = tmp_path / "places" / place.checkout
    for folder in ("content", "templates"):
        shutil.copytree(project / folder, checkout / folder)
    shutil.copytree(ROOT / "scripts" / "foldwell", checkout / "scripts" / "foldwell")
    clock = float(place.room["CLOCK"])
    for path in (*checkout.glob("content/**/*"), *checkout.glob("templates/*")):
        os.utime(path, (clock, clock))
    paths = os.pathsep.join(map(str, (ENVIRONMENT, checkout / "scripts")))
    only = [word for name in place.documents for word in ("--only", name)]
    return subprocess.Popen(
        [sys.executable, "-c", program, "build", *place.order, *only, "--today", *place.today],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, **place.room},
        cwd=checkout,
        umask=place.umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def built(place, process, tmp_path):
    """Return what the process saw around it and the files that it made, by practice and name."""
    output, complaints = process.communicate()
    assert process.returncode == 0, complaints
    packs = tmp_path / "places" / place.checkout / "build"
    files = {
        (path.parents[1].name, path.name): path.read_bytes() for path in packs.glob("*/*/*") if path.is_file()
    }
    return json.loads(output.splitlines()[0]), files


def documents(place, packs):
    """Return the same documents as they were made here."""
    return {(item, FILES[name]): packs[item][name] for item in place.practices for name in place.documents}


def differing(a, b):
    """Return what two sets of files do not have in common."""
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))


@pytest.mark.parametrize("shares", representative(SHARES.values()), ids=SHARES)
def test_every_file_is_the_same_wherever_it_is_made(project, packs, tmp_path, shares):
    shutil.rmtree(project / "content/practices/northgate")
    places = [
        replace(place, documents=tuple(names)) for place, names in zip(PLACES.values(), shares, strict=True)
    ]
    with ExitStack() as all_at_once:
        processes = [all_at_once.enter_context(child(place, project, tmp_path)) for place in places]
        results = [
            (place, *built(place, process, tmp_path))
            for place, process in zip(places, processes, strict=True)
        ]
    for place, _, files in results:
        made_here = documents(place, packs)
        assert made_here.keys() <= files.keys()
        assert differing(made_here, {name: files[name] for name in made_here}) == []
    # A manifest is not among what was made here: two places must agree on it.
    manifests = [
        files["riverside", "manifest.json"]
        for place, _, files in results
        if place.documents == places[1].documents
    ]
    assert len(manifests) == 2
    assert manifests[0] == manifests[1]
    around = [seen(), *(saw for _, saw, _ in results)]
    for name in around[0]:
        assert len({str(item[name]) for item in around}) >= 3, f"the places hardly differ in {name}"


def test_a_clock_or_a_hash_that_reaches_a_file_is_noticed(project, packs, tmp_path):
    [place, *_] = PLACES.values()
    place = replace(place, documents=("handout", "card"), room=place.room | {"CLOCK": FEBRUARY_2000})
    saw, files = built(place, child(place, project, tmp_path, LEAKS + BUILD), tmp_path)
    card, handout = ("riverside", "card.pdf"), ("riverside", "handout.docx")
    assert {card, handout} <= set(differing(documents(place, packs), files))
    assert b"%%%d\n" % saw["hashes"] in files[card]
    with ZipFile(BytesIO(files[handout])) as file:
        assert {entry.date_time[:2] for entry in file.infolist()} == {(2000, 2)}
