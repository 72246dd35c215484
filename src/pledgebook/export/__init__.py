"""A reading turned into bytes for others: JSON, JSON Lines, JSON Schema, and a page for people."""

from pledgebook.export.record import dumps, reading_json

__all__ = ["dumps", "reading_json"]
