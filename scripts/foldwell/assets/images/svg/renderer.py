"""Draw an SVG as pixels by resvg, which draws masks, filters and blending as browsers do.

It runs in a process of its own under limits of time and memory: a library in another language can crash or
work without end, and a drawing must not take the build with it.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache

from foldwell.model.units import PX_PER_INCH

SECONDS, MEGABYTES = 20, 512
"""The processor time and memory that a drawing may take at the very most.

What it may take is counted beforehand (`pixel_cost`), as a slow machine would refuse what a fast one draws.
"""

WALL_SECONDS = 60
"""How long the process may take on a machine that does much else."""

_PROGRAM = f"""
import sys
try:
    import resource
except ImportError:  # Windows has no limits of this kind
    resource = None
import resvg_py
if resource:
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
    resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES << 20}, {MEGABYTES << 20}))
drawing = sys.stdin.buffer.read().decode()
pixels = resvg_py.svg_to_bytes(
    svg_string=drawing, width=int(sys.argv[1]), height=int(sys.argv[2]), skip_system_fonts=True, dpi=96,
    resources_dir=None,
)
sys.stdout.buffer.write(pixels)
"""


def plain_pixels(data: bytes, width: int, height: int) -> bytes:
    """Return a drawing of the strict subset as a PNG; that is bounded, and needs no process of its own."""
    import resvg_py  # noqa: PLC0415

    pixels: bytes = resvg_py.svg_to_bytes(
        svg_string=data.decode(), width=width, height=height, skip_system_fonts=True, dpi=PX_PER_INCH
    )
    return pixels


class RenderingError(Exception):
    """The drawing could not be drawn within the limits."""


@lru_cache(maxsize=16)
def svg_pixels(data: bytes, width: int, height: int) -> bytes:
    """Return a drawing as a PNG of `width` by `height` pixels, see-through where it draws nothing.

    Raises RenderingError if the renderer fails, or needs more time or memory than it may have.
    """
    command = [sys.executable, "-I", "-c", _PROGRAM, str(width), str(height)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=WALL_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise RenderingError from error
    if done.returncode or not done.stdout:
        raise RenderingError(done.stderr.decode(errors="replace")[-200:])
    return done.stdout
