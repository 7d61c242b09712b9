"""What a pack costs in a process that is warm, as those of a batch are: warm.py PROJECT DOCUMENT..."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.cost import Cost, add_time, collect_costs, median_cost, print_costs, sum_costs
from bench.project import ARTICLE, TODAY
from foldwell.project.paths import practices


def measure_warm(root: Path, *documents: str) -> tuple[Cost, Cost]:
    """Return what a pack of a project costs, and its proof: the medians of all packs but the first.

    If `documents` are named, no others are made.
    """
    pack, proof = collect_costs("warm", str(root), *documents)
    return pack, proof


def main() -> None:
    """Tell what the pack of one practice after another costs, and its proof."""
    from foldwell.documents.verification import verify_document  # noqa: PLC0415
    from foldwell.workflows import build_pack  # noqa: PLC0415  only this process draws
    from foldwell.workflows.request import BuildRequest  # noqa: PLC0415

    root, only = Path(sys.argv[1]), tuple(sys.argv[2:])
    packs: list[Cost] = []
    proofs: list[Cost] = []
    documents: list[Cost] = []

    def verified(*given: Any) -> Any:
        with add_time(documents):
            return verify_document(*given)

    # As in the processes that draw.
    gc.disable()
    with patch.object(build_pack, "verify_document", verified):
        for practice in practices(root):
            with add_time(packs):
                build_pack.prove(
                    root, BuildRequest(practice, ARTICLE, only=only, today=date.fromisoformat(TODAY))
                )
            proofs.append(sum_costs(documents))
            documents.clear()
            gc.collect()
    print_costs(median_cost(packs[1:]), median_cost(proofs[1:]))


if __name__ == "__main__":
    main()
