"""Open an HTML page in a real browser, without a window, and let axe-core look at it there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from conformance.tools import Verdict, Verdicts
from foldwell.errors import Problem, ProofError

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AXE = "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SECONDS = 120

# What runs in the page, once all of it is drawn, for axe-core finds no contrast before: axe-core, and whether
# every picture was drawn and nothing sticks out at the side.
PROBE = """
<script>{axe}</script>
<script>
const look = () => axe.run(document, {{runOnly: {tags}}}).then(found => {{
  const rules = found.violations.map(rule => rule.id + ": " + rule.help);
  const lost = [...document.images].filter(image => !image.complete || !image.naturalWidth);
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  if (lost.length) rules.push("pictures: " + lost.length + " are not drawn");
  if (wide) rules.push("width: the page is wider than its window");
  const told = JSON.stringify({{passed: found.passes.length, rules: rules}});
  document.title = "axe:" + btoa(unescape(encodeURIComponent(told))) + ":axe";
}});
addEventListener("load", () => setTimeout(look, 1000));
</script>
"""
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1200,900", "--virtual-time-budget=30000", "--dump-dom",
)  # fmt: skip


def run_axe(tools: Path, files: Sequence[Path]) -> Verdicts:
    """Return what axe-core (WCAG 2.2 AA and best practices) says of HTML pages as a browser shows them."""
    probe = PROBE.format(axe=(tools / AXE).read_text(encoding="utf-8"), tags=json.dumps(TAGS))
    return {file: _parse_verdict(_open_page(file.read_text(encoding="utf-8") + probe)) for file in files}


def _parse_verdict(report: Any) -> Verdict:
    failures = tuple(report["rules"])
    return Verdict("axe-core", int(report["passed"]) + len(failures), failures)


def _open_page(html: str) -> Any:
    """Return what the probe found in a page; ProofError if the browser did not say."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        command = [browser, *OPTIONS, f"--user-data-dir={folder}/profile", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603
    match = re.search(r"<title>axe:([A-Za-z0-9+/=]+):axe</title>", done.stdout)
    if match is None:
        output = (done.stderr.strip() or done.stdout.strip())[-500:]
        raise ProofError(Problem("make conformance", f"{browser} gave no answer: {output}"))
    return json.loads(b64decode(match[1]))
