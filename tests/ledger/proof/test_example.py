"""The tree of seven leaves that RFC 9162 draws in section 2.1.5, computed here with hashlib alone."""

from hashlib import sha256

import pytest

from pledgebook.ledger.proof import Tree, check_consistency, check_inclusion, leaf_hash, node_hash, root_from_leaves

LEAVES = [b"d0", b"d1", b"d2", b"d3", b"d4", b"d5", b"d6"]


def over(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


A, B, C, D, E, F, J = (sha256(b"\x00" + leaf).digest() for leaf in LEAVES)
G, H, I = over(A, B), over(C, D), over(E, F)  # noqa: E741 - the letters are those of the RFC
K, L = over(G, H), over(I, J)
ROOT = over(K, L)
HASHES = [A, B, C, D, E, F, J]
# The same tree as it grows: after three, four and six leaves.
GROWING = {3: over(G, C), 4: K, 6: over(K, I)}


def test_hashes():
    """A leaf is hashed after a zero byte, a node after a one."""
    assert [leaf_hash(leaf) for leaf in LEAVES] == HASHES
    assert node_hash(A, B) == G


@pytest.mark.parametrize(("size", "root"), [*GROWING.items(), (7, ROOT)])
def test_roots(size, root):
    """Each of the four trees that the RFC draws has the root that it draws."""
    assert Tree.over(HASHES[:size]).root() == root
    assert root_from_leaves(HASHES[:size]) == root


@pytest.mark.parametrize(
    ("index", "path"),
    [(0, [B, H, L]), (3, [C, G, L]), (4, [F, J, K]), (6, [I, K])],
)
def test_inclusion_paths(index, path):
    """The inclusion paths of d0, d3, d4 and d6 are those printed in the RFC, and they hold."""
    assert Tree.over(HASHES).inclusion(index) == path
    assert check_inclusion(HASHES[index], index, 7, path, ROOT)


@pytest.mark.parametrize(("old_size", "path"), [(3, [C, D, G, L]), (4, [L]), (6, [I, J, K])])
def test_consistency_paths(old_size, path):
    """The consistency proofs from three, four and six leaves are those printed in the RFC, and they hold."""
    assert Tree.over(HASHES).consistency(old_size) == path
    assert check_consistency(old_size, GROWING[old_size], 7, ROOT, path)
