"""The manifest: whatever a pack was made of, a change of it is noticed; whatever it was not, is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from dataclasses import asdict, replace
from datetime import date
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.project import ROOT

from foldwell.errors import Location, Problem
from foldwell.workflows import batch, build_pack
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.input_hashes import InputHashes, digest
from foldwell.workflows.incremental.manifest import find_up_to_date
from foldwell.workflows.incremental.toolchain import LIBRARIES, versions
from foldwell.workflows.request import BuildRequest, MissingDocument, VerifiedPack

DAY = date(2026, 11, 22)
ORDER = BuildRequest("northgate", "restless-legs", ("card",), today=DAY)
ARTICLE = "content/articles/restless-legs.yaml"
PRACTICES = "content/practices"
PACK = f"build/{ORDER.pack}"


@pytest.fixture(scope="session")
def proven():
    """Northgate's card, made and proven once."""
    return build_pack.prove(ROOT, ORDER)


@pytest.fixture
def built(project, proven):
    """A copy of the project with the pack of that card."""
    batch.publish(proven, project / PACK)
    return project


def fresh(project, order=ORDER):
    return find_up_to_date(order, project / "build" / order.pack, InputHashes(project)) is not None


def changed(project, name):
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.is_file() else b"") + b"\n")


def resealed(project, **parts):
    """Write into the pack what a machine with other versions, or another time, would have written."""
    record = replace(manifest.read(project / PACK), **parts)
    of = record.fingerprint
    documents = {name: replace(item, input_fingerprint=of) for name, item in record.documents.items()}
    (project / PACK / manifest.FILE_NAME).write_bytes(replace(record, documents=documents).dump())


def test_a_pack_that_nothing_changed_is_up_to_date(built):
    pack = find_up_to_date(ORDER, built / PACK, InputHashes(built))
    assert [file.name for file in pack.files] == ["card.pdf"]
    assert pack.files[0].size == (built / PACK / "card.pdf").stat().st_size
    assert not pack.new


@pytest.mark.parametrize(
    "name",
    [
        ARTICLE,
        "content/articles/restless-legs.cy.yaml",
        "content/articles/figures/vein-valves.svg",
        "content/countries/GB.yaml",
        "content/wording/en-GB.yaml",
        f"{PRACTICES}/northgate/practice.yaml",
        f"{PRACTICES}/northgate/logo.svg",
        f"{PRACTICES}/northgate/templates/card.css",
        f"{PRACTICES}/northgate/letterhead.docx",
        f"{PRACTICES}/_northfield/_brand.yml",
        f"{PRACTICES}/_northfield/templates/base.css",
        "templates/base.css",
        "templates/card.html.j2",
        f"{PACK}/card.pdf",
        f"{PACK}/manifest.json",
    ],
)
def test_a_change_of_what_went_in_or_came_out_is_noticed(built, name):
    assert fresh(built)
    changed(built, name)
    assert not fresh(built)


@pytest.mark.parametrize(
    "name",
    [
        "content/articles/gout.yaml",
        "content/articles/figures/placeholder.svg",
        f"{PRACTICES}/riverside/practice.yaml",
        f"{PRACTICES}/northgate/.practice.yaml.swp",
        f"{PACK}/report.html",
        f"{PACK}/our copy.docx",
        "README.md",
    ],
)
def test_a_change_of_anything_else_is_none(built, name):
    changed(built, name)
    assert fresh(built)


def test_a_changed_byte_of_the_same_length_is_noticed(built):
    card = built / PACK / "card.pdf"
    data = card.read_bytes()
    card.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
    assert not fresh(built)


def test_a_lost_file_and_a_link_in_its_place_are_noticed(built):
    card = built / PACK / "card.pdf"
    card.rename(built / "card.pdf")
    assert not fresh(built)
    card.symlink_to(built / "card.pdf")
    assert not fresh(built)


@pytest.mark.parametrize("library", ["python", "pango", "foldwell", "weasyprint", "rendercv-fonts"])
def test_another_version_of_what_draws_is_noticed(built, library):
    resealed(built)
    assert fresh(built)
    resealed(built, versions={**versions(), library: "0.0.1"})
    assert not fresh(built)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'"x"', b"\xff", b'{"seal": 1}', b"[" * 9000], ids=repr)
