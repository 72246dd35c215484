"""Plain text and Markdown: the decoded file, character for character."""

import re

from pledgebook.documents.extracted import Extracted

EXTRACTOR = "pledgebook-plain/1"
LONGEST_TITLE = 120

_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\r\n]*?)[ \t#]*(?:\r?\n|\r|\Z)")
_FIRST_LINE = re.compile(r"\A\s*(?P<title>\S[^\r\n]*?)[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*\S")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", '"', "”", "»")


def extract(text: str, *, media_type: str = "text/plain") -> Extracted:
    """The text as it is, with its title where it plainly has one."""
    return Extracted(text=text, extractor=EXTRACTOR, media_type=media_type, title=title_of(text))


def title_of(text: str) -> str | None:
    """The leading `# ` heading, or a short first line with an empty line and more text after it and no full stop."""
    found = _HEADING.match(text)
    if found:
        return found["title"].strip() or None
    found = _FIRST_LINE.match(text)
    if not found or len(found["title"]) > LONGEST_TITLE or found["title"].endswith(_SENTENCE_END):
        return None
    return found["title"]
