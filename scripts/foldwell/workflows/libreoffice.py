"""Open a Word file in LibreOffice if that is installed, for viewing and conformance, never for the proof."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

TIMEOUT = 120


def pages(docx: bytes) -> bytes | None:
    """Return a Word file as PDF bytes laid out by LibreOffice; None if that is not possible."""
    return _converted(docx, "pdf")


def saved_again(docx: bytes) -> bytes | None:
    """Return a Word file as LibreOffice saves it after opening it; None if that is not possible."""
    return _converted(docx, "docx")


def _converted(docx: bytes, kind: str) -> bytes | None:
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "handout.docx"
        file.write_bytes(docx)
        # A separate profile, because a running LibreOffice would otherwise take over the call.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        target = Path(folder) / "converted"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(file)]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None
        result = (target / file.name).with_suffix(f".{kind}")
        # LibreOffice exits with 0 even if it could not read the file.
        return result.read_bytes() if result.is_file() else None
