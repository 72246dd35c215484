"""The words of human languages, as data: one folder per language, the same file names in each."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pledgebook.errors import LanguageError

READABLE = ("en",)
"""The codes of the languages in which promises can be read."""

NOT_FOR_READING = ("comparing", "folding", "genres", "labels")
"""The files that no reading depends on: how wordings are compared and searched, what titles tell, what people read."""

_FOLDER = Path(__file__).parent
_ON_AND_OFF, _PLAIN_BOOLEANS, _TIMESTAMP = "yYnNoO", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where the wheel has it
    """Safe YAML in which "on", "no" and dates are the words that they look like; only true and false are booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != _TIMESTAMP and not (tag == _PLAIN_BOOLEANS and first in _ON_AND_OFF)
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code."""

    code: str

    def data(self, name: str) -> dict[str, Any]:
        """The parsed file NAME.yml of this language: shared, so not to be changed. LanguageError if there is none."""
        return _parsed(self.code, name)

    def has(self, name: str) -> bool:
        """Whether this language has a file NAME.yml."""
        return (_FOLDER / self.code / f"{name}.yml").is_file()


@cache
def language(code: str) -> Language:
    """The language of a code such as "en"; LanguageError if nothing is known of it."""
    if code not in known():
        raise LanguageError(f'Language "{code}" is not supported: known are {", ".join(known())}.')
    return Language(code)


@cache
def known() -> tuple[str, ...]:
    """The codes of all languages of which at least the calendar is known, sorted."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/calendar.yml")))


@cache
def fingerprint(code: str) -> str:
    """The sha256 over the names and bytes of the files that reading a language uses: all but `NOT_FOR_READING`."""
    digest = hashlib.sha256()
    for path in sorted((_FOLDER / language(code).code).glob("*.yml")):
        if path.stem in NOT_FOR_READING:
            continue
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


@cache
def _parsed(code: str, name: str) -> dict[str, Any]:
    path = _FOLDER / code / f"{name}.yml"
    if not path.is_file():
        raise LanguageError(
            f'Language "{code}" cannot be read: it has no {name}.yml; readable are {", ".join(READABLE)}.'
        )
    content: dict[str, Any] = yaml.load(path.read_bytes(), Loader=_Loader)
    return content
