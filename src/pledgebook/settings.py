"""What a caller may set, in frozen objects; nothing here is read from the environment."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass

from pledgebook.records import Genre

MAX_CHARACTERS = 10_000_000
_LANGUAGE, _LONGEST_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), 35


def is_language(told: str) -> bool:
    """Whether this is a code of a language, as en or pt-BR; one of a language that cannot be read is one too."""
    return len(told) <= _LONGEST_LANGUAGE and _LANGUAGE.fullmatch(told) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOptions:
    """What is told of a document; None means: guess it. Limits are in code points."""

    published: str | None = None
    title: str | None = None
    speaker: str | None = None
    language: str | None = None
    genre: Genre | None = None
    max_characters: int = MAX_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits of one download: seconds, bytes on the wire and unpacked, and redirects."""

    allow_private: bool = False
    proxy: str | None = None
    seconds: float = 30.0
    max_bytes: int = 50_000_000
    max_redirects: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """What can change a reading, apart from the document, the model and the language data."""

    pledge_threshold: float = 0.5
    longest_window: int = 192

    def sha256(self, *, data: str) -> str:
        """The fingerprint of these settings and of the language data, itself given as a fingerprint."""
        told = json.dumps({"settings": asdict(self), "data": data}, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()
