"""The tree against a slow obvious one that is written as RFC 6962 and RFC 9162 define it."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.proof import (
    EMPTY_ROOT,
    MemoryNodes,
    ProofError,
    Tree,
    check_consistency,
    check_inclusion,
    leaf_hash,
    root_from_leaves,
)

FEW = settings(max_examples=60, deadline=None)
SIZES = st.integers(min_value=1, max_value=70)


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def largest_power_below(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def slow_root(hashes: list[bytes]) -> bytes:
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256().digest()
    k = largest_power_below(len(hashes))
    return sha256(b"\x01" + slow_root(hashes[:k]) + slow_root(hashes[k:])).digest()


def slow_path(index: int, hashes: list[bytes]) -> list[bytes]:
    if len(hashes) == 1:
        return []
    k = largest_power_below(len(hashes))
    if index < k:
        return [*slow_path(index, hashes[:k]), slow_root(hashes[k:])]
    return [*slow_path(index - k, hashes[k:]), slow_root(hashes[:k])]


def slow_subproof(old: int, hashes: list[bytes], whole: bool) -> list[bytes]:
    if old == len(hashes):
        return [] if whole else [slow_root(hashes)]
    k = largest_power_below(len(hashes))
    if old <= k:
        return [*slow_subproof(old, hashes[:k], whole), slow_root(hashes[k:])]
    return [*slow_subproof(old - k, hashes[k:], False), slow_root(hashes[:k])]


def flipped(value: bytes, bit: int) -> bytes:
    return (int.from_bytes(value, "big") ^ (1 << bit)).to_bytes(len(value), "big")


def tampered(data: st.DataObject, proof: list[bytes]) -> list[bytes]:
    """The proof with one bit flipped, one step lost, one added, or two that differ exchanged."""
    ways = ["added"] + (["flipped", "lost"] if proof else []) + (["exchanged"] if len(proof) > 1 else [])
    way = data.draw(st.sampled_from(ways))
    at = data.draw(st.integers(0, len(proof) - (way != "added") - (way == "exchanged")))
    if way == "added":
        return [*proof[:at], data.draw(st.binary(min_size=32, max_size=32)), *proof[at:]]
    if way == "flipped":
        return [*proof[:at], flipped(proof[at], data.draw(st.integers(0, 255))), *proof[at + 1 :]]
    if way == "lost":
        return [*proof[:at], *proof[at + 1 :]]
    return [*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]]


@given(size=st.integers(0, 130))
@FEW
def test_root(size):
    """The root is that of the definition, from kept nodes, from leaves at once and from an iterator."""
    hashes = leaves(size)
    assert Tree.over(hashes).root() == root_from_leaves(iter(hashes)) == slow_root(hashes)


@given(data=st.data(), size=SIZES)
@FEW
def test_inclusion(data, size):
    """Every leaf has the path of the definition; it holds for that leaf and for no other."""
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    root, proof = slow_root(hashes), Tree.over(hashes).inclusion(index)
    assert proof == slow_path(index, hashes)
    held = [
        (place, leaf)
        for place, leaf in ((place, hashes[leaf]) for place in range(size) for leaf in range(size))
        if check_inclusion(leaf, place, size, proof, root)
    ]
    assert held == [(index, hashes[index])]


@given(data=st.data(), size=SIZES)
@FEW
def test_tampered_inclusion(data, size):
    """A path that was changed in any one way proves nothing, nor does a true one for another root or leaf."""
    hashes = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    tree = Tree.over(hashes)
    root, proof, bit = tree.root(), tree.inclusion(index), data.draw(st.integers(0, 255))
    assert not check_inclusion(hashes[index], index, size, tampered(data, proof), root)
    assert not check_inclusion(hashes[index], index, size, proof, flipped(root, bit))
    assert not check_inclusion(flipped(hashes[index], bit), index, size, proof, root)


@given(data=st.data(), size=SIZES)
@FEW
def test_consistency(data, size):
    """Each earlier size has the proof of the definition, and it holds between the two roots."""
    hashes = leaves(size)
    old = data.draw(st.integers(1, size))
    proof = Tree.over(hashes).consistency(old)
    assert proof == slow_subproof(old, hashes, True)
    assert check_consistency(old, slow_root(hashes[:old]), size, slow_root(hashes), proof)


@given(data=st.data(), size=SIZES)
@FEW
def test_tampered_consistency(data, size):
    """A proof that was changed in any one way shows nothing, nor does a true one between other roots or sizes."""
    hashes = leaves(size)
    old = data.draw(st.integers(0, size))
    old_root, root, proof = slow_root(hashes[:old]), slow_root(hashes), Tree.over(hashes).consistency(old)
    bit = data.draw(st.integers(0, 255))
    assert not check_consistency(old, old_root, size, root, tampered(data, proof))
    assert not check_consistency(old, flipped(old_root, bit), size, root, proof)
    if 0 < old < size:
        assert not check_consistency(old, old_root, size, flipped(root, bit), proof)
        assert not check_consistency(old + 1, old_root, size, root, proof)


@given(data=st.data(), size=st.integers(2, 70))
@FEW
def test_rewritten_history(data, size):
    """No tree in which an old leaf differs is consistent with the old root, by its own honest proof."""
    hashes = leaves(size)
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    other = [*hashes[:changed], leaf_hash(b"rewritten"), *hashes[changed + 1 :]]
    tree = Tree.over(other)
    assert not check_consistency(old, slow_root(hashes[:old]), size, tree.root(), tree.consistency(old))


def test_sizes_zero_one_and_equal():
    """Nothing precedes everything, one leaf needs no path, a tree is consistent with itself: all by empty proofs."""
    one, two = leaves(1), leaves(2)
    assert root_from_leaves([]) == Tree.over([]).root() == EMPTY_ROOT
    assert (Tree.over([]).consistency(0), Tree.over(two).consistency(0), Tree.over(two).consistency(2)) == ([], [], [])
    assert check_consistency(0, EMPTY_ROOT, 0, EMPTY_ROOT, [])
    assert check_consistency(0, EMPTY_ROOT, 2, slow_root(two), [])
    assert check_consistency(2, slow_root(two), 2, slow_root(two), [])
    assert Tree.over(one).root() == one[0]
    assert check_inclusion(one[0], 0, 1, [], one[0])


def test_sizes_that_cannot_be():
    """No proof holds for a leaf beyond the end, a tree that shrank, an empty tree with a root, or a short hash."""
    one, two = leaves(1), leaves(2)
    root = slow_root(two)
    assert not check_inclusion(two[1], 2, 2, [two[0]], root)
    assert not check_inclusion(two[1], -1, 2, [two[0]], root)
    assert not check_inclusion(one[0], 0, 0, [], one[0])
    assert not check_consistency(2, root, 1, one[0], [])
    assert not check_consistency(-1, root, 2, root, [])
    assert not check_consistency(0, one[0], 0, one[0], [])
    assert not check_consistency(0, EMPTY_ROOT, 0, one[0], [])
    assert not check_consistency(1, one[0], 2, root, [])
    assert not check_inclusion(b"short", 0, 1, [], b"short")


@given(first=st.integers(0, 70), more=st.integers(0, 70))
@FEW
def test_growing(first, more):
    """Leaves added one by one or many at once, onto kept nodes, keep the same nodes and give the same root."""
    hashes = leaves(first + more)
    once = {(node.level, node.number): node.hash for node in Tree(MemoryNodes().read, 0).extend(hashes)}
    nodes, singly = MemoryNodes(), {}
    for size in range(first):
        made = Tree(nodes.read, size).append(hashes[size])
        nodes.keep(made)
        singly |= {(node.level, node.number): node.hash for node in made}
    made = Tree(nodes.read, first).extend(hashes[first:])
    nodes.keep(made)
    assert singly | {(level, number): kept for level, number, kept in made} == once
    assert Tree(nodes.read, first + more).root() == slow_root(hashes)


def test_an_append_costs_a_logarithm():
    """An append to a million leaves reads and makes no more than twenty nodes each, and the root as few."""
    reads = []

    def read(level: int, number: int) -> bytes:
        reads.append((level, number))
        return leaf_hash(f"{level} {number}".encode())

    made = Tree(read, 2**20 - 1).append(leaf_hash(b"last"))
    assert (len(reads), len(made)) == (20, 21)
    reads.clear()
    Tree(read, 2**20 - 1).root()
    assert len(reads) == 20


def test_what_a_tree_refuses():
    """A leaf or a size that the tree never had, a node that is missing and a leaf hash of another length are errors."""
    tree = Tree.over(leaves(3))
    for ask in (
        lambda: tree.inclusion(3),
        lambda: tree.inclusion(-1),
        lambda: tree.consistency(4),
        lambda: tree.consistency(-1),
        lambda: tree.append(b"short"),
        lambda: Tree(MemoryNodes().read, 2).root(),
    ):
        with pytest.raises(ProofError, match=r"leaf|leaves|node"):
            ask()
