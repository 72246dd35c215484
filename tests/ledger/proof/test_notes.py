"""Keys and signed notes by C2SP signed-note."""

import base64
from contextlib import suppress
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.proof import ProofError, SigningKey, VerifyingKey, parse_note, verify_note

NAME = "pledgebook.invalid/0123456789abcdef0123456789abcdef"
TEXT = "first line\n\nthird line, after an empty one\n"
FEW = settings(max_examples=60, deadline=None)
SECRET = bytes(range(32))
LINES = st.text(st.characters(exclude_categories=["Cs"], min_codepoint=0x20), max_size=20)


def key(name: str = NAME, secret: bytes = SECRET) -> SigningKey:
    """A key whose secret is fixed, so that what it signs is too."""
    pem = Ed25519PrivateKey.from_private_bytes(secret).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SigningKey.from_pem(pem, name=name)


KEY = key()
OTHER = key(secret=bytes(32))
NOTE = KEY.sign(TEXT)
PUBLIC = KEY.verifying.public


def refused(call, *told) -> str:
    """The one line with which a call is refused."""
    with pytest.raises(ProofError) as caught:
        call(*told)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_hash_of_a_key():
    """A key's hash is the first four bytes of SHA-256 over name, newline, algorithm byte and public key."""
    assert KEY.hash == sha256(NAME.encode() + b"\n\x01" + PUBLIC).digest()[:4]


def test_vkey():
    """A vkey is name, hash and base64 of algorithm byte and public key, and reads back as the same key."""
    name, told, material = KEY.vkey.split("+", 2)
    assert (name, told, base64.b64decode(material)) == (NAME, KEY.hash.hex(), b"\x01" + PUBLIC)
    assert VerifyingKey.parse(KEY.vkey) == KEY.verifying


@given(data=st.data())
@FEW
def test_one_key_has_one_vkey(data):
    """A vkey with any letter changed is refused: it never reads as another key, nor as the same one spelled anew."""
    at = data.draw(st.integers(len(NAME) + 1, len(KEY.vkey) - 1))
    letter = data.draw(st.characters(exclude_characters=KEY.vkey[at]))
    refused(VerifyingKey.parse, KEY.vkey[:at] + letter + KEY.vkey[at + 1 :])


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        NAME,
        f"{NAME}+",
        KEY.vkey + "\n",
        " " + KEY.vkey,
        KEY.vkey.replace(KEY.hash.hex(), KEY.hash.hex().upper()),
        KEY.vkey.replace(NAME, "another.invalid/name"),
        KEY.vkey + "=",
        f"{NAME}+00000000+{base64.b64encode(b'').decode()}",
        f"{NAME}+00000000+{base64.b64encode(bytes([4]) + PUBLIC).decode()}",
        f"{NAME}+00000000+{base64.b64encode(bytes([1]) + PUBLIC[1:]).decode()}",
    ],
)
def test_what_is_no_vkey(vkey):
    """Another name, hash, algorithm, length or spelling is no vkey."""
    refused(VerifyingKey.parse, vkey)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\there", "new\nline", "no\u00a0break", "\ud800", "\x01"])
def test_what_is_no_name(name):
    """A key cannot be named with a blank of any kind, a plus, a control character or nothing."""
    refused(SigningKey.make, name)
    refused(VerifyingKey, name, PUBLIC)


P = 2**255 - 19


def doubled(y: int) -> int:
    """The y of twice a point of the curve -x² + y² = 1 + d·x²·y² (RFC 8032, section 5.1)."""
    d = -121665 * pow(121666, -1, P)
    xx = (y * y - 1) * pow(d * y * y + 1, -1, P)
    return (y * y + xx) * pow(2 + xx - y * y, -1, P) % P


def point_of_order_eight() -> int:
    """The y of a point whose double has y = 0, so that x² + y² = 0 and, by the curve's equation, d·y⁴ + 2·y² = 1."""
    d = -121665 * pow(121666, -1, P) % P
    root = square_root((1 + d) % P)
    assert root is not None
    tried = [square_root((sign * root - 1) * pow(d, -1, P) % P) for sign in (1, -1)]
    return next(y for y in tried if y is not None)


