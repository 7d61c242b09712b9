"""Articles full of tables, whose words say which row and which cell they stand in."""

from textwrap import indent

HEADING = ("Topic", "Advice", "Reason")
SENTENCE = "Plain words that a child of eleven would know stand here and fill a line of the page. "

ARTICLE = """\
language: en-GB
title: Tables
audience: For patients
keywords: [tables]
version: "1.0"
published: 2026-11-22
review_by: 2028-11-22
author: Patient information editor
sections:
{sections}
care:
  after: part-1
  same_day: {{when: [a fever]}}
  emergency: {{when: [chest pain]}}
questions: ["Who can help?"]
sources:
  - {{id: nhs, title: A page, organisation: NHS, short: NHS}}
"""
SECTION = """\
  - id: part-{number}
    heading: Part {number}
    body: |
{body}
    key_point: Point {number}.
    claims: [{{id: C{number}, fact: a fact, sources: [nhs]}}]
"""


def article(*bodies: str) -> str:
    """An article with a section for each body."""
    sections = (
        SECTION.format(number=number, body=indent(body, " " * 6)) for number, body in enumerate(bodies, 1)
    )
    return ARTICLE.format(sections="".join(sections))


def table(*rows: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> str:
    """A table in Markdown."""
    lines = (f"| {' | '.join(row)} |" for row in (heading, ("---",) * len(heading), *rows))
    return "\n".join(lines)


def cell(name: str, words: int) -> str:
    """A cell of which the first word is its name and an a, and the last its name and a z."""
    return " ".join((f"{name}a", *["word"] * words, f"{name}z"))


def rows(table_name: str, count: int, words: int = 6) -> list[tuple[str, ...]]:
    """Rows whose cells are named by table, row and column; the last cell of a row is the longest."""
    return [
        tuple(cell(f"{table_name}r{row}c{column}", words * column) for column in range(len(HEADING)))
        for row in range(count)
    ]


def many_tables(count: int = 6, sentences: int = 2, length: int = 7) -> str:
    """An article in which tables begin at many a height of the page; every other one has three rows."""
    bodies = (
        f"{SENTENCE * (sentences + at % 3)}\n\nLook:\n\n"
        + table(*rows(f"t{at}", 3 if at % 2 else length))
        + f"\n\n{SENTENCE}"
        for at in range(count)
    )
    return article(*bodies)
