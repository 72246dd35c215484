"""Fewer word pieces, for a network whose file would be too large: those that training met most.

A fifth of a large network are the vectors of its pieces, and many of them no English political text ever asks for:
other alphabets, places held free. A rarer word comes in smaller pieces then, which costs names two points, and the
rest nothing.
"""

import copy
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable

import torch
from tokenizers import Tokenizer

from .model.network import Reader
from .units import Bound

KEPT = 22_000  # pieces; with these all of mpnet's layers are a file that any host of repositories takes
CONTINUED = "##"
UNKNOWN = "[UNK]"
NEEDED = ("[PAD]", UNKNOWN, "[CLS]", "[SEP]")


def frequent(tokenizer: Tokenizer, documents: Iterable[Bound], *, kept: int = KEPT) -> list[int]:
    """The ids of the pieces to keep, rising: the marks, single letters and signs, then those met most often."""
    seen = Counter(piece for document in documents for unit in document.units for piece in unit.ids)
    vocabulary = tokenizer.get_vocab()
    must = {number for piece, number in vocabulary.items() if piece in NEEDED or _is_small(piece)}
    others = sorted((seen.keys() & set(vocabulary.values())) - must, key=lambda piece: (-seen[piece], piece))
    return sorted([*must, *others[: max(0, kept - len(must))]])


def _is_small(piece: str) -> bool:
    """Whether it is one character, no letter of another alphabet: of these every word can be put together."""
    one = piece.removeprefix(CONTINUED)
    return len(one) == 1 and (not one.isalpha() or "LATIN" in unicodedata.name(one, ""))


def fewer(tokenizer: Tokenizer, ids: list[int]) -> Tokenizer:
    """The same tokenizer with these pieces only, numbered anew."""
    told = json.loads(tokenizer.to_str())
    number = {old: new for new, old in enumerate(ids)}
    vocabulary = told["model"]["vocab"]
    told["model"]["vocab"] = {p: number[n] for p, n in sorted(vocabulary.items(), key=lambda t: t[1]) if n in number}
    told["added_tokens"] = [t | {"id": number[t["id"]]} for t in told["added_tokens"] if t["id"] in number]
    told["post_processor"] = told["padding"] = told["truncation"] = None  # the reader frames its windows itself
    return Tokenizer.from_str(json.dumps(told))


def cut_down(model: Reader, ids: list[int]) -> Reader:
    """A copy of a network that knows these pieces only."""
    found = copy.deepcopy(model)
    found.encoder.pieces = torch.nn.Embedding.from_pretrained(model.encoder.pieces.weight.detach()[ids])
    return found


def translation(own: Tokenizer, theirs: Tokenizer) -> list[int]:
    """For each id of one tokenizer, the other's id of that piece, or of the unknown one."""
    known, ids = theirs.get_vocab(), own.get_vocab()
    found = [known[UNKNOWN]] * (max(ids.values()) + 1)
    for piece, number in ids.items():
        found[number] = known.get(piece, known[UNKNOWN])
    return found
