"""Windows of word pieces through the network: one window is one inference call, so that none can sway another."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pledgebook.analysis.weights import Weights
from pledgebook.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

try:
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer
except ImportError as error:
    raise MissingExtraError(f"Reading needs {error.name}: pip install 'pledgebook[read]'.") from error


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces: their ids, and `(start, end)` of each in code points of the document."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Encoder:
    """Piece ids to logits, `(pieces, columns)` in float32; the same ids give the same logits on any thread count."""

    def __init__(self, weights: Weights, *, threads: int = 1) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self._tokenizer = _loaded(weights, lambda: Tokenizer.from_file(str(weights.folder / "tokenizer.json")))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first, self._last = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._threads = threads
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path, providers = str(weights.folder / "model.onnx"), ["CPUExecutionProvider"]
        self._session = _loaded(weights, lambda: onnxruntime.InferenceSession(path, options, providers=providers))

    def pieces(self, text: str, *, start: int = 0) -> Pieces:
        """Cut a text that begins at `start` of its document into word pieces."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return Pieces(encoding.ids, [(a + start, b + start) for a, b in encoding.offsets])

    def word_pieces(self, words: Sequence[str]) -> tuple[list[int], list[int | None]]:
        """The pieces of words cut by somebody else, and the first piece of each word (None: it has none)."""
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        first: dict[int, int] = {}
        for piece, word in enumerate(encoding.word_ids):
            if word is not None:
                first.setdefault(word, piece)
        return encoding.ids, [first.get(word) for word in range(len(words))]

    def logits(self, windows: Iterable[list[int]]) -> list["NDArray[float32]"]:
        """One array a window, in their order."""
        if self._threads == 1:
            return [self._run(ids) for ids in windows]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._run, windows))

    def _run(self, ids: list[int]) -> "NDArray[float32]":
        framed = np.array([[self._first, *ids, self._last]], dtype=np.int64)
        found: Any = self._session.run(None, {"ids": framed})[0]
        return found[0, 1:-1]  # type: ignore[no-any-return]


def _loaded(weights: Weights, load: Callable[[], Any]) -> Any:
    """What a library makes of a file of the model; its errors, which have no class in common, as a ModelError."""
    try:
        return load()
    except Exception as error:
        reason = " ".join(str(error).split())
        raise ModelError(f"The model in {weights.folder} cannot be loaded: {reason}. Install it again.") from error
