"""Prints which part of making a pack the proof is, in per cent of the work: share.py PROJECT COUNT."""

from __future__ import annotations

import gc
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from matter import ARTICLE, TODAY

from foldwell import pipeline
from foldwell.order import Order
from foldwell.places import practices

verify = pipeline.verify
spent = [0.0]


def timed(*given: object) -> object:
    """Verify, and note the work that it took."""
    start = time.process_time()
    try:
        return verify(*given)
    finally:
        spent.append(time.process_time() - start)


def main() -> None:
    """Print the median, after a first pack that nothing is kept for."""
    root, count = Path(sys.argv[1]), int(sys.argv[2])
    pipeline.verify = timed
    # As in the processes that draw.
    gc.disable()
    shares = []
    for practice in practices(root)[: count + 1]:
        start = time.process_time()
        pipeline.prove(root, Order(practice, ARTICLE, today=date.fromisoformat(TODAY)))
        shares.append(spent[-1] / (time.process_time() - start))
        gc.collect()
    print(round(100 * median(shares[1:]), 1))  # noqa: T201  its answer


if __name__ == "__main__":
    main()
