"""Windows of word pieces through the network: one window is one inference call, so that none can sway another."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pledgebook.analysis.shapes import UNKNOWN, Shapes
from pledgebook.analysis.weights import Weights
from pledgebook.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from numpy import float32, int64
    from numpy.typing import NDArray

try:
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer
except ImportError as error:
    raise MissingExtraError(f"Reading needs {error.name}: pip install 'pledgebook[read]'.") from error


PROVIDERS = ["CPUExecutionProvider"]
SLOWER = ["SkipLayerNormFusion"]  # joined to the norm, additions take a fifth longer than by themselves


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces: their ids, `(start, end)` of each in code points of the document, how their letters are written."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    shapes: list[int] = field(default_factory=list)

    def part(self, first: int, last: int) -> "Pieces":
        """The pieces `[first, last)`."""
        return Pieces(self.ids[first:last], self.offsets[first:last], self.shapes[first:last])


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a window's pieces: logits `(pieces, columns)`, and projections for trees."""

    logits: "NDArray[float32]"
    tree: "NDArray[float32] | None"


class Encoder:
    """Pieces to scores in float32; the same pieces give the same scores on any thread count.

    An older network is told the ids of pieces alone, a newer one also how their letters are written.
    """

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
        path, told = str(weights.folder / "model.onnx"), {"providers": PROVIDERS, "disabled_optimizers": SLOWER}
        self._session = _loaded(weights, lambda: onnxruntime.InferenceSession(path, options, **told))
        self._shapes = Shapes() if any(put.name == "shapes" for put in self._session.get_inputs()) else None
        self._outputs = {put.name for put in self._session.get_outputs()}

    def pieces(self, text: str, *, start: int = 0) -> Pieces:
        """Cut a text that begins at `start` of its document into word pieces."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        offsets = encoding.offsets
        shapes = [] if self._shapes is None else [self._shapes.of(text[a:b]) for a, b in offsets]
        return Pieces(encoding.ids, [(a + start, b + start) for a, b in offsets], shapes)

    def word_pieces(self, words: Sequence[str]) -> tuple[Pieces, list[int | None]]:
        """The pieces of words cut by somebody else, offsets within each, and each word's first piece (or None)."""
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        first: dict[int, int] = {}
        surfaces = []
        for piece, (word, (a, b)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
            if word is not None:
                first.setdefault(word, piece)
            surfaces.append("" if word is None else words[word][a:b])
        shapes = [] if self._shapes is None else [self._shapes.of(surface) for surface in surfaces]
        return Pieces(encoding.ids, encoding.offsets, shapes), [first.get(word) for word in range(len(words))]

    def logits(self, windows: Iterable[Pieces]) -> list["NDArray[float32]"]:
        """One array a window, in their order."""
        if self._threads == 1:
            return [self._run(window, ["logits"])[0] for window in windows]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(lambda window: self._run(window, ["logits"])[0], windows))

    def scores(self, window: Pieces) -> Scores:
        """All that the network says of a window."""
        if "tree" not in self._outputs:
            return Scores(self._run(window, ["logits"])[0], None)
        return Scores(*self._run(window, ["logits", "tree"]))

    def relations(self) -> "NDArray[float32]":
        """The matrix that turns the projections of two pieces into scores of relations; a network with trees has it."""
        found: NDArray[float32] = self._session.run(["relations"], self._framed(Pieces([], [])))[0]
        return found

    def _run(self, window: Pieces, outputs: list[str]) -> list["NDArray[float32]"]:
        found: list[Any] = self._session.run(outputs, self._framed(window))
        return [part[0, 1:-1] for part in found]

    def _framed(self, window: Pieces) -> dict[str, "NDArray[int64]"]:
        told = {"ids": np.array([[self._first, *window.ids, self._last]], dtype=np.int64)}
        if self._shapes is not None:
            told["shapes"] = np.array([[UNKNOWN, *window.shapes, UNKNOWN]], dtype=np.int64)
        return told


def _loaded(weights: Weights, load: Callable[[], Any]) -> Any:
    """What a library makes of a file of the model; its errors, which have no class in common, as a ModelError."""
    try:
        return load()
    except Exception as error:
        reason = " ".join(str(error).split())
        raise ModelError(f"The model in {weights.folder} cannot be loaded: {reason}. Install it again.") from error
