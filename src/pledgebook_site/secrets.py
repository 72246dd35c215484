"""The secrets of a tracker: the keys of its log and the key of its web pages, for the owner's eyes only."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from pledgebook.ledger.proof import ProofError, SigningKey, VerifyingKey
from pledgebook_site.config import DataFolder
from pledgebook_site.durable import complaining, make_folder, write
from pledgebook_site.errors import StoreError

FOLDER_MODE, FILE_MODE = 0o700, 0o600
NEW = ".new"


@dataclass(frozen=True, slots=True)
class Secrets:
    """The folder `secrets`, mode 0700; its files have mode 0600.

    A key is written as new before the transaction that records it and settled after; what reads it finds either. So
    after a crash a key on record is never missing, and one that no log came to know does not look like one.
    """

    data: DataFolder

    def propose(self, key: SigningKey) -> None:
        """Keep a key of the log that is not on record yet."""
        self._make()
        write(_new(self._place(key.verifying)), key.to_pem(), mode=FILE_MODE)

    def settle(self, key: SigningKey | VerifyingKey) -> None:
        """Take a proposed key as one that is on record; whoever needs it first does so, and it is done once."""
        place = self._place(key.verifying if isinstance(key, SigningKey) else key)
        with complaining(place, "written"):
            try:
                _new(place).replace(place)
            except FileNotFoundError:
                if not place.is_file():
                    raise

    def log_key(self, vkey: str) -> SigningKey:
        """The secret half of a key on record; StoreError if it does not lie here."""
        public = VerifyingKey.parse(vkey)
        place = self._place(public)
        if not place.is_file() and _new(place).is_file():
            self.settle(public)
        if place.is_file():
            return _read_key(place, public)
        raise StoreError(f"{place}, the key of this log, is missing; bring it back from a copy of the data folder.")

    def settled(self) -> list[Path]:
        """The files of the keys that some log has on record."""
        return sorted(self.data.secrets.glob("log-*.pem"))

    def web_key(self) -> str:
        """The secret of the web pages, made when it is first asked for."""
        path = self.data.secrets / "web.key"
        if not path.is_file():
            self._make()
            write(path, secrets.token_urlsafe(50).encode("ascii") + b"\n", mode=FILE_MODE)
        with complaining(path, "read"):
            return path.read_text("ascii").strip()

    def _make(self) -> None:
        make_folder(self.data.secrets, mode=FOLDER_MODE)
        with complaining(self.data.secrets, "kept from others"):
            self.data.secrets.chmod(FOLDER_MODE)

    def _place(self, key: VerifyingKey) -> Path:
        return self.data.secrets / f"log-{key.hash.hex()}.pem"


def _new(place: Path) -> Path:
    return place.with_name(place.name + NEW)


def _read_key(path: Path, public: VerifyingKey) -> SigningKey:
    with complaining(path, "read"):
        pem = path.read_bytes()
    try:
        key = SigningKey.from_pem(pem, name=public.name)
    except ProofError as error:
        raise StoreError(f"{path}: {error}.") from None
    if key.verifying != public:
        raise StoreError(f"{path} holds another key than the one on record; bring it back from a copy.")
    return key
