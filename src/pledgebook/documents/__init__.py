"""Bytes to one immutable Document: HTML, PDF, DOCX and plain text, from a file, stdin, a folder or the web."""

from pledgebook.documents.opening import expand, from_bytes, from_text, open_source

__all__ = ["expand", "from_bytes", "from_text", "open_source"]
