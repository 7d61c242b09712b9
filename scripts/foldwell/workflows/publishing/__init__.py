"""Packs published whole or not at all."""
