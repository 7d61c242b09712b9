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


def project(folder: Path, practices: int, **facts: str) -> Path:
    """Make a project in `folder` with so many practices that differ; `facts` hold for all of them."""
    shipped(folder)
    shutil.rmtree(folder / PRACTICES)
    for path in (folder / "content/articles").glob("*.yaml"):
        if path.name != f"{ARTICLE}.yaml":
            path.unlink()
    for number in range(practices):
        _practice(folder / PRACTICES / name_of(number), number, facts)
    return folder


def name_of(number: int) -> str:
    """Return the name of the folder of a practice."""
    return f"p{number:04}"


def shipped(folder: Path) -> Path:
    """Make a project in `folder` that is a copy of ours."""
    for part in ("content", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def command(root: Path, verb: str, *words: str, only: Iterable[str] = ()) -> list[str]:
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


def build(root: Path, *words: str, only: Iterable[str] = ()) -> list[str]:
    """Return the command that builds in a project, likewise."""
    return command(root, "build", *words, only=only)


def _practice(folder: Path, number: int, facts: dict[str, str]) -> None:
    """Write a practice that is like no other."""
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / PRACTICES / LOGOS[number % len(LOGOS)] / "logo.svg", folder / "logo.svg")
    for name, tree in (("practice.yaml", _facts(number) | facts), ("_brand.yml", _brand(number))):
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")


def _facts(number: int) -> dict[str, Any]:
    web = f"https://{name_of(number)}.example.org"
    return {
        "name": _called(number),
        "country": "GB",
        "address": [f"{number + 1} Example Quay", "Sampleford", f"SF{number % 90 + 10} 2EX"],
        "phone": f"01632 960{number % 1000:03}",
        "email": f"hello@{name_of(number)}.example.org",
        "web": web,
        "article_page": f"{web}/{{article}}",
        "hours": [{"days": "Monday to Friday", "times": f"{7 + number % 3}am to 6.30pm"}],
    }


def _brand(number: int) -> dict[str, Any]:
    return {
        "meta": {"name": _called(number)},
        "logo": {"path": "logo.svg", "alt": _called(number)},
        "color": {
            "primary": _colour(number * GOLDEN, 0.2),
            "secondary": _colour(number * GOLDEN + 0.1, 0.28),
            "foreground": "#18262b",
            "background": "#ffffff",
            "danger": "#9c1313",
        },
        "typography": {
            "base": {"family": FAMILIES[number % len(FAMILIES)]},
            "headings": {"family": HEADINGS[number % len(HEADINGS)]},
        },
    }


def _called(number: int) -> str:
    return f"Quay {number + 1} Surgery"


def _colour(hue: float, lightness: float) -> str:
    levels = colorsys.hls_to_rgb(hue % 1, lightness, 0.75)
    return "#" + "".join(f"{round(level * 255):02x}" for level in levels)
