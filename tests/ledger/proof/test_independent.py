"""Both ways against an implementation of the same formats that is not ours: aics-tlog (`requirements/tlog.txt`)."""

import aics_tlog
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.proof import (
    Checkpoint,
    ProofError,
    SigningKey,
    Tree,
    VerifyingKey,
    check_consistency,
    check_inclusion,
    leaf_hash,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    root_from_leaves,
    sign_checkpoint,
    verify_note,
)

FEW = settings(max_examples=60, deadline=None)
NAME = "pledgebook.invalid/0123456789abcdef0123456789abcdef"
TEXT = "первая строка\n\nthird\n"
OURS = SigningKey.make(NAME)
SECRET = load_pem_private_key(OURS.to_pem(), password=None)
THEIRS = aics_tlog.vkey_from_ed25519(NAME, SECRET.public_key())


def both(size: int) -> tuple[Tree, aics_tlog.MerkleTree]:
    """Our tree and theirs over the same leaves."""
    leaves = [f"leaf {number}".encode() for number in range(size)]
    return Tree.over(map(leaf_hash, leaves)), aics_tlog.MerkleTree(leaves)


@given(size=st.integers(0, 200))
@FEW
def test_roots(size):
    """Both find the same root, and we the same from the leaves alone."""
    ours, theirs = both(size)
    assert ours.root() == theirs.root()
    assert root_from_leaves(leaf_hash(theirs.leaf_data(number)) for number in range(size)) == theirs.root()


@given(data=st.data(), size=st.integers(1, 200))
@FEW
def test_inclusion(data, size):
    """Both make the same inclusion proof, and each accepts the other's."""
    ours, theirs = both(size)
    index = data.draw(st.integers(0, size - 1))
    leaf, root = leaf_hash(theirs.leaf_data(index)), theirs.root()
    assert ours.inclusion(index) == theirs.inclusion_proof(index)
    assert check_inclusion(leaf, index, size, theirs.inclusion_proof(index), root)
    assert aics_tlog.verify_inclusion(leaf, index, size, ours.inclusion(index), root)


@given(data=st.data(), size=st.integers(0, 200))
@FEW
def test_consistency(data, size):
    """Both make the same consistency proof, from nothing and from itself too, and each accepts the other's."""
    ours, theirs = both(size)
    old = data.draw(st.integers(0, size))
    assert ours.consistency(old) == theirs.consistency_proof(old)
    assert check_consistency(old, theirs.root(old), size, theirs.root(), theirs.consistency_proof(old))
    assert aics_tlog.verify_consistency(old, size, theirs.root(old), ours.root(), ours.consistency(old))


@given(data=st.data(), size=st.integers(1, 9))
@FEW
def test_the_same_is_refused(data, size):
    """Of proofs put together at random from true hashes, for any sizes, both accept the same."""
    ours, theirs = both(size)
    old, index = data.draw(st.integers(-1, size + 1)), data.draw(st.integers(-1, size + 1))
    hashes = [ours.read(0, number) for number in range(size)] + [theirs.root(number) for number in range(size + 1)]
    proof = data.draw(st.lists(st.sampled_from(hashes), max_size=4))
    leaf, root = data.draw(st.sampled_from(hashes)), data.draw(st.sampled_from(hashes))
    told = check_inclusion(leaf, index, size, proof, root)
    assert told == aics_tlog.verify_inclusion(leaf, index, size, proof, root)
    told = check_consistency(old, leaf, size, root, proof)
    assert told == aics_tlog.verify_consistency(old, size, leaf, root, proof)


def test_vkeys():
    """Both spell the same vkey for a key, with the same hash, and read each other's."""
    assert OURS.vkey == aics_tlog.format_vkey(THEIRS)
    assert OURS.hash == THEIRS.key_id
    assert aics_tlog.parse_vkey(OURS.vkey) == THEIRS
    assert VerifyingKey.parse(aics_tlog.format_vkey(THEIRS)).public == THEIRS.public_key


def test_notes():
    """Both sign a text with the same bytes, and each finds that the other's signature holds."""
    theirs = aics_tlog.Note(TEXT, (aics_tlog.sign_note(TEXT, SECRET, NAME),))
    assert OURS.sign(TEXT).encode("utf8") == theirs.to_bytes()
    assert verify_note(parse_note(theirs.to_bytes()), [OURS.verifying]) == [OURS.verifying]
    assert aics_tlog.verify_note(aics_tlog.parse_note(OURS.sign(TEXT)), [THEIRS])


def test_altered_notes():
    """Each refuses the other's note once its text is altered."""
    altered = OURS.sign(TEXT).replace("third", "fourth")
    assert not aics_tlog.verify_note(aics_tlog.parse_note(altered), [THEIRS])
    with pytest.raises(ProofError, match="does not hold"):
        verify_note(parse_note(altered), [OURS.verifying])


@given(size=st.integers(0, 200))
@FEW
def test_checkpoints(size):
    """Both write the same checkpoint of a tree, and each reads and believes the other's."""
    tree, _ = both(size)
    ours = sign_checkpoint(Checkpoint(NAME, size, tree.root()), OURS)
    theirs = aics_tlog.sign_checkpoint(aics_tlog.Checkpoint(NAME, size, tree.root()), SECRET, NAME)
    assert ours == theirs.serialise()
    assert open_checkpoint(theirs.to_bytes(), [OURS.verifying]) == Checkpoint(NAME, size, tree.root())
    result = aics_tlog.verify_checkpoint(aics_tlog.parse_note(ours), THEIRS, expected_origin=NAME)
    assert (result.ok, result.size, result.root) == (True, size, tree.root())


def test_a_witness_cosigns():
    """A checkpoint that a witness of theirs has cosigned is a checkpoint for both, with all its signatures."""
    root = both(3)[0].root()
    signed = aics_tlog.parse_note(sign_checkpoint(Checkpoint(NAME, 3, root), OURS))
    witness = load_pem_private_key(SigningKey.make("witness.invalid").to_pem(), password=None)
    _, cosigned = aics_tlog.sign_cosignature(witness, "witness.invalid/w1", 1_800_000_000, NAME, 3, root)
    note = aics_tlog.Note(signed.text, (cosigned, *signed.signatures))
    assert open_checkpoint(note.to_bytes(), [OURS.verifying]) == Checkpoint(NAME, 3, root)
    assert parse_checkpoint(note.to_bytes())[1].whole() == note.serialise()
    known = aics_tlog.cosignature_vkey("witness.invalid/w1", witness.public_key())
    assert aics_tlog.verify_checkpoint(note, THEIRS, [known], quorum=1).ok
