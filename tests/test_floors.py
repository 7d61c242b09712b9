"""The floors of the house: a module imports only from floors below its own."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "scripts" / "foldwell"

FLOORS = {
    "bounds": 1,
    "engine": 0,
    "errors": 0,
    "kept": 0,
    "lock": 0,
    "order": 1,
    "phone_link": 0,
    "places": 0,
    "pool": 2,
    "versions": 0,
    "model": 0,
    "colours": 1,
    "load": 1,
    "prose": 1,
    "qr": 1,
    "fonts": 1,
    "schemas": 1,
    "table_breaks": 1,
    "tags": 1,
    "validate": 2,
    "letters": 2,
    "pictures": 2,
    "plain": 2,
    "fill": 2,
    "pages": 2,
    "supply": 1,
    "word": 2,
    "sheets": 2,
    "stage": 2,
    "manifest": 2,
    "reach": 2,
    "orphans": 3,
    "readback": 2,
    "fit": 3,
    "cutting": 3,
    "press": 3,
    "job": 3,
    "begin": 4,
    "show": 4,
    "documents": 4,
    "verify": 5,
    "pipeline": 6,
    "office": 2,
    "batch": 7,
    "check": 7,
    "cluster": 8,
    "parts": 8,
    "watch": 9,
    "cli": 10,
}


def rooms_imported(code: str) -> set[str]:
    """The rooms of the house that a piece of code imports."""
    rooms = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module == "foldwell":
            rooms.update(alias.name for alias in node.names if not alias.name.startswith("__"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("foldwell."):
            rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms.update(
                alias.name.split(".")[1] for alias in node.names if alias.name.startswith("foldwell.")
            )
    return rooms


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def climbs(room: str, code: str) -> list[str]:
    """The imports of a room that do not go down."""
    return sorted(other for other in rooms_imported(code) if other != room and FLOORS[other] >= FLOORS[room])


MODULES = sorted(path for path in HOUSE.rglob("*.py") if path.name != "__init__.py" or path.parent != HOUSE)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_module_imports_only_from_lower_floors(path):
    assert climbs(room_of(path), path.read_text(encoding="utf-8")) == []


def test_every_room_stands_on_a_floor():
    rooms = {room_of(path) for path in MODULES}
    assert rooms == set(FLOORS)


def test_an_import_from_a_higher_floor_is_seen():
    assert climbs("sheets", "from foldwell import verify") == ["verify"]
    assert climbs("sheets", "from foldwell.documents.card import make") == ["documents"]
    assert climbs("sheets", "import foldwell.stage") == ["stage"]
    assert climbs("verify", "from foldwell.documents import DOCUMENTS") == []


def test_only_the_command_line_prints():
    printing = {
        room_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rich"))
    }
    assert printing <= {"cli"}


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
        (room_of(path), word)
        for path in MODULES
        for word in forbidden
        if word in path.read_text(encoding="utf-8") and room_of(path) != "cli"
    }
    # It sets aside and puts back what fontconfig alone reads.
    assert seen == {("engine", "os.environ.get")}
