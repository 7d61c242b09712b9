"""Measures foldwell beside its peers, all in one run, as ratios; it never fails for being slow."""
