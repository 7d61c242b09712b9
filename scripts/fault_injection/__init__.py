"""Builds broken in every way that a machine can: make fault-injection."""
