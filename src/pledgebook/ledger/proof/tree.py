"""An append-only Merkle tree (RFC 6962 hashing, RFC 9162 proofs) over complete subtrees that are kept elsewhere.

Node `(level, number)` is the complete subtree over the leaves `[number · 2^level, (number + 1) · 2^level)`; level 0
are the leaf hashes. A complete subtree never changes, so a store only ever adds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pledgebook.ledger.proof.errors import ProofError
from pledgebook.ledger.proof.hashing import EMPTY_ROOT, HASH_BYTES, node_hash


class Node(NamedTuple):
    """A complete subtree: how high it is, its number at that height from the left, and its hash."""

    level: int
    number: int
    hash: bytes


class MemoryNodes:
    """A store of nodes in memory."""

    def __init__(self) -> None:
        self._hashes: dict[tuple[int, int], bytes] = {}

    def read(self, level: int, number: int) -> bytes:
        """The hash of a node that was kept; ProofError if it was not."""
        try:
            return self._hashes[level, number]
        except KeyError:
            raise ProofError(f"the tree's node {number} at level {level} is missing") from None

    def keep(self, nodes: Iterable[Node]) -> None:
        """Add nodes."""
        self._hashes.update(((node.level, node.number), node.hash) for node in nodes)


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree over the first `size` leaves, whose complete subtrees `read(level, number)` gives; it keeps nothing."""

    read: Callable[[int, int], bytes]
    size: int

    @classmethod
    def over(cls, hashes: Iterable[bytes]) -> "Tree":
        """The tree over leaf hashes, kept in memory."""
        nodes = MemoryNodes()
        made = cls(nodes.read, 0).extend(hashes)
        nodes.keep(made)
        return cls(nodes.read, sum(node.level == 0 for node in made))

    def append(self, leaf_hash: bytes) -> list[Node]:
        """The nodes to keep for one more leaf, itself first; log₂ size reads at most. The tree stays as it is."""
        return self.extend([leaf_hash])

    def extend(self, leaf_hashes: Iterable[bytes]) -> list[Node]:
        """The nodes to keep for further leaves, in the order in which they come to be. The tree stays as it is."""
        made: dict[tuple[int, int], bytes] = {}
        for position, leaf in enumerate(leaf_hashes, start=self.size):
            self._complete(made, position, leaf)
        return [Node(level, number, value) for (level, number), value in made.items()]

    def _complete(self, made: dict[tuple[int, int], bytes], number: int, value: bytes) -> None:
        """Put leaf `number` into `made`, and every subtree that it completes."""
        if len(value) != HASH_BYTES:
            raise ProofError(f"a leaf hash has {HASH_BYTES} bytes, not {len(value)}")
        level = 0
        made[level, number] = value
        while number % 2:
            left = made.get((level, number - 1))
            value = node_hash(self.read(level, number - 1) if left is None else left, value)
            level, number = level + 1, number // 2
            made[level, number] = value

    def root(self) -> bytes:
        """The hash of the whole: MTH(D_n), or that of nothing where the tree is empty."""
        return self._hash(0, self.size) if self.size else EMPTY_ROOT

    def inclusion(self, index: int) -> list[bytes]:
        """The proof that leaf `index`, from 0, is in this tree: PATH(m, D_n), lowest first (RFC 9162, 2.1.3.1)."""
        if not 0 <= index < self.size:
            raise ProofError(f"the tree of {self.size} leaves has no leaf {index}")
        return self._path(index, 0, self.size)

    def consistency(self, old_size: int) -> list[bytes]:
        """The proof that the first `old_size` leaves are those of the tree then: PROOF(m, D_n) (RFC 9162, 2.1.4.1).

        Empty for size 0 and for the tree's own.
        """
        if not 0 <= old_size <= self.size:
            raise ProofError(f"the tree has {self.size} leaves and never had {old_size}")
        return self._subproof(old_size, 0, self.size, whole=True) if old_size else []

    def _hash(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0 and start % width == 0:
            return self.read(width.bit_length() - 1, start // width)
        middle = start + _split(width)
        return node_hash(self._hash(start, middle), self._hash(middle, end))

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._hash(middle, end)]
        return [*self._path(index, middle, end), self._hash(start, middle)]

    def _subproof(self, old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        """SUBPROOF(m, D[start:end], b): `old` counts from 0 here, and `whole` is b, true at the old tree's root."""
        if old == end:
            return [] if whole else [self._hash(start, end)]
        middle = start + _split(end - start)
        if old <= middle:
            return [*self._subproof(old, start, middle, whole=whole), self._hash(middle, end)]
        return [*self._subproof(old, middle, end, whole=False), self._hash(start, middle)]


def _split(width: int) -> int:
    """The largest power of two below `width`, which is 2 or more."""
    return 1 << ((width - 1).bit_length() - 1)
