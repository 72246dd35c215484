"""Checkpoints by C2SP tlog-checkpoint."""

import base64
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.proof import (
    Checkpoint,
    ProofError,
    SigningKey,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    sign_checkpoint,
)

ORIGIN = "pledgebook.invalid/0123456789abcdef0123456789abcdef"
KEY = SigningKey.make(ORIGIN)
ROOT = sha256(b"root").digest()
HEAD = Checkpoint(ORIGIN, 7, ROOT)
SPELLED = base64.b64encode(ROOT).decode()
FEW = settings(max_examples=60, deadline=None)


def refused(call, *told) -> str:
    """The one line with which a call is refused."""
    with pytest.raises(ProofError) as caught:
        call(*told)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_form_of_a_checkpoint():
    """Three lines, origin, size in decimals and root in base64, signed by the key of that name."""
    note = parse_note(sign_checkpoint(HEAD, KEY))
    assert note.text == HEAD.text() == f"{ORIGIN}\n7\n{SPELLED}\n"
    assert [(one.name, one.hash) for one in note.signatures] == [(ORIGIN, KEY.hash)]


@given(size=st.integers(0, 2**63 - 1), root=st.binary(min_size=32, max_size=32))
@FEW
def test_round_trip(size, root):
    """Whatever head is signed comes back from its checkpoint, and the checkpoint from the note."""
    head = Checkpoint(ORIGIN, size, root)
    signed = sign_checkpoint(head, KEY)
    parsed, note = parse_checkpoint(signed)
    assert (parsed, note.whole()) == (head, signed)
    assert open_checkpoint(signed.encode("utf8"), [KEY.verifying]) == head


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n",
        f"{ORIGIN}\n7\n",
        f"{ORIGIN}\n\n7\n{SPELLED}\n",
        f"\n7\n{SPELLED}\n",
        f"two words\n7\n{SPELLED}\n",
        f"{ORIGIN}\n7\n{SPELLED}\n\n",
        f"{ORIGIN}\n7\n{SPELLED}\n\nextension\n",
        *(f"{ORIGIN}\n{size}\n{SPELLED}\n" for size in ("07", "00", "-1", "+7", "7.0", "7 ", "٧", "0x7", "1" * 20)),
        f"{ORIGIN}\n{2**63}\n{SPELLED}\n",
        *(f"{ORIGIN}\n7\n{root}\n" for root in (SPELLED[:-1], f"{SPELLED}=", f" {SPELLED}", ROOT.hex(), "AAAA")),
        f"{ORIGIN}\n7\n{base64.b64encode(ROOT + b'1').decode()}\n",
    ],
)
def test_what_is_no_checkpoint(text):
    """A line that is missing, empty or spelled in another way is refused, though its signature holds."""
    refused(parse_checkpoint, KEY.sign(text))


def test_what_cannot_be_a_head():
    """A negative size, one that no counter holds, a short root and a name with a blank are no head of a log."""
    for told in ((ORIGIN, -1, ROOT), (ORIGIN, 2**63, ROOT), (ORIGIN, 7, ROOT[1:]), ("two words", 7, ROOT)):
        refused(Checkpoint, *told)


def test_extension_lines_are_not_understood():
    """A stranger's checkpoint may have further lines; they are passed over and count for the signature."""
    signed = KEY.sign(f"{HEAD.text()}extension one\n")
    assert open_checkpoint(signed, [KEY.verifying]) == HEAD
    assert "does not hold" in refused(open_checkpoint, signed.replace("one", "two"), [KEY.verifying])


def test_room_for_witnesses():
    """Signature lines that witnesses add below do not disturb, wherever they stand."""
    witness = f"— witness.invalid/one {base64.b64encode(bytes(76)).decode()}\n"
    signed = sign_checkpoint(HEAD, KEY)
    assert open_checkpoint(signed + witness, [KEY.verifying]) == HEAD
    assert open_checkpoint(signed.replace("\n\n", f"\n\n{witness}"), [KEY.verifying]) == HEAD


def test_only_its_own_key_vouches():
    """A checkpoint opens for a known key of its origin only: not for a stranger's, nor for one of another name."""
    signed, other = sign_checkpoint(HEAD, KEY), SigningKey.make("another.invalid/log")
    assert "no known key" in refused(open_checkpoint, signed, [])
    assert "no known key" in refused(open_checkpoint, signed, [SigningKey.make(ORIGIN).verifying])
    assert "no known key" in refused(open_checkpoint, other.sign(HEAD.text()), [other.verifying])
    assert "cannot sign" in refused(sign_checkpoint, HEAD, other)
