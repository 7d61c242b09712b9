"""Find the colour profile of a practice's print shop in its folder, or in that of its nearest base."""

from __future__ import annotations

from foldwell.assets.icc_profile import MAX_BYTES, PressProfile, read_profile
from foldwell.errors import InputError, Problem
from foldwell.inputs import parsing
from foldwell.model import Practice
from foldwell.project.inheritance import PracticeLayers


def press_profile(layers: PracticeLayers, practice: Practice) -> PressProfile | None:
    """Return the profile that the practice names, or None; raises InputError for a bad one."""
    if not practice.press.profile:
        return None
    where = layers.facts.where(("press", "profile"))
    path = layers.root / (name := layers.find(practice.press.profile))
    if not name or not parsing.is_contained_file(path):
        hint = "put the file beside practice.yaml or correct its name"
        raise InputError(Problem(where, f"the colour profile {practice.press.profile} is not there", hint))
    # One byte too many is enough to refuse it, however large the file is.
    return read_profile(parsing.read_bytes(path, name, MAX_BYTES + 1), name)
