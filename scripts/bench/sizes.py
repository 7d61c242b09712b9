"""How much is measured: enough to trust it, or to see a change in three minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    `runs` of each cold command, `renders` of the yardstick; `packs` of a batch, `few` and `most` of those
    whose memory is compared, `each` of a document or a fold alone; `checkout` are packs that are up to date,
    and `saves` of each kind.
    """

    runs: int
    renders: int
    packs: int
    each: int
    few: int
    most: int
    checkout: int
    saves: int


SIZES: Mapping[str, Sizes] = MappingProxyType(
    {
        "full": Sizes(runs=5, renders=10, packs=16, each=8, few=10, most=40, checkout=6000, saves=3),
        "quick": Sizes(runs=1, renders=3, packs=4, each=1, few=1, most=4, checkout=1000, saves=1),
    }
)
