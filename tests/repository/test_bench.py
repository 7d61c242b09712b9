"""The bench: yardstick, practices that differ, table. `make bench-quick` runs every measurement."""

from __future__ import annotations

import re

from support.project import ROOT

from bench import peers
from bench.bare import write_page
from bench.cost import Cost
from bench.figure import Figure, describe_machine, format_table
from bench.project import ARTICLE, FAMILIES, HEADINGS, create_project, practice_id
from bench.yardstick import measure_yardstick
from foldwell.assets.colour import contrast
from foldwell.project import loading
from foldwell.project.pictograms import WithPictograms

YARDSTICK = Cost(work=0.2, wall=0.25)


def test_the_yardstick_is_a_render_that_costs_something():
    found = measure_yardstick(1)
    assert found.work > 0
    assert found.wall > 0


def test_figures_are_reported_in_yardsticks_with_the_machine_they_come_from():
    rows = [
        Figure("one pack", 0.5, 1.0, "twice the next").format_row(YARDSTICK),
        Figure("a save", wall=0.5).format_row(YARDSTICK),
    ]
    assert list(format_table(rows))[2:] == [
        "| one pack | 2.50 | 4.00 | twice the next |",
        "| a save | - | 2.00 | - |",
    ]
    said = describe_machine(YARDSTICK, before=0.1)
    assert said.startswith("A yardstick was 0.200 s of work and 0.250 s of waiting, on ")
    assert re.search(r"\d+ processors, load 0\.1 to \d+\.\d, .*Python 3\.\d+.*, weasyprint \d+", said)


def test_no_two_practices_are_alike_and_none_needs_a_note(tmp_path):
    count = len(FAMILIES) * len(HEADINGS)
    root = create_project(tmp_path / "many", count)
    contexts = [loading.load_context(root, practice_id(number), ARTICLE) for number in range(count)]
    for own in (
        lambda one: one.practice.name,
        lambda one: one.practice.phone,
        lambda one: one.practice.address,
        lambda one: one.brand.colours.primary,
        lambda one: (one.base.family, one.headings.family),
    ):
        assert len({own(one) for one in contexts}) == count
    assert [one.notes for one in contexts if one.notes] == []
    assert [shade for one in contexts for shade in one.adjusted_colours if shade.changed] == []
    assert all(contrast(one.brand.colours.primary, "#ffffff") > 4.5 for one in contexts)


def test_a_page_for_weasyprint_alone_has_all_its_pictures(tmp_path):
    colours = loading.load_context(ROOT, "riverside", ARTICLE).design_colours
    files = WithPictograms({"base.css": b"li { background: url(pictograms/primary/check.svg) }"}, colours)
    html = "<p style='--pictogram: url(/pictograms/contact/phone.svg)'>"
    page = write_page(html, files, tmp_path)
    assert "url(pictograms/contact/phone.svg)" in page.read_text(encoding="utf-8")
    for name in ("pictograms/contact/phone.svg", "pictograms/primary/check.svg"):
        assert (tmp_path / name).read_bytes().startswith(b"<svg")


def test_what_others_make_of_the_words_is_measured_in_a_process_of_its_own(tmp_path, monkeypatch):
    tool = tmp_path / "pandoc"
    tool.write_text('#!/bin/sh\necho "$1" >>"${0%/*}/asked"\n')
    tool.chmod(0o755)
    (tmp_path / "pypandoc.py").write_text(f"def get_pandoc_path(): return {str(tool)!r}\n")
    (tmp_path / "typst.py").write_text(
        "def compile(page, output): open(output, 'w').write(open(page).read())\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert peers.are_installed()
    assert peers.measure_peers(tmp_path / "texts", 2).wall > 0
    assert len((tmp_path / "asked").read_text().splitlines()) == 2 * (len(peers.PAGES) + 1)
    assert "Practice 1" in (tmp_path / "texts/card.pdf").read_text()
