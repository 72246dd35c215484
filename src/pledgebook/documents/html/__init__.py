"""Web pages: trafilatura chooses the main text, and its characters are taken from the page itself."""

from pledgebook.documents.html.page import extract

__all__ = ["extract"]
