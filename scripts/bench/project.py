"""What is measured: a project of many practices, each with its own name, phone, colours and fonts."""

from __future__ import annotations

import colorsys
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from foldwell.project.paths import PRACTICES

ROOT = Path(__file__).resolve().parents[2]
ARTICLE, PRACTICE = "restless-legs", "riverside"
TODAY = "2026-11-22"

COMMAND = (sys.executable, "-c", "from foldwell.cli import main; main()")
LOGOS = ("riverside", "northgate", "lakeshore")
FAMILIES = ("Source Sans 3", "Lato", "Roboto")
"""Those in which the article fits in every fold."""

HEADINGS = (*FAMILIES, "Gentium Book Plus")
GOLDEN = 0.381966
"""The part of the circle of colours between one practice's and the next: no two are alike for long."""


def create_project(folder: Path, practices: int, **facts: str) -> Path:
    """Make a project in `folder` with so many practices that differ; `facts` hold for all of them."""
    copy_shipped(folder)
    shutil.rmtree(folder / PRACTICES)
    for path in (folder / "content/articles").glob("*.yaml"):
        if path.name != f"{ARTICLE}.yaml":
            path.unlink()
    for number in range(practices):
        _write_practice(folder / PRACTICES / practice_id(number), number, facts)
    return folder


def practice_id(number: int) -> str:
    """Return the name of the folder of a practice."""
    return f"p{number:04}"


def copy_shipped(folder: Path) -> Path:
    """Make a project in `folder` that is a copy of ours."""
    for part in ("content", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def foldwell_command(root: Path, verb: str, *words: str, only: Iterable[str] = ()) -> list[str]:
    """Return a command in a project; `only` for some documents, if any are named."""
    return [
        *COMMAND,
        "--project",
        str(root),
        verb,
        "--today",
        TODAY,
        *words,
        *(f"--only={name}" for name in only),
    ]


def build_command(root: Path, *words: str, only: Iterable[str] = ()) -> list[str]:
    """Return the command that builds in a project, likewise."""
    return foldwell_command(root, "build", *words, only=only)


def _write_practice(folder: Path, number: int, facts: dict[str, str]) -> None:
    """Write a practice that is like no other."""
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / PRACTICES / LOGOS[number % len(LOGOS)] / "logo.svg", folder / "logo.svg")
    for name, tree in (
        ("practice.yaml", _invent_facts(number) | facts),
        ("_brand.yml", _invent_brand(number)),
    ):
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")


def _invent_facts(number: int) -> dict[str, Any]:
    web = f"https://{practice_id(number)}.example.org"
    return {
        "name": _invent_name(number),
        "country": "GB",
        "address": [f"{number + 1} Example Quay", "Sampleford", f"SF{number % 90 + 10} 2EX"],
        "phone": f"01632 960{number % 1000:03}",
        "email": f"hello@{practice_id(number)}.example.org",
        "web": web,
        "article_page": f"{web}/{{article}}",
        "hours": [{"days": "Monday to Friday", "times": f"{7 + number % 3}am to 6.30pm"}],
    }


def _invent_brand(number: int) -> dict[str, Any]:
    return {
        "meta": {"name": _invent_name(number)},
        "logo": {"path": "logo.svg", "alt": _invent_name(number)},
        "color": {
            "primary": _format_colour(number * GOLDEN, 0.2),
            "secondary": _format_colour(number * GOLDEN + 0.1, 0.28),
            "foreground": "#18262b",
            "background": "#ffffff",
            "danger": "#9c1313",
        },
        "typography": {
            "base": {"family": FAMILIES[number % len(FAMILIES)]},
            "headings": {"family": HEADINGS[number % len(HEADINGS)]},
        },
    }


def _invent_name(number: int) -> str:
    return f"Quay {number + 1} Surgery"


def _format_colour(hue: float, lightness: float) -> str:
    levels = colorsys.hls_to_rgb(hue % 1, lightness, 0.75)
    return "#" + "".join(f"{round(level * 255):02x}" for level in levels)
