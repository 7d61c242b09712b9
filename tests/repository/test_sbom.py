"""The bill of materials: all that the lock has and nothing else, valid, and the same text every time."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator
from pip_requirements_parser import RequirementsFile
from support.project import ROOT

import sbom

LOCK = (ROOT / "requirements.lock").read_text()


@pytest.fixture(scope="module")
def text() -> str:
    return sbom.bill(LOCK)


@pytest.fixture(scope="module")
def bill(text: str) -> dict[str, Any]:
    return json.loads(text)


def locked(lock: Path = ROOT / "requirements.lock") -> dict[str, set[str]]:
    """Return the hashes of every package of a lock, by its address, as pip's own rules read it."""
    found = RequirementsFile.from_file(str(lock)).requirements
    assert len(found) > 30
    return {f"pkg:pypi/{item.name}@{item.get_pinned_version}": set(item.hash_options) for item in found}


def listed(bill: dict[str, Any]) -> dict[str, set[str]]:
    return {
        part["purl"]: {f"sha256:{item['content']}" for item in part["hashes"]} for part in bill["components"]
    }


def faults(text: str) -> object:
    """Return what the schema of the standard has against a bill; None if nothing."""
    return make_schemabased_validator(OutputFormat.JSON, SchemaVersion.V1_6).validate_str(text)


def installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def test_the_bill_keeps_to_the_schema_of_the_standard(text: str) -> None:
    assert faults(text) is None


@pytest.mark.parametrize(("sound", "broken"), [('"SHA-256"', '"SHA-257"'), ('"library"', '"bookshop"')])
def test_a_bill_that_breaks_the_schema_is_noticed(text: str, sound: str, broken: str) -> None:
    assert sound in text
    assert faults(text.replace(sound, broken, 1)) is not None


def test_the_bill_lists_what_the_lock_pins_with_every_hash_and_nothing_else(bill: dict[str, Any]) -> None:
    assert listed(bill) == locked()


def test_the_font_of_the_pictograms_has_its_own_licence(bill: dict[str, Any]) -> None:
    (package,) = [part for part in bill["components"] if part["name"] == "rendercv-fonts"]
    (font,) = package["components"]
    assert font["name"] == "Font Awesome 7 Free Solid"
    assert [entry["license"]["id"] for entry in font["licenses"]] == ["OFL-1.1"]


def test_a_package_or_a_hash_that_is_left_out_is_noticed() -> None:
    [entry] = re.findall(r"^weasyprint==(?:.*\n)(?: +.*\n)+", LOCK, re.MULTILINE)
    *_, last = re.findall(r"--hash=\S+", entry)
    less, cut = (listed(json.loads(sbom.bill(LOCK.replace(old, "")))) for old in (entry, last))
    assert locked().keys() - less.keys() == {"pkg:pypi/weasyprint@70.0"}
    assert locked() != cut


def test_every_package_that_is_installed_here_has_a_licence(bill: dict[str, Any]) -> None:
    parts = [bill["metadata"]["component"], *bill["components"]]
    assert {part["name"] for part in parts if not part.get("licenses")} == {
        part["name"] for part in bill["components"] if not installed(part["name"])
    }


def test_a_licence_goes_by_its_spdx_name_where_that_leaves_no_doubt(bill: dict[str, Any]) -> None:
    licences = {part["name"]: part.get("licenses", []) for part in bill["components"]}
    assert [item["license"]["id"] for item in licences["pikepdf"]] == ["MPL-2.0"]
    assert [item["license"]["id"] for item in licences["markdown-it-py"]] == ["MIT"]
    assert {item["license"]["id"] for item in licences["pyphen"]} == {
        "GPL-2.0-or-later",
        "LGPL-2.0-or-later",
        "MPL-1.1",
    }


def test_another_version_than_the_one_installed_borrows_no_licence() -> None:
    assert sbom.declared(sbom.Pin("jinja2", version("jinja2"), (), ())) != ()
    assert sbom.declared(sbom.Pin("jinja2", "0.1", (), ())) == ()
    assert sbom.declared(sbom.Pin("no-such-package", "1", (), ())) == ()


def test_the_bill_says_what_needs_what(bill: dict[str, Any]) -> None:
    needs = {part["ref"]: part.get("dependsOn", []) for part in bill["dependencies"]}
    assert needs.keys() == {sbom.HOUSE, *listed(bill)}
    assert "pkg:pypi/jinja2@3.1.6" in needs[sbom.HOUSE]
    assert "pkg:pypi/markupsafe@3.0.4" not in needs[sbom.HOUSE]
    assert needs["pkg:pypi/jinja2@3.1.6"] == ["pkg:pypi/markupsafe@3.0.4"]
    assert {item for parts in needs.values() for item in parts} == set(listed(bill))


def test_another_checkout_and_process_writes_the_same_bill_without_number_or_time(
    tmp_path: Path, text: str
) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    shutil.copy2(ROOT / "requirements.lock", tmp_path)
    command = [sys.executable, str(tmp_path / "scripts/sbom.py")]
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    output = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    assert output == f"build/sbom.json: {len(locked())} packages\n"
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["sbom.json"]
    assert (tmp_path / "build/sbom.json").read_text(encoding="utf-8") == text
    assert "serialNumber" not in text
    assert "timestamp" not in text
