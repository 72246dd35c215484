"""Scores readings against gold pledges, by the definitions that the gold came with."""
