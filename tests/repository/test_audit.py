"""The audit: what is known to be weak is named, and no answer never passes for good news."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from support.project import ROOT

import audit

HASH = f"--hash=sha256:{'0' * 64}"
WEAK = {
    "vulns": [
        {
            "id": "PYSEC-2026-1",
            "summary": "fetches what it must not",
            "affected": [
                {
                    "package": {"name": "weasyprint", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "70"}]}],
                }
            ],
        }
    ]
}


class Service(BaseHTTPRequestHandler):
    """Answers like the OSV service: weasyprint 69 is weak, and nothing else."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        weak = (asked["package"]["name"], asked["version"]) == ("weasyprint", "69.0")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(WEAK if weak else {}).encode())

    def log_message(self, format: str, *_: object) -> None:
        return


@pytest.fixture
def service() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/audit.py").write_bytes((ROOT / "scripts/audit.py").read_bytes())
    (tmp_path / "requirements.lock").write_text(f"jinja2==3.1.6 {HASH}\npydyf==0.13.0 {HASH}\n")
    return tmp_path


def audited(checkout: Path, service: str) -> tuple[int, list[str]]:
    env = {"PATH": os.environ["PATH"], "HOME": str(checkout), "NO_PROXY": "*"}
    asked = {"PIP_AUDIT_VULNERABILITY_SERVICE": "osv", "PIP_AUDIT_OSV_URL": service}
    command = [sys.executable, str(checkout / "scripts/audit.py")]
    done = subprocess.run(command, env=env | asked, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_locks_without_a_known_weakness_pass(checkout: Path, service: str) -> None:
    assert audited(checkout, service) == (0, ["The service knows 2 of 2 packages. Weaknesses: 0."])


def test_a_weak_version_in_any_lock_is_named_with_the_one_to_lock(checkout: Path, service: str) -> None:
    (checkout / "requirements-more.lock").write_text(f"weasyprint==69.0 {HASH}\n")
    code, [weak, summary] = audited(checkout, service)
    assert code == audit.WEAK
    assert weak == "weasyprint 69.0: PYSEC-2026-1 (lock 70)"
    assert summary.endswith("Weaknesses: 1.")


def test_a_service_that_cannot_be_reached_is_no_good_news(checkout: Path) -> None:
    code, [first, *rest] = audited(checkout, "http://127.0.0.1:9")
    assert code == audit.UNKNOWN
    assert first.startswith("The audit could not be made: ")
    assert "Connection refused" in first
    assert rest == [
        "This is no good news. Try again where the service can be reached, or ask another one:",
        "  PIP_AUDIT_VULNERABILITY_SERVICE=osv make audit",
    ]


def test_a_service_that_does_not_know_our_packages_is_no_good_news_though_pip_audit_says_so() -> None:
    unknown = [{"name": f"package-{n}", "skip_reason": "not found"} for n in range(7)]
    known = {"name": "jinja2", "version": "3.1.6", "vulns": []}
    answer = audit.understood(json.dumps({"dependencies": [known, *unknown]}))
    assert answer == audit.Answer(8, (), tuple(item["name"] for item in unknown))
    lines = list(audit.told(answer, ""))
    assert lines[:2] == [
        "The service knows 1 of 8 packages. Weaknesses: 0.",
        "Not known: package-0, package-1, package-2, package-3, package-4, ...",
    ]
    assert lines[2].startswith("This is no good news")


@pytest.mark.parametrize("text", ["", "Traceback", "[]", "{}"])
def test_what_is_no_answer_is_not_taken_for_one(text: str) -> None:
    assert audit.understood(text) is None


def test_every_lock_is_asked_about() -> None:
    assert {lock.name for lock in audit.LOCKS} >= {
        "requirements.lock",
        "requirements-test.lock",
        "requirements-audit.lock",
    }
