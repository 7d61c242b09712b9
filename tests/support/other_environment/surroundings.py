"""What a process can see of where, when and for whom it runs, and what must not reach a file."""

import os
import time
from pathlib import Path

import foldwell


def seen():
    """Return it by name."""
    umask = os.umask(0)
    os.umask(umask)
    return {
        "day": time.strftime("%Y-%m-%d"),
        "zone": time.strftime("%z"),
        "hashes": hash("foldwell"),
        "locale": os.environ.get("LC_ALL", ""),
        "home": str(Path.home()),
        "umask": umask,
        "fonts": os.environ.get("FONTCONFIG_FILE", ""),
        "folder": str(Path.cwd()),
        "checkout": foldwell.__file__,
    }
