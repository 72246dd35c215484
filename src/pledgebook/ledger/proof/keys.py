"""Keys of a log by C2SP signed-note: Ed25519, named, and known by the first four bytes of a hash."""

from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pledgebook.ledger.proof.errors import ProofError
from pledgebook.ledger.proof.spelling import check_name, check_text, from_base64, signature_line, to_base64

ED25519 = b"\x01"
SIGNATURE_BYTES = 64
PUBLIC_BYTES = 32

_PRIME = 2**255 - 19
# The y of the eight points of small order on the curve (0, ±1 and the two of order 8): a signature under one of
# these "keys" can be made without a secret.
_SMALL_ORDER = {
    0,
    1,
    _PRIME - 1,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
}


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """The public half of a key: its name and 32 bytes."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        _check_public(self.public)

    @classmethod
    def parse(cls, vkey: str) -> "VerifyingKey":
        """The key that a C2SP vkey `NAME+HASH+BASE64(0x01 ‖ public)` tells; ProofError if it is none."""
        name, _, rest = vkey.partition("+")
        told, _, encoded = rest.partition("+")
        material = from_base64(encoded)
        if material[:1] != ED25519:
            raise ProofError(f"this is not the vkey of an Ed25519 key: {vkey[:80]!r}")
        key = cls(name, material[1:])
        if told != key.hash.hex():
            raise ProofError(f"the hash in this vkey is not that of its key, {key.hash.hex()}: {vkey[:80]!r}")
        return key

    @property
    def hash(self) -> bytes:
        """SHA-256(name ‖ newline ‖ 0x01 ‖ public), the first four bytes."""
        return sha256(self.name.encode("utf8") + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as C2SP signed-note writes it; one key has one vkey."""
        return f"{self.name}+{self.hash.hex()}+{to_base64(ED25519 + self.public)}"

    def verifies(self, signature: bytes, *, text: str) -> bool:
        """Whether the signature (RFC 8032, 64 bytes) was made by this key over the UTF-8 of `text`."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode("utf8"))
        except InvalidSignature:
            return False
        return True


def _check_public(public: bytes) -> None:
    if len(public) != PUBLIC_BYTES:
        raise ProofError(f"an Ed25519 public key has {PUBLIC_BYTES} bytes, not {len(public)}")
    y = int.from_bytes(public, "little") % 2**255
    if y >= _PRIME or y in _SMALL_ORDER:
        raise ProofError(f"this Ed25519 public key is one under which anybody could sign: {public.hex()}")


@dataclass(frozen=True, slots=True, eq=False)
class SigningKey:
    """The secret half of a key, under the name of its log."""

    name: str
    _secret: Ed25519PrivateKey = field(repr=False)

    def __post_init__(self) -> None:
        check_name(self.name)

    @classmethod
    def make(cls, name: str) -> "SigningKey":
        """A new key from the system's randomness."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes, *, name: str) -> "SigningKey":
        """The key in a PEM file (PKCS8, no password); the file does not hold the name."""
        try:
            secret = serialization.load_pem_private_key(pem, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise ProofError("this is not a private key in PEM without a password") from None
        if not isinstance(secret, Ed25519PrivateKey):
            raise ProofError("this private key is not an Ed25519 one")
        return cls(name, secret)

    def to_pem(self) -> bytes:
        """The secret itself, PKCS8 in PEM: for a file that only its owner can read."""
        return self._secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @property
    def verifying(self) -> VerifyingKey:
        return VerifyingKey(self.name, self._secret.public_key().public_bytes_raw())

    @property
    def hash(self) -> bytes:
        return self.verifying.hash

    @property
    def vkey(self) -> str:
        return self.verifying.vkey

    def sign(self, text: str) -> str:
        """The signed note over `text`, which ends in a newline: text, blank line, one signature line.

        Ed25519 (RFC 8032) draws nothing: the same key and text give the same note.
        """
        signature = self._secret.sign(check_text(text).encode("utf8"))
        return f"{text}\n{signature_line(self.name, self.hash, signature)}"
