"""Render a Word file to pages if LibreOffice is installed, for viewing only, never for the proof."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

TIMEOUT = 120


def pages(docx: bytes) -> bytes | None:
    """Return a Word file as PDF bytes laid out by LibreOffice; None if that is not possible."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "handout.docx"
        file.write_bytes(docx)
        # A separate profile, because a running LibreOffice would otherwise take over the call.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None
        pdf = file.with_suffix(".pdf")
        # LibreOffice exits with 0 even if it could not read the file.
        return pdf.read_bytes() if pdf.is_file() else None
