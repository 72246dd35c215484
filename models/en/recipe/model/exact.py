"""Int8 products that come out the same on every processor.

Processors without VNNI multiply two neighbours of 8 bits at once and add them in 16 (`vpmaddubsw`): where two large
weights of one sign meet two large inputs, the sum is cut off at 32,767, and a text would read differently there. So no
pair of neighbours in a column may add up to more than 128; a column with such a pair gets a wider step.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

LARGEST = 127
PAIR = 128  # times 255, the largest input, is the most that 16 bits hold
WIDER = 1.002  # at least, so that a step grows until no pair is too large


def exact(path: Path, plain: Path) -> None:
    """Write the int8 matrices of a quantised file anew, from those of the file that it was made of."""
    model, whole = onnx.load(str(path)), onnx.load(str(plain))
    floats = {one.name: one for one in whole.graph.initializer}
    kept = {one.name: one for one in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            quantised, scale = bounded(numpy_helper.to_array(floats[name]))
            for found, array in ((node.input[1], quantised), (f"{name}_scale", scale)):
                before = numpy_helper.to_array(kept[found])
                kept[found].CopyFrom(numpy_helper.from_array(array.reshape(before.shape).astype(before.dtype), found))
    onnx.save(model, str(path))


def bounded(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix `(inputs, outputs)` in int8, and the step of each column: as narrow as its largest pair allows."""
    step, groups = np.maximum(np.abs(weight).max(0), 1e-9) / LARGEST, alike(weight)
    while ((most := largest_pair(found := rounded(weight / step, groups))) > PAIR).any():
        step = np.where(most > PAIR, step * np.maximum(most / PAIR, WIDER), step)
    return found.astype(np.int8), step.astype(np.float32)


def alike(weight: NDArray[np.float32]) -> list[list[int]]:
    """The numbers of rows that are the same, where there are several: they meet parts of one input."""
    found: dict[bytes, list[int]] = {}
    for number, row in enumerate(weight):
        found.setdefault(row.tobytes(), []).append(number)
    return [rows for rows in found.values() if len(rows) > 1]


def rounded(weight: NDArray[np.float32], groups: list[list[int]]) -> NDArray[np.float32]:
    """To whole numbers; of rows that are the same, each makes good what those before it were rounded by."""
    found = np.rint(weight)
    for rows in groups:
        left = np.zeros_like(weight[0])
        for row in rows:
            found[row] = np.rint(weight[row] + left)
            left += weight[row] - found[row]
    return found


def largest_pair(quantised: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each column the largest sum of two neighbours of one sign, at an even place and the next."""
    even = len(quantised) % 2
    rows = np.concatenate([quantised, np.zeros((even, quantised.shape[1]), quantised.dtype)])
    signs = np.stack([rows.clip(min=0), -rows.clip(max=0)])
    return (signs[:, ::2] + signs[:, 1::2]).max((0, 1))  # type: ignore[no-any-return]