def square_root(value: int) -> int | None:
    """A square root modulo p, where there is one (RFC 8032, section 5.1.3)."""
    for root in (found := pow(value, (P + 3) // 8, P), found * pow(2, (P - 1) // 4, P) % P):
        if root * root % P == value:
            return root
    return None


EIGHT = point_of_order_eight()


@pytest.mark.parametrize("y", [1, P - 1, 0, EIGHT, P - EIGHT, P, P + 1, P + 18])
@pytest.mark.parametrize("sign", [0, 1])
def test_weak_public_keys(y, sign):
    """A public key of small order, under which anybody can make a signature, is no key; nor one not below the prime."""
    assert y >= P or doubled(doubled(doubled(y))) == 1
    refused(VerifyingKey, NAME, (y + sign * 2**255).to_bytes(32, "little"))


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_the_length_of_a_public_key(size):
    """A public key has thirty-two bytes."""
    refused(VerifyingKey, NAME, b"\x05" * size)


def test_pem_round_trip(tmp_path):
    """A new key kept as PEM and read again signs the same bytes; two new keys are never the same."""
    made = SigningKey.make(NAME)
    path = tmp_path / "log.pem"
    path.write_bytes(made.to_pem())
    assert SigningKey.from_pem(path.read_bytes(), name=NAME).sign(TEXT) == made.sign(TEXT)
    assert made.to_pem().startswith(b"-----BEGIN PRIVATE KEY-----\n")
    assert SigningKey.make(NAME).vkey != made.vkey


def test_the_secret_is_not_shown():
    """Neither the key nor what it says of itself shows its secret."""
    assert repr(KEY) == f"SigningKey(name={NAME!r})"
    assert SECRET.hex() not in KEY.vkey + NOTE


@pytest.mark.parametrize(
    "pem",
    [
        b"",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        generate_private_key(SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        Ed25519PrivateKey.from_private_bytes(SECRET).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"word"),
        ),
    ],
    ids=["empty", "broken", "another algorithm", "with a password"],
)
def test_what_is_no_pem(pem):
    """A file without an open Ed25519 key is refused, and what it holds is not repeated."""
    assert "BEGIN" not in refused(lambda: SigningKey.from_pem(pem, name=NAME))


def test_the_form_of_a_note():
    """A note is its text, a blank line, and an em dash, the name and base64 of hash and signature."""
    signature = Ed25519PrivateKey.from_private_bytes(SECRET).sign(TEXT.encode())
    told = base64.b64encode(KEY.hash + signature).decode()
    assert KEY.sign(TEXT) == f"{TEXT}\n— {NAME} {told}\n"


@given(lines=st.lists(LINES, min_size=1, max_size=4))
@FEW
def test_round_trip(lines):
    """Any text of lines, also of empty ones, comes back from its note as it was, signed, and so does the note."""
    text = "".join(f"{line}\n" for line in lines)
    note = parse_note(KEY.sign(text).encode("utf8"))
    assert note.text == text
    assert verify_note(note, [KEY.verifying]) == [KEY.verifying]
    assert note.whole() == KEY.sign(text)


@given(data=st.data())
@FEW
def test_every_bit_counts(data):
    """With any one bit of it flipped, a note is refused or has no signature that holds."""
    whole = NOTE.encode("utf8")
    at, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    altered = whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
    with suppress(ProofError):
        assert verify_note(parse_note(altered), [KEY.verifying]) == []


def line(name: str, told: bytes) -> str:
    return f"— {name} {base64.b64encode(told).decode()}\n"


@pytest.mark.parametrize("text", ["", "no newline", "tab\there\n", "return\r\n", "nothing\x00\n", "\ud800\n"])
def test_what_cannot_be_signed(text):
    """A text without a final newline, with a control character or without UTF-8 is not signed."""
    refused(KEY.sign, text)


@pytest.mark.parametrize(
    "note",
    [
        "",
        TEXT,
        "\n",
        "\n\n",
        TEXT + "\n",
        NOTE.removesuffix("\n"),
        NOTE + "\n",
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("— ", "—  "),
        NOTE.replace("— ", "—\u00a0"),
        NOTE.removesuffix("=\n") + "\n",
        NOTE.removesuffix("\n") + " \n",
        NOTE.removesuffix("\n") + "=\n",
        NOTE + "a line that is no signature\n",
        NOTE.replace("first", "first\t"),
        f"{TEXT}\n— {NAME}\n",
        f"{TEXT}\n— {NAME} \n",
        f"{TEXT}\n— {NAME} AAA*\n",
        f"{TEXT}\n— {NAME} ААА=\n",
        f"{TEXT}\n{line(NAME, b'1234')}",
        f"{TEXT}\n{line('a+b', b'12345')}",
        f"{TEXT}\n{line('', b'12345')}",
        NOTE.encode("utf-16"),
        NOTE.encode("utf8").replace(b"first", b"fir\xff"),
        NOTE.encode("latin-1", "replace"),
        "\ud800" + NOTE,
        f"{TEXT}\n{line(NAME, b'12345') * 101}",
    ],
    ids=lambda note: repr(note[-24:]),
)
def test_what_is_no_note(note):
    """A note is refused that differs from the format by a letter, or has more than a hundred signatures."""
    refused(parse_note, note)


def test_base64_in_one_spelling():
    """Base64 whose unused bits are not zero spells a signature anew, and is refused."""
    told = KEY.hash + b"1"
    assert parse_note(f"{TEXT}\n— {NAME} {base64.b64encode(told).decode()}\n").signatures[0].signature == b"1"
    odd = base64.b64encode(told).decode()
    odd = odd[:-2] + chr(ord(odd[-2]) + 1) + "="
    assert base64.b64decode(odd) == told
    refused(parse_note, f"{TEXT}\n— {NAME} {odd}\n")


def test_the_last_blank_line_splits():
    """A text may look like a signed note itself; only the last blank line parts it from its signatures."""
    assert parse_note(OTHER.sign(NOTE)).text == NOTE
    assert parse_note(KEY.sign("\n\n")).text == "\n\n"


def test_strangers_signatures_are_ignored():
    """Signatures by keys that are not known, of any kind, change nothing: neither a name nor a hash alone is known."""
    strangers = (
        line("witness.invalid", b"\x00\x00\x00\x04" + bytes(72)),
        line(NAME, b"1234" + bytes(64)),
        line("witness.invalid", KEY.hash + bytes(64)),
    )
    note = parse_note(f"{TEXT}\n{''.join(strangers)}{NOTE.removeprefix(TEXT)[1:]}{strangers[0]}")
    assert len(note.signatures) == 5
    assert verify_note(note, [KEY.verifying]) == [KEY.verifying]
    assert verify_note(note, [OTHER.verifying]) == verify_note(note, []) == []


def test_two_keys_of_one_log():
    """A note that an old and a new key have signed holds for each of them, in the order of the keys asked for."""
    both = NOTE + OTHER.sign(TEXT).removeprefix(TEXT)[1:]
    keys = [OTHER.verifying, KEY.verifying]
    assert verify_note(parse_note(both), keys) == keys
    assert verify_note(parse_note(both), [*keys, *keys]) == keys


def test_a_known_key_must_hold():
    """A signature by a known key that is wrong, short or there twice is an error, whatever else holds."""
    note = NOTE + OTHER.sign("another text\n").removeprefix("another text\n")[1:]
    keys = [KEY.verifying, OTHER.verifying]
    assert "does not hold" in refused(verify_note, parse_note(note), keys)
    assert "does not hold" in refused(verify_note, parse_note(f"{TEXT}\n{line(NAME, KEY.hash + b'1')}"), keys)
    assert "twice" in refused(verify_note, parse_note(NOTE + NOTE.removeprefix(TEXT)[1:]), keys)
