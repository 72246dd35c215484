"""Whether a proof holds: the two algorithms of RFC 9162 (2.1.3.2 and 2.1.4.2), which need no tree."""

from collections.abc import Sequence

from pledgebook.ledger.proof.hashing import EMPTY_ROOT, HASH_BYTES, node_hash


def check_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether leaf `index`, from 0, of the tree of `size` leaves under `root` has this hash."""
    if not 0 <= index < size or not _are_hashes(leaf_hash, root, *proof):
        return False
    place, last, found = index, size - 1, leaf_hash
    for step in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node_hash(step, found)
            place, last = _lone_levels(place, last)
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def check_consistency(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size` leaves under `root` begins with the tree of `old_size` leaves under `old_root`."""
    if not 0 <= old_size <= size or not _are_hashes(old_root, root, *proof):
        return False
    if size == 0 and root != EMPTY_ROOT:
        return False
    if old_size == 0:
        return old_root == EMPTY_ROOT and not proof
    if old_size == size:
        return old_root == root and not proof
    return bool(proof) and _grown(old_size, old_root, size, root, proof)


def _grown(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """The general case, 0 < old_size < size; a power of two is itself a node of the new tree and not in the proof."""
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    place, last = old_size - 1, size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            place, last = _lone_levels(place, last)
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and old == old_root and new == root


def _lone_levels(place: int, last: int) -> tuple[int, int]:
    """Climb the levels at which the node on the right edge has no neighbour and moves up as it is."""
    while place and place % 2 == 0:
        place, last = place >> 1, last >> 1
    return place, last


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
