"""Proof by published formats: canonical JSON, a Merkle tree, keys, signed notes, checkpoints."""

from pledgebook.ledger.proof.canonical import canonical, decode, read_json, reads_alike
from pledgebook.ledger.proof.checkpoints import Checkpoint, open_checkpoint, parse_checkpoint, sign_checkpoint
from pledgebook.ledger.proof.checks import check_consistency, check_inclusion
from pledgebook.ledger.proof.errors import ProofError
from pledgebook.ledger.proof.hashing import EMPTY_ROOT, leaf_hash, node_hash, root_from_leaves
from pledgebook.ledger.proof.keys import SigningKey, VerifyingKey
from pledgebook.ledger.proof.notes import Note, Signature, parse_note, verify_note
from pledgebook.ledger.proof.spelling import check_name
from pledgebook.ledger.proof.tree import MemoryNodes, Node, Tree

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "MemoryNodes",
    "Node",
    "Note",
    "ProofError",
    "Signature",
    "SigningKey",
    "Tree",
    "VerifyingKey",
    "canonical",
    "check_consistency",
    "check_inclusion",
    "check_name",
    "decode",
    "leaf_hash",
    "node_hash",
    "open_checkpoint",
    "parse_checkpoint",
    "parse_note",
    "read_json",
    "reads_alike",
    "root_from_leaves",
    "sign_checkpoint",
    "verify_note",
]
