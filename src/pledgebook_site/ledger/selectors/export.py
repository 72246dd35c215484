"""The whole log at one moment, as the library's exports and proofs take it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from pledgebook.ledger.proof import Checkpoint, SigningKey, sign_checkpoint
from pledgebook_site.boot import current
from pledgebook_site.files import Files
from pledgebook_site.ledger.models import Account, EntryRow, Log, PayloadRow
from pledgebook_site.ledger.selectors.log import key_of, signable, the_log, tree

AT_ONCE = 2000
STRETCHES_KEPT = 4


@contextmanager
def contents() -> Iterator["LogContents"]:
    """The log as it is now, unchanging within, whatever is written meanwhile."""
    with signable():
        log = the_log()
        yield LogContents(log, key_of(log))


class LogContents:
    """`pledgebook.ledger.folder`'s Contents over the database and the files; of use only within its snapshot."""

    def __init__(self, log: Log, key: SigningKey) -> None:
        self._size, self._key, self._files = log.size, key, Files(current())
        self._head = Checkpoint(log.origin, log.size, tree(log.size).root())
        self._numbers: dict[str, int] = {}
        self._stretch = lru_cache(maxsize=STRETCHES_KEPT)(_payloads)

    @property
    def checkpoint(self) -> str:
        """The signed head; everything that a snapshot shows is committed."""
        return sign_checkpoint(self._head, self._key)

    def lines(self) -> Iterator[bytes]:
        for first in range(0, self._size, AT_ONCE):
            rows = EntryRow.objects.filter(index__gte=first, index__lt=min(first + AT_ONCE, self._size))
            for index, sha256, line in rows.order_by("index").values_list("index", "payload_sha256", "line"):
                self._numbers[sha256] = index
                yield line.encode("ascii")

    def payload(self, sha256: str) -> bytes | None:
        """The blob of an entry whose line was read; they are fetched many at once, as they follow one another."""
        number = self._numbers.get(sha256)
        return None if number is None else self._stretch(number // AT_ONCE).get(number)

    def text(self, sha256: str) -> bytes:
        """The text of a document that was not redacted; StoreError if it is missing or was altered."""
        return self._files.text(sha256).encode("utf8")

    def source(self, sha256: str) -> bytes:
        """As `text`, for the bytes of a source."""
        return self._files.source(sha256)

    def authors(self) -> Mapping[str, Mapping[str, Any]]:
        rows = Account.objects.values_list("author", "name", "role", "sign_in")
        return {author: {"name": name, "role": role, "sign_in": sign_in} for author, name, role, sign_in in rows}

    def sign(self, text: str) -> str:
        return self._key.sign(text)


def _payloads(stretch: int) -> dict[int, bytes]:
    first = stretch * AT_ONCE
    rows = PayloadRow.objects.filter(entry__gte=first, entry__lt=first + AT_ONCE)
    return {number: bytes(blob) for number, blob in rows.values_list("entry_id", "blob")}