def test_what_is_no_manifest_is_none(built, data):
    (built / PACK / manifest.FILE_NAME).write_bytes(data)
    assert manifest.read(built / PACK) is None
    assert not fresh(built)


def test_a_pack_of_another_practice_is_not_taken_for_ours(built):
    shutil.copytree(built / PACK, built / "build/riverside/restless-legs")
    assert not fresh(built, replace(ORDER, practice="riverside"))


def test_a_pack_does_not_stay_up_to_date_past_its_review_date(built):
    late = replace(ORDER, today=date(2028, 11, 23))
    assert fresh(built, replace(ORDER, today=date(2028, 11, 22)))
    assert not fresh(built, late)
    assert not fresh(built, replace(late, allow_overdue=True))
    resealed(built, overdue=True)
    assert fresh(built, replace(late, allow_overdue=True))
    assert not fresh(built, late)
    assert not fresh(built)


def test_another_document_than_those_that_were_made_is_not_there(built):
    assert not fresh(built, replace(ORDER, only=("handout",)))
    assert not fresh(built, replace(ORDER, only=()))
    assert not fresh(built, replace(ORDER, only=("no such",)))


def part(record, name, data, of=None, needs=()):
    """One document with its manifest, as it comes from a build with --only."""
    file = f"{name}.pdf"
    document = manifest.DocumentRecord(file, 1, len(data), digest(data), needs, of or record.fingerprint)
    return VerifiedPack({file: data}, replace(record, documents={name: document}).dump())


def test_documents_made_one_by_one_become_a_whole_pack(built):
    record = replace(manifest.read(built / PACK), all_documents=("card", "leaflet"))
    whole = replace(ORDER, only=())
    batch.publish(part(record, "card", b"card"), built / PACK)
    assert not fresh(built, whole)
    batch.publish(part(record, "leaflet", b"leaflet", needs=("card",)), built / PACK)
    assert fresh(built, whole)
    pack = find_up_to_date(replace(ORDER, only=("leaflet",)), built / PACK, InputHashes(built))
    assert [file.name for file in pack.files] == ["card.pdf", "leaflet.pdf"]


def test_what_is_worth_knowing_of_the_other_documents_stays_while_the_inputs_are_the_same(built):
    record = replace(manifest.read(built / PACK), all_documents=("card", "handout"), notes=())
    note = Problem(ARTICLE, "the card has room for 3 of 4 key points")
    batch.publish(part(replace(record, notes=(note,)), "card", b"card"), built / PACK)
    assert batch.publish(part(record, "handout", b"handout"), built / PACK).notes == (note,)
    other = replace(record, inputs={**record.inputs, ARTICLE: "of other words"})
    assert batch.publish(part(other, "handout", b"handout"), built / PACK).notes == ()


def test_a_document_made_anew_does_not_make_the_others_look_new(built):
    record = replace(manifest.read(built / PACK), all_documents=("card", "leaflet"))
    batch.publish(part(record, "leaflet", b"leaflet", of="of other words"), built / PACK)
    batch.publish(part(record, "card", b"card"), built / PACK)
    assert fresh(built)
    assert not fresh(built, replace(ORDER, only=()))


def test_what_a_pack_no_longer_has_goes_and_what_staff_put_there_stays(built):
    record = replace(manifest.read(built / PACK), all_documents=("card",))
    (built / PACK / "our copy.docx").write_bytes(b"ours")
    batch.publish(
        part(replace(record, all_documents=("card", "press")), "press", b"for the printer"), built / PACK
    )
    assert (built / PACK / "press.pdf").exists()
    batch.publish(part(record, "card", b"card"), built / PACK)
    assert sorted(path.name for path in (built / PACK).iterdir()) == [
        "card.pdf",
        "manifest.json",
        "our copy.docx",
    ]


