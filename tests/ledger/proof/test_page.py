"""The page for those who write a verifier of their own says what is so."""

import re
from hashlib import sha256
from pathlib import Path

from pledgebook.ledger.proof import Checkpoint, SigningKey, Tree, leaf_hash, sign_checkpoint

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "proof.md").read_text(encoding="utf8")
CODE = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
LINES = [f"line {number}".encode() for number in range(11)]


def test_its_root_is_ours():
    """The few lines of Python that compute a root give ours, for each size and for none."""
    names: dict = {}
    exec(CODE[0], names)
    for size in range(len(LINES)):
        assert names["root"](LINES[:size]) == Tree.over(map(leaf_hash, LINES[:size])).root()
    assert sha256(b"").hexdigest() in PAGE


def test_its_check_runs():
    """The example with the library checks a checkpoint and an inclusion proof."""
    key, tree = SigningKey.make("pledgebook.invalid/page"), Tree.over(map(leaf_hash, LINES))
    signed = sign_checkpoint(Checkpoint(key.name, tree.size, tree.root()), key)
    names = {"checkpoint_bytes": signed.encode("utf8"), "vkey": key.vkey}
    names |= {"line": LINES[3], "index": 3, "proof": tree.inclusion(3)}
    exec(CODE[1], names)
    assert names["head"].size == len(LINES)
