"""Bytes to one immutable Document: pages, PDF, DOCX, subtitles, plain text, from a file, stdin, a folder or the web."""

from pledgebook.documents.opening import Loaded, expand, from_bytes, from_text, load, open_source

__all__ = ["Loaded", "expand", "from_bytes", "from_text", "load", "open_source"]