def missing(record, name, exit_code=3, **more):
    """A document that could not be made, with its manifest."""
    problem = Problem("a.yaml:1", "is too long", "shorten it")
    document = MissingDocument(f"{name}.pdf", exit_code, (problem,), inputs=record.fingerprint, **more)
    return VerifiedPack({}, replace(record, documents={}, missing={name: document}).dump())


def test_a_missing_document_keeps_every_part_of_its_problems(built):
    where = Location("a.yaml", 3, keys=("care", "same_day", "when", 0), label="Signs")
    stored = Problem(where, "is too long", "shorten it"), Problem(Location("card.pdf", page=2), "is cut off")
    record = manifest.read(built / PACK)
    document = MissingDocument("card.pdf", 3, stored)
    data = replace(record, documents={}, missing={"card": document}).dump()
    problems = manifest.parse_manifest(data).missing["card"].problems
    assert [asdict(problem) for problem in problems] == [asdict(problem) for problem in stored]
    assert manifest.parse_manifest(data.replace(b'"same_day"', b'"emergency"')) is None


def test_a_note_keeps_every_part(built):
    where = Location("a.yaml", 3, keys=("color", "primary"), label="Main colour")
    stored = Problem(where, "is not used on paper", "leave it out")
    data = replace(manifest.read(built / PACK), notes=(stored,)).dump()
    (note,) = manifest.parse_manifest(data).notes
    assert asdict(note) == asdict(stored)
    assert manifest.parse_manifest(data.replace(b"is not used", b"is used")) is None


def test_a_manifest_whose_notes_are_only_text_is_none(built):
    data = replace(manifest.read(built / PACK), notes=("Note: a.yaml:3: is not used",)).dump()
    assert manifest.parse_manifest(data) is None


def test_a_missing_document_is_named_with_its_problems_as_long_as_nothing_changes(built):
    record = replace(manifest.read(built / PACK), all_documents=("card", "leaflet"))
    batch.publish(missing(record, "leaflet"), built / PACK)
    batch.publish(part(record, "card", b"card"), built / PACK)
    pack = find_up_to_date(replace(ORDER, only=()), built / PACK, InputHashes(built))
    assert [file.name for file in pack.files] == ["card.pdf"]
    assert [document.file for document in pack.missing] == ["leaflet.pdf"]
    assert str(pack.missing[0].problems[0]) == "a.yaml:1: is too long (shorten it)"
    assert pack.exit_code == 3
    assert fresh(built)
    changed(built, ARTICLE)
    assert not fresh(built, replace(ORDER, only=()))


def test_a_document_that_a_limit_stopped_is_tried_again_though_nothing_changed(built):
    record = manifest.read(built / PACK)
    for exit_code, is_fresh in ((3, True), (4, True), (5, False), (70, False)):
        batch.publish(missing(record, "card", exit_code), built / PACK)
        assert fresh(built) == is_fresh


def test_a_file_that_stands_where_a_document_is_missing_is_noticed(built):
    batch.publish(missing(manifest.read(built / PACK), "card"), built / PACK)
    assert fresh(built)
    (built / PACK / "card.pdf").write_bytes(b"brought back by hand")
    assert not fresh(built)


def test_a_missing_document_leaves_its_last_good_file_withdrawn_until_it_is_made(built):
    record = manifest.read(built / PACK)
    last_good = (built / PACK / "card.pdf").read_bytes()
    for _ in range(2):
        batch.publish(missing(record, "card"), built / PACK)
        assert (built / PACK / "withdrawn/card.pdf").read_bytes() == last_good
        assert manifest.read(built / PACK).missing["card"].withdrawn == digest(last_good)
    batch.publish(part(record, "card", b"card"), built / PACK)
    assert sorted(path.name for path in (built / PACK).iterdir()) == ["card.pdf", "manifest.json"]
    assert not manifest.read(built / PACK).missing


def test_a_document_made_from_a_missing_one_is_named_with_it(built):
    record = replace(manifest.read(built / PACK), all_documents=("card", "sheet"), documents={})
    both = {
        "card": MissingDocument("card.pdf", 4, (Problem("card.pdf", "lost a word"),)),
        "sheet": MissingDocument("sheet.pdf", 4, source="card"),
    }
    assert replace(record, missing=both).select(("sheet",)) == ("card", "sheet")


