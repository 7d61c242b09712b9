"""What no module below the command line does; the contract of layers itself is in pyproject.toml."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.project import ROOT

SOURCE = ROOT / "scripts" / "foldwell"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def layer_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "scripts" / "foldwell", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_imports(checkout: Path) -> list[str]:
    """Return the imports that break the contract of layers, as import-linter prints them."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    env = os.environ | {"PYTHONPATH": str(checkout / "scripts")}
    done = subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, check=False)
    found = [line.split(" (")[0].strip("- ") for line in done.stdout.splitlines() if " -> " in line]
    assert done.returncode == bool(found), done.stdout + done.stderr
    return found


def test_every_import_stays_in_its_layer_or_goes_down(checkout):
    assert broken_imports(checkout) == []


@pytest.mark.parametrize("statement", ["from {} import {}", "import {}.{}", "def late(): from {} import {}"])
def test_an_import_from_a_higher_layer_is_reported(checkout, statement):
    module = checkout / "scripts/foldwell/rendering/cache.py"
    line = statement.format("foldwell.documents", "leaflet")
    module.write_text(f"{module.read_text(encoding='utf-8')}\n\n{line}\n", encoding="utf-8")
    assert broken_imports(checkout) == ["foldwell.rendering.cache -> foldwell.documents.leaflet"]


def test_a_module_outside_the_layers_is_refused(checkout):
    (checkout / "scripts/foldwell/utils.py").write_text('"""Anything."""\n', encoding="utf-8")
    with pytest.raises(AssertionError, match=r"foldwell\.utils"):
        broken_imports(checkout)


def test_only_the_command_line_prints():
    printing = {
        layer_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rich"))
    }
    assert printing == {"cli"}


def test_nothing_below_the_command_line_looks_at_the_clock_or_the_working_directory():
    forbidden = (
        "date.today",
        "datetime.now",
        "time.time(",
        "os.getcwd",
        "Path.cwd",
        "os.environ.get",
        "os.getenv",
    )
    seen = {
        (str(path.relative_to(SOURCE)), word)
        for path in MODULES
        for word in forbidden
        if word in path.read_text(encoding="utf-8") and layer_of(path) != "cli"
    }
    # It sets aside and puts back what fontconfig alone reads.
    assert seen == {(str(Path("rendering/pdf/weasyprint_engine.py")), "os.environ.get")}
