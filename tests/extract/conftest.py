"""Readings of invented texts by the real reader; every person and place in them is invented."""

from collections.abc import Callable

import pytest

from pledgebook.reader import Reader
from pledgebook.records import Reading, Sighting, Statement

MAYOR = "Mayor Aldo Vance"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Read an English text with all that was refused, and see that every span in it is exact."""

    def read_one(text: str, **told: str) -> Reading:
        reading = reader.read(text, explain=True, language="en", **told)
        for part in (*reading.statements, *reading.pledges, *reading.refused):
            quotes = part.content if isinstance(part, Statement) else [part]
            assert all(text[q.start : q.end] == q.text for q in quotes)
        return reading

    return read_one


@pytest.fixture(scope="session")
def promises(read: Callable[..., Reading]) -> Callable[..., list[Sighting]]:
    """The promises of what a mayor is quoted with, in quotation marks."""
    return lambda words: list(read(f"“{words},” said {MAYOR}.").pledges)


@pytest.fixture(scope="session")
def promise(promises: Callable[..., list[Sighting]]) -> Callable[..., Sighting]:
    """The only promise of what a mayor is quoted with."""

    def one(words: str) -> Sighting:
        (found,) = promises(words)
        return found

    return one