def test_what_is_made_on_request_only_is_no_part_of_a_whole_pack(proven):
    whole = manifest.parse_manifest(proven.manifest).all_documents
    assert "card" in whole
    assert "press" not in whole


def test_an_input_that_changes_while_the_pack_is_made_leaves_it_out_of_date(project, monkeypatch):
    make = build_pack.build_and_verify

    def while_it_is_edited(context, names):
        changed(project, ARTICLE)
        return make(context, names)

    monkeypatch.setattr(build_pack, "build_and_verify", while_it_is_edited)
    batch.publish(build_pack.prove(project, ORDER), project / PACK)
    assert not fresh(project)
    assert {item.input_fingerprint for item in manifest.read(project / PACK).documents.values()} == {""}


def test_equal_packs_have_equal_manifests_that_tell_nothing_of_the_place(project, proven):
    again = build_pack.prove(project, ORDER)
    assert again == proven
    assert str(project).encode() not in again.manifest
    assert manifest.parse_manifest(again.manifest).dump() == again.manifest


def test_every_place_that_the_job_read_is_recorded_with_the_network_it_extends(proven):
    record = manifest.parse_manifest(proven.manifest)
    assert {f"{PRACTICES}/_northfield/_brand.yml", f"{PRACTICES}/northgate/logo.svg"} <= record.inputs.keys()
    assert {item.input_fingerprint for item in record.documents.values()} == {record.fingerprint}


PRINTS_OR_PACKS = {"annotated-types", "click", "packaging", "pycparser", "pygments", "rich"}
PRINTS_OR_PACKS |= {"anyio", "idna", "typing-extensions", "typing-inspection", "watchfiles"}
PRINTS_OR_PACKS |= {"mammoth", "cobble"}  # read old leaflets, and no build


def closure(text, found):
    """The names of a library, as a requirement asks for it, and of all that it needs on this machine."""
    wanted = Requirement(text)
    name = canonicalize_name(wanted.name)
    if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
        found.add(name)
        for need in metadata.requires(name) or ():
            closure(need, found)
    return found


def test_every_library_that_may_draw_is_recorded_with_its_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed: set[str] = set()
    for need in project["dependencies"]:
        closure(need, needed)
    needed -= PRINTS_OR_PACKS
    assert len(needed) > 20
    assert needed <= LIBRARIES
    record = versions()
    assert {name: record[name] for name in needed} == {name: metadata.version(name) for name in needed}
    assert record["pango"].isdigit()


def test_nothing_that_draws_is_loaded_to_find_a_pack_up_to_date(built):
    code = (
        "import sys; from foldwell.cli import main; main(); print([name for name in ('weasyprint', 'yaml',"
        " 'pydantic', 'lxml', 'PIL', 'multiprocessing', 'phonenumbers') if name in sys.modules])"
    )
    words = ["--project", str(built), "build", "--practice=northgate", "--only=card", "--today=2026-11-22"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert done.stdout == f"{PACK} is up to date: card.pdf (--force makes it anew)\n[]\n"


@pytest.mark.parametrize("where", ["", "withdrawn/"])
@pytest.mark.parametrize(("absent", "stays"), [(("card", "card-sheet"), False), ((), True)])
def test_an_old_card_goes_when_the_article_has_nothing_for_one(built, where, absent, stays):
    record, path = manifest.read(built / PACK), built / PACK / where / "card.pdf"
    if where:
        missing = MissingDocument("card.pdf", 4, withdrawn=record.documents["card"].sha256)
        failed = replace(record, documents={}, missing={"card": missing})
        batch.publish(VerifiedPack({}, failed.dump()), built / PACK)
    assert path.is_file()
    part = replace(record, documents={}, all_documents=("leaflet",), missing={}, absent=absent)
    others = {"handout": MissingDocument("handout.docx", 4)}
    batch.publish(
        VerifiedPack({}, replace(part, missing=others, all_documents=("leaflet", "handout")).dump()),
        built / PACK,
    )
    assert path.is_file() == stays
    assert ("card" in manifest.read(built / PACK).names) == stays
