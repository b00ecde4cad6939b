"""Offline evaluation: hide the Discussion of adopted opinions, draft it again, score it."""
