"""Documents for the tests of times, published on Wednesday, 9 October 2024 unless told otherwise."""

from collections.abc import Callable

import pytest

from pledgebook.records import Document, Genre, Time
from pledgebook.times import find


def make(text: str, *, published: str | None = "2024-10-09", genre: Genre = Genre.NEWS) -> Document:
    return Document(
        text=text,
        text_sha256="0" * 64,
        source_sha256="0" * 64,
        extractor="test",
        media_type="text/plain",
        published=published,
        genre=genre,
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """A document of a text, as if it had been read from a plain file."""
    return make


@pytest.fixture(scope="session")
def only() -> Callable[..., Time]:
    """The single time of a text."""

    def find_one(text: str, **told: object) -> Time:
        (time,) = find(make(text, **told))  # type: ignore[arg-type]
        return time

    return find_one
